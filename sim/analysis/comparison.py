"""The comparison of scenarios on the same draws: each outcome, and its difference from the first scenario."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.bilingual import described, pair
from sim.analysis.catalogue import OF_RESOURCES, OUTCOMES, Outcome
from sim.analysis.j_curve import j_curve
from sim.analysis.paired import CONFIDENCE, paired_difference, simulate_worlds
from sim.errors import Problem, ScenarioError
from sim.progress import Progress, reporter
from sim.scenario import Scenario
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Text, join, number, same

_AS_MANY: Final = Text("{n}, as in {name}", "{n}, comme dans {name}")
_CUMULATIVE_GAIN: Final = Text("cumulative gain per organization", "gain cumulé par organisation")
_NAMED: Final = Text("{title} ({name})", "{title} ({name})")
_SAME: Final = Text("{code}, as in {name}", "{code}, comme dans {name}")
_HINT_CURRENCY: Final = Text(
    "Scenarios must be in the same currency, which is a label: nothing is converted.",
    "Les scénarios doivent être dans la même monnaie, qui n'est qu'une étiquette : rien n'est converti.",
)
_HINT: Final = Text(
    "Scenarios must have the same number of months; --set months={n} gives all of them that length.",
    "Les scénarios doivent durer le même nombre de mois; --set months={n} leur donne à tous cette durée.",
)


@in_its_currency
def compare(
    scenarios: Sequence[Scenario],
    replications: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | bool | None = None,
    uncertain: bool = False,
) -> xr.Dataset:
    """Compare scenarios on the same draws, each with the first.

    Run k of every scenario has the same draws, so that a difference comes from the scenarios and not from chance; its
    interval is a paired one (:func:`sim.analysis.paired_difference`).

    Sums over all organizations (the gain in dollars, the depth, the payments) are compared only if all scenarios have
    the same number of organizations, outcomes of a resource only if all have the resource. Months of trough and
    break-even are compared over the runs that have one in both scenarios.

    Parameters
    ----------
    scenarios : sequence of Scenario
        Two or more, the reference first, of the same number of months.
    replications, seed : int, optional
        By default those of the first scenario.
    threads : int, optional
        By default one for each processor. The result does not depend on it.
    progress : callable or bool, optional
        Called as ``progress(done, total)`` when a run has finished, of all runs of all scenarios; True shows a
        bar.
    uncertain : bool
        Whether each run draws the uncertain parameters of its scenario anew. A parameter with the same uncertainty in
        two scenarios has the same value in both.

    Returns
    -------
    xarray.Dataset
        Dimensions scenario (called A, B, C ...), outcome, replication, month. ``value`` (scenario, outcome,
        replication), in the unit of the outcome; ``mean`` (scenario, outcome), over the runs that define it;
        ``difference`` (scenario, outcome) from A, ``difference_low``, ``difference_high`` and ``pairs`` [count];
        ``cumulative_gain`` (scenario, replication, month) [CAD per organization]. Scenarios carry ``scenario_name``,
        ``scenario_title``, ``organizations`` and ``resources``, outcomes ``outcome_name`` and ``outcome_unit``, all
        words in both languages.

    Raises
    ------
    ScenarioError
        If the scenarios do not have the same number of months.
    ValueError
        If there are fewer than two scenarios, replications is not positive, or `uncertain` is set and no scenario has
        uncertain parameters.

    See Also
    --------
    sim.figures.comparison : draws it.

    Examples
    --------
    >>> import sim
    >>> usual = sim.load_scenario("atelier")
    >>> short = sim.load_scenario("atelier", set=["population.horizon=6"])
    >>> ds = sim.compare([usual, short], replications=2)
    >>> bool(ds["difference"].sel(scenario="B", outcome="gain") < 0)
    True
    """
    if len(scenarios) < 2:
        raise ValueError(f"{len(scenarios)} scenarios: at least 2 are compared")
    require_comparable(scenarios)
    if uncertain and not any(scenario.is_uncertain for scenario in scenarios):
        raise ValueError("uncertain = True: no scenario has a table [uncertain]")
    first = scenarios[0]
    replications = first.replications if replications is None else replications
    seed = first.seed if seed is None else seed
    runs = simulate_worlds(scenarios, replications, seed, "months", threads, reporter(progress), uncertain)
    compared = [each for each in _compared(scenarios) if any(each[0].matters(ds) for ds in runs)]
    value = xr.DataArray(
        np.array([[_read(ds, outcome, resource) for outcome, resource in compared] for ds in runs]),
        dims=("scenario", "outcome", "replication"),
    )
    estimate = paired_difference(value, value.isel(scenario=0))
    curves = [
        j_curve(ds)["collective_cumulative_gain"].transpose("replication", "month") / scenario.population.number
        for ds, scenario in zip(runs, scenarios, strict=True)
    ]
    ds = xr.Dataset(
        {
            "value": value,
            "mean": value.mean("replication"),
            "difference": estimate["mean"],
            "difference_low": estimate["low"],
            "difference_high": estimate["high"],
            "pairs": estimate["pairs"],
            "cumulative_gain": (("scenario", "replication", "month"), np.array([curve.values for curve in curves])),
        }
    )
    return _labelled(ds, scenarios, compared, runs)


def require_comparable(scenarios: Sequence[Scenario], files: Sequence[str] = ()) -> None:
    """Raise a ScenarioError that names, by file or by name, all that differ from the first in months or currency."""
    names = files or [scenario.name for scenario in scenarios]
    first = scenarios[0]
    alike = {
        "months": (_AS_MANY.format(n=number(first.months), name=names[0]), _HINT.format(n=str(first.months))),
        "currency": (_SAME.format(code=first.currency, name=names[0]), _HINT_CURRENCY.format(code=first.currency)),
    }
    problems = [
        Problem(file=name, key=key, value=getattr(other, key), allowed=allowed, hint=hint)
        for key, (allowed, hint) in alike.items()
        for name, other in zip(names, scenarios, strict=True)
        if getattr(other, key) != getattr(first, key)
    ]
    if problems:
        raise ScenarioError(problems)


def _compared(scenarios: Sequence[Scenario]) -> Iterator[tuple[Outcome, str]]:
    """Yield the outcomes that the scenarios have in common, each with its resource if it has one."""
    as_many = len({scenario.population.number for scenario in scenarios}) == 1
    yield from ((outcome, "") for outcome in OUTCOMES if as_many or not outcome.whole)
    for outcome in OF_RESOURCES:
        yield from ((outcome, name) for name in scenarios[0].resources if all(name in s.resources for s in scenarios))


def _resources_apart(scenarios: Sequence[Scenario]) -> list[Text]:
    """Return the titles of the resources that some of the scenarios lack."""
    titles = {name: resource.title for scenario in scenarios for name, resource in scenario.resources.items()}
    return [title for name, title in titles.items() if any(name not in each.resources for each in scenarios)]


def _distinct_titles(scenarios: Sequence[Scenario]) -> list[Text]:
    """Return the titles, with the name of the scenario if titles are equal, and the name alone if there is no title."""
    titles = [scenario.title for scenario in scenarios]
    named = [
        _NAMED.format(title=each.title, name=each.name) if each.title.en else same(each.name) for each in scenarios
    ]
    return [title if title.en and titles.count(title) == 1 else name for title, name in zip(titles, named, strict=True)]


def _read(ds: xr.Dataset, outcome: Outcome, resource: str) -> np.ndarray:
    """Return an outcome (replication,) of the runs of a scenario."""
    values = outcome.read(ds)
    return np.asarray((values.sel(resource=resource) if resource else values).values, dtype=np.float64)


def _labelled(
    ds: xr.Dataset, scenarios: Sequence[Scenario], compared: list[tuple[Outcome, str]], runs: list[xr.Dataset]
) -> xr.Dataset:
    """Add labels, words and attributes."""
    titles = {"": Text("", "")} | {key: resource.title for key, resource in scenarios[0].resources.items()}
    names = [outcome.text.format(resource=titles[resource]) for outcome, resource in compared]
    ds["cumulative_gain"].attrs = described("CAD", _CUMULATIVE_GAIN)
    apart = join(_resources_apart(scenarios))
    shared = {key: runs[0].attrs[key] for key in ("seed", "version", "versions", "sources", "record")}
    return ds.assign_coords(
        scenario=[chr(ord("A") + k) for k in range(len(scenarios))],
        scenario_name=("scenario", [scenario.name for scenario in scenarios]),
        **pair("scenario_title", "scenario", _distinct_titles(scenarios)),
        scenario_source=("scenario", [scenario.source for scenario in scenarios]),
        scenario_files=("scenario", [ds.attrs["files"] for ds in runs]),
        scenario_particles=("scenario", [ds.attrs["particles"] for ds in runs]),
        organizations=("scenario", [scenario.population.number for scenario in scenarios]),
        resources=("scenario", [" ".join(scenario.resources) for scenario in scenarios]),
        outcome=[f"{outcome.key}.{resource}" if resource else outcome.key for outcome, resource in compared],
        **pair("outcome_name", "outcome", names),
        outcome_unit=("outcome", [outcome.unit for outcome, _ in compared]),
        replication=runs[0]["replication"],
        month=runs[0]["month"],
    ).assign_attrs(
        shared
        | {
            "made_by": "compare",
            "scenario_name": ", ".join(dict.fromkeys(scenario.name for scenario in scenarios)),
            "uncertain": " ".join(dict.fromkeys(path for ds in runs for path in ds.attrs["uncertain"].split())),
            "fictional": int(any(scenario.fictional for scenario in scenarios)),
            "months": scenarios[0].months,
            "resources_apart": apart.en,
            "resources_apart_fr": apart.fr,
            "confidence": CONFIDENCE,
        }
    )
