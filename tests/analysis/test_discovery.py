"""Discovery through a sweep's own store: boxes, figures of held-out points, refusals, and typical failures that run."""

import json

import numpy as np
import pytest

import sim
from sim.analysis import SweepError, discover, scenario_at
from sim.analysis.words import discovery
from sim.cli.reports.discovery import as_csv, as_json
from sim.kernel.runs import one_run
from sim.kernel.setup import prepare
from sim.sweep import make_design, run_sweep
from sim.sweep import task as tasks
from tests.sweep.conftest import one_by_one

TRUST, FORESIGHT, SHARING = "population.trust", "population.foresight", "resources.hr.sharing"
WHOLE = {
    "population": {"number": 6},
    "months": 3,
    "network": {"kind": "complete"},
    "resources": {"hr": {"fixed_cost": 100}},
    "fictional": True,
}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """Return a function that sweeps a made-up model, whose gain is a function of trust, foresight and a word."""
    scenario = sim.scenario.parse_scenario(WHOLE)
    one = one_run(prepare(scenario), 0, 0, "summary")

    def run(function, kind="sobol", **options):
        def played(setup, seed, replication, record):
            here = setup.scenario.population
            x = [here.trust.support()[0], here.foresight.support()[0], setup.scenario.resources["hr"].sharing]
            return one | {"collective_total_gain": float(function(*x))}

        parameters = {TRUST: {}, FORESIGHT: {}, SHARING: ["equal", "by_size", "by_need"]}
        design = make_design(scenario, parameters, kind, replications=1, **options)
        store = tmp_path_factory.mktemp("made-up") / "x.zarr"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tasks, "several_runs", one_by_one(played))
            run_sweep(design, store, threads=1, block=10_000)
        return sim.open_sweep(store)

    return run


@pytest.fixture(scope="module")
def two_boxes(made_up):
    """Return a sweep that fails in two boxes, the second of which is of words."""
    return made_up(
        lambda trust, foresight, rule: (
            -1.0 if (trust > 0.7 and foresight < 0.5) or (trust < 0.3 and rule != "by_need") else 1.0
        ),
        points=512,
    )


@pytest.fixture(scope="module")
def found(two_boxes):
    return discover(two_boxes, "gain", below=0.0)


def test_planted_boxes_are_found_and_measured_on_points_held_out(found):
    assert found.sizes["box"] == 2
    by = {bool(found["kept"].sel(factor=SHARING, box=box) != ""): found.sel(box=box) for box in (1, 2)}
    high_trust, of_words = by[False], by[True]
    assert float(high_trust["low"].sel(factor=TRUST)) == pytest.approx(0.7, abs=0.05)
    assert float(high_trust["high"].sel(factor=FORESIGHT)) == pytest.approx(0.5, abs=0.05)
    assert float(of_words["high"].sel(factor=TRUST)) == pytest.approx(0.3, abs=0.05)
    assert sorted(str(of_words["kept"].sel(factor=SHARING).values).split(", ")) == ["by_size", "equal"]
    held, fails = found["held_out"].values, found["fails"].values
    assert held.sum() == 256
    for k in range(2):  # computed again from the points
        inside = found["inside"].values[k]
        assert float(found["density"][k]) == fails[inside & held].mean()
        assert float(found["coverage"][k]) == (fails & inside & held).sum() / (fails & held).sum()
        assert float(found["density_low"][k]) < float(found["density"][k]) <= float(found["density_high"][k])
        assert fails[int(found["medoid"][k])]
        assert inside[int(found["medoid"][k])]
    assert not (found["inside"].values[0] & found["inside"].values[1]).any()


def test_the_words_say_where_in_both_languages(found):
    said = discovery(found)
    assert "Pooling fails when “" in said
    assert "“trust that a pool will last” is at least 0." in said
    assert "“rule for sharing the cost of a pool” is “by size” or “equal parts”" in said
    assert "256 points that did not choose the boxes" in said
    french = discovery(found, "fr")
    assert "La mutualisation échoue quand «\u00a0" in french
    assert "«\u00a0confiance qu’un groupe durera\u00a0» est d’au moins 0," in french
    assert "{" not in said + french


def test_all_forms_tell_the_same(found):
    told = json.loads(as_json(found))
    assert [len(box["restrictions"]) for box in told["boxes"]] == [2, 2]
    assert told["below"] == 0.0
    lines = as_csv(found).splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("box,parameter,low,high,kept,quasi_p,coverage")


def test_noise_gives_no_box(made_up):
    for seed in range(4):
        noise = np.random.default_rng(seed)
        ds = made_up(lambda trust, foresight, rule, noise=noise: noise.normal(), points=256, seed=seed)
        found = discover(ds, "gain", above=0.0)
        assert found.sizes["box"] == 0
        assert "No box" in discovery(found) or "not confirmed" in discovery(found)


def test_failures_everywhere_need_no_box(made_up):
    noise = np.random.default_rng(8)
    ds = made_up(lambda trust, foresight, rule: noise.random() - 0.85, points=512)
    found = discover(ds, "gain", below=0.0)
    assert found.sizes["box"] == 0
    assert "nearly everywhere" in discovery(found)


def test_points_that_share_coordinates_stay_in_one_half(made_up):
    ds = made_up(lambda trust, foresight, rule: trust - 0.6, "saltelli", points=64)
    found = discover(ds, "gain", above=0.0)
    halves = found["held_out"].values.reshape(64, 5)
    assert (halves == halves[:, :1]).all()
    assert float(found["low"].sel(factor=TRUST, box=1)) == pytest.approx(0.6, abs=0.05)


def test_too_few_failures_are_refused_with_a_way_out(made_up):
    ds = made_up(lambda trust, foresight, rule: trust, points=256)
    with pytest.raises(
        SweepError, match=r"13 of 256 points fail, 243 do not; boxes need at least 50 of each\."
    ) as error:
        discover(ds, "gain", below=0.05)
    low, high = (float(word.strip(",")) for word in error.value.text("en").split("between ")[1].split()[0:3:2])
    discover(ds, "gain", below=low)
    discover(ds, "gain", below=high)
    with pytest.raises(SweepError, match="exactly one"):
        discover(ds, "gain")
    with pytest.raises(SweepError, match="there is no outcome gian"):
        discover(ds, "gian", below=0.0)
    late = ds.load().copy(deep=True)
    late["collective_status"][3] = sim.Status.NOT_YET
    with pytest.raises(SweepError, match="Choose another outcome"):
        discover(late, "break_even", above=12)


def test_a_transformed_sweep_gives_the_same_points(two_boxes, found):
    ds = two_boxes.load().copy(deep=True)
    ds = ds.assign_coords({TRUST: ("point", np.exp(3.0 * ds[TRUST].values), ds[TRUST].attrs)})
    other = discover(ds, "gain", below=0.0)
    assert (other["inside"].values == found["inside"].values).all()


def test_a_point_is_a_scenario_with_the_same_runs(tmp_path, repository):
    scenario = sim.load_scenario(repository / "scenarios" / "quebec-1.toml", set=["months=6", "population.number=20"])
    parameters = {"population.horizon": [6, 48], "resources.*.founding_cost": {"values": [0.5, 2], "relative": True}}
    design = make_design(scenario, parameters, replications=2, seed=9)
    run_sweep(design, tmp_path / "x.zarr")
    ds = sim.open_sweep(tmp_path / "x.zarr")
    saved = tmp_path / "point.toml"
    saved.write_text(scenario_at(ds, 3).source, encoding="utf-8")
    runs = sim.simulate(sim.load_scenario(saved), record="summary")
    assert runs["collective_total_gain"].values.tolist() == ds["collective_total_gain"][3].values.tolist()
