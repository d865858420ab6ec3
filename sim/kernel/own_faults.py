"""Faults of own rules: a call that went wrong, made again in Python to say where and why."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.compilation.user_code import UserFunction, function_at, python_names
from sim.declared.own import OWN_FUNCTIONS
from sim.errors import Problem, ScenarioError, WordedError
from sim.kernel.state import State
from sim.python_file import line_of, reason_of
from sim.vocabulary.codes import Fault
from sim.vocabulary.text import Text, number, same

if TYPE_CHECKING:
    from sim.scenario import Scenario

_OTHER_PROCESS: Final = Text(
    "This state was made in another process, and its own rules are not here. Make it again with new_state.",
    "Cet état vient d'un autre processus, et ses règles personnalisées ne sont pas ici. Refaites-le avec new_state.",
)
_WITHOUT_ERROR: Final = Text("code that runs without an error", "du code qui s'exécute sans erreur")
_POSSIBLE: Final = Text(
    "a possible choice: join only if own.can_join, found only if own.can_found, leave only if own.member",
    "un choix possible : se joindre si own.can_join, fonder si own.can_found, partir si own.member",
)
_ADDING_UP: Final = Text(
    "shares that sum to pool.cost = {cost} (relative 1e-9)",
    "des parts dont la somme est pool.cost = {cost} (à 1e-9 près)",
)
_WHERE: Final = Text(
    "{said}, for {organization}, resource {resource}, month {month}.",
    "{said}, pour {organization}, ressource {resource}, mois {month}.",
)
_RETURNED: Final = Text("It returned {value}", "Elle a retourné {value}")
_SUMMED: Final = Text("They sum to {total}", "Leur somme est {total}")
_COMPILED_ONLY: Final = Text(
    "It failed as compiled code, but not as Python", "Elle a échoué une fois compilée, mais pas en Python"
)


def require_own_rules(state: State) -> None:
    """Refuse a state whose addresses are not of this process.

    Raises
    ------
    WordedError
        They belong to another process, or to functions that are gone.
    """
    for name in OWN_FUNCTIONS:
        address = int(state.own.one[name][0])
        if address and function_at(address) is None:
            raise WordedError(_OTHER_PROCESS)


def raise_fault(state: State, scenario: Scenario | None = None) -> None:
    """Raise the first fault of an own rule in a run, if there is one.

    Parameters
    ----------
    state : State
    scenario : Scenario, optional
        Names the organization and the resource in the message.

    Raises
    ------
    ScenarioError
        With the file, the line, the organization, the resource and the month.
    """
    rule = state.own.one[0]
    if rule["fault"] == Fault.NONE:
        return
    function = function_at(int(rule["culprit"]))
    if function is None:
        raise WordedError(_OTHER_PROCESS)
    line, allowed, said = _explained(state, function)
    identity, r = int(state.organization["identity"][rule["fault_row"]]), int(rule["fault_resource"])
    organization, resource = f"organization {identity}", str(r)
    if scenario is not None:
        organization, resource = scenario.organization_names()[identity], list(scenario.resources)[r]
    month = number(int(rule["fault_month"]) + 1)
    hint = _WHERE.format(said=said, organization=same(organization), resource=same(resource), month=month)
    raise ScenarioError([Problem(file=function.file, key=function.name, line=line, allowed=allowed, hint=hint)])


def _explained(state: State, function: UserFunction) -> tuple[int | None, Text, Text]:
    """Return the line of a fault, what is allowed there, and what was done instead."""
    fault = int(state.own.one["fault"][0])
    python = python_names(function.text, function.file)[function.name]
    line = python.__code__.co_firstlineno
    if fault == Fault.SUM:
        bill = state.own.one[0]
        total = float(sum(state.own.many["share"][: bill["members"]].tolist()))
        return line, _ADDING_UP.format(cost=number(float(bill["cost"]))), _SUMMED.format(total=number(total))
    try:
        value = _called_again(state, function, python)
    except Exception as error:
        return line_of(error, function.file) or line, _WITHOUT_ERROR, same(reason_of(error))
    returns = OWN_FUNCTIONS[function.name].returns
    if fault == Fault.RAISED:
        return line, _WITHOUT_ERROR, _COMPILED_ONLY
    return line, _POSSIBLE if fault == Fault.IMPOSSIBLE else returns, _RETURNED.format(value=same(repr(value)))


def _called_again(state: State, function: UserFunction, python: Any) -> Any:
    """Call a function in Python on what it saw, with Python's numbers: those of NumPy divide by zero."""
    one, many = state.own.one.copy(), state.own.many
    if function.name == "share":
        many = many[: one["members"][0]].copy()
        many["share"] = 0.0
    elif function.name == "decide":
        for name in state.own.note.dtype.names:
            one[name] = state.own.note[name][one["fault_row"], one["fault_resource"]]
        many = many[one["shown_from"][0] :][: one["shown"][0]]
    kinds = OWN_FUNCTIONS[function.name].records
    shown = [records[list(kind.names or ())] for records, kind in zip((one, many), kinds, strict=False)]
    shown = shown[: function.parameters]
    try:
        first, *others = (_Seen(map(_plain, records)) for records in shown)
        return python(first[0], *others)
    except (TypeError, AttributeError):  # what works on arrays alone
        arrays = [records.view(np.recarray) for records in shown]
        return python(arrays[0][0], *arrays[1:])


def _plain(record: Any) -> SimpleNamespace:
    """Return a record with Python's numbers."""
    return SimpleNamespace(**dict(zip(record.dtype.names, record.item(), strict=True)))


class _Seen(list[SimpleNamespace]):
    """Records as a function sees them."""

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self)

    @property
    def shape(self) -> tuple[int]:
        """How many there are, as of an array."""
        return (len(self),)
