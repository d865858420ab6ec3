"""Desk of the facilitator: the clock, the script of the step, the answers before they are revealed, the rehearsal."""

from collections.abc import Callable, Sequence
from typing import Final

from nicegui import ui

from sim.app import sentences
from sim.app.asked import tally
from sim.app.charts.axes import Table
from sim.app.clock import Pace
from sim.app.desk import Desk
from sim.app.efforts import EFFORTS
from sim.app.levers import settings
from sim.app.pages.elements import Words, box, button, follow, table_html
from sim.app.people import Person
from sim.app.rehearsal import PEOPLE
from sim.app.room import Room
from sim.app.steps import Step
from sim.app.words import debrief as debrief_words
from sim.app.words import desk as words
from sim.app.words import efforts as effort_words
from sim.app.words import room as room_words
from sim.app.words import script as script_words
from sim.app.words import steps as step_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, join, number

_NAMED: Final = 12
"""Most people that are named as not having answered."""
_TICK: Final = 1.0
_ACT: Final = 0.5
"""Time between two acts of pretend people [s]."""


def clock(workshop: Workshop, desk: Desk, lang: Lang) -> None:
    """Put how long the step has taken, how long it should, and what comes next."""
    shown = Words("p", "", role="timer").classes("clock")

    def tick() -> None:
        room = workshop.room
        if room.step in room.plan:
            pace = desk.clock.pace(room.plan, room.step, room.length, len(room.rounds))
            shown.text = told(pace)[lang]
            shown.classes(add="late" if pace.late else "", remove="late")

    tick()
    ui.timer(_TICK, tick)


def told(pace: Pace) -> Text:
    """Write how a workshop stands against its plan.

    Examples
    --------
    >>> told(Pace(80.0, 5, Step.HOME, 7, 7)).en
    '1:20 of 5 minutes · Next: Take home (7 min) · 7 min planned after this step'
    """
    whole = int(pace.spent)
    parts = [words.SPENT.format(spent=f"{whole // 60}:{whole % 60:02d}", planned=pace.planned)]
    if pace.next is None:
        return join([*parts, words.LAST], " · ")
    what = words.NEXT.format(what=step_words.SHORT[pace.next], n=pace.next_minutes)
    return join([*parts, what, words.LEFT.format(n=pace.left)], " · ")


def script(step: Step, lang: Lang) -> None:
    """Put what to say, to ask, to wait for and to beware of."""
    found = script_words.SCRIPT[step]
    quoted = script_words.QUOTED
    with box("dl", "script"):
        for name, text in (
            (script_words.SAY, quoted.format(what=found.say)),
            (script_words.ASK, quoted.format(what=found.ask)),
            (script_words.WAIT, found.wait),
            (script_words.BEWARE, found.beware),
        ):
            with box("div"):
                Words("dt", name[lang])
                Words("dd", text[lang])


def answers(workshop: Workshop, desk: Desk, lang: Lang) -> None:
    """Put who has not answered the question of the step, and the answers so far: for the facilitator alone."""
    silent = Words("p", "", role="status")
    with box("details") as details:
        Words("summary", words.ANSWERS[lang])
        table = ui.html("", sanitize=False).classes("scroll")

    @follow
    def update() -> None:
        room = workshop.room
        people = desk.asked.silent(room)
        asked = people is not None and bool(room.people)
        silent.text = _silent(room, people or [], workshop.case.names)[lang] if asked else ""
        silent.set_visibility(asked)
        given = _given(room)
        details.set_visibility(bool(given))
        table.content = table_html(_table(given, lang)) if given else ""


def moved_levers(workshop: Workshop, lang: Lang, act: Callable[[Callable[[Room], object]], object]) -> None:
    """Say which levers are still moved at a step that is not theirs, with what puts them back; nothing if none is."""
    if workshop.room.step == Step.LEVERS:
        return
    with box("div", "rehearsal row", role="status") as place:
        said = Words("span")
        button(words.PUT_BACK[lang], lambda: act(Room.reset_levers))

    @follow
    def update() -> None:
        moved = [label for label, is_moved in settings(workshop.case.scenario, workshop.room.levers) if is_moved]
        said.text = words.LEVERS_MOVED.format(levers=join(moved, " · "))[lang] if moved else ""
        place.set_visibility(bool(moved))


Rows = Sequence[tuple[Text, tuple[int, ...]]]
"""Answers, each with how many people gave it; in a round, also how many organizations follow it."""


def _silent(room: Room, people: list[Person], organizations: list[str]) -> Text:
    """Name the people who have not answered, by their organization where they have no name."""
    if not people:
        return words.ALL_ANSWERED
    named = []
    for person in people:
        organization = organizations[person.row]
        known = words.PERSON.format(name=person.name, organization=organization)
        named.append(known.en if person.name else organization)
    said = words.SILENT_NOW if room.step == Step.ROUND and room.rounds else words.SILENT
    return said.format(k=number(len(people)), names=sentences.listed(named, _NAMED))


def _given(room: Room) -> Rows:
    """Return the answers so far to a question whose answers the room does not see yet; none without answers."""
    found: Rows = []
    if room.step == Step.PREDICT:
        predictions = sorted(room.predictions.items(), key=lambda each: (each[0] == 0, each[0]))
        found = [(sentences.month_or_never(month), (k,)) for month, k in predictions]
    elif room.step == Step.ROUND:
        chosen = tally(room)
        pooling, alone, model = chosen.organizations
        found = [(room_words.POOL, (chosen.pooling, pooling)), (room_words.ALONE, (chosen.alone, alone))]
        found = [*found, (words.BY_MODEL, (0, model))] if pooling or alone else []
    elif room.step == Step.EFFORT:
        said = [room.efforts.phones[each] for each in room.people if each in room.efforts.phones]
        found = [(effort_words.CHOICES[effort], (said.count(effort),)) for effort in EFFORTS]
    elif room.step == Step.SANCTIONS and room.phase == "open":
        votes = room.efforts.tally(room.people)
        found = [(effort_words.FOR, votes[:1]), (effort_words.AGAINST, votes[1:])]
    elif room.step == Step.LEVERS and (bet := room.debrief.open_bet(room.case)) is not None:
        found = [(debrief_words.WAYS[way], (k,)) for way, k in bet.counts.items()]
    return found if any(any(counts) for _, counts in found) else []


def _table(rows: Rows, lang: Lang) -> Table:
    """Return the answers as a table."""
    heads = [words.ANSWER, words.PEOPLE, words.ORGANIZATIONS][: 1 + len(rows[0][1])]
    cells = tuple((what[lang], *(number(k)[lang] for k in counts)) for what, counts in rows)
    return Table(words.SO_FAR[lang], tuple(head[lang] for head in heads), cells)


def into_rehearsal(workshop: Workshop, lang: Lang) -> None:
    """Put the way into a rehearsal, unless this is one."""
    if workshop.rehearsal is None:
        with box("p", "row"):
            button(words.REHEARSE.format(n=PEOPLE)[lang], workshop.rehearse)
            Words("span", words.REHEARSE_WHY[lang]).classes("quiet")


def rehearsal(workshop: Workshop, lang: Lang) -> None:
    """Say that this is a rehearsal, if it is one, with the way out and the acts of its pretend people."""
    if workshop.rehearsal is None:
        return

    def act() -> None:
        if workshop.rehearsal is None:
            return
        case = workshop.case
        what = workshop.rehearsal.next_act(case.bills, case.scenario.months)
        if what is not None:
            workshop.act(what)

    with box("div", "rehearsal row", role="note"):
        Words("strong", words.REHEARSING[lang])
        button(words.END[lang], workshop.end_rehearsal)
    ui.timer(_ACT, act)
