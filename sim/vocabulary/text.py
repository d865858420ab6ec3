"""Text in English and in French: every word that a user sees is a :class:`Text`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Lang = Literal["en", "fr"]

LANGUAGES: Final[tuple[Lang, ...]] = ("en", "fr")
NO_BREAK_SPACE: Final = "\u00a0"
_BEFORE_SIGN: Final = re.compile(r" (?=[:$%»])|(?<=«) ")
"""The no-break spaces of French: before ``:``, ``$`` and ``%``, and inside guillemets."""
_ELISION: Final = re.compile(r"`[^`]*`|(?<=[^\W\d_])'(?=[\w{«“])")
"""An apostrophe of French, between a letter and what it is drawn to; or code in back quotes, which stays."""


@dataclass(frozen=True, slots=True)
class Text:
    r"""The same text in English and in French (fr-CA).

    Parameters
    ----------
    en, fr : str
        The words in each language. French is written with plain spaces and apostrophes: spaces before ``:``, ``$`` and
        ``%`` and inside guillemets become no-break spaces, and the apostrophe of an elision becomes ’, as Quebec's
        typography asks. An apostrophe that is not between letters, or that stands in back quotes, is left to be typed.

    Examples
    --------
    >>> month = Text("month", "mois")
    >>> month["fr"]
    'mois'
    >>> Text("Share: 40%", "Part : 40 %")["fr"]
    'Part\xa0: 40\xa0%'
    >>> Text("Today, type `--title 'the co-op'`", "Aujourd'hui, tapez `--title 'l'organisme'`")["fr"]
    "Aujourd’hui, tapez `--title 'l'organisme'`"
    >>> Text("{n} {unit}", "{n} {unit}").format(n=3, unit=month)
    Text(en='3 month', fr='3 mois')
    """

    en: str
    fr: str

    def __post_init__(self) -> None:
        """Set the no-break spaces and the apostrophes of the French words."""
        fr = _BEFORE_SIGN.sub(NO_BREAK_SPACE, self.fr)
        if "'" in fr:
            fr = _ELISION.sub(lambda found: "’" if found[0] == "'" else found[0], fr)
        object.__setattr__(self, "fr", fr)

    def __getitem__(self, lang: Lang) -> str:
        """Return the words in one language."""
        return self.fr if lang == "fr" else self.en

    def __str__(self) -> str:
        """Return the English words."""
        return self.en

    def format(self, **values: object) -> Text:
        """Return the text with its braces filled; a value that is a Text is inserted in each language."""
        return verbatim(*(self[lang].format(**_in_language(values, lang)) for lang in LANGUAGES))


def verbatim(en: str, fr: str) -> Text:
    """Return a Text whose spaces and apostrophes are not changed, for names and other words that users write."""
    text = Text(en, "")
    object.__setattr__(text, "fr", fr)
    return text


def _in_language(values: dict[str, object], lang: Lang) -> dict[str, object]:
    """Return the values, with each Text replaced by its words in one language."""
    return {name: value[lang] if isinstance(value, Text) else value for name, value in values.items()}


def join(texts: Iterable[Text], separator: str = ", ") -> Text:
    """Return texts joined by a separator, in each language.

    Examples
    --------
    >>> join([Text("one", "un"), Text("two", "deux")])
    Text(en='one, two', fr='un, deux')
    """
    kept = list(texts)
    return verbatim(separator.join(text.en for text in kept), separator.join(text.fr for text in kept))


def same(words: str) -> Text:
    """Return a Text with the same words in both languages: keys, names, code."""
    return verbatim(words, words)


def within(words: Text) -> Text:
    """Return a name as it stands within a sentence, with a lower-case first letter.

    Examples
    --------
    >>> within(Text("Fixed cost", "Coût fixe"))
    Text(en='fixed cost', fr='coût fixe')
    """
    return verbatim(*(each[:1].lower() + each[1:] for each in (words.en, words.fr)))


def number(value: float) -> Text:
    r"""Return a number in the format of each language.

    Examples
    --------
    >>> number(12345.5)
    Text(en='12,345.5', fr='12\xa0345,5')
    """
    whole = isinstance(value, int) or (abs(value) < 1e15 and value == int(value))
    en = f"{int(value):,d}" if whole else f"{value:,.10g}"
    return Text(en, en.replace(",", NO_BREAK_SPACE).replace(".", ","))
