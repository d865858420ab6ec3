"""What the model gives beside the data.

The observed numbers beside what the model gives before and after it was calibrated to them.
"""

import tempfile

import sim

with tempfile.TemporaryDirectory() as folder:
    study = sim.load_study("docs/how-to/calibrate.toml", set={"calibrate.particles": 128, "calibrate.most_runs": 600})
    found = sim.calibrate(study, f"{folder}/adoption")
figure = sim.figures.predictive(found, size="paper")
