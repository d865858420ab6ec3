"""Film of the months on a phone: the month, how its own organization stands, and what is asked once more."""

from collections.abc import Callable
from functools import partial

from sim.app import sentences
from sim.app.pages.elements import Words, box, follow
from sim.app.showing import Showing
from sim.app.words import film as words
from sim.app.words import room as room_words
from sim.vocabulary.text import Lang, join, number, within

Ask = Callable[[range, int | None, Callable[[int | None], object]], object]
"""Asks for one of some months, or never: the months, the answer so far, and what takes the answer."""


class PhoneFilm:
    """What a phone shows while the months go by.

    Parameters
    ----------
    showing : Showing
    lang : "en" or "fr"
    identity : str
        Browser of the person.
    row : int
        Their organization.
    """

    def __init__(self, showing: Showing, lang: Lang, identity: str, row: int) -> None:
        self.showing = showing
        self.lang = lang
        self.identity = identity
        self.row = row

    def build(self, ask: Ask) -> None:
        """Put it on the page; it is read aloud only where the film stops."""
        if self.showing.asking:
            self._ask(ask)
        else:
            Words("p", words.WATCH[self.lang]).classes("quiet")
        with box("div", "", aria_hidden="true"):
            self.lines = [Words("p").classes("lead"), Words("p"), Words("p")]
        self.aloud = Words("p", "", role="status").classes("aloud")
        follow(self._show)

    def _ask(self, ask: Ask) -> None:
        """Ask once more for a month that has not passed."""
        months = range(self.showing.film.month + 1, self.showing.workshop.case.scenario.months + 1)
        Words("h2", words.ASK[self.lang])
        ask(months, self._bet(), partial(self.showing.bet, self.identity))
        answer = Words("p", "", role="status")

        @follow
        def update() -> None:
            month = self._bet()
            if month is not None:
                what = within(sentences.month_or_never(month))
                answer.text = words.SAID_AGAIN.format(what=what)[self.lang]

    def _bet(self) -> int | None:
        """Return what this person answered when asked once more."""
        return self.showing.film.bets.get(self.identity)

    def _show(self) -> None:
        """Bring it to the month of the film."""
        lang, scene = self.lang, self.showing.scene
        curve = self.showing.workshop.course().curve(self.row)
        gain = sentences.amount(float(curve.median[scene.month - 1]) if scene.month else 0.0)
        said = (
            words.MONTH.format(m=number(scene.month)),
            words.OWN_IN if scene.members[self.row] else words.OWN_OUT,
            room_words.OWN_SO_FAR.format(x=gain),
        )
        for line, sentence in zip(self.lines, said, strict=True):
            line.text = sentence[lang]
        if not self.showing.film.playing:
            self.aloud.text = join(said, " – ")[lang]
