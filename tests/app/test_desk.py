"""The facilitator is never alone: clock, script, who has not answered, answers so far, and rehearsal."""

import pytest

from sim.app.asked import Asked, tally
from sim.app.clock import MINUTES, Clock, coming, minutes
from sim.app.debrief_acts import note, say
from sim.app.desk import Desk
from sim.app.efforts import choose_effort, vote
from sim.app.pages.desk import told
from sim.app.rehearsal import PEOPLE
from sim.app.room import Room
from sim.app.room_file import read_room
from sim.app.steps import LENGTHS, PLANS, ROUNDS, Step
from sim.app.words.script import SCRIPT
from sim.vocabulary.text import LANGUAGES

LIMITS = {"say": 260, "ask": 120, "wait": 150, "beware": 150}


@pytest.mark.parametrize("length", LENGTHS)
def test_minutes_of_a_plan_add_up_and_only_its_steps_have_some(length):
    spent = {step: MINUTES[step][LENGTHS.index(length)] for step in Step}
    assert sum(spent.values()) == length
    assert {step for step, planned in spent.items() if planned} == set(PLANS[length])


@pytest.mark.parametrize("length", LENGTHS)
def test_what_comes_next_is_what_the_room_does_next(length):
    room = Room(organizations=12, case="x", length=length)
    room.step = room.plan[0]
    places = [room.step]
    for _ in range(40):
        expected = coming(room.plan, room.step, length, len(room.rounds))
        room.next()
        if room.step == places[-1] and expected:  # a round is closed first, and a vote
            assert coming(room.plan, room.step, length, len(room.rounds)) == expected
            room.next()
        assert room.step == (expected[0] if expected else Step.HOME)
        if not expected:
            break
        places.append(room.step)
    assert len(room.rounds) == ROUNDS[length]
    assert sum(minutes(step, length) for step in places) == pytest.approx(length, abs=1)  # seven minutes a round


def test_the_clock_is_that_of_the_step():
    now = [100.0]
    clock = Clock(lambda: now[0])
    clock.begin("a")
    now[0] = 340.0
    clock.begin("a")
    pace = clock.pace(PLANS[90], Step.ROUND, 90, 1)
    assert (pace.spent, pace.planned, pace.next, pace.late) == (240.0, 4, Step.REVEAL, False)
    assert pace.left == 3 + (4 + 3) + 7 + 10 + 6 + 5 + 4 + 5 + 5 + 5 + 7
    assert told(pace).fr == "4:00 sur 4 minutes · Ensuite\u00a0: Révéler (3 min) · 64 min prévues après cette étape"
    now[0] += 1.0
    assert clock.pace(PLANS[90], Step.ROUND, 90, 1).late
    clock.begin("b")
    assert clock.spent == 0.0
    assert told(clock.pace(PLANS[20], Step.HOME, 20, 0)).en == "0:00 of 3 minutes · This is the last step"


def test_who_has_not_answered_is_known_in_every_round(room):
    asked = Asked()
    room.set_length(90)
    for name in ("Ana", "Ben", ""):
        room.join(name or "c", name)
    room.go(Step.PREDICT)
    asked.begin("predict", room.people)
    room.predict("Ben", 12)
    assert [person.name for person in asked.silent(room)] == ["Ana", ""]
    room.go(Step.ROUND)
    asked.begin("round 1", room.people)
    room.choose("Ana", True)
    room.choose("c", False)
    assert [person.name for person in asked.silent(room)] == ["Ben"]
    room.next()
    room.next()
    room.next()
    asked.begin("round 2", room.people)
    room.rename("Ana", "Anne")
    room.choose("c", False)  # the same again is an answer too
    assert [person.name for person in asked.silent(room)] == ["Anne", "Ben"]
    room.join("late", "Zoé")
    assert [person.name for person in asked.silent(room)] == ["Anne", "Ben", "Zoé"]
    room.close()
    assert asked.silent(room) is None


def test_who_has_not_answered_is_known_at_every_question(room):
    asked = Asked()
    room.set_length(90)
    room.join("ana", "Ana")
    room.join("ben", "Ben")
    answers = {
        Step.EFFORT: lambda: choose_effort(room, "ana", "half"),
        Step.SANCTIONS: lambda: vote(room, "ana", True),
        Step.LEVERS: lambda: say(room, "ana", Step.LEVERS, lambda said: said.bet(room.case, "ana", "later")),
        Step.CONDITIONS: lambda: say(room, "ana", Step.CONDITIONS, lambda said: said.add_condition("ana", "Non")),
    }
    for step, answer in answers.items():
        room.go(step)
        if step == Step.LEVERS:
            assert asked.silent(room) is None  # until a bet is open
            note(room, lambda said: said.ask(room.case, 12, room.levers, "setup"))
        assert len(asked.silent(room)) == 2
        answer()
        assert [person.name for person in asked.silent(room)] == ["Ben"]
    for step in (Step.WELCOME, Step.CURVE, Step.WHO):
        room.go(step)
        assert asked.silent(room) is None


def test_answers_so_far_count_people_and_organizations(room):
    for k in range(13):
        room.join(str(k))
    room.go(Step.ROUND)
    for k, pools in ((0, True), (12, False), (1, True), (2, False)):  # 0 and 12 decide for the same one
        room.choose(str(k), pools)
    found = tally(room)
    assert (found.pooling, found.alone) == (2, 2)
    assert found.organizations == (1, 2, 9)
    assert not room.rounds


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_has_a_script_that_can_be_read_at_a_glance(lang):
    assert set(SCRIPT) == set(Step)
    for step, script in SCRIPT.items():
        for name, longest in LIMITS.items():
            text = getattr(script, name)[lang]
            assert 5 < len(text) <= longest, (step, name)
            assert text[-1] in ".?…”»"
        assert script.ask[lang].endswith("?")


def play(workshop) -> int:
    """Let all pretend people do what they will; return how many acts these were."""
    acts = 0
    case = workshop.case
    while (what := workshop.rehearsal.next_act(case.bills, case.scenario.months)) is not None:
        workshop.act(what)
        acts += 1
        assert acts < 1000
    return acts


def test_a_rehearsal_plays_a_whole_workshop_and_leaves_nothing(workshop):
    workshop.act(lambda room: room.join("ana", "Ana"))
    workshop.act(lambda room: room.set_length(90))
    workshop.keep()
    before = workshop.path.read_text("utf-8")
    workshop.rehearse()
    room = workshop.room
    assert (room.code, room.secret, room.case, room.length) == (
        workshop.rehearsal.real.code,
        workshop.rehearsal.real.secret,
        "atelier-rh",
        90,
    )
    assert play(workshop) == 0  # before the room is open, nobody joins
    workshop.act(Room.next)
    assert play(workshop) == PEOPLE == len(room.people)
    assert all("test" in person.name for person in room.people.values())
    workshop.act(Room.next)
    play(workshop)
    assert len(room.predictions) >= 5
    assert all(0 <= month <= 60 for month in room.predictions)
    desk = Desk()
    kinds = []
    for _ in range(3):
        workshop.act(lambda room: room.go(Step.ROUND))
        desk.look(room)
        play(workshop)
        assert 0 < len(desk.asked.silent(room)) < PEOPLE / 4  # some are late, as people are
        kinds.append(tally(room))
        workshop.act(Room.close)
        assert play(workshop) == 0
        workshop.act(Room.reveal)
    assert all(found.pooling and found.alone for found in kinds)
    assert len(room.rounds) == 3
    workshop.act(lambda room: room.go(Step.LEVERS))
    assert play(workshop) == 0
    for lever in ("setup", "shock"):
        workshop.act(lambda room, lever=lever: note(room, lambda said: said.ask(room.case, 12, room.levers, lever)))
        assert play(workshop) > PEOPLE / 2
    for step in (Step.EFFORT, Step.SANCTIONS):
        workshop.act(lambda room, step=step: room.go(step))
        assert play(workshop) > PEOPLE / 2
    assert len(set(room.efforts.phones.values())) == 3
    assert all(room.efforts.tally(room.people))
    workshop.act(Room.next)
    assert play(workshop) == 0
    workshop.act(lambda room: room.go(Step.CONDITIONS))
    play(workshop)
    assert len(room.debrief.conditions) > PEOPLE / 2
    workshop.keep()
    assert workshop.path.read_text("utf-8") == before
    workshop.end_rehearsal()
    assert not workshop.room.debrief.given
    assert set(workshop.room.people) == {"ana"}
    assert workshop.room.step == Step.WELCOME
    assert not workshop.room.rounds
    workshop.keep()
    assert set(read_room(workshop.path.read_text("utf-8")).people) == {"ana"}


def test_a_rehearsal_is_the_same_each_time_and_follows_the_case(workshop):
    seen = []
    for _ in range(2):
        workshop.rehearse()
        workshop.act(lambda room: room.go(Step.PREDICT))
        play(workshop)
        seen.append(dict(workshop.room.predictions))
        workshop.end_rehearsal()
    assert seen[0] == seen[1]
    workshop.rehearse()
    workshop.act(lambda room: room.set_case("echec", 12))
    workshop.act(lambda room: room.go(Step.PREDICT))
    play(workshop)
    assert workshop.room.predictions != seen[0]


def test_reopening_a_room_ends_the_rehearsal(workshop):
    from sim.app.room_file import write_room

    workshop.act(lambda room: room.join("ana", "Ana"))
    text = write_room(workshop.room)
    workshop.rehearse()
    workshop.rehearse()  # once is enough
    workshop.reopen(text)
    assert workshop.rehearsal is None
    assert set(workshop.room.people) == {"ana"}
    workshop.end_rehearsal()
    assert set(workshop.room.people) == {"ana"}
