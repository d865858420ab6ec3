"""Robust decisions: levers in uncertain worlds, what each brings, and how much it is regretted."""

from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.bilingual import pair
from sim.analysis.lever_study import LeverStudy
from sim.analysis.paired import CONFIDENCE, part_of
from sim.dataset import provenance, simulate
from sim.progress import Progress, reporter
from sim.scenario import certain, draw_uncertain, with_values

_RESAMPLES: Final = 500
_WIDE: Final = 0.2  # half-width of the worst regret, as a share of it, above which a warning is due

Values = NDArray[np.float64]


def decide(study: LeverStudy, threads: int | None = None, progress: Progress | bool | None = None) -> xr.Dataset:
    """Try levers in uncertain worlds, all on the same draws.

    Each world draws the uncertain parameters of the scenario; run k of a world has the same draws for all levers. The
    value of a lever in a world is the gain less public money, per organization, on the mean of its runs; its regret is
    how much less that is than the value of the best lever in that world, doing nothing included [1]_ [2]_.

    Parameters
    ----------
    study : LeverStudy
        From :func:`sim.analysis.load_lever_study`.
    threads : int, optional
        By default one for each processor. The result does not depend on it.
    progress : callable or bool, optional
        Called as ``progress(done, total)`` when a run has finished, of all levers; True shows a bar.

    Returns
    -------
    xarray.Dataset
        ``net_gain`` [CAD per organization] and ``left_behind`` [share] (lever, world, replication), the reference
        ``nothing`` first; what the worlds drew, by path (world). By lever: ``mean_regret``, ``high_regret`` (95th
        percentile over worlds), ``worst_regret`` [CAD per organization], ``better`` [share of the worlds in which the
        lever has more value than doing nothing], each with ``_low`` and ``_high`` of a basic bootstrap interval [3]_:
        regrets over the runs of each world, the same for all levers; ``better`` over worlds and their runs. ``wide``
        marks worst regrets whose half-width exceeds 20 %. ``least``: the share of the resamples in which the
        lever has the smallest worst regret. ``left_behind_90``: the 90th percentile over worlds of the share left
        behind.

    Raises
    ------
    ScenarioError
        Values that a world drew contradict each other or those of a lever.

    References
    ----------
    .. [1] Savage (1951), The theory of statistical decision, Journal of the American Statistical Association 46(253),
       doi:10.1080/01621459.1951.10500768.
    .. [2] Lempert, Groves, Popper & Bankes (2006), A general, analytic method for generating robust strategies,
       Management Science 52(4), doi:10.1287/mnsc.1050.0472.
    .. [3] Davison & Hinkley (1997), Bootstrap methods and their application, doi:10.1017/CBO9780511802843.

    Examples
    --------
    >>> import sim
    >>> from sim.analysis.lever_study import Lever, LeverStudy
    >>> from sim.vocabulary.text import same
    >>> change = 'uncertain.society.review_rate={distribution = "uniform", low = 0.1, high = 0.5}'
    >>> scenario = sim.load_scenario("atelier", set=[change])
    >>> levers = {"subsidy": Lever(same("subsidy"), {"levers.subsidy_share": 0.5, "levers.subsidy_cap": 1000})}
    >>> ds = decide(LeverStudy(scenario, levers, worlds=3, replications=2))
    >>> ds["net_gain"].dims, ds["lever"].values.tolist()
    (('lever', 'world', 'replication'), ['nothing', 'subsidy'])
    """
    gain, behind, drawn = _simulated(study, threads, reporter(progress))
    levers = study.all_levers
    ds = xr.Dataset(
        {
            "net_gain": (("lever", "world", "replication"), gain),
            "left_behind": (("lever", "world", "replication"), behind),
            **{name: ("lever", values) for name, values in _summary(gain, study.seed).items()},
            "left_behind_90": ("lever", np.quantile(behind.mean(2), 0.9, axis=1)),
        },
        {
            "lever": list(levers),
            **pair("lever_name", "lever", [lever.title for lever in levers.values()]),
            "world": np.arange(study.worlds),
            **{path: ("world", [world[path] for world in drawn]) for path in study.scenario.uncertain},
        },
    )
    return ds.assign_attrs(
        provenance(study.scenario, study.seed, "summary", "decide"), levers=study.source, worlds=study.worlds,
        replications=study.replications, months=study.scenario.months, confidence=CONFIDENCE,
        organizations=study.scenario.population.number,
    )  # fmt: skip


def _simulated(
    study: LeverStudy, threads: int | None, progress: Progress | None
) -> tuple[Values, Values, list[dict[str, Any]]]:
    """Return net gain and share left behind (lever, world, replication), and what each world drew."""
    from sim.laws.random import run_key

    levers = list(study.all_levers.values())
    shape = (len(levers), study.worlds, study.replications)
    gain, behind = np.empty(shape), np.empty(shape)
    total, drawn = int(np.prod(shape)), []
    for w in range(study.worlds):
        key = run_key(study.seed, w)
        drawn.append(draw_uncertain(study.scenario, key))
        world = certain(study.scenario, key).model_copy(update={"uncertain": {}})
        for k, lever in enumerate(levers):
            played = with_values(world, lever.values) if lever.values else world
            report = part_of(progress, (w * len(levers) + k) * study.replications, total)
            ds = simulate(played, study.replications, study.seed + 1 + w, "summary", threads, report)
            gain[k, w] = ds["collective_net_gain"].values / played.population.number
            behind[k, w] = ds["left_behind"].values
    return gain, behind, drawn


def regret(gain: Values) -> Values:
    """Return the regret (lever, world) of the mean gains over runs of gain (lever, world, replication).

    Examples
    --------
    >>> regret(np.array([[[1.0], [5.0]], [[3.0], [4.0]]])).tolist()
    [[2.0, 0.0], [0.0, 1.0]]
    """
    value = gain.mean(2)
    return np.asarray(value.max(0) - value)


def _measures(gain: Values) -> dict[str, Values]:
    """Return what is measured over the worlds, each (lever,)."""
    regretted = regret(gain)
    value = gain.mean(2)
    return {
        "mean_regret": regretted.mean(1),
        "high_regret": np.quantile(regretted, 0.95, axis=1),
        "worst_regret": regretted.max(1),
        "better": (value > value[0]).mean(1),
    }


def _summary(gain: Values, seed: int) -> dict[str, Values]:
    """Return the measures of all levers with their bootstrap intervals, each (lever,)."""
    rng = np.random.default_rng(seed)
    measured = _measures(gain)
    resampled: dict[str, list[Values]] = {name: [] for name in measured}
    _, worlds, runs = gain.shape
    for _ in range(_RESAMPLES):
        chosen = rng.integers(runs, size=(worlds, runs))
        again = np.take_along_axis(gain, chosen[None], axis=2)  # the same runs for all levers
        others = again[:, rng.integers(worlds, size=worlds)]
        drawn = _measures(again) | {"better": _measures(others)["better"]}
        for name, values in drawn.items():
            resampled[name].append(values)
    tails = (0.5 - 0.5 * CONFIDENCE, 0.5 + 0.5 * CONFIDENCE)
    summary = dict(measured)
    for name, many in resampled.items():
        # reflected: chance makes a largest difference larger, in the runs as in resamples of them
        high, low = 2.0 * measured[name] - np.quantile(np.array(many), tails, axis=0)
        most = 1.0 if name == "better" else np.inf
        summary[f"{name}_low"] = np.minimum(np.maximum(low, 0.0), measured[name])
        summary[f"{name}_high"] = np.minimum(np.maximum(high, measured[name]), most)
    worst = np.array(resampled["worst_regret"])
    reach = 0.5 * (summary["worst_regret_high"] - summary["worst_regret_low"])
    first = worst == worst.min(1, keepdims=True)
    return summary | {
        "wide": reach > _WIDE * measured["worst_regret"],
        "least": (first / first.sum(1, keepdims=True)).mean(0),
    }


def order(ds: xr.Dataset) -> list[int]:
    """Return the levers by their worst regret, the smallest first."""
    return [int(k) for k in np.argsort(ds["worst_regret"].values, kind="stable")]
