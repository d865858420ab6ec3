"""The film of the months: where it stops, what it shows, what is asked once more; without waiting for any month."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.background import tell
from sim.app.charts.axes import round_step
from sim.app.charts.film import axis_amounts, axis_months, curve_svg, film_table, place, spots
from sim.app.film import SPEEDS, Film
from sim.app.pages.film import film_sentences
from sim.app.people import MOST_PEOPLE, RefusedError
from sim.app.reel import Why, break_even, scene, stops
from sim.app.room import Room
from sim.app.room_file import read_room, write_room
from sim.app.showing import Showing
from sim.app.steps import Step
from sim.app.words import film as words
from tests.app.test_words import MONTHS, course

BACK = (100.0, 150.0)
"""With a start of -1,000 each, the group breaks even in month 8."""
STOPS = st.sets(st.integers(1, 60), max_size=4)


@pytest.fixture
def showing(workshop, monkeypatch):
    """The film at its beginning, of a course that breaks even in month 8."""
    workshop.course = lambda: course(*BACK, start=-1_000.0, names=["Ana", "Ben"])
    case = workshop.case
    workshop.cases[case.key] = replace(case, scenario=case.scenario.model_copy(update={"months": MONTHS}))
    monkeypatch.setattr(workshop, "changed", lambda: tell(workshop.listeners))
    workshop.room.go(Step.CURVE)
    return Showing(workshop)


# the state


@given(st.integers(0, 60), STOPS, st.booleans())
def test_a_film_stops_where_it_should_and_nowhere_else(month, where, playing):
    ticked = Film(month, playing).ticked(where)
    assert ticked.month == month + 1
    assert ticked.playing == (playing and month + 1 not in where)


@given(st.integers(0, 60), STOPS)
def test_to_skip_is_to_play_on_to_the_next_stop(month, where):
    film = Film(month, playing=True)
    skipped = film.skipped(where)
    while film.playing and film.month < 60:
        film = film.ticked(where)
    assert skipped == (film if any(each > month for each in where) else Film(month))


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 60)), st.integers(0, 60))
def test_people_bet_on_months_that_have_not_been_shown(given_bets, month):
    film = Film(month)
    for identity, bet in given_bets.items():
        if 0 < bet <= month:
            with pytest.raises(ValueError, match=f"^{bet}$"):
                film.with_bet(identity, bet)
        else:
            film = film.with_bet(identity, bet)
    assert film.bets == {key: bet for key, bet in given_bets.items() if bet == 0 or bet > month}


def test_no_film_holds_more_bets_than_a_room_has_places():
    film = Film()
    for k in range(MOST_PEOPLE + 5):
        film = film.with_bet(f"p{k}", 0)
    assert len(film.bets) == MOST_PEOPLE
    assert f"p{MOST_PEOPLE + 4}" in film.bets


# where it stops, and what it shows


def test_it_asks_on_the_way_back_then_stops_at_break_even_and_at_the_end():
    found = course(*BACK, start=-1_000.0)
    assert break_even(found) == 8
    assert stops(found) == [(5, Why.ASK), (8, Why.EVEN), (MONTHS, Why.END)]


def test_a_group_that_does_not_break_even_is_asked_about_as_well():
    found = course(-10.0, start=-500.0)
    assert break_even(found) == 0
    assert stops(found) == [(2 * MONTHS // 3, Why.ASK), (MONTHS, Why.END)]


def test_it_never_asks_about_a_group_that_has_lost_nothing():
    assert stops(course(10.0)) == [(MONTHS, Why.END)]
    assert stops(course(0.0, pooling=False)) == [(MONTHS, Why.END)]


@pytest.mark.parametrize("known", range(MONTHS))
def test_what_the_rounds_have_shown_is_asked_no_more(known):
    found = stops(course(*BACK, start=-1_000.0), known)
    asked = [stop.month for stop in found if stop.why == Why.ASK]
    assert asked == ([] if known >= 8 else [max(5, known)])
    assert (Why.EVEN in [stop.why for stop in found]) == (known < 8)
    assert found[-1] == (MONTHS, Why.END)


def test_a_scene_has_the_gain_so_far_that_of_the_month_and_who_is_in_the_pool():
    found = course(*BACK, start=-1_000.0)
    assert scene(found, 0) == (0, 0.0, 0.0, (False, False), None)
    assert scene(found, 1) == (1, -1_750.0, -1_750.0, (True, True), 0)
    assert scene(found, 8) == (8, 0.0, 250.0, (True, True), 7)
    assert scene(course(0.0, pooling=False), 3).age is None


def test_the_axis_tells_nothing_of_what_is_to_come():
    up, down = course(*BACK, start=-1_000.0), course(-100.0, -150.0, start=-1_000.0)
    assert place(up, 0)[1] == place(down, 0)[1] == 50.0
    for found in (up, down):
        for month in range(1, MONTHS + 1):
            shown = np.abs(found.group.median[:month]).max()
            at = place(found, month)
            assert at.half == round_step(1.15 * shown)
            assert 0.0 <= at.top <= 100.0
            assert at.left == 100.0 * month / MONTHS
            assert at.top == pytest.approx(50.0 - 50.0 * found.group.median[month - 1] / at.half)
    amounts = [said for _, said in axis_amounts(2_000.0, "fr")]
    assert amounts == ["2\u00a0000\u00a0$", "1\u00a0000\u00a0$", "0\u00a0$", "−1\u00a0000\u00a0$", "−2\u00a0000\u00a0$"]


def test_the_curve_is_shaded_on_both_sides_of_the_place_where_it_crosses_zero():
    loss, gain, line = curve_svg(course(300.0, start=-1_000.0)).split("<path")[1:]
    assert "L3.33333,0L" in line
    for part, above in ((loss, False), (gain, True)):
        heights = [float(point.split(",")[1].split("Z")[0]) for point in part.split('d="M')[1].split('"')[0].split("L")]
        assert all(height <= 0.0 if above else height >= 0.0 for height in heights)
        assert any(height != 0.0 for height in heights)


@pytest.mark.parametrize("months", [1, 12, 36, 60, 120, 600])
def test_the_months_of_the_axis_fit(months):
    labels = axis_months(months, "en")
    assert labels[0] == (0.0, "0")
    assert len(labels) <= 7
    assert all(0.0 <= left <= 100.0 for left, _ in labels)


@given(st.integers(1, 200))
def test_no_organization_stands_on_another(n):
    found = spots(n)
    assert len(set(found)) == n
    assert all(0.0 <= spot.left < 47.0 and 0.0 <= spot.top < 100.0 for spot in found)


def test_the_table_tells_what_has_been_shown_and_no_more():
    found = course(*BACK, start=-1_000.0, names=["Ana", "Ben"])
    rows = film_table(found, 7, "en").rows
    assert [row[0] for row in rows] == ["0", "1", "6", "7"]
    assert rows[1][2:] == ("2", "Ana, Ben", "–")
    assert rows[-1][1] == "−$250"


# the showing


def test_the_months_go_by_until_each_stop_and_the_disk_hears_of_the_stops_alone(showing, monkeypatch):
    workshop = showing.workshop
    saved, told = [], []
    monkeypatch.setattr(workshop, "changed", lambda: saved.append(workshop.room.film.month))
    workshop.listeners.add(lambda: told.append(workshop.room.film.month))
    showing.play()
    while workshop.room.film.playing:
        showing.tick()
    assert told == [1, 2, 3, 4]
    assert saved == [0, 5]
    assert showing.asking


def test_a_room_that_leaves_the_film_stops_it_and_finds_it_where_it_was(showing):
    room = showing.room
    showing.play()
    showing.tick()
    showing.tick()
    room.next()
    showing.tick()
    assert room.film == Film(2)
    room.back()
    assert showing.film.month == 2
    assert showing.workshop.unfolding


def test_each_clock_tick_is_a_month(showing):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    async def session():
        running = asyncio.ensure_future(showing.run(sleep))
        await asyncio.sleep(0)
        showing.play()
        ended = asyncio.Event()
        showing.workshop.listeners.add(lambda: showing.room.film.playing or ended.set())
        await asyncio.wait_for(ended.wait(), 10)
        running.cancel()

    asyncio.run(session())
    assert slept == [1.0 / showing.film.speed] * 5
    assert showing.stop == Why.ASK


def test_people_are_asked_once_more_only_where_the_film_asks(showing):
    room = showing.room
    room.join("a")
    with pytest.raises(RefusedError):
        showing.bet("a", 9)
    showing.skip()
    assert showing.asking
    for wrong in (5, 1, -1, True, None, "9", 10_000):
        with pytest.raises(RefusedError):
            showing.bet("a", wrong)
    with pytest.raises(RefusedError):
        showing.bet("nobody", 9)
    showing.bet("a", 9)
    showing.bet("a", 0)
    assert showing.bets == {0: 1}
    showing.play()
    with pytest.raises(RefusedError):
        showing.bet("a", 9)
    room.remove("a")
    assert showing.bets == {}


def test_a_clicker_plays_the_film_before_it_goes_on(showing):
    assert showing.forward()
    assert showing.film.playing
    assert showing.forward()
    assert (showing.film.month, showing.film.playing) == (5, False)
    showing.forward()
    assert showing.halt()
    assert not showing.halt()
    showing.finish()
    assert not showing.forward()
    assert not showing.workshop.unfolding
    showing.rewind()
    assert showing.workshop.unfolding


def test_a_round_that_is_played_again_has_its_film_shown_again(showing):
    room = showing.room
    room.go(Step.ROUND)
    room.next()
    room.next()
    room.go(Step.CURVE)
    assert showing.film.month == 6
    showing.finish()
    room.go(Step.REVEAL)
    room.back()
    room.next()
    room.next()
    room.go(Step.CURVE)
    assert showing.film.month == 6


def test_what_is_said_tells_of_no_month_to_come(showing):
    room = showing.room
    room.step = Step.PREDICT
    for identity, month in (("a", 3), ("b", 8), ("c", 20), ("d", 0)):
        room.join(identity)
        room.predict(identity, month)
    room.step = Step.CURVE
    first, rest, _ = film_sentences(showing)
    assert "2" in first.fr
    assert rest.fr == ""
    showing.play()
    assert film_sentences(showing)[0] == words.GOING
    showing.skip()
    first, rest, aloud = film_sentences(showing)
    assert first == words.ASK
    assert "5\u00a0mois" in aloud.fr
    assert "3 sur 4" in rest.fr
    showing.skip()
    first, rest, _ = film_sentences(showing)
    assert "mois 8" in first.fr
    assert "au mois 8" in rest.fr


# what is kept


def test_a_film_is_kept_but_does_not_play_by_itself_after_a_crash():
    room = Room(organizations=12, case="atelier-rh", step=Step.CURVE)
    assert '"film"' not in write_room(room)
    room.film = Film(7, True, 5, {"a": 12})
    assert read_room(write_room(room)).film == replace(room.film, playing=False)


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_film_stays_with_its_case_and_with_undo(room, speed):
    room.go(Step.CURVE)
    room.film = Film(7, False, speed)
    room.next()
    room.film = Film(60)
    room.undo()
    assert room.film == Film(7, False, speed)
    room.set_case("echec", 12)
    assert room.film == Film()
    room.set_case("atelier-rh", 12)
    assert room.film == Film(7, False, speed)
