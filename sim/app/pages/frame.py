"""Frame of every page: style, link to the other language, and updates."""

from collections.abc import Callable
from typing import Any, Final

from nicegui import ui

from sim.app.background import tell
from sim.app.pages.elements import Words, box, followed, link
from sim.app.pages.film_style import CSS as FILM_CSS
from sim.app.pages.film_style import STORY_CSS
from sim.app.pages.style import CSS, UNTIL_THEN
from sim.app.words import room as words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang


def other(lang: Lang) -> Lang:
    """Return the other language."""
    return "en" if lang == "fr" else "fr"


_MARK: Final = (
    '<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M2 9h20" stroke="#8a8a8a" '
    'stroke-width="1.6" stroke-dasharray="2.5 2"/><path d="M2 9C4 22 10 22 13 13S18 4 22 2.5" fill="none" '
    'stroke="#0072B2" stroke-width="3.4" stroke-linecap="round"/></svg>'
)


def dress() -> None:
    """Add the style to a page."""
    ui.add_head_html(f"<style>{UNTIL_THEN}</style>")
    ui.add_css(FILM_CSS + STORY_CSS + CSS)


def brand(lang: Lang, view: str = "") -> None:
    """Put the logo, a J with a line at zero, and the name."""
    with box("span", "brand"):
        ui.html(_MARK, sanitize=False, tag="span")
        Words("span", f"{words.PRODUCT[lang]} · {view}" if view else words.PRODUCT[lang])


def page_head(lang: Lang, address: Callable[[Lang], str]) -> None:
    """Put the link to the same page in the other language."""
    there = other(lang)
    link(words.OTHER_LANGUAGE[lang], address(there), lang=there, hreflang=there)


def live(workshop: Workshop, key: Callable[[], tuple[Any, ...]], build: Callable[[], None]) -> None:
    """Show a page that is rebuilt when its key changes, and brought up to date when the room changes.

    Parameters
    ----------
    workshop : Workshop
    key : callable
        Returns what the structure of the page depends on.
    build : callable
        Builds the page; :func:`sim.app.pages.elements.follow` takes what brings it up to date.
    """
    dress()
    place = box()
    state: dict[str, Any] = {}

    def show() -> None:
        now = key()
        with place:
            if state.get("key") != now:
                first = "key" not in state
                place.clear()
                state["changes"] = followed(build)
                state["key"] = now  # a page that could not be built is tried again at the next change
                if not first:  # a screen reader then reads the new title
                    ui.run_javascript("document.getElementById('title')?.focus({preventScroll: true}); scrollTo(0, 0)")
            tell(state["changes"])

    show()
    listen(workshop.listeners, show)


def listen(listeners: set[Callable[[], Any]], listener: Callable[[], Any]) -> None:
    """Have a function called with other listeners until the present page is closed for good."""
    listeners.add(listener)
    ui.context.client.on_delete(lambda: listeners.discard(listener))
