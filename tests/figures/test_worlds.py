"""Figures of several worlds: the waterfall ends at the gain, differences stand where they are, edges hold."""

from itertools import pairwise

import numpy as np
import pytest
import xarray as xr

from sim import compare, explain, figures, load_scenario
from sim.declared import MECHANISMS
from sim.figures.style import LINES
from sim.scenario import with_values


def bars(figure):
    """Return the ends of the bars of a waterfall, from the top down."""
    (axes,) = figure.axes
    return [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches]


def test_each_bar_starts_where_the_one_before_ends_and_the_last_is_the_gain(explained):
    steps = bars(figures.sources(explained))
    assert len(steps) == explained.sizes["mechanism"] + 1
    assert steps[0][0] == 0.0
    for (_, end), (start, _) in pairwise(steps[:-1]):
        assert start == pytest.approx(end)
    assert steps[-1] == (0.0, pytest.approx(float(explained["total"])))
    assert steps[-2][1] == pytest.approx(float(explained["total"]))
    heights = [end - start for start, end in steps[:-1]]
    assert heights == sorted(heights, reverse=True)


def test_amounts_are_those_of_the_data(explained, words_of):
    said = [words.text for words in words_of(figures.sources(explained, "en"))]
    gain = float(explained["total"])
    assert f"+${float(f'{gain:.2e}'):,.0f}" in " ".join(said)
    assert "Fixed cost" in said
    assert {"If only this one is on", "If added after all others"} <= set(said)


def test_a_loss_is_titled_as_one(repository, words_of):
    scenario = load_scenario(repository / "scenarios" / "echec.toml", set=["replications=6"])
    found = explain(scenario, together=[("lots", "risk", "access"), ("friction", "payments", "overrun")])
    assert float(found["total"]) < 0.0
    said = [words.text for words in words_of(figures.sources(found, "fr"))]
    assert "D’où vient la perte" in said
    assert "Perte du groupe" in said


def all_mechanisms(explained):
    """Make up an explained scenario that uses every mechanism there is."""
    places = [k % explained.sizes["mechanism"] for k in range(len(MECHANISMS))]
    names = {"mechanism_name": "en", "mechanism_name_fr": "fr"}
    return explained.isel(mechanism=places).assign_coords(
        {name: ("mechanism", [getattr(each.text, lang) for each in MECHANISMS]) for name, lang in names.items()}
    )


EDGES = {
    "all mechanisms": all_mechanisms,
    "huge": lambda ds: ds.map(
        lambda values: values * (1e6 if values.attrs["units"] == "CAD" else 1.0), keep_attrs=True
    ),
    "nothing at all": lambda ds: xr.zeros_like(ds).assign_attrs(ds.attrs),
    "a gain without any": lambda ds: ds.assign(
        {f"{name}{end}": ds[f"{name}{end}"] + 3e5 for name in ("bare", "total") for end in ("", "_low", "_high")}
    ),
    "no mechanism": lambda ds: ds.isel(mechanism=[]),
    "one run": lambda ds: ds.assign({name: ds[name] * np.nan for name in ds if name.endswith(("_low", "_high"))}),
}


@pytest.mark.parametrize("edge", EDGES)
def test_waterfalls_at_the_edge(explained, collisions, edge):
    found = EDGES[edge](explained)
    for lang, size in (("en", "slide"), ("fr", "paper"), ("fr", "slide")):
        assert collisions(figures.sources(found, lang, size)) == []


def test_differences_stand_where_they_are(compared):
    figure = figures.comparison(compared)
    _, gain, behind, entered = figure.axes
    for axes, outcome in ((gain, "gain_share"), (entered, "entered"), (behind, "left_behind")):
        dots = [float(line.get_xdata()[0]) for line in axes.lines if line.get_marker() == "o"]
        np.testing.assert_allclose(dots, compared["difference"].sel(outcome=outcome).values[1:])


@pytest.mark.parametrize("count", [2, len(LINES)])
@pytest.mark.parametrize("months", [1, 60])
def test_comparisons_at_the_edge(workshop, collisions, count, months):
    scenarios = [with_values(workshop, {"months": months, "population.horizon": 6 * k}) for k in range(1, count + 1)]
    for replications, lang, size in ((1, "en", "slide"), (3, "fr", "paper"), (3, "fr", "slide")):
        found = compare(scenarios, replications=replications)
        assert collisions(figures.comparison(found, lang, size)) == []


def test_more_scenarios_than_can_be_told_apart_are_refused(compared):
    many = compared.isel(scenario=[0] * 9)
    with pytest.raises(ValueError, match="at most 8"):
        figures.comparison(many)
