"""Changes: what a scenario changes of the one that its title and its lesson were written for, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from sim.errors import ABSENT
from sim.vocabulary.text import Text, join, number, same

Path = tuple[str, ...]

_NEUTRAL: Final = frozenset(
    ("name", "title", "teaches", "fictional", "seed", "replications", "uncertain", "sweep", "decide", "calibrate")
)
"""Tables and values that do not change what a run is about."""
_CHANGED: Final = Text("{title} (changed: {changes})", "{title} (modifié : {changes})")
_MORE: Final = Text("{n} more", "{n} autres")
_SHOWN: Final = 3  # changes that are named, at most, beside the number of others
_LONGEST: Final = 24  # letters of a value


class Told(NamedTuple):
    """A title as it was written, and what has been changed since.

    Attributes
    ----------
    title : Text
    changes : dict of tuple of str to value
        New values by path.
    """

    title: Text
    changes: dict[Path, Any]

    def words(self) -> Text:
        """Return the title with the changes.

        Examples
        --------
        >>> Told(same("Quebec"), {("months",): 24, ("population", "number"): 60}).words().en
        'Quebec (changed: months = 24, population.number = 60)'
        """
        if not self.changes or not (self.title.en or self.title.fr):
            return self.title
        rest = len(self.changes) - _SHOWN if len(self.changes) > _SHOWN + 1 else 0
        paths = list(self.changes)[: len(self.changes) - rest]
        named = [same(_written(path, self.changes[path])) for path in paths]
        if rest:
            named.append(_MORE.format(n=number(rest)))
        return _CHANGED.format(title=self.title, changes=join(named))


def changes_of(over: Mapping[str, Any], under: Mapping[str, Any], merged: Mapping[str, Any]) -> dict[Path, Any]:
    """Return the values that a layer changes in the tables under it, by path; a table that is new or gone is one.

    Parameters
    ----------
    over, under, merged : mapping
        The tables of the layer, those under it, and both merged.

    Examples
    --------
    >>> under = {"months": 60, "resources": {"hr": {"tax": 0}, "it": {}}}
    >>> changes_of({"resources": {"hr": {"tax": 0.1}, "it": False}}, under, {"resources": {"hr": {"tax": 0.1}}})
    {('resources', 'hr', 'tax'): 0.1, ('resources', 'it'): False}
    """
    return {path: value for path, value in _differences(over, under, merged, ()) if not _is_neutral(path)}


def _differences(over: Any, under: Any, merged: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield the paths at which a layer changes a value, and the new value."""
    if merged is ABSENT:
        if under is not ABSENT:
            yield path, False
    elif not isinstance(over, Mapping) or "distribution" in over:
        if _bare(merged) != (_default(path) if under is ABSENT else _bare(under)):
            yield path, merged
    elif under is ABSENT and len(path) > 1:
        yield path, merged
    else:
        for key in over:
            yield from _differences(over[key], _below(under, key), _below(merged, key), (*path, key))


def _below(table: Any, key: str) -> Any:
    """Return the value of a key in a table, as a file gives it or as it was checked before; or that there is none."""
    if isinstance(table, BaseModel):
        value = getattr(table, key, None)
        return ABSENT if value is None else value
    return table.get(key, ABSENT) if isinstance(table, Mapping) else ABSENT


def _is_neutral(path: Path) -> bool:
    """Return whether a value does not change what a run is about."""
    return path[0] in _NEUTRAL or (path[0] == "resources" and path[2:3] == ("title",))


def _default(path: Path) -> Any:
    """Return the default of a parameter as it is written in a file; None where there is none."""
    general = ("resources", "*", *path[2:]) if path[0] == "resources" else path
    return _defaults().get(".".join(general))


@cache
def _defaults() -> dict[str, Any]:
    """Return the defaults of all parameters by path."""
    from sim.scenario.parameters import parameters

    return {each.path: _bare(each.default) for each in parameters()}


def _bare(value: Any) -> Any:
    """Return a value as it is written in a file: a constant is a number."""
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_none=True)
    constant = isinstance(value, Mapping) and value.get("distribution") == "constant"
    return value.get("value") if constant else value


def _written(path: Path, value: Any) -> str:
    """Write a change as it is set on the command line; a long value is left out."""
    if isinstance(value, bool):
        value = str(value).lower()
    words = f"{value:.6g}" if isinstance(value, float) else str(value)
    name = ".".join(path)
    return name if isinstance(value, Mapping) or len(words) > _LONGEST else f"{name} = {words}"
