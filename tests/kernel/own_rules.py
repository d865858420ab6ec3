"""The rules of the model, written as a user would, and others, as texts."""

RATIONAL = """
def decide(own):
    value, choice = own.stay, 0
    if own.can_join and own.join > value:
        value, choice = own.join, 2
    if own.can_found and own.found > value:
        value, choice = own.found, 3
    if value + own.taste >= own.threshold:
        return choice
    return 1 if own.member else 0
"""
SERIAL = """
def share(pool, members):
    before = 0.0
    owed = 0.0
    for k in range(pool.members):
        owed += (members[k].capped_cost - before) / (pool.members - k)
        before = members[k].capped_cost
        members[k].share = owed
"""
ADMISSION = {
    "open": "def admits(guest):\n    return True\n",
    "no_harm": "def admits(guest):\n    return guest.agreeing == guest.members\n",
    "majority": "def admits(guest):\n    return 2 * guest.agreeing > guest.members\n",
}
FOLLOWER = """
from sim.laws.decision import Choice
from sim.laws.random import chance

WAIT = 0.3


def pooling(others):
    count = 0
    for other in others:
        count += other.pooling
    return count


def decide(own, others):
    own.note_0 += 1.0
    own.note_1 = pooling(others)
    if chance(own.key, 0) < WAIT:
        return Choice.STAY
    if own.member:
        return Choice.LEAVE if own.pool_age > 9 and own.gain < 0.0 else Choice.STAY
    if own.can_join and 2 * own.note_1 >= others.size:
        return Choice.JOIN
    return Choice.FOUND if own.can_found else Choice.STAY
"""
ALONE = """
def share(pool, members):
    for k in range(members.size):
        members[k].share = pool.cost * members[k].stand_alone / pool.stand_alone
"""


def with_code(scenario, folder, text, values=None):
    """Return a scenario with own rules, written into a folder, and with other values."""
    from sim.scenario import with_values

    file = folder / f"rules_{abs(hash(text))}.py"
    file.write_text(text, encoding="utf-8")
    return with_values(scenario, {"code": str(file)} | (values or {}))
