"""Gist of what people write: the same key for texts that say the same."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from sim.app.words.debrief import SUGGESTIONS
from sim.vocabulary.text import LANGUAGES, Text

_LITTLE: Final = frozenset(
    re.findall(
        r"\w+",
        "a an the if we us our i my it is are was were be of to in for on at and or that this un une le la les l d de "
        "du des si on nous notre nos je mon ma mes me il elle est sont etait serait au aux en et ou que qu qui ce c "
        "cela ca y se s ne n",
    )
)
"""Words that say little, without accents."""


@lru_cache(8192)  # every phone asks for those of the whole room
def gist(text: str) -> str:
    """Return a key of what a text says, whatever its capitals, accents, plurals and little words.

    Examples
    --------
    >>> gist("Si ça coûte PLUS cher!") == gist("ça coute plus cher")
    True
    >>> gist("Ça coûte plus cher") == gist("Ça ne coûte pas plus cher")
    False
    """
    letters = unicodedata.normalize("NFD", text.casefold())
    said = re.findall(r"[^\W_]+", "".join(c for c in letters if not unicodedata.combining(c)))
    telling = [word.rstrip("sx") if len(word) > 3 else word for word in said if word not in _LITTLE]
    return " ".join(telling) or " ".join(said) or text


_ALIKE: Final[Mapping[str, str]] = {
    gist(suggestion[lang]): gist(suggestion.en) for suggestion in SUGGESTIONS for lang in LANGUAGES
}
SUGGESTED: Final[Mapping[str, Text]] = {gist(suggestion.en): suggestion for suggestion in SUGGESTIONS}


def key_of(condition: str) -> str:
    """Return the key of a condition; a suggestion has the same key in both languages."""
    key = gist(condition)
    return _ALIKE.get(key, key)
