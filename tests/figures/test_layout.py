"""Nothing overlaps and nothing is cut off, in either language, whatever the data."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim import figures, load_scenario
from tests.figures.conftest import overlapping


def test_the_ruler_sees_an_overlap_and_a_cut(collisions):
    figure = Figure()
    FigureCanvasAgg(figure)
    figure.text(0.5, 0.5, "one")
    figure.text(0.5, 0.5, "two")
    figure.text(0.99, 0.1, "beyond the edge")
    found = collisions(figure)
    assert "'one' over 'two'" in found
    assert "off the page: 'beyond the edge'" in found


@pytest.mark.parametrize("name", ["j_curve", "who_gains", "participation"])
def test_made_up_data(made_up, name, collisions):
    for lang, size in (("en", "slide"), ("fr", "paper")):
        assert collisions(getattr(figures, name)(made_up, lang, size)) == []


@pytest.mark.parametrize(("lang", "size"), [("fr", "slide"), ("fr", "column")])
def test_a_simulation(every_figure, every_text, lang, size):
    for (name, figure), (_, words) in zip(every_figure(lang, size), every_text(lang, size), strict=True):
        assert overlapping(words, figure.bbox) == [], name


def test_amounts_are_in_the_currency_of_the_scenario(every_text):
    texts = [(name, word.text) for name, words in every_text("fr", "column") for word in words]
    assert [each for each in texts if "$" in each[1] or "CAD" in each[1] or "dollar" in each[1]] == []
    assert {"comparison", "cost of hr", "j_curve", "phases of money"} <= {name for name, text in texts if "€" in text}


EDGES = {
    "never pays": ["resources.hr.hub_cost=1e6"],
    "huge": ["resources.hr.unit_cost=9e8", "resources.hr.market_price=1e9", "resources.hr.unmet_value=1e9"],
    "bare": [
        f"resources.hr.{key}=0"
        for key in ("fixed_cost", "friction", "hub_cost", "member_cost", "pair_cost", "variation", "lot")
    ],
    "nobody needs it": ["resources.hr.need_per_fte=0"],
    "no limit": ["population.number=5000", "resources.hr.pair_cost=0"],
    "many asked for": ["resources.hr.min_members=9"],
}


@pytest.mark.parametrize("edge", EDGES)
def test_cost_laws_at_the_edge(repository, collisions, edge):
    scenario = load_scenario(repository / "scenarios" / "quebec-1.toml", set=EDGES[edge])
    for lang, size in (("en", "slide"), ("fr", "paper")):
        assert collisions(figures.cost_by_members(scenario, "hr", lang, size)) == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_names_of_groups_stay_in_their_blocks_where_a_figure_is_saved_coarsely(workshop, partitioned, collisions, lang):
    for found in (partitioned, *partitioned):
        figure = figures.best_groups(workshop, found, lang, "paper")
        for dpi in (60, 80, 100, 150, 300):
            figure.set_dpi(dpi)
            assert collisions(figure) == [], dpi
