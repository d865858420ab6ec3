"""Texts of screens and phones, whose French inversions stay on one line."""

from __future__ import annotations

import re
from typing import Final

from sim.vocabulary.text import Text, verbatim

_JOINER: Final = "\u2060"
_INVERSION: Final = re.compile(r"(?<=[^\W\d_])-(?:t-)?(?=(?:je|tu|ils?|elles?|on|nous|vous|ce)\b)")
"""The hyphens between a verb and the pronoun that follows it."""


def unbroken(en: str, fr: str) -> Text:
    r"""Return a text in which no line of French ends between a verb and its pronoun.

    A word joiner after the hyphen keeps it there: the font of the workshop has no hyphen that does not break. It is for
    screens: not every terminal can print it.

    Examples
    --------
    >>> ascii(unbroken("Will it?", "Le groupe rentrera-t-il, dites-vous?").fr)
    "'Le groupe rentrera-\\u2060t-\\u2060il, dites-\\u2060vous?'"
    """
    text = Text(en, fr)
    return verbatim(text.en, _INVERSION.sub(lambda found: found[0].replace("-", "-" + _JOINER), text.fr))
