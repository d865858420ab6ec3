"""The entry points of the kernel for a program without Python, which hands over one table of addresses and sizes.

The table holds 64-bit integers: of every array, in the order of :func:`arrays`, its address and its sizes. The code is
written from the declarations of the state, so that a new array needs no second mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.pointer import array_at
from sim.kernel import embedded, month, player
from sim.kernel.embedded import Inputs, Results
from sim.kernel.recording import Trajectory
from sim.kernel.state import State

_CALLS: Final = {
    "begin": (0, embedded.begin, "begin(state, trajectory, inputs)"),
    "play": (2, month.play, "play(state, trajectory, a, b)"),
    "decide": (4, player.decide, "decide(state, a, b, c, d)"),
    "look": (2, player.look, "look(state, a, b, results.prospect[0])"),
    "end": (1, embedded.end, "end(state, trajectory, results, a)"),
}
EXPORTS: Final = {name: count for name, (count, _, _) in _CALLS.items()}
"""The entry points by name, each with how many integers it takes beside the table."""


class Memory(NamedTuple):
    """All arrays of a run.

    Attributes
    ----------
    state : State
    trajectory : Trajectory
    inputs : Inputs
    results : Results
    """

    state: State
    trajectory: Trajectory
    inputs: Inputs
    results: Results


def arrays(part: Any, name: str = "") -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the arrays of a named tuple with their names, those of inner tuples in their place."""
    for field, value in zip(part._fields, part, strict=True):
        if isinstance(value, np.ndarray):
            yield f"{name}{field}", value
        else:
            yield from arrays(value, f"{name}{field}.")


def entry(memory: Memory) -> Callable[..., None]:
    """Return the function of all entry points, to compile: what to do, the table, and up to four integers."""
    scope: dict[str, Any] = {name: function for name, (_, function, _) in _CALLS.items()}
    words = [0]
    built = [f"    {name} = {_built(part, scope, words)}" for name, part in zip(memory._fields, memory, strict=True)]
    scope["table_at"] = array_at(np.dtype(np.int64), 1)
    lines = ["def page(what, table, a, b, c, d):", f"    h = table_at(table, ({words[0]},))", *built]
    for number, (_, _, call) in enumerate(_CALLS.values()):
        lines += [f"    if what == {number}:", f"        {call}"]
    scope["__name__"] = __name__
    exec(compile("\n".join(lines), __file__, "exec"), scope)
    function: Callable[..., None] = scope["page"]
    return function


def _built(part: Any, scope: dict[str, Any], words: list[int]) -> str:
    """Return the expression that builds a named tuple from the table; note what it names, and count the words."""
    kind = type(part).__name__
    scope[kind] = type(part)
    children = []
    for value in part:
        if not isinstance(value, np.ndarray):
            children.append(_built(value, scope, words))
            continue
        at = words[0]
        words[0] += 1 + value.ndim
        scope[f"array_{at}"] = array_at(value.dtype, value.ndim)
        sizes = "".join(f"h[{at + 1 + k}], " for k in range(value.ndim))
        children.append(f"array_{at}(h[{at}], ({sizes}))")
    return f"{kind}({', '.join(children)})"
