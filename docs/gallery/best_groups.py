"""The best groups.

For each resource, the partition into pools that costs least, and the best one in which nobody pays more than alone.
"""

import sim

scenario = sim.load_scenario("scenarios/atelier.toml")
found = [sim.best_groups(scenario, resource) for resource in scenario.resources]
figure = sim.figures.best_groups(scenario, found)
