"""The Mesa model: population, network, and what happens in a month."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import mesa
import networkx as nx

from .cost import Resource
from .organization import Organization
from .pool import Coalition, Pool

ATTRIBUTES = (
    "size",
    "cash",
    "surplus",
    "rate",
    "horizon",
    "foresight",
    "trust",
    "solidarity",
    "autonomy",
    "taste",
    "rule",
)


class PoolingBaseline(mesa.Model):
    """One replication of the core model, month by month.

    Parameters
    ----------
    scenario : object
        Read by the names of the scenario file (`scenario.resources[name].fixed_cost`, ...).
    rng : int, optional
        Seed of the model's random streams.
    """

    def __init__(self, scenario: Any, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        refuse_what_is_left_out(scenario)
        self.society = scenario.society
        self.resources = [Resource(name, terms) for name, terms in scenario.resources.items()]
        self.month = 0
        self.pools: list[Pool] = []
        self.founded = Counter[Resource]()
        self.ended = Counter[Resource]()

        self.create_population(scenario.population)
        self.connect(scenario.network)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                **{f"members_{r.name}": lambda m, r=r: m.count_members(r) for r in self.resources},
                **{f"pools_{r.name}": lambda m, r=r: m.count_pools(r) for r in self.resources},
                "gain": lambda m: m.agents.agg("gain", sum),
                "actual_cost": lambda m: m.agents.agg("actual_cost", sum),
                "counterfactual_cost": lambda m: m.agents.agg("counterfactual_cost", sum),
                "entry_payments": lambda m: m.agents.agg("entry_payments", sum),
                "exit_payments": lambda m: m.agents.agg("exit_payments", sum),
                "mean_trust": lambda m: m.agents.agg("trust", sum) / len(m.agents),
            },
            agent_reporters={"gain": "gain"},
        )

    # --- setting up ------------------------------------------------------------------------------------

    def create_population(self, population: Any) -> None:
        """Draw the attributes and create the organizations."""
        n = population.number
        drawn = {name: getattr(population, name).quantile(self.rng.random(n)).tolist() for name in ATTRIBUTES}
        if unknown := set(drawn["rule"]) - {"rational", "alone"}:
            raise ValueError(f"the baseline does not have the decision rules {sorted(unknown)}")
        Organization.create_agents(self, n, **drawn)

    def connect(self, network: Any) -> None:
        """Tell every organization who its contacts are."""
        organizations = list(self.agents)
        if network.kind == "complete":
            graph = nx.complete_graph(len(organizations))
        else:
            graph = nx.watts_strogatz_graph(len(organizations), network.contacts, network.rewiring, seed=self.random)
        for organization, neighbours in zip(organizations, graph.adj.values(), strict=True):
            organization.contacts = [organizations[j] for j in neighbours]

    # --- a month ---------------------------------------------------------------------------------------

    def step(self) -> None:
        """Simulate a month: needs, review, run, ledgers; then small pools close and trust moves."""
        self.agents.do("open_books")
        self.draw_loads()
        self.agents.shuffle_do("review")
        for pool in self.pools:
            pool.run(self.month)
        self.agents.do("provide_alone")
        self.agents.do("close_books")
        self.datacollector.collect(self)  # what held while the month ran
        self.dissolve_pools()
        self.agents.do("update_trust")
        self.month += 1

    def draw_loads(self) -> None:
        """Draw the needs of the month, correlated between organizations."""
        for resource in self.resources:
            nu, rho = resource.terms.variation, resource.terms.correlation
            common = math.sqrt(rho) * self.random.gauss()
            for organization in self.agents:
                if resource in organization.need:
                    shock = common + math.sqrt(1.0 - rho) * self.random.gauss()
                    organization.load[resource] = organization.need[resource] * max(0.0, 1.0 + nu * shock)

    def found_pool(self, founders: Coalition) -> None:
        """Create a pool, whose founders now learn what the founding really costs."""
        resource = founders.resource
        pool = Pool(resource, founders.members, self.month, self.draw_overrun(resource))
        self.pools.append(pool)
        self.founded[resource] += 1
        for founder in founders.members:
            founder.become_member(pool, resource.terms.founding_cost * pool.overrun / len(founders))

    def draw_overrun(self, resource: Resource) -> float:
        """Draw the multiplier of a new pool's costs, lognormal with a given mean and variation."""
        spread = math.sqrt(math.log(1.0 + resource.terms.overrun_cv**2))
        return self.random.lognormvariate(math.log(resource.terms.overrun_mean) - 0.5 * spread**2, spread)

    def dissolve_pools(self) -> None:
        """Dissolve the pools that have become too small."""
        for pool in list(self.pools):
            if len(pool.members) < pool.resource.minimum:
                for member in pool.members:
                    del member.pool[pool.resource]
                    member.disappointed = True
                self.end_pool(pool)

    def end_pool(self, pool: Pool) -> None:
        """Strike a pool off the list."""
        self.pools.remove(pool)
        self.ended[pool.resource] += 1

    # --- what is observed ------------------------------------------------------------------------------

    def count_members(self, resource: Resource) -> int:
        """Return how many organizations pool a resource."""
        return sum(resource in organization.pool for organization in self.agents)

    def count_pools(self, resource: Resource) -> int:
        """Return how many pools of a resource there are."""
        return sum(pool.resource is resource for pool in self.pools)


def refuse_what_is_left_out(scenario: Any) -> None:
    """Raise a ValueError if the scenario uses a mechanism that this baseline does not have."""
    levers, society = scenario.levers, scenario.society
    used = {
        "network.kind": scenario.network.kind not in ("small_world", "complete"),
        "network.fixed": scenario.network.fixed,
        "population.fixed": scenario.population.fixed,
        "population.file": scenario.population.file is not None,
        "decisions": scenario.decisions is not None,
        "society.taste": society.taste != "persistent",
        "society.closure": society.closure,
        "crises": scenario.crises.probability > 0,
        "levers": any(
            (
                levers.subsidy_share,
                levers.facilitator_cut,
                levers.facilitator_reach,
                levers.guarantee_share,
                levers.credit_months,
            )
        ),
    }
    for name, terms in scenario.resources.items():
        used |= {
            f"resources.{name}.sharing": terms.sharing not in ("equal", "by_need", "by_use", "two_part"),
            f"resources.{name}.tax": terms.tax > 0,
            f"resources.{name}.overuse": terms.overuse > 0,
            f"resources.{name}.progress_ratio": terms.progress_ratio < 1,
            f"resources.{name}.innovation_rate": terms.innovation_rate > 0,
        }
    if names := [name for name, is_used in used.items() if is_used]:
        raise ValueError("the baseline does not have: " + ", ".join(names))
