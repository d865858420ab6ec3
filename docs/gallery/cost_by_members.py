"""What each member pays, by the number of members.

Fixed costs are shared by more, pairs of members need more coordination: between the two lies the size at which a pool
costs its members least. `faire-ensemble costs quebec-1` draws this figure for each resource, and states the sizes.
"""

import sim

scenario = sim.load_scenario("scenarios/quebec-1.toml")
figure = sim.figures.cost_by_members(scenario, "premises", size="paper")
