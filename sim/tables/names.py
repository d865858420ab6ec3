"""Names that people write: cleaned, told apart from names that look the same, and joined in a list."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_ESCAPE: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours and movements of a terminal
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x9c\r\n]{0,200}(?:\x07|\x1b\\|\x9c))?"  # its title
    r"|\x1b[ -/]*[0-~]"
)
_BLANKS: Final = (
    r"\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u115f\u1160\u2800\u3164\uffa0"
)
_CONTROLS: Final = (
    r"\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_JOINERS: Final = r"\u200c\u200d"  # they shape letters of other scripts, and emoji; elsewhere they are invisible
_SURROGATES: Final = r"\ud800-\udfff"
_ANY: Final = re.compile(f"[{_BLANKS}{_CONTROLS}{_JOINERS}{_SURROGATES}]")
_BLANK: Final = re.compile(f"[{_BLANKS}]")
_CONTROL: Final = re.compile(f"[{_CONTROLS}]")
_LOOSE: Final = re.compile(
    rf"(?<![\u0370-\u1fff\u2070-\U0010ffff])[{_JOINERS}]+|[{_JOINERS}]+(?![\u0370-\u1fff\u2070-\U0010ffff])"
)
_SURROGATE: Final = re.compile(f"[{_SURROGATES}]")
_LINES: Final = re.compile(r"[\n\r\t]+")
_UNWRITTEN: Final = re.compile(rf"[{_CONTROLS}{_SURROGATES}\t-\r\x1c-\x1f\u2028\u2029]")
_UNSEEN: Final = re.compile(rf"[{_JOINERS}\ufe00-\ufe0f]")
_WESTERN: Final = re.compile(
    r"[ -_a-~\u00c0-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e]*"
)  # letters that look like no other; no grave accent by itself

_SAME_SHAPE: Final = {
    ord(one): other
    for shapes, letters in (
        ("АВСЕНІЈКМОРЅТХУЗасеһіјорѕхуԁԛԝ", "ABCEHIJKMOPSTXY3acehijopsxydqw"),  # Cyrillic
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"),  # Greek
        ("’‘‛ʼʹ′`´", "''''''''"),
        ("“”„‟″", '"""""'),
        ("‐‑‒–—―−﹣", "--------"),
    )
    for one, other in zip(shapes, letters, strict=True)
}
"""Characters that most typefaces draw alike, after the confusables of Unicode Technical Standard 39."""


class _Shapes(dict[int, str]):
    """The characters that look alike, and those that Unicode encodes only for older character sets."""

    def __missing__(self, code: int) -> str:
        """Return the usual form of a wide, narrow or joined character; any other as it is."""
        character = chr(code)
        if unicodedata.decomposition(character).startswith(("<wide>", "<narrow>", "<compat>")):
            character = unicodedata.normalize("NFKC", character).translate(_SAME_SHAPE)
        self[code] = character
        return character


_SHAPES: Final = _Shapes(_SAME_SHAPE)


def clean(words: str) -> str:
    r"""Return words on one line, without characters that cannot be seen, in Unicode's composed form (NFC).

    Line breaks and all other blanks become single spaces. Control characters, escape codes of terminals, byte order
    marks and characters of no width are removed.

    Examples
    --------
    >>> clean(" Maison\ndu  Lac\u200b "), clean("\x1b[31mThe\u0301\x1b[0m")
    ('Maison du Lac', 'Thé')
    """
    return " ".join(visible(words).split())


def visible(text: str) -> str:
    r"""Return a text, which may have lines, without escape codes and invisible characters, composed (NFC).

    Line ends and tabs are kept, all other blanks become spaces.

    Examples
    --------
    >>> visible("a\tb\u00a0c\x07\n")
    'a\tb c\n'
    """
    text = unicodedata.normalize("NFC", text)
    if _ANY.search(text):
        text = _CONTROL.sub("", _BLANK.sub(" ", _ESCAPE.sub("", text)))
        text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", _LOOSE.sub("", text)))
    return text


def printable(text: str) -> str:
    r"""Return a text on one line, without escape codes and invisible characters; its no-break spaces are kept.

    Examples
    --------
    >>> printable("Cost:\u00a05\u00a0$\x07\n")
    'Cost:\xa05\xa0$'
    """
    blanks = re.split("([\u00a0\u202f])", text)
    return "".join(each if each in ("\u00a0", "\u202f") else _LINES.sub(" ", visible(each)) for each in blanks).strip()


def is_one_line(text: str) -> bool:
    r"""Return whether a text has no line breaks, control characters and other characters that cannot be written.

    Examples
    --------
    >>> is_one_line("Chloé Œuvrard"), is_one_line("a\nb"), is_one_line("\ud800")
    (True, False, False)
    """
    return not _UNWRITTEN.search(text)


def look(name: str) -> str:
    """Return what a name looks like: names of one look cannot be told apart by eye.

    Examples
    --------
    >>> look("L’Œuvre") == look("L'Œuvre"), look("Ａ") == look("А") == "A", look("a") == look("A")
    (True, True, False)
    """
    name = clean(name)
    return name if _WESTERN.fullmatch(name) else clean(_UNSEEN.sub("", name).translate(_SHAPES))


def twins(names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the positions of each name that cannot be told apart from an earlier one, and of the earlier one.

    Examples
    --------
    >>> list(twins(["Coop-A", "B", "Coop‑A"]))
    [(2, 0)]
    """
    first: dict[str, int] = {}
    for position, name in enumerate(names):
        earlier = first.setdefault(look(name), position)
        if earlier != position:
            yield position, earlier


class Known(Mapping[str, int]):
    """Known names, each with its position; a name that looks the same is found too.

    Parameters
    ----------
    names : iterable of str
        The names in order.

    Examples
    --------
    >>> Known(["L'Œuvre", "B"])["L’Œuvre"]
    0
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._exact: dict[str, int] = {}
        for position, name in enumerate(names):
            self._exact.setdefault(name, position)
        self._looks: dict[str, int] | None = None

    def __getitem__(self, name: str) -> int:
        """Return the position of a name."""
        if name in self._exact:
            return self._exact[name]
        if self._looks is None:
            self._looks = {look(known): position for known, position in reversed(self._exact.items())}
        return self._looks[look(name)]

    def __iter__(self) -> Iterator[str]:
        """Yield the names as they were given."""
        return iter(self._exact)

    def __len__(self) -> int:
        """Return the number of different names."""
        return len(self._exact)
