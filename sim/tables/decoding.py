"""Text of a table in the encodings that spreadsheets write."""

import codecs
from typing import Final

from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import Text

_NO_TEXT: Final = Text("a text file, such as CSV in UTF-8", "un fichier texte, comme un CSV en UTF-8")
_AS_CSV: Final = Text("Save the table as CSV (UTF-8).", "Enregistrez le tableau en CSV (UTF-8).")


def decoded(content: bytes, name: str) -> str:
    r"""Return the text of a table in UTF-8, UTF-16 or Windows-1252, as spreadsheets save it.

    Parameters
    ----------
    content : bytes
    name : str
        Name of the file in problems.

    Raises
    ------
    ScenarioError
        The content is not text.

    Examples
    --------
    >>> decoded("nom\tcoût".encode("utf-16"), "a.txt"), decoded("coût".encode("cp1252"), "a.csv")
    ('nom\tcoût', 'coût')
    """
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ScenarioError([Problem(file=name, allowed=_NO_TEXT, hint=_AS_CSV)])


def _encodings(content: bytes) -> tuple[str, ...]:
    """Return the encodings that a content may have, the likeliest first."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    even, odd = content[:2000:2].count(0), content[1:2000:2].count(0)
    if max(even, odd) > min(len(content), 2000) // 4 and not min(even, odd):  # western letters in UTF-16
        return ("utf-16-le",) if odd else ("utf-16-be",)
    return ("utf-8-sig", "cp1252")
