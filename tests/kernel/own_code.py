"""Own rules of the eventful world: they look at others, keep notes, take chances, share and admit."""

from sim.laws.decision import Choice
from sim.laws.random import chance


def crowd(others):
    """Return the share of the contacts that pool."""
    pooling = 0
    for other in others:
        pooling += other.pooling
    return pooling / max(1, others.size)


def decide(own, others):
    """Decide by value, more readily in a crowd; sometimes put a decision off, at most twice."""
    if own.note_0 < 2.0 and chance(own.key, 0) < 0.2:
        own.note_0 += 1.0
        return Choice.STAY
    own.note_0 = 0.0
    own.note_1 = crowd(others)
    value, choice = own.stay, Choice.STAY
    if own.can_join and own.join > value:
        value, choice = own.join, Choice.JOIN
    if own.can_found and own.found > value:
        value, choice = own.found, Choice.FOUND
    if value + own.taste + own.note_1 * own.stand_alone >= own.threshold:
        return choice
    return Choice.LEAVE if own.member else Choice.STAY


def share(pool, members):
    """Share what pooling saves in equal parts, but let nobody be paid."""
    weight = 0.0
    for k in range(members.size):
        member = members[k]
        member.share = max(0.1 * member.stand_alone, member.stand_alone - (pool.stand_alone - pool.cost) / members.size)
        weight += member.share
    for k in range(members.size):
        members[k].share *= pool.cost / weight


def admits(guest):
    """Admit whoever raises the bills of a third of the members at most."""
    return 3 * guest.agreeing >= 2 * guest.members
