"""People of a room: who may join, what the facilitator can do about them, and guesses of the code."""

import pytest

from sim.app.pages.guesses import Guesses
from sim.app.pages.rate_limit import RateLimit
from sim.app.people import CROWDED, LOCKED, MOST_PEOPLE, PER_ADDRESS, REMOVED, USUAL_PER_ADDRESS, RefusedError
from sim.app.steps import Step
from sim.vocabulary.text import number


def refusal(act) -> object:
    with pytest.raises(RefusedError) as caught:
        act()
    return caught.value.words


def test_one_address_cannot_fill_the_room(room):
    for k in range(USUAL_PER_ADDRESS):
        room.join(f"m{k}", address="192.168.1.66")
    crowded = refusal(lambda: room.join("more", address="192.168.1.66"))
    assert crowded == CROWDED.format(n=number(USUAL_PER_ADDRESS))
    room.join("late", "Ana", "192.168.1.5")
    room.join("hand", "without an address")
    assert room.entrance.count(room.people)["192.168.1.66"] == USUAL_PER_ADDRESS < MOST_PEOPLE


def test_the_facilitator_allows_more_per_address_and_less(room):
    room.allow_per_address(PER_ADDRESS[-1])
    for k in range(MOST_PEOPLE):
        room.join(f"m{k}", address="10.0.0.1")
    room.allow_per_address(PER_ADDRESS[0])
    assert len(room.people) == MOST_PEOPLE  # who is here stays
    for most in (0, -1, 11, 1000):
        with pytest.raises(RefusedError):
            room.allow_per_address(most)


def test_nobody_joins_a_locked_room_but_who_is_here_stays(room):
    room.join("a", "Ana")
    room.lock(True)
    assert refusal(lambda: room.join("b")) == LOCKED
    assert room.join("a", "Anna").name == "Anna"
    room.lock(False)
    room.join("b")


def test_a_removed_person_is_gone_with_their_answers_until_readmitted(room):
    room.join("a", "Ana")
    room.join("b", "Ben")
    room.set_length(45)
    room.go(Step.ROUND)
    room.choose("a", True)
    room.choose("b", False)
    room.remove("a", "nobody")
    assert set(room.people) == {"b"}
    assert room.standing() == {1: False}
    assert refusal(lambda: room.join("a", "Ana")) == REMOVED
    with pytest.raises(RefusedError):
        room.choose("a", True)
    room.undo()  # undoing a step brings nobody back
    assert "a" not in room.people
    room.readmit()
    assert room.join("a", "Ana").choice is None


def test_a_person_gets_another_name_which_is_cleaned_like_their_own(room):
    room.join("a", "rude")
    room.rename("a", "  Ana\x1b[31m\n\u202e ")
    assert room.people["a"].name == "Ana"
    room.rename("a", "")
    assert room.people["a"].name == ""
    with pytest.raises(RefusedError):
        room.rename("stranger", "x")


def test_accents_are_kept_but_not_piled_up(room):
    room.join("a", "Z" + "\u0301" * 30 + "oe\u0301")
    assert room.people["a"].name == "Ź\u0301\u0301\u0301oé"
    room.rename("a", "Nguye\u0302\u0303n")
    assert room.people["a"].name == "Nguyễn"


def test_guessing_the_code_is_slowed_for_a_browser_and_for_an_address():
    now = [0.0]
    guesses = Guesses(now=lambda: now[0])
    looked = [guesses.right(f"AAA{k % 26}", "WXYZ", f"browser {k}", "10.0.0.9") for k in range(1000)]
    assert looked.count(False) < 50
    assert guesses.right("WXYZ", "WXYZ", "another browser", "10.0.0.9") is None  # not even the right one is told
    assert guesses.right("WXYZ", "WXYZ", "ana", "10.0.0.5") is True
    now[0] = 3600.0
    looked = [guesses.right("AAAA", "WXYZ", "one browser", "10.0.0.9") for _ in range(1000)]
    assert looked.count(False) < 10
    assert guesses.wrong["10.0.0.9"] < 60


def test_a_whole_class_behind_one_address_can_mistype_once():
    guesses = Guesses(now=lambda: 0.0)
    for k in range(30):
        assert guesses.right("WXYA", "WXYZ", f"phone {k}", "10.0.0.1") is False
        assert guesses.right("wxyz", "WXYZ", f"phone {k}", "10.0.0.1") is True


def test_a_limit_remembers_few_keys():
    now = [0.0]
    limit = RateLimit(now=lambda: now[0])
    for k in range(10_000):
        now[0] = k / 100
        assert limit.allows(f"browser {k}")
    assert len(limit._left) <= 2000
