"""Language of the command, chosen from the arguments and the environment before anything else."""

import re
from collections.abc import Mapping, Sequence

from sim.vocabulary.text import LANGUAGES, Lang

OPTION = "--lang"
VARIABLE = "FAIRE_ENSEMBLE_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


class UnknownLanguageError(Exception):
    """A language was requested that the program does not have."""

    def __init__(self, place: str, value: str, spoken: Lang) -> None:
        super().__init__(value)
        self.place = place
        self.value = value
        self.spoken = spoken


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Choose the language: the option, otherwise the program's variable, otherwise the locale, otherwise English.

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
        The option or the program's variable names another language; the error is shown in that of the locale.

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
            chosen = next((each for each in LANGUAGES if each == value.lower()), None)
            if chosen is None:
                raise UnknownLanguageError(place, value, language)
            language = chosen
    return language


def _option(arguments: Sequence[str]) -> str | None:
    """Return the last value of ``--lang``; the parser refuses one without a value."""
    given = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION and place + 1 < len(arguments):
            given = arguments[place + 1]
        elif argument.startswith(f"{OPTION}="):
            given = argument.removeprefix(f"{OPTION}=")
    return given
