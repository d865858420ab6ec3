"""What the screen shows while people choose: who has answered, and what is at stake; never what they answered."""

from typing import Final

from sim.app import sentences
from sim.app.pages.elements import Box, Words, box, follow, tiles
from sim.app.room import Room
from sim.app.steps import Step
from sim.app.words import room as words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, number

_FEW: Final = 3
"""Most organizations of a small room."""
_MARKS: Final = 10
"""Most months that are marked on a line of them."""
_MANY: Final = 60
"""People from whose number on their seats are small."""


def seats(workshop: Workshop) -> None:
    """Put a seat for each person; as many are taken as people have answered."""
    place = box("div", "seats", aria_hidden="true")
    put: list[Box] = []

    @follow
    def update() -> None:
        room = workshop.room
        if len(put) != len(room.people):
            place.clear()
            with place:
                put[:] = [box("i") for _ in room.people]
            place.classes(add="many" if len(put) >= _MANY else "", remove="" if len(put) >= _MANY else "many")
        for k, seat in enumerate(put):
            seat.classes(add="in" if k < room.answered else "", remove="" if k < room.answered else "in")


def awaited(workshop: Workshop, lang: Lang, look: str = "middle") -> None:
    """Put each organization, and whether its people have answered."""
    with box("ul", f"awaited {look}", aria_label=words.WHO_ANSWERED[lang]) as place:
        lines = []
        for name in workshop.case.names:
            with box("li") as line:
                Words("span", name)
                lines.append((line, Words("span")))

    @follow
    def update() -> None:
        room = workshop.room
        few = is_small(room)
        place.classes(add="few" if few else "", remove="" if few else "few")
        for row, (line, state) in enumerate(lines):
            said, (_, people) = state_of(room, row), answers_of(room, row)
            done = said == words.HAS_ANSWERED
            state.text = said[lang]
            line.set_visibility(people > 0 or room.step == Step.ROUND)
            line.classes(add="here" if people else "", remove="" if people else "here")
            line.classes(add="in" if done else "", remove="" if done else "in")


def is_small(room: Room) -> bool:
    """Return whether people decide for so few organizations that a screen has room for more than their names."""
    return len({person.row for person in room.people.values()}) <= _FEW


def months_to_choose_from(workshop: Workshop, lang: Lang) -> None:
    """Put a line of the months, and never beside it, on which the answer lies somewhere; only for a small room."""
    months = workshop.case.scenario.months
    step = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120, months) if months <= _MARKS * each)
    with box("div", "middle") as place:
        Words("p", words.SOMEWHERE[lang])
        with box("div", "when", aria_hidden="true"):
            for month in range(step, months + 1, step):
                with box("span"):
                    Words("i", number(month)[lang])
            Words("b", words.NEVER[lang])
    follow(lambda: place.set_visibility(is_small(workshop.room)))


def stakes(workshop: Workshop, lang: Lang, narrow: bool = False) -> None:
    """Put what all organizations pay alone and would pay together, as tiles or, where it is narrow, line by line."""
    case = workshop.case
    bills = case.bills
    start = case.scenario.resources[case.resource].founding_cost
    facts = [
        (sentences.amount(sum(bill.alone for bill in bills)), words.FACT_ALONE),
        (sentences.amount(start), words.FACT_START),
        (sentences.amount(sum(bill.first for bill in bills)), words.FACT_FIRST),
        (sentences.amount(sum(bill.later for bill in bills)), words.FACT_LATER),
    ]
    if not narrow:
        tiles(facts, lang)
        return
    with box("ul", "stakes"):
        for value, label in facts:
            with box("li"):
                Words("b", value[lang])
                Words("span", label[lang])


def answers_of(room: Room, row: int) -> tuple[int, int]:
    """Return how many people of an organization have answered the question of the step, and how many there are."""
    people = [person for person in room.people.values() if person.row == row]
    asked = "prediction" if room.step == Step.PREDICT else "choice"
    return sum(getattr(person, asked) is not None for person in people), len(people)


def state_of(room: Room, row: int) -> Text:
    """Say whether an organization has answered the question of the step."""
    answered, people = answers_of(room, row)
    if 0 < people == answered or (room.step == Step.ROUND and row in room.hand):
        return words.HAS_ANSWERED
    if people == 0:
        return words.BY_MODEL
    return words.AWAITED if people == 1 else words.SO_MANY.format(k=number(answered), n=number(people))
