"""The film of a run: where things stand, what its files hold, what it refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from scipy.spatial.distance import pdist

from sim import figures
from sim.analysis import memberships
from sim.figures.scene import clusters, disc, scene_of, seats
from sim.figures.writers import FilmError, writer_for


@pytest.fixture(scope="module")
def scene(simulated):
    return scene_of(memberships(simulated, "hr")), memberships(simulated, "hr")


@given(st.integers(1, 400))
@settings(max_examples=30, deadline=None)
def test_seats_keep_apart_and_within_their_disc(n):
    places = seats(n)
    if n > 1:
        assert pdist(places).min() > 0.85
    assert np.hypot(*places.T).max() + 0.45 <= disc(n)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 12), st.integers(2, 30)), min_size=1, max_size=25))
@settings(max_examples=40, deadline=None)
def test_clusters_that_live_at_the_same_time_do_not_overlap(lives):
    radius = np.zeros((40, len(lives)))
    for k, (born, months, members) in enumerate(lives):
        radius[born : born + months, k] = disc(members)
    centre = clusters(radius)
    for month in radius:
        for a in range(len(lives)):
            for b in range(a):
                if month[a] and month[b]:
                    assert np.hypot(*(centre[a] - centre[b])) >= month[a] + month[b]


def test_everybody_is_at_home_or_in_the_disc_of_its_pool(scene):
    scene, found = scene
    for month in range(found.sizes["month"] + 1):
        places = scene.place[month]
        assert pdist(places).min() > 0.5
        for row, k in enumerate(scene.pool[month]):
            if k < 0:
                np.testing.assert_array_equal(places[row], scene.home[row])
            else:
                assert np.hypot(*(places[row] - scene.centre[k])) <= scene.radius[month, k]
        left, right, low, high = scene.limits
        assert (places >= (left, low)).all()
        assert (places <= (right, high)).all()


def test_those_that_stay_in_a_pool_that_grows_keep_their_seats(scene):
    scene, found = scene
    for month in range(found.sizes["month"]):
        before, after = scene.pool[month], scene.pool[month + 1]
        for k in set(before[before >= 0]):
            if set(np.flatnonzero(before == k)) <= set(np.flatnonzero(after == k)):
                stay = np.flatnonzero(before == k)
                moved = scene.place[month + 1, stay] - scene.place[month, stay]
                np.testing.assert_allclose(moved - moved[0], 0.0, atol=1e-9)  # all by as much: the middle moves


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_frame_shows_the_month_and_how_many_pool(simulated, words_of, collisions, lang):
    film = figures.film(simulated, lang, "hr")
    members = memberships(simulated, "hr")["members"].sum("pool_number").values
    for month in (0, 1, 7, 30, 60):
        figure = film.at(month)
        said = " ".join(words.text for words in words_of(figure))
        if month:
            assert f"{'Month' if lang == 'en' else 'Mois'} {month}" in said
            assert f"{int(members[month - 1])} of 12" in said or lang == "fr" or not members[month - 1]
        assert collisions(figure) == []


def test_a_gif_has_its_frames_and_is_small(simulated, tmp_path):
    told = []
    path = figures.film(simulated, "fr", "hr").save(tmp_path / "a.gif", 5, 480, lambda *done: told.append(done))
    with Image.open(path) as film:
        assert film.size == (480, 270)
        assert film.info["loop"] == 0
        durations = []
        for k in range(film.n_frames):
            film.seek(k)
            durations.append(film.info["duration"])
    assert sum(durations) == pytest.approx(5000, abs=300)
    assert told[-1][0] == told[-1][1] == len(told)
    assert path.stat().st_size < 1_000_000


def test_the_same_film_gives_the_same_bytes(simulated, tmp_path):
    once, again = (figures.film(simulated, "en", "hr").save(tmp_path / f"{k}.gif", 1, 300) for k in range(2))
    assert once.read_bytes() == again.read_bytes()


def test_a_page_plays_the_film_without_a_network(simulated, tmp_path):
    page = figures.film(simulated, "fr", "it").save(tmp_path / "a.html", 1, 300).read_text("utf-8")
    assert "http" not in page
    assert page.count("iVBORw0KGgo") > 5
    assert '"pause": "Pause"' in page
    assert '<html lang="fr">' in page


def test_a_run_in_which_nobody_pools_is_filmed(simulated, tmp_path):
    from sim import simulate
    from sim.scenario import load_scenario, with_values

    alone = with_values(load_scenario("scenarios/atelier-rh.toml"), {"population.rule": "alone", "months": 4})
    film = figures.film(simulate(alone, replications=1))
    assert film.save(tmp_path / "a.gif", 1, 240).stat().st_size > 500
    assert figures.timeline(simulate(alone, replications=1))


@pytest.mark.parametrize("name", ["a.avi", "film", "a.gif.txt"])
def test_another_ending_is_refused(name):
    with pytest.raises(FilmError, match=r"ends in \.gif, \.mp4, \.html"):
        writer_for(name, 20, "en")


def test_a_video_without_ffmpeg_says_what_to_do(monkeypatch):
    monkeypatch.setattr("sim.figures.writers.has_ffmpeg", lambda: False)
    with pytest.raises(FilmError, match=r"needs ffmpeg, which is not installed.*\.gif") as caught:
        writer_for("a.mp4", 20, "en")
    assert "ffmpeg, qui n’est pas installé" in caught.value.text("fr")
