"""What each step shows to everybody; here the steps with results: choices, curve, levers, who gains, what to keep."""

from nicegui import ui

from sim.app import sentences
from sim.app.charts import organizations
from sim.app.charts.axes import Style
from sim.app.charts.j_curve import j_chart, j_table, limits_of
from sim.app.charts.paths import paths_chart, paths_of, paths_table
from sim.app.levers import LeverSettings, settings
from sim.app.pages.debrief_wall import (
    condition_cards,
    put_open_bet,
    put_settled_bet,
    put_wall,
    settled_bet,
    step_cards,
)
from sim.app.pages.efforts import EffortView
from sim.app.pages.elements import Figure, FigureContent, Words, box, follow, table_html, tiles
from sim.app.pages.film import FilmView, walkers
from sim.app.pages.take_home import page_on_screen
from sim.app.steps import Step
from sim.app.take_home import State
from sim.app.words import charts as chart_words
from sim.app.words import debrief as debrief_words
from sim.app.words import paths as path_words
from sim.app.words import room as words
from sim.vocabulary.text import Text, join, number

_HALF, _LETTERS, _NARROW = 9.5, 46, 33
"""Lines, and letters of each, for which the wall beside the four questions has room; less beside a code as well."""


class StepView(EffortView):
    """What the present step shows, without a control: a method for each step, under its name."""

    def build(self) -> None:
        """Put the present step on the page."""
        getattr(self, f"_{self.room.step}")()

    def _reveal(self) -> None:
        if not self.room.rounds:
            Words("p", words.NO_ROUND_YET[self.lang]).classes("lead")
            return
        last = self.room.rounds[-1]
        choices = last.choices
        pool = sum(choices.values())
        model = self.room.organizations - len(choices)
        counts = ((pool, words.COUNT_POOL), (len(choices) - pool, words.COUNT_ALONE), (model, words.COUNT_MODEL))
        tiles(((number(k), label) for k, label in counts), self.lang)
        month = self.workshop.month
        course = self.workshop.course()
        if self.large:
            walkers(course.mean_members(month), len(course.names), self.lang)
        if last.voters:
            counted = {"k": last.pooling, "n": last.voters, "j": course.mean_members(month), "m": len(course.names)}
            Words("p", words.PEOPLE_SAID.format(**{key: number(k) for key, k in counted.items()})[self.lang])
        options = j_chart(course, self.lang, until=month, style=Style(self.text, legend=not self.large, ticks=3))
        gain, pooling = self._two(sentences.so_far(course, month))
        shown = options, (gain, "" if self.large else pooling), j_table(course, self.lang, until=month)
        Figure(lambda: shown, chart_words.TABLE[self.lang], self._height("42vh"))

    def _curve(self) -> None:
        if self.workshop.unfolding:
            FilmView(self.workshop, self.lang).build()
            return
        Figure(self._j, chart_words.TABLE[self.lang], self._height("54vh"))
        self._fine_print(self.workshop.course())

    def _j(self) -> FigureContent:
        """Return the J-curve of the group with the predictions."""
        course = self.workshop.course()
        votes = self.room.predictions if self.room.step == Step.CURVE else {}
        ticks = 3 if self.large and self.room.step == Step.LEVERS else 5
        style = Style(self.text, ticks=ticks)
        if self.room.step == Step.LEVERS and self.room.levers != LeverSettings():
            before = self.workshop.course(LeverSettings())
            limits = limits_of([before, course])
            options = j_chart(course, self.lang, limits=limits, before=before, style=style)
        else:
            options = j_chart(course, self.lang, predictions=votes, style=style)
        first, rest = sentences.group_parts(course)
        if self.room.step == Step.CURVE and course.entered.any():
            members = {"k": number(course.mean_members(course.months)), "n": number(len(course.names))}
            rest = join([words.AT_THE_END.format(**members), rest], " ")
        if votes:
            first = join([first, sentences.predictions_sentence(votes)], " ")
        return options, self._two((first, rest)), j_table(course, self.lang)

    def _levers(self) -> None:
        bet = self.room.debrief.open_bet(self.room.case)
        if self.large and bet is not None:  # nothing else to look at while the room bets
            put_open_bet(self.workshop, bet, self.lang)
            return
        put_settled_bet(self.workshop, self.lang, self.large)
        if self.large:
            place = box("ul", "chips")

            @follow
            def update() -> None:
                place.clear()
                place.set_visibility(settled_bet(self.workshop) is None)
                with place:
                    for label, moved in settings(self.workshop.case.scenario, self.room.levers):
                        Words("li", label[self.lang]).classes("moved" if moved else "")

            Figure(self._j, chart_words.TABLE[self.lang], self._height("54vh"))  # the band was explained with the curve
        else:
            self._curve()

    def _compare(self) -> None:
        moved = [label for label, is_moved in settings(self.workshop.case.scenario, self.workshop.common) if is_moved]
        if moved:
            Words("p", join(moved, " · ")[self.lang])
        with box("div", "two compare" if self.large else ""):
            Figure(self._paths, "", self._height("44vh"))
            table = table_html(paths_table(paths_of(self.workshop), self.lang))
            ui.html(table, sanitize=False).classes("scroll middle bills")
        Words("p", path_words.PATHS_ARE[self.lang]).classes("quiet")
        if not self.large:
            self._fine_print(self.workshop.course())

    def _paths(self) -> FigureContent:
        """Return the chart of the paths, what the best one is, and what the room missed."""
        paths = paths_of(self.workshop)
        options = paths_chart(paths, self.lang, Style(self.text, ticks=4))
        members, best = self.workshop.best()
        caption = self._two((sentences.missed(paths[0].course, best), sentences.best_is(members, best)))
        if not self.room.rounds:
            caption = self._two((sentences.best_is(members, best), Text("", "")))
        return options, caption, paths_table(paths, self.lang)

    def _who(self) -> None:
        def parts() -> FigureContent:
            course = self.workshop.course()
            fair = sentences.fairness(course, self.workshop.is_fair())
            caption = (sentences.who_sentence(course), join([*sentences.outside_sentence(course), fair], " "))
            return (
                organizations.gain_chart(course, self.lang, self.text),
                self._two(caption),
                organizations.gain_table(course, self.lang),
            )

        rows = min(self.room.organizations, 40)
        Figure(parts, chart_words.TABLE[self.lang], self._height(f"max(50vh, {rows * (self.text + 12)}px)"))
        self._fine_print(self.workshop.course())

    def _conditions(self) -> None:
        Words("p", debrief_words.ASK_CONDITIONS[self.lang]).classes("lead")
        if self.large:  # the facilitator's own page has the wall with what hides a line
            put_wall(lambda: condition_cards(self.workshop), self.lang)

    def _home(self) -> None:
        first, rest = sentences.group_parts(self.workshop.course())
        with box("p", "lead"):
            Words("strong", first[self.lang])
            Words("span", f" {rest[self.lang]}")
        page = self.large and self.workshop.take_home.state not in (State.NONE, State.UNABLE)
        with box("div", "two three" if page else "two" if self.large else ""):
            with box("div"):
                Words("h2", words.DEBRIEFING[self.lang])
                with box("ol", "questions"):
                    for question in words.QUESTIONS:
                        with box("li"):
                            Words("span", question[self.lang])
            if self.large:
                with box("div"):
                    Words("h2", debrief_words.FIRST_STEPS[self.lang])
                    Words("p", debrief_words.ASK_STEP[self.lang])
                    put_wall(lambda: step_cards(self.workshop), self.lang, _HALF, _NARROW if page else _LETTERS)
            if page:
                page_on_screen(self.workshop, self.lang, self.addresses, self._qr_code)
        where = Words("p").classes("quiet")
        self.caveat()

        @follow
        def update() -> None:
            addresses = self.addresses()
            if addresses:
                address = f"{addresses[0].removeprefix('http://')}/{self.room.code}"
                where.text = words.TAKE_ON_PHONE.format(address=address)[self.lang]
            where.set_visibility(self.large and bool(addresses))
