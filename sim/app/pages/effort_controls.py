"""Controls of the steps about effort: efforts of organizations and votes by show of hands."""

from collections.abc import Callable
from typing import Any

from sim.app.efforts import EFFORTS, count_votes, raise_effort
from sim.app.pages.elements import Followed, Words, box, choice, field, follow
from sim.app.people import MOST_PEOPLE
from sim.app.words import efforts as words
from sim.app.words import room as room_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang

Do = Callable[..., None]
"""Does one of the acts of a room with some values, or shows why it is refused."""


def effort_hands(workshop: Workshop, lang: Lang, do: Do) -> None:
    """Put the effort of each organization by show of hands."""
    Words("h2", room_words.HANDS[lang])
    options = {"": words.PHONES_OR_MEAN[lang]} | {str(effort): words.CHOICES[effort][lang] for effort in EFFORTS}
    with box("div", "cards"):
        for row, name in enumerate(workshop.case.names):

            def raised(key: str, row: int = row) -> None:
                do(raise_effort, row, key or None)

            def given(row: int = row) -> str:
                return str(workshop.room.efforts.hands.get(row, ""))

            choice(name, options, given, f"effort-{row}", raised)


def vote_hands(workshop: Workshop, lang: Lang, do: Do) -> None:
    """Put the votes by show of hands, while the vote is open."""
    if workshop.room.phase != "open":
        return
    Words("h2", room_words.HANDS[lang])
    with box("div", "row"):
        for checks, label in ((True, words.HANDS_FOR), (False, words.HANDS_AGAINST)):
            name = "votes-for" if checks else "votes-against"

            def given(checks: bool = checks) -> str:
                efforts = workshop.room.efforts
                return str(efforts.hands_for if checks else efforts.hands_against)

            def count(typed: str, checks: bool = checks) -> None:
                do(count_votes, checks, int(typed[:9]) if typed[:9].isdecimal() else 0)

            put: Any = field(label[lang], "number", given(), name, min="0", max=str(MOST_PEOPLE))
            follow(Followed(put.style("width: 6em"), name, given, count).show)
