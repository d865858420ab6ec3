"""The currency in which amounts are written: a label, since the model knows amounts in one currency alone.

Units, words and tables of the program are declared in Canadian dollars (:data:`DECLARED`); a scenario may name another
currency, and then all that is made from it is written in that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final

from sim.vocabulary.text import Text, verbatim

DECLARED: Final = "CAD"
"""The currency of all declared units and words, and of scenarios that name none (ISO 4217)."""
_USED: ContextVar[str] = ContextVar("currency", default=DECLARED)


def used_currency() -> str:
    """Return the code of the currency in which amounts are written now."""
    return _USED.get()


def use_currency_of(given: Any) -> None:
    """Write amounts in the currency of a scenario or dataset from now on, as a command does that has read it."""
    _USED.set(currency_of(given))


@contextmanager
def in_currency(code: str) -> Iterator[None]:
    """Write amounts in a currency for a while.

    Examples
    --------
    >>> with in_currency("EUR"):
    ...     priced("CAD/month")
    'EUR/month'
    >>> priced("CAD/month")
    'CAD/month'
    """
    token = _USED.set(code)
    try:
        yield
    finally:
        _USED.reset(token)


def currency_of(given: Any) -> str:
    """Return the currency of a scenario, of a design or study of one, or of a dataset; of several, of the first."""
    while isinstance(given, Sequence) and not isinstance(given, str) and given:
        given = given[0]
    if hasattr(given, "attrs"):
        return str(given.attrs.get("currency", DECLARED))
    return str(getattr(getattr(given, "scenario", given), "currency", DECLARED))


def in_its_currency[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Have a function write amounts in the currency of its first parameter."""
    name = function.__code__.co_varnames[0]

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        first = args[0] if args else kwargs.get(name)
        with in_currency(currency_of(first)):
            return function(*args, **kwargs)

    return called


def in_present_currency[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Have a function that is called later, as for the ticks of an axis, write amounts in the currency of now."""
    return in_currency(used_currency())(function)


def is_money(unit: str) -> bool:
    """Return whether a unit is that of an amount, as declared or in the currency that is used."""
    return unit in (DECLARED, used_currency())


def priced(unit: str) -> str:
    """Return a declared unit in the currency that is used."""
    return unit.replace(DECLARED, used_currency())


def priced_words(text: Text) -> Text:
    """Return words such as those of an axis in the currency that is used."""
    return text if used_currency() == DECLARED else verbatim(priced(text.en), priced(text.fr))
