"""Steps before any curve: welcome, joining, predicting, choosing, and the questions about the group's own numbers."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from sim.app import sentences
from sim.app.charts import organizations
from sim.app.pages.elements import Figure, Words, box, table_html
from sim.app.pages.view import HANDS, FigureContent, Update, View, tiles
from sim.app.steps import ROUND_MONTHS, ROUNDS, Step
from sim.app.words import charts as chart_words
from sim.app.words import own_numbers as own_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.vocabulary.text import number


class OpeningView(View):
    """What the steps before any curve show."""

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
        """Return the chart of what each organization pays alone, which is known before anybody predicts."""
        group = self.workshop.case.group
        names, costs = group.members, group.stand_alone
        caption = words.TODAY.format(n=number(len(names)), x=sentences.amount(float(costs.sum())))
        options = organizations.cost_chart(names, costs, self.lang, self.text if self.large else 14)
        return (
            options,
            self._two((self.workshop.case.scenario.title, caption)),
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
            qr.content = self._qr_code(f"{addresses[0]}/{self.room.code}") if addresses else ""

        return update

    def _qr_code(self, address: str) -> str:
        """Return the QR code of an address, as SVG with its name."""
        import segno

        drawn = segno.make(address, error="m").svg_inline(scale=8, border=2, omitsize=True)
        name = words.QR.format(address=address)[self.lang]
        return drawn.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)

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
        tiles(facts, self.lang)
        if self.large and not self.room.people:
            Words("p", words.RAISE[self.lang])
            with box("ul", "chips big"):
                for month in HANDS:
                    Words("li", sentences.month_or_never(month)[self.lang])
        return self._answered(lambda: sum(self.room.guesses.values()), words.HANDS_COUNTED)

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

    def _own(self) -> None:
        if not self.large:
            return
        Words("p", own_words.SIX[self.lang]).classes("lead")
        with box("ol", "questions"):
            for question in own_words.FIELDS.values():
                with box("li"):
                    Words("span", question[self.lang])
