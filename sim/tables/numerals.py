"""Numbers that people write: one reader for tables, options and forms, which refuses what has two meanings.

A number is read twice: with the point as its decimal mark, and with the comma. Where both readings give a value, and
not the same, the number is ambiguous: 1,200 is 1200 or 1.2. The other numbers of a table decide, or it is refused.
"""

import math
import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from sim.vocabulary.text import Text, same

_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
"""A number as programs write it: no mark but a decimal point."""
_CLEAR: Final = re.compile(r"[+-]?(?:\d+(?:[.,](?:\d{1,2}|\d{4,}))?|0[.,]\d+)", re.ASCII)
"""A number that has one meaning, whichever mark it has."""
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
"""A number that has two meanings; these two patterns spare most numbers of a large table a closer look."""
_CURRENCY: Final = r"(?:CAD|EUR|USD|(?:CA|C|US)?\$|[£¥€\u20a0-\u20bf])"
_AROUND: Final = re.compile(
    rf"(?P<open>\()?(?P<minus>[+−-])?\s?(?P<before>{_CURRENCY})?\s?(?P<later>[+−-])?"
    rf"(?P<number>[\d.,' ’eE+-]*?[\d.,])\s?(?P<after>{_CURRENCY}(?:\s(?:CA|US))?|%)?(?P<close>\))?",
    re.ASCII,
)
_SIGNED: Final = re.compile(_CURRENCY)
_UNSIGNED: Final = {
    mark: re.compile(
        rf"(?:\d+|[1-9]\d{{0,2}}(?:(?P<group>[ '’{other}])\d{{3}})(?:(?P=group)\d{{3}})*)?(?:{re.escape(mark)}\d*)?"
        r"(?P<exponent>[eE][+-]?\d{1,3})?",
        re.ASCII,
    )
    for mark, other in ((".", ","), (",", "."))
}
_CANADIAN: Final = re.compile(r"CA\$|C\$|CAD")
_POINT: Final = frozenset(".")
_COMMA: Final = frozenset(",")
_NEVER: Final = re.compile(r"(?!)")
_LONGEST: Final = 400  # characters of a number

ALONE: Final = Text("Write a number, such as 1234.5 or 1 234,5.", "Écrivez un nombre, comme 1 234,5 ou 1234.5.")
_AMBIGUOUS: Final = Text(
    "It may mean {grouped} or {decimal}: write it in one of these two ways.",
    "Cela peut vouloir dire {grouped} ou {decimal} : écrivez-le de l'une de ces deux façons.",
)
_OTHER_MARK: Final = Text(
    "Other numbers of the table have a decimal point, this one a decimal comma: use one of them.",
    "D'autres nombres du tableau ont un point décimal, celui-ci une virgule décimale : n'utilisez que l'un des deux.",
)
_NO_MONEY: Final = Text("No currency sign belongs here.", "Il ne faut pas de symbole monétaire ici.")
_NO_SHARE: Final = Text("No percent sign belongs here.", "Il ne faut pas de signe de pourcentage ici.")
_TWO_SIGNS: Final = Text(
    "The table has amounts in {first} and in {second}: use one currency.",
    "Le tableau a des montants en {first} et en {second} : n'utilisez qu'une monnaie.",
)
_TOO_LARGE: Final = Text("The number is too large.", "Le nombre est trop grand.")


class Numeral(NamedTuple):
    """A written number: its value with a decimal point, with a decimal comma (None if it has none), and its sign.

    The sign is ``%`` or that of a currency. A percentage is its hundredth.
    """

    point: float | None
    comma: float | None
    sign: str = ""

    @property
    def mark(self) -> str:
        """The decimal mark that the number proves; empty if it proves none."""
        if self.point is None or self.comma is None:
            return "," if self.point is None else "."
        return ""

    @property
    def ambiguous(self) -> bool:
        """Whether the two readings differ."""
        return not self.mark and self.point != self.comma


@lru_cache(4096)
def numeral(words: str) -> Numeral | None:
    """Return a written number; None if it is not one.

    Examples
    --------
    >>> numeral("1,200"), numeral("1 200,50 $"), numeral("(35)")
    (Numeral(point=1200.0, comma=1.2, sign=''), Numeral(point=None, comma=1200.5, sign='$'),
    Numeral(point=-35.0, comma=-35.0, sign=''))
    >>> numeral("douze"), numeral("1.2.3")
    (None, None)
    """
    parts = _AROUND.fullmatch(words) if len(words) <= _LONGEST else None
    if parts is None or (parts["open"] is None) != (parts["close"] is None):
        return None
    signs = [each for each in (parts["before"], parts["after"]) if each]
    minuses = [each for each in (parts["minus"], parts["later"]) if each]
    if len(signs) > 1 or len(minuses) > 1 or (minuses and parts["open"]):
        return None
    sign = _CANADIAN.sub("$", signs[0].split()[0]) if signs else ""
    factor = -1.0 if parts["open"] or minuses in (["-"], ["−"]) else 1.0
    values: list[float | None] = []
    for mark in ".,":
        match = _UNSIGNED[mark].fullmatch(parts["number"])
        plain = match is not None and any(map(str.isdigit, parts["number"].partition("e")[0].partition("E")[0]))
        if match is None or not plain or (match["group"] and match["exponent"]):
            values.append(None)
            continue
        digits = parts["number"].replace(match["group"], "") if match["group"] else parts["number"]
        value = factor * float(digits.replace(",", "."))
        values.append(value / 100.0 if sign == "%" else value)
    return None if values == [None, None] else Numeral(values[0], values[1], sign)


class _Usage(NamedTuple):
    """What the numbers of a table show: the decimal marks that are used, and the currencies."""

    marks: frozenset[str]
    signs: tuple[str, ...]


class Numerals:
    """The reader of the numbers of one table, option or form.

    Parameters
    ----------
    others : iterable of str
        All that is written there: the numbers among it show which decimal mark is used, and which currency.
    usual_point : bool
        Whether the point is the usual decimal mark, as where commas separate cells, and on a command line: it is one
        then, unless other numbers have a decimal comma.
    english : bool
        Whether the numbers are typed into an English page, where a comma stands between thousands unless other numbers
        have a decimal comma.

    Examples
    --------
    >>> Numerals(["1,5", "1,200"]).read("1,200"), Numerals(["1,200"]).read("1,200")
    (1.2, None)
    """

    def __init__(self, others: Iterable[str] = (), usual_point: bool = False, english: bool = False) -> None:
        self._others = others
        self._usual_point = usual_point
        self._english = english

    @cached_property
    def _usage(self) -> _Usage:
        """What the numbers show."""
        marks: set[str] = set()
        signs: dict[str, None] = {}
        for words in self._others:
            if _CLEAR.fullmatch(words):
                marks |= _COMMA if "," in words else _POINT if "." in words else set()
            elif _SIGNED.search(words) or (("," in words or "." in words) and not _EITHER.fullmatch(words)):
                found = numeral(words)
                if found is not None:
                    marks |= {found.mark} - {""}
                    if found.sign not in ("", "%"):
                        signs[found.sign] = None
        return _Usage(frozenset(marks), tuple(signs))

    @cached_property
    def _fast(self) -> re.Pattern[str]:
        """The numbers that are read without a closer look."""
        if not self._usual_point:
            return _CLEAR
        return _NEVER if any("," in words for words in self._others) and "," in self._usage.marks else _PLAIN

    def read(self, words: str, signs: str = "") -> float | None:
        """Return the value of a number; None if it is not a finite number, or has two meanings.

        Parameters
        ----------
        words : str
            As somebody wrote it.
        signs : str
            The signs that may stand beside it: ``$`` allows those of currencies, ``%`` that of a percentage.
        """
        if self._fast.fullmatch(words):
            value = float(words.replace(",", "."))
            return value if math.isfinite(value) else None
        if len(self._usage.marks) == 1 and _EITHER.fullmatch(words):
            (mark,) = self._usage.marks
            return float(words.replace(mark, ".") if mark in words else words.replace("." if mark == "," else ",", ""))
        return None if self.refusal(words, signs) is not None else self._value(words)

    def refusal(self, words: str, signs: str = "") -> Text | None:
        """Return why something is not read as a number, and what to write instead; None if it is read."""
        found = numeral(words)
        if found is None:
            return ALONE if any(map(str.isdigit, words)) else None
        if found.sign == "%" and "%" not in signs:
            return _NO_SHARE
        if found.sign not in ("", "%"):
            if "$" not in signs:
                return _NO_MONEY
            if len(used := self._usage.signs) > 1:
                return _TWO_SIGNS.format(first=same(used[0]), second=same(used[1]))
        if found.mark == "," and self._usual_point and "." in self._usage.marks:
            return _OTHER_MARK
        value = self._value(words)
        if value is None:
            return _meanings(found, self._usual_point)
        return None if math.isfinite(value) else _TOO_LARGE

    def _value(self, words: str) -> float | None:
        """Return the value of a number, which may be infinite; None if it has two meanings."""
        found = numeral(words)
        if found is None:
            return None
        if not found.ambiguous:
            return found.comma if found.point is None else found.point
        marks = self._usage.marks
        if len(marks) == 1:
            return found.comma if "," in marks else found.point
        usual = (self._usual_point and "." in words) or (self._english and "," in words)
        return found.point if usual and not marks else None


def _meanings(found: Numeral, usual_point: bool) -> Text:
    """Return the two meanings of an ambiguous number, each written so that it has one meaning."""
    assert found.point is not None
    assert found.comma is not None
    percent, scale = ("%", 100.0) if found.sign == "%" else ("", 1.0)
    grouped, decimal = sorted((found.point * scale, found.comma * scale), key=abs, reverse=True)
    part = f"{decimal:.4f}{percent}"
    shown = same(part) if usual_point else Text(part, part.replace(".", ","))
    return _AMBIGUOUS.format(grouped=same(f"{grouped:.0f}{percent}"), decimal=shown)
