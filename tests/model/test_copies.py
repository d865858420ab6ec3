"""A model can be sent to another process and copied, and the runs of a batch are runs of their own."""

import copy
import pickle
import warnings

import mesa
import pytest

from sim.model import Organization, PoolingModel


class Watched(PoolingModel):
    """A model as a user would write it."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.datacollector = mesa.DataCollector(
            {"gain": "cumulative_gain", "run": "replication"}, agenttype_reporters={Organization: {"own": "total_gain"}}
        )


def ends(**options):
    """Return the final gains of a batch, by run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        rows = mesa.batch_run(Watched, {}, max_steps=18, display_progress=False, **options)
    return list({row["RunId"]: row["gain"] for row in rows}.values())


@pytest.mark.parametrize("options", [{"iterations": 3}, {"rng": [None] * 3}, {"rng": [1, 2, 3]}])
def test_the_runs_of_a_batch_differ(options):
    assert len(set(ends(**options))) == 3


def test_a_run_of_a_batch_can_be_made_again():
    rows = mesa.batch_run(Watched, {}, max_steps=18, display_progress=False, rng=[None])
    model = PoolingModel(replication=rows[0]["run"])
    model.run_for(18)
    assert model.cumulative_gain == rows[0]["gain"]


def test_a_model_without_options_is_always_the_same():
    one, other = PoolingModel(), PoolingModel()
    for model in (one, other):
        model.run_for(12)
    assert (one.cumulative_gain, one.replication) == (other.cumulative_gain, 0)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
@pytest.mark.parametrize("months", [0, 15])
def test_a_copy_goes_on_as_the_model_does(copied, months):
    model = PoolingModel(organization_class=Organization)
    if months:
        model.run_for(months)
    twin = copied(model)
    for each in (model, twin):
        each.run_for(15)
    assert twin.cumulative_gain == model.cumulative_gain
    assert [pool.number for pool in twin.pools] == [pool.number for pool in model.pools]
    assert all(agent.model is twin for agent in twin.organizations)
    one, other = (each.datacollector.get_model_vars_dataframe() for each in (model, twin))
    assert one.equals(other)
