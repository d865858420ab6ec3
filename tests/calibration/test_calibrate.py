"""A calibration of the model: its store, what it resumes, what its posterior says and how it is used."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.calibration import CalibrationError, FailedRunsError, open_posterior, statement
from sim.calibration.quantity import NOT_REACHED
from sim.errors import StoreError
from sim.scenario import draw_uncertain, with_values
from sim.sweep import read_status
from sim.sweep.layout import DONE, FAILED, TO_DO
from sim.sweep.state import read_codes, write_codes, write_failures
from tests.calibration.conftest import STUDY
from tests.sweep.conftest import bits


def stores(folder):
    return {path.name: bits(path) for path in sorted(folder.glob("*.zarr"))}


def test_the_posterior_holds_what_was_played(small):
    _, folder, ds = small
    names = [path.name for path in sorted(folder.iterdir())]
    assert names == [f"generation-{k:03d}.zarr" for k in range(5)] + ["pilot.zarr", "posterior.nc", "study.txt"]
    assert ds.attrs["runs"] == 64 + 64 + 4 * 32  # another generation would be more than most_runs
    assert ds.identical(open_posterior(folder))
    assert ds["weight"].sum() == pytest.approx(1.0)
    assert (ds["low"] <= ds["median"]).all()
    assert (ds["median"] <= ds["high"]).all()
    generation = sim.open_sweep(folder / "generation-000.zarr")
    first = int(ds["particle"].values[ds["particle"].values < 64][0])
    row = ds.sel(particle=first)
    for path in ("population.trust", "resources.*.founding_cost", "society.hazard", "society.review_rate"):
        assert float(row[path]) == float(generation[path].values[first])
    assert ds.attrs["others"] == "society.review_rate"
    assert ds.attrs["not_reached"] == 12 + NOT_REACHED


def test_threads_kills_and_resuming_change_no_bit(small, tmp_path):
    study, folder, ds = small
    here = tmp_path / "store"
    shutil.copytree(folder, here)
    shutil.rmtree(here / "generation-004.zarr")
    (here / "posterior.nc").unlink()
    half = here / "generation-003.zarr"  # as if killed in the middle of this generation
    codes = read_codes(half, read_status(half).blocks)
    assert (codes == DONE).all()
    codes[1:] = TO_DO
    write_codes(half, codes)
    for name in ("entered", "members"):
        for shard in sorted((half / name).glob("c.*"))[1:]:
            shard.unlink()
    assert sim.calibrate(study, here, threads=2).identical(ds)
    assert stores(here) == stores(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_killed_process_is_resumed(small, tmp_path, repository):
    ds = small[2]
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    program = (
        "import os, signal, sys, sim\n"
        "def die(message):\n"
        "    if message.en.startswith('Generation 2'): os.kill(os.getpid(), signal.SIGKILL)\n"
        "sim.calibrate('study.toml', 'store', notice=die, threads=2)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(repository)}
    )
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "store" / "generation-003.zarr").exists()
    assert sim.calibrate(tmp_path / "study.toml", tmp_path / "store").identical(ds)


def test_points_are_read_back_and_not_drawn_again(small, tmp_path, monkeypatch):
    study, folder, ds = small
    shutil.copytree(folder, tmp_path / "store")
    monkeypatch.setattr("sim.calibration.kernel.Kernel.draw", lambda self, count: pytest.fail("drawn again"))
    assert sim.calibrate(study, tmp_path / "store").identical(ds)


def test_another_study_is_refused_with_the_difference(small, tmp_path):
    study, folder, _ = small
    shutil.copytree(folder, tmp_path / "store")
    with pytest.raises(StoreError, match="particles = 66"):
        sim.calibrate(replace(study, particles=66), tmp_path / "store")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="not the folder of a calibration"):
        sim.calibrate(study, tmp_path / "full")
    with pytest.raises(StoreError, match="holds no posterior"):
        open_posterior(tmp_path / "full")


def test_a_failed_block_stops_the_generation(small, tmp_path):
    study, folder, ds = small
    here = tmp_path / "store"
    shutil.copytree(folder, here)
    shutil.rmtree(here / "generation-004.zarr")
    broken = here / "generation-002.zarr"
    codes = read_codes(broken, read_status(broken).blocks)
    codes[0] = FAILED
    write_failures(broken, {0: "the disk is made of cheese"})
    write_codes(broken, codes)
    with pytest.raises(FailedRunsError, match="made of cheese"):
        sim.calibrate(study, here)
    assert not (here / "generation-004.zarr").exists()
    assert sim.calibrate(study, here, retry_failed=True).identical(ds)


def test_data_that_the_model_cannot_give_are_called_so(small, tmp_path):
    study, _, ds = small
    impossible = {"name": "a", "outcome": "memberships", "months": [3, 12], "observed": [24, 0], "error": 0.5}
    wrong = sim.make_study(study.scenario, {"population.trust": {}}, [impossible], particles=64, most_runs=200)
    found = sim.calibrate(wrong, tmp_path / "wrong")
    assert found.attrs["misfit"] == 1
    assert statement(found).startswith("THE MODEL DOES NOT GIVE THESE DATA")
    assert statement(found, "fr").startswith("LE MODÈLE NE DONNE PAS CES DONNÉES")
    assert ds.attrs["misfit"] == 0
    assert statement(ds).startswith("The model can give these data")
    assert "month 18, 6 months after the end" in statement(ds)


def test_a_run_takes_a_whole_particle(small):
    study, folder, ds = small
    drawn = sim.with_posterior(study.scenario, folder)
    simulated = sim.simulate(drawn, replications=40, uncertain=True, record="summary")
    assert simulated.attrs["posterior"] == ds.attrs["digest"]
    rows = {
        (float(ds["population.trust"][k]), float(ds["society.hazard"][k]), float(ds["society.review_rate"][k]))
        for k in range(ds.sizes["particle"])
    }
    paths = ("population.trust", "society.hazard", "society.review_rate")
    for k in range(40):
        assert tuple(float(simulated[path][k]) for path in paths) in rows
    cost = simulated["resources.hr.founding_cost"].values / 500
    assert set(cost).issubset({500 * value / 500 for value in ds["resources.*.founding_cost"].values})
    assert len(set(cost)) > 10


def test_a_particle_is_drawn_as_often_as_it_weighs(small):
    study, _, ds = small
    particles = sim.with_posterior(study.scenario, ds).particles
    count = 20_000
    drawn = [particles.at((k + 0.5) / count)["population.trust"] for k in range(count)]
    values, counts = np.unique(drawn, return_counts=True)
    weight = dict(zip(ds["population.trust"].values.tolist(), ds["weight"].values.tolist(), strict=True))
    assert counts / count == pytest.approx([weight[value] for value in values], abs=2 / count)


def test_what_a_lever_sets_is_not_drawn(small):
    study, folder, _ = small
    changed = with_values(sim.with_posterior(study.scenario, folder), {"population.trust": 0.5})
    assert "population.trust" not in draw_uncertain(changed, np.uint64(3))
    assert "society.hazard" in draw_uncertain(changed, np.uint64(3))


def test_another_scenario_is_refused(small, repository):
    _, folder, _ = small
    other = sim.load_scenario(repository / "scenarios" / "cuma.toml")
    particles = sim.with_posterior(other, folder).particles
    assert "society.hazard" in particles.paths
    narrow = open_posterior(folder)
    narrow = narrow.rename({"society.review_rate": "resources.nowhere.tax"}).assign_attrs(
        others="resources.nowhere.tax"
    )
    assert sim.with_posterior(other, narrow).particles.paths == [p for p in particles.paths if "review" not in p]
    posterior = open_posterior(folder).rename({"population.trust": "resources.hr.tax"})
    posterior = posterior.assign_coords(parameter=["resources.hr.tax", *posterior["parameter"].values[1:]])
    with pytest.raises(CalibrationError, match=r"resources\.hr\.tax"):
        sim.with_posterior(other, posterior)


def test_means_of_many_runs(small, tmp_path):
    study, _, _ = small
    target = {"name": "a", "outcome": "gain_share", "observed": 0.05, "error": 0.01, "of": "mean"}
    means = sim.make_study(
        study.scenario, {"population.trust": {}}, [target], particles=16, most_runs=200, replications=4, others="fixed"
    )
    ds = sim.calibrate(means, tmp_path / "means")
    generation = sim.open_sweep(tmp_path / "means" / "generation-000.zarr")
    assert dict(generation["collective_total_gain"].sizes) == {"point": 16, "replication": 4}
    share = (generation["collective_total_gain"] / generation["collective_total_counterfactual"]).mean("replication")
    z = np.random.default_rng((means.seed, 0, 1)).standard_normal((16, 1))
    assert ds["prior_simulated"].values == pytest.approx(share.values[:, None] + 0.01 * z)
    assert ds.attrs["others"] == ""
