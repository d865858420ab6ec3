"""The drawn population: its shape, its moments, and draws that no other choice shifts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.laws.random import Purpose, run_key, uniforms
from sim.scenario import draw_population, load_scenario, parse_scenario, with_values
from sim.scenario.schema.population import ATTRIBUTES, KINDS, RULES
from sim.vocabulary.codes import Rule
from sim.vocabulary.variable import CODES
from tests.model.random_scenarios import scenarios
from tests.scenario import drawing

KEY = run_key(11, 3)


@pytest.fixture(scope="module")
def quebec(repository):
    return load_scenario(repository / "scenarios" / "quebec-1.toml")


def test_codes_of_rules_are_those_of_the_laws():
    assert {name: int(Rule[name.upper()]) for name in RULES} == {name: k for k, name in enumerate(RULES)}
    assert len(Rule) == len(RULES)
    assert len(CODES["kind"]) == len(KINDS)


def test_the_names_of_choices_are_those_of_the_laws():
    from sim.declared.sharing import every_sharing_rule
    from sim.scenario import Resource
    from sim.vocabulary.codes import Admission

    assert {rule.name.lower() for rule in Admission} == set(Resource.choices("admission"))
    assert tuple(every_sharing_rule()) == tuple(Resource.choices("sharing"))


def test_shapes_and_types(quebec):
    population = draw_population(quebec, KEY)
    assert population.need.shape == (300, 6)
    assert len(population.name) == len(set(population.name)) == 300
    for name in population._fields:
        if name not in ("name", "need"):
            values = getattr(population, name)
            whole = name in ("kind", "sector", "horizon", "rule")
            assert (values.shape, values.dtype) == ((300,), np.int64 if whole else np.float64), name


def test_each_attribute_is_drawn_from_its_own_number(quebec):
    population = draw_population(quebec, KEY)
    u = uniforms(KEY, np.arange(300), ATTRIBUTES.index("foresight"), 0, Purpose.POPULATION, 0)
    assert np.array_equal(population.foresight, quebec.population.foresight.quantile(u))
    assert ATTRIBUTES == (
        "kind", "sector", "size", "cash", "surplus", "rate", "horizon", "foresight", "trust", "solidarity",
        "autonomy", "risk_weight", "taste", "rule", "threshold", "reciprocity",
    )  # fmt: skip


def test_changing_one_distribution_shifts_no_other_draw(quebec):
    before = draw_population(quebec, KEY)
    after = draw_population(
        with_values(quebec, {"population.trust": {"distribution": "uniform", "low": 0, "high": 1}}), KEY
    )
    assert not np.array_equal(before.trust, after.trust)
    for name in set(before._fields) - {"trust"}:
        assert np.array_equal(getattr(before, name), getattr(after, name)), name


def test_more_organizations_leave_the_first_ones_as_they_were(quebec):
    few = draw_population(with_values(quebec, {"population.number": 20}), KEY)
    many = draw_population(quebec, KEY)
    assert np.array_equal(few.size, many.size[:20])
    assert np.array_equal(few.need, many.need[:20])


def test_runs_differ_and_repeat(quebec):
    assert np.array_equal(draw_population(quebec, KEY).size, draw_population(quebec, KEY).size)
    assert not np.array_equal(draw_population(quebec, KEY).size, draw_population(quebec, run_key(11, 4)).size)


def test_a_large_population_has_the_moments_that_were_asked_for(quebec):
    population = draw_population(with_values(quebec, {"population.number": 20_000}), KEY)
    shares = np.bincount(population.kind, minlength=3) / 20_000
    assert shares == pytest.approx([0.22, 0.03, 0.75], abs=0.01)
    assert (population.size < 10).mean() == pytest.approx(0.61, abs=0.015)  # 0.65 before the cut at 1
    assert population.trust.mean() == pytest.approx(0.5, abs=0.01)
    assert population.autonomy.mean() == pytest.approx(0.05, abs=0.002)
    assert set(population.sector) == set(range(1, 11))
    # heterogeneity has mean 1 and the coefficient of variation of the scenario
    hr = quebec.resources["hr"]
    heterogeneity = population.need[:, 0] / (hr.need_per_fte * population.size**hr.need_exponent)
    assert heterogeneity.mean() == pytest.approx(1, abs=0.01)
    assert heterogeneity.std() == pytest.approx(0.3, abs=0.01)


def test_the_share_concerned_needs_the_resource():
    scenario = parse_scenario({"resources": {"hr": {"concerned": 0.4}}, "population": {"number": 5000}})
    need = draw_population(scenario, KEY).need[:, 0]
    assert (need > 0).mean() == pytest.approx(0.4, abs=0.03)
    # who is concerned by 40 % is so by 60 %: the draw is the organization's
    wider = draw_population(with_values(scenario, {"resources.hr.concerned": 0.6}), KEY).need[:, 0]
    assert (wider[need > 0] > 0).all()


def test_a_horizon_is_whole_and_at_least_a_month():
    scenario = parse_scenario(
        {
            "resources": {"hr": {}},
            "population": {"horizon": {"distribution": "uniform", "low": 1, "high": 3}, "number": 50},
            "network": {"kind": "complete"},
        }
    )
    assert set(draw_population(scenario, KEY).horizon) == {1, 2, 3}


def check_drawn(scenario, key):
    """Compare a drawn population with the one that NumPy and SciPy draw."""
    population = draw_population(scenario, key)
    attributes, needs = drawing.population(scenario, key)
    for name in ATTRIBUTES:
        if name in ("kind", "sector", "horizon", "rule"):
            assert np.array_equal(getattr(population, name), attributes[name]), name
        else:
            np.testing.assert_allclose(getattr(population, name), attributes[name], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(population.need, needs, rtol=1e-12)
    assert np.array_equal(population.need == 0.0, needs == 0.0)


@pytest.mark.parametrize("name", ["quebec", "cuma", "mutuelle", "atelier", "passager", "chantier"])
def test_the_populations_of_the_cases_are_those_that_scipy_draws(repository, name):
    check_drawn(load_scenario(repository / "scenarios" / f"{name}.toml"), KEY)


@settings(max_examples=15)
@given(data=st.data())
def test_any_population_is_the_one_that_scipy_draws(data, tmp_path_factory):
    check_drawn(data.draw(scenarios(tmp_path_factory.mktemp("any"))), KEY)


def test_what_a_file_gives_is_kept_and_the_rest_drawn(tmp_path):
    text = "size,trust,kind,sector,need_hr\n3.5,,mutual,food,\n,0.25,,culture,0\n8,1,nonprofit,food,12\n,,,culture,\n"
    (tmp_path / "who.csv").write_text(text, "utf-8")
    tables = {
        "resources": {"hr": {"need_heterogeneity": 0.5}, "it": {"concerned": 0.5}},
        "network": {"kind": "complete"},
    }
    check_drawn(parse_scenario({**tables, "population": {"file": "who.csv"}}, tmp_path), KEY)
