"""What the model can give at all.

The pairs of two outcomes that a scenario can reach, searched for rather than sampled: can a group gain much while
many are left behind?
"""

import sim
from sim.analysis import explore
from sim.analysis.exploration import Range

scenario = sim.load_scenario("scenarios/atelier.toml", set={"months": 36})
ranges = {"population.horizon": {"low": 6, "high": 60}, "population.foresight": {}, "population.solidarity": {}}
ranges["resources.*.overrun_mean"] = {"low": 0.8, "high": 3, "relative": True}
design = sim.make_design(scenario, ranges, "sobol", points=1, replications=2)
found = explore(design, Range("gain_share", -0.2, 0.2), Range("left_behind", 0, 0.6), points=128)
figure = sim.figures.exploration(found, size="paper")
