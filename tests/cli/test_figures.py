"""Every figure of a run that the package has is drawn by a run."""

from sim import figures, load_scenario, simulate
from sim.analysis import NotRecordedError
from sim.cli.reports.run import run_figures


def drawn(ds, lang):
    """Draw the figures of a run; None in place of one that needs more than was recorded."""
    found = {}
    for name, draw in run_figures(ds):
        try:
            found[name] = draw(lang=lang, size="slide")
        except NotRecordedError:
            found[name] = None
    return found


def test_every_figure_is_drawn_and_a_summary_leaves_out_what_it_cannot_show(small):
    scenario = load_scenario(small)
    summary = drawn(simulate(scenario, record="summary"), "en")
    of_sweeps = {"break_even", "phases", "profile", "sensitivity", "sensitivity_by_month", "discovery", "exploration"}
    of_worlds = {"sources", "comparison", "robustness"}
    of_calibrations = {"posterior", "predictive", "distance_profiles"}
    of_one_run = {"timeline", "flows", "network", "film"}
    of_costs = {"cost_by_members", "shares", "stability", "best_groups"}
    of_others = {"rooms"} | of_costs | of_sweeps | of_worlds | of_calibrations | of_one_run
    assert set(summary) == set(figures.__all__) - of_others
    assert summary["j_curve"] is None
    assert None not in drawn(simulate(scenario), "fr").values()
