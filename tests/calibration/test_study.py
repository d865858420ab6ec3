"""Studies: priors, targets and functions as a file gives them, and all their problems at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.calibration.identifiability import FEW, MARGIN, THRESHOLDS, confused, correlations, told
from sim.calibration.prior import read_prior
from sim.calibration.quantity import NOT_REACHED, find_quantity, known_quantities
from sim.calibration.study import PILOT
from sim.errors import ScenarioError
from tests.calibration.conftest import STUDY

BAD = {
    "no error": ('error = 1\nsource = { en = "annual', 'source = { en = "annual', "targets.adoption.error"),
    "nan": ("observed = [15, 17, 18]", "observed = [15, nan, 18]", "targets.adoption.observed"),
    "inf": ("observed = 0", "observed = inf", "targets.back.observed"),
    "words": ("observed = 0", 'observed = "early"', "targets.back.observed"),
    "too few": ("observed = [15, 17, 18]", "observed = [15, 17]", "targets.adoption.observed"),
    "too many errors": ("error = 1\nsource", "error = [1, 2]\nsource", "targets.adoption.error"),
    "negative error": ("error = 1\nsource", "error = -1\nsource", "targets.adoption.error"),
    "late month": ("months = [3, 6, 12]", "months = [3, 6, 13]", "targets.adoption.months"),
    "month 0": ("months = [3, 6, 12]", "months = [0, 6, 12]", "targets.adoption.months"),
    "same month": ("months = [3, 6, 12]", "months = [3, 3, 12]", "targets.adoption.months"),
    "no months": ("months = [3, 6, 12]\nobs", "obs", "targets.adoption.months"),
    "months of a total": ("observed = 0", "months = 3\nobserved = 0", "targets.back.months"),
    "unknown outcome": ('outcome = "memberships"', 'outcome = "membership"', "targets.adoption.outcome"),
    "a code": ('outcome = "break_even"', 'outcome = "collective_status"', "targets.back.outcome"),
    "of organizations": ('outcome = "break_even"', 'outcome = "total_gain"', "targets.back.outcome"),
    "no resource": ('outcome = "break_even"', 'outcome = "participation"', "targets.back.resource"),
    "other resource": (
        'outcome = "break_even"', 'outcome = "participation"\nresource = "hrr"', "targets.back.resource"
    ),
    "a resource too many": (
        'outcome = "break_even"', 'outcome = "break_even"\nresource = "hr"', "targets.back.resource"
    ),
    "no function": ('outcome = "break_even"', 'outcome = "nowhere:f"', "targets.back.outcome"),
    "no callable": ('outcome = "break_even"', 'outcome = "math:pi"', "targets.back.outcome"),
    "two kinds": ("observed = 0", 'of = "mean"\nobserved = 0', "targets.back.of"),
    "other kind": ("observed = 0", 'of = "median"\nobserved = 0', "targets.back.of"),
    "one name": ('name = "back"', 'name = "adoption"', "targets.adoption.name"),
    "unknown key": ("observed = 0", "observed = 0\nweight = 2", "targets.back.weight"),
    "unknown parameter": ("population.trust", "population.thrust", "parameters.population.thrust"),
    "range upside down": ("low = 0.1, high = 0.9", "low = 0.9, high = 0.1", "parameters.population.trust.low"),
    "outside": ("low = 0.1, high = 0.9", "low = 0.1, high = 1.9", "parameters.population.trust.high"),
    "one value": ("{ low = 0.1, high = 0.9 }", "[0.4]", "parameters.population.trust"),
    "twice": ('"population.trust" =', '"resources.hr.founding_cost" = {low = 1, high = 2}\n"population.trust" =',
              "parameters.resources.*.founding_cost"),
    "odd": ("particles = 64", "particles = 65", "calibrate.particles"),
    "few": ("particles = 64", "particles = 2", "calibrate.particles"),
    "stop": ("most_runs = 260", "most_runs = 260\nstop = 1.5", "calibrate.stop"),
    "too few runs": ("most_runs = 260", "most_runs = 100", "calibrate.most_runs"),
    "runs of a particle": ("most_runs = 260", "most_runs = 260\nreplications = 4", "calibrate.replications"),
    "others": ("most_runs = 260", 'most_runs = 260\nothers = "some"', "calibrate.others"),
}  # fmt: skip


def problems(tmp_path, text):
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as raised:
        sim.load_study(tmp_path / "bad.toml")
    return raised.value


@pytest.mark.parametrize("case", BAD)
def test_a_bad_value_is_named_with_its_file_and_key(case, tmp_path):
    before, after, key = BAD[case]
    assert STUDY.count(before) == 1
    error = problems(tmp_path, STUDY.replace(before, after))
    assert any(f"{key}".split("calibrate.")[-1] in problem.key for problem in error.problems), str(error)
    assert all(problem.file.endswith("bad.toml") for problem in error.problems)
    assert "Permis" in error.text("fr")


TOGETHER = ["no error", "nan", "late month", "unknown parameter", "odd", "inf", "others"]


@given(st.sets(st.sampled_from(TOGETHER), min_size=2))
def test_all_problems_are_named_at_once(tmp_path_factory, cases):
    text = STUDY
    for case in cases:
        text = text.replace(*BAD[case][:2])
    keys = " ".join(problem.key for problem in problems(tmp_path_factory.mktemp("bad"), text).problems)
    assert all(BAD[case][2] in keys for case in cases if case != "nan" or "late month" not in cases)


def test_nothing_to_calibrate_is_said(tmp_path):
    head = STUDY.partition("[calibrate]")[0]
    assert "[calibrate]" in str(problems(tmp_path, head))
    keys = [problem.key for problem in problems(tmp_path, f"{head}[calibrate]\nmost_runs = 1000").problems]
    assert keys == ["calibrate.parameters", "calibrate.targets"]


def test_the_last_month_may_be_asked_for_and_zero_error_written(tmp_path):
    (tmp_path / "good.toml").write_text(STUDY.replace("error = 1\nsource", "error = 0\nsource"), encoding="utf-8")
    study = sim.load_study(tmp_path / "good.toml", set=["calibrate.particles=128", "calibrate.most_runs=300"])
    assert study.error.tolist() == [0.0, 0.0, 0.0, 1.0]
    assert (study.particles, study.targets[0].source.fr) == (128, "rapports annuels")


def test_every_outcome_and_variable_can_be_a_target(small):
    study = small[0]
    ds = sim.open_sweep(small[1] / "generation-000.zarr").load()
    assert len(known_quantities()) > 80
    for name in known_quantities():
        quantity = find_quantity(name, True, study.scenario, study.scenario.folder)
        target = {"name": "x", "outcome": name, "observed": 1, "error": 1}
        target |= {"months": 12} if "month" in quantity.dims else {}
        target |= {"resource": "hr"} if "resource" in quantity.dims else {}
        made = sim.make_study(study.scenario, {"population.trust": {}}, [target], particles=16)
        assert made.targets[0].statistics(ds).shape == (64, 1)


def test_a_break_even_not_reached_counts_as_after_the_end(small):
    study, folder, _ = small
    ds = sim.open_sweep(folder / "generation-000.zarr").load().copy()
    ds["collective_status"][:] = np.array([0, 1, 2, 3, 4] * 13, dtype="int8")[:64, None]
    ds["collective_break_even"][:] = 7.0
    by_code = study.targets[1].statistics(ds)[:5, 0].tolist()
    from sim.vocabulary.status import Status

    for code in Status:
        expected = {Status.NO_LOSS: 7.0, Status.BROKE_EVEN: 7.0}.get(code, 12 + NOT_REACHED)
        assert by_code[code] == expected


def test_a_function_is_a_target_and_its_source_belongs_to_the_study(small, tmp_path):
    study, folder, _ = small
    source = "def late(ds):\n    return ds['members'].sum('resource').sel(month=[6, 12])\n"
    (tmp_path / "mine.py").write_text(source)
    target = {"name": "x", "outcome": "mine:late", "observed": [15, 16], "error": 1}
    scenario = study.scenario.model_copy()
    scenario._folder = tmp_path
    made = sim.make_study(scenario, {"population.trust": {}}, [target], particles=16)
    ds = sim.open_sweep(folder / "generation-000.zarr")
    expected = study.targets[0].statistics(ds)[:, 1:]
    assert made.targets[0].statistics(ds).tolist() == expected.tolist()
    before = made.source
    (tmp_path / "mine.py").write_text(source.replace("return", "return 0 *"))
    assert sim.make_study(scenario, {"population.trust": {}}, [target], particles=16).source != before


@given(st.floats(0.001, 0.999))
def test_a_prior_gives_the_values_that_a_sweep_or_the_uncertain_table_would(u):
    scenario = sim.load_scenario("scenarios/atelier.toml")
    place = np.array([u])
    for path, given_prior, value in (
        ("population.trust", {"low": 0.2, "high": 0.6}, 0.2 + 0.4 * u),
        ("resources.*.founding_cost", {"low": 0.25, "high": 4, "scale": "log", "relative": True}, 0.25 * 16**u),
        ("society.hazard", {}, scenario.uncertain["society.hazard"].quantile(place)[0]),
        ("society.hazard", {"distribution": "uniform", "low": 0.1, "high": 0.3}, 0.1 + 0.2 * u),
        ("network.kind", ["complete", "small_world"], "complete" if u < 0.5 else "small_world"),
    ):
        found = read_prior(path, given_prior, scenario).at(place)[0]
        assert found == (value if isinstance(value, str) else pytest.approx(value))


def test_a_value_of_a_list_that_is_told_has_no_spread():
    scenario = sim.load_scenario("scenarios/atelier.toml")
    prior = read_prior("network.contacts", [2, 4], scenario)
    assert prior.middle(np.array([0.1, 0.3, 0.7])).tolist() == [0.25, 0.25, 0.75]
    assert prior.deviation == pytest.approx(0.25)
    whole = read_prior("network.contacts", {"low": 2, "high": 5}, scenario)
    assert whole.middle(np.array([0.1, 0.9])).tolist() == [0.125, 0.875]


def test_others_are_those_that_no_parameter_sets(small):
    study = small[0]
    assert [prior.path for prior in study.others] == ["society.review_rate"]
    fixed = sim.make_study(study.scenario, {"population.trust": {}}, [
        {"name": "x", "outcome": "gain_share", "observed": 0, "error": 0}], others="fixed", particles=16)  # fmt: skip
    assert fixed.others == ()
    assert study.pilot().size == PILOT
    trust = study.pilot().columns[0]
    assert set(trust) == {0.5}
    assert len(set(study.pilot().columns[3])) == PILOT


@given(st.floats(0.0, 1.3), st.floats(1.0, 500.0))
def test_told_is_a_matter_of_thresholds(ratio, effective):
    found = told(ratio, effective)
    near = min(abs(ratio - threshold) for threshold in THRESHOLDS) < MARGIN
    assert (found == "unsure") == (near or effective < FEW)
    if found != "unsure":
        assert found == ("told" if ratio < 0.5 else "partly" if ratio < 0.8 else "not")


def test_parameters_that_stand_for_each_other_are_named():
    rng = np.random.default_rng(1)
    one = rng.random(4000)
    values = np.stack([one, 1.0 - one + 0.1 * rng.random(4000), rng.random(4000)], axis=1)
    rho = correlations(values, np.full(4000, 1 / 4000))
    assert rho == pytest.approx(np.corrcoef(values.T), abs=1e-9)
    pairs = [(pair.one, pair.other, pair.sure) for pair in confused(np.full(3, 0.9), rho, 400.0)]
    assert pairs == [(0, 1, True)]
    assert list(confused(np.array([0.2, 0.2, 0.9]), rho, 400.0)) == []
