"""The currency is a label: it changes how amounts are written, and no number."""

import numpy as np
import pytest

import sim
from sim import figures
from sim.analysis.numbers import money
from sim.analysis.words import comparison, verdict
from sim.errors import ScenarioError
from sim.sweep import make_design
from sim.vocabulary.currency import in_currency

CASE = "scenarios/atelier.toml"


@pytest.fixture(scope="module")
def pair():
    return [
        sim.simulate(sim.load_scenario(CASE, set={"currency": code, "months": 24}), replications=3, record="months")
        for code in ("CAD", "EUR")
    ]


def test_it_changes_units_and_no_number(pair):
    dollars, euros = pair
    for name in dollars.data_vars:
        np.testing.assert_array_equal(dollars[name], euros[name])
        assert euros[name].attrs["units"] == dollars[name].attrs["units"].replace("CAD", "EUR")
    assert any(euros[name].attrs["units"] == "EUR" for name in euros.data_vars)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_words_are_in_it_and_only_within_its_functions(pair, lang):
    dollars, euros = (verdict(each, lang) for each in pair)
    assert "$" in dollars
    assert "€" in euros
    assert "$" not in euros
    assert "$" in money(5.0)[lang]


def test_what_is_written_later_stays_in_it(pair):
    figure = figures.j_curve(lang="fr", ds=pair[1])  # whatever the order of the arguments
    figure.canvas.draw()
    ticks = [label.get_text() for axes in figure.axes for label in axes.get_yticklabels()]
    assert any(tick.endswith("€") for tick in ticks)
    assert not any("$" in tick for tick in ticks)


@pytest.mark.parametrize(
    ("code", "amount", "written"),
    [
        ("EUR", 12345.0, ("€12,345", "12\u00a0345\u00a0€")),
        ("EUR", -2.5e6, ("−€2.5M", "−2,5\u00a0M€")),
        ("EUR", 2e20, ("€2\u00a0×\u00a010^20", "2\u00a0×\u00a010^20\u00a0€")),
        ("CHF", 12345.0, ("CHF12,345", "12\u00a0345\u00a0CHF")),
        ("CAD", 12345.0, ("$12,345", "12\u00a0345\u00a0$")),
    ],
)
def test_amounts_are_written_as_each_language_does(code, amount, written):
    with in_currency(code):
        text = money(amount)
    assert (text.en.replace("CHF\u00a0", "CHF"), text.fr) == written


@pytest.mark.parametrize("code", ["EURO", "eur", "XXQ", "", "€"])
def test_what_is_no_currency_is_refused(code):
    with pytest.raises(ScenarioError) as refused:
        sim.load_scenario(CASE, set={"currency": code})
    (problem,) = refused.value.problems
    assert problem.key == "currency"
    assert "ISO 4217" in problem.allowed.fr


def test_scenarios_in_two_currencies_are_not_compared():
    scenarios = [sim.load_scenario(CASE, set={"currency": code}) for code in ("EUR", "EUR", "CAD", "USD")]
    with pytest.raises(ScenarioError) as refused:
        sim.compare([*scenarios[:3], scenarios[3].model_copy(update={"months": 12})], replications=2)
    assert [problem.key for problem in refused.value.problems] == ["months", "currency", "currency"]
    ds = sim.compare(scenarios[:2], replications=2)
    assert "EUR" in set(ds["outcome_unit"].values.tolist()) | {ds["cumulative_gain"].attrs["units"]}
    assert "$" not in comparison(ds)


def test_a_sweep_keeps_it(tmp_path):
    scenario = sim.load_scenario(CASE, set={"currency": "EUR", "months": 6})
    sim.run_sweep(make_design(scenario, {"resources.hr.hub_cost": [0, 100]}, replications=2), tmp_path / "x.zarr")
    ds = sim.open_sweep(tmp_path / "x.zarr")
    assert ds.attrs["currency"] == "EUR"
    assert ds["collective_total_gain"].attrs["units"] == "EUR"
    assert ds["resources.hr.hub_cost"].attrs["units"] == "EUR/month"
