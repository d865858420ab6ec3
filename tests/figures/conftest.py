"""Figures to look at with a ruler: made-up datasets, a simulated one, and the texts of a figure."""

import importlib.util
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import pytest
import xarray as xr

from sim import (
    best_groups,
    calibrate,
    compare,
    decide,
    explain,
    figures,
    load_scenario,
    make_design,
    make_study,
    open_sweep,
    run_sweep,
    simulate,
)
from sim.analysis import break_even_profile, discover, explore, monthly_sensitivity, phase_diagram, profile, sensitivity
from sim.analysis.exploration import Range
from sim.analysis.lever_study import Lever, LeverStudy
from sim.scenario import with_values
from sim.vocabulary.text import Text

_SPEC = importlib.util.spec_from_file_location("synthetic", Path(__file__).parents[1] / "synthetic.py")
synthetic = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(synthetic)

SLACK = 1.0  # pixel: letters do not fill their boxes


class Words(NamedTuple):
    """A text that is drawn, and its box in pixels."""

    text: str
    box: object


@pytest.fixture(scope="session")
def words_of():
    """Return the function that reads a figure."""
    return _words_of


def _words_of(figure):
    """List the texts that a figure draws: of the ticks, those within the axis."""
    from matplotlib.text import Text

    renderer = figure.canvas.get_renderer()
    figure.draw_without_rendering()
    ticks, drawn = set(), set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            slack = 1e-9 * (high - low)
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                labels = (tick.label1, tick.label2)
                ticks.update(labels)
                if tick.get_visible() and low - slack <= tick.get_loc() <= high + slack:
                    drawn.update(labels)
    return [
        Words(text.get_text(), Text.get_window_extent(text, renderer))
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and (text not in ticks or text in drawn)
    ]


@pytest.fixture(scope="session")
def collisions(words_of):
    """Return a function that lists the texts of a figure that overlap or leave the page."""
    return lambda figure: overlapping(words_of(figure), figure.bbox)


def overlapping(words, page):
    """List the texts that overlap or leave the page."""
    found = [
        f"off the page: {one.text!r}"
        for one in words
        if one.box.x0 < page.x0 or one.box.y0 < page.y0 or one.box.x1 > page.x1 or one.box.y1 > page.y1
    ]
    for one, other in combinations(words, 2):
        wide = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
        tall = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
        if wide > SLACK and tall > SLACK:
            found.append(f"{one.text!r} over {other.text!r}")
    return found


@pytest.fixture(scope="session", params=synthetic.CASES)
def made_up(request):
    """Return the dataset of a case, one after the other."""
    return synthetic.dataset(**synthetic.CASES[request.param])


@pytest.fixture(scope="session")
def make_up():
    """Return the function that makes up a dataset."""
    return synthetic.dataset


@pytest.fixture(scope="session")
def workshop(repository):
    """Return a scenario that the package ships, small and quick."""
    return load_scenario(repository / "scenarios" / "atelier.toml", set=["replications=6"])


@pytest.fixture(scope="session")
def simulated(workshop):
    """Return a dataset as the simulation writes it."""
    return simulate(workshop)


@pytest.fixture(scope="session")
def explained(workshop):
    """Return where the gain of that scenario comes from."""
    return explain(workshop, replications=3)


@pytest.fixture(scope="session")
def compared(workshop):
    """Return that scenario beside one in which the same organizations look less far ahead, and one that fails."""
    others = [{"population.horizon": 12}, {"population.foresight": 0.0}]
    return compare([workshop, *(with_values(workshop, values) for values in others)])


@pytest.fixture(scope="session")
def decided(workshop):
    """Return three levers in a few uncertain worlds of that scenario."""
    rate = {"distribution": "uniform", "low": 0.1, "high": 0.5}
    scenario = with_values(workshop, {"uncertain": {"society.review_rate": rate}})
    levers = {
        "credit": Lever(Text("credit", "crédit"), {"levers.credit_months": 24}),
        "facilitator": Lever(
            Text("facilitator, at a high fee", "accompagnement, cher"), {"levers.facilitator_fee": 90}
        ),
        "all": Lever(
            Text("all levers at once, with a name that is longer", "tous les leviers à la fois, au nom plus long"),
            {"levers.subsidy_share": 0.5, "levers.subsidy_cap": 2000},
        ),
    }
    return decide(LeverStudy(scenario, levers, worlds=12, replications=2))


@pytest.fixture(scope="session")
def explored(workshop):
    """Return an exploration of that scenario, with a surprise."""
    parameters = {"population.horizon": {"low": 6, "high": 60}, "population.foresight": {}}
    design = make_design(workshop, parameters, "sobol", points=1, replications=2)
    ds = explore(design, Range("gain_share", -0.2, 0.2), Range("left_behind", 0.0, 0.5), points=24)
    return ds.drop_vars("surprise").assign(surprise=("surprises", [5, 17]))


@pytest.fixture(scope="session")
def partitioned(workshop):
    """Return the best groups of that scenario; in the last, few may pool, and equal bills are too much for some."""
    values = {"resources.it.sharing": "equal", "resources.it.max_members": 3}
    found = [best_groups(workshop, key) for key in workshop.resources]
    return [*found[:-1], best_groups(with_values(workshop, values), "it")]


@pytest.fixture(scope="session")
def swept(workshop, tmp_path_factory):
    """Return a function that sweeps that scenario by a design, and opens its store."""

    @cache
    def run(design, replications=3, **options):
        parameters = {
            "population.horizon": {"low": 6, "high": 60, "steps": 10},
            "resources.*.founding_cost": {"values": [0.5, 1, 2, 8], "relative": True},
        }
        if design != "grid":
            parameters["resources.*.overrun_mean"] = {"low": 0.8, "high": 3, "relative": True}
            parameters |= {f"population.{name}": {} for name in ("foresight", "trust", "solidarity", "autonomy")}
        if design == "sobol":
            parameters["population.rule"] = ["rational", "imitate", "conditional"]
            parameters["resources.*.founding_cost"] = {"low": 0.5, "high": 8, "scale": "log", "relative": True}
        store = tmp_path_factory.mktemp(design) / "x.zarr"
        design = make_design(workshop, parameters, design, replications=replications, record="months", **options)
        run_sweep(design, store)
        return open_sweep(store)

    return run


def _discovered(ds, boxes):
    """Discover where a made-up outcome of a sweep fails: in one box of numbers, or also in one of words."""
    ds = ds.drop_dims("month").load().copy(deep=True)
    horizon, trust, rule, cost = (
        ds[path] for path in ("population.horizon", "population.trust", "population.rule", "resources.*.founding_cost")
    )
    fails = (horizon > 40) & (trust < 0.6)
    if boxes == 2:
        fails |= (horizon < 30) & (rule != "rational") & (cost > 1.2)
    ds["collective_total_gain"][:] = np.where(fails, -1.0, 1.0)[:, None]
    found = discover(ds, "gain", below=0.0)
    assert found.sizes["box"] == boxes
    return found


@pytest.fixture(scope="session")
def analysed(swept):
    """Return what the commands compute of sweeps of all kinds, each once: names, functions and data of figures."""
    x, y = "population.horizon", "resources.*.founding_cost"
    grid, saltelli, morris = swept("grid"), swept("saltelli", points=4), swept("morris", points=4)
    found = [
        ("phases", figures.phases, phase_diagram(grid, x, y)),
        ("phases of money", figures.phases, phase_diagram(grid, y, x, "gain", 5000.0)),
        *(
            (f"profile of {outcome}", figures.profile, profile(grid, x, outcome, y))
            for outcome in ("gain_share", "gain", "break_even")
        ),
        ("profile of a sample", figures.profile, profile(saltelli, x, "left_behind", by=y)),
        ("profile of one line", figures.profile, profile(saltelli, y, "entered")),
    ]
    for ds in (grid, saltelli):
        found += [(f"break-even by {by}", figures.break_even, break_even_profile(ds, by)) for by in (x, y)]
    sampled = swept("sobol", 1, points=256)
    found += [(f"discovery of {boxes}", figures.discovery, _discovered(sampled, boxes)) for boxes in (1, 2)]
    for ds in (saltelli, morris):
        months, indices = monthly_sensitivity(ds), sensitivity(ds)
        for outcome in months["outcome"].values:
            found.append((f"{outcome} by month", partial(figures.sensitivity_by_month, outcome=outcome), months))
        found.append(("sensitivity", figures.sensitivity, indices))
        found.append(("sensitivity of one", partial(figures.sensitivity, outcomes=("gain",)), indices))
        for times in (2, 4):  # names in one line; more than are drawn
            many = xr.concat([indices] * times, dim="factor", data_vars="minimal")
            found.append((f"sensitivity to {times} times as many", figures.sensitivity, many))
    return found


@pytest.fixture(scope="session")
def calibrated(workshop, tmp_path_factory):
    """Return posteriors of that scenario: four parameters, many and words, and one from data that it cannot give."""
    four = {f"population.{name}": {"low": 0.2, "high": 1.0} for name in ("foresight", "trust", "solidarity")}
    four["resources.*.founding_cost"] = {"low": 0.25, "high": 4, "scale": "log", "relative": True}
    many = four | {"resources.*.overrun_mean": {"low": 0.8, "high": 3, "relative": True}, "population.horizon": {}}
    many |= {"society.hazard": {}, "network.kind": ["complete", "small_world"], "network.contacts": [2, 4, 8]}
    curve = {"name": "a", "outcome": "memberships", "months": [6, 12, 36], "observed": [20, 26, 30], "error": 2}
    gain = {"name": "b", "outcome": "gain_share", "observed": 0.08, "error": 0.01}
    back = {"name": "c", "outcome": "participation", "resource": "hr", "observed": 0.5, "error": 0.1}
    wrong = curve | {"observed": [36, 0, 36]}
    studies = {
        "four": (four, [curve, gain, back]),
        "many": (many, [back]),
        "wrong": ({"population.trust": {}}, [wrong]),
    }
    folder = tmp_path_factory.mktemp("calibrated")
    return {
        name: calibrate(make_study(workshop, *study, particles=64, most_runs=130), folder / name)
        for name, study in studies.items()
    }


def _rooms(count):
    """Make up rooms: with and without predictions and rounds, never, a loss, names of cases of any length."""
    k = np.arange(count)
    pooled = (k[:, None] * 0.13 + np.array([0.1, 0.4, 0.5])) % 1.0
    pooled[k % 4 == 3] = np.nan
    gain = 40_000.0 * (k % 5 - 1)
    titles = [Text("A shared HR adviser", "Une conseillère RH partagée"), Text("A group", "Un groupe qui échoue, long")]
    cases = [titles[each % 2] for each in k]
    of_rooms = {
        "predicted": np.where(k % 4 == 3, np.nan, np.where(k % 3 == 2, np.inf, 6.0 * k + 3)),
        "break_even": np.where(gain > 0.0, 20.0 + k, np.inf),
        "gain": gain,
        "missed": 15_000.0 * (k % 3),
    }
    return xr.Dataset(
        {"pooled": (("room", "round"), pooled)} | {name: ("room", values) for name, values in of_rooms.items()},
        {
            "room": k + 1,
            "round": [1, 2, 3],
            "months": ("room", np.full(count, 60)),
            "case": ("room", [each.en for each in cases]),
            "case_fr": ("room", [each.fr for each in cases]),
        },
        {"fictional": 1},
    )


@pytest.fixture(scope="session")
def every_figure(simulated, workshop, explained, compared, decided, explored, partitioned, analysed, calibrated):
    """Return a function that draws all figures of a simulation and of sweeps, once for each language and size.

    In the size of a column they are those of scenarios in euros.
    """

    @cache
    def draw(lang, size="slide"):
        with patch("sim.vocabulary.currency.currency_of", lambda given: "EUR" if size == "column" else "CAD"):
            return drawn(lang, size)

    def drawn(lang, size):
        of_the_run = [
            (name, getattr(figures, name)(simulated, lang, size)) for name in ("j_curve", "who_gains", "participation")
        ]
        of_resources = [
            (f"cost of {resource}", figures.cost_by_members(workshop, resource, lang, size))
            for resource in workshop.resources
        ]
        of_worlds = [
            ("sources", figures.sources(explained, lang, size)),
            ("comparison", figures.comparison(compared, lang, size)),
            ("robustness", figures.robustness(decided, lang, size)),
            ("exploration", figures.exploration(explored, lang, size)),
            ("best groups", figures.best_groups(workshop, partitioned, lang, size)),
            ("best groups of one", figures.best_groups(workshop, partitioned[0], lang, size)),
            *((f"{count} rooms", figures.rooms(_rooms(count), lang, size)) for count in (1, 8, 24)),
        ]
        of_calibrations = [
            (f"{figure} of {name}", getattr(figures, figure)(ds, lang, size))
            for name, ds in calibrated.items()
            for figure in ("posterior", "predictive", "distance_profiles")
        ]
        of_pools = [
            (f"{name} of {resource}", getattr(figures, name)(simulated, lang, size, resource=resource))
            for name in ("timeline", "flows", "network")
            for resource in ("hr", "it")
        ]
        of_sweeps = [(name, function(ds, lang, size)) for name, function, ds in analysed]
        return of_the_run + of_resources + of_worlds + of_sweeps + of_calibrations + of_pools

    return draw


@pytest.fixture(scope="session")
def every_text(every_figure):
    """Return a function that reads all these figures, once for each language and size: names and texts."""

    @cache
    def read(lang, size="slide"):
        return [(name, _words_of(figure)) for name, figure in every_figure(lang, size)]

    return read
