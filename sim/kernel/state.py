"""The state of a run: one record per resource, organization, place (organization by resource) and pool.

Records rather than one array per attribute: a decision touches everything about one place at once, so that what it
needs lies in one or two cache lines, and the fields have names.
"""

from __future__ import annotations

from collections import namedtuple
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.declared import MECHANISMS, fields
from sim.kernel.layout import Records, record, record_of_lines

Words = NDArray[np.uint64]
"""Random words."""

NOBODY = -1
"""No pool, no row: the end of a list of members."""

KINDS, SECTORS = 3, 50
"""How many kinds of organizations there are, and how many sectors at most."""

FREE = -1
"""Nothing is prescribed: the organization chooses."""


SOCIETY = record(
    """u key review_threshold""",
    """i search_breadth search_renewal complete followers pools_ever prescriptions_done month
    taste_redrawn memory_months learning closure grace crisis_length subsidized capped reach guarantee_months
    credit_months waiting searches""",
    """f hazard liquidity_months trust_gain trust_loss beta_imitate explore crisis_probability crisis_size
    subsidy_share guarantee_share installment credit_rate post_cost""",
    *(f"i {mechanism.key}" for mechanism in MECHANISMS if mechanism.own),
    *fields("society"),
)
"""What all organizations share; one record. `followers` counts those who follow a prescription, `month` is the one
being played, `subsidized` tells whether there is a subsidy and `capped` whether it ends somewhere; `installment` is the
monthly payment on a dollar of credit, `credit_rate` its monthly interest; `learning` tells whether anybody learns,
`waiting` whether any organization waits for its contacts; `searches` counts all searches so far; `post_cost` is for
readers."""

RESOURCE = record(
    """f fixed_cost unit_cost scale_exponent lot use_cost market_price unmet_value shortage_price linear_fractile
    variation correlation friction friction_months fade hub_cost member_cost pair_cost fee
    founding_cost joining_cost leaving_cost overrun_mu overrun_sigma
    own_share common_shock crisis gain counterfactual used unmet_units unmet_alone""",
    """i unmet commitment min_members max_members admission sharing prescribed_pool free_count live_count
    foundings joinings leavings dissolutions founded dissolved absorbed no_loss broke_even not_yet never""",
    *fields("resource"),
)
"""Parameters of a resource (fade = exp(-1/theta), own_share = sqrt(1 - rho), unmet: a shortage is left unmet, learning:
Wright's exponent), what the month brings to all its users, and its counts: of the month (foundings to dissolutions) and
of the run."""

ORGANIZATION = record_of_lines(
    ("i identity contacts_from contacts_to rule horizon pools shaken",),
    ("f trust valued_trust confidence annuity power delta foresight solidarity",),
    ("f autonomy risk_weight cash surplus entry_factor subsidy_left cash_alone autonomy_cost",),
    ("f entry_payment exit_payment gain actual_cost counterfactual_cost actual_cash counterfactual_cash public",),
    ("f total low running_total running_low", "i low_month back_month running_low_month entry_month"),
    ("f cost_sum cost_squares alone_sum alone_squares", "i counted_months owes closed closed_alone"),
    ("f size threshold", "i kind sector red_months red_months_alone", *fields("organization")),
)
"""An organization, in seven cache lines: whom it knows and how many pools it is in; dispositions; what else decides,
and cash; the month's ledgers; the J-curve followed so far; sums over the months; what is seldom asked for.

A decision touches the first three of its own, and the second and third of those with whom it may found a pool.
`entry_factor` is what a dollar of entry payment is felt to cost, `subsidy_left` the subsidy it may still have, `public`
the month's public money, `autonomy_cost` what autonomy lost is felt to have cost so far; sums are of its monthly costs
and of their squares; `owes` tells whether it owes or is owed something, `closed` the month in which it closed (in both
worlds), `red_months` counts months of negative cash in a row. `confidence`, `annuity` and `power` are x, A(x) and x^H
at trust `valued_trust`."""

PLACE = record_of_lines(
    ("f need use capacity weight pooled_means service stand_alone", "i4 pool", "i2 bound_until prescribed"),
    ("f means billed unmet payment standing alone_full", "i next previous"),
    ("f liking fade_power deviation taste", "u refused", "i sight"),
)
"""One organization's place in one resource, in three cache lines: what everything touches; what bills and books touch;
what decisions touch.

Mean need q, the month's use, stand-alone capacity, weight in the sharing rule, budget in a pool, stand-alone cost a and
its service part a'; the pool's slot, until when a commitment binds, what is prescribed (-1: nothing). The budget alone,
the month's bill, and its entry and exit payments; what the stand-alone capacity costs a month, and the month's
stand-alone cost (all of the counterfactual); next and previous member. Taste [CAD], exp(-H/theta), standard deviation
of a (NaN: not worked out yet), scale of taste; the last proposal refused (a hash of whom it was made to), what the last
look saw (a sum of `Sight`)."""

BOOK = record_of_lines(
    ("f experience experience_alone own_capacity own_standing entry_paid debt installment", "i entered"),
    ("f unit_cost linear_fractile short next_short short_alone next_short_alone luck", "i luck_month"),
)
"""What a place remembers for learning and levers, in two cache lines: experience, and that of the counterfactual;
capacity and standing cost if it were alone now; what it paid to enter its pool and when; what it still owes and pays a
month; who is alone, its cost of a unit of capacity and the fractile that goes with it (NaN: not worked out yet); in
both worlds, the expected cost of being short with the capacity held, and with one lot more (minus infinity: not known);
the draw that its taste follows, where tastes are drawn anew, and the month it is of (1 is the first)."""

POOL = record_of_lines(
    ("i members", "f need squares weight steady_lump steady_spread fading_lump fading_spread"),
    ("f believed decay unit_cost linear_fractile lightest heaviest capacity", "i seen"),
    ("f load lump spread unmet_lump unmet_spread gain overrun fixed",),
    ("f held entries total low", "i founder founded first last"),
    ("i departed position moved left low_month back_month free live",),
    ("f experience", "i number", *fields("pool")),
)
"""A pool, in six cache lines: what an offer of membership touches, on two; what a month's bills touch; the rest.

Members, sums over them, and the expected bill's parts (steady, and what friction adds at age 0); what is believed of
its overrun, the share of its start-up friction left, its cost of a unit of capacity and the fractile that goes with it,
the least and greatest weight, capacity, and the last look that saw it. The month's load, bill (lump and spread, billed
and unmet) and gain; its overrun and costs, its own account so far; identity (founder, month founded), the ends of the
list of members; whether somebody left this month; experience, innovation factor, sums for overuse, the diversity of its
members (-1: not known yet), its number. `free` and `live` belong not to this pool but to the list of all: the stack of
free slots, and the slots of live pools."""

CONTACT = record("i4 row identity")
"""A contact of an organization."""

EVENT = record("u key", "i place")
"""A review of the month: what it is ordered by, and the place (row * R + resource)."""

DESK = record("u key", "i contact identity member pool", "i4 shuffled row")
"""What one decision works with, in columns: contacts looked at, who they are and what orders them; members of a
proposal; pools. Line k also says in which row identity k stands, and an identity to draw contacts from."""


class Profile(IntEnum):
    """What serial sharing works with: a row each, in order of demand."""

    DEMAND = 0
    TOTAL = 1
    SQUARES = 2
    SHARE = 3
    BEFORE = 4


class Sight(IntEnum):
    """What an organization saw when it last looked at a resource: why it is alone, if it is."""

    POOL = 1
    PARTNER = 2
    TURNED_AWAY = 4
    CANNOT_PAY = 8
    LOOKED = 16


OWN = {mechanism.key: record(*mechanism.own) for mechanism in MECHANISMS if mechanism.own}
"""The records of mechanisms that have some of their own, by key."""

Mechanisms: Any = namedtuple("Mechanisms", list(OWN))  # type: ignore[misc]
"""The mechanisms' own records, each (N, R) if the mechanism is on anywhere, otherwise (1, 1)."""


class State(NamedTuple):
    """Everything a run reads and writes.

    Attributes
    ----------
    society : (1,) SOCIETY
    resource : (R,) RESOURCE
    organization : (N,) ORGANIZATION
    place : (N, R) PLACE
    book : (N, R) BOOK
    pool : (R, N + 1) POOL
        Slots; a live pool has a member of its own, so N are enough. The last, which NOBODY finds, is nobody's.
    contact : (M,) CONTACT
        The contacts of all organizations (empty when everybody knows everybody).
    event : (2, N * R) EVENT
        The month's reviews, with room to sort.
    desk : (N + 1,) DESK
    profile : (5, N + 1) float64
    order : (N + 1,) int64
        Rows of the members that serial sharing lines up, and what it works with: see Profile.
    block, words : (64,), (4, 64) uint64
        Identities of a block of organizations, and their draws.
    shock : (64,) float64
        What they mean for their needs: standard normals.
    past : (N, R, L, 2) float64
        Savings and stand-alone costs of the last L months, by month modulo L, when somebody imitates (else no rows).
    tally : (150,) int64
        Room to count a pool's members by kind and sector.
    prescription : (D, 4) int64
        Month, organization, resource, 1 to pool and 0 to be alone; in order of month.
    mechanism : Mechanisms
        The mechanisms' own records.
    """

    society: Records
    resource: Records
    organization: Records
    place: Records
    book: Records
    pool: Records
    contact: Records
    event: Records
    desk: Records
    profile: NDArray[np.float64]
    order: NDArray[np.int64]
    block: Words
    words: Words
    shock: NDArray[np.float64]
    past: NDArray[np.float64]
    tally: NDArray[np.int64]
    prescription: NDArray[np.int64]
    mechanism: Any
