"""What the views of all steps share: the room, the language, the size of letters, and small pieces of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sim.app import sentences
from sim.app.charts.axes import Table
from sim.app.pages.elements import Words, box
from sim.app.room import Room
from sim.app.words import room as words
from sim.vocabulary.text import Lang, Text, number

if TYPE_CHECKING:
    from sim.app.course import Course
    from sim.app.workshop import Workshop

Update = Callable[[], None]
FigureContent = tuple[dict[str, Any], tuple[str, str], Table]

HANDS = (6, 12, 18, 24, 36, 48, 0)
"""Months for which hands are counted; 0 stands for never."""


def no_update() -> None:
    """Update nothing: the content does not change during the step."""


def tiles(facts: Iterable[tuple[Text, Text]], lang: Lang) -> None:
    """Put numbers in large letters, each with its label."""
    with box("ul", "tiles"):
        for value, label in facts:
            with box("li"):
                Words("b", value[lang])
                Words("span", label[lang])


class View:
    """What a step puts on the screen.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    text : int
        Size of the letters in charts [pixel].
    addresses : callable
        Returns the addresses at which phones join, none while the room is closed to them.
    large : bool
        Whether charts take what the page leaves, as on a projector's screen; else they have a height of their own.
    """

    def __init__(
        self, workshop: Workshop, lang: Lang, text: int, addresses: Callable[[], list[str]], large: bool = False
    ) -> None:
        self.workshop = workshop
        self.lang = lang
        self.text = text
        self.addresses = addresses
        self.large = large

    @property
    def room(self) -> Room:
        """The room; reopening a file replaces it."""
        return self.workshop.room

    def caveat(self) -> None:
        """Put the sentence that says what the result is not; the projector has it in its header at every step."""
        if not self.large:
            Words("p", sentences.caveat(self.workshop.case.scenario.fictional)[self.lang]).classes("quiet")

    def _height(self, height: str) -> str:
        """Return the height of a chart: a projector gives it all that the page leaves."""
        return "auto" if self.large else height

    def _two(self, caption: tuple[Text, Text]) -> tuple[str, str]:
        """Return the words of a figure in the language of the page."""
        return caption[0][self.lang], caption[1][self.lang]

    def _answered(self, hands: Callable[[], int], counted: Text) -> Update:
        """Put how many have answered, without their answers; return what updates it."""
        count = Words("p", role="status").classes("big")
        raised = Words("p", role="status")

        def update() -> None:
            values = {"k": number(self.room.answered), "n": number(len(self.room.people))}
            count.text = words.ANSWERED.format(**values)[self.lang] if self.room.people else ""
            raised.text = counted.format(k=number(hands()))[self.lang] if hands() else ""
            for each in (count, raised):
                each.set_visibility(bool(each.text))

        return update

    def _fine_print(self, course: Course) -> None:
        """Put the sentences that explain the band and say what the result is not."""
        Words("p", sentences.uncertainty(course)[self.lang]).classes("quiet")
        self.caveat()
