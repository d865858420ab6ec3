"""Contacts, and the pools among them.

The network of contacts of one run after three years; organizations of the same colour share premises.
"""

import sim

scenario = sim.load_scenario("scenarios/quebec-1.toml", set={"population.number": 60})
runs = sim.simulate(scenario, replications=1)
figure = sim.figures.network(runs, size="paper", resource="premises", month=36)
