"""The report of a reproduction: whether both are equal to the last bit, what differs and by how much, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rich.table import Table

from sim.cli.words import reproduction as words
from sim.vocabulary.text import Lang, Text, join, number, same

if TYPE_CHECKING:
    from sim.reproduction import Difference, Reproduction

_SHOWN: Final = 20  # variables of a table; a result may have sixty


def report(reproduction: Reproduction, lang: Lang) -> Iterator[str | Table]:
    """Report a reproduction: its origin, the comparison, a table of the variables that differ, and why they may."""
    yield _origin(reproduction)[lang]
    counts = {"variables": number(reproduction.variables), "values": number(reproduction.values)}
    if reproduction.equal:
        yield words.EQUAL.format(**counts)[lang]
        if reproduction.changes:
            yield words.EQUAL_THOUGH.format(changes=join(reproduction.changes, "; "))[lang]
        return
    yield words.DIFFERENT.format(n=number(len(reproduction.differences)), **counts)[lang]
    yield _table(reproduction.differences, lang)
    if reproduction.changes:
        yield words.WHY.format(changes=join(reproduction.changes, "; "))[lang]
    else:
        yield words.NO_REASON[lang]


def _origin(reproduction: Reproduction) -> Text:
    """Return by what, when and where the result was made, as far as it is known."""
    known = reproduction.result.origin
    command = words.BY_COMMAND if known.get("command") else words.IN_PYTHON
    version = reproduction.result.versions.get("faire-ensemble", "?")
    return command.format(
        command=same(known.get("command", "")),
        version=same(version),
        date=same(known.get("date", "?")),
        platform=same(known.get("platform", "?")),
    )


def _table(differences: tuple[Difference, ...], lang: Lang) -> Table:
    """Return a table of the variables that differ, those with the most values first."""
    table = Table(box=None, padding=(0, 2, 0, 0), title_justify="left")
    for heading, side in ((words.VARIABLE, "left"), (words.VALUES, "right"), (words.LARGEST, "right")):
        table.add_column(heading[lang], justify=side)  # type: ignore[arg-type]
    ordered = sorted(differences, key=lambda each: (not each.shape, -each.values / max(each.of, 1)))
    for each in ordered[:_SHOWN]:
        table.add_row(each.name, _count(each)[lang], _largest(each)[lang])
    if len(ordered) > _SHOWN:
        table.add_row(words.MORE.format(n=number(len(ordered) - _SHOWN))[lang], "", "")
    return table


def _count(difference: Difference) -> Text:
    """Write how many values differ."""
    if difference.shape:
        return words.OTHER_SHAPE
    return words.OF.format(n=number(difference.values), of=number(difference.of))


def _largest(difference: Difference) -> Text:
    """Write the largest difference, with its unit."""
    if difference.largest is None:
        return same("")
    size = number(float(f"{difference.largest:.3g}"))
    return same(size.en) if difference.unit in ("", "1", "-") else words.SIZE.format(size=size, unit=difference.unit)
