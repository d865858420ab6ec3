"""What data tell of parameters.

A calibration to four observed numbers: each parameter and each pair, beside what was assumed before. So few runs tell
neither for sure, and the cloud shows why: foresight and the cost of founding stand for each other.
"""

import tempfile

import sim

with tempfile.TemporaryDirectory() as folder:
    study = sim.load_study("docs/how-to/calibrate.toml", set={"calibrate.particles": 128, "calibrate.most_runs": 600})
    found = sim.calibrate(study, f"{folder}/adoption")
figure = sim.figures.posterior(found, size="paper")
