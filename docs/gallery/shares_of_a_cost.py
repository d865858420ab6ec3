"""A real cost, shared by several rules.

Six Swedish towns and their published costs (Young, Okada & Hashimoto 1982). Right of the line a town would pay less
alone; a hollow mark means that some group of towns would.
"""

import sim

game = sim.read_cost_game("docs/how-to/skane.csv")
shared = sim.share_cost(game)
figure = sim.figures.shares(shared, size="paper")
