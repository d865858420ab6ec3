"""Phone's view: one question, two large buttons, and only what concerns one's own organization."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sim.app import sentences
from sim.app.charts.axes import Style
from sim.app.charts.j_curve import j_chart, j_table
from sim.app.pages.debrief_phone import DebriefPhone
from sim.app.pages.elements import (
    Figure,
    FigureContent,
    Words,
    box,
    button,
    choice,
    field,
    follow,
    link,
    on_value,
    tiles,
)
from sim.app.pages.frame import brand, live, page_head
from sim.app.pages.guesses import Guesses
from sim.app.pages.own_name import own_name
from sim.app.pages.phone_efforts import check_question, effort_question
from sim.app.pages.phone_film import PhoneFilm
from sim.app.pages.phone_hindsight import own_hindsight
from sim.app.pages.rate_limit import RateLimit
from sim.app.pages.take_home import page_on_phone
from sim.app.people import RefusedError
from sim.app.room import Room
from sim.app.showing import Showing
from sim.app.steps import Step
from sim.app.words import charts as chart_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, number, within


@dataclass(frozen=True)
class Visitor:
    """Browser that shows a phone's view: its identity, its network address, and the code in the address of its page."""

    identity: str
    address: str
    code: str = ""


def phone_page(workshop: Workshop, lang: Lang, visitor: Visitor, limit: RateLimit, guesses: Guesses) -> None:
    """Show the phone's view to a person, known by their browser."""
    view = PhoneView(workshop, lang, visitor, limit, guesses)
    live(workshop, view.key, view.build)


class PhoneView:
    """What one person sees on a phone: a method for each step in which they do or learn something, under its name.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    visitor : Visitor
    limit : RateLimit
        Limit on what a browser does.
    guesses : Guesses
        Limit on wrong codes.
    """

    def __init__(self, workshop: Workshop, lang: Lang, visitor: Visitor, limit: RateLimit, guesses: Guesses) -> None:
        self.workshop = workshop
        self.showing = Showing(workshop)
        self.lang = lang
        self.visitor = visitor
        self.identity = visitor.identity
        self.code = visitor.code
        self.limit = limit
        self.guesses = guesses
        self._typed = {"name": "", "code": visitor.code, "month": ""}
        if self.identity in workshop.room.people:
            workshop.room.entrance.addresses[self.identity] = visitor.address
            self._in_time = True
        else:
            self._in_time = self._right_code() is not None
        self._refusal: Words | None = None

    def key(self) -> tuple[Any, ...]:
        """Return what the structure of the page depends on."""
        room = self.workshop.room
        person = room.people.get(self.identity)
        film = (self.workshop.unfolding, self.workshop.unfolding and self.showing.asking)
        now = (room.step, room.phase, len(room.rounds), room.debrief.stage, *film)
        return (*now, room.case, person and person.row, id(room))

    def build(self) -> None:
        """Put the page of the present step."""
        room = self.workshop.room
        person = room.people.get(self.identity)
        code = self.code or room.code if person else self.code
        with box("div", "room phone"):
            with box("header"):
                brand(self.lang)
                box("span", "push")
                page_head(self.lang, lambda other: f"/{other}/salle/{code}")
            with box("div", "content"):
                if person is None:
                    self._entrance()
                    return
                row = person.row
                Words("p", f"{words.YOU_ARE[self.lang]} {self.workshop.case.names[row]}").classes("org")
                title = words.IN_THE_ROOM if room.step == Step.ROOM else step_words.TITLES[room.step]
                Words("h1", title[self.lang], id="title", tabindex="-1")
                getattr(self, f"_{room.step}", self._wait)(row)
                self._refusal = Words("p", "", role="alert").classes("refused")
                own_name(self.lang, self.identity, lambda: self.workshop.room, self._act)
                Words("p", sentences.caveat(self.workshop.case.scenario.fictional)[self.lang]).classes("quiet")

    def _act(self, what: Callable[[Room], object]) -> bool:
        """Do something to the room, or show why it is refused; a flood is ignored. Return whether it was done."""
        return self._try(lambda: self.workshop.act(what))

    def _try(self, act: Callable[[], object]) -> bool:
        """Do something, or show why it is refused; a flood is ignored. Return whether it was done."""
        return self.limit.allows(self.identity) and self._do(act)

    def _do(self, act: Callable[[], object]) -> bool:
        """Do something, or show why it is refused; return whether it was done."""
        try:
            self._refuse(Text("", ""))
            act()
        except RefusedError as error:
            self._refuse(error.words)
            return False
        return True

    def _refuse(self, reason: Text) -> None:
        """Show why something is refused."""
        if self._refusal is not None:
            self._refusal.text = reason[self.lang]

    # before joining

    def _entrance(self) -> None:
        Words("h1", words.JOIN[self.lang], id="title", tabindex="-1")
        name = field(words.YOUR_NAME[self.lang], "text", "", "name", maxlength="40", autocomplete="off")
        on_value(name, lambda typed: self._typed.update(name=typed[:200]))
        # a code in the address is looked at only if this browser does not guess too much
        if not self._in_time or self._typed["code"].upper() != self.workshop.room.code:
            code = field(words.YOUR_CODE[self.lang], "text", "", "code", maxlength="4", autocomplete="off")
            on_value(code, lambda typed: self._typed.update(code=typed[:10]))
        button(words.JOIN[self.lang], self._join, "main choice")
        self._refusal = Words("p", "", role="alert").classes("refused")

    def _join(self) -> None:
        if not self.limit.allows(self.identity):
            return
        right = self._right_code()
        if right:
            who = self.visitor
            self._do(lambda: self.workshop.act(lambda room: room.join(who.identity, self._typed["name"], who.address)))
        else:
            self._refuse(words.TOO_MANY_CODES if right is None else words.WRONG_CODE)

    def _right_code(self) -> bool | None:
        """Return whether the code is right, nothing typed being wrong; None if that is not looked at now."""
        code = self._typed["code"]
        if not code.strip():
            return False
        return self.guesses.right(code, self.workshop.room.code, self.identity, self.visitor.address)

    # questions

    def _predict(self, row: int) -> None:
        months = range(1, self.workshop.case.scenario.months + 1)
        given = self.workshop.room.people[self.identity].prediction
        self._months(months, given, lambda month: self.workshop.act(lambda room: room.predict(self.identity, month)))
        answer = Words("p", "", role="status")

        @follow
        def update() -> None:
            person = self.workshop.room.people.get(self.identity)
            if person is not None and person.prediction is not None:
                what = within(sentences.month_or_never(person.prediction))
                answer.text = words.PREDICTED.format(what=what)[self.lang]

    def _months(self, months: range, given: int | None, answer: Callable[[int | None], object]) -> None:
        """Put a list of months, and "never"."""
        typed = self._typed
        typed["month"] = str(given or "")
        options = {"": words.CHOOSE_MONTH[self.lang]}
        options |= {str(m): words.AT_MONTH.format(m=number(m))[self.lang] for m in months}
        choice(words.MONTH[self.lang], options, lambda: typed["month"], "month", lambda m: typed.update(month=m[:4]))

        def send() -> None:
            self._try(lambda: answer(int(typed["month"]) if typed["month"].isdecimal() else None))

        with box("div", "choices"):
            button(words.ANSWER[self.lang], send, "main choice")
            button(words.NEVER[self.lang], lambda: self._try(lambda: answer(0)), "choice")

    def _round(self, row: int) -> None:
        self._bills(row)
        is_open = self.workshop.room.phase == "open"

        def chosen() -> bool | None:
            person = self.workshop.room.people.get(self.identity)
            return None if person is None else person.choice

        with box("div", "choices"):
            for pools, label in ((True, words.POOL), (False, words.ALONE)):
                choose = partial(self._act, partial(Room.choose, identity=self.identity, pools=pools))
                each = button(label[self.lang], choose, "choice", partial(lambda pools: chosen() is pools, pools))
                each.props["disabled"] = not is_open
                each.style("opacity: 1 !important")  # the choice made stays readable
        answer = Words("p", "", role="status")

        @follow
        def update() -> None:
            if not is_open:
                answer.text = words.ROUND_CLOSED[self.lang]
            else:
                answer.text = "" if chosen() is None else words.SAVED[self.lang]

    def _bills(self, row: int) -> None:
        """Put what this organization pays on its own and would pay in the group: at the start, or from now on."""
        case, room = self.workshop.case, self.workshop.room
        if not room.rounds:
            tiles(sentences.bill_parts(case.bills[row], len(case.group.members)), self.lang)
            return
        course, month = self.workshop.course(), self.workshop.month
        pooling = course.pooling_in(month)
        members = [name for name, pools in zip(course.names, pooling, strict=True) if pools]
        gain = sentences.amount(float(course.curve(row).median[month - 1]))
        Words("p", f"{words.SO_FAR.format(m=number(month))[self.lang]} – {words.OWN_SO_FAR.format(x=gain)[self.lang]}")
        bill = case.bill_now(row, members, month) if members else None
        if not members:
            tiles(sentences.bill_parts(case.bills[row], len(case.group.members)), self.lang)
        elif bill is not None:
            leaving = case.scenario.resources[case.resource].leaving_cost
            together = len(members) + (not pooling[row])
            tiles(sentences.now_parts(bill, bool(pooling[row]), leaving, together), self.lang)

    # results

    def _wait(self, row: int) -> None:
        Words("p", words.WAIT[self.lang]).classes("lead")

    def _reveal(self, row: int) -> None:
        room = self.workshop.room
        if not room.rounds:
            self._wait(row)
            return
        month = self.workshop.month
        gain = float(self.workshop.course().curve(row).median[month - 1])
        person = room.people.get(self.identity)
        Words("p", words.SO_FAR.format(m=number(month))[self.lang])
        Words("p", words.OWN_SO_FAR.format(x=sentences.amount(gain))[self.lang], role="status").classes("lead")
        own = None if person is None else person.choice
        for said, given in ((words.CHOICE_WAS, own), (words.OWN_CHOICE, room.rounds[-1].choices.get(row))):
            if given is not None:
                Words("p", said.format(what=words.POOL if given else words.ALONE)[self.lang])

    def _curve(self, row: int) -> None:
        if self.workshop.unfolding:
            self._guess()
            PhoneFilm(self.showing, self.lang, self.identity, row).build(self._months)
            return

        def content() -> FigureContent:
            course = self.workshop.course()
            own = row if course.entered[row] else None  # an organization that stayed alone sees what it missed
            options = j_chart(course, self.lang, row=own, style=Style(text=14))
            caption = (sentences.own_sentence(course, row)[self.lang], "")
            return options, caption, j_table(course, self.lang, row=own)

        self._prediction()
        Figure(content, chart_words.TABLE[self.lang], "22rem")

    def _guess(self) -> None:
        """Put what this person predicted."""
        person = self.workshop.room.people.get(self.identity)
        given = None if person is None else person.prediction
        said = words.NOT_GUESSED
        if given is not None:
            said = words.GUESSED.format(what=within(sentences.month_or_never(given)))
        Words("p", said[self.lang])

    def _prediction(self) -> None:
        """Put what this person predicted beside what came of it."""
        self._guess()
        outcome = Words("p", "").classes("lead")

        @follow
        def update() -> None:
            first, _ = sentences.group_parts(self.workshop.course())
            outcome.text = first[self.lang]

    @property
    def _debrief(self) -> DebriefPhone:
        """The debrief of this person."""
        return DebriefPhone(self.workshop, self.lang, self.identity, self._act)

    def _levers(self, row: int) -> None:
        self._debrief.bet()
        if self.workshop.room.debrief.open_bet(self.workshop.room.case) is None:  # one question at a time
            self._own_result(row)

    def _own_result(self, row: int) -> None:
        """Put how this person's organization fares."""
        sentence = Words("p", "", role="status").classes("lead")

        @follow
        def update() -> None:
            sentence.text = sentences.own_sentence(self.workshop.course(), row)[self.lang]

    _who = _own_result

    def _conditions(self, row: int) -> None:
        del row
        self._debrief.conditions()

    def _compare(self, row: int) -> None:
        self._wait(row)
        own_hindsight(self.workshop, self.lang, row)

    def _effort(self, row: int) -> None:
        effort_question(self.workshop, self.lang, self.identity, row, self._act)

    def _sanctions(self, row: int) -> None:
        check_question(self.workshop, self.lang, self.identity, row, self._act)

    def _home(self, row: int) -> None:
        self._prediction()
        self._own_result(row)
        own_hindsight(self.workshop, self.lang, row)
        self._debrief.first_step()
        with box("p"):
            address = f"/{self.lang}/salle/{self.workshop.room.code}/fiche.pdf"
            link(words.PRINT[self.lang], address, target="_blank").classes("button")
        page_on_phone(self.workshop, self.lang)
