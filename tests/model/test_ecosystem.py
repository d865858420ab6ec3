"""The model among Mesa's tools: keywords as parameters, batches, frames, and the protocol of its pages."""

import copy
import pickle

import mesa
import mesa.experimental.scenarios
import numpy as np
import pytest

from sim import PoolingModel, load_scenario, simulate
from sim.errors import ScenarioError
from sim.model import Organization, Pool
from sim.model.fictional import fictional_scenario
from sim.scenario import Scenario, parameters, with_values
from sim.scenario.keywords import values_by_path


@pytest.fixture(scope="module")
def atelier(repository):
    return load_scenario(repository / "scenarios" / "atelier.toml", set={"months": 12})


@pytest.mark.parametrize(
    "given",
    [
        {"trust": 0.25},
        {"population.trust": 0.25},
        {"population__trust": 0.25},
        {"trust": np.float64(0.25)},
        {"population": {"trust": 0.25}},
    ],
)
def test_a_parameter_by_any_of_its_names(given):
    expected = with_values(fictional_scenario(), {"population.trust": 0.25})
    assert PoolingModel(**given).world.source == expected.source != fictional_scenario().source


def test_parameters_of_resources(atelier):
    model = PoolingModel(atelier, market_price=900.0, hr__fixed_cost=500.0, **{"resources.it.fixed_cost": 70.0})
    resources = model.world.resources
    assert {each.market_price for each in resources.values()} == {900.0}
    assert (resources["hr"].fixed_cost, resources["it"].fixed_cost) == (500.0, 70.0)
    assert resources["premises"].fixed_cost == atelier.resources["premises"].fixed_cost


def test_every_parameter_has_a_keyword(atelier):
    for each in parameters():
        path = each.path.replace("*", "hr")
        assert values_by_path({path.replace(".", "__"): 1}, atelier) == {path: 1}
        name = each.path.rpartition(".")[2]
        if name not in Scenario.model_fields and [o.path.rpartition(".")[2] for o in parameters()].count(name) == 1:
            assert path in values_by_path({name: 1}, atelier)


def test_what_is_no_parameter_is_named_with_the_nearest():
    with pytest.raises(ScenarioError, match="trust") as error:
        PoolingModel(trusst=0.2, file="x.csv", months=0)
    assert len(error.value.problems) == 2
    with pytest.raises(ScenarioError, match="months = 0"):
        PoolingModel(months=0)


def test_a_scenario_may_be_a_file_or_a_dictionary(repository, atelier):
    file = repository / "scenarios" / "atelier.toml"
    for given in (file, str(file), {"extends": str(file)}):
        world = PoolingModel(given, months=12).world
        assert world.months == 12
        assert world.organization_names() == atelier.organization_names()
        assert world.resources == atelier.resources


def test_a_batch_varies_keywords_and_plays_replications(atelier):
    rows = mesa.batch_run(
        PoolingModel,
        {"scenario": atelier, "horizon": [6, 60], "replication": range(2)},
        max_steps=12,
        display_progress=False,
        rng=[atelier.seed],
    )
    ends = {(row["horizon"], row["replication"]): row["cumulative_gain"] for row in rows}
    assert len(ends) == 4
    for horizon in (6, 60):
        world = with_values(atelier, {"population.horizon": horizon})
        runs = simulate(world, replications=2, record="months")["collective_gain"].cumsum("month").isel(month=-1)
        assert [ends[horizon, k] for k in range(2)] == runs.values.tolist()


def test_the_frame_of_all_agents_is_that_of_the_organizations():
    model = PoolingModel()
    model.run_for(18)
    assert model.pools
    frame = model.datacollector.get_agent_vars_dataframe()
    assert len(frame) == 18 * 12
    assert list(frame.index.names) == ["Step", "AgentID"]
    assert frame.equals(model.datacollector.get_agenttype_vars_dataframe(Organization))
    assert "size" in model.datacollector.get_agenttype_vars_dataframe(Pool)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_keeps_its_world(atelier, copied):
    model = PoolingModel(atelier, trust=0.2)
    twin = copied(model)
    assert twin.world.source == model.world.source
    assert twin.scenario.model is twin
    assert type(twin.scenario)().world.source == model.world.source


def reset(model, **given):
    """Make a model anew as Mesa's pages do when Reset is clicked."""
    from mesa.visualization.solara_viz import _build_model_init_kwargs, _check_model_params

    _check_model_params(model, given)
    kwargs = _build_model_init_kwargs(model, given, add_scenario_when_empty=True, require_model_accepts_scenario=True)
    return type(model)(**kwargs)


def by_protocol(model, **given):
    """Make a model anew by what Mesa's pages do, where they are not installed."""
    return type(model)(**given, scenario=type(model.scenario)())


@pytest.fixture(params=[by_protocol, reset])
def again(request):
    if request.param is reset:
        try:
            import mesa.visualization.solara_viz  # noqa: F401
        except ImportError:
            return by_protocol
    return request.param


def test_sliders_lead_to_the_same_world_with_other_values(again, atelier):
    model = PoolingModel(atelier)
    model.run_for(6)
    slid = again(model, trust=0.9, months=24)
    assert slid.world.months == 24
    assert list(slid.world.resources) == list(atelier.resources)
    assert slid.world.name == atelier.name
    back = again(slid, trust=0.1, months=12, rng=7)
    alone = PoolingModel(atelier, trust=0.1, rng=7)
    for each in (back, alone):
        each.run_for(12)
    assert back.cumulative_gain == alone.cumulative_gain


def test_a_scenario_of_mesa_gives_parameters():
    class Short(mesa.experimental.scenarios.Scenario):
        months: int = 6
        trust: float = 0.2

    model = PoolingModel(Short(rng=5), foresight=0.3)
    assert (model.world.months, model.world.population.foresight.value) == (6, 0.3)
    assert PoolingModel(Short(rng=5)).state.society["key"] == PoolingModel(rng=5).state.society["key"]


def test_models_leave_no_class_behind(atelier):
    counted = mesa.experimental.scenarios.Scenario._ids
    before = len(counted)
    for _ in range(3):
        PoolingModel(atelier)
    assert len(counted) == before


def test_a_batch_ends_with_each_scenario(atelier):
    given = {"scenario": [atelier], "months": [3, 5], "replication": [0]}
    rows = mesa.batch_run(PoolingModel, given, rng=[1], number_processes=1, display_progress=False)
    played = {row["months"]: row["Step"] for row in rows}
    assert played == {3: 3, 5: 5}
