"""List of all parameters, generated from their declarations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, get_args, get_origin

from pydantic_core import PydanticUndefined

from sim.declared.table import Table
from sim.scenario.schema import Scenario
from sim.scenario.schema.distribution import Distribution
from sim.vocabulary.text import Text, join, number, same

_FROM_TO: Final = Text("{low} to {high}", "de {low} à {high}")
_FROM: Final = Text("from {low}", "à partir de {low}")
_UP_TO: Final = Text("up to {high}", "jusqu'à {high}")


@dataclass(frozen=True, slots=True)
class ParameterInfo:
    """The declaration of a parameter.

    Attributes
    ----------
    path : str
        Dotted path in a scenario; ``*`` stands for the key of any resource.
    symbol, unit : str
        Symbol in the equations, and unit.
    default : object
        As written in a file: a bare value, or the table of a distribution; None if there is none.
    low, high : float or None
        Bounds.
    choices : tuple of str
        Allowed names; empty for other types.
    source, source_fr : str
        Source of the default, or ``"assumption"``.
    en, fr : str
        Description.
    distributed : bool
        Whether the value may be a distribution.
    off : object
        The value at which its mechanism is off; None if there is none.
    changes : str
        Whether an event may change it during a run: "freely", "renewed" (what follows from it is computed anew), or "".
    fixed, fixed_fr : str
        Why no event may; empty if one may.
    """

    path: str
    symbol: str
    unit: str
    default: Any
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    source: str
    source_fr: str
    en: str
    fr: str
    distributed: bool
    off: Any
    changes: str
    fixed: str
    fixed_fr: str

    @property
    def text(self) -> Text:
        """Description in both languages."""
        return Text(self.en, self.fr)

    @property
    def allowed(self) -> Text:
        """The allowed names or bounds; empty where there are none."""
        low, high = (None if bound is None else number(bound) for bound in (self.low, self.high))
        if self.choices:
            return join(same(name) for name in self.choices)
        if low is not None:
            return _FROM.format(low=low) if high is None else _FROM_TO.format(low=low, high=high)
        return same("") if high is None else _UP_TO.format(high=high)


def parameters() -> list[ParameterInfo]:
    """Return all parameters in the order of their declarations.

    Returns
    -------
    list of ParameterInfo
        One per parameter; the parameters of a resource are listed once, for all resources.

    Examples
    --------
    >>> hazard = next(each for each in parameters() if each.path == "society.hazard")
    >>> hazard.default, hazard.low, hazard.high
    (0.02, 0, 1)
    """
    return list(_of_table(Scenario, ""))


def _of_table(table: type[Table], prefix: str) -> Iterator[ParameterInfo]:
    """Yield the parameters of a table and of the tables inside it."""
    for key, field in table.model_fields.items():
        annotation = field.annotation
        param = table.param(key)
        if key == "uncertain":  # its keys are paths of other parameters
            continue
        if get_origin(annotation) is dict:
            yield from _of_table(get_args(annotation)[1], f"{prefix}{key}.*.")
        elif param is not None:
            yield ParameterInfo(
                path=f"{prefix}{key}",
                symbol=param.symbol,
                unit=param.unit,
                default=_as_written(field.default),
                low=param.low,
                high=param.high,
                choices=table.choices(key),
                source=param.source.en,
                source_fr=param.source.fr,
                en=param.text.en,
                fr=param.text.fr,
                distributed=_is_distributed(annotation),
                off=param.off,
                changes=param.changes,
                fixed="" if param.changes else param.fixed.en,
                fixed_fr="" if param.changes else param.fixed.fr,
            )
        elif isinstance(annotation, type) and issubclass(annotation, Table):
            yield from _of_table(annotation, f"{prefix}{key}.")


def _is_distributed(annotation: Any) -> bool:
    """Return whether a type is a distribution, or may be one."""
    return annotation is Distribution or any(_is_distributed(inner) for inner in get_args(annotation))


def _as_written(default: Any) -> Any:
    """Return a default as it is written in a file."""
    if isinstance(default, Text):
        return {"en": default.en, "fr": default.fr}
    if default is PydanticUndefined:
        return None
    return default.model_dump() if isinstance(default, Distribution) else default
