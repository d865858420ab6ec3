"""The model behaves as a Mesa user expects, and its results do not depend on Mesa's random streams."""

import gc
import random
import subprocess
import sys
import weakref

import numpy as np
import pytest

from sim import Organization, Pool, PoolingModel, load_scenario, simulate
from sim.kernel import month
from sim.model import Decision
from sim.model.fictional import fictional_scenario
from sim.scenario import parse_scenario, with_values
from tests.model.lockstep import arrays
from tests.model.test_equivalence import CHURN


@pytest.fixture(scope="module")
def churn():
    return parse_scenario({**CHURN, "network": {"kind": "complete"}})


def contents(model):
    return [array.tobytes() for array in arrays(model.state).values()]


def test_built_with_no_arguments_and_run_for_ten():
    model = PoolingModel()
    assert model.running
    model.run_for(10)
    assert model.time == 10
    assert model.month == 10


def test_collected_as_garbage():
    model = PoolingModel()
    model.run_for(3)
    assert model.pools
    left = [weakref.ref(each) for each in (model, model.organizations[0], model.pools[0])]
    arrays = weakref.ref(model.state.organization)
    del model
    gc.collect()
    assert [ref() for ref in (*left, arrays)] == [None] * 4


def test_two_models_do_not_disturb_each_other(churn):
    def build():
        return [PoolingModel(churn), PoolingModel(), PoolingModel(churn, replication=1)]

    apart, together = build(), build()
    for model in apart:
        model.run_for(12)
    for _ in range(12):
        for model in together:
            model.step()
    assert [contents(model) for model in together] == [contents(model) for model in apart]
    assert contents(apart[0]) != contents(apart[2])


def test_pools_appear_and_disappear(churn):
    model = PoolingModel(churn)
    assert Pool not in model.agents_by_type
    assert len(model.agents_by_type[Organization]) == len(model.organizations) == 40
    met, founded, ended = {}, 0, 0
    for _ in range(36):
        model.step()
        assert list(model.agents_by_type.get(Pool, [])) == sorted(model.pools, key=lambda pool: pool.unique_id)
        assert set(model.agents) == {*model.organizations, *model.pools}
        founded += int(model.state.resource["foundings"].sum())
        ended += int(model.state.resource["dissolutions"].sum())
        met |= {pool.unique_id: pool for pool in model.pools}
        for pool in model.pools:
            assert pool.size == len(pool.members) >= model.state.resource["min_members"][pool.resource]
            assert all(member.pool(pool.resource) is pool for member in pool.members)
    gone = [pool for pool in met.values() if pool not in model.pools]
    assert gone
    assert all(pool.ended and pool not in model.agents and pool.size == 0 for pool in gone)
    assert len(model.pools) == founded - ended
    assert len({pool.number for pool in met.values()}) == len(met)


def test_frames_are_those_of_a_simulation(churn):
    runs = simulate(churn, replications=2)
    for k in range(2):
        model, run = PoolingModel(churn, replication=k), runs.isel(replication=k)
        model.run_for(churn.months)
        group = model.datacollector.get_model_vars_dataframe()
        assert group.shape == (36, 6)
        assert group["month"].tolist() == run["month"].values.tolist()
        for name in ("collective_gain", "mean_trust"):
            assert group[name].tolist() == run[name].values.tolist()
        assert group["cumulative_gain"].tolist() == run["collective_gain"].cumsum("month").values.tolist()
        assert group["memberships"].tolist() == run["members"].sum("resource").values.tolist()
        assert group["pools"].tolist() == run["pools"].sum("resource").values.tolist()

        members = model.datacollector.get_agenttype_vars_dataframe(Organization)
        assert members.shape == (36 * 40, 6)
        assert members["name"].unstack().iloc[0].tolist() == run["organization"].values.tolist()
        assert (run["gain"].values == members["gain"].unstack().to_numpy().T).all()
        assert (members["total_gain"].unstack().iloc[-1].to_numpy() == run["total_gain"].values).all()
        pooling = (run["pool"] >= 0).sum("resource").values.T
        assert (members["memberships"].unstack().to_numpy() == pooling).all()

        pools = model.datacollector.get_agenttype_vars_dataframe(Pool)
        assert len(pools) == int(run["pools"].sum())
        assert pools["size"].sum() == int(run["members"].sum())
        for step, rows in pools.groupby(level="Step"):
            here = run["pool"].sel(month=int(step)).values
            assert sorted(rows["number"]) == sorted(set(here.ravel()) - {-1})
            assert (rows["age"] >= 0).all()


def test_frames_of_a_subclass_without_a_pool():
    class Alone(Organization):
        def decide(self, resource):
            return Decision.stay()

    model = PoolingModel(organization_class=Alone)
    model.run_for(3)
    assert len(model.datacollector.get_agenttype_vars_dataframe(Organization)) == 3 * 12
    group = model.datacollector.get_model_vars_dataframe()
    assert len(group) == 3
    assert not group[["pools", "memberships", "collective_gain"]].to_numpy().any()


def test_rng_is_the_root_seed_and_replication_the_run():
    scenario = fictional_scenario()
    runs = simulate(scenario, seed=7, replications=3, record="months")
    for rng, replication in ((7, 2), (np.int64(7), np.int32(2))):
        model = PoolingModel(scenario, rng=rng, replication=replication)
        model.run_for(24)
        gains = model.datacollector.get_model_vars_dataframe()["collective_gain"].tolist()
        assert gains == runs["collective_gain"].sel(replication=2).values[:24].tolist()
    assert contents(PoolingModel(rng=7)) == contents(PoolingModel(with_values(scenario, {"seed": 7})))
    assert len({tuple(contents(PoolingModel(rng=k, replication=j))) for k in (1, 2) for j in (0, 1)}) == 4
    assert contents(PoolingModel(rng=2**63 - 1)) == contents(PoolingModel(rng=2**63 - 1))


@pytest.mark.parametrize("name", ["rng", "replication"])
def test_an_invalid_rng_or_replication_is_refused(name):
    with pytest.raises(TypeError, match=f"{name} = .*whole number"):
        PoolingModel(**{name: np.random.default_rng(1)})
    with pytest.raises(TypeError, match=f"{name} = 1.5: a whole number"):
        PoolingModel(**{name: 1.5})
    for number in (-1, 2**63):
        with pytest.raises(ValueError, match=f"{name} = {number}"):
            PoolingModel(**{name: number})


def test_no_stream_is_drawn_from(churn):
    def streams(model):
        return model.random.getstate(), str(model.rng.bit_generator.state)

    model = PoolingModel(churn)
    before, everywhere = streams(model), (random.getstate(), str(np.random.get_state()))  # noqa: NPY002
    model.run_for(18)
    assert model.pools
    assert streams(model) == before
    assert (random.getstate(), str(np.random.get_state())) == everywhere  # noqa: NPY002
    random.seed(1)
    other = PoolingModel(churn)
    other.random.seed(99)
    other.rng = np.random.default_rng(99)
    random.seed(2)
    other.run_for(18)
    assert contents(other) == contents(model)


def functions(module):
    return [name for name, value in vars(module).items() if callable(value) and not name.startswith("__")]


def test_the_compiled_month_is_not_needed(churn, monkeypatch):
    expected = PoolingModel(churn)
    expected.run_for(24)
    gains = simulate(churn, replications=1, record="months")["collective_gain"].values[0, :24].tolist()

    def forbidden(*args):
        raise AssertionError("the compiled driver was called")

    assert set(functions(month)) >= {"play", "review", "settle_all", "close_pools", "end_month"}
    for name in functions(month):
        monkeypatch.setattr(month, name, forbidden)
    with pytest.raises(AssertionError, match="compiled driver"):
        month.settle_all(expected.state, 0)
    model = PoolingModel(churn)
    model.run_for(24)
    assert contents(model) == contents(expected)
    assert model.datacollector.get_model_vars_dataframe()["collective_gain"].tolist() == gains


def modules_after(program, *options):
    """Return the names of the modules that a fresh interpreter has loaded after a program."""
    program += "\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, *options, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_compiled_month_is_not_even_loaded():
    loaded = modules_after("import sim\nsim.PoolingModel().run_for(2)")
    assert "mesa" in loaded
    assert loaded.isdisjoint({"sim.kernel.month", "sim.kernel.runs"})


def test_mesa_is_loaded_only_for_its_model():
    program = "import sim\nsim.simulate(sim.load_scenario({!r}), replications=1, record='summary')"
    assert "mesa" not in modules_after(program.format("scenarios/atelier.toml"))


def test_no_warning_from_mesa():
    program = "import sim\nm = sim.PoolingModel()\nm.run_for(3)\nm.datacollector.get_model_vars_dataframe()"
    assert "mesa" in modules_after(program, "-W", "error::DeprecationWarning", "-W", "error::FutureWarning")


def test_the_workshop_is_known_by_name(repository):
    model = PoolingModel(load_scenario(repository / "scenarios" / "atelier.toml"))
    assert model.resources == ["hr", "premises", "it"]
    assert [o.name for o in model.organizations] == model.names == model.world.organization_names()
    assert all(o.stand_alone_cost(0) > 0 for o in model.organizations)
