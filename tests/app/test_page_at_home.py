"""The page to take home, in browsers: a phone downloads it, it opens without the room, and whoever may not has none."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from sim.app.cases import read_case
from sim.app.phone_access import PhoneAccess
from sim.app.steps import ALL, Step
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.app.words import take_home as home_words
from sim.page.case import memory_of
from sim.page.lowering import module
from sim.page.words import WORDS
from tests.app.keyboard import press
from tests.app.open_room import open_room
from tests.browser import chromium, new_tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
MADE = 300_000
"""Time for which a page may be made [ms]."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def lowered(repository) -> None:
    """The kernel lowered for browsers, as on a machine that has made a page before."""
    module(memory_of(read_case(repository / "scenarios" / "atelier-rh.toml").scenario))


def to_the_end(desk: Page, lang: str) -> str:
    """Go to the last step, and return the room's code."""
    press(desk, words.MINUTES.format(n=90)[lang])
    desk.get_by_role("button", name=f"{len(ALL)}. {step_words.SHORT[Step.HOME][lang]}").wait_for()
    press(desk, f"{len(ALL)}. {step_words.SHORT[Step.HOME][lang]}")
    desk.wait_for_function("t => document.querySelector('h1')?.innerText === t", arg=step_words.TITLES[Step.HOME][lang])
    address = desk.get_by_role("link", name=words.SCREEN[lang]).get_attribute("href") or ""
    return address.rsplit("/", 1)[1]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_phone_takes_it_home_and_it_plays_there(browser, lowered, tmp_path, lang):
    network = next(iter(PhoneAccess(None, 0).interfaces()), None)
    listen = ("--listen", network) if network else ()
    with open_room(tmp_path, *listen, page=True) as room:
        desk, screen, phone = new_tab(browser, 1366, 768), new_tab(browser, 1366, 768), new_tab(browser, 390, 844)
        desk.goto(room.link.replace("/fr/", f"/{lang}/"))
        base = f"{room.base}/{lang}/salle"
        early = desk.evaluate("async (a) => (await fetch(a)).status", f"{room.base}/{lang}/salle/XXXX/page.html")
        assert early == 404
        code = to_the_end(desk, lang)
        screen.goto(f"{room.base}/{lang}/ecran/{code}")
        phone.goto(f"{base}/{code}")
        press(phone, words.JOIN[lang])
        phone.get_by_role("link", name=home_words.DOWNLOAD[lang]).wait_for(timeout=MADE)
        desk.get_by_role("link", name=home_words.DOWNLOAD[lang]).wait_for()
        if network:  # who is not in the room yet aims at the code on the screen
            drawn = screen.locator(".home svg")
            drawn.wait_for()
            assert (drawn.get_attribute("aria-label") or "").endswith(f"/{lang}/salle/{code}/page.html")
            assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight")
        for page in (desk, screen, phone):
            violations = Axe().run(page, options=WCAG).response["violations"]
            assert [each["id"] for each in violations] == []
        for width, height in ((844, 390), (390, 844)):
            phone.set_viewport_size({"width": width, "height": height})
            assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        with phone.expect_download() as waited:
            phone.get_by_role("link", name=home_words.DOWNLOAD[lang]).click()
        assert waited.value.suggested_filename == f"faire-ensemble-{code}.html"
        file = tmp_path / waited.value.suggested_filename
        waited.value.save_as(file)
        with phone.expect_popup() as opened:
            phone.get_by_role("link", name=home_words.PLAY_HERE[lang]).click()
        opened.value.locator("#app").wait_for()  # under the policy of the room, too
        assert opened.value.evaluate("origin") == "null"  # nobody, to the room
        script = "async (a) => { const r = await fetch(a); return [r.status, r.headers.get('content-disposition')]; }"
        assert phone.evaluate(script, f"{base}/{code}/page.html") == [200, f'attachment; filename="{file.name}"']
        for wrong in (f"{base}/ABCD/page.html", f"{base}/{code}/..%2f..%2fpage.html", f"{base}/ABCD/jouer"):
            assert phone.evaluate("async (a) => (await fetch(a)).status", wrong) == 404
    home = new_tab(browser, 390, 844, offline=True)  # the room is closed
    faults: list[str] = []
    home.on("console", lambda message: faults.append(message.text))
    home.on("pageerror", lambda error: faults.append(str(error)))
    home.goto(file.as_uri())
    home.locator("#told", has_text=code).wait_for()
    home.get_by_role("button", name=WORDS["start"][lang], exact=True).click()
    home.get_by_role("button", name=WORDS["bet_year"].format(n=3)[lang], exact=True).click()
    home.get_by_role("heading", name=WORDS["choose"].format(y=1)[lang]).wait_for()
    assert home.locator("#case option").count() >= 1
    assert faults == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_without_one_a_short_sentence_says_so_and_a_phone_is_told_nothing(browser, tmp_path, lang):
    with open_room(tmp_path) as room:
        desk, phone = new_tab(browser, 1366, 768), new_tab(browser, 390, 844)
        desk.goto(room.link.replace("/fr/", f"/{lang}/"))
        code = to_the_end(desk, lang)
        desk.get_by_text(home_words.NONE[lang]).wait_for()
        assert not desk.get_by_role("link", name=home_words.DOWNLOAD[lang]).is_visible()
        phone.goto(f"{room.base}/{lang}/salle/{code}")
        press(phone, words.JOIN[lang])
        phone.get_by_role("link", name=words.PRINT[lang]).wait_for()
        assert not phone.get_by_role("link", name=home_words.DOWNLOAD[lang]).is_visible()
        for name in ("page.html", "jouer"):
            script = "async (a) => (await fetch(a)).status"
            assert phone.evaluate(script, f"{room.base}/{lang}/salle/{code}/{name}") == 404
