"""The kernel's laws of one place, pool or organization, called by row.

The laws take records, and to hand over a record from Python costs about as much as to hand over the whole state. These
calls look the records up on the compiled side, which doubles the speed of the model; they decide nothing. Nothing
compiled calls them in its turn, so that the cache of the rooms below need not know them.
"""

from __future__ import annotations

import numpy as np

from sim.compilation.decorators import phase
from sim.kernel import billing, month_end, needs
from sim.kernel.agreement import agreement_of
from sim.kernel.dispositions import refresh_dispositions
from sim.kernel.state import State


@phase
def draw_place(state: State, i: int, r: int, month: int) -> tuple[bool, np.uint64]:
    """Draw the use of place i, r; return whether it is up for review, and its order."""
    return needs.draw_place(
        state.society[0], state.resource[r], state.organization[i].identity, state.place[i, r], month
    )


@phase
def begin_pool(state: State, r: int, slot: int, month: int) -> None:
    """Begin the month of a pool."""
    billing.begin_pool(state.resource[r], state.pool[r, slot], month)


@phase
def run_pool(state: State, r: int, slot: int) -> None:
    """Split the cost of a pool's load."""
    pool = state.pool[r, slot]
    billing.run_pool(agreement_of(state, r, pool), pool)


@phase
def learn_trust(state: State, i: int) -> None:
    """Move the trust of organization i, and work out what follows from it."""
    month_end.learn_trust(state.society[0], state.organization[i])
    refresh_dispositions(state.society[0], state.organization[i])
