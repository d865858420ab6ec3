"""Views of the steps about effort: what is at stake, what the room gives, and the two courses after its vote."""

from nicegui import ui

from sim.app import effort_sentences as sentences
from sim.app.charts.axes import Style
from sim.app.charts.efforts import effort_chart, effort_table
from sim.app.pages.elements import Figure, FigureContent, Words, box, table_html, tiles
from sim.app.pages.opening import OpeningView
from sim.app.words import efforts as words
from sim.app.words import room as room_words
from sim.vocabulary.text import number


class EffortView(OpeningView):
    """What the steps about effort put on the screen: a method for each, under its name."""

    def _effort(self) -> None:
        idle = self.workshop.without_effort()
        if not idle.members:
            Words("p", words.NO_GROUP[self.lang]).classes("lead")
            return
        Words("p", words.ASKS.format(n=number(idle.members))[self.lang])
        tiles(sentences.stakes(idle), self.lang)
        Words("p", words.HOW_MUCH[self.lang]).classes("lead")
        if self.large and not self.room.people:
            with box("ul", "chips"):
                for label in words.CHOICES.values():
                    Words("li", label[self.lang])
        self._answered(lambda: len(self.room.efforts.hands), room_words.HANDS_OF)
        self._assumed()

    def _sanctions(self) -> None:
        first = self.workshop.begun()
        if not first.members:
            Words("p", words.NO_GROUP[self.lang]).classes("lead")
        elif self.room.phase == "revealed":
            self._both()
        else:
            if not self.workshop.given:
                Words("p", words.NOBODY_ANSWERED[self.lang])
            tiles(sentences.outcome(first), self.lang)
            Words("p", sentences.checking(self.workshop.case.scenario, first.members)[self.lang])
            Words("p", words.VOTE[self.lang]).classes("lead")
            self._answered(lambda: self.room.efforts.hands_voting, room_words.HANDS_COUNTED)
            self._assumed()

    def _both(self) -> None:
        """Put the courses without inspections and with them, side by side, and what the room has voted."""
        Words("p", sentences.voted(self.room.efforts.tally(self.room.people))[self.lang]).classes("lead")
        without, checked = self.workshop.checked()

        def content() -> FigureContent:
            options = effort_chart(without, checked, self.lang, Style(self.text))
            caption = self._two(sentences.compared(without, checked))
            return options, caption, effort_table(without, checked, self.lang)

        with box("div", "two compare" if self.large else ""):
            Figure(content, "", self._height("44vh"))
            table = table_html(effort_table(without, checked, self.lang))
            ui.html(table, sanitize=False).classes("scroll middle bills")
        Words("p", words.WHOSE[self.lang]).classes("quiet")
        self.caveat()

    def _assumed(self) -> None:
        """Put what is assumed, and what the result is not."""
        Words("p", sentences.assumed(self.workshop.case.scenario)[self.lang]).classes("quiet")
        self.caveat()
