"""Phone's view: one question, two large buttons, and only what concerns one's own organization."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from sim.app import sentences
from sim.app.charts.axes import Style
from sim.app.charts.j_curve import j_chart, j_table
from sim.app.charts.table import Table
from sim.app.pages.elements import Figure, Words, box, button, choice, field, link, on_value
from sim.app.pages.frame import brand, live, page_head
from sim.app.pages.rate_limit import RateLimit
from sim.app.room import RefusedError, Room
from sim.app.steps import Step
from sim.app.words import charts as chart_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.vocabulary.text import Lang, Text, number, within

if TYPE_CHECKING:
    from sim.app.workshop import Workshop


def phone_page(workshop: Workshop, lang: Lang, identity: str, code: str, patience: RateLimit) -> None:
    """Show the phone's view to somebody, known by their browser."""
    refused: list[Words] = []
    typed = {"name": "", "code": code, "month": ""}

    def act(what: Callable[[Room], object]) -> None:
        if not patience.allows(identity):
            return
        try:
            workshop.act(what)
        except RefusedError as error:
            refuse(error.words)

    def refuse(said: Text) -> None:
        if refused:
            refused[0].text = said[lang]

    def join() -> None:
        if typed["code"].strip().upper() != workshop.room.code:
            if patience.allows(identity):
                refuse(words.WRONG_CODE)
            return
        act(lambda room: room.join(identity, typed["name"]))

    def build() -> Callable[[], None]:
        room = workshop.room
        known = room.people.get(identity)
        with box("div", "room phone"):
            with box("header"):
                brand(lang)
                box("span", "push")
                page_head(lang, lambda other: f"/{other}/salle/{code or room.code if known else code}")
            with box("div", "content"):
                if known is None:
                    Words("h1", words.JOIN[lang], id="title", tabindex="-1")
                    name = field(words.YOUR_NAME[lang], "text", "", "name", maxlength="40", autocomplete="off")
                    on_value(name, lambda t: typed.update(name=t[:200]))
                    if typed["code"].upper() != room.code:
                        put = field(words.YOUR_CODE[lang], "text", "", "code", maxlength="4", autocomplete="off")
                        on_value(put, lambda t: typed.update(code=t[:10]))
                    button(words.JOIN[lang], join, "main choice")
                    refused[:] = [Words("p", "", role="alert").classes("refused")]
                    return lambda: None
                Words("p", f"{words.YOU_ARE[lang]} {workshop.case.names[known.row]}").classes("org")
                Words("h1", step_words.TITLES[room.step][lang], id="title", tabindex="-1")
                update = {Step.PREDICT: predict, Step.ROUND: choose}.get(room.step, look)()
                refused[:] = [Words("p", "", role="alert").classes("refused")]
                Words("p", sentences.caveat(workshop.case.scenario.fictional)[lang]).classes("quiet")
                return update

    def predict() -> Callable[[], None]:
        months = workshop.case.scenario.months
        given = workshop.room.people[identity].prediction
        typed["month"] = str(given or "")
        options = {"": words.CHOOSE_MONTH[lang]} | {
            str(m): words.AT_MONTH.format(m=number(m))[lang] for m in range(1, months + 1)
        }
        choice(words.MONTH[lang], options, typed["month"], "month", lambda m: typed.update(month=m))

        def send() -> None:
            act(lambda room: room.predict(identity, int(typed["month"]) if typed["month"].isdecimal() else None))

        button(words.ANSWER[lang], send, "main choice")
        button(words.NEVER[lang], lambda: act(lambda room: room.predict(identity, 0)), "choice")
        said = Words("p", "", role="status")

        def update() -> None:
            person = workshop.room.people.get(identity)
            if person is not None and person.prediction is not None:
                said.text = words.PREDICTED.format(what=within(sentences.month_or_never(person.prediction)))[lang]

        return update

    def decide(pools: bool) -> None:
        act(lambda room: room.choose(identity, pools))

    def choose() -> Callable[[], None]:
        room = workshop.room
        person = room.people[identity]
        bill = workshop.case.bill(person.row)
        with box("ul", "tiles"):
            for value, said in sentences.bill_parts(bill, len(workshop.case.group.members)):
                with box("li"):
                    Words("b", value[lang])
                    Words("span", said[lang])
        is_open = room.phase == "open"
        buttons = {
            pools: button(label[lang], partial(decide, pools), "choice")
            for pools, label in ((True, words.POOL), (False, words.ALONE))
        }
        for each in buttons.values():
            each.props["disabled"] = not is_open
            each.style("opacity: 1 !important")  # what was chosen stays readable
        told = Words("p", "", role="status")

        def update() -> None:
            now = workshop.room.people.get(identity)
            given = None if now is None else now.choice
            for pools, each in buttons.items():
                each.props["aria-pressed"] = "true" if given is pools else "false"
            told.text = (
                (words.ROUND_CLOSED if not is_open else words.SAVED)[lang] if given is not None or not is_open else ""
            )

        return update

    def look() -> Callable[[], None]:
        room = workshop.room
        row = room.people[identity].row
        if room.step == Step.REVEAL and room.rounds:
            gain = float(workshop.course().curve(row).median[room.month - 1])
            given = room.rounds[-1].choices.get(row)
            Words("p", words.SO_FAR.format(m=number(room.month))[lang])
            Words("p", words.OWN_SO_FAR.format(x=sentences.amount(gain))[lang], role="status").classes("lead")
            if given is not None:
                Words("p", words.CHOICE_WAS.format(what=words.POOL if given else words.ALONE)[lang])
            return lambda: None
        if room.step == Step.CURVE:
            return own_curve(row)
        if room.step in (Step.LEVERS, Step.WHO, Step.HOME):
            said = Words("p", "", role="status").classes("lead")
            if room.step == Step.HOME:
                with box("p"):
                    address = f"/{lang}/salle/{room.code}/fiche.pdf"
                    link(words.PRINT[lang], address, target="_blank").classes("button")

            def update() -> None:
                said.text = sentences.own_sentence(workshop.course(), row)[lang]

            return update
        Words("p", words.WAIT[lang]).classes("lead")
        return lambda: None

    def own_curve(row: int) -> Callable[[], None]:
        def parts() -> tuple[dict[str, Any], tuple[str, str], Table]:
            course = workshop.course()
            said = (sentences.own_sentence(course, row)[lang], "")
            options = j_chart(course, lang, row=row, style=Style(text=14))
            return options, said, j_table(course, lang, row=row)

        figure = Figure(*parts(), chart_words.TABLE[lang], "22rem")
        return lambda: figure.show(*parts())

    def key() -> tuple[Any, ...]:
        room = workshop.room
        known = room.people.get(identity)
        return (room.step, room.phase, len(room.rounds), room.case, known and known.row, id(room))

    live(workshop, key, build)
