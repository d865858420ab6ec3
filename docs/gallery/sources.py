"""Where the gain comes from.

Every combination of mechanisms is simulated on the same draws, and the gain is divided among them exactly (Shapley
value): what pooling saves first, then what takes from it.
"""

import sim

scenario = sim.load_scenario("scenarios/atelier.toml")
found = sim.explain(scenario, replications=5, together=[["friction", "payments", "overrun"], ["lots", "risk"]])
figure = sim.figures.sources(found, size="paper")
