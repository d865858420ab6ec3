"""Controls of the facilitator: case, hands, levers, own numbers, files to take home."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from nicegui import ui

from sim.analysis.numbers import money, percent
from sim.app.cost_file import read_table
from sim.app.levers import FACILITATOR_CUT, FACILITATOR_FEE, MOST_SETUP, SHARINGS, SHOCK_MONTH
from sim.app.own_numbers import FIELDS, OwnNumbersError, read_numbers
from sim.app.pages.elements import Followed, Words, box, button, choice, field, link, on_checked, on_value
from sim.app.pages.lever_labels import position, setting, standing
from sim.app.pages.upload import upload
from sim.app.pages.view import HANDS, no_update
from sim.app.room import Room
from sim.app.steps import LENGTHS, Step
from sim.app.words import levers as lever_words
from sim.app.words import own_numbers as own_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.vocabulary.text import Lang, Text, join, number

if TYPE_CHECKING:
    from sim.app.phone_access import PhoneAccess
    from sim.app.workshop import Workshop

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
    """

    def __init__(
        self,
        workshop: Workshop,
        phones: PhoneAccess,
        lang: Lang,
        act: Callable[[Callable[[Any], object]], None],
        refuse: Callable[[Text], None],
    ) -> None:
        self.workshop = workshop
        self.phones = phones
        self.lang = lang
        self.act = act
        self.refuse = refuse

    def build(self) -> Callable[[], None]:
        """Put the controls of the present step; return what updates them."""
        put: Callable[[], Callable[[], None] | None] = getattr(self, f"_{self.workshop.room.step}", lambda: None)
        return put() or no_update

    def _do(self, what: Callable[..., object], *values: object) -> None:
        """Do one of the acts of a room with these values."""
        self.act(lambda room: what(room, *values))

    # welcome and room

    def _welcome(self) -> Callable[[], None]:
        Words("h2", words.CHOOSE_CASE[self.lang])
        cases: dict[str, Words] = {}
        with box("div", "cards"):
            for case in self.workshop.cases.values():
                cases[case.key] = button(
                    "", partial(self._do, Room.set_case, case.key, case.scenario.population.number)
                )
                with cases[case.key]:
                    Words("b", case.scenario.title[self.lang])
                    Words("span", case.scenario.teaches[self.lang])
        with box("details"):
            Words("summary", step_words.TITLES[Step.OWN][self.lang])
            self._own()
        Words("h2", words.LENGTH[self.lang])
        lengths: dict[int, Words] = {}
        with box("div", "row"):
            for minutes in LENGTHS:
                label = words.MINUTES.format(n=number(minutes))[self.lang]
                lengths[minutes] = button(label, partial(self._do, Room.set_length, minutes))
        upload("room-file", ".json", self._reopen, words.REOPEN[self.lang], self.refuse)

        def update() -> None:
            room = self.workshop.room
            for key, each in cases.items():
                each.props["aria-pressed"] = "true" if key == room.case else "false"
            for minutes, each in lengths.items():
                each.props["aria-pressed"] = "true" if minutes == room.length else "false"

        return update

    def _reopen(self, content: bytes, name: str) -> bool:
        """Continue the room of a file; return False if it is not a room."""
        from sim.app.room_file import LARGEST, NOT_A_ROOM, RoomFileError

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

    def _room(self) -> Callable[[], None]:
        interfaces = {"": words.THIS_COMPUTER[self.lang], **self.phones.interfaces()}

        async def chosen(address: str) -> None:
            reason = await self.phones.open(address if address in interfaces else "")
            if reason:
                self.refuse(words.CANNOT_OPEN.format(reason=reason))
            self.workshop.changed()

        listed = choice(words.NETWORK[self.lang], interfaces, self.phones.address, "network", chosen)

        def update() -> None:  # also where a network could not be opened, or another page has chosen
            listed.props["value"] = self.phones.address

        return update

    # hands

    def _predict(self) -> Callable[[], None]:
        Words("h2", words.HANDS[self.lang])
        inputs: dict[int, Followed] = {}
        with box("div", "row"):
            for month in HANDS:
                what = words.AT_MONTH.format(m=number(month)) if month else words.NEVER
                name = f"hands-{month}"
                label = words.HOW_MANY.format(what=what)[self.lang]
                given = str(self.workshop.room.guesses.get(month, 0))
                put = field(what[self.lang], "number", given, name, min="0", max="200", aria_label=label)

                def count(typed: str, month: int = month) -> None:
                    self._do(Room.count_guesses, month, int(typed) if typed.isdecimal() else 0)

                inputs[month] = Followed(put.style("width: 6em"), name, given, count)

        def update() -> None:
            for month, each in inputs.items():
                each.show(str(self.workshop.room.guesses.get(month, 0)))

        return update

    def _round(self) -> Callable[[], None]:
        Words("h2", words.HANDS[self.lang])
        options = {"": words.PLAYED_BY[self.lang], "pool": words.POOL[self.lang], "alone": words.ALONE[self.lang]}
        lists: list[ui.element] = []
        with box("div", "cards"):
            for row, name in enumerate(self.workshop.case.names):

                def raised(key: str, row: int = row) -> None:
                    self._do(Room.raise_hand, row, {"pool": True, "alone": False}.get(key))

                lists.append(choice(name, options, "", f"hand-{row}", raised))

        def update() -> None:
            for row, each in enumerate(lists):
                given = self.workshop.room.hand.get(row)
                each.props["value"] = "" if given is None else "pool" if given else "alone"

        return update

    # levers

    def _levers(self) -> Callable[[], None]:
        most = self.workshop.room.organizations
        updates = [
            self._slider("members", 2, most, 1),
            self._slider("setup", 0, MOST_SETUP, 0.1),
            self._slider("subsidy", 0, 1, 0.05),
            self._slider("trust", 0, 1, 0.05),
        ]
        with box("details"):
            Words("summary", lever_words.MORE[self.lang])
            updates.append(self._who())
            assumed = {"cut": percent(FACILITATOR_CUT), "fee": money(FACILITATOR_FEE)}
            for name in ("facilitation", "shock"):
                with box("p"):
                    checked = box("input", "", id=f"lever-{name}", type="checkbox")
                    checked.props["checked"] = bool(getattr(self.workshop.room.levers, name))
                    label = lever_words.NAMES[name].format(m=SHOCK_MONTH)
                    Words("label", label[self.lang], for_=f"lever-{name}")
                on_checked(checked, partial(self._do, Room.move, name))

                def show_checked(box_: ui.element = checked, name: str = name) -> None:
                    box_.props["checked"] = bool(getattr(self.workshop.room.levers, name))

                updates.append(show_checked)
            Words("p", lever_words.FACILITATION.format(**assumed)[self.lang]).classes("quiet")
        button(lever_words.RESET[self.lang], lambda: self.act(Room.reset_levers))

        def update() -> None:
            for each in updates:
                each()

        return update

    def _slider(self, name: str, low: float, high: float, step: float) -> Callable[[], None]:
        """Put a slider for a lever; return what updates it."""
        with box("p", "field"):
            label = Words("label", for_=f"lever-{name}")
            slider = box("input", "", id=f"lever-{name}", type="range", min=str(low), max=str(high), step=str(step))

        def moved(typed: str) -> None:
            try:
                value = float(typed)
            except ValueError:
                return
            self._do(Room.move, name, int(value) if name == "members" else value)

        def standing_now() -> str:
            return f"{position(self.workshop.case, self.workshop.room.levers, name):g}"

        followed = Followed(slider, f"lever-{name}", standing_now(), moved, "input", _THROTTLE)

        def update() -> None:
            case, levers = self.workshop.case, self.workshop.room.levers
            value = standing(case, levers, name)
            label.text = setting(name, value)[self.lang]
            followed.show(standing_now())
            slider.props["aria-valuetext"] = value[self.lang]

        return update

    def _who(self) -> Callable[[], None]:
        case = self.workshop.case
        usual = case.scenario.resources[case.resource].sharing
        options = {name: lever_words.SHARINGS[name][self.lang] for name in SHARINGS}
        if usual not in options:
            options = {"": lever_words.AS_IN_CASE[self.lang], **options}
        listed = choice(
            lever_words.NAMES["sharing"][self.lang], options, "", "lever-sharing",
            lambda name: self._do(Room.move, "sharing", name or None),
        )  # fmt: skip

        def update() -> None:
            given = self.workshop.room.levers.sharing or usual
            listed.props["value"] = given if given in options else ""

        return update

    # one's own numbers, and home

    def _own(self) -> None:
        if self.workshop.room.step != Step.OWN:
            Words("p", own_words.SIX[self.lang])
        typed: dict[str, str] = {name: f"{example:g}" for name, (_, _, example) in FIELDS.items()}
        table: dict[str, float] = {}

        def write(name: str, words_typed: str) -> None:
            typed[name] = words_typed[:40]

        with box("div", "two"):
            for name in FIELDS:
                put = field(own_words.FIELDS[name][self.lang], "text", typed[name], f"own-{name}", inputmode="decimal")
                on_value(put, partial(write, name))

        def take(content: bytes, name: str) -> bool:
            table.clear()  # so that a refused file does not leave the numbers of the one before
            try:
                table.update(read_table(content, name))
            except OwnNumbersError as error:
                self.refuse(join(error.problems, " "))
            else:
                self.refuse(Text("", ""))
            return bool(table)

        upload("own-table", ".csv,.xlsx", take, own_words.TABLE[self.lang], self.refuse)

        def use() -> None:
            try:
                self.workshop.use_own(read_numbers(typed, table or None))
            except OwnNumbersError as error:
                self.refuse(join(error.problems, " "))
            else:
                if self.workshop.room.step == Step.OWN:
                    self._do(Room.go, Step.CURVE)

        button(own_words.USE[self.lang], use, "main")
        Words("p", own_words.ASSUMED[self.lang]).classes("quiet")

    def _home(self) -> None:
        with box("p", "row"):
            base = f"/{self.lang}/animation/{self.workshop.room.secret}"
            link(words.PRINT[self.lang], f"{base}/fiche.pdf", target="_blank").classes("button")
            link(words.SAVE_ROOM[self.lang], f"{base}/salle.json", download="").classes("button")
            link(words.SCENARIO[self.lang], f"{base}/scenario.zip", download="").classes("button")
        if self.phones.addresses:
            address = f"{self.phones.addresses[0].removeprefix('http://')}/{self.workshop.room.code}"
            Words("p", words.TAKE_ON_PHONE.format(address=address)[self.lang])
        Words("p", words.SAME_WORLD[self.lang]).classes("quiet")
