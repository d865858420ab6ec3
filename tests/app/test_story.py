"""The story of the first minute: true figures of a world that is none of the cases, and told as such."""

import numpy as np
import pytest

from sim.app.cases import SHIPPED, read_case
from sim.app.pages.story import StoryView
from sim.app.story import SCENARIO, story_of, told
from sim.app.world import simulate
from sim.vocabulary.text import Text
from tests.app.test_words import MONTHS, course


def test_it_tells_of_no_case_that_the_room_bets_on(repository):
    path = repository / "scenarios" / f"{SCENARIO}.toml"
    assert path.stem not in SHIPPED
    mine = read_case(path)
    assert mine.scenario.fictional
    for name in SHIPPED:
        case = read_case(repository / "scenarios" / f"{name}.toml")
        assert mine.scenario.resources[mine.resource].title != case.scenario.resources[case.resource].title
        assert not set(mine.names) & set(case.names)


def test_its_figures_are_those_of_the_world(repository):
    story = told()
    case = read_case(repository / "scenarios" / f"{SCENARIO}.toml")
    found = simulate(case.scenario, replications=20)
    own = np.concatenate([[0.0], found.curve(0).median])
    assert story.name == case.names[0]
    assert own.argmin() == story.losing > 0
    assert own[story.losing] == pytest.approx(-story.losing * story.extra)
    assert all(own[story.losing : story.even] < 0.0)
    assert own[story.even] >= 0.0
    assert story.gain == found.verdict.end
    assert all(story.curves[:, -1] > 0.0)  # all of them gain, as the last sentence says
    assert np.array_equal(story.curves[0], own)


def test_a_world_without_a_loss_or_without_a_gain_is_no_story():
    assert story_of(course(10.0, 10.0), 100.0, Text("x", "x")) is None
    assert story_of(course(-10.0, -10.0, start=-100.0), 100.0, Text("x", "x")) is None
    story = story_of(course(100.0, 50.0, start=-1_000.0), 2_000.0, Text("x", "x"))
    assert (story.losing, story.extra, story.even, story.months) == (1, 900.0, 10, MONTHS)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_is_told_in_four_sentences_with_its_figures(lang):
    story = story_of(course(100.0, 50.0, start=-1_000.0, names=["Ana", "Ben"]), 2_000.0, Text("x", "x"))
    said = [sentence[lang] for sentence in StoryView(story, lang).sentences()]
    assert len(said) == 4
    assert said[0].startswith("Ana")
    figures = {
        "fr": ("2\u00a0000\u00a0$", "900\u00a0$", "10", "1\u00a0600\u00a0$"),
        "en": ("$2,000", "$900", "10", "$1,600"),
    }
    assert all(figure in sentence for figure, sentence in zip(figures[lang], said, strict=True))
