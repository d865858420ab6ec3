"""Every figure of a run that the package has is drawn by a run."""

from sim import figures, load_scenario, simulate
from sim.analysis import NotRecordedError
from sim.cli.reports.run import run_figures


def drawn(ds, scenario, lang):
    """Draw the figures of a run; None in place of one that needs more than was recorded."""
    found = {}
    for name, draw in run_figures(ds, scenario):
        try:
            found[name] = draw(lang=lang, size="slide")
        except NotRecordedError:
            found[name] = None
    return found


def test_every_figure_is_drawn_and_a_summary_leaves_out_what_it_cannot_show(small):
    scenario = load_scenario(small)
    summary = drawn(simulate(scenario, record="summary"), scenario, "en")
    of_resources = {f"cost_by_members_{resource}" for resource in scenario.resources}
    of_sweeps = {"break_even", "phases", "profile", "sensitivity", "sensitivity_by_month", "discovery", "exploration"}
    of_worlds = {"sources", "comparison", "robustness"}
    of_calibrations = {"posterior", "predictive", "distance_profiles"}
    of_one_run = {"timeline", "flows", "network", "film"}
    of_others = {"shares", "stability", "best_groups", "rooms"} | of_sweeps | of_worlds | of_calibrations | of_one_run
    assert set(summary) == {*figures.__all__, *of_resources} - {"cost_by_members"} - of_others
    assert summary["j_curve"] is None
    assert all(summary[name] is not None for name in of_resources)
    assert None not in drawn(simulate(scenario), scenario, "fr").values()
