"""One frame of a film.

`faire-ensemble animate run.nc -o film.gif` shows how organizations move in and out of pools while the curve below
grows. A film draws any of its frames.
"""

import sim

scenario = sim.load_scenario("scenarios/quebec-1.toml", set={"population.number": 40})
runs = sim.simulate(scenario, replications=4)
film = sim.figures.film(runs, resource="training", replication=3)
figure = film.at(30)
