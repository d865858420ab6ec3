"""The rules of a room: who may do what, when, and what it comes to."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.names import LONGEST_NAME, clean_name
from sim.app.room import MOST_PEOPLE, RefusedError, Room
from sim.app.steps import PLANS, ROUNDS, Step


def at_round(room: Room) -> Room:
    room.set_length(45)
    room.go(Step.ROUND)
    return room


def test_who_comes_back_is_the_same_person(room):
    first = room.join("a", "Ana")
    at_round(room)
    room.choose("a", True)
    assert room.join("a") == room.people["a"]
    assert (room.people["a"].name, room.people["a"].choice, room.people["a"].row) == ("Ana", True, first.row)
    assert len(room.people) == 1


def test_people_are_spread_over_the_organizations(room):
    for k in range(30):
        room.join(f"p{k}")
    seats = [sum(person.row == row for person in room.people.values()) for row in range(12)]
    assert sorted(seats) == [2] * 6 + [3] * 6


def test_a_room_is_full_at_some_point(room):
    for k in range(MOST_PEOPLE):
        room.join(f"p{k}")
    with pytest.raises(RefusedError):
        room.join("one more")
    room.join("p0", "who is here may still change their name")


def test_nobody_chooses_before_the_round_or_after_it(room):
    room.join("a")
    with pytest.raises(RefusedError):
        room.choose("a", True)
    at_round(room)
    room.choose("a", True)
    room.close()
    with pytest.raises(RefusedError):
        room.choose("a", False)
    room.reveal()
    with pytest.raises(RefusedError):
        room.choose("a", False)
    assert room.rounds[0].choices == {0: True}


@pytest.mark.parametrize("forged", [None, 1, "pool", [True], {"choice": True}, 0.0])
def test_a_choice_is_one_of_two(room, forged):
    room.join("a")
    at_round(room)
    with pytest.raises(RefusedError):
        room.choose("a", forged)
    assert room.people["a"].choice is None


@pytest.mark.parametrize("forged", [None, True, -1, 601, 12.0, "12", []])
def test_a_prediction_is_a_month_or_never(room, forged):
    room.join("a")
    room.go(Step.PREDICT)
    with pytest.raises(RefusedError):
        room.predict("a", forged)
    assert room.predictions == {}


def test_who_has_not_joined_does_nothing(room):
    at_round(room)
    with pytest.raises(RefusedError):
        room.choose("stranger", True)
    with pytest.raises(RefusedError):
        room.predict("stranger", 3)


def test_late_phones_keep_their_last_choice(room):
    room.join("a")
    room.join("b")
    room.set_length(90)
    at = room.go
    at(Step.ROUND)
    room.set_length(90)
    room.choose("a", True)
    room.choose("b", False)
    room.next()
    room.next()
    room.next()
    assert (room.step, room.phase) == (Step.ROUND, "open")
    room.choose("b", True)
    room.next()
    room.next()
    assert [each.first for each in room.rounds] == [1, 7]
    assert [each.choices for each in room.rounds] == [{0: True, 1: False}, {0: True, 1: True}]
    assert room.choices == [(1, 0, True), (1, 1, False), (7, 0, True), (7, 1, True)]


def test_several_who_share_an_organization_decide_by_majority_and_a_tie_changes_nothing():
    room = at_round(Room(organizations=2, case="x"))
    for k in range(6):
        room.join(f"p{k}")  # rows 0, 1, 0, 1, 0, 1
    for k, pools in enumerate([True, True, True, False, False]):
        room.choose(f"p{k}", pools)
    assert room.standing() == {0: True, 1: False}  # two of three; one of each: it goes on as before, alone
    room.next()
    room.next()
    room.go(Step.ROUND)
    room.choose("p2", False)  # now one for, two against
    room.choose("p5", True)
    assert room.standing() == {0: False, 1: True}


def test_a_hand_counts_before_phones_and_others_are_left_to_the_model(room):
    room.join("a")
    at_round(room)
    room.choose("a", False)
    room.raise_hand(0, True)
    room.raise_hand(5, True)
    assert room.standing() == {0: True, 5: True}
    room.raise_hand(0, None)
    assert room.standing() == {0: False, 5: True}
    for row, pools in ((12, True), (-1, True), ("0", True), (0, "yes")):
        with pytest.raises(RefusedError):
            room.raise_hand(row, pools)


def test_hands_and_phones_predict_together(room):
    room.join("a")
    room.go(Step.PREDICT)
    room.predict("a", 12)
    room.count_guesses(12, 3)
    room.count_guesses(0, 2)
    assert room.predictions == {0: 2, 12: 4}
    room.count_guesses(0, 0)
    assert room.predictions == {12: 4}


@pytest.mark.parametrize("length", PLANS)
def test_next_leads_through_all_steps_and_rounds(length):
    room = Room(organizations=12, case="x")
    room.set_length(length)
    seen = [room.step]
    for _ in range(60):
        room.next()
        seen.append(room.step)
    assert room.step == Step.HOME
    assert set(seen) == set(PLANS[length])
    assert len(room.rounds) == ROUNDS[length]


def test_undo_takes_back_what_the_facilitator_did_and_nothing_of_what_people_did(room):
    room.join("a", "Ana")
    at_round(room)
    room.choose("a", True)
    room.close()
    room.reveal()
    room.join("late")
    assert room.undo()
    assert (room.step, room.phase, room.rounds) == (Step.ROUND, "closed", [])
    assert room.undo()
    assert room.phase == "open"
    assert set(room.people) == {"a", "late"}
    assert room.people["a"].choice is True
    while room.undo():
        pass
    assert room.step == Step.WELCOME


def test_undo_to_a_smaller_case_leaves_nobody_without_an_organization():
    room = Room(organizations=3, case="small")
    room.set_case("large", 12)
    for k in range(10):
        room.join(f"p{k}")
    room.undo()
    assert room.case == "small"
    assert {person.row for person in room.people.values()} <= {0, 1, 2}


def test_levers_move_within_their_bounds_only(room):
    room.move("subsidy", 0.5)
    assert room.levers.subsidy == 0.5
    for lever, value in (("subsidy", 1.5), ("trust", "high"), ("sharing", "mine"), ("nothing", 1), ("members", 1)):
        with pytest.raises(RefusedError):
            room.move(lever, value)
    room.undo()
    assert room.levers.subsidy == 0.0


def test_codes_and_secrets_differ():
    rooms = [Room(organizations=2, case="x") for _ in range(20)]
    assert len({room.secret for room in rooms}) == 20
    assert all(len(room.secret) >= 20 for room in rooms)
    assert all(len(room.code) == 4 and set(room.code) <= set(string.ascii_uppercase) - set("IO") for room in rooms)


@given(st.one_of(st.text(max_size=3000), st.none(), st.integers(), st.binary()))
def test_a_name_is_short_and_on_one_line(name):
    clean = clean_name(name)
    assert len(clean) <= LONGEST_NAME
    assert clean == clean.strip()
    assert all(c.isprintable() or c in "\u200c\u200d" for c in clean)  # joiners shape letters, and emoji


def answered(room):
    """Let a room answer in its case."""
    for name in ("a", "b", "c"):
        room.join(name, name)
    room.go(Step.PREDICT)
    room.predict("a", 12)
    room.predict("b", 0)
    room.count_guesses(24, 3)
    room.go(Step.WELCOME)
    return room


def test_looking_at_another_case_loses_nothing(room):
    answered(room)
    case, told = room.case, (dict(room.people), dict(room.guesses))
    room.set_case("other", 5)
    assert room.predictions == {}
    room.go(Step.PREDICT)
    room.predict("a", 36)
    room.set_case(case, 12)
    assert (room.people, room.guesses) == told
    room.set_case("other", 5)
    assert room.predictions == {36: 1}
    room.set_case("other", 5)  # it is chosen already
    assert room.predictions == {36: 1}


def test_undoing_a_change_of_case_brings_its_answers_back(room):
    answered(room)
    case, told = room.case, (dict(room.people), dict(room.guesses))
    room.set_case("other", 5)
    room.join("d", "late")
    assert room.undo()
    assert room.case == case
    assert room.organizations == 12
    assert (room.people.pop("d").name, (room.people, room.guesses)) == ("late", told)


def test_answers_in_a_case_of_another_size_are_not_taken(room):
    answered(room)
    case = room.case
    room.set_case("other", 5)
    room.set_case(case, 3)
    assert room.predictions == {}
    assert {person.row for person in room.people.values()} <= {0, 1, 2}


def test_going_back_from_what_was_revealed_plays_the_round_again(room):
    room.join("a")
    room.set_length(90)
    room.go(Step.ROUND)
    room.choose("a", True)
    room.next()
    room.next()
    assert (room.step, len(room.rounds), room.rounds[0].pooling, room.rounds[0].voters) == (Step.REVEAL, 1, 1, 1)
    room.back()
    assert (room.step, room.phase, room.rounds) == (Step.ROUND, "open", [])
    room.choose("a", False)
    room.next()
    room.next()
    assert [each.choices for each in room.rounds] == [{0: False}]
    room.undo()
    room.undo()
    room.undo()
    assert [each.choices for each in room.rounds] == [{0: True}]
