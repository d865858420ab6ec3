"""Damage: a file of a store that is not what was written, the array and the runs it holds, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sim.errors import StoreError
from sim.sweep import words
from sim.vocabulary.text import Text, join, number, same

_MOST: Final = 50  # files in a message; a store may have a hundred thousand


class Damage(NamedTuple):
    """A damaged file of a store.

    Attributes
    ----------
    file : str
        Its path in the store.
    reason : Text
        What is wrong with it.
    array : str
        The array that it is a part of; empty for a document.
    block : int or None
        The block of runs that it holds.
    runs : (range, range) or None
        The points and the replications of that block.
    """

    file: str
    reason: Text
    array: str = ""
    block: int | None = None
    runs: tuple[range, range] | None = None

    def text(self) -> Text:
        """Return the file, what it holds, and what is wrong, in one line."""
        parts: dict[str, Text] = {"file": same(self.file), "array": same(self.array), "reason": self.reason}
        if self.block is None or self.runs is None:
            return (words.DAMAGED_ARRAY if self.array else words.DAMAGED_DOCUMENT).format(**parts)
        points, replications = self.runs
        numbers = (self.block, points[0], points[-1], replications[0], replications[-1])
        names = ("block", "first", "last", "start", "end")
        return words.DAMAGED_BLOCK.format(**parts, **dict(zip(names, map(number, numbers), strict=True)))


class DamageError(StoreError):
    """A store is damaged: each file that is, and the way out.

    Parameters
    ----------
    store : Path
        The store.
    damage : sequence of Damage
        At least one.
    remedy : Text
        The way out.
    """

    def __init__(self, store: Path, damage: Sequence[Damage], remedy: Text = words.VERIFY) -> None:
        remedy = remedy.format(path=store, repair=words.REPAIR)
        super().__init__(words.DAMAGED.format(path=store, damage=listed(damage), remedy=remedy))
        self.damage = tuple(damage)


def listed(damage: Sequence[Damage]) -> Text:
    """Return damaged files, one a line."""
    lines = [each.text() for each in damage[:_MOST]]
    if len(damage) > _MOST:
        lines.append(words.MORE_DAMAGE.format(n=number(len(damage) - _MOST)))
    return join(lines, "\n")


def read_whole(store: Path, is_whole: Callable[[bytes], bool], about: Damage) -> bytes:
    """Return the content of a file of a store.

    Parameters
    ----------
    store : Path
    is_whole : callable
        Whether a content is what was written.
    about : Damage
        The file; its reason is not used.

    Raises
    ------
    DamageError
        The file is missing, cannot be read or is not whole.
    """
    path = store / about.file
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        reason = words.MISSING
    except OSError as error:
        folder = path.is_dir()  # Windows refuses permission to read one
        reason = words.A_FOLDER if folder else words.UNREADABLE.format(reason=same(error.strerror or str(error)))
    else:
        if is_whole(content):
            return content
        reason = words.ALTERED if content else words.EMPTY
    raise DamageError(store, [about._replace(reason=reason)]) from None
