"""Parties: what an explanation turns on and off as a whole, single mechanisms or several taken together."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sim.analysis.mechanisms import active_mechanisms
from sim.declared import MECHANISMS, RELATED
from sim.declared.mechanism import Mechanism
from sim.errors import Problem, ScenarioError
from sim.scenario import Scenario
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text, join, number, within

MOST: Final = 10
"""Parties of an explanation: 1,024 worlds."""
_FEW: Final = 8  # parties where related mechanisms must be taken together: 256 worlds
JOINT: Final = "+"
"""Separator of the keys of mechanisms that are taken together."""
_OPTION: Final = "--together"
_ONCE: Final = Text("each mechanism once", "chaque mécanisme une seule fois")
_FEWER: Final = Text(
    "at most {most} parts ({worlds} worlds); the scenario has {n}: {keys}",
    "au plus {most} parts ({worlds} mondes); le scénario en a {n} : {keys}",
)
_MORE: Final = Text("Take more mechanisms together.", "Regroupez davantage de mécanismes.")


class Party(NamedTuple):
    """One or several mechanisms that an explanation turns on and off as a whole.

    Attributes
    ----------
    mechanisms : tuple of Mechanism
        In the order of :data:`sim.declared.MECHANISMS`.
    """

    mechanisms: tuple[Mechanism, ...]

    @property
    def key(self) -> str:
        """Keys of the mechanisms, joined by a plus."""
        return JOINT.join(each.key for each in self.mechanisms)

    @property
    def text(self) -> Text:
        """Names of the mechanisms, for readers."""
        first, *rest = (each.text for each in self.mechanisms)
        return join([first, *map(within, rest)], f" {JOINT} ")

    @property
    def off(self) -> Text:
        """The world without them."""
        return join([each.off for each in self.mechanisms], " ")


def parties(scenario: Scenario, together: Sequence[Sequence[str]] | None = None) -> tuple[Party, ...]:
    """Return the parties among the mechanisms that a scenario uses.

    Parameters
    ----------
    scenario : Scenario
        Any scenario.
    together : sequence of sequences of str, optional
        Keys of mechanisms that are taken together; all others stand by themselves. By default every mechanism stands by
        itself if at most :data:`MOST` are on. If more are, those of a row of :data:`sim.declared.RELATED` are taken
        together, one row after the other, until at most eight parties are left.

    Returns
    -------
    tuple of Party
        In the order of the first mechanism of each.

    Raises
    ------
    ScenarioError
        If a key is unknown or given twice, or there are more than :data:`MOST` parties.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("atelier")
    >>> [party.key for party in parties(scenario, [("payments", "friction"), ("fixed_cost", "lots")])]
    ['fixed_cost+lots', 'risk', 'access', 'coordination', 'friction+payments', 'overrun']
    """
    if wrong := list(_wrong(together or ())):
        raise ScenarioError(wrong)
    on = active_mechanisms(scenario)
    chosen = _merged(on, together or ())
    if together is None and len(on) > MOST:
        rows = range(1, len(RELATED) + 1)
        chosen = next((few for k in rows if len(few := _merged(on, RELATED[:k])) <= _FEW), _merged(on, RELATED))
    if len(chosen) > MOST:
        keys = ", ".join(party.key for party in chosen)
        allowed = _FEWER.format(most=MOST, worlds=number(2**MOST), n=number(len(chosen)), keys=keys)
        raise ScenarioError([Problem(file=_OPTION, allowed=allowed, hint=_MORE)])
    return chosen


def _merged(mechanisms: Sequence[Mechanism], together: Sequence[Sequence[str]]) -> tuple[Party, ...]:
    """Return the parties of some mechanisms, those of each row of keys together."""
    row = {key: tuple(keys) for keys in together for key in keys}
    members: dict[tuple[str, ...], list[Mechanism]] = {}
    for mechanism in mechanisms:
        members.setdefault(row.get(mechanism.key, (mechanism.key,)), []).append(mechanism)
    return tuple(Party(tuple(each)) for each in members.values())


def _wrong(together: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """Yield what is wrong with keys that a user gives."""
    known = [mechanism.key for mechanism in MECHANISMS]
    given: set[str] = set()
    for key in (key for keys in together for key in keys):
        if key not in known:
            yield Problem(file=_OPTION, value=key, allowed=one_of(known), hint=nearest(key, known))
        elif key in given:
            yield Problem(file=_OPTION, value=key, allowed=_ONCE)
        given.add(key)
