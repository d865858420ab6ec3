"""How often the pools of a model are stable, by the rule that shares their bills."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.audit import VERDICTS, audit, sharing_rules
from sim.analysis.bilingual import described
from sim.analysis.paired import part_of
from sim.progress import Progress, reporter
from sim.scenario import Scenario, with_values
from sim.vocabulary.text import Text

WORLDS: Final = ("formed", "given")
"""Pools that form where the rule shares the bills; those of the scenario as it is, their bills shared by the rule."""


def stability(
    scenario: Scenario,
    month: int | None = None,
    *,
    rules: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    progress: Progress | bool | None = None,
) -> xr.Dataset:
    """Count the pools that are stable under each sharing rule, in two ways.

    A rule also affects which pools form, since organizations that would pay too much stay away. Each rule is therefore
    audited twice: on the pools that form when it shares the bills of every resource, and on the pools of the scenario
    as it is, which are the same for all rules.

    Parameters
    ----------
    scenario : Scenario
        What is simulated.
    month : int, optional
        At the end of which month, from 1; the last one by default.
    rules : sequence of str, optional
        Sharing rules; by default all that the model can run.
    replications, seed : int, optional
        By default the scenario's own.
    progress : callable or bool, optional
        Called as ``progress(done, total)`` with numbers of runs, those of all rules together; True shows a bar.

    Returns
    -------
    xarray.Dataset
        ``pools`` (rule, world, verdict): how many there are of each verdict, in all runs together; verdicts are those
        of :data:`sim.analysis.audit.VERDICTS`, worlds those of :data:`WORLDS`.

    Raises
    ------
    ValueError
        If there is no such month or rule.

    Examples
    --------
    >>> import sim
    >>> atelier = sim.load_scenario("atelier")
    >>> ds = stability(atelier, rules=["equal", "two_part"], replications=1)
    >>> ds["pools"].sel(world="given").sum("verdict").values.tolist()
    [3, 3]
    """
    rules = sharing_rules() if rules is None else list(rules)
    runs = scenario.replications if replications is None else replications
    total, report = runs * (len(rules) + 1), reporter(progress)
    counts = np.zeros((len(rules), len(WORLDS), len(VERDICTS)), dtype=np.int64)
    given = audit(scenario, month, rules=rules, replications=runs, seed=seed, progress=part_of(report, 0, total))
    for k, rule in enumerate(rules):
        world = with_values(scenario, {f"resources.{key}.sharing": rule for key in scenario.resources})
        part = part_of(report, (k + 1) * runs, total)
        formed = audit(world, month, rules=["own"], replications=runs, seed=seed, progress=part)
        counts[k, 0] = np.bincount(formed["verdict"].values[:, 0], minlength=len(VERDICTS))
        counts[k, 1] = np.bincount(given["verdict"].values[:, k], minlength=len(VERDICTS))
    words = described("count", Text("pools", "groupes"))
    return xr.Dataset(
        {"pools": (("rule", "world", "verdict"), counts, words)},
        {"rule": rules, "world": list(WORLDS), "verdict": np.arange(len(VERDICTS))},
        given.attrs,
    )
