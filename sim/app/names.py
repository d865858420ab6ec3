"""Names: those that people type, cleaned for display, and the codes of rooms."""

import re
import secrets
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from sim.tables.names import clean, is_one_line

LONGEST_NAME: Final = 40
"""Letters of the longest name of a person."""
_READ: Final = 1000
_JOINERS: Final = "\u200c\u200d"
"""They shape the letters of some scripts, and emoji; :func:`clean` leaves them only there."""
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters of a code, without I and O, which look like digits."""
_PILED: Final = re.compile(r"(?<=[\u0300-\u036f]{3})[\u0300-\u036f]+")
"""Accents beyond the third on one letter: piled up, they cover the lines above and below."""


def clean_name(name: object, longest: int = LONGEST_NAME) -> str:
    r"""Return a name on one line, without control characters and piles of accents, and cut to a length.

    Examples
    --------
    >>> clean_name("  Ana\n" + "a" * 100)
    'Ana aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    """
    if not isinstance(name, str):
        return ""
    seen = "".join(c for c in clean(name[:_READ]) if c.isprintable() or c in _JOINERS)
    return clean(_PILED.sub("", seen)[:longest])  # a cut may leave an invisible joiner at the end


def one_line(text: str) -> str:
    """Return a text without line breaks and other characters that cannot be seen, or raise ValueError."""
    if not is_one_line(text):
        raise ValueError("not one line of text")
    return text


Key = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(one_line)]
"""Key in a room's file, such as the identity of a browser."""


def new_code() -> str:
    """Return four letters by chance, by which phones find a room."""
    return "".join(secrets.choice(_LETTERS) for _ in range(4))
