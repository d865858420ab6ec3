"""How precisely runs tell a gain, and how many would tell it as precisely as asked, in both languages."""

from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.numbers import percent, points
from sim.analysis.precision import is_constant, runs_needed
from sim.vocabulary.text import Text, join, number, same

_MEAN: Final = Text(
    "The mean gain, {mean} of the cost alone, is known within {reach} (95%, {n} runs).",
    "Le gain moyen, {mean} du coût de rester seul, est connu à {reach} près (95 %, {n} simulations).",
)
_DIFFERENCE: Final = Text(
    "The difference in gain between {other} and {one} is known within {reach} of the cost alone (95%, {n} pairs of "
    "runs).",
    "L'écart de gain entre {other} et {one} est connu à {reach} près du coût de rester seul (95 %, {n} paires de "
    "simulations).",
)
_NEEDED: Final = Text("For {asked}, about {runs} are needed.", "Pour {asked}, il en faut environ {runs}.")
_REACHED: Final = Text("That is within the {asked} asked for.", "C'est dans les {asked} demandés.")
_SAME: Final = Text(
    "All {n} runs give the same gain: more of them would tell nothing new.",
    "Les {n} simulations donnent le même gain : il ne servirait à rien d'en faire plus.",
)
_SAME_DIFFERENCE: Final = Text(
    "The difference in gain between {other} and {one} is the same in all {n} pairs of runs: more of them would tell "
    "nothing new.",
    "L'écart de gain entre {other} et {one} est le même dans les {n} paires de simulations : il ne servirait à rien "
    "d'en faire plus.",
)
_ONE_RUN: Final = Text(
    "A single run does not tell how much runs differ, hence not how many are needed for {asked}: simulate ten.",
    "Une seule simulation ne dit pas combien les simulations diffèrent, ni donc combien il en faut pour {asked} : "
    "faites-en dix.",
)


def precision_of_runs(ds: xr.Dataset, asked: float | None = None) -> Text | None:
    """State how precisely the runs of a simulation tell its mean gain, and how many would be as precise as asked.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, at any level of record.
    asked : float, optional
        Half-width of the interval of 95 % [share of the cost alone]; by default half of the present one.

    Returns
    -------
    Text or None
        None where there is a single run and nothing was asked, or the gain has no share.
    """
    gain = next(outcome for outcome in OUTCOMES if outcome.key == "gain_share").read(ds).values
    return _precision(gain[np.isfinite(gain)], asked, _MEAN, _SAME, {})


def precision_of_comparison(ds: xr.Dataset, asked: float | None = None) -> Text | None:
    """State the same of each difference from the first scenario, over pairs of runs on the same draws.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.compare` returns.
    asked : float, optional
        As for :func:`precision_of_runs`.
    """
    gain = ds["value"].sel(outcome="gain_share").transpose("scenario", "replication").values
    letters = ds["scenario"].values.tolist()
    sentences = []
    for letter, values in zip(letters[1:], gain[1:], strict=True):
        names = {"one": same(str(letters[0])), "other": same(str(letter))}
        difference = values - gain[0]
        if gain.shape[1] > 1 and (difference == 0.0).all():
            continue  # the comparison states that they are the same
        sentences.append(_precision(difference[np.isfinite(difference)], asked, _DIFFERENCE, _SAME_DIFFERENCE, names))
    stated = list(dict.fromkeys(sentence for sentence in sentences if sentence is not None))
    return join(stated, "\n") if stated else None


def _precision(
    values: np.ndarray, asked: float | None, known: Text, constant: Text, names: dict[str, Text]
) -> Text | None:
    """State the precision of the mean of some values (n,)."""
    n = values.size
    if n < 2:
        return None if asked is None or n == 0 else _ONE_RUN.format(asked=points(asked))
    if is_constant(values):
        return constant.format(n=number(n), **names)
    sd = float(values.std(ddof=1))
    reach = 1.96 * sd / np.sqrt(n)
    text = known.format(mean=percent(round(float(values.mean()), 4)), reach=points(reach), n=number(n), **names)
    if asked is not None and reach <= asked:
        return join([text, _REACHED.format(asked=points(asked))], " ")
    wanted = reach / 2.0 if asked is None else asked
    return join([text, _NEEDED.format(asked=points(wanted), runs=number(runs_needed(sd, wanted)))], " ")
