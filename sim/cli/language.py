"""Language that the command speaks: chosen from the arguments and the environment before anything else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sim.vocabulary.text import LANGUAGES, Lang

OPTION = "--lang"
VARIABLE = "FAIRE_ENSEMBLE_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


class UnknownLanguageError(Exception):
    """Somebody asked for a language that the program does not speak."""

    def __init__(self, place: str, value: str, spoken: Lang) -> None:
        super().__init__(value)
        self.place = place
        self.value = value
        self.spoken = spoken


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Choose the language: the option, else the program's own variable, else the locale, else English.

    Parameters
    ----------
    arguments : sequence of str
        The command line without the program's name.
    environment : mapping
        Environment variables. As everywhere, an empty one counts as absent, and the first of LC_ALL,
        LC_MESSAGES and LANG that is there decides.

    Returns
    -------
    {"en", "fr"}

    Raises
    ------
    UnknownLanguageError
        The option or the program's variable names another language; it says so in the locale's.

    Examples
    --------
    >>> chosen_language(["run", "a.toml", "--lang", "fr"], {"LANG": "en_CA.UTF-8"})
    'fr'
    >>> chosen_language(["run", "a.toml"], {"LC_ALL": "", "LANG": "fr_CA.UTF-8"})
    'fr'
    >>> chosen_language([], {"LC_ALL": "C", "LANG": "fr_CA.UTF-8"})
    'en'
    """
    locale = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    language: Lang = "fr" if re.split(r"[_.@-]", locale.lower())[0] in ("fr", "french") else "en"
    for place, value in ((VARIABLE, environment.get(VARIABLE)), (OPTION, _option(arguments))):
        if value:
            language = _known(place, value, language)
    return language


def _option(arguments: Sequence[str]) -> str | None:
    """Give the last value of ``--lang``; one that lacks its value is left to the parser."""
    given = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION and place + 1 < len(arguments):
            given = arguments[place + 1]
        elif argument.startswith(f"{OPTION}="):
            given = argument.removeprefix(f"{OPTION}=")
    return given


def _known(place: str, value: str, otherwise: Lang) -> Lang:
    """Check that a value asked for is one of the languages."""
    for language in LANGUAGES:
        if value.lower() == language:
            return language
    raise UnknownLanguageError(place, value, otherwise)
