"""Frame of every page: its style, the other language one click away, and its being kept up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from nicegui import ui

from sim.app.pages.elements import box, link
from sim.app.pages.style import CSS
from sim.app.words import room as words
from sim.vocabulary.text import Lang

if TYPE_CHECKING:
    from sim.app.workshop import Workshop


def other(lang: Lang) -> Lang:
    """Return the other language."""
    return "en" if lang == "fr" else "fr"


def page_head(lang: Lang, address: Callable[[Lang], str]) -> None:
    """Put the link to the same page in the other language."""
    there = other(lang)
    link(words.OTHER_LANGUAGE[lang], address(there), lang=there, hreflang=there)


def live(workshop: Workshop, key: Callable[[], tuple[Any, ...]], build: Callable[[], Callable[[], None]]) -> None:
    """Show a page, built anew when its key changes and brought up to date when the room does.

    Parameters
    ----------
    workshop : Workshop
    key : callable
        Returns what the page's structure depends on.
    build : callable
        Builds it, and returns what brings it up to date.
    """
    ui.add_css(CSS)
    place = box()
    state: dict[str, Any] = {}

    def show() -> None:
        now = key()
        with place:
            if state.get("key") != now:
                first = "key" not in state
                state["key"] = now
                place.clear()
                state["update"] = build()
                if not first:  # who listens to the page hears what is new
                    ui.run_javascript("document.getElementById('title')?.focus({preventScroll: true}); scrollTo(0, 0)")
            state["update"]()

    show()
    workshop.listeners.add(show)
    ui.context.client.on_delete(lambda: workshop.listeners.discard(show))
