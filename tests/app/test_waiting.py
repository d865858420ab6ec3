"""What the screen tells while people choose: whether they have answered, never what."""

import pytest

from sim.app.pages.waiting import answers_of, state_of
from sim.app.steps import Step
from sim.app.words import room as words


@pytest.fixture
def asked(room):
    """A room with two people for the first organization, and one for each of the others."""
    for k in range(13):
        room.join(f"p{k}")
    return room


@pytest.mark.parametrize("pools", [True, False])
def test_an_organization_has_answered_when_all_its_people_have(asked, pools):
    asked.go(Step.ROUND)
    assert answers_of(asked, 0) == (0, 2)
    asked.choose("p0", pools)
    assert answers_of(asked, 0) == (1, 2)
    asked.choose("p12", not pools)
    assert answers_of(asked, 0) == (2, 2)
    assert answers_of(asked, 1) == (0, 1)


def test_a_prediction_is_no_choice(asked):
    asked.go(Step.PREDICT)
    asked.predict("p1", 0)
    assert answers_of(asked, 1) == (1, 1)
    asked.go(Step.ROUND)
    assert answers_of(asked, 1) == (0, 1)


def test_what_is_said_of_an_organization(asked):
    asked.remove("p3")
    asked.go(Step.ROUND)
    asked.choose("p1", True)
    asked.choose("p0", True)
    said = [state_of(asked, row) for row in range(4)]
    assert said[0] == words.ANSWERED.format(k=1, n=2)
    assert said[1:] == [words.HAS_ANSWERED, words.AWAITED, words.BY_MODEL]
    asked.raise_hand(2, False)
    assert state_of(asked, 2) == words.HAS_ANSWERED
    asked.go(Step.PREDICT)
    assert state_of(asked, 2) == words.AWAITED  # a hand raised in a round is no prediction
