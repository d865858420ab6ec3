"""The free rider and the sanction.

Three organizations of ten leave the work to the others: effort falls. Inspections without fines change nothing, with
fines they restore it.
"""

import matplotlib.pyplot as plt

import sim
from sim.analysis import mean_effort

rules = {"no inspection": (0, 0, "-"), "seen, not fined": (0.1, 0, ":"), "fined": (0.1, 0.1, "--")}
figure, axes = plt.subplots(figsize=(7, 4))
for name, (inspection, fine, dashes) in rules.items():
    values = {"resources.hr.inspection": inspection, "resources.hr.sanction": fine}
    runs = sim.simulate(sim.load_scenario("scenarios/passager.toml", set=values), replications=20, record="months")
    axes.plot(runs["month"], 100 * mean_effort(runs).mean("replication"), dashes, label=name)
axes.set(xlabel="Month", ylabel="Mean effort of members (%)", ylim=(0, 100))
axes.legend(frameon=False)
