"""The stability of shares in words: properties of the costs, whether the core is empty, objections to each rule."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

import numpy as np

from sim.analysis import Shares
from sim.cli.reports.shares import amounts, capital
from sim.cli.words import share as words
from sim.games import Audit
from sim.vocabulary.text import Text, join, number, same, verbatim

Write = Callable[[float], Text]

_MOST_CHANGES: Final = 6
_MOST_NAMES: Final = 12


def sentences(shares: Shares, money: bool) -> list[Text]:
    """Return the sentences about a shared cost, one line each.

    Parameters
    ----------
    shares : Shares
        From `sim.analysis.share_cost`.
    money : bool
        Whether amounts are dollars.

    Returns
    -------
    list of Text
    """
    write = amounts(shares, money)
    lines = [*_properties(shares, write), *_core(shares, write)]
    lines += [same("")] if lines else []
    for name, audit in shares.audits.items():
        lines.append(_against(capital(shares.rules[name]), audit, write))
    if shares.estimate is not None:
        reach = float((shares.estimate.high - shares.estimate.value).max())
        lines.append(words.SAMPLED.format(reach=write(reach)))
    return lines


def _properties(shares: Shares, write: Write) -> list[Text]:
    """State the properties of the costs; for one that does not hold, name the two coalitions that break it."""
    if shares.properties is None:
        return []
    held = shares.properties
    lines = []
    for finding, yes, no in (
        (held.monotone, words.MONOTONE, words.NOT_MONOTONE),
        (held.subadditive, words.SUBADDITIVE, words.NOT_SUBADDITIVE),
        (held.concave, words.CONCAVE, words.NOT_CONCAVE),
    ):
        first, second = (words.GROUP.format(names=", ".join(group)) for group in (finding.first, finding.second))
        lines.append(yes if finding else no.format(first=first, second=second, gap=write(finding.gap)))
    return lines


def _core(shares: Shares, write: Write) -> list[Text]:
    """State whether the core is empty; if it is, prove it."""
    lines = []
    if shares.game.total > shares.game.stand_alone.sum() + 1e-9 * shares.game.scale:
        lines.append(words.PRENUCLEOLUS)
    if shares.least is None or shares.game.n == 1:
        return lines
    proofs = [audit.balance for audit in shares.audits.values() if audit.balance is not None]
    if proofs:
        proof = proofs[0]
        parts = [
            words.TIMES.format(weight=_fraction(weight), names=same(", ".join(coalition)))
            for weight, coalition in zip(proof.weights, proof.coalitions, strict=True)
        ]
        cost, total = write(proof.weighted_cost), write(shares.game.total)
        return [*lines, words.EMPTY.format(proof=join(parts, " + "), cost=cost, total=total)]
    slack = -shares.least.level
    if slack > 1e-9 * shares.game.scale:
        return [*lines, words.CORE.format(level=write(slack))]
    return [*lines, words.CORE_TIGHT]


def _fraction(weight: float) -> Text:
    """Write a weight as the fraction it is."""
    near = Fraction(weight).limit_denominator(1000)
    return same(str(near)) if abs(float(near) - weight) < 1e-9 else number(float(f"{weight:.4g}"))


def _against(rule: Text, audit: Audit, write: Write) -> Text:
    """State the objections to a rule: members that pay more than alone, the worst objection, the least change."""
    if audit.in_core:
        return words.STABLE.format(rule=rule)
    if audit.in_core is None:
        return words.NOT_REFUTED.format(rule=rule, n=number(audit.looked_at))
    worst = audit.worst
    above = [name for name in audit.pay_more_than_alone if worst.members != (name,)]
    alone = same("")
    if above:
        alone = (words.ABOVE_ALONE_ONE if len(above) == 1 else words.ABOVE_ALONE).format(names=joined(above))
    template = words.WORST_ONE if len(worst.members) == 1 else words.WORST
    others = audit.objecting - 1 - len(above)  # besides those that are named
    count = same("")
    if others > 0 and audit.core_is_empty is None:
        text = words.OTHER_LOOKED_AT if others == 1 else words.OTHERS_LOOKED_AT
        count = text.format(n=number(others), looked=number(audit.looked_at))
    elif others > 0:
        count = words.OTHER if others == 1 else words.OTHERS.format(n=number(others))
    return words.OBJECTED.format(
        rule=rule,
        alone=alone,
        worst=template.format(
            names=_coalition(worst.members, audit.members), excess=write(worst.excess), cost=write(worst.cost)
        ),
        count=count,
        change=_change(audit, write),
    )


def _change(audit: Audit, write: Write) -> Text:
    """State the least change after which no coalition objects."""
    if audit.nearest is None or audit.moved is None:
        return same("")
    change = audit.nearest - audit.allocation
    moved = np.flatnonzero(np.abs(change) > 1e-6 * max(audit.moved, 1e-300))
    # the largest first; of equal ones, rounding apart, those that would pay more
    order = sorted(moved.tolist(), key=lambda i: (-float(f"{abs(change[i]):.5g}"), change[i] < 0.0))
    parts = []
    for i in order:
        amount = write(abs(float(change[i])))
        sign = "+" if change[i] > 0.0 else "\u2212"
        parts.append(verbatim(f"{audit.members[i]} {sign}{amount.en}", f"{audit.members[i]} {sign}{amount.fr}"))
    if len(parts) > _MOST_CHANGES + 1:
        parts = [*parts[:_MOST_CHANGES], words.SMALLER.format(n=number(len(parts) - _MOST_CHANGES))]
    return words.CHANGE.format(moved=write(audit.moved), changes=join(parts))


def _coalition(names: Sequence[str], everybody: Sequence[str]) -> Text:
    """Name a coalition by its members or, if that is shorter, by the members that are not in it."""
    absent = [name for name in everybody if name not in names]
    if len(names) > 3 and 0 < len(absent) < len(names):
        return words.ALL_BUT.format(names=joined(absent))
    return joined(names)


def joined(names: Sequence[str]) -> Text:
    """Join names as a sentence does; of many, the first ones and how many others.

    Examples
    --------
    >>> joined(["A", "B", "C"])["fr"]
    'A, B et C'
    """
    if len(names) == 1:
        return same(names[0])
    if len(names) > _MOST_NAMES:
        others = number(len(names) - _MOST_NAMES + 2)
        return words.AND_OTHERS.format(first=same(", ".join(names[: _MOST_NAMES - 2])), n=others)
    return words.AND.format(first=same(", ".join(names[:-1])), last=same(names[-1]))
