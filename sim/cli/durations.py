"""Durations in words, the same in both languages except for the decimal mark.

Babel would write a duration in one unit only, and in English as "15 secs".
"""

from __future__ import annotations

from sim.vocabulary.text import NO_BREAK_SPACE, Text, number, same


def duration(seconds: float) -> Text:
    r"""Write a duration in the two units that matter.

    Parameters
    ----------
    seconds : float
        Duration [s].

    Returns
    -------
    Text
        The duration in both languages.

    Examples
    --------
    >>> duration(0.42)["fr"], duration(75)["en"], duration(7300)["en"]
    ('0,4\xa0s', '1\xa0min\xa015\xa0s', '2\xa0h\xa001\xa0min')
    """
    if seconds < 9.95:
        return Text("{n}\u00a0s", "{n}\u00a0s").format(n=number(round(seconds, 1)))
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        words = f"{hours} h {minutes_left:02d} min"
    elif minutes:
        words = f"{minutes} min {rest:02d} s"
    else:
        words = f"{rest} s"
    return same(words.replace(" ", NO_BREAK_SPACE))
