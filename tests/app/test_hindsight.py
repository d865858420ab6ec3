"""Hindsight: what an organization gained, and its best choice, the others as they were."""

import asyncio
import time

import pytest

from sim.app import sentences
from sim.app.answers import Round
from sim.app.course import Course
from sim.app.handout import contents
from sim.app.hindsight import Hindsight, hindsight, tries
from sim.app.levers import LeverSettings
from sim.app.pages.phone_hindsight import hindsight_facts
from sim.app.steps import Step
from sim.app.words import hindsight as words
from sim.app.words import paths as path_words
from sim.app.world import simulate


def rounds(*choices):
    """Return the rounds in which organizations chose, by row."""
    return [Round(1 + 6 * k, dict(enumerate(each))) for k, each in enumerate(choices)]


def test_every_round_to_begin_with_is_tried_and_what_was_done_is_not_played_again():
    choices = [(1, 0, True), (1, 1, False), (7, 0, True), (7, 1, True), (13, 0, False), (13, 1, True)]
    assert [start for start, _ in tries(choices, 0)] == [0, 1, 7, 13]
    assert [start for start, _ in tries(choices, 1)] == [0, 1, 13]
    for start, tried in tries(choices, 0):
        assert [each for each in tried if each[1] == 1] == [each for each in choices if each[1] == 1]
        assert [pools for _, row, pools in tried if row == 0] == [0 < start <= month for month in (1, 7, 13)]


def test_the_best_choice_is_found_by_playing_and_never_less_than_what_was_done(workshop):
    pools = [True] * 8 + [False] * 4
    workshop.room.rounds = rounds(pools, [*pools[:11], True])
    scenario, course, choices = workshop.case.scenario, workshop.course(), tuple(workshop.room.choices)
    for row in (0, 9, 11):
        found = hindsight(scenario, choices, LeverSettings(), row, course)
        assert found.gained == course.final_gains[1][row]
        played = {start: float(simulate(scenario, tried).final_gains[1][row]) for start, tried in tries(choices, row)}
        assert found.best == max([found.gained, *played.values()])
        assert found.first is None or played[found.first] == found.best
    # with eight others in the pool, whoever stayed alone missed something
    assert hindsight(scenario, choices, LeverSettings(), 9, course).first == 1


def test_what_was_missed_is_the_difference_of_what_is_shown():
    facts = hindsight_facts(Hindsight(1_234.4, 5_678.9, 7), 60)
    assert [amount.en for amount, _ in facts] == ["$1,230", "$5,680", "$4,450"]
    assert words.FROM.format(m="7").fr in facts[1][1].fr
    assert words.ALONE.en in hindsight_facts(Hindsight(-500.0, 0.0, 0), 60)[1][1].en
    assert len(hindsight_facts(Hindsight(500.0, 500.0, None), 60)) == 1


def test_a_step_does_not_wait_for_hindsight_and_shows_it_when_it_is_known(workshop):
    workshop.room.rounds = rounds([True, True, True, False])
    shown = []

    async def session():
        going_on = asyncio.create_task(workshop.run())
        try:
            workshop.listeners.add(lambda: shown.append(workshop.hindsight(3)))
            workshop.act(lambda room: room.go(Step.COMPARE))
            end = time.monotonic() + 30.0
            while not any(shown):
                assert time.monotonic() < end, "it never came to hold"
                await asyncio.sleep(0.01)
        finally:
            going_on.cancel()

    asyncio.run(session())
    assert shown[0] is None
    assert all(workshop.hindsight(row) for row in range(4))
    assert workshop.hindsight(4) is None  # nobody played it


def test_the_handout_tells_the_price_of_not_agreeing(workshop):
    workshop.room.rounds = rounds([True] * 4 + [False] * 8)
    _, best = workshop.best()
    price = best.verdict.end - workshop.course().verdict.end
    assert price > 10_000.0
    assert [path_words.PRICE.fr, sentences.amount(price).fr] in contents(workshop, "fr")["facts"]
    alone = workshop.best()[1].data.assign(entry_month=lambda data: data["entry_month"] * 0)
    assert sentences.price_of(workshop.course(), Course(alone))[0] == path_words.PRICE_OF_POOLING
    workshop.room.rounds = []
    assert path_words.PRICE.fr not in dict(contents(workshop, "fr")["facts"])


@pytest.mark.parametrize("step", [Step.COMPARE, Step.HOME])
def test_levers_that_are_moved_hold_for_hindsight_too(workshop, step):
    workshop.room.step = step
    workshop.room.rounds = rounds([True] * 3)
    workshop.room.levers = LeverSettings(setup=2.0)
    wanted = workshop._missing_later()
    assert [wish[2] for _, wish, _ in wanted] == [0, 1, 2]
    assert all(wish[1] == LeverSettings(setup=2.0) for _, wish, _ in wanted)
