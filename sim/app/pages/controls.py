"""Controls of the facilitator: case, hands, levers, files to take home."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from sim.analysis.numbers import money, percent
from sim.app.desk import Desk
from sim.app.levers import (
    FACILITATOR_CUT,
    FACILITATOR_FEE,
    MOST_SETUP,
    SHARINGS,
    SHOCK_MONTH,
    position,
    setting,
    standing,
)
from sim.app.pages.debrief_controls import DebriefControls
from sim.app.pages.desk import into_rehearsal
from sim.app.pages.effort_controls import effort_hands, vote_hands
from sim.app.pages.elements import Followed, Words, box, button, checkbox, choice, field, follow, link
from sim.app.pages.film import FilmControls
from sim.app.pages.guesses import Guesses
from sim.app.pages.opening import HANDS
from sim.app.pages.own_numbers import OwnNumbersForm
from sim.app.pages.people import PeopleView
from sim.app.pages.take_home import page_on_desk
from sim.app.pages.upload import too_large, upload
from sim.app.phone_access import PhoneAccess
from sim.app.room import Room
from sim.app.room_file import LARGEST, NOT_A_ROOM, RoomFileError
from sim.app.steps import LENGTHS, Step
from sim.app.words import desk as desk_words
from sim.app.words import levers as lever_words
from sim.app.words import report as report_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, join, number

_THROTTLE: Final = 0.04


class Controls:
    """The facilitator's controls of the present step: a method for each step that has some, under its name.

    Parameters
    ----------
    workshop : Workshop
    phones : PhoneAccess
        Addresses for phones.
    lang : "en" or "fr"
    act : callable
        Changes the room, or shows why this is refused.
    refuse : callable
        Shows why something is refused.
    guesses : Guesses
        Wrong codes, which the facilitator is told of.
    desk : Desk
        What the facilitator's page keeps.
    """

    def __init__(
        self,
        workshop: Workshop,
        phones: PhoneAccess,
        lang: Lang,
        act: Callable[[Callable[[Any], object]], bool],
        refuse: Callable[[Text], None],
        guesses: Guesses,
        desk: Desk,
    ) -> None:
        self.workshop = workshop
        self.phones = phones
        self.lang = lang
        self.act = act
        self.refuse = refuse
        self.guesses = guesses
        self.desk = desk

    def build(self) -> None:
        """Put the controls of the present step."""
        getattr(self, f"_{self.workshop.room.step}", lambda: None)()

    @property
    def _debrief(self) -> DebriefControls:
        """The facilitator's part of the debrief."""
        return DebriefControls(self.workshop, self.lang, self.act)

    def _do(self, what: Callable[..., object], *values: object) -> None:
        """Do one of the acts of a room with these values."""
        self.act(lambda room: what(room, *values))

    # welcome and room

    def _welcome(self) -> None:
        room = self.workshop.room
        Words("h2", words.CHOOSE_CASE[self.lang])
        with box("div", "cards"):
            for key, case in self.workshop.cases.items():
                choose = partial(self._do, Room.set_case, key, case.scenario.population.number, case.own)
                with button("", choose, pressed=partial(lambda key: room.case == key, key)):
                    Words("b", case.neutral_title[self.lang])
        with box("details"):
            Words("summary", words.FOR_YOU_ALONE[self.lang])
            with box("ul"):
                for case in self.workshop.cases.values():
                    what = Text.format(words.CASE_IS, name=case.neutral_title, title=case.scenario.title)
                    Words("li", join([what, case.scenario.teaches], " ")[self.lang])
        with box("details", "own") as own:
            if self.desk.entry.touched and self.workshop.case.own is None:
                own.props["open"] = True
            Words("summary", step_words.TITLES[Step.OWN][self.lang])
            self._own()
        Words("h2", words.LENGTH[self.lang])
        with box("div", "row"):
            for minutes in LENGTHS:
                label = words.MINUTES.format(n=number(minutes))[self.lang]
                chosen = partial(lambda minutes: room.length == minutes, minutes)
                button(label, partial(self._do, Room.set_length, minutes), pressed=chosen)
        into_rehearsal(self.workshop, self.lang)
        upload("room-file", ".json", self._reopen, words.REOPEN[self.lang])

    async def _reopen(self, content: bytes | None, name: str) -> bool:
        """Continue the room of a file; return False if it is not a room, or too large."""
        if content is None:
            self.refuse(too_large())
            return False
        try:
            if len(content) > LARGEST:
                raise RoomFileError(name)
            self.workshop.reopen(content.decode("utf-8"))
        except RoomFileError as error:
            self.refuse(error.words)
            return False
        except UnicodeDecodeError:
            self.refuse(NOT_A_ROOM)
            return False
        return True

    def _room(self) -> None:
        interfaces = {"": words.THIS_COMPUTER[self.lang], **self.phones.interfaces()}

        async def chosen(address: str) -> None:
            reason = await self.phones.open(address if address in interfaces else "")
            self.refuse(words.CANNOT_OPEN.format(reason=reason) if reason else Text("", ""))
            self.workshop.changed()

        # the address may follow another page, or stay where a network could not be opened
        choice(words.NETWORK[self.lang], interfaces, lambda: self.phones.address, "network", chosen)
        with box("p", "row"):
            address = f"/{self.lang}/animation/{self.workshop.room.secret}/roles.pdf"
            link(desk_words.ROLES[self.lang], address, target="_blank").classes("button")
            Words("span", desk_words.ROLES_WHY[self.lang]).classes("quiet")
        self.people()

    def people(self) -> None:
        """Put the people of the room, with what the facilitator can do about them."""
        PeopleView(self.workshop, self.lang, self.act, self.guesses).build()

    # hands

    def _predict(self) -> None:
        Words("h2", words.HANDS[self.lang])
        with box("div", "row"):
            for month in HANDS:
                what = words.AT_MONTH.format(m=number(month)) if month else words.NEVER
                name = f"hands-{month}"
                label = words.HOW_MANY.format(what=what)[self.lang]

                def given(month: int = month) -> str:
                    return str(self.workshop.room.guesses.get(month, 0))

                def count(typed: str, month: int = month) -> None:
                    self._do(Room.count_guesses, month, int(typed[:9]) if typed[:9].isdecimal() else 0)

                put = field(what[self.lang], "number", given(), name, min="0", max="200", aria_label=label)
                follow(Followed(put.style("width: 6em"), name, given, count).show)
        self.people()

    def _round(self) -> None:
        Words("h2", words.HANDS[self.lang])
        options = {"": words.PLAYED_BY[self.lang], "pool": words.POOL[self.lang], "alone": words.ALONE[self.lang]}
        with box("div", "cards"):
            for row, name in enumerate(self.workshop.case.names):

                def raised(key: str, row: int = row) -> None:
                    self._do(Room.raise_hand, row, {"pool": True, "alone": False}.get(key))

                def given(row: int = row) -> str:
                    hand = self.workshop.room.hand
                    return "" if row not in hand else "pool" if hand[row] else "alone"

                choice(name, options, given, f"hand-{row}", raised)
        self.people()

    def _reveal(self) -> None:
        self.people()

    def _effort(self) -> None:
        effort_hands(self.workshop, self.lang, self._do)
        self.people()

    def _sanctions(self) -> None:
        vote_hands(self.workshop, self.lang, self._do)

    def _curve(self) -> None:
        FilmControls(self.workshop, self.lang).build()

    # levers

    def _levers(self) -> None:
        self._debrief.bet()
        self._slider("members", 2, self.workshop.room.organizations, 1)
        self._slider("setup", 0, MOST_SETUP, 0.1)
        self._slider("subsidy", 0, 1, 0.05)
        self._slider("trust", 0, 1, 0.05)
        with box("details"):
            Words("summary", lever_words.MORE[self.lang])
            self._who()
            assumed = {"cut": percent(FACILITATOR_CUT), "fee": money(FACILITATOR_FEE)}
            for name in ("facilitation", "shock"):

                def given(name: str = name) -> bool:
                    return bool(getattr(self.workshop.room.levers, name))

                with box("p"):
                    checkbox(f"lever-{name}", given, partial(self._do, Room.move, name))
                    label = lever_words.NAMES[name].format(m=SHOCK_MONTH)
                    Words("label", label[self.lang], for_=f"lever-{name}")
            Words("p", lever_words.FACILITATION.format(**assumed)[self.lang]).classes("quiet")
        button(lever_words.RESET[self.lang], lambda: self.act(Room.reset_levers))

    def _slider(self, name: str, low: float, high: float, step: float) -> None:
        """Put a slider for a lever."""
        with box("p", "field"):
            label = Words("label", for_=f"lever-{name}")
            slider = box("input", "", id=f"lever-{name}", type="range", min=str(low), max=str(high), step=str(step))

        def moved(typed: str) -> None:
            try:
                value = int(float(typed)) if name == "members" else float(typed)
            except (OverflowError, ValueError):
                return
            self._do(Room.move, name, value)

        def given() -> str:
            return f"{position(self.workshop.case.scenario, self.workshop.room.levers, name):g}"

        follow(Followed(slider, f"lever-{name}", given, moved, "input", _THROTTLE).show)

        @follow
        def update() -> None:
            value = standing(self.workshop.case.scenario, self.workshop.room.levers, name)
            label.text = setting(name, value)[self.lang]
            slider.props["aria-valuetext"] = value[self.lang]

    def _who(self) -> None:
        case = self.workshop.case
        usual = case.scenario.resources[case.resource].sharing
        options = {name: lever_words.SHARINGS[name][self.lang] for name in SHARINGS}
        if usual not in options:
            options = {"": lever_words.AS_IN_CASE[self.lang], **options}

        def given() -> str:
            sharing = self.workshop.room.levers.sharing or usual
            return sharing if sharing in options else ""

        label = lever_words.NAMES["sharing"][self.lang]
        choice(label, options, given, "lever-sharing", lambda name: self._do(Room.move, "sharing", name or None))

    # own numbers, and home

    def _own(self) -> None:
        OwnNumbersForm(self.workshop, self.lang, self.desk.entry, self.act).build()

    def _conditions(self) -> None:
        self._debrief.conditions()

    def _home(self) -> None:
        self._debrief.first_steps()
        with box("p", "row"):
            base = f"/{self.lang}/animation/{self.workshop.room.secret}"
            link(words.PRINT[self.lang], f"{base}/fiche.pdf", target="_blank").classes("button")
            if self.workshop.rehearsal is None:  # a rehearsal is never saved
                link(report_words.PDF[self.lang], f"{base}/rapport.pdf", download="").classes("button")
                link(report_words.PPTX[self.lang], f"{base}/rapport.pptx", download="").classes("button")
                link(words.SAVE_ROOM[self.lang], f"{base}/salle.json", download="").classes("button")
            link(words.SCENARIO[self.lang], f"{base}/scenario.zip", download="").classes("button")
        page_on_desk(self.workshop, self.lang)
        if self.phones.addresses:
            address = f"{self.phones.addresses[0].removeprefix('http://')}/{self.workshop.room.code}"
            Words("p", words.TAKE_ON_PHONE.format(address=address)[self.lang])
        Words("p", words.SAME_WORLD[self.lang]).classes("quiet")
