"""What data tell of parameters.

A calibration to four observed numbers: each parameter and each pair, beside what was assumed before. Foresight is
told by these data, the cost of founding is not.
"""

import tempfile

import sim

with tempfile.TemporaryDirectory() as folder:
    study = sim.load_study("docs/how-to/calibrate.toml", set={"calibrate.most_runs": 800})
    found = sim.calibrate(study, f"{folder}/adoption")
figure = sim.figures.posterior(found, size="paper")
