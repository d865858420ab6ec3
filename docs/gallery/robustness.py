"""Which lever is regretted least.

Levers of public support in uncertain worlds: the regret of each, that is by how much the best lever of a world would
have been better.
"""

import sim

study = sim.load_lever_study(
    "scenarios/studies/decide.toml",
    set={"decide.worlds": 24, "decide.replications": 4, "population.number": 30, "months": 36},
)
found = sim.decide(study)
figure = sim.figures.robustness(found, size="paper")
