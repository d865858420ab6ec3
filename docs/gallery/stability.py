"""Which rules keep a pool together.

The pools of a simulation as cost games: under which rule would some group of members pay less apart?
"""

import sim
from sim.analysis import stability

scenario = sim.load_scenario("scenarios/atelier.toml")
found = stability(scenario, month=36, replications=2)
figure = sim.figures.stability(found, size="paper")
