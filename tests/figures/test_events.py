"""Events are marked on the axes of months, and named below the figure."""

import numpy as np
import pytest

from sim import figures, simulate
from sim.analysis.events import events_of
from sim.scenario import with_values
from sim.vocabulary.text import LANGUAGES

EVENTS = [
    {"month": 7, "until": 12, "title": {"en": "Subsidy", "fr": "Subvention"}, "set": {"levers.subsidy_share": 0.5}},
    {"month": 25, "set": {"resources.hr.market_price": 1500}},
]


@pytest.fixture(scope="module")
def eventful(workshop):
    return simulate(with_values(workshop, {"events": EVENTS}), replications=3, record="months")


def marks(axes):
    """Return where vertical dotted lines stand."""
    lines = (
        line for line in axes.lines if len(set(line.get_xdata())) == 1 and line.get_linestyle() not in ("-", "None")
    )
    return sorted(float(line.get_xdata()[0]) for line in lines)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["slide", "paper"])
def test_events_are_marked_and_named(eventful, words_of, collisions, lang, size):
    curve = figures.j_curve(eventful, lang, size)
    assert marks(curve.axes[0]) == [6.0, 12.0, 24.0]
    assert marks(curve.axes[1]) == []  # since entry there is no calendar
    share = figures.participation(eventful, lang, size)
    assert marks(share.axes[0]) == [6.5, 12.5, 24.5]
    for figure in (curve, share):
        assert not collisions(figure)
        if size == "paper":  # the caption of a paper names them
            continue
        said = " ".join(" ".join(each.text.split()) for each in words_of(figure))
        named = {"en": "Subsidy (months 7 to 12)", "fr": "Subvention (mois 7 à 12)"}[lang]
        assert named in said
        assert "resources.hr.market_price = 1500" in said


def test_without_events_nothing_is_marked(simulated, words_of):
    figure = figures.participation(simulated)
    assert marks(figure.axes[0]) == []
    assert not any("otted" in each.text for each in words_of(figure))


def test_a_dataset_tells_its_events(eventful, simulated):
    assert [event.month for event in events_of(eventful)] == [7, 25]
    assert events_of(eventful)[0].title.fr == "Subvention"
    assert events_of(simulated) == []
    assert np.isfinite(eventful["collective_gain"]).all()
