"""A mechanism: a part of the model that a scenario may use or not, as data that all layers read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary.text import Text
from sim.vocabulary.variable import Variable

Adjustment = Callable[[Any, Mapping[str, Any], NDArray[np.float64]], dict[str, Any]]
"""``adjusted(resource, off, needs)`` returns further values of a resource that keep constant what must not change.

`off` holds the values that were just turned off, `needs` (n,) the mean needs of the organizations [unit/month].
"""


@dataclass(frozen=True, kw_only=True)
class Mechanism:
    """What the schema, the kernel's records, the dataset, `explain` and the documentation know of a mechanism.

    Attributes
    ----------
    key : str
        Its name in datasets.
    text : Text
        Its name for readers.
    off : Text
        The world without it.
    parameters : tuple of str
        Paths of the parameters that turn it on, such as ``resources.*.tax`` or ``levers.outreach``. When the
        mechanism is off, each has the value that its declaration calls off.
    against : bool
        True if it works against pooling.
    adjusted : callable, optional
        Further values of each resource in the world without the mechanism; see :data:`Adjustment`.
    fields : mapping of str to tuple of str
        Fields that it adds to records of the kernel, by record (society, resource, organization, pool, month,
        month_resource, ledger), as groups of names that each begin with their type; see
        :func:`sim.declared.record.record`. A field of the society or of a resource that has the name of a parameter
        takes its value; a field of the society that has the key of the mechanism is 1 where it is on anywhere, 0
        otherwise.
    own : tuple of str
        Groups of fields of a record that only this mechanism reads, one for each organization and resource: (N, R) in
        ``state.mechanism.KEY`` if the mechanism is on anywhere, (1, 1) otherwise. It needs the field of its key.
    variables : tuple of Variable
        Output variables. A variable of runs and resources takes its value from the resource's field of its name, a
        variable of runs from the society's field; those of months are written by the mechanism itself.

    Examples
    --------
    >>> from sim.declared import MECHANISMS
    >>> [mechanism.key for mechanism in MECHANISMS if not mechanism.parameters]
    ['access']
    """

    key: str
    text: Text
    off: Text
    parameters: tuple[str, ...] = ()
    against: bool = False
    adjusted: Adjustment | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = ()

    @property
    def is_flagged(self) -> bool:
        """Whether the society's record tells that the mechanism is on."""
        return any(self.key in group.split()[1:] for group in self.fields.get("society", ()))


def parameters_on(mechanism: Mechanism, scenario: Any) -> dict[str, Any]:
    """Return the off value of each parameter with which a scenario turns a mechanism on, by dotted path.

    Parameters
    ----------
    mechanism : Mechanism
        Any mechanism.
    scenario : Scenario
        Any scenario.

    Returns
    -------
    dict of str to value
        Empty if the mechanism is off.

    Examples
    --------
    >>> from sim.declared import TAX
    >>> from sim.scenario import parse_scenario
    >>> scenario = parse_scenario({"name": "nine", "population": {"number": 9}, "resources": {"hr": {"tax": 0.15}}})
    >>> parameters_on(TAX, scenario)
    {'resources.hr.tax': 0}
    """
    on: dict[str, Any] = {}
    for path in mechanism.parameters:
        name, _, key = path.rpartition(".")
        tables = (
            {name: getattr(scenario, name)}
            if name != "resources.*"
            else {f"resources.{resource}": table for resource, table in scenario.resources.items()}
        )
        for prefix, table in tables.items():
            param = table.param(key)
            value = getattr(table, key)
            value = getattr(value, "value", value)  # of a distribution that is a constant
            if param is not None and param.off is not None and value is not None and value != param.off:
                on[f"{prefix}.{key}"] = param.off
    return on
