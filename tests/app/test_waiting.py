"""What the screen tells while people choose: whether they have answered, never what."""

import pytest

from sim.app.pages.waiting import answers_of, is_small, state_of
from sim.app.steps import PLANS, Step
from sim.app.words import room as words
from sim.app.words import steps as step_words
from tests.app.keyboard import arrive, press
from tests.app.open_room import open_room
from tests.browser import chromium, new_tab


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
    assert said[0] == words.SO_MANY.format(k=1, n=2)
    assert said[1:] == [words.HAS_ANSWERED, words.AWAITED, words.BY_MODEL]
    asked.raise_hand(2, False)
    assert state_of(asked, 2) == words.HAS_ANSWERED
    asked.go(Step.PREDICT)
    assert state_of(asked, 2) == words.AWAITED  # a hand raised in a round is no prediction


def test_a_room_is_small_by_the_organizations_that_people_decide_for(room):
    assert is_small(room)
    for k in range(3):
        room.join(f"p{k}")
    assert is_small(room)
    room.join("p3")
    assert not is_small(room)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_screen_that_asks_for_hands_asks_no_more_once_a_phone_has_come_and_is_not_empty(tmp_path, lang):
    place = PLANS[45].index(Step.PREDICT) + 1
    with open_room(tmp_path) as room, chromium() as browser:
        desk, screen = new_tab(browser, 1366, 768), new_tab(browser, 1366, 768)
        desk.goto(room.link.replace("/fr/", f"/{lang}/"))
        desk.locator("h1").wait_for()
        press(desk, f"{place}. {step_words.SHORT[Step.PREDICT][lang]}")
        arrive(desk, step_words.TITLES[Step.PREDICT][lang])
        code = (desk.get_by_role("link", name=words.SCREEN[lang]).get_attribute("href") or "").rsplit("/", 1)[1]
        screen.goto(f"{room.base}/{lang}/ecran/{code}")
        screen.get_by_text(words.RAISE[lang]).wait_for()
        for k in range(3):
            phone = new_tab(browser, 390, 844)
            phone.goto(f"{room.base}/{lang}/salle/{code}")
            press(phone, words.JOIN[lang])
            screen.get_by_text(words.ANSWERED.format(k=0, n=k + 1)[lang]).wait_for()
            assert screen.get_by_text(words.RAISE[lang]).count() == 0
            screen.get_by_text(words.SOMEWHERE[lang]).wait_for()
            assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight")
