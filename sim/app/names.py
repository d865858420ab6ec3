"""Names that people type, cleaned for display."""

from typing import Final

from sim.tables.names import clean

LONGEST_NAME: Final = 40
"""Letters of the longest name of a person."""
_READ: Final = 1000


def clean_name(name: object, longest: int = LONGEST_NAME) -> str:
    r"""Return a name on one line, without control characters and cut to a length.

    Examples
    --------
    >>> clean_name("  Ana\n" + "a" * 100)
    'Ana aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    """
    if not isinstance(name, str):
        return ""
    return clean(clean(name[:_READ])[:longest])  # a cut may leave an invisible joiner at the end
