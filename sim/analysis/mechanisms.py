"""The mechanisms of the model that make pooling pay or cost: what each one is, and the world without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.laws.cost import capacity_cost, experience_factor
from sim.laws.random import run_key
from sim.scenario import Resource, Scenario, draw_population
from sim.vocabulary.text import Text

if TYPE_CHECKING:
    from sim.scenario.schema.table import Table

_RESOURCES: Final = "resources.*."
_LEVERS: Final = "levers.*"
_MANY: Final = 100_000

Needs = Mapping[str, NDArray[np.float64]]
"""Mean needs of the organizations of some runs [unit/month], by resource."""


@dataclass(frozen=True, kw_only=True)
class Mechanism:
    """A part of the model that can be taken away by itself.

    Attributes
    ----------
    key : str
        Its name in datasets.
    text : Text
        Its name for readers.
    off : Text
        The world without it.
    parameters : tuple of str
        Declared paths of the parameters that turn it on; off, each has the value that its declaration calls off.
    against : bool
        Whether it is there to work against pooling.
    adjusted : callable, optional
        ``adjusted(resource, off, needs)`` gives further values of a resource that keep what is not meant to change:
        `off` holds the values just turned off, `needs` (n,) the mean needs of the organizations [unit/month].
    """

    key: str
    text: Text
    off: Text
    parameters: tuple[str, ...] = ()
    against: bool = False
    adjusted: Callable[[Resource, Mapping[str, Any], NDArray[np.float64]], dict[str, Any]] | None = None

    def is_on(self, scenario: Scenario) -> bool:
        """Whether the scenario uses the mechanism at all."""
        return bool(self.values_off(scenario, {name: np.empty(0) for name in scenario.resources}))

    def values_off(self, scenario: Scenario, needs: Needs) -> dict[str, Any]:
        """Give the values that turn the mechanism off, by dotted path; none where it is off already.

        Parameters
        ----------
        scenario : Scenario
            Where it may be on.
        needs : mapping of str to (n,) ndarray
            From :func:`mean_needs`.

        Returns
        -------
        dict of str to value
            For :func:`sim.scenario.with_values`.
        """
        values: dict[str, Any] = {}
        if _LEVERS in self.parameters:
            values |= {f"levers.{key}": value for key, value in _turned_off(scenario.levers, None).items()}
        keys = [path.removeprefix(_RESOURCES) for path in self.parameters if path.startswith(_RESOURCES)]
        for name, resource in scenario.resources.items():
            off = _turned_off(resource, keys)
            if self.adjusted is not None and (off or not keys):
                off |= self.adjusted(resource, off, needs[name])
            values |= {f"resources.{name}.{key}": value for key, value in off.items()}
        return values


def mean_needs(scenario: Scenario, seed: int, replications: int) -> dict[str, NDArray[np.float64]]:
    """Draw what the organizations of some runs need, so that costs can be levelled at it.

    Parameters
    ----------
    scenario : Scenario
        Whose organizations.
    seed, replications : int
        The runs; of very large populations, the first runs only, which tell the mean well enough.

    Returns
    -------
    dict of str to (n,) float64
        Mean needs that are not zero [unit/month], by resource.
    """
    runs = 1 if scenario.population.fixed else min(replications, 1 + _MANY // scenario.population.number)
    drawn = np.concatenate([draw_population(scenario, run_key(seed, k)).need for k in range(runs)])
    return {name: drawn[drawn[:, r] > 0.0, r] for r, name in enumerate(scenario.resources)}


def _turned_off(table: Table, keys: list[str] | None) -> dict[str, Any]:
    """Give the declared off values of the parameters of a table that are on; without keys, of all that can be off."""
    chosen = list(type(table).model_fields) if keys is None else keys
    off = {key: param.off for key in chosen if (param := table.param(key)) is not None and param.off is not None}
    return {key: value for key, value in off.items() if getattr(table, key) != value}


def _levelled(resource: Resource, off: Mapping[str, Any], needs: NDArray[np.float64]) -> dict[str, Any]:
    """Level the unit cost: capacity for everybody's mean need, each alone, costs the same in all as before."""
    before, after = (_capacity_at_start(law, needs) for law in (resource, resource.model_copy(update=dict(off))))
    return {"unit_cost": resource.unit_cost * (before / after)} if after > 0.0 else {}


def _capacity_at_start(resource: Resource, needs: NDArray[np.float64]) -> float:
    """Cost, at a unit cost of 1, of capacity for each one's mean need with what it knows at the start [CAD/month]."""
    learning = -float(np.log2(resource.progress_ratio))
    reference, known, exponent = resource.reference_volume, resource.initial_experience, resource.scale_exponent
    costs = (
        experience_factor(known * need, reference, learning) * capacity_cost(need, 1.0, exponent)
        for need in needs.tolist()
    )
    return float(sum(costs))


def _bought(resource: Resource, _: Mapping[str, Any], __: NDArray[np.float64]) -> dict[str, Any]:
    """Let what would go unmet be bought for as much as it is worth: what it costs to run short stays the same."""
    without = resource.unmet_value < resource.market_price
    return {"market_price": resource.unmet_value} if without else {}


MECHANISMS: Final = (
    Mechanism(
        key="fixed_cost",
        text=Text("Fixed cost", "Coût fixe"),
        off=Text("Running the resource has no fixed cost.", "Gérer la ressource n'a aucun coût fixe."),
        parameters=("resources.*.fixed_cost",),
    ),
    Mechanism(
        key="lots",
        text=Text("Buying in lots", "Achat par lots"),
        off=Text("Capacity can be bought in any amount.", "La capacité s'achète en toute quantité."),
        parameters=("resources.*.lot",),
    ),
    Mechanism(
        key="risk",
        text=Text("Bad months", "Mauvais mois"),
        off=Text("Needs are the same every month.", "Les besoins sont les mêmes chaque mois."),
        parameters=("resources.*.variation",),
    ),
    Mechanism(
        key="scale",
        text=Text("Scale", "Échelle"),
        off=Text(
            "A unit of capacity costs the same however many are bought; capacity for everybody's mean need, each "
            "alone, costs as much in all as before.",
            "Une unité de capacité coûte autant quel qu'en soit le nombre; la capacité pour le besoin moyen de "
            "toutes, chacune seule, coûte au total autant qu'avant.",
        ),
        parameters=("resources.*.scale_exponent",),
        adjusted=_levelled,
    ),
    Mechanism(
        key="learning",
        text=Text("Learning", "Apprentissage"),
        off=Text(
            "Nobody learns: costs stay where what is known at the start has brought them.",
            "Personne n'apprend : les coûts restent là où les a menés ce qui est su au départ.",
        ),
        parameters=("resources.*.progress_ratio",),
        adjusted=_levelled,
    ),
    Mechanism(
        key="innovation",
        text=Text("Innovation", "Innovation"),
        off=Text("Pools do not innovate.", "Les groupes n'innovent pas."),
        parameters=("resources.*.innovation_rate",),
    ),
    Mechanism(
        key="access",
        text=Text("Access (doing without)", "Accès (faire sans)"),
        off=Text(
            "Nobody does without: what would go unmet is bought, at what it is worth.",
            "Personne ne se passe de rien : ce qui resterait non comblé s'achète, au prix de ce qu'il vaut.",
        ),
        adjusted=_bought,
    ),
    Mechanism(
        key="levers",
        text=Text("Public levers", "Leviers publics"),
        off=Text(
            "No subsidy, facilitator, guarantee or credit.",
            "Ni subvention, ni accompagnement, ni garantie, ni crédit.",
        ),
        parameters=(_LEVERS,),
    ),
    Mechanism(
        key="coordination",
        text=Text("Coordination", "Coordination"),
        off=Text("Coordinating a pool costs nothing.", "Coordonner un groupe ne coûte rien."),
        parameters=("resources.*.hub_cost", "resources.*.member_cost", "resources.*.pair_cost"),
        against=True,
    ),
    Mechanism(
        key="friction",
        text=Text("Start-up friction", "Friction de démarrage"),
        off=Text("A new pool runs well at once.", "Un nouveau groupe fonctionne bien tout de suite."),
        parameters=("resources.*.friction",),
        against=True,
    ),
    Mechanism(
        key="payments",
        text=Text("Entry and exit payments", "Paiements d'entrée et de sortie"),
        off=Text(
            "Founding, joining and leaving cost nothing.", "Fonder un groupe, s'y joindre, en sortir ne coûte rien."
        ),
        parameters=("resources.*.founding_cost", "resources.*.joining_cost", "resources.*.leaving_cost"),
        against=True,
    ),
    Mechanism(
        key="overrun",
        text=Text("Overruns", "Dépassements"),
        off=Text(
            "Starting and coordinating cost what was planned.", "Démarrer et coordonner coûtent ce qui était prévu."
        ),
        parameters=("resources.*.overrun_mean", "resources.*.overrun_cv"),
        against=True,
    ),
    Mechanism(
        key="overuse",
        text=Text("Overuse", "Surconsommation"),
        off=Text("Nobody uses more when others pay.", "Personne n'en utilise plus quand les autres paient."),
        parameters=("resources.*.overuse",),
        against=True,
    ),
    Mechanism(
        key="tax",
        text=Text("Tax", "Taxe"),
        off=Text("What a pool bills is not taxed.", "Ce qu'un groupe facture n'est pas taxé."),
        parameters=("resources.*.tax",),
        against=True,
    ),
)
"""The mechanisms, those that make pooling pay before those that work against it."""
