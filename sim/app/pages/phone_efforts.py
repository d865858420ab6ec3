"""Phone's questions about effort: how much one's organization gives, and whether the group should check."""

from collections.abc import Callable
from functools import partial

from sim.app import effort_sentences as sentences
from sim.app.efforts import EFFORTS, Effort, choose_effort, vote
from sim.app.pages.elements import Words, box, button, follow, tiles
from sim.app.room import Room
from sim.app.sentences import amount
from sim.app.words import efforts as words
from sim.app.words import room as room_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang

Act = Callable[[Callable[[Room], object]], object]
"""Does something to the room, or shows why it is refused."""


def effort_question(workshop: Workshop, lang: Lang, identity: str, row: int, act: Act) -> None:
    """Ask how much an organization gives: what each effort costs it, and what it takes off all bills."""
    idle = workshop.without_effort()
    if not idle.services[row]:
        Words("p", room_words.WAIT[lang]).classes("lead")
        return
    Words("p", words.HOW_MUCH[lang])

    def chosen(effort: Effort) -> bool:
        return workshop.room.efforts.phones.get(identity) == effort

    for effort in EFFORTS:
        choose = partial(act, partial(choose_effort, identity=identity, effort=effort))
        each = button(words.CHOICES[effort][lang], choose, "choice", partial(chosen, effort))
        each.props["aria-describedby"] = f"effort-{effort}"
        Words("p", sentences.choice(idle, row, effort)[lang], id=f"effort-{effort}").classes("under")
    answer = Words("p", "", role="status")

    @follow
    def update() -> None:
        answer.text = words.SAVED[lang] if identity in workshop.room.efforts.phones else ""


def check_question(workshop: Workshop, lang: Lang, identity: str, row: int, act: Act) -> None:
    """Ask whether the group should check; once the vote is closed, show what comes of both for the organization."""
    room = workshop.room
    first = workshop.begun()
    if room.phase == "revealed":
        if first.services[row]:
            tiles(sentences.own_gains(*workshop.checked(), row), lang)
        Words("p", room_words.WAIT[lang])
        return
    if first.services[row]:
        Words("p", words.OWN_LOST.format(x=amount(float(first.shares[row]) * first.lost))[lang])
    Words("p", words.VOTE[lang])

    def chosen(checks: bool) -> bool:
        return workshop.room.efforts.votes.get(identity) is checks

    with box("div", "choices"):
        for checks, label in ((True, words.FOR), (False, words.AGAINST)):
            choose = partial(act, partial(vote, identity=identity, checks=checks))
            button(label[lang], choose, "choice", partial(chosen, checks))
    answer = Words("p", "", role="status")

    @follow
    def update() -> None:
        answer.text = words.SAVED_VOTE[lang] if identity in workshop.room.efforts.votes else ""
