"""Names joined in a list: by commas in an option, by plus signs in a coalition; a name may contain the separator."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sim.tables.names import clean


def join_names(names: Iterable[str], separator: str) -> str:
    """Return names joined by a separator; a name that contains it, or begins with a quote, stands in double quotes.

    Examples
    --------
    >>> join_names(["D+E", "C"], "+")
    '"D+E"+C'
    """
    return separator.join(_quoted(name) if separator in name or name.startswith('"') else name for name in names)


def _quoted(name: str) -> str:
    """Return a name in double quotes, and each double quote in it twice."""
    return '"' + name.replace('"', '""') + '"'


def split_names(words: str, separator: str) -> list[str]:
    """Return the names that a separator joins; a name in double quotes may contain it.

    Examples
    --------
    >>> split_names('"D+E" + C', "+"), split_names("", "+")
    (['D+E', 'C'], [''])
    """
    if '"' not in words:
        return [name.strip() for name in clean(words).split(separator)]
    return [name for _, _, name in _pieces(words, separator)]


def readings(words: str, separator: str, known: Mapping[str, int]) -> list[list[str]]:
    """Return the ways to read joined names, so that each is known: a known name may contain the separator.

    Parameters
    ----------
    words : str
        The names, joined.
    separator : str
        One character.
    known : mapping of str
        The known names.

    Returns
    -------
    list of list of str
        No more than two; the plain reading, with unknown names, if there is no other.

    Examples
    --------
    >>> from sim.tables.names import Known
    >>> readings("Coop A, B,C", ",", Known(["Coop A, B", "C"]))
    [['Coop A, B', 'C']]
    >>> readings("A, B", ",", Known(["A", "B", "A, B"]))
    [['A', 'B'], ['A, B']]
    """
    pieces = list(_pieces(words, separator))
    plain = [name for _, _, name in pieces]
    ways: list[list[list[str]]] = [[] for _ in pieces] + [[[]]]
    for start in range(len(pieces) - 1, -1, -1):
        for end in range(start + 1, len(pieces) + 1):
            name = plain[start] if end == start + 1 else clean(words[pieces[start][0] : pieces[end - 1][1]])
            if name in known and ways[end]:
                ways[start] += [[name, *rest] for rest in ways[end]]
        ways[start] = ways[start][:2]
    return ways[0] or [plain]


def _pieces(words: str, separator: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start, the end and the name of each piece between separators."""
    quoted = re.compile(rf'\s*"((?:[^"]|"")*)"\s*(?={re.escape(separator)}|$)')
    start = 0
    while True:
        match = quoted.match(words, start)
        if match is not None:
            end, name = match.end(), match[1].replace('""', '"')
        else:
            end = words.find(separator, start)
            end = len(words) if end < 0 else end
            name = words[start:end]
        yield start, end, clean(name)
        if end >= len(words):
            return
        start = end + len(separator)


def first_of(names: Sequence[str], most: int = 20) -> list[str]:
    """Return the first of many names, for a message.

    Examples
    --------
    >>> first_of(["a", "b", "c"], most=2)
    ['a', 'b', '…']
    """
    return list(names) if len(names) <= most else [*names[:most], "…"]
