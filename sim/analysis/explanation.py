"""The explanation of a gain: what each mechanism adds to it, averaged over all worlds with and without the others."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.bilingual import described, pair
from sim.analysis.mechanisms import mean_needs, worlds_of
from sim.analysis.paired import CONFIDENCE, paired_difference
from sim.analysis.parties import Party, parties
from sim.dataset import memory_of, provenance
from sim.games import attribution
from sim.games.coalition import every_coalition
from sim.kernel.outcome import Outcomes
from sim.kernel.runs import collected, one_run
from sim.kernel.setup import Setup, prepare
from sim.memory import require_memory
from sim.progress import Progress, reporter
from sim.scenario import Scenario
from sim.threads import processors
from sim.vocabulary.currency import in_its_currency
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
    "contribution": (
        "CAD",
        Text("mean change of the gain, over all orders", "apport moyen au gain, sur tous les ordres"),
    ),
    "first": ("CAD", Text("change of the gain by the mechanism alone", "apport au gain du mécanisme seul")),
    "last": ("CAD", Text("gain less the gain without the mechanism", "gain moins le gain sans le mécanisme")),
    "bare": ("CAD", Text("gain without any of the mechanisms", "gain sans aucun des mécanismes")),
    "total": ("CAD", Text("gain, mean of the runs", "gain, moyenne des simulations")),
}
FEWER: Final = Text(
    "Simulate fewer replications, or take mechanisms together (--together).",
    "Réduisez le nombre de réplications, ou regroupez des mécanismes (--together).",
)
"""How an explanation needs less memory."""
_WITHOUT: Final = Text("{what}, without the mechanism", "{what}, sans le mécanisme")
_IN_WORLD: Final = Text("{what}, in each world", "{what}, dans chaque monde")
_SHARE: Final = Text("{what}, share of the cost alone", "{what}, en part du coût de rester seul")
_ENDS: Final = {"low": Text(", lower bound", ", borne inférieure"), "high": Text(", upper bound", ", borne supérieure")}
_PREPARED: Final = 8  # worlds kept ready: threads work on one or two at a time


@in_its_currency
def explain(
    scenario: Scenario,
    replications: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | bool | None = None,
    together: Sequence[Sequence[str]] | None = None,
) -> xr.Dataset:
    r"""Attribute the gain to mechanisms, exactly, over every world with and without each of them, on the same draws.

    With the m mechanisms M that are on and the gain G(S) of the world in which only those of S are on, the contribution
    of mechanism k is its Shapley value [1]_, [2]_, the mean over all orders of adding the mechanisms one by one of what
    k changes,

    .. math:: c_k = \sum_{S \subseteq M \setminus k} \frac{|S|! (m - |S| - 1)!}{m!} (G(S \cup k) - G(S)) .

    Contributions sum to the gain, less the gain without any of the mechanisms, which is zero up to rounding. In each
    world organizations decide anew, and their gain is measured against being alone in that world.

    Parameters
    ----------
    scenario : Scenario
        From :func:`sim.load_scenario`.
    replications, seed : int, optional
        By default the scenario's own.
    threads : int, optional
        By default one for each processor. The result does not depend on it.
    progress : callable or bool, optional
        Called as ``progress(done, total)`` when a run has finished, of the runs of all worlds; True shows a bar.
    together : sequence of sequences of str, optional
        Keys of mechanisms that are turned on and off together, as one; see :func:`sim.analysis.parties`. By default
        each is by itself, unless more than ten are on.

    Returns
    -------
    xarray.Dataset
        Dimensions replication, mechanism (those that are on in the scenario, named in both languages; keys of
        mechanisms taken together are joined by a plus) and world (2**m, the last one as it is); ``is_on`` (world,
        mechanism) tells the worlds apart. ``gain``, ``counterfactual``, ``public`` money in the gain [CAD] and
        ``entered`` [share of organizations], (replication), as it is; the same names with ``_without``, (mechanism,
        replication), without that mechanism alone; ``gain_in_world`` (world, replication) [CAD].
        ``contribution``, ``first`` (with this mechanism alone, less without any) and ``last`` (with all, less without
        this one), (mechanism) [CAD], means of the runs; ``bare`` and ``total`` [CAD], the gain without any and with
        all. Each has ``_low`` and ``_high``, a paired interval (:func:`sim.analysis.paired_difference`), and the same
        with ``_share``, in parts of what being alone costs in the scenario as it is.

    Raises
    ------
    ValueError
        If replications is not positive.
    ScenarioError
        If `together` names no mechanism or one twice, or leaves more than ten.

    See Also
    --------
    sim.figures.sources : draws the waterfall.

    References
    ----------
    .. [1] Shapley (1953), A value for n-person games, Contributions to the Theory of Games II,
       doi:10.1515/9781400881970-018.
    .. [2] Shorrocks (2013), Decomposition procedures for distributional analysis, Journal of Economic Inequality 11,
       doi:10.1007/s10888-011-9214-z.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("atelier")
    >>> ds = sim.explain(scenario, replications=2, together=[["friction", "payments", "overrun"], ["lots", "risk"]])
    >>> float(ds["contribution"].sel(mechanism="fixed_cost")) > 0
    True
    >>> bool(abs(ds["contribution"].sum() - ds["total"]) < 1e-6)
    True
    """
    replications = scenario.replications if replications is None else replications
    seed = scenario.seed if seed is None else seed
    if replications < 1:
        raise ValueError(f"replications = {replications}: at least 1 is needed")
    chosen = parties(scenario, together)
    runs = replications * 2 ** len(chosen)
    require_memory(memory_of(scenario, 1, "summary", threads) + 6 * 8 * len(_READ) * runs, FEWER)
    worlds = worlds_of(scenario, [party.mechanisms for party in chosen], mean_needs(scenario, seed, replications))
    ds = _attributed(_simulated(worlds, replications, seed, threads or processors(), reporter(progress)))
    made = provenance(scenario, seed, "summary", "explain")
    return _labelled(ds, chosen).assign_attrs(made | {"together": json.dumps(together), "confidence": CONFIDENCE})


def _simulated(
    worlds: Sequence[Scenario], replications: int, seed: int, threads: int, progress: Progress | None
) -> dict[str, NDArray[np.float64]]:
    """Simulate all worlds, the runs of all of them in one queue; return (world, replication) for each name."""

    @lru_cache(_PREPARED)
    def prepared(world: int) -> Setup:
        return prepare(worlds[world])

    def play(k: int) -> Outcomes:
        world, replication = divmod(k, replications)
        outcomes = one_run(prepared(world), seed, replication, "summary")
        return {name: outcomes[read] for name, read in _READ.items()}

    columns = collected(play, len(worlds) * replications, threads, progress)
    return {name: column.astype(float).reshape(len(worlds), replications) for name, column in columns.items()}


def _attributed(columns: dict[str, NDArray[np.float64]]) -> xr.Dataset:
    """Attribute the gain; add totals, each with its interval, in dollars and as shares."""
    worth = columns["gain"]
    whole = worth.shape[0] - 1
    bits = 1 << np.arange(whole.bit_length())
    by_run = ("mechanism", "replication")
    ds = xr.Dataset({name: ("replication", column[whole]) for name, column in columns.items()})
    ds = ds.assign({f"{name}_without": (by_run, column[whole - bits]) for name, column in columns.items()})
    ds["gain_in_world"] = (("world", "replication"), worth)
    runs = xr.Dataset(
        {
            "contribution": (by_run, attribution(worth)),
            "first": (by_run, worth[bits] - worth[0]),
            "last": (by_run, worth[whole] - worth[whole - bits]),
            "bare": ("replication", worth[0]),
            "total": ("replication", worth[whole]),
        }
    )
    cost = ds["counterfactual"].where(ds["counterfactual"] > 0.0, np.inf)
    for name, values in runs.items():
        for unit, suffix in ((1.0, ""), (cost, "_share")):
            estimate = paired_difference(values / unit, xr.zeros_like(values))
            ds[f"{name}{suffix}"] = estimate["mean"]
            ds[f"{name}{suffix}_low"], ds[f"{name}{suffix}_high"] = estimate["low"], estimate["high"]
    return ds


def _labelled(ds: xr.Dataset, chosen: tuple[Party, ...]) -> xr.Dataset:
    """Add units, words and labels."""
    for name in ds.data_vars:
        unit, words = _described(str(name))
        ds[name].attrs = described(unit, words)
    return ds.assign_coords(
        replication=np.arange(ds.sizes["replication"]),
        mechanism=("mechanism", [each.key for each in chosen]),
        is_on=(("world", "mechanism"), every_coalition(len(chosen))),
        **pair("mechanism_name", "mechanism", [each.text for each in chosen]),
        **pair("mechanism_off", "mechanism", [each.off for each in chosen]),
    )


def _described(name: str) -> tuple[str, Text]:
    """Return the unit and the words of a variable from its name."""
    stem, _, rest = name.partition("_")
    unit, words = _WORDS[stem]
    if rest in ("without", "in_world"):
        words = (_WITHOUT if rest == "without" else _IN_WORLD).format(what=words)
    if rest.startswith("share"):
        unit, words = "share", _SHARE.format(what=words)
    end = _ENDS.get(rest.rpartition("_")[2], Text("", ""))
    return unit, Text(words.en + end.en, words.fr + end.fr)
