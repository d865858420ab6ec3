"""Names that people type, cleaned for display."""

import unicodedata
from typing import Final

LONGEST_NAME: Final = 40
"""Letters of the longest name of a person."""
_READ: Final = 1000


def is_one_line(text: str) -> bool:
    r"""Return whether a text has no line breaks, control characters and other characters that cannot be written.

    Examples
    --------
    >>> is_one_line("Chloé Œuvrard"), is_one_line("a\nb"), is_one_line("\ud800")
    (True, False, False)
    """
    return not any(unicodedata.category(c)[0] == "C" or c in "\u2028\u2029" for c in text)


def clean_name(name: object, longest: int = LONGEST_NAME) -> str:
    r"""Return a name on one line, without control characters and cut to a length.

    Examples
    --------
    >>> clean_name("  Ana\n" + "a" * 100)
    'Ana aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    """
    if not isinstance(name, str):
        return ""
    words = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in name[:_READ])
    return " ".join(words.split())[:longest].strip()
