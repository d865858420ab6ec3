"""Debrief on a phone: a bet on a lever, conditions under which one would say no, a first step."""

from collections.abc import Callable
from functools import partial
from typing import Final

from sim.app import debrief_sentences as sentences
from sim.app.bets import WAYS, Way
from sim.app.debrief import LONGEST, MOST_CONDITIONS, Debrief
from sim.app.debrief_acts import say
from sim.app.gist import key_of
from sim.app.pages.elements import Words, box, button, emptied, field, follow, on_value
from sim.app.pages.step_fields import put_step_fields
from sim.app.room import Room
from sim.app.steps import Step
from sim.app.words import debrief as words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, same

_OFFERED: Final = 8
"""Most conditions that a phone offers to agree with."""


class DebriefPhone:
    """The debrief of one person.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    identity : str
        Identity of the person's browser.
    act : callable
        Changes the room, or shows why this is refused; returns whether it was changed.
    """

    def __init__(
        self, workshop: Workshop, lang: Lang, identity: str, act: Callable[[Callable[[Room], object]], bool]
    ) -> None:
        self.workshop, self.lang, self.identity, self._act = workshop, lang, identity, act

    @property
    def _debrief(self) -> Debrief:
        """The room's debrief; an undone act or a reopened file replaces it."""
        return self.workshop.room.debrief

    def _say(self, step: Step, what: Callable[[Debrief], object]) -> bool:
        """Say something in the debrief, and return whether it was accepted."""
        return self._act(lambda room: say(room, self.identity, step, what))

    # bets

    def bet(self) -> None:
        """Put the bet that is open with its three answers, or what came of the last one."""
        room = self.workshop.room
        bet = self._debrief.last_bet(room.case)
        if bet is None:
            return
        if bet.moments is not None:
            mine = bet.said.get(self.identity)
            said = words.YOU_DID_NOT if mine is None else words.YOU_BET.format(what=sentences.bet_words(mine))
            Words("p", sentences.came(bet, room.organizations)[self.lang], role="status").classes("lead")
            Words("p", f"{said[self.lang]} {sentences.right(bet)[self.lang]}")
            return
        Words("p", sentences.question(bet, room.organizations)[self.lang]).classes("lead")
        for way in WAYS:
            act = partial(self._say, Step.LEVERS, partial(self._bet_on, way))
            button(words.WAYS[way][self.lang], act, "choice", partial(lambda way: self._mine() == way, way))
        answer = Words("p", "", role="status")

        @follow
        def update() -> None:
            way = self._mine()
            answer.text = "" if way is None else words.BET_SAVED.format(what=sentences.bet_words(way))[self.lang]

    def _bet_on(self, way: Way, debrief: Debrief) -> None:
        debrief.bet(self.workshop.room.case, self.identity, way)

    def _mine(self) -> Way | None:
        """Return what this person bets."""
        bet = self._debrief.open_bet(self.workshop.room.case)
        return None if bet is None else bet.said.get(self.identity)

    # conditions

    def conditions(self) -> None:
        """Put a field for a condition, what this person said, and what they can agree with by one touch."""
        typed = {"text": ""}
        label = words.YOUR_CONDITION[self.lang]
        put = field(label, "text", "", "condition", maxlength=str(LONGEST), autocomplete="off")
        on_value(put, lambda text: typed.update(text=text[: 2 * LONGEST]))

        def add() -> None:
            if self._add(typed["text"]):
                typed.update(text="")
                emptied(put, "condition")

        button(words.ADD[self.lang], add, "main choice")
        self._list(words.MINE, self._own_conditions)
        self._list(words.OR_ONE_OF, self._offered)

    def _add(self, text: str) -> bool:
        """Add a condition."""
        return self._say(Step.CONDITIONS, lambda debrief: debrief.add_condition(self.identity, text))

    def _own_conditions(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Return what this person said, with how to take it back."""
        take_back = words.TAKE_BACK[self.lang]
        return [
            (text, take_back, partial(self._say, Step.CONDITIONS, partial(self._withdraw, text)))
            for text in self._debrief.conditions.get(self.identity, ())
        ]

    def _withdraw(self, text: str, debrief: Debrief) -> None:
        debrief.withdraw(self.identity, text)

    def _offered(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Return what others said, and suggestions, with how to agree; nothing once this person has said enough."""
        mine = self._debrief.conditions.get(self.identity, ())
        if len(mine) >= MOST_CONDITIONS:
            return []
        walls = self._debrief.walls[0]
        known = {each.key for each in walls} | {key_of(text) for text in mine}
        offered = [each.words for each in walls if not each.hidden and each.key not in map(key_of, mine)]
        offered += [each for each in words.SUGGESTIONS if key_of(each.en) not in known]
        return [("", text[self.lang], partial(self._add, text[self.lang])) for text in offered[:_OFFERED]]

    def _list(self, title: Text, rows: Callable[[], list[tuple[str, str, Callable[[], object]]]]) -> None:
        """Put a list of texts, each with a button, which follows the room."""
        heading = Words("h2", title[self.lang])
        place = box("ul", "list")
        shown: list[list[tuple[str, str]]] = [[]]

        @follow
        def update() -> None:
            now = rows()
            heading.set_visibility(bool(now))
            if [(text, label) for text, label, _ in now] == shown[0]:
                return
            shown[0] = [(text, label) for text, label, _ in now]
            place.clear()
            with place:
                for text, label, act in now:
                    with box("li", "row"):
                        if text:
                            Words("span", text)
                        each = button(label, act)
                        if text:
                            each.props["aria-label"] = f"{label} – {text}"

    # first steps

    def first_step(self) -> None:
        """Put the three fields of a first step, and say that it is kept with its name."""
        room = self.workshop.room
        mine = next(iter(self._debrief.steps.get(self.identity, ())), None)
        name = room.people[self.identity].name
        typed = {
            "what": mine.what if mine else "",
            "who": mine.who if mine else name,
            "by": mine.by.isoformat() if mine else "",
        }
        Words("h2", words.FIRST_STEP[self.lang])
        with box("div", "steps"):
            put_step_fields(typed, self.lang)
        Words("p", words.KEPT_WITH_NAME[self.lang]).classes("quiet")

        def commit() -> None:
            self._say(Step.HOME, lambda debrief: debrief.promise(self.identity, **typed))

        button(words.COMMIT[self.lang], commit, "main choice")
        answer = Words("p", "", role="status")

        @follow
        def update() -> None:
            kept = next(iter(self._debrief.steps.get(self.identity, ())), None)
            if kept is not None:
                told = {"what": same(kept.what), "who": same(kept.who), "day": sentences.day(kept.by)}
                answer.text = words.COMMITTED.format(**told)[self.lang]
