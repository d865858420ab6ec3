"""Dotted paths of parameters, and which of them lead through each other."""


def overlap(one: str, other: str) -> bool:
    """Return whether one dotted path is the other, or leads through it.

    Examples
    --------
    >>> overlap("population.trust", "population.trust.mean"), overlap("population.trust", "population.trustful")
    (True, False)
    """
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
