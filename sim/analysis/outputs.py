"""The outputs of simulations: outcomes of runs and variables of datasets, with unit, dimensions and meaning."""

from dataclasses import dataclass

from sim.analysis.catalogue import OF_MONTHS, OF_RESOURCES, OUTCOMES
from sim.declared.variables import VARIABLES
from sim.vocabulary.text import Text, same
from sim.vocabulary.variable import Level

_DIMENSIONS = {"outcome": (), "outcome_of_resource": ("resource",), "outcome_of_month": ("month",)}


@dataclass(frozen=True, kw_only=True)
class OutputInfo:
    """What is known of an output.

    Attributes
    ----------
    name : str
        Its name in datasets, or the key of an outcome.
    kind : str
        "variable" of a dataset; or "outcome", "outcome_of_resource", "outcome_of_month", which are computed from
        variables.
    dimensions : tuple of str
        Those of a variable beside the replication.
    unit : str
    record : str
        The level of record that a variable needs; empty for an outcome.
    text : Text
        Its meaning.
    """

    name: str
    kind: str
    dimensions: tuple[str, ...]
    unit: str
    record: Level | str
    text: Text


def outputs() -> list[OutputInfo]:
    """Return all outputs: first the outcomes, then the variables in the order of a dataset.

    Examples
    --------
    >>> listed = {each.name: each for each in outputs() if each.kind == "variable"}
    >>> listed["members"].dimensions, listed["members"].unit, listed["members"].record
    (('month', 'resource'), 'count', 'months')
    """
    catalogue = {"outcome": OUTCOMES, "outcome_of_resource": OF_RESOURCES, "outcome_of_month": OF_MONTHS}
    outcomes = [
        OutputInfo(
            name=each.key, kind=kind, dimensions=_DIMENSIONS[kind], unit=each.unit, record="",
            text=each.text.format(resource=same("…")),
        )
        for kind, listed in catalogue.items()
        for each in listed
    ]  # fmt: skip
    variables = [
        OutputInfo(
            name=each.name, kind="variable", dimensions=each.dims[1:], unit=each.unit, record=each.level, text=each.text
        )
        for each in VARIABLES.values()
    ]
    return outcomes + variables
