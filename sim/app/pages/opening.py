"""Views of the steps before any curve: welcome, joining, predicting, choosing, the group's own numbers."""

from collections.abc import Callable
from typing import Any

from nicegui import ui

from sim.app import sentences
from sim.app.charts import organizations
from sim.app.course import Course
from sim.app.pages.elements import Figure, FigureContent, Words, box, follow, table_html
from sim.app.pages.story import StoryView
from sim.app.pages.waiting import awaited, months_to_choose_from, seats, stakes
from sim.app.room import Room
from sim.app.steps import ROUND_MONTHS, ROUNDS, Step
from sim.app.words import charts as chart_words
from sim.app.words import own_numbers as own_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, number

HANDS = (6, 12, 18, 24, 36, 48, 0)
"""Months for which hands are counted; 0 stands for never."""


class OpeningView:
    """What the steps before any curve put on the screen, and small pieces for all steps.

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

    @property
    def _few(self) -> bool:
        """Whether a line for each organization fits on a screen."""
        return self.room.organizations <= organizations.MOST_BILLS

    def _answered(self, hands: Callable[[], int], counted: Text) -> None:
        """Put how many have answered, without their answers."""
        count = Words("p", role="status").classes("big")
        if self.large and self.room.step == Step.PREDICT and self.room.people and self._few:
            awaited(self.workshop, self.lang, "wide")
            months_to_choose_from(self.workshop, self.lang)
        elif self.large:
            seats(self.workshop)
        raised = Words("p", role="status")

        @follow
        def update() -> None:
            values = {"k": number(self.room.answered), "n": number(len(self.room.people))}
            count.text = words.ANSWERED.format(**values)[self.lang] if self.room.people else ""
            raised.text = counted.format(k=number(hands()))[self.lang] if hands() else ""
            for each in (count, raised):
                each.set_visibility(bool(each.text))

    def _fine_print(self, course: Course) -> None:
        """Put the sentences that explain the band and say what the result is not."""
        Words("p", sentences.uncertainty(course)[self.lang]).classes("quiet")
        self.caveat()

    def _welcome(self) -> None:
        chosen: dict[str, Any] = {}
        Words("p", words.PURPOSE[self.lang]).classes("lead")
        with box("div", "two" if self.large else ""):
            if self.large and self.workshop.story is not None:
                StoryView(self.workshop.story, self.lang).build()
            elif self.large:
                with box("div"):
                    Words("h2", words.CHOOSE_CASE[self.lang])
                    with box("div", "cards"):
                        shown = [
                            each
                            for each in self.workshop.cases.values()
                            if each.own is None or each.key == self.room.case
                        ]
                        for case in shown:
                            with box("div") as chosen[case.key]:
                                Words("b", case.neutral_title[self.lang])
                        with box("div"):
                            Words("b", step_words.TITLES[Step.OWN][self.lang])
            Figure(self._alone, chart_words.TABLE[self.lang], self._height("22rem"))
        self.caveat()

        @follow
        def update() -> None:
            for key, card in chosen.items():
                card.classes(add="chosen" if key == self.room.case else "", remove="chosen")

    def _alone(self) -> FigureContent:
        """Return the chart of what each organization pays alone, which is known before anybody predicts."""
        group = self.workshop.case.group
        names, costs = group.members, group.stand_alone
        caption = words.TODAY.format(n=number(len(names)), x=sentences.amount(float(costs.sum())))
        options = organizations.cost_chart(names, costs, self.lang, self.text if self.large else 14)
        return (
            options,
            self._two((self.workshop.title, caption)),
            organizations.cost_table(names, costs, self.lang),
        )

    def _room(self) -> None:
        with box("div", "two"):
            with box():
                how = Words("p").classes("lead")
                address = Words("p").classes("code address")
                code_title = Words("p", words.CODE[self.lang])
                code = Words("p").classes("code")
                joined = Words("h2", role="status")
                names = Words("p").classes("names")
            qr = ui.html("", sanitize=False).classes("qr")

        @follow
        def update() -> None:
            addresses = self.addresses()
            closed = words.BY_HANDS if self.large else words.NOT_OPEN
            how.text = (words.ADDRESS if addresses else closed)[self.lang]
            address.text = addresses[0].removeprefix("http://") if addresses else ""
            code.text = self.room.code
            for each in (code, code_title):
                each.set_visibility(bool(addresses) or not self.large)
            people = list(self.room.people.values())
            joined.text = (words.JOINED.format(n=number(len(people))) if people else words.JOINED_NOBODY)[self.lang]
            names.text = ", ".join(person.name for person in reversed(people) if person.name)  # who came last sees it
            qr.content = self._qr_code(f"{addresses[0]}/{self.room.code}") if addresses else ""

    def _qr_code(self, address: str) -> str:
        """Return the QR code of an address, as SVG with its name."""
        import segno

        drawn = segno.make(address, error="m").svg_inline(scale=8, border=2, omitsize=True)
        name = words.QR.format(address=address)[self.lang]
        return drawn.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)

    def _predict(self) -> None:
        case = self.workshop.case
        Words("p", words.PLANNED.format(n=number(len(case.group.members)))[self.lang])
        stakes(self.workshop, self.lang)
        bet = words.BET_IS if Step.ROUND in self.room.plan else words.BET_IS_MODEL
        Words("p", bet.format(n=number(len(case.group.members)))[self.lang])
        if self.large and not self.room.people:
            Words("p", words.RAISE[self.lang])
            with box("ul", "chips big"):
                for month in HANDS:
                    Words("li", sentences.month_or_never(month)[self.lang])
        self._answered(lambda: sum(self.room.guesses.values()), words.HANDS_COUNTED)

    def _round(self) -> None:
        first = self.room.month + 1
        of = {
            "k": number(len(self.room.rounds) + 1),
            "n": number(max(ROUNDS[self.room.length], len(self.room.rounds) + 1)),
            "m": number(first),
            "to": number(first + ROUND_MONTHS - 1),
        }
        case = self.workshop.case
        with box("div", "two" if self.large else ""):
            with box("div", "middle"):
                Words("p", words.ROUND_OF.format(**of)[self.lang]).classes("big")
                told = words.ROUND_CLOSED if self.room.phase == "closed" else words.ROUND_OPEN
                Words("p", told[self.lang]).classes("lead")
                if self.room.rounds:
                    self._so_far()
                self._answered(lambda: len(self.room.hand), words.HANDS_OF)
                if self.large and self.room.people:
                    stakes(self.workshop, self.lang, narrow=True)
            few = self.large and self._few
            if few and self.room.people:
                awaited(self.workshop, self.lang)
            elif few:
                table = table_html(organizations.bills_table(case.names, case.bills, self.lang))
                ui.html(table, sanitize=False).classes("scroll middle bills")
        Words("p", words.OTHERS[self.lang]).classes("quiet")

    def _so_far(self) -> None:
        """Put what has happened before this round: the group's gain, and how many pool."""
        for sentence in sentences.so_far(self.workshop.course(), self.workshop.month):
            Words("p", sentence[self.lang])

    def _own(self) -> None:
        if not self.large:
            return
        Words("p", own_words.SIX[self.lang]).classes("lead")
        with box("ol", "questions"):
            for question in own_words.FIELDS.values():
                with box("li"):
                    Words("span", question[self.lang])
