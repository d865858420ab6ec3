"""Notices of the readers of tables: what they left out, for the user of the program to know."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sim.vocabulary.text import Text


def _log(words: Text) -> None:
    """Write a warning to the log, which Python shows unless a program uses it otherwise."""
    import logging  # which a program that listens does not need

    logging.getLogger("sim.tables").warning("%s", words.en)


_TELL: ContextVar[Callable[[Text], None]] = ContextVar("tell", default=_log)


def give_notice(words: Text) -> None:
    """Tell what was left out to whoever listens, otherwise in the log."""
    _TELL.get()(words)


@contextmanager
def listening(tell: Callable[[Text], None]) -> Iterator[None]:
    """Have each notice told once by a function, instead of an entry in the log.

    Examples
    --------
    >>> heard = []
    >>> with listening(heard.append):
    ...     give_notice(Text("a", "b"))
    ...     give_notice(Text("a", "b"))
    >>> heard
    [Text(en='a', fr='b')]
    """
    told: set[Text] = set()

    def once(words: Text) -> None:
        if words not in told:
            told.add(words)
            tell(words)

    token = _TELL.set(once)
    try:
        yield
    finally:
        _TELL.reset(token)
