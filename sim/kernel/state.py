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
from sim.declared.own import ONE
from sim.declared.record import record
from sim.kernel.layout import Records, record_of_lines

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
    taste_redrawn months memory_months closure grace crisis_length subsidized capped reach guarantee_months
    credit_months waiting burdened searches""",
    """f hazard liquidity_months trust_gain trust_loss beta_imitate explore crisis_probability crisis_size
    subsidy_share guarantee_share installment credit_rate post_cost""",
    *fields("society"),
)
"""What all organizations share: parameters, and counts of the run.

`followers` counts organizations with prescribed choices, `month` is the month being played, `months` the number of
months, `searches` counts all searches so far. Flags: `subsidized` (there is a subsidy) and `capped` (with a limit),
`waiting` (some organizations wait for their contacts), `burdened` (some resource is). `installment` is the monthly
payment on a dollar of credit, `credit_rate` its monthly interest. `post_cost` only serves to express results."""

RESOURCE = record(
    """f fixed_cost unit_cost scale_exponent lot use_cost market_price unmet_value shortage_price linear_fractile
    variation correlation friction friction_months fade hub_cost member_cost pair_cost fee
    founding_cost joining_cost leaving_cost overrun_mu overrun_sigma equal_fixed equal_rest
    own_share common_shock crisis gain counterfactual used unmet_units unmet_alone""",
    """i unmet commitment min_members max_members admission shared_by prescribed_pool free_count live_count
    foundings joinings leavings dissolutions founded dissolved absorbed no_loss broke_even not_yet never
    judged unrecovered""",
    "i tabulated burdened fade_row",
    "u stream",
    *fields("resource"),
)
"""A resource: parameters, shocks that its users share in the month, counts of the month (foundings to dissolutions) and
of the run.

fade = exp(-1/theta), own_share = sqrt(1 - rho); `unmet`: a shortage is left unmet rather than bought; `learning`:
Wright's exponent; `stream`: the name of its draws; `tabulated`: overruns follow a table; `burdened`: a
mechanism adds to what members pay beside their shares; `fade_row`: its row in the table of what is left of friction;
`equal_fixed`, `equal_rest`, `shared_by`: see `sim.declared.sharing.SharingRule`."""

ORGANIZATION = record_of_lines(
    ("i identity contacts_from contacts_to rule horizon pools shaken", "f subsidies"),
    ("f trust valued_trust confidence annuity power delta foresight solidarity",),
    ("f autonomy risk_weight cash surplus entry_factor subsidy_left cash_alone autonomy_cost",),
    ("f entry_payment exit_payment gain actual_cost counterfactual_cost actual_cash counterfactual_cash public",),
    ("f total low running_total running_low", "i low_month back_month running_low_month entry_month"),
    ("f cost_sum cost_squares alone_sum alone_squares", "i counted_months owes closed closed_alone"),
    ("f size threshold earlier", "i4 kind sector red_months red_months_alone", *fields("organization")),
)
"""An organization, in seven cache lines: network; dispositions; cash and what else decides; the month's ledgers; the
J-curve so far; sums over the months; fields that are seldom read.

A decision reads the first three lines of its own organization, and lines two and three of potential co-founders.
`confidence`, `annuity` and `power` are x, A(x) and x^H at trust `valued_trust`; `entry_factor` is what a dollar of
entry payment is felt to cost; `subsidy_left` the subsidy still available, `subsidies` all so far; `public` the month's
public money; `autonomy_cost` the felt cost of lost autonomy so far. The sums are of monthly costs and of their squares.
`owes` is a flag for debts and refunds; `earlier` is the cumulative gain before the last year, payments not deducted;
`closed` the month of closing, in each world; `red_months` counts consecutive months of negative cash."""

PLACE = record_of_lines(
    ("f need use capacity weight pooled_means service stand_alone", "i4 pool", "i2 bound_until prescribed"),
    ("f means billed unmet payment standing alone_full", "i next previous"),
    ("f liking fade_power deviation taste", "u refused", "i sight"),
)
"""The place of one organization in one resource, in three cache lines: what every pass reads; bills and books;
decisions.

Line 1: mean need q, use of the month, stand-alone capacity, weight in the sharing rule, budget in a pool, service part
a' and stand-alone cost a; slot of the pool, end of the commitment, prescription (-1: none; less while an event keeps it
out). Line 2: budget alone, bill of the month, unmet part, entry and exit payments, monthly cost of the stand-alone
capacity, stand-alone cost of the month (in the counterfactual); next and previous member. Line 3: taste of the month
[CAD], exp(-H/theta), standard deviation of a (NaN: not computed yet), scale of taste, hash of the contacts that refused
the last proposal, flags of `Sight` from the last search."""

BOOK = record_of_lines(
    ("f experience experience_alone own_capacity own_standing refund debt installment", "i refund_until"),
    ("f unit_cost linear_fractile short next_short short_alone next_short_alone luck", "i luck_month"),
    ("f credit_rate",),
)
"""What a place keeps for learning and levers, in three cache lines.

Experience, in both worlds; capacity and standing cost if it were alone now; the refund that a guarantee gives if the
pool dissolves (below 0: it has, and the refund is due), debt, monthly instalment, and the month in which the guarantee
ends. Cost of a unit of capacity when alone, and its fractile (NaN: not computed yet); expected cost of a shortage with
the capacity held and with one lot more, in both worlds (minus infinity: not computed yet); the draw of the taste, where
tastes are redrawn, and the month it is of (from 1). Monthly interest on the debt."""

PLAN = record("f steady fading fixed service", "i entered steps fade_row")
"""What a member expected as it entered its pool: what it saves each month once friction has faded, and what friction
adds at first [CAD/month]; fixed cost and service of its own provision, which it pays while it migrates; the month of
entry, the steps of migration made before it, and its row in the table of what is left of friction."""

POOL = record_of_lines(
    ("i members", "f need squares weight steady_lump steady_spread fading_lump fading_spread"),
    ("f believed decay unit_cost linear_fractile lightest heaviest capacity", "i seen"),
    ("f load equal spread unmet_equal unmet_spread gain overrun fixed",),
    ("f held entries total low", "i founder founded first last"),
    ("i departed position moved left low_month back_month free live",),
    ("f experience lump unmet_lump", "i number dissolving", *fields("pool")),
)
"""A pool, in eight cache lines: the first two are what an offer of membership reads, the third what billing reads.

Members and sums over them; the parts of the expected bill (steady, and what friction adds at age 0); the believed
overrun, the share of friction that is left, the terms of capacity, smallest and largest weight, capacity, number of the
last search that saw it. Load, bill (each member's equal part of the lump, and the spread; billed and unmet) and gain of
the month; overrun and costs; its account so far; founder and month of founding; ends of the list of members; whether a
member left this month, and whether an event dissolves it at the end of the month; the lumps of the month's bill. `free`
and `live` belong to the list of all slots: the stack of free slots, and the slots of live pools. A diversity of -1 is
not computed yet."""

CONTACT = record("i4 row identity")
"""A contact of an organization."""

EVENT = record("u key", "i place")
"""A review of the month: its key in the order of reviews, and its place (row * R + resource)."""

DESK = record(
    "u key",
    "i contact identity member pool able",
    "f payment share steady now total others lump spread fading_lump fading_spread capacity hope trouble",
    "i4 shuffled row",
)
"""The workspace of a decision, in columns: contacts with their identities and keys, members of a proposal, pools.

Of a member of a proposal, what it would pay to found it and its bills, whether it is able to pay them, and what the
others would cost without it; of a pool, its expected cost with the organization that decides, see
`sim.kernel.cost.ExpectedCost`. `hope` and `trouble` belong to :mod:`sim.kernel.screening`, which keeps its list, the
lines of those left, in column `pool`, a copy of it in `member`, and in `able` whether hope and trouble are known.
Column `row` gives the row of identity k; `shuffled` holds identities to draw contacts from."""


class Profile(IntEnum):
    """The rows of the workspace of serial sharing, each in order of demand."""

    DEMAND = 0
    TOTAL = 1
    SQUARES = 2
    SHARE = 3
    BEFORE = 4


class Sight(IntEnum):
    """Flags for what an organization saw in its last search: why it is alone, if it is."""

    POOL = 1
    PARTNER = 2
    TURNED_AWAY = 4
    CANNOT_PAY = 8
    LOOKED = 16


OWN = {mechanism.key: record(*mechanism.own) for mechanism in MECHANISMS if mechanism.own}
"""The records of mechanisms that have some of their own, by key."""

Mechanisms: Any = namedtuple("Mechanisms", list(OWN))  # type: ignore[misc]
"""The mechanisms' own records, each (N, R) if the mechanism is on anywhere, otherwise (1, 1)."""


OWN_RULE = np.dtype(
    [
        *ONE.descr,
        *record(
            "i decide others share admits shown_from shown fault culprit fault_row fault_resource fault_month"
        ).descr,
    ]
)
"""What a function sees; the addresses of own rules in this process (0: none); whether the decision rule sees others,
where they begin and how many there are; the first fault (see `sim.vocabulary.codes.Fault`), with the address of its
function, its row, resource and month."""

NOTE = record("f note_0 note_1 note_2 note_3")
"""What the own decision rule of a place keeps for itself."""


class OwnRules(NamedTuple):
    """Own rules: their addresses, and copies of what they see (see :mod:`sim.declared.own`); short where they are off.

    They are few arrays, since a state is handed over whole wherever a function is not inlined.

    Attributes
    ----------
    one : (1,) OWN_RULE
    many : (N + 1 + m,) MANY
        The members of a group, then contacts.
    note : (N, R) NOTE
    """

    one: Records
    many: Records
    note: Records


class State(NamedTuple):
    """The state of a run.

    Attributes
    ----------
    society : (1,) SOCIETY
    resource : (R,) RESOURCE
    agreement : (R, 1 + A) RESOURCE
        The terms that pools can have, see :func:`sim.kernel.agreement.agreements`.
    organization : (N,) ORGANIZATION
    place : (N, R) PLACE
    book : (N, R) BOOK
    plan : (N, R) PLAN
        Of the present memberships.
    planned : (N, T) float64
        Gain of each month by the plans of the memberships that an organization had in it, planned payments to enter and
        payments to leave deducted [CAD].
    faded : (F, T) float64
        The share of start-up friction that is left so many months after an entry, for each decay time.
    pool : (R, N + 1) POOL
        Slots; a live pool has a member of its own, so N are enough. The last one, at index NOBODY, is not a pool.
    overruns : (R, 2, n) float64
        Tables of the quantiles of overruns, see :func:`sim.kernel.overrun_table.quantile_table`; one row if there are
        none.
    contact : (M,) CONTACT
        The contacts of all organizations (empty for a complete network).
    event : (2, N * R) EVENT
        The month's reviews, with room to sort.
    desk : (N + 1,) DESK
    profile : (5, N + 1) float64
    order : (N + 1,) int64
        Rows of the members in the order of serial sharing; its workspace is `profile`.
    block, words : (128,), (4, 128) uint64
        Identities of a block of organizations, and their draws.
    shock, tail : (128,), (2, 128) float64
        Their shocks to needs: standard normals; and a workspace for those in the tails. Both serve dispositions too.
    past : (N, R, L, 2) float64
        Savings and stand-alone costs of the last L months, by month modulo L; no rows if nobody imitates.
    tally : (150,) int64
        Workspace that counts a pool's members by kind and sector.
    prescription : (D, 4) int64
        Month, organization, resource, 1 to pool and 0 to be alone; in order of month.
    mechanism : Mechanisms
        The mechanisms' own records.
    own : OwnRules
        Own rules: functions in a file of the user.
    """

    society: Records
    resource: Records
    agreement: Records
    organization: Records
    place: Records
    book: Records
    plan: Records
    planned: NDArray[np.float64]
    faded: NDArray[np.float64]
    pool: Records
    overruns: NDArray[np.float64]
    contact: Records
    event: Records
    desk: Records
    profile: NDArray[np.float64]
    order: NDArray[np.int64]
    block: Words
    words: Words
    shock: NDArray[np.float64]
    tail: NDArray[np.float64]
    past: NDArray[np.float64]
    tally: NDArray[np.int64]
    prescription: NDArray[np.int64]
    mechanism: Any
    own: OwnRules
