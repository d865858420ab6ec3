"""The page to take home, on the pages of the last step: links, a code to aim at, and why there is none."""

from collections.abc import Callable
from typing import Final

from nicegui import ui

from sim.app.pages.elements import Words, box, follow, link
from sim.app.take_home import State
from sim.app.words import take_home as words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang

_WHY: Final = {State.NONE: words.NONE, State.UNABLE: words.UNABLE, State.MAKING: words.MAKING}
"""What is said while there is no page."""


def page_on_phone(workshop: Workshop, lang: Lang) -> None:
    """Put the links to the page, once there is one; a phone is told nothing of one that is being made."""
    base = f"/{lang}/salle/{workshop.room.code}"
    with box("section") as place:
        Words("h2", words.AT_HOME[lang])
        with box("p", "row"):
            link(words.DOWNLOAD[lang], f"{base}/page.html", download="").classes("button")
            link(words.PLAY_HERE[lang], f"{base}/jouer", target="_blank").classes("button")
        Words("p", words.HOW[lang]).classes("quiet")
    follow(lambda: place.set_visibility(workshop.take_home.ready))


def page_on_screen(
    workshop: Workshop, lang: Lang, addresses: Callable[[], list[str]], code: Callable[[str], str]
) -> None:
    """Put the code that phones aim at to download the page, once there is one and phones can come."""
    with box("div", "home") as place:
        Words("h2", words.AT_HOME[lang])
        drawn = ui.html("", sanitize=False).classes("qr")
        Words("p", words.AIM[lang])
    shown = [""]

    @follow
    def update() -> None:
        found = addresses()
        address = f"{found[0]}/{lang}/salle/{workshop.room.code}/page.html" if found else ""
        place.set_visibility(bool(address) and workshop.take_home.ready)
        if address and address != shown[0]:
            drawn.content = code(address)
        shown[0] = address


def page_on_desk(workshop: Workshop, lang: Lang) -> None:
    """Put the link to the page, what it lacks, or why there is none."""
    base = f"/{lang}/animation/{workshop.room.secret}"
    with box("p", "row"):
        offered = link(words.DOWNLOAD[lang], f"{base}/page.html", download="").classes("button")
        said = Words("span", "", role="status").classes("quiet")

    @follow
    def update() -> None:
        made = workshop.take_home
        state = made.state
        offered.set_visibility(state == State.READY)
        if state == State.READY:
            said.text = " ".join(text[lang] for text in made.left_out())
        elif state == State.FAILED:
            said.text = words.FAILED.format(reason=made.failure)[lang]
        else:
            said.text = _WHY[state][lang]
