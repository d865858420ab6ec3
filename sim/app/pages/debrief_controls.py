"""Debrief on the facilitator's page: opening a bet, noting what is said aloud, hiding what has no place on the wall."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sim.app import debrief_sentences as sentences
from sim.app.bets import MOVES, WAYS, Bet, Way
from sim.app.debrief import LONGEST, NOTED, Debrief
from sim.app.debrief_acts import move_lever, note, open_bet
from sim.app.pages.elements import Followed, Words, box, button, choice, emptied, field, follow, on_value
from sim.app.pages.step_fields import put_step_fields
from sim.app.words import debrief as words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, same


class DebriefControls:
    """The facilitator's part of the debrief.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    act : callable
        Changes the room, or shows why this is refused.
    """

    def __init__(self, workshop: Workshop, lang: Lang, act: Callable[[Callable[[Any], object]], bool]) -> None:
        self.workshop, self.lang, self.act = workshop, lang, act

    def _note(self, what: Callable[[Debrief], object]) -> bool:
        """Change the debrief, and return whether it was accepted."""
        return self.act(lambda room: note(room, what))

    # bets

    def bet(self) -> None:
        """Put what opens a bet; while one is open, its hands and the button that moves the lever."""
        room = self.workshop.room
        bet = room.debrief.open_bet(room.case)
        with box("div", "notes"):
            if bet is None:
                self._ask()
                return
            Words("p", sentences.question(bet, room.organizations)[self.lang])
            with box("div", "row"):
                for way in WAYS:
                    self._hands(way)
            button(words.MOVE_IT[self.lang], lambda: self._move(bet), "main")

    def _ask(self) -> None:
        """Put the choice of a lever, and the button that opens the bet."""
        room = self.workshop.room
        chosen: dict[str, str] = {"move": MOVES[0]}
        options: dict[str, str] = {move: sentences.move_words(move, room.organizations)[self.lang] for move in MOVES}
        choice(words.BET_ON[self.lang], options, lambda: chosen["move"], "bet", lambda move: chosen.update(move=move))

        button(words.OPEN_BET[self.lang], lambda: self.act(lambda room: open_bet(room, chosen["move"])))

    def _hands(self, way: Way) -> None:
        """Put a field for the hands of an answer."""
        name = f"bet-{way}"
        label = words.HANDS_FOR.format(what=words.WAYS[way])[self.lang]

        def given() -> str:
            room = self.workshop.room
            bet = room.debrief.open_bet(room.case)
            return str(bet.hands.get(way, 0)) if bet is not None else "0"

        def count(typed: str) -> None:
            hands = int(typed[:9]) if typed[:9].isdecimal() else 0
            self._note(lambda debrief: debrief.count_hands(self.workshop.room.case, way, hands))

        put = field(words.WAYS[way][self.lang], "number", given(), name, min="0", max="200", aria_label=label)
        follow(Followed(put.style("width: 5em"), name, given, count).show)

    def _move(self, bet: Bet) -> None:
        """Move the lever, and tell what came of it."""
        before, after = (sentences.moment(self.workshop.course(levers)) for levers in (bet.before, bet.after))
        self.act(lambda room: move_lever(room, before, after))

    # walls

    def conditions(self) -> None:
        """Put a field for what is said aloud, and what is on the wall."""
        typed = {"text": ""}
        put = field(
            words.YOUR_CONDITION[self.lang], "text", "", "condition", maxlength=str(LONGEST), autocomplete="off"
        )
        on_value(put, lambda text: typed.update(text=text[: 2 * LONGEST]))

        def add() -> None:
            if self._note(lambda debrief: debrief.add_condition(NOTED, typed["text"])):
                typed.update(text="")
                emptied(put, "condition")

        button(words.ADD[self.lang], add)
        self._moderated(
            lambda debrief: [(each.key, sentences.counted(each), each.hidden) for each in debrief.walls[0]],
        )

    def first_steps(self) -> None:
        """Put the fields of a first step that is said aloud, and what is on the wall."""
        typed = {"what": "", "who": "", "by": ""}
        with box("details"):
            Words("summary", f"{words.FIRST_STEPS[self.lang]} – {words.NOTED[self.lang].lower()}")
            put_step_fields(typed, self.lang)
            button(words.ADD[self.lang], lambda: self._note(lambda debrief: debrief.promise(NOTED, **typed)))
        self._moderated(
            lambda debrief: [
                (each.key, words.COUNTED.format(what=same(each.what), n=sentences.who_and_when(each)), each.hidden)
                for each in debrief.walls[1]
            ],
        )

    def _moderated(self, rows: Callable[[Debrief], list[tuple[str, Text, bool]]]) -> None:
        """Put what is on the wall, each with a button that hides it or shows it again."""
        heading = Words("h2", words.ON_THE_WALL[self.lang])
        with box("div", "people"):
            place = box("ul", "list")
        shown: list[list[tuple[str, Text, bool]]] = [[]]

        @follow
        def update() -> None:
            now = rows(self.workshop.room.debrief)
            heading.set_visibility(bool(now))
            if now == shown[0]:
                return
            shown[0] = now
            place.clear()
            with place:
                for key, what, hidden in now:
                    with box("li", "row"):
                        Words("s" if hidden else "span", what[self.lang])
                        label, which = (words.SHOW, words.SHOW_WHICH) if hidden else (words.HIDE, words.HIDE_WHICH)
                        each = button(label[self.lang], partial(self._hide, key, not hidden))
                        each.props["aria-label"] = which.format(what=what)[self.lang]

    def _hide(self, key: str, hidden: bool) -> None:
        """Hide something from the wall, or show it again."""
        self._note(lambda debrief: debrief.hide(key, hidden))
