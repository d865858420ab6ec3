"""The page, opened as a file without a network: a game and levers in both languages, for everybody, and no request."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from sim import load_scenario
from sim.page.document import LARGEST, SCRIPTS, script
from sim.page.words import WORDS
from tests.browser import new_tab
from tests.patience import PATIENCE

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
HOSTILE = [
    "case=nowhere",
    "lang=de",
    "lang=__proto__",
    "case=atelier-rh&resources.hr.fixed_cost=-5",
    "case=atelier-rh&resources.hr.fixed_cost=1e999",
    "case=atelier-rh&resources.hr.fixed_cost=<img src=x onerror=alert(1)>",
    "case=atelier-rh&resources.hr.sharing=toString",
    "__proto__=1&constructor=2&resources.hr.nothing=3",
    "x" * 5000,
    "case=%ff&%00=%00",
]
DESK, PHONE = (1366, 768), (390, 844)
SIZES = {"projector": (1920, 1080), "desk": DESK, "phone aside": (844, 390), "phone": PHONE}


class Reader:
    """A reader's tab, with all that it logs and asks the network for."""

    def __init__(self, browser: Browser, size: tuple[int, int], **settings) -> None:
        self.page: Page = new_tab(browser, *size, **{"offline": True, **settings})
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._note)

    def _note(self, request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.faults.append(request.url)

    def say(self, key: str, lang: str, **values) -> str:
        return WORDS[key].format(**values)[lang]

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def reader(browser, request) -> Iterator[Reader]:
    found = Reader(browser, getattr(request, "param", DESK))
    yield found
    found.page.context.close()
    assert not found.faults


def wide_parts(page: Page) -> list[str]:
    """Return what is wider than the window."""
    return page.evaluate(
        """() => [...document.querySelectorAll("#app *")].filter((each) => !each.closest("svg, .wide, nav"))
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
          .map((each) => each.outerHTML.slice(0, 80))"""
    )


def faults_for_some(page: Page) -> list[str]:
    violations = Axe().run(page, options=WCAG).response["violations"]
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in violations] + wide_parts(page)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("reader", SIZES.values(), indirect=True, ids=SIZES)
def test_a_game_and_all_parts(reader, page_file, lang):
    page = reader.page
    page.goto(page_file.as_uri())
    if lang == "en":
        reader.press("English")
    assert page.locator("html").get_attribute("lang") == lang
    found = {"start": faults_for_some(page)}
    reader.press(reader.say("start", lang))
    reader.press(reader.say("bet_year", lang, n=3))
    for year in range(1, 6):
        page.get_by_role("heading", name=reader.say("choose", lang, y=year)).wait_for()
        page.locator("button.option.together").click()
    found["end"] = faults_for_some(page)
    reader.press(reader.say("see_what", lang))
    page.locator(".happened table").wait_for()
    assert page.locator(".happened tbody tr").count() == 4
    found["happened"] = faults_for_some(page)
    reader.press(reader.say("tab_whatif", lang))
    page.locator(".bars .row").nth(2).wait_for()
    for lever in page.locator(".lever input[type=range]").all():
        lever.focus()
        lever.press("ArrowLeft")
        lever.press("ArrowRight")
        lever.press("End")
    for lever in page.locator(".lever select").all():
        lever.select_option(index=1)
    page.locator("#lever-shirk").select_option("3")
    for lever in page.locator(".lever input[type=checkbox]").all():
        lever.check()
    page.locator(".line.ghost").wait_for()
    page.locator(".tiles").get_by_text(reader.say("effort_end", lang)).wait_for()
    page.locator(".bars .row").nth(2).wait_for()
    found["whatif"] = faults_for_some(page)
    for name in ("why", "all"):
        reader.press(reader.say(f"tab_{name}", lang))
        found[name] = faults_for_some(page)
    assert not {name: faults for name, faults in found.items() if faults}


def at_heading(page: Page, words: str) -> None:
    """Wait until a heading has the focus: the keyboard goes on from there."""
    expect(page.locator("h1:focus")).to_have_text(words, timeout=1000.0 * PATIENCE)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("reader", "lang"), list(zip(SIZES.values(), ["fr", "en", "fr", "en"], strict=True)), indirect=["reader"], ids=SIZES
)
def test_a_table_passes_the_phone_by_keyboard(reader, page_file, lang, case):
    page, key = reader.page, reader.page.keyboard
    page.goto(f"{page_file.as_uri()}#lang={lang}")
    page.get_by_role("button", name=reader.say("several", lang)).press("Enter")
    at_heading(page, reader.say("several_title", lang))
    start = page.get_by_role("button", name=reader.say("start", lang), exact=True)
    players = case.names[1:4]
    assert start.is_disabled()
    for name in players:
        page.get_by_role("checkbox", name=name, exact=True).press("Space")
    found = {"table": faults_for_some(page)}
    start.press("Enter")
    at_heading(page, reader.say("bet", lang))
    key.press("Tab")
    key.press("Enter")
    for year in range(1, 6):
        for k, name in enumerate(players):
            at_heading(page, reader.say("your_turn", lang, y=year, name=name))
            assert page.locator(".options").count() == 0
            key.press("Tab")
            key.press("Enter")
            at_heading(page, reader.say("choose", lang, y=year))
            assert page.locator(".panel").get_by_text(name, exact=True).is_visible()
            if year == k == 1:
                found["turn"] = faults_for_some(page)
            page.locator("button.option.together" if k else "button.option.alone").press("Enter")
    page.get_by_role("button", name=reader.say("see_what", lang)).press("Enter")
    page.locator(".happened table").wait_for()
    found["happened"] = faults_for_some(page)
    assert not {name: faults for name, faults in found.items() if faults}
    rows = page.locator(".happened tbody tr")
    assert rows.count() == 2 * len(players)
    assert rows.nth(0).inner_text().startswith(players[0])
    assert rows.nth(0).locator("td.without").count() == 5
    assert rows.nth(2).locator("td.with").count() == 5
    assert page.locator(".line.p2").count() == 1


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("reader", [(360, 740)], indirect=True, ids=["small phone"])
def test_a_small_phone_shows_what_counts_without_scrolling(reader, page_file, lang):
    page = reader.page
    page.goto(f"{page_file.as_uri()}#lang={lang}")
    assert page.evaluate("document.querySelector('nav').scrollWidth <= innerWidth")
    reader.press(reader.say("start", lang))
    reader.press(reader.say("bet_never", lang))
    for year in range(1, 6):
        page.get_by_role("heading", name=reader.say("choose", lang, y=year)).wait_for()
        page.evaluate("scrollTo(0, 0)")
        for option in page.locator("button.option").all():
            box = option.bounding_box()
            assert box["y"] + box["height"] <= 740
        page.locator("button.option.alone" if year % 2 else "button.option.together").click()
    reader.press(reader.say("see_what", lang))
    page.locator(".happened tbody td.number").nth(3).wait_for()
    for gain in page.locator(".happened tbody td.number").all():
        box = gain.bounding_box()
        assert box["x"] + box["width"] <= 360


@pytest.mark.browser
@pytest.mark.slow
def test_six_play_at_most(reader, page_file):
    page = reader.page
    page.goto(page_file.as_uri())
    reader.press(WORDS["several"].fr)
    boxes = page.locator(".players input")
    for k in range(6):
        boxes.nth(k).check()
    assert boxes.nth(6).is_disabled()
    boxes.nth(0).uncheck()
    assert boxes.nth(6).is_enabled()
    reader.press(WORDS["one_player"].fr)
    page.locator("#player").wait_for()


@pytest.mark.browser
@pytest.mark.slow
def test_a_link_carries_values_and_the_file_gives_the_same_numbers(reader, page_file, tmp_path):
    page = reader.page
    page.goto(f"{page_file.as_uri()}#case=atelier-rh&resources.hr.fixed_cost=1234.5&society.review_rate=0.25")
    assert page.locator("#message").is_hidden()
    reader.press(WORDS["tab_all"].fr)
    assert page.locator("tr.moved").count() == 2
    with page.expect_download() as waited:
        reader.press(WORDS["download"].fr)
    waited.value.save_as(tmp_path / waited.value.suggested_filename)
    scenario = load_scenario(tmp_path / waited.value.suggested_filename)
    assert scenario.resources["hr"].fixed_cost == 1234.5
    assert scenario.society.review_rate == 0.25


@pytest.mark.browser
@pytest.mark.slow
def test_a_hostile_link_gives_a_message_alone(reader, page_file):
    page = reader.page
    for fragment in HOSTILE:
        page.goto("about:blank")
        page.goto(f"{page_file.as_uri()}#{fragment}")
        page.locator("#message").wait_for()
        reader.press(WORDS["tab_all"].fr)
        assert page.locator("tr.moved").count() == 0
        assert page.locator("#message *").count() == 0


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("typed", ["coût d'adhésion", "COÛT D’ADHÉSION", "cout d'adhesion", "joining_cost"])
def test_a_parameter_is_found_however_its_name_is_typed(reader, page_file, typed):
    page = reader.page
    page.goto(page_file.as_uri())
    reader.press(WORDS["tab_all"].fr)
    page.locator("#search").fill(typed)
    page.locator("tr:visible [id$='.joining_cost']").wait_for()
    assert page.locator("table.parameters tbody tr:visible").count() == 1


@pytest.mark.browser
@pytest.mark.slow
def test_a_value_that_is_not_allowed_says_what_is(reader, page_file):
    page = reader.page
    page.goto(page_file.as_uri())
    reader.press(WORDS["tab_all"].fr)
    field = page.locator("[id='parameter-society.review_rate']")
    field.fill("douze")
    field.press("Tab")
    assert page.locator("td .refused:not(:empty)").count() == 1
    field.fill("0,25")
    field.press("Tab")
    assert page.locator("td .refused:not(:empty)").count() == 0
    assert page.locator("tr.moved").count() == 1


@pytest.mark.browser
@pytest.mark.slow
def test_without_scripts_it_shows_results(browser, page_file):
    reader = Reader(browser, PHONE, java_script_enabled=False)
    reader.page.goto(page_file.as_uri())
    assert reader.page.locator("#app").is_hidden()
    assert reader.page.locator("#static section").first.get_attribute("lang") == "fr"
    assert "$" in reader.page.locator("#static").inner_text()
    reader.page.context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_page_is_one_small_file_that_allows_nothing_else(page_file):
    text = page_file.read_text("utf-8")
    assert len(text.encode()) < LARGEST
    assert not re.search(r'\b(?:src|href)="(?!data:)', text)
    assert not re.search(r"\bstyle=", text)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy


def test_every_word_that_a_script_asks_for_is_there():
    text = script()
    asked = set(re.findall(r"\bt\(\"(\w+)\"", text)) | set(re.findall(r"\bt\([^)\"]*\? \"(\w+)\"", text))
    assert asked
    assert asked <= WORDS.keys()
    unused = {name for name in WORDS if f'"{name}"' not in text and not re.match(r"(tab|path|how|shirk)_", name)}
    assert unused <= {"cannot_play", "title", "case"}


def test_no_two_scripts_share_a_name():
    """They stand in one script."""
    names = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", script(), re.MULTILINE)
    assert len(SCRIPTS) > 5
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
