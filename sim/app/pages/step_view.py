"""StepView to everybody in the room: what each step puts on the screen, without a control."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from nicegui import ui

from sim.app import sentences
from sim.app.charts import organizations
from sim.app.charts.axes import Style
from sim.app.charts.j_curve import j_chart, j_table, limits_of
from sim.app.charts.table import Table
from sim.app.comparison import LAISSEZ_FAIRE, TOGETHER
from sim.app.pages.elements import Figure, Words, box, table_html
from sim.app.pages.lever_labels import settings
from sim.app.pages.qr import qr_code
from sim.app.room import Room
from sim.app.steps import ROUND_MONTHS, ROUNDS, Step
from sim.app.words import charts as chart_words
from sim.app.words import own_numbers as own_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.vocabulary.text import Lang, Text, join, number

if TYPE_CHECKING:
    from sim.app.course import Course
    from sim.app.workshop import Workshop

Update = Callable[[], None]
FigureContent = tuple[dict[str, Any], tuple[str, str], Table]


def nothing() -> None:
    """Bring nothing up to date."""


class StepView:
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
            Step.LEVERS: self._levers,
            Step.COMPARE: self._compare,
            Step.WHO: self._who,
            Step.OWN: self._own,
            Step.HOME: self._home,
        }
        return makers[self.room.step]() or nothing

    def caveat(self) -> None:
        """Say what the result is not; on the screen its head says so at every step."""
        if not self.large:
            Words("p", sentences.caveat(self.workshop.case.scenario.fictional)[self.lang]).classes("quiet")

    def _height(self, height: str) -> str:
        """Height of a chart."""
        return "auto" if self.large else height

    def _two(self, said: tuple[Text, Text]) -> tuple[str, str]:
        """Words of a figure in the language of the page."""
        return said[0][self.lang], said[1][self.lang]

    # before any curve

    def _welcome(self) -> Update:
        chosen: dict[str, Any] = {}
        Words("p", words.PURPOSE[self.lang]).classes("lead")
        with box("div", "two" if self.large else ""):
            if self.large:
                with box("div"):
                    Words("h2", words.CHOOSE_CASE[self.lang])
                    with box("div", "cards"):
                        for case in self.workshop.cases.values():
                            with box("div") as chosen[case.key]:
                                Words("b", case.scenario.title[self.lang])
                                Words("p", case.scenario.teaches[self.lang]).classes("teaches")
                        with box("div"):
                            Words("b", step_words.TITLES[Step.OWN][self.lang])
            figure = Figure(*self._alone(), chart_words.TABLE[self.lang], self._height("22rem"))
        self.caveat()

        def update() -> None:
            figure.show(*self._alone())
            for key, card in chosen.items():
                card.classes(add="chosen" if key == self.room.case else "", remove="chosen")

        return update

    def _alone(self) -> FigureContent:
        """What each organization pays by itself: known before anybody predicts anything."""
        group = self.workshop.case.group
        names, costs = group.members, group.stand_alone
        said = words.TODAY.format(n=number(len(names)), x=sentences.amount(float(costs.sum())))
        options = organizations.cost_chart(names, costs, self.lang, self.text if self.large else 14)
        return (
            options,
            self._two((self.workshop.case.scenario.title, said)),
            organizations.cost_table(names, costs, self.lang),
        )

    def _room(self) -> Update:
        with box("div", "two"):
            with box():
                how = Words("p").classes("lead")
                address = Words("p").classes("code address")
                code_title = Words("p", words.CODE[self.lang])
                code = Words("p").classes("code")
                joined = Words("h2", role="status")
                names = Words("p").classes("names")
            qr = ui.html("", sanitize=False).classes("qr")

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
            qr.content = qr_code(f"{addresses[0]}/{self.room.code}", self.lang) if addresses else ""

        return update

    def _predict(self) -> Update:
        case = self.workshop.case
        bills = [case.bill(row) for row in range(len(case.names))]
        start = case.scenario.resources[case.resource].founding_cost
        facts = (
            (sentences.amount(sum(bill.alone for bill in bills)), words.FACT_ALONE),
            (sentences.amount(start), words.FACT_START),
            (sentences.amount(sum(bill.first for bill in bills)), words.FACT_FIRST),
            (sentences.amount(sum(bill.later for bill in bills)), words.FACT_LATER),
        )
        Words("p", words.PLANNED.format(n=number(len(case.group.members)))[self.lang])
        self._tiles((value, label) for value, label in facts)
        if self.large and not self.room.people:
            Words("p", words.RAISE[self.lang])
            with box("ul", "chips big"):
                for month in HANDS:
                    Words("li", sentences.month_or_never(month)[self.lang])
        return self._answered(lambda: sum(self.room.guesses.values()), words.HANDS_COUNTED)

    def _tiles(self, facts: Iterable[tuple[Text, Text]]) -> None:
        """Put numbers in large letters, each with what it is."""
        with box("ul", "tiles"):
            for value, label in facts:
                with box("li"):
                    Words("b", value[self.lang])
                    Words("span", label[self.lang])

    def _answered(self, hands: Callable[[], int], counted: Text) -> Update:
        """Say how many have answered, and nothing of what."""
        count = Words("p", role="status").classes("big")
        raised = Words("p", role="status")

        def update() -> None:
            values = {"k": number(self.room.answered), "n": number(len(self.room.people))}
            count.text = words.ANSWERED.format(**values)[self.lang] if self.room.people else ""
            raised.text = counted.format(k=number(hands()))[self.lang] if hands() else ""
            for each in (count, raised):
                each.set_visibility(bool(each.text))

        return update

    # rounds

    def _round(self) -> Update:
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
                update = self._answered(lambda: len(self.room.hand), words.HANDS_OF)
            if self.large and not self.room.people and len(case.names) <= organizations.MOST_BILLS:
                table = table_html(organizations.bills_table(case.names, case.bills, self.lang))
                ui.html(table, sanitize=False).classes("scroll middle bills")
        Words("p", words.OTHERS[self.lang]).classes("quiet")
        return update

    def _reveal(self) -> None:
        if not self.room.rounds:
            return
        found = self.room.rounds[-1].choices
        pool = sum(found.values())
        model = self.room.organizations - len(found)
        counts = ((pool, words.COUNT_POOL), (len(found) - pool, words.COUNT_ALONE), (model, words.COUNT_MODEL))
        self._tiles((number(k), label) for k, label in counts)
        month = self.room.month
        course = self.workshop.course()
        said = words.GROUP_SO_FAR.format(m=number(month), x=sentences.amount(float(course.group.median[month - 1])))
        rest = words.POOLING_NOW.format(k=number(course.mean_members(month)), n=number(len(course.names)))
        options = j_chart(course, self.lang, until=month, style=Style(self.text, ticks=3))
        table = j_table(course, self.lang, until=month)
        Figure(options, self._two((said, rest)), table, chart_words.TABLE[self.lang], self._height("42vh"))

    # the curve, and what moves it

    def _j(self) -> Update:
        """Show the group's J, the predictions laid over it."""

        def parts() -> FigureContent:
            course = self.workshop.course()
            votes = self.room.predictions if self.room.step == Step.CURVE else {}
            ticks = 3 if self.large and self.room.step == Step.LEVERS else 5
            options = j_chart(course, self.lang, predictions=votes, style=Style(self.text, ticks=ticks))
            first, rest = sentences.group_parts(course)
            if votes:
                told = sentences.predictions_sentence(votes)
                first = Text(f"{first.en} {told.en}", f"{first.fr} {told.fr}")
            return options, self._two((first, rest)), j_table(course, self.lang)

        figure = Figure(*parts(), chart_words.TABLE[self.lang], self._height("54vh"))
        return lambda: figure.show(*parts())

    def _curve(self) -> Update:
        update = self._j()
        self._fine_print(self.workshop.course())
        return update

    def _levers(self) -> Update:
        place = box("ul", "chips") if self.large else None
        curve = self._curve()

        def update() -> None:
            if place is not None:
                place.clear()
                with place:
                    for said, moved in settings(self.workshop.case, self.room.levers):
                        Words("li", said[self.lang]).classes("moved" if moved else "")
            curve()

        return update

    def _fine_print(self, course: Course) -> None:
        """Say what the band is, and what the result is not."""
        Words("p", sentences.uncertainty(course)[self.lang]).classes("quiet")
        self.caveat()

    # comparisons

    def _compare(self) -> None:
        laissez, together = self.workshop.compared()
        limits = limits_of([laissez, together])
        moved = [said for said, is_moved in settings(self.workshop.case, self.workshop.common) if is_moved]
        Words("p", join([chart_words.SAME_COSTS, *moved], " · ")[self.lang])
        with box("div", "two compare"):
            for course, title, meaning, assumed in (
                (laissez, chart_words.LAISSEZ_FAIRE, chart_words.LAISSEZ_FAIRE_IS, LAISSEZ_FAIRE),
                (together, chart_words.TOGETHER, chart_words.TOGETHER_IS, TOGETHER),
            ):
                with box("section"):
                    Words("h2", title[self.lang])
                    Words("p", meaning[self.lang])
                    Words("p", sentences.dispositions(assumed)[self.lang]).classes("quiet")
                    options = j_chart(course, self.lang, limits=limits, style=Style(self.text, legend=False, ticks=3))
                    first, rest = sentences.group_parts(course)
                    table = j_table(course, self.lang)
                    said = self._two((first, Text("", "") if self.large else rest))
                    Figure(options, said, table, chart_words.TABLE[self.lang], self._height("40vh"))
        self._fine_print(together)

    def _who(self) -> Update:
        def parts() -> FigureContent:
            course = self.workshop.course()
            said = (sentences.who_sentence(course), sentences.fairness(course, self.workshop.is_fair()))
            return (
                organizations.gain_chart(course, self.lang, self.text),
                self._two(said),
                organizations.gain_table(course, self.lang),
            )

        rows = min(self.room.organizations, 40)
        figure = Figure(*parts(), chart_words.TABLE[self.lang], self._height(f"max(50vh, {rows * (self.text + 12)}px)"))
        self._fine_print(self.workshop.course())
        return lambda: figure.show(*parts())

    # one's own numbers, and home

    def _own(self) -> None:
        if not self.large:
            return
        Words("p", own_words.SIX[self.lang]).classes("lead")
        with box("ol", "questions"):
            for question in own_words.FIELDS.values():
                with box("li"):
                    Words("span", question[self.lang])

    def _home(self) -> Update:
        first, rest = sentences.group_parts(self.workshop.course())
        with box("p", "lead"):
            Words("strong", first[self.lang])
            Words("span", f" {rest[self.lang]}")
        Words("h2", words.DEBRIEFING[self.lang])
        with box("ol", "questions"):
            for question in words.QUESTIONS:
                with box("li"):
                    Words("span", question[self.lang])
        where = Words("p").classes("quiet")
        self.caveat()

        def update() -> None:
            addresses = self.addresses()
            if addresses:
                address = f"{addresses[0].removeprefix('http://')}/{self.room.code}"
                where.text = words.TAKE_ON_PHONE.format(address=address)[self.lang]
            where.set_visibility(self.large and bool(addresses))

        return update


HANDS = (6, 12, 18, 24, 36, 48, 0)
"""Months among which hands are counted; 0 is never."""
