"""Efforts: what a room says of them, and that everything that comes of it is the model's."""

import numpy as np
import pytest

from sim.app import effort_sentences as sentences
from sim.app.charts.axes import Style
from sim.app.charts.efforts import effort_chart, effort_table
from sim.app.effort_world import EFFORT_STAKE, UNASKED, effort_course, everyone, first_month, with_effort
from sim.app.efforts import (
    EFFORTS,
    RECIPROCITY,
    SHARES,
    Efforts,
    Given,
    choose_effort,
    count_votes,
    raise_effort,
    vote,
)
from sim.app.people import RefusedError
from sim.app.room_file import RoomFileError, read_room, write_room
from sim.app.steps import Step
from sim.app.words import efforts as words
from sim.scenario import load_scenario
from sim.vocabulary.text import LANGUAGES

ALL, NOTHING = ({row: Given(effort, weight) for row in range(12)} for effort, weight in ((1.0, 0.9), (0.0, 0.0)))


@pytest.fixture
def asked(room):
    """A room of 90 minutes with three people at the step in which each organization gives."""
    room.set_length(90)
    for name in "abc":
        room.join(name)
    room.go(Step.EFFORT)
    return room


def test_effort_is_a_choice_of_three_at_its_step_alone(asked):
    choose_effort(asked, "a", "half")
    raise_effort(asked, 5, "none")
    assert asked.answered == 1
    assert asked.efforts.standing(asked.people) == {0: Given(0.5, 0.5), 5: Given(0.0, 0.0)}
    for forged in (None, True, 1.0, "all", ["full"]):
        with pytest.raises(RefusedError):
            choose_effort(asked, "a", forged)
    with pytest.raises(RefusedError):
        choose_effort(asked, "nobody", "full")
    for row in (-1, 12, "a", None):
        with pytest.raises(RefusedError):
            raise_effort(asked, row, "full")
    asked.go(Step.SANCTIONS)
    with pytest.raises(RefusedError):
        choose_effort(asked, "a", "full")
    assert asked.efforts.phones == {"a": "half"}


def test_people_of_one_organization_give_the_mean_of_what_they_say(asked):
    for k, effort in enumerate(["full", "full", "none", "half"]):
        asked.join(f"p{k}")
        asked.people[f"p{k}"] = asked.people["a"]
        choose_effort(asked, f"p{k}", effort)
    given = asked.efforts.standing(asked.people)[asked.people["a"].row]
    assert given == pytest.approx(((1 + 1 + 0 + 0.5) / 4, (0.9 + 0.9 + 0 + 0.5) / 4))
    raise_effort(asked, asked.people["a"].row, "full")  # a show of hands goes before phones
    assert asked.efforts.standing(asked.people)[asked.people["a"].row] == Given(1.0, 0.9)
    asked.remove("p0", "p1")
    assert "p0" not in asked.efforts.phones


def test_the_vote_is_one_for_each_person_and_needs_a_majority(asked):
    asked.go(Step.SANCTIONS)
    vote(asked, "a", True)
    vote(asked, "b", False)
    assert asked.answered == 2
    assert not asked.efforts.checks(asked.people)  # a tie changes nothing
    count_votes(asked, True, 4)
    count_votes(asked, False, 1)
    assert asked.efforts.tally(asked.people) == (5, 2)
    assert asked.efforts.checks(asked.people)
    for forged in (None, 1, "yes"):
        with pytest.raises(RefusedError):
            vote(asked, "a", forged)
    for forged in (-1, 201, None, 1.5):
        with pytest.raises(RefusedError):
            count_votes(asked, True, forged)
    asked.next()
    assert (asked.step, asked.phase) == (Step.SANCTIONS, "revealed")
    for late in (lambda: vote(asked, "a", False), lambda: count_votes(asked, True, 9)):
        with pytest.raises(RefusedError):
            late()
    asked.next()
    assert asked.step == Step.OWN


def test_undo_takes_back_hands_and_never_the_answers_of_phones(asked):
    raise_effort(asked, 2, "none")
    choose_effort(asked, "a", "full")
    asked.undo()
    assert asked.efforts == Efforts(phones={"a": "full"})
    asked.go(Step.SANCTIONS)
    asked.next()
    asked.undo()
    vote(asked, "a", True)
    assert asked.efforts.votes == {"a": True}


def test_answers_stay_with_their_case(asked):
    choose_effort(asked, "a", "none")
    asked.set_case("echec", 12)
    assert asked.efforts == Efforts()
    asked.undo()
    assert asked.efforts.phones == {"a": "none"}
    asked.set_case("echec", 12)
    asked.set_case("atelier-rh", 12)
    assert asked.efforts.phones == {"a": "none"}


def test_efforts_are_in_the_file_of_the_room(asked):
    choose_effort(asked, "a", "none")
    raise_effort(asked, 3, "full")
    asked.go(Step.SANCTIONS)
    vote(asked, "b", True)
    count_votes(asked, False, 7)
    text = write_room(asked)
    assert read_room(text).efforts == asked.efforts
    with pytest.raises(RoomFileError, match=r"efforts\.hands = 12"):
        read_room(text.replace('"3": "full"', '"12": "full"'))
    with pytest.raises(RoomFileError):
        read_room(text.replace('"none"', '"some"'))
    assert "z" not in read_room(text.replace('"a": "none"', '"z": "none"')).efforts.phones  # nobody's


def test_the_first_month_is_the_room_s(case):
    given = {row: Given(SHARES[EFFORTS[row % 3]], RECIPROCITY[EFFORTS[row % 3]]) for row in range(12)}
    first, idle, whole = (first_month(case, each) for each in (given, NOTHING, ALL))
    assert first.members == 12
    assert (first.effort, idle.effort, whole.effort) == pytest.approx((0.5, 0.0, 1.0))
    assert whole.lost == pytest.approx(0.0, abs=1e-9)
    assert first.lost == pytest.approx(idle.lost / 2)
    # what start-up trouble adds to the plan's first bills is in proportion to the same service
    friction = case.scenario.resources[case.resource].friction
    service = sum(bill.first - bill.later for bill in case.bills) / friction
    assert idle.lost == pytest.approx(EFFORT_STAKE * service)
    assert idle.shares.sum() == pytest.approx(1.0)
    assert idle.cost(3, 1.0) == pytest.approx(4 * idle.cost(3, 0.5))
    course = effort_course(case, given, checks=False)
    assert course.effort[0] == pytest.approx(0.5)
    assert course.fines == course.checking == 0.0


def test_from_the_second_month_on_each_does_what_is_best_for_itself_or_what_the_others_do(case):
    free = {row: Given(1.0, 0.0) for row in range(12)}
    course = effort_course(case, free, checks=False)
    idle = first_month(case, NOTHING)
    saved = idle.shares * idle.lost / 12  # what full effort takes off each one's own bill
    best = np.minimum(saved / (idle.price * idle.services), 1.0)
    assert course.effort[0] == pytest.approx(1.0)
    assert course.effort[1:].tolist() == pytest.approx(
        [best.mean()] * (course.months - 1), rel=1e-3
    )  # fixed costs vary between runs
    bound = effort_course(case, {row: Given(1.0, 0.9) for row in range(12)}, checks=False)
    assert bound.effort[1] == pytest.approx(0.1 * best.mean() + 0.9, rel=1e-3)
    assert np.all(np.diff(bound.effort) < 1e-12)


def test_inspections_and_fines_bring_effort_back_and_are_paid_for(case):
    without, checked = (effort_course(case, NOTHING, checks) for checks in (False, True))
    assert checked.effort[-1] > without.effort[-1] + 0.2
    assert checked.fines > 0.0
    expected = 0.1 * 12 * checked.months * checked.resource.inspection_cost
    assert checked.checking == pytest.approx(expected, rel=0.05)
    first, rest = sentences.compared(without, checked)
    difference = checked.course.verdict.end - without.course.verdict.end
    assert ("better" in first.en) == (difference > 0)
    assert sentences.share(float(checked.effort[-1])).fr in rest.fr
    table = effort_table(without, checked, "fr")
    assert [len(row) for row in table.rows] == [3] * 5
    assert table.rows[1][1] == sentences.amount(without.course.verdict.end).fr
    drawn = effort_chart(without, checked, "fr", Style(24))
    for line, each in zip(drawn["series"], (checked, without), strict=True):
        assert [point["value"] for point in line["data"]] == [round(100 * value, 1) for value in each.effort]


def test_checking_makes_the_loss_of_the_case_that_fails_smaller_and_does_not_turn_it(failing_case):
    without, checked = (effort_course(failing_case, {}, checks).course.verdict.end for checks in (False, True))
    assert without < checked < 0.0


def test_organizations_without_an_answer_give_the_mean_of_the_others(case):
    assert everyone(case, {}) == dict.fromkeys(range(12), UNASKED)
    given = everyone(case, {0: Given(1.0, 0.9), 1: Given(0.0, 0.0)})
    assert given[0] == Given(1.0, 0.9)
    assert given[11] == pytest.approx((0.5, 0.45))


def test_what_is_assumed_is_what_the_scenario_of_the_free_rider_assumes(repository, case):
    rider = next(iter(load_scenario(repository / "scenarios" / "passager.toml").resources.values()))
    (ours,) = with_effort(case.scenario, checks=True).resources.values()
    assert ours.effort_stake == rider.effort_stake
    assert (ours.effort_cost, ours.inspection_cost) == (rider.effort_cost, rider.inspection_cost)
    assert ours.inspection > 0.0
    (free,) = with_effort(case.scenario, checks=False).resources.values()
    assert free.inspection == 0.0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_tell_the_amounts(case, lang):
    idle = first_month(case, NOTHING)
    told = sentences.choice(idle, 2, "full")[lang]
    own = float(idle.shares[2]) * idle.lost / 12
    assert sentences.amount(idle.cost(2, 1.0))[lang] in told
    assert sentences.amount(own)[lang] in told
    assert sentences.choice(idle, 2, "none") == words.COSTS_NOTHING
    assert "10" in sentences.checking(case.scenario, 12)[lang]
    assert sentences.voted((2, 1)) == words.VOTED_FOR.format(k="2", n="1")
    assert sentences.voted((1, 1)) == words.VOTED_AGAINST.format(k="1", n="1")
    assert sentences.voted((0, 0)) == words.NOBODY_VOTED
