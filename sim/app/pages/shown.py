"""Shown to everybody in the room: what each step puts on the screen, without a control."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from nicegui import ui

from sim.analysis.numbers import percent
from sim.app import charts, sentences
from sim.app.dispositions import LAISSEZ_FAIRE, TOGETHER, Dispositions
from sim.app.pages.elements import Figure, Words, box
from sim.app.room import Room
from sim.app.steps import Step
from sim.app.words import charts as chart_words
from sim.app.words import room as words
from sim.vocabulary.text import Lang, number

if TYPE_CHECKING:
    from sim.app.workshop import Workshop
    from sim.app.world import Course

Update = Callable[[], None]


def nothing() -> None:
    """Bring nothing up to date."""


class Shown:
    """What a step puts on the screen.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    text : int
        Size of the letters in charts [pixel].
    addresses : callable
        Returns the addresses at which phones join, none while the room is closed to them.
    """

    def __init__(self, workshop: Workshop, lang: Lang, text: int, addresses: Callable[[], list[str]]) -> None:
        self.workshop = workshop
        self.lang = lang
        self.text = text
        self.addresses = addresses

    @property
    def room(self) -> Room:
        """The room, which may have been replaced by one reopened."""
        return self.workshop.room

    def build(self) -> Update:
        """Show the present step; return what brings it up to date while the step lasts."""
        makers = {
            Step.WELCOME: self._welcome,
            Step.ROOM: self._room,
            Step.PREDICT: self._predict,
            Step.ROUND: self._round,
            Step.REVEAL: self._reveal,
            Step.CURVE: self._curve,
            Step.LEVERS: self._curve,
            Step.COMPARE: self._compare,
            Step.WHO: self._who,
            Step.OWN: nothing,
            Step.HOME: self._home,
        }
        return makers[self.room.step]() or nothing

    def caveat(self) -> None:
        """Say what the result is not."""
        Words("p", sentences.caveat(self.workshop.case.scenario.fictional)[self.lang]).classes("quiet")

    def _welcome(self) -> Update:
        Words("p", words.PURPOSE[self.lang])
        case = Words("p", self.workshop.case.scenario.title[self.lang])
        self.caveat()

        def update() -> None:
            case.text = self.workshop.case.scenario.title[self.lang]

        return update

    def _room(self) -> Update:
        with box("div", "two"):
            with box():
                how = Words("p")
                address = Words("p").classes("code").style("letter-spacing: 0; overflow-wrap: anywhere")
                Words("p", words.CODE[self.lang])
                code = Words("p").classes("code")
                joined = Words("h2", role="status")
                names = Words("p")
            qr = ui.html("", sanitize=False).classes("qr")

        def update() -> None:
            open_at = self.addresses()
            how.text = (words.ADDRESS if open_at else words.NOT_OPEN)[self.lang]
            address.text = open_at[0].removeprefix("http://") if open_at else ""
            code.text = self.room.code
            people = list(self.room.people.values())
            joined.text = (words.JOINED.format(n=number(len(people))) if people else words.JOINED_NOBODY)[self.lang]
            names.text = ", ".join(person.name for person in people if person.name)
            qr.content = qr_code(f"{open_at[0]}/{self.room.code}", self.lang) if open_at else ""

        return update

    def _predict(self) -> Update:
        return self._answered()

    def _answered(self) -> Update:
        """Say how many have answered, and nothing of what."""
        count = Words("p", role="status").style("font-size: 1.6em")

        def update() -> None:
            values = {"k": number(self.room.answered), "n": number(len(self.room.people))}
            count.text = words.ANSWERED.format(**values)[self.lang]

        return update

    def _round(self) -> Update:
        of = {"k": number(len(self.room.rounds) + 1), "m": number(self.room.month + 1)}
        Words("h2", words.ROUND_OF.format(**of)[self.lang])
        if self.room.phase == "closed":
            Words("p", words.ROUND_CLOSED[self.lang])
        update = self._answered()
        Words("p", words.OTHERS[self.lang]).classes("quiet")
        return update

    def _reveal(self) -> None:
        if not self.room.rounds:
            return
        found = self.room.rounds[-1].choices
        pool = sum(found.values())
        counts = ((pool, words.COUNT_POOL), (len(found) - pool, words.COUNT_ALONE))
        with box("ul", "counts"):
            for k, label in (*counts, (self.room.organizations - len(found), words.COUNT_MODEL)):
                with box("li"):
                    Words("b", number(k)[self.lang])
                    Words("span", label[self.lang])
        month = self.room.month
        Words("h2", words.SO_FAR.format(m=number(month))[self.lang])
        self._j(until=month, predictions=False, height="42vh")

    def _j(self, until: int | None = None, predictions: bool = True, height: str = "56vh") -> Update:
        """Show the group's J."""

        def parts() -> tuple[dict[str, Any], str, charts.Table]:
            course = self.workshop.course()
            votes = self.room.predictions if predictions else None
            options = charts.j_chart(course, self.lang, until=until, predictions=votes, text=self.text)
            said = sentences.group_sentence(course)
            if until is not None:
                said = words.GROUP_SO_FAR.format(x=sentences.amount(float(course.middle[until - 1])))
            return options, said[self.lang], charts.j_table(course, self.lang, until=until)

        options, said, table = parts()
        figure = Figure(options, said, table, chart_words.TABLE[self.lang], height)
        return lambda: figure.show(*parts())

    def _curve(self) -> Update:
        update = self._j(height="54vh")
        if self.room.predictions:
            Words("p", sentences.predictions_sentence(self.room.predictions)[self.lang])
        self._fine_print(self.workshop.course())
        return update

    def _fine_print(self, course: Course) -> None:
        """Say what the band is, and what the result is not."""
        Words("p", sentences.uncertainty(course)[self.lang]).classes("quiet")
        self.caveat()

    def _compare(self) -> None:
        Words("p", chart_words.SAME_COSTS[self.lang])
        laissez, together = self.workshop.compared()
        limits = charts.limits_of([laissez, together])
        with box("div", "two"):
            for course, title, assumed in (
                (laissez, chart_words.LAISSEZ_FAIRE, LAISSEZ_FAIRE),
                (together, chart_words.TOGETHER, TOGETHER),
            ):
                with box("section"):
                    Words("h2", title[self.lang])
                    options = charts.j_chart(course, self.lang, limits=limits, text=self.text)
                    said = sentences.group_sentence(course)[self.lang]
                    Figure(options, said, charts.j_table(course, self.lang), chart_words.TABLE[self.lang], "40vh")
                    Words("p", disposition_text(assumed, self.lang)).classes("quiet")
        self._fine_print(together)

    def _who(self) -> Update:
        def parts() -> tuple[dict[str, Any], str, charts.Table]:
            course = self.workshop.course()
            said = sentences.who_sentence(course)[self.lang]
            return charts.who_chart(course, self.lang, self.text), said, charts.who_table(course, self.lang)

        height = f"max(50vh, {self.room.organizations * (self.text + 12)}px)"
        figure = Figure(*parts(), chart_words.TABLE[self.lang], height)
        fair = Words("p")
        self._fine_print(self.workshop.course())

        def update() -> None:
            figure.show(*parts())
            said = chart_words.FAIR if self.workshop.is_fair() else chart_words.NOT_FAIR
            fair.text = said[self.lang]

        return update

    def _home(self) -> None:
        Words("p", sentences.group_sentence(self.workshop.course())[self.lang])
        Words("h2", words.DEBRIEFING[self.lang])
        with box("ol", "questions"):
            for question in words.QUESTIONS:
                Words("li", question[self.lang])
        self.caveat()


def disposition_text(assumed: Dispositions, lang: Lang) -> str:
    """Say what a world assumes of everybody."""
    values = asdict(assumed)
    shares = {name: percent(values[name]) for name in ("trust", "solidarity", "foresight")}
    return chart_words.DISPOSITIONS.format(horizon=number(values["horizon"]), **shares)[lang]


def qr_code(address: str, lang: Lang) -> str:
    """Return the QR code of an address, as SVG with its name."""
    import segno

    drawn = segno.make(address, error="m").svg_inline(scale=8, border=2, omitsize=True)
    name = words.QR.format(address=address)[lang]
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)
