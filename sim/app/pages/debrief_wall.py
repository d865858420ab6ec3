"""What the debrief puts on the screen: the bet on a lever, and the walls of conditions and first steps."""

import math
from collections.abc import Callable, Sequence
from typing import Final

from sim.app import debrief_sentences as sentences
from sim.app.bets import WAYS, Bet
from sim.app.pages.elements import Words, box, follow
from sim.app.words import debrief as words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, number, same

_LINE: Final = 30
"""Letters of a line on a wall, in large letters."""
_ROOM: Final = 39.0
"""Lines for which a wall has room over the whole width of a screen, in its three columns together."""

_NAMED: Final = 3
"""Most people who are named with one first step."""

Card = tuple[Text, Text]
"""What is said, and by how many or by whom."""


def put_open_bet(workshop: Workshop, bet: Bet, lang: Lang) -> None:
    """Put the question of a bet with its three answers, and how many have bet."""
    Words("p", sentences.question(bet, workshop.room.organizations)[lang]).classes("big")
    with box("ul", "chips big"):
        for way in WAYS:
            Words("li", words.WAYS[way][lang])
    count = Words("p", role="status").classes("big")

    @follow
    def update() -> None:
        now = workshop.room.debrief.open_bet(workshop.room.case)
        if now is not None:
            count.text = words.BETS.format(k=number(sum(now.counts.values())))[lang]


def put_settled_bet(workshop: Workshop, lang: Lang, large: bool) -> None:
    """Put what came of the last bet while its lever stands, and how many were right."""
    came = Words("p", role="status").classes("big" if large else "lead")
    told = Words("p")

    @follow
    def update() -> None:
        bet = settled_bet(workshop)
        if bet is not None:
            came.text = sentences.came(bet, workshop.room.organizations)[lang]
            tally = f"{sentences.tally(bet)[lang]}. " if any(bet.counts.values()) else ""
            told.text = f"{tally}{sentences.right(bet)[lang]}"
        for element in (came, told):
            element.set_visibility(bet is not None)


def settled_bet(workshop: Workshop) -> Bet | None:
    """Return the last bet if its lever has moved and stands there still."""
    room = workshop.room
    bet = room.debrief.last_bet(room.case)
    return bet if bet is not None and bet.moments is not None and bet.after == room.levers else None


def condition_cards(workshop: Workshop) -> list[Card]:
    """Return the conditions that are shown, and how many people said each."""
    shown = workshop.room.debrief.shown_conditions()
    return [(each.words, words.TIMES.format(n=number(each.count)) if each.count > 1 else same("")) for each in shown]


def step_cards(workshop: Workshop) -> list[Card]:
    """Return the first steps that are shown, with who and by when."""
    return [(same(each.what), sentences.who_and_when(each, _NAMED)) for each in workshop.room.debrief.shown_steps()]


def put_wall(cards: Callable[[], list[Card]], lang: Lang, room: float = _ROOM, letters: int = _LINE) -> None:
    """Put cards on a wall that has room for some lines of so many letters, and say how many more there are."""
    place = box("ul", "wall", aria_live="polite")
    more = Words("p").classes("quiet")
    shown: list[list[Card]] = [[]]

    @follow
    def update() -> None:
        now = cards()
        if now == shown[0]:
            return
        shown[0] = now
        fitting = _fitting(now, lang, room, letters)
        place.clear()
        with place:
            for said, by in now[:fitting]:
                with box("li"):
                    Words("b", said[lang])
                    if by[lang]:
                        Words("span", by[lang])
        more.text = words.AND_MORE.format(n=number(len(now) - fitting))[lang] if fitting < len(now) else ""
        more.set_visibility(fitting < len(now))

    more.set_visibility(False)


def _fitting(cards: Sequence[Card], lang: Lang, room: float, letters: int) -> int:
    """Return how many of the first cards fit into so many lines of so many letters."""
    for place, (said, by) in enumerate(cards):
        room -= math.ceil(len(said[lang]) / letters) + math.ceil(len(by[lang]) / letters) + 0.5
        if room < 0.0:
            return place
    return len(cards)
