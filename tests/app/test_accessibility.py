"""Everybody can take part: every step of every view, in both languages, by axe-core, by keyboard, by ear."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from sim.app.charts.axes import BLUE, GREEN, ORANGE, VERMILLION
from sim.app.rehearsal import PEOPLE
from sim.app.steps import ALL, Step
from sim.app.words import debrief as debrief_words
from sim.app.words import desk as desk_words
from sim.app.words import efforts as effort_words
from sim.app.words import film as film_words
from sim.app.words import levers as lever_words
from sim.app.words import own_numbers as own_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from tests.app.keyboard import arrive, press
from tests.app.open_room import open_room
from tests.browser import chromium, new_tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OKABE_ITO = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}
CHARTS = {Step.WELCOME, Step.REVEAL, Step.CURVE, Step.LEVERS, Step.COMPARE, Step.WHO}
SMALLER = "smaller screen"
FACILITATOR, SCREEN, SMALL, PHONE = (1366, 768), (1920, 1080), (1366, 768), (390, 844)
SIDEWAYS = (844, 390)
HIDDEN = "[...document.querySelectorAll('.choice')].some(b => b.getBoundingClientRect().bottom > innerHeight + 1)"


class Visitors:
    """A room with a facilitator, two screens and a phone."""

    def __init__(self, browser: Browser, room, lang: str) -> None:
        self.lang, self.base = lang, room.base
        self.desk, self.screen, self.small, self.phone = (
            new_tab(browser, *size) for size in (FACILITATOR, SCREEN, SMALL, PHONE)
        )
        self.desk.goto(room.link.replace("/fr/", f"/{lang}/"))
        address = self.desk.get_by_role("link", name=words.SCREEN[lang]).get_attribute("href") or ""
        self.code = address.rsplit("/", 1)[1]
        for page in (self.screen, self.small):
            page.goto(f"{room.base}{address}")
        self.phone.goto(f"{room.base}/{lang}/salle/{self.code}")
        self.all = {"facilitator": self.desk, "screen": self.screen, SMALLER: self.small, "phone": self.phone}

    def wait_for(self, step: Step, *pages: Page) -> None:
        """Wait until everybody is at a step."""
        for page in pages or self.all.values():
            title = words.IN_THE_ROOM if step == Step.ROOM and page is self.phone else step_words.TITLES[step]
            page.wait_for_function("t => document.querySelector('h1')?.innerText === t", arg=title[self.lang])

    def arrive(self, step: Step, *pages: Page) -> None:
        """Wait until pages are at a step, and no longer take the focus to its title."""
        for page in pages:
            arrive(page, step_words.TITLES[step][self.lang])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(params=["fr", "en"])
def visitors(browser, tmp_path, request) -> Iterator[Visitors]:
    with open_room(tmp_path) as room:
        found = Visitors(browser, room, request.param)
        yield found
        for page in found.all.values():
            page.context.close()


def faults(page: Page, view: str, lang: str, charts: bool) -> list[str]:
    """Return all that keeps somebody from taking part."""
    found = []
    if view != SMALLER:  # the same page as the large screen's: there its size is looked at alone
        violations = Axe().run(page, options=WCAG).response["violations"]
        found += [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in violations]
    if page.evaluate(MOVING):
        found.append("something moves, although people asked for nothing to")
    spoken = page.locator("html").get_attribute("lang") or ""
    if spoken[:2] != lang:
        found.append(f"lang={spoken}")
    if page.locator("h1").count() != 1:
        found.append("not one heading")
    if charts and page.locator("figure").count() == 0:
        found.append("no chart")
    for figure in page.locator("figure").all():
        if not figure.locator("figcaption[role=status]").inner_text().strip():
            found.append("a chart without a sentence that is read aloud")
        if figure.locator("details table tbody tr").count() == 0 or figure.locator("caption").count() == 0:
            found.append("a chart without a table")
        if not (figure.locator("[role=img]").get_attribute("aria-label") or "").strip():
            found.append("a chart without a name")
    found += [f"untranslated or unset: {text!r}" for text in badly_set(page.locator("body").inner_text(), lang)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
        found.append("wider than the window")
    if "screen" in view:
        if page.evaluate("document.documentElement.scrollHeight > innerHeight + 1"):
            found.append("higher than the screen, which nobody scrolls")
        if page.evaluate(SMALL_LETTERS):
            found.append(f"letters under 24 px: {page.evaluate(SMALL_LETTERS)}")
    return [f"{view}: {each}" for each in found]


def hidden_sideways(page: Page) -> list[str]:
    """Return whether a phone held sideways hides a large button below its screen."""
    for size, hides in ((SIDEWAYS, True), (PHONE, False)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if hides and page.evaluate(HIDDEN):
            return ["phone: a button that is hidden when the phone is held sideways"]
    return []


MOVING = """document.getAnimations().length > 0 || [...document.querySelectorAll('.room *')]
    .map(e => getComputedStyle(e))
    .some(s => s.animationName !== 'none' || !['none', 'all'].includes(s.transitionProperty))"""

SMALL_LETTERS = """[...document.querySelectorAll('.room *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length)
    .filter(e => parseFloat(getComputedStyle(e).fontSize) < 23.9)
    .map(e => e.textContent.slice(0, 40))"""


def badly_set(text: str, lang: str) -> list[str]:
    """Return what is not set as in Quebec, or as in English."""
    if lang == "en":
        return re.findall(r"\S*[\u00a0 ][%:](?:\s|$)|\d[\u00a0 ]?\$|«|»|\b\d+\u00a0\d{3}\b", text)
    plain = re.sub(r"\S+:\d+\S*", "", text)  # addresses
    return re.findall(r"\S* [:$%»](?:\s|$)|\S+[\u00a0 ][?!;]|« \S*|\d[.,]\d{3}\b|\$\d\S*|[\w)]:(?:\s|$)|“|”", plain)


def test_what_is_badly_set_is_found():
    assert badly_set("Retour : mois 3", "fr")
    assert badly_set("12,345 $", "fr")
    assert badly_set("$12", "fr")
    assert badly_set("« Nous »", "fr")
    assert badly_set("Que changer ?", "fr")
    assert not badly_set("Retour\u00a0: mois 3; 12\u00a0345\u00a0$, 25\u00a0%, «\u00a0nous\u00a0»? 0,7", "fr")
    assert badly_set("12\u00a0345\u00a0$", "en")
    assert not badly_set("Break-even: $12,345, 25%", "en")


def test_colours_are_okabe_and_ito_s():
    assert {BLUE, VERMILLION, GREEN, ORANGE} <= OKABE_ITO


def test_no_view_of_any_step_keeps_anybody_out(visitors):
    lang, desk, phone = visitors.lang, visitors.desk, visitors.phone
    found: list[str] = faults(phone, "phone before joining", lang, False)
    press(desk, words.MINUTES.format(n=90)[lang])
    desk.locator("button[aria-pressed=true]", has_text="90").wait_for()
    press(desk, desk_words.REHEARSE.format(n=PEOPLE)[lang])
    desk.get_by_text(desk_words.REHEARSING[lang]).wait_for()
    found += faults(desk, "rehearsal", lang, False)
    press(desk, desk_words.END[lang])
    desk.get_by_text(desk_words.REHEARSING[lang]).wait_for(state="hidden")
    phone.get_by_label(words.YOUR_NAME[lang]).fill("Ana")
    press(phone, words.JOIN[lang])

    def look(step: Step, betting: bool = False) -> None:
        visitors.wait_for(step)
        for view, page in visitors.all.items():
            page.wait_for_function("[...document.querySelectorAll('figure')].every(f => f.querySelector('svg path'))")
            film = desk.locator("figure.film").count() > 0
            charts = step in CHARTS and (view != "phone" or (step == Step.CURVE and not film))
            charts = charts and not (betting and "screen" in view)
            found.extend(f"{step}, {each}" for each in faults(page, view, lang, charts))
        found.extend(f"{step}, {each}" for each in hidden_sideways(phone))

    for step in ALL:
        look(step)
        if step == Step.PREDICT:
            phone.locator("#month").select_option("15")
            press(phone, words.ANSWER[lang])
            phone.get_by_role("status").get_by_text("15").wait_for()
            look(step)
        if step == Step.ROUND:
            press(phone, words.POOL[lang])
            phone.get_by_text(words.SAVED[lang]).wait_for()
            press(desk, words.CLOSE[lang])
            phone.get_by_text(words.ROUND_CLOSED[lang]).wait_for()
            look(step)
            press(desk, words.REVEAL[lang])
        elif step == Step.REVEAL:
            desk.get_by_role("button", name=f"6. {step_words.SHORT[Step.CURVE][lang]}").click()
        elif step == Step.CURVE:  # the film asks once more, then the whole curve
            press(desk, film_words.SKIP[lang])
            for page in (visitors.screen, visitors.small, phone):
                page.get_by_text(film_words.ASK[lang]).first.wait_for()
            look(step)
            press(desk, film_words.FINISH[lang])
            phone.locator("figure").wait_for()
            look(step)
            press(desk, words.NEXT[lang])
        elif step == Step.LEVERS:
            desk.locator("summary").first.click()
            desk.locator("#lever-facilitation").check()
            look(step)
            desk.get_by_role("button", name=debrief_words.OPEN_BET[lang]).click()
            phone.get_by_role("button", name=debrief_words.WAYS["later"][lang]).click()
            visitors.screen.get_by_text(debrief_words.BETS.format(k=1)[lang]).wait_for()
            look(step, betting=True)
            press(desk, debrief_words.MOVE_IT[lang])
            visitors.screen.get_by_text(debrief_words.ONE_RIGHT.format(n=1)[lang]).wait_for()
            look(step)
            press(desk, words.NEXT[lang])
        elif step == Step.CONDITIONS:
            for text in (debrief_words.SUGGESTIONS[0][lang], debrief_words.SUGGESTIONS[1][lang]):
                press(phone, text)
                visitors.screen.get_by_text(text).wait_for()
            phone.locator("#condition").fill("x" * 140)
            press(phone, debrief_words.ADD[lang])
            visitors.small.get_by_text("x" * 140).wait_for()
            look(step)
            press(desk, words.NEXT[lang])
        elif step == Step.EFFORT:
            press(phone, effort_words.CHOICES["half"][lang])
            phone.get_by_text(effort_words.SAVED[lang]).wait_for()
            press(desk, words.NEXT[lang])
        elif step == Step.SANCTIONS:
            press(phone, effort_words.FOR[lang])
            phone.get_by_text(effort_words.SAVED_VOTE[lang]).wait_for()
            press(desk, effort_words.CLOSE_VOTE[lang])
            for page in visitors.all.values():
                page.get_by_text(effort_words.WHOSE[lang] if page != phone else words.WAIT[lang]).wait_for()
            look(step)
            press(desk, words.NEXT[lang])
        elif step == Step.OWN:
            desk.locator("#own-cost").fill("x")
            press(desk, own_words.USE[lang])
            desk.get_by_role("alert").get_by_text("50").wait_for()
            look(step)
            press(desk, words.NEXT[lang])
        elif step != Step.HOME:
            press(desk, words.NEXT[lang])
    phone.locator("#step-what").fill("Appeler")
    phone.locator("#step-by").fill("2026-12-04")
    press(phone, debrief_words.COMMIT[lang])
    phone.get_by_role("status").get_by_text("Appeler").wait_for()
    visitors.screen.get_by_text("Ana, ").wait_for()
    look(Step.HOME)
    assert found == []
    # the handout on a phone: when it is time to take it home, and not before
    sheet = f"{visitors.base}/{lang}/salle/{visitors.code}/fiche.pdf"
    assert phone.get_by_role("link", name=words.PRINT[lang]).get_attribute("href") == sheet.removeprefix(visitors.base)
    assert phone.request.get(sheet).body().startswith(b"%PDF-")
    press(desk, words.BACK[lang])
    visitors.wait_for(Step.CONDITIONS, desk, phone)
    assert phone.request.get(sheet).status == 404


def test_every_control_works_by_keyboard(visitors):
    lang, desk, phone = visitors.lang, visitors.desk, visitors.phone

    def tab_to(page: Page, target: str) -> None:
        """Go to a control as people without a mouse do, and see where one is."""
        for _ in range(60):
            page.keyboard.press("Tab")
            outline = page.evaluate(
                """target => {
                    const focused = document.activeElement;
                    if (!focused?.matches(target)) return null;
                    const style = getComputedStyle(focused.closest('label.file') ?? focused);
                    return parseFloat(style.outlineWidth) * (style.outlineStyle !== 'none');
                }""",
                target,
            )
            if outline is not None:
                assert outline >= 2, f"nobody sees that {target} has the focus"
                return
        raise AssertionError(f"{target} cannot be reached")

    def start(page: Page) -> None:
        page.locator("h1").focus()

    # welcome: a case, one's own numbers, a length, a file
    start(desk)
    tab_to(desk, ".cards button:nth-child(4)")
    desk.keyboard.press("Space")
    desk.locator(".cards button:nth-child(4)[aria-pressed=true]").wait_for()
    visitors.arrive(Step.WELCOME, desk)
    tab_to(desk, ".own summary")
    desk.keyboard.press("Enter")
    tab_to(desk, "#own-number")
    tab_to(desk, "#own-table")
    tab_to(desk, "#room-file")
    start(desk)
    tab_to(desk, "button.main")
    desk.keyboard.press("Enter")
    visitors.arrive(Step.ROOM, desk)
    start(desk)
    tab_to(desk, "#network")

    # the phone: a name, a month, never, the two buttons
    start(phone)
    tab_to(phone, "#name")
    phone.keyboard.type("Ana")
    tab_to(phone, "button.main")
    phone.keyboard.press("Enter")
    phone.get_by_text(words.YOU_ARE[lang]).wait_for()

    # the people: lock, a name
    start(desk)
    tab_to(desk, ".people summary")
    desk.keyboard.press("Enter")
    tab_to(desk, "#lock")
    for locked in (True, False):
        desk.keyboard.press("Space")
        desk.wait_for_function("locked => document.querySelector('#lock').checked === locked", arg=locked)
    tab_to(desk, "#per-address")
    tab_to(desk, "#person-1")
    desk.keyboard.type("Anne-")
    tab_to(desk, ".people li button")
    desk.get_by_text("Anne-", exact=False).first.wait_for()
    assert faults(desk, "facilitator", lang, False) == []
    start(desk)
    desk.keyboard.press("PageDown")
    visitors.arrive(Step.PREDICT, desk, phone)
    start(phone)
    tab_to(phone, "#month")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("ArrowDown")
    tab_to(phone, "button.main")
    phone.keyboard.press("Enter")
    phone.get_by_role("status").get_by_text("2").wait_for()
    start(desk)
    tab_to(desk, "#hands-12")
    desk.keyboard.type("4")
    tab_to(desk, "#hands-0")
    desk.keyboard.type("3")
    desk.keyboard.press("Tab")
    desk.get_by_text(words.HANDS_COUNTED.format(k=7)[lang]).wait_for()
    assert desk.locator("#hands-12").input_value() == "4"  # what was typed stays when something else changes
    start(desk)
    desk.keyboard.press("PageDown")
    visitors.arrive(Step.ROUND, desk, phone)
    start(desk)
    tab_to(desk, "#hand-3")
    desk.keyboard.press("ArrowDown")
    desk.get_by_text(words.HANDS_OF.format(k=1)[lang]).wait_for()
    start(phone)
    tab_to(phone, "button.choice:last-of-type")
    phone.keyboard.press("Space")
    phone.locator("button[aria-pressed=true]").wait_for()

    # levers: sliders, more, boxes, undo, reset
    press(desk, words.BACK[lang])
    visitors.arrive(Step.PREDICT, desk)
    press(desk, f"1. {step_words.SHORT[Step.WELCOME][lang]}")
    visitors.arrive(Step.WELCOME, desk)
    press(desk, words.MINUTES.format(n=90)[lang])
    levers = f"{1 + ALL.index(Step.LEVERS)}. {step_words.SHORT[Step.LEVERS][lang]}"
    desk.get_by_role("button", name=levers).wait_for()
    press(desk, levers)
    visitors.arrive(Step.LEVERS, desk)
    tab_to(desk, "#bet")
    desk.keyboard.press("ArrowDown")
    tab_to(desk, ".side .notes button")
    desk.keyboard.press("Enter")
    phone.get_by_text(debrief_words.WAYS["later"][lang]).wait_for()
    start(phone)
    tab_to(phone, "button.choice:last-of-type")
    phone.keyboard.press("Space")
    phone.locator("button[aria-pressed=true]").wait_for()
    visitors.arrive(Step.LEVERS, desk)
    start(desk)
    tab_to(desk, "#bet-sooner")
    tab_to(desk, ".side .notes button.main")
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name=debrief_words.OPEN_BET[lang], exact=True).wait_for()
    visitors.arrive(Step.LEVERS, desk)
    press(desk, lever_words.RESET[lang])
    for name, key in (("members", "ArrowLeft"), ("setup", "Home"), ("subsidy", "ArrowRight"), ("trust", "End")):
        start(desk)
        tab_to(desk, f"#lever-{name}")
        before = desk.locator(f"#lever-{name}").get_attribute("aria-valuetext")
        desk.keyboard.press(key)
        desk.wait_for_function(
            "([n, b]) => document.querySelector('#lever-' + n).getAttribute('aria-valuetext') !== b", arg=[name, before]
        )
    tab_to(desk, "summary")
    desk.keyboard.press("Enter")
    tab_to(desk, "#lever-sharing")
    desk.keyboard.press("Home")
    tab_to(desk, "#lever-shock")
    desk.keyboard.press("Space")
    desk.wait_for_function("document.querySelector('figcaption').innerText.length > 5")
    assert desk.locator("#lever-shock").is_checked()
    press(desk, words.UNDO[lang])
    desk.wait_for_function("!document.querySelector('#lever-shock').checked")
    press(desk, lever_words.RESET[lang])
    desk.wait_for_function("document.querySelector('#lever-setup').value === '1'")
    assert desk.locator("#lever-sharing").input_value() == "two_part"
    tab_to(desk, "figure summary")
    desk.keyboard.press("Enter")
    assert desk.locator("figure table").is_visible()

    # conditions: one's own, one taken back, one hidden; a first step
    press(desk, f"{ALL.index(Step.CONDITIONS) + 1}. {step_words.SHORT[Step.CONDITIONS][lang]}")
    visitors.arrive(Step.CONDITIONS, desk, phone)
    start(phone)
    tab_to(phone, "#condition")
    phone.keyboard.type("Trop cher")
    tab_to(phone, "button.main")
    phone.keyboard.press("Enter")
    desk.get_by_text("Trop cher").wait_for()
    start(desk)
    tab_to(desk, "#condition")
    tab_to(desk, ".list li button")
    desk.keyboard.press("Enter")
    desk.locator("s", has_text="Trop cher").wait_for()
    start(phone)
    tab_to(phone, ".list li button")
    phone.keyboard.press("Enter")
    desk.get_by_text("Trop cher").wait_for(state="detached")
    press(desk, words.NEXT[lang])
    visitors.arrive(Step.HOME, desk, phone)
    start(phone)
    tab_to(phone, "#step-what")
    phone.keyboard.type("Appeler")
    tab_to(phone, "#step-who")
    tab_to(phone, "#step-by")
    phone.keyboard.type("12042026")
    tab_to(phone, "button.main")
    phone.keyboard.press("Enter")
    desk.get_by_text("Appeler", exact=False).first.wait_for()
