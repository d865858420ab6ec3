"""What each step shows to everybody; here the steps with results: choices, curve, levers, who gains, what to keep."""

from functools import partial

from sim.app import sentences
from sim.app.assumptions import LAISSEZ_FAIRE, TOGETHER
from sim.app.charts import organizations
from sim.app.charts.axes import Style
from sim.app.charts.j_curve import j_chart, j_table, limits_of
from sim.app.levers import settings
from sim.app.pages.elements import Figure, FigureContent, Words, box, follow, tiles
from sim.app.pages.opening import OpeningView
from sim.app.steps import Step
from sim.app.words import charts as chart_words
from sim.app.words import room as words
from sim.vocabulary.text import Text, join, number


class StepView(OpeningView):
    """What the present step shows, without a control: a method for each step, under its name."""

    def build(self) -> None:
        """Put the present step on the page."""
        getattr(self, f"_{self.room.step}")()

    def _reveal(self) -> None:
        if not self.room.rounds:
            return
        choices = self.room.rounds[-1].choices
        pool = sum(choices.values())
        model = self.room.organizations - len(choices)
        counts = ((pool, words.COUNT_POOL), (len(choices) - pool, words.COUNT_ALONE), (model, words.COUNT_MODEL))
        tiles(((number(k), label) for k, label in counts), self.lang)
        month = self.workshop.month
        course = self.workshop.course()
        caption = words.GROUP_SO_FAR.format(m=number(month), x=sentences.amount(float(course.group.median[month - 1])))
        rest = words.POOLING_NOW.format(k=number(course.mean_members(month)), n=number(len(course.names)))
        options = j_chart(course, self.lang, until=month, style=Style(self.text, ticks=3))
        shown = options, self._two((caption, rest)), j_table(course, self.lang, until=month)
        Figure(lambda: shown, chart_words.TABLE[self.lang], self._height("42vh"))

    def _curve(self) -> None:
        Figure(self._j, chart_words.TABLE[self.lang], self._height("54vh"))
        self._fine_print(self.workshop.course())

    def _j(self) -> FigureContent:
        """Return the J-curve of the group with the predictions."""
        course = self.workshop.course()
        votes = self.room.predictions if self.room.step == Step.CURVE else {}
        ticks = 3 if self.large and self.room.step == Step.LEVERS else 5
        options = j_chart(course, self.lang, predictions=votes, style=Style(self.text, ticks=ticks))
        first, rest = sentences.group_parts(course)
        if votes:
            first = join([first, sentences.predictions_sentence(votes)], " ")
        return options, self._two((first, rest)), j_table(course, self.lang)

    def _levers(self) -> None:
        if self.large:
            place = box("ul", "chips")

            @follow
            def update() -> None:
                place.clear()
                with place:
                    for label, moved in settings(self.workshop.case.scenario, self.room.levers):
                        Words("li", label[self.lang]).classes("moved" if moved else "")

        self._curve()

    def _compare(self) -> None:
        laissez, together = self.workshop.compared()
        limits = limits_of([laissez, together])
        moved = [label for label, is_moved in settings(self.workshop.case.scenario, self.workshop.common) if is_moved]
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
                    caption = self._two((first, Text("", "") if self.large else rest))
                    shown = options, caption, j_table(course, self.lang)
                    Figure(partial(lambda shown: shown, shown), chart_words.TABLE[self.lang], self._height("40vh"))
        self._fine_print(together)

    def _who(self) -> None:
        def parts() -> FigureContent:
            course = self.workshop.course()
            caption = (sentences.who_sentence(course), sentences.fairness(course, self.workshop.is_fair()))
            return (
                organizations.gain_chart(course, self.lang, self.text),
                self._two(caption),
                organizations.gain_table(course, self.lang),
            )

        rows = min(self.room.organizations, 40)
        Figure(parts, chart_words.TABLE[self.lang], self._height(f"max(50vh, {rows * (self.text + 12)}px)"))
        self._fine_print(self.workshop.course())

    def _home(self) -> None:
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

        @follow
        def update() -> None:
            addresses = self.addresses()
            if addresses:
                address = f"{addresses[0].removeprefix('http://')}/{self.room.code}"
                where.text = words.TAKE_ON_PHONE.format(address=address)[self.lang]
            where.set_visibility(self.large and bool(addresses))
