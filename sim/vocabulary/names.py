"""Known names: messages with the names that are allowed, and with the nearest one."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from sim.vocabulary.text import Text, same

RESOURCE_KEY: Final = r"[a-z][a-z0-9_]*"
"""What the key of a resource looks like."""


def one_of(names: Iterable[str]) -> Text:
    """Return the message that one of some names is allowed."""
    return Text("one of {names}", "{names}").format(names=same(", ".join(names)))


def alike(name: object, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known name that is most similar to a name; None if none is similar enough (0: any, 1: the same)."""
    words = name[:100].lower() if isinstance(name, str) else ""
    return next(iter(get_close_matches(words, list(known), n=1, cutoff=cutoff)), None)


def nearest(name: object, known: Iterable[str]) -> Text | None:
    """Return the question whether the nearest known name was meant; None if none is similar."""
    close = alike(name, known)
    if close is None:
        return None
    quoted = Text('Did you mean "{name}"?', "Vouliez-vous dire « {name} »?")
    return quoted.format(name=same(close))
