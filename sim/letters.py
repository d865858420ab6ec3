"""Letters that a terminal or a file lacks, written with those that it has: French and frames on an old code page."""

from __future__ import annotations

import codecs
from typing import Final
from unicodedata import name, normalize

LACKING: Final = "faire-ensemble.lacking"
"""Name of the way to write letters that an encoding lacks, for ``errors=`` of a text stream."""
_UNKNOWN: Final = "?"
_ALIKE: Final = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " "),
    **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", ""),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("“”„″", '"'),
    **{"«": "<<", "»": ">>", "‹": "<", "›": ">", "…": "...", "•": "*", "·": ".", "×": "x", "÷": "/", "±": "+/-"},
    **{"≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "∞": "inf", "→": "->", "←": "<-", "↑": "^", "↓": "v", "√": "sqrt"},
    **{"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "€": "EUR", "∈": "in"},
}
_GREEK: Final = "GREEK SMALL LETTER "
_GREEK_CAPITAL: Final = "GREEK CAPITAL LETTER "
_FRAME: Final = "BOX DRAWINGS "


def in_ascii(letter: str) -> str:
    """Return a letter in ASCII: one that looks alike, without its accent or spelled out; a question mark for others.

    Examples
    --------
    >>> "".join(map(in_ascii, "À 3 ≥ 2 − « œuvre » ─┼│ σ ½ 漢"))
    'A 3 >= 2 - << oeuvre >> -+| sigma 1/2 ?'
    """
    if letter.isascii():
        return letter
    if letter in _ALIKE:
        return _ALIKE[letter]
    called = name(letter, "")
    if called.startswith(_FRAME):
        return _frame(called.removeprefix(_FRAME).split())
    for family in (_GREEK, _GREEK_CAPITAL):
        if called.startswith(family):
            return called.removeprefix(family).split()[0].lower()
    plain = "".join(part for each in normalize("NFKD", letter) for part in ("/" if each == "\u2044" else each))
    return plain.encode("ascii", "ignore").decode() or _UNKNOWN


def _frame(words: list[str]) -> str:
    """Return a part of a frame by the words of its name."""
    sides = {"LEFT", "RIGHT", "UP", "DOWN"} & set(words)
    horizontal = "HORIZONTAL" in words or sides in ({"LEFT"}, {"RIGHT"})
    vertical = "VERTICAL" in words or sides in ({"UP"}, {"DOWN"})
    if "AND" in words and not (horizontal and sides in ({"LEFT", "RIGHT"},)):
        return "+"
    return "-" if horizontal and not vertical else "|" if vertical and not horizontal else "+"


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """Return what is written in place of letters that cannot be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(in_ascii, error.object[error.start : error.end])), error.end


codecs.register_error(LACKING, _replaced)
