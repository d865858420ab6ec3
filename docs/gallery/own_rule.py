"""A decision rule of your own.

A function in a Python file decides for the organizations, at the speed of the built-in rules; here they wait a year.
"""

import tempfile
from pathlib import Path

import sim

RULE = """
from sim.laws.decision import Choice

def decide(own):
    if own.month <= 12:
        return Choice.STAY
    if own.can_join and own.join > own.stay:
        return Choice.JOIN
    return Choice.FOUND if own.can_found and own.found > own.stay else Choice.STAY
"""
as_usual = sim.load_scenario("scenarios/atelier.toml")
with tempfile.TemporaryDirectory() as folder:
    Path(folder, "patient.py").write_text(RULE, "utf-8")
    own = {"title": {"en": "Wait a year", "fr": "Un an d’attente"}, "population": {"rule": "own"}}
    patient = sim.load_scenario({"extends": "scenarios/atelier.toml", "code": f"{folder}/patient.py"} | own)
    found = sim.compare([as_usual, patient], replications=30)
figure = sim.figures.comparison(found, size="paper")
