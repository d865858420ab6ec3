"""Every figure of a run that the package has is drawn by a run."""

from sim import figures, load_scenario, simulate
from sim.cli.reports.run import run_figures


def test_every_figure_is_drawn_and_a_summary_leaves_out_what_it_cannot_show(small):
    scenario = load_scenario(small)
    summary = dict(run_figures(simulate(scenario, record="summary"), scenario, "en"))
    of_resources = {f"cost_by_members_{resource}" for resource in scenario.resources}
    of_sweeps = {"break_even", "phases", "profile", "sensitivity", "sensitivity_by_month", "discovery", "exploration"}
    of_worlds = {"sources", "comparison", "robustness"}
    of_calibrations = {"posterior", "predictive", "distance_profiles"}
    of_others = {"shares", "stability", "best_groups"} | of_sweeps | of_worlds | of_calibrations
    assert set(summary) == {*figures.__all__, *of_resources} - {"cost_by_members"} - of_others
    assert summary["j_curve"] is None
    assert all(summary[name] is not None for name in of_resources)
    assert None not in dict(run_figures(simulate(scenario), scenario, "fr")).values()
