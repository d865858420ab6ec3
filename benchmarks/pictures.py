"""Pictures of the workshop for the documentation: ``python -m benchmarks.pictures`` (some two minutes).

Plays a workshop in a real browser, in both languages, and writes screenshots into docs/how-to/workshop. It needs the
packages of the tests (``sh install.sh test``) and Chromium.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from sim.app.steps import Step
from sim.app.words import efforts as effort_words
from sim.app.words import film as film_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.vocabulary.text import LANGUAGES, Lang
from tests.app.open_room import OpenRoom, open_room
from tests.browser import chromium

FOLDER: Final = Path(__file__).parents[1] / "docs" / "how-to" / "workshop"
SCREEN: Final = (1366, 768)
PHONE: Final = (390, 700)
HANDS: Final = {6: 2, 12: 7, 18: 6, 24: 4, 36: 3, 48: 1, 0: 3}
"""Predictions of a room of 26 people; fictional."""
EFFORTS: Final = ("full", "half", "none", "full", "full", "none", "half", "full", "none", "half", "full", "half")
"""What the organizations give, by show of hands; fictional."""
VOTES: Final = {"votes-for": 15, "votes-against": 11}
"""How the room votes on checking; fictional."""
COLOURS: Final = 96


def draw(browser: Browser, room: OpenRoom, lang: Lang) -> None:
    """Play a workshop of 90 minutes and save screenshots."""
    desk, screen, phone = page_of(browser, SCREEN), page_of(browser, SCREEN), page_of(browser, PHONE)
    desk.goto(room.link.replace("/fr/", f"/{lang}/"))
    address = str(desk.get_by_role("link", name=words.SCREEN[lang]).get_attribute("href"))
    screen.goto(room.base + address)
    phone.goto(f"{room.base}/{lang}/salle/{address.rsplit('/', 1)[1]}")
    phone.get_by_role("button", name=words.JOIN[lang]).click()
    phone.get_by_text(words.YOU_ARE[lang]).wait_for()
    desk.get_by_role("button", name=words.MINUTES.format(n=90)[lang]).click()

    def go(step: Step, *pages: Page) -> None:
        desk.get_by_role("button", name=f". {step_words.SHORT[step][lang]}").click()
        for page in (desk, *pages):
            title = step_words.TITLES[step][lang]
            page.wait_for_function("t => document.querySelector('h1')?.innerText === t", arg=title)
        desk.wait_for_timeout(1000)

    def choose(place: int) -> None:
        go(Step.WELCOME, screen)
        card = desk.locator(f".cards button:nth-child({place})")
        card.click()
        desk.locator(f".cards button:nth-child({place})[aria-pressed=true]").wait_for()

    def predict() -> None:
        go(Step.PREDICT, phone)
        phone.locator("#month").select_option("18")
        phone.get_by_role("button", name=words.ANSWER[lang]).click()
        for month, count in HANDS.items():
            desk.locator(f"#hands-{month}").fill(str(count))
            desk.locator(f"#hands-{month}").press("Tab")
        desk.get_by_text(words.HANDS_COUNTED.format(k=sum(HANDS.values()))[lang]).wait_for()

    def whole_curve() -> None:
        go(Step.CURVE, screen)
        desk.get_by_role("button", name=film_words.FINISH[lang]).click()
        screen.locator("figure.film").wait_for(state="detached")

    choose(4)
    predict()
    whole_curve()
    keep(screen, f"fails-{lang}")
    choose(1)
    screen.locator(".story").wait_for()
    screen.locator(".story").wait_for()
    desk.wait_for_timeout(1000)
    keep(screen, f"welcome-{lang}")
    predict()
    keep(screen, f"predict-{lang}")
    go(Step.CURVE, screen)
    desk.get_by_role("button", name=film_words.SKIP[lang]).click()
    screen.get_by_text(film_words.ASK[lang]).first.wait_for()
    keep(screen, f"film-{lang}")
    whole_curve()
    keep(screen, f"curve-{lang}")
    go(Step.LEVERS)
    keep(desk, f"levers-{lang}")
    go(Step.COMPARE, screen)
    keep(screen, f"compare-{lang}")
    go(Step.WHO, screen)
    keep(screen, f"who-{lang}")
    go(Step.EFFORT, phone)
    keep(phone, f"effort-{lang}")
    for row, effort in enumerate(EFFORTS):
        desk.locator(f"#effort-{row}").select_option(effort)
    go(Step.SANCTIONS, screen)
    for name, count in VOTES.items():
        desk.locator(f"#{name}").fill(str(count))
        desk.locator(f"#{name}").press("Tab")
    desk.get_by_role("button", name=effort_words.CLOSE_VOTE[lang]).click()
    screen.get_by_text(effort_words.WHOSE[lang]).wait_for()
    keep(screen, f"sanctions-{lang}")
    go(Step.ROUND, phone)
    keep(phone, f"phone-{lang}")
    go(Step.HOME)
    link = str(desk.get_by_role("link", name=words.PRINT[lang]).get_attribute("href"))
    (FOLDER / f"handout-{lang}.pdf").write_bytes(desk.request.get(room.base + link).body())
    for page in (desk, screen, phone):
        page.context.close()


def page_of(browser: Browser, size: tuple[int, int]) -> Page:
    """Return an empty page."""
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce").new_page()
    page.set_default_timeout(60_000)
    return page


def keep(page: Page, name: str) -> None:
    """Save a screenshot of a page, in few colours, so that the repository stays small."""
    from io import BytesIO

    from PIL import Image

    page.wait_for_timeout(500)
    seen = Image.open(BytesIO(page.screenshot())).convert("RGB")
    seen.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Draw all of them."""
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        for lang in LANGUAGES:
            with tempfile.TemporaryDirectory() as folder, open_room(Path(folder)) as room:
                draw(browser, room, lang)


if __name__ == "__main__":
    main()
