"""The explanation of a gain: the same draws simulated again without each mechanism, one at a time."""

from typing import Any, Final

import numpy as np
import xarray as xr

from sim.analysis.bilingual import described, pair
from sim.analysis.mechanisms import is_on, mean_needs, values_off
from sim.analysis.paired import CONFIDENCE, paired_difference, simulate_worlds
from sim.declared import MECHANISMS
from sim.declared.mechanism import Mechanism
from sim.kernel.runs import Progress
from sim.scenario import Scenario, with_values
from sim.vocabulary.text import Text

_READ: Final = {
    "gain": "collective_total_gain",
    "counterfactual": "collective_total_counterfactual",
    "entered": "entered",
    "public": "public_money",
}
_WORDS: Final[dict[str, tuple[str, Text]]] = {
    "gain": ("CAD", Text("gain of all organizations", "gain de toutes les organisations")),
    "counterfactual": ("CAD", Text("cost if all had stayed alone", "coût si toutes étaient restées seules")),
    "entered": ("share", Text("organizations that ever pooled", "organisations qui ont déjà mutualisé")),
    "public": ("CAD", Text("public money", "argent public")),
    "contribution": ("CAD", Text("gain less the gain without the mechanism", "gain moins le gain sans le mécanisme")),
    "remainder": ("CAD", Text("gain less the sum of all contributions", "gain moins la somme des contributions")),
    "total": ("CAD", Text("gain, mean of the runs", "gain, moyenne des simulations")),
}
_WITHOUT: Final = Text("{what}, without the mechanism", "{what}, sans le mécanisme")
_SHARE: Final = Text("{what}, share of the cost alone", "{what}, en part du coût de rester seul")
_ENDS: Final = {"low": Text(", lower bound", ", borne inférieure"), "high": Text(", upper bound", ", borne supérieure")}


def active_mechanisms(scenario: Scenario) -> tuple[Mechanism, ...]:
    """Return the mechanisms that a scenario uses, in the order of :data:`sim.declared.MECHANISMS`."""
    return tuple(mechanism for mechanism in MECHANISMS if is_on(mechanism, scenario))


def explain(
    scenario: Scenario,
    replications: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> xr.Dataset:
    """Attribute the gain to mechanisms: simulate again, on the same draws, without each mechanism in turn.

    The contribution of a mechanism is the gain less the gain without it, with everything else unchanged. Organizations
    decide anew without it, and their gain is measured against being alone without it. Since mechanisms
    interact, contributions do not add up to the gain; the remainder is the difference.

    Parameters
    ----------
    scenario : Scenario
        From :func:`sim.load_scenario`.
    replications, seed : int, optional
        By default the scenario's own.
    threads : int, optional
        By default one for each processor. The result does not depend on it.
    progress : callable, optional
        Called as ``progress(done, total)`` when a run has finished, of all runs, with and without mechanisms.

    Returns
    -------
    xarray.Dataset
        Dimensions replication and mechanism; only mechanisms that are on in the scenario, named in both languages.
        ``gain``, ``counterfactual``, ``public`` money in the gain [CAD] and ``entered`` [share of organizations],
        (replication), as it is; the same names with ``_without``, (mechanism, replication).
        ``contribution`` (mechanism) [CAD], mean of the runs, with ``contribution_low`` and ``contribution_high``, a
        paired interval (:func:`sim.analysis.paired_difference`); ``remainder``, ``total`` [CAD], the same; and each of
        them with ``_share``, in parts of what being alone costs in the scenario as it is.

    Raises
    ------
    ValueError
        If replications is not positive.

    See Also
    --------
    sim.figures.sources : draws the waterfall.

    Examples
    --------
    >>> import sim
    >>> ds = sim.explain(sim.load_scenario("scenarios/atelier.toml"), replications=2)
    >>> float(ds["contribution"].sel(mechanism="fixed_cost")) > 0
    True
    >>> round(float(ds["contribution"].sum() + ds["remainder"] - ds["total"]), 6)
    0.0
    """
    replications = scenario.replications if replications is None else replications
    seed = scenario.seed if seed is None else seed
    chosen = active_mechanisms(scenario)
    needs = mean_needs(scenario, seed, replications)
    without = [with_values(scenario, values_off(mechanism, scenario, needs)) for mechanism in chosen]
    whole, *worlds = simulate_worlds([scenario, *without], replications, seed, "summary", threads, progress)
    variables: dict[str, Any] = {name: whole[read] for name, read in _READ.items()}
    for name, read in _READ.items():
        rows = np.array([world[read].values for world in worlds]).reshape(len(chosen), replications)
        variables[f"{name}_without"] = (("mechanism", "replication"), rows)
    return _labelled(_attributed(xr.Dataset(variables)), chosen, whole)


def _attributed(ds: xr.Dataset) -> xr.Dataset:
    """Add contributions, remainder and total, each with its interval, in dollars and as shares."""
    nothing = xr.zeros_like(ds["gain"])
    together = ds["gain"] - (ds["gain"] - ds["gain_without"]).sum("mechanism")
    cost = ds["counterfactual"].where(ds["counterfactual"] > 0.0, np.inf)
    pairs = {
        "contribution": (ds["gain"], ds["gain_without"]),
        "remainder": (together, nothing),
        "total": (ds["gain"], nothing),
    }
    for name, (one, other) in pairs.items():
        for unit, suffix in ((1.0, ""), (cost, "_share")):
            estimate = paired_difference(one / unit, other / unit)
            ds[f"{name}{suffix}"] = estimate["mean"]
            ds[f"{name}{suffix}_low"], ds[f"{name}{suffix}_high"] = estimate["low"], estimate["high"]
    return ds


def _labelled(ds: xr.Dataset, chosen: tuple[Mechanism, ...], whole: xr.Dataset) -> xr.Dataset:
    """Add units, words and labels."""
    for name in ds.data_vars:
        unit, words = _described(str(name))
        ds[name].attrs = described(unit, words)
    ds = ds.assign_coords(
        replication=whole["replication"],
        mechanism=("mechanism", [each.key for each in chosen]),
        **pair("mechanism_name", "mechanism", [each.text for each in chosen]),
        **pair("mechanism_off", "mechanism", [each.off for each in chosen]),
    )
    return ds.assign_attrs(whole.attrs | {"confidence": CONFIDENCE})


def _described(name: str) -> tuple[str, Text]:
    """Return the unit and the words of a variable from its name."""
    stem, _, rest = name.partition("_")
    unit, words = _WORDS[stem]
    if rest.startswith("without"):
        words = _WITHOUT.format(what=words)
    if rest.startswith("share"):
        unit, words = "share", _SHARE.format(what=words)
    end = _ENDS.get(rest.rpartition("_")[2], Text("", ""))
    return unit, Text(words.en + end.en, words.fr + end.fr)
