"""Effort: members take part in their pool, at a cost; some shirk; inspections and fines that grow keep them to it."""

import math

import numpy as np
import pytest

from sim import simulate
from sim.kernel.joining import joining_value, staying_value
from sim.laws.effort import best_effort, conditional_effort, effort_cost, fine
from sim.laws.random import Purpose, run_key, stream_of, uniforms
from sim.scenario import with_values
from tests.kernel import equations
from tests.kernel.stories import edges, told
from tests.kernel.worlds import FULL, end, full, members_of, plain, played, rich, sizes, start, step

ON = {"effort_stake": 0.15, "effort_cost": 0.05, "inspection": 0.3, "inspection_cost": 40, "pardon_months": 4}
TOGETHER = {"population.rule": "together", "population.reciprocity": 0.0}
UNWATCHED = {"shared.inspection": 0.0, "shared.effort_stake": 0.1, "shared.effort_cost": 0.05}


def with_effort(world, **terms):
    """Return a world in which the effort of members matters for all resources."""
    return world({f"resources.{name}.{k}": v for name in world().resources for k, v in (ON | terms).items()})


def efforts(scenario):
    """Play a run; return the effort of every organization (T, N) for the first resource."""
    return np.array([state.mechanism.effort["effort"][:, 0].copy() for _, state in played(scenario)])


def test_the_laws():
    assert best_effort(30.0, 20.0, 100.0) == 0.5
    assert best_effort(80.0, 30.0, 100.0) == 1.0
    assert best_effort(0.0, 0.0, 0.0) == 1.0  # what costs nothing is done
    assert conditional_effort(0.25, 0.4, 0.8) == pytest.approx(0.5)
    assert effort_cost(0.04, 1000.0, 0.5) == pytest.approx(5.0)
    assert [fine(0.1, 1.0, k, 1000.0, 0.5) for k in range(3)] == pytest.approx([50.0, 100.0, 150.0])


@pytest.mark.parametrize("number", [3, 8, 20])
def test_alone_with_its_conscience_a_member_does_one_nth_of_what_would_be_efficient(number):
    # F = 900 and 10 units at 10 each: S = 900 + 100 n, a' = 1,000
    stake, price, service, total = 0.1, 0.05, 1000.0, 900.0 + 100.0 * number
    seen = efforts(plain(TOGETHER | UNWATCHED | {"population.number": number, "months": 3}))
    grid = np.linspace(0, 1, 200_001)
    cost_of_effort = price * service * grid**2 / 2
    efficient = grid[np.argmin(stake * (1 - grid) * total / number + cost_of_effort)]
    own = grid[np.argmin(stake * (1 - grid / number) * total / number + cost_of_effort)]
    np.testing.assert_allclose(seen, own, atol=1e-5)
    if efficient < 1:
        assert efficient == pytest.approx(stake * total / (number * price * service), abs=1e-5)
        np.testing.assert_allclose(seen, stake * total / (number**2 * price * service), rtol=1e-12)
        np.testing.assert_allclose(seen * number, efficient, atol=1e-4)


def test_full_effort_needs_fines_above_what_is_left_of_its_price():
    # pi s0 (1 - s) >= psi (1 - e0), with e0 the effort without fines
    number, price = 4, 0.05
    base = TOGETHER | UNWATCHED | {"population.number": number, "months": 1}
    without = efforts(plain(base))[0, 0]
    for inspection in (0.1, 1.0):
        needed = price * (1 - without) / (inspection * (1 - 1 / number))
        for factor, all_of_it in ((1.000001, True), (0.999, False)):
            values = {"shared.inspection": inspection, "shared.sanction": needed * factor}
            seen = efforts(plain(base | values))[0]
            assert (seen == 1.0).all() == all_of_it
            if not all_of_it:
                np.testing.assert_allclose(seen, without + 0.999 * (1 - without), rtol=1e-9)


def test_effort_of_like_members_decays_at_the_rate_of_their_reciprocity(tmp_path):
    base = {"population.rule": "together", "population.number": 8, "population.trust": 0.9, "months": 12} | UNWATCHED
    best = efforts(plain(base | TOGETHER))[0, 0]
    months = np.arange(1, 13)
    for reciprocity in (0.3, 0.45, 0.9):
        seen = efforts(plain(base | {"population.reciprocity": reciprocity}))
        expected = best + reciprocity**months * (0.9 - best)
        np.testing.assert_allclose(seen, np.tile(expected[:, None], 8), rtol=1e-9)


@pytest.mark.parametrize("number", [8, 40])
def test_a_mixture_decays_no_slower_than_its_mean_reciprocity(tmp_path, number):
    # excess over e*: x_i' = chi_i (mean of the x of the others), whose rate is the largest root of
    # sum of chi_i / ((n - 1) rate + chi_i) = 1, at most the mean of chi (concavity), and equal to it for many members
    chi = np.array([0.0, 0.5, 0.9, 0.9] * (number // 4))
    base = {"population.rule": "together", "population.trust": 0.9, "months": 24} | UNWATCHED
    people = {"size": [10] * number, "reciprocity": chi.tolist()}
    best = efforts(plain(base | TOGETHER | {"population.number": number, "months": 1}))[0, 0]
    excess = efforts(told(tmp_path, [], base, people)) - best
    others = chi[:, None] * (1 - np.eye(number)) / (number - 1)
    expected = chi * (0.9 - best)
    for month in range(24):
        np.testing.assert_allclose(excess[month], expected, rtol=1e-7, atol=1e-12)
        expected = others @ expected
    rate = float(excess[-1].sum() / excess[-2].sum())
    assert rate == pytest.approx(max(np.linalg.eigvals(others).real), rel=1e-6)
    assert sum(chi / ((number - 1) * rate + chi)) == pytest.approx(1.0, rel=1e-6)
    assert chi.mean() * (1 - 1 / number) < rate < chi.mean()


def kept(months, growth, members=8, alone=0.25, inspection=0.1, sanction=0.1, price=0.03, pardon=12):
    """Return the expected effort by month under fines, from the exact chain of offences and months since the last."""
    effort = [min(1.0, alone + inspection * sanction * (1 + growth * k) * (1 - 1 / members) / price) for k in range(9)]
    chance, out = {(0, 0): 1.0}, []
    for _ in range(months):
        now = {}
        for (k, since), p in chance.items():
            here = (k - 1, 0) if k > 0 and since >= pardon else (k, since)
            now[here] = now.get(here, 0.0) + p
        out.append(sum(p * effort[k] for (k, _), p in now.items()))
        chance = {}
        for (k, since), p in now.items():
            found = inspection if 1 - effort[k] > 0.1 else 0.0
            for here, part in (((min(k + 1, 8), 1), found), ((k, since + 1 if k else 0), 1 - found)):
                chance[here] = chance.get(here, 0.0) + p * part
    return np.array(out)


def test_graduated_fines_keep_more_effort_than_flat_ones():
    # S / (n a') = 0.6 at n = 8: 0.25 without fines, as the first fines are the same
    values = {"population.number": 8, "months": 120, "shared.unit_cost": 106.875, "shared.effort_stake": 0.1}
    values = TOGETHER | values | {"shared.sanction": 0.1, "shared.inspection": 0.1, "shared.effort_cost": 0.03}
    seen = {}
    for growth in (0.0, 1.0):
        run = simulate(plain(values | {"shared.sanction_growth": growth}), replications=60, record="months")
        seen[growth] = (run["effort_shown"] / run["effort_members"]).values
    np.testing.assert_allclose(seen[0.0], 0.25 + 0.1 * 0.1 * (7 / 8) / 0.03, rtol=1e-9)  # 0.54
    expected = kept(120, 1.0)
    error = seen[1.0].std(0) / math.sqrt(60)
    assert (np.abs(seen[1.0].mean(0) - expected) < 4.5 * error + 1e-9).all()
    assert kept(600, 1.0)[-1] == pytest.approx(0.86, abs=0.005)
    assert seen[0.0].mean() == pytest.approx(0.54, abs=0.005)
    # fines are transfers, and members look one month ahead: a heavy flat fine does as well
    heavy = plain(values | {"shared.sanction_growth": 0.0, "shared.sanction": 0.26, "months": 2})
    assert (efforts(heavy) == 1.0).all()


def inspected(scenario, state, r, month):
    """Return who is inspected this month for a resource (N,), from the draws."""
    identity = state.organization["identity"]
    name, terms = list(scenario.resources.items())[r]
    return uniforms(run_key(scenario.seed, 0), identity, stream_of(name), month, Purpose.INSPECTION) < terms.inspection


def gained(pool):
    """Return what each member's expected bill gains when S is added to the service of its pool."""
    terms, xi = pool.terms, pool.xi
    twice = equations.expected_bills(terms, pool.sizes, pool.needs, 1 / xi, xi, pool.cost)
    return [b - a for a, b in zip(pool.steady, twice, strict=True)]


def test_efforts_are_best_responses_mixed_with_what_the_others_did():
    # five sharing rules, overuse, tax, overruns, and organizations that learn
    scenario = with_values(with_effort(full), {"resources.lorry.sharing": "by_size"})
    state = start(scenario)
    compared = {terms.sharing: 0 for terms in scenario.resources.values()}
    for month in range(30):
        expected = {}
        for r, terms in enumerate(scenario.resources.values()):
            for slot, rows in members_of(state, r).items():
                pool = equations.running(state, terms, r, slot, rows, month)
                part, here = gained(pool), state.mechanism.effort[rows, r]
                number = int(state.pool["number"][r, slot])
                for k, i in enumerate(rows):
                    _, service = equations.stand_alone(terms, pool.needs[k], pool.cost_alone(k))
                    offences = int(here["offences"][k])
                    if offences and month - here["last_offence"][k] >= terms.pardon_months:
                        offences -= 1
                    fines = terms.inspection * terms.sanction * (1 + terms.sanction_growth * offences)
                    spared = fines * (1 - part[k] / sum(part)) * service
                    best = (terms.effort_stake * part[k] / len(rows) + spared) / (terms.effort_cost * service)
                    others = np.delete(here["effort"], k).mean()
                    chi = float(state.organization["reciprocity"][i])
                    expected[i, r] = number, (1 - chi) * min(1.0, best) + chi * others
        step(state, month)
        for (i, r), (number, effort) in expected.items():
            if state.pool["number"][r, state.place["pool"][i, r]] == number and state.place["pool"][i, r] >= 0:
                assert state.mechanism.effort["effort"][i, r] == pytest.approx(effort, rel=1e-8)
                compared[list(scenario.resources.values())[r].sharing] += 1
        end(state, month)
    assert min(compared.values()) > 30, compared


@pytest.mark.parametrize("sharing", ["equal", "by_size", "by_need", "by_use", "two_part", "serial"])
def test_bills_and_fines_together_are_the_cost(sharing):
    # the cost of service rises by lambda (1 - mean effort); inspections are taxed; fines come back by the shares of S
    scenario = rich({"months": 20})
    names = list(scenario.resources)
    values = {f"resources.{name}.{k}": v for name in names for k, v in (ON | {"tax": 0.1, "sharing": sharing}).items()}
    scenario = rich(values | {"months": 20})
    seen = {"pools": 0, "fined": 0, "offences": 0}
    for month, state in played(scenario):
        for r, terms in enumerate(scenario.resources.values()):
            found = inspected(scenario, state, r, month)
            for slot, rows in members_of(state, r).items():
                pool, place, here = state.pool[r, slot], state.place[rows, r], state.mechanism.effort[rows, r]
                watched = found[rows]
                prior = here["offences"] - (watched & (1 - here["effort"] > terms.tolerance))
                due = terms.sanction * (1 + terms.sanction_growth * prior) * place["service"] * (1 - here["effort"])
                np.testing.assert_allclose(here["fine"], watched * due, rtol=1e-9, atol=1e-12)
                needs, uses = place["need"].tolist(), place["use"].tolist()
                members = state.organization["size"][rows].tolist()
                xi, believed = float(pool["overrun"]), 1.0 if pool["founded"] == month else float(pool["overrun"])
                capacity, fixed, held, expected_short = equations.way(terms, needs)
                short = min(terms.market_price, terms.unmet_value) * max(0.0, sum(uses) - capacity)
                friction = terms.friction * math.exp(-(month - pool["founded"]) / terms.friction_months)
                slowed = friction + terms.effort_stake * (1 - here["effort"].mean()) / xi
                own = equations.shares(terms, members, needs, uses, believed)
                billed, _ = equations.bills(terms, own, sum(uses), (capacity, fixed, held, short), slowed, xi)
                assert (terms.unmet_value < terms.market_price) == (names[r] != "premises")
                unmet = expected_short if terms.unmet_value < terms.market_price else 0.0
                equal = fixed / (fixed + held + expected_short - unmet) if sharing == "two_part" else 0.0
                watching = 1.1 * terms.inspection_cost * watched.sum()
                fines, n = here["fine"].sum(), len(rows)
                evenly, by_share = (watching, 0.0) if sharing == "two_part" else (0.0, watching)
                total = [
                    b + (evenly - equal * fines) / n + (by_share - (1 - equal) * fines) * s + paid
                    for b, s, paid in zip(billed, own, here["fine"], strict=True)
                ]
                np.testing.assert_allclose(place["billed"], total, rtol=1e-9)
                assert place["billed"].sum() == pytest.approx(sum(billed) + watching, rel=1e-11)
                assert pool["effort"] == pytest.approx(here["effort"].mean(), rel=1e-12)
                seen["pools"] += 1
                seen["fined"] += fines > 0
                seen["offences"] += int((prior > 0).sum())
    assert min(seen.values()) > 20, seen


def test_effort_is_a_cost_that_nobody_is_paid():
    scenario = with_effort(rich, sanction=0.5)
    total = 0.0
    for _, state in played(scenario):
        place, books, here = state.place, state.organization, state.mechanism.effort
        pooled = place["pool"] >= 0
        price = np.array([terms.effort_cost for terms in scenario.resources.values()])
        borne = np.where(pooled, price * place["service"] * here["effort"] ** 2 / 2, 0.0)
        alone_cash = np.zeros(len(books))
        for r, terms in enumerate(scenario.resources.values()):
            short = min(terms.market_price, terms.unmet_value) * np.maximum(0, place["use"] - place["capacity"])[:, r]
            unmet = short if terms.unmet_value < terms.market_price else 0.0
            alone_cash += np.where(pooled[:, r] | (place["need"][:, r] == 0), 0.0, place["alone_full"][:, r] - unmet)
        np.testing.assert_allclose(books["actual_cash"], np.where(pooled, place["billed"], 0).sum(1) + alone_cash)
        full_cost = np.where(pooled, place["billed"] + place["unmet"] + borne, place["alone_full"])
        np.testing.assert_allclose(books["actual_cost"], np.where(place["need"] > 0, full_cost, 0).sum(1), rtol=1e-11)
        total += books["gain"].sum()
        for r in range(4):
            for slot, rows in members_of(state, r).items():
                member = place[rows, r]
                gain = (member["alone_full"] - member["billed"] - member["unmet"] - borne[rows, r]).sum()
                assert state.pool["gain"][r, slot] == pytest.approx(gain - state.pool["entries"][r, slot], rel=1e-9)
    assert state.resource["gain"].sum() == pytest.approx(total, rel=1e-11)
    assert (state.resource["effort_borne"] > 0).sum() >= 3


def toll(scenario, state, r, pool, k, met, effort, offences, fines):
    """Return what effort adds to a month of the k-th's membership, the fines of all being expected at `fines`."""
    terms, part, n = pool.terms, gained(pool), len(pool.rows)
    _, service = equations.stand_alone(terms, pool.needs[k], pool.cost_alone(k))
    shares = equations.shares(terms, pool.sizes, pool.needs, pool.needs, pool.xi, pool.cost)
    watching = (1 + terms.tax) * terms.inspection * terms.inspection_cost * n
    own_fine = terms.inspection * terms.sanction * (1 + terms.sanction_growth * offences) * service * (1 - effort)
    paid = terms.effort_stake * (1 - met) * part[k]
    paid += watching / n if terms.sharing in ("two_part", "equal") else watching * shares[k]
    paid += own_fine - part[k] / sum(part) * (fines(own_fine))
    return paid + terms.effort_cost * service * effort**2 / 2


def first_effort(state, pool, k, trust):
    """Return the effort of the k-th in its first month: the best for itself, and its trust for what others do."""
    terms, part = pool.terms, gained(pool)
    _, service = equations.stand_alone(terms, pool.needs[k], pool.cost_alone(k))
    spared = terms.inspection * terms.sanction * (1 - part[k] / sum(part)) * service
    best = (terms.effort_stake * part[k] / len(pool.rows) + spared) / (terms.effort_cost * service)
    chi = float(state.organization["reciprocity"][pool.rows[k]])
    return (1 - chi) * min(1.0, best) + chi * trust


def lasting(state, i):
    """Return the months that an organization counts on, discounted."""
    own = equations.disposition_of(state, i)
    return equations.annuity(own["delta"] * (1 - own["hazard"] * (1 - own["trust"])), own["horizon"])


def test_a_membership_is_worth_less_by_what_effort_costs():
    scenario = with_effort(rich, tax=0.1, max_members=0, admission="open")
    staying = joining = 0
    for month, state in played(scenario):
        if month % 4:
            continue
        for r, terms in enumerate(scenario.resources.values()):
            found = inspected(scenario, state, r, month)
            for slot, rows in members_of(state, r).items():
                here, met = state.mechanism.effort[rows, r], float(state.pool["effort"][r, slot])
                prior = here["offences"] - (found[rows] & (1 - here["effort"] > terms.tolerance))
                each = terms.inspection * terms.sanction * (1 + terms.sanction_growth * prior)
                due = (each * state.place["service"][rows, r] * (1 - here["effort"])).sum()
                pool = equations.running(state, terms, r, slot, rows, month)
                for k, i in enumerate(rows):
                    own = (met, float(here["effort"][k]), int(here["offences"][k]), lambda mine, due=due: due)
                    expected = pool.value(k) - lasting(state, i) * toll(scenario, state, r, pool, k, *own)
                    scale = 60 * float(state.place["stand_alone"][i, r])
                    assert staying_value(state, i, r) == pytest.approx(expected, rel=1e-8, abs=1e-9 * scale)
                    staying += 1
                for i in np.flatnonzero((state.place["need"][:, r] > 0) & (state.place["pool"][:, r] < 0))[:6]:
                    joined = equations.running(state, terms, r, slot, [*rows, i], month)
                    k, trust = len(rows), float(state.organization["trust"][i])
                    effort = first_effort(state, joined, k, trust)
                    own = (met, effort, 0, lambda mine, due=due: due + mine)
                    expected = joined.value(k, terms.joining_cost)
                    expected -= lasting(state, i) * toll(scenario, state, r, joined, k, *own)
                    value, _ = joining_value(state, i, r, slot)
                    scale = 60 * float(state.place["stand_alone"][i, r])
                    assert value == pytest.approx(expected, rel=1e-8, abs=1e-9 * scale)
                    joining += 1
    assert staying > 100
    assert joining > 100


@pytest.mark.parametrize("inspection", [0.0, 0.2])
def test_founders_reckon_with_effort_as_they_trust(tmp_path, inspection):
    # two of needs 10 and 20, by need: S = 900 + 300; x = 1 for 36 months
    trust, chi = 0.6, 0.5
    terms = {"effort_stake": 0.2, "effort_cost": 0.1, "inspection": inspection, "inspection_cost": 30, "sanction": 0.1}
    values = edges(tmp_path, [(0, 1)]) | {"months": 1, "population.trust": trust, "shared.sharing": "by_need"}
    values |= {f"shared.{k}": v for k, v in terms.items()}
    people = {"size": [10, 20], "reciprocity": [chi, chi]}
    worth = []
    for share, service, other in ((1 / 3, 1000.0, 1100.0), (2 / 3, 1100.0, 1000.0)):
        saved, spared = 0.2 * share * 1200 / 2, inspection * 0.1 * (1 - share) * service
        effort = (1 - chi) * min(1.0, (saved + spared) / (0.1 * service)) + chi * trust
        own = inspection * 0.1 * service * (1 - effort)
        fines = own + inspection * 0.1 * other * (1 - trust)
        month = share * (1200 + 0.2 * (1 - trust) * 1200 + 2 * 30 * inspection - fines) + own
        worth.append(36 * (service - month - 0.1 * service * effort**2 / 2))
    assert worth[1] < worth[0]
    for factor, pools in (
        (0.9999, [2]),
        (1.0001, []),
    ):  # the large one gains less, and pays half of what founding costs
        paid = worth[1] * factor
        world = told(tmp_path, [], values | {"shared.founding_cost": 2 * paid}, people)
        *_, (_, state) = played(world)
        assert sizes(state) == pools
        if pools:  # and this is their plan
            np.testing.assert_allclose(state.planned[:, 0], np.array(worth) / 36 - paid, rtol=1e-9)


def test_who_cannot_pay_for_what_others_do_not_do_does_not_found(tmp_path):
    # S = 1,100: at half of the effort 550 more for each, 100 above being alone, which they would bear for each other
    values = edges(tmp_path, [(0, 1)]) | {"months": 1, "shared.effort_stake": 2.0, "shared.inspection": 0.0}
    values |= {"shared.effort_cost": 0.001, "population.solidarity": 1.0}
    for trust, cash, pools in ((0.5, 599.0, []), (0.5, 601.0, [2]), (0.9, 0.0, [2])):
        people = {"size": [10, 10], "cash": [cash / 1000] * 2, "trust": [trust] * 2}
        *_, (_, state) = played(told(tmp_path, [], values, people))
        assert sizes(state) == pools


def test_trust_grows_with_the_effort_that_is_met(tmp_path):
    people = {"size": [10] * 3, "reciprocity": [0.0, 0.0, 0.9]}
    values = UNWATCHED | {"population.rule": "together", "population.trust": 0.4, "society.trust_gain": 0.1}
    before = np.full(3, 0.4)
    for _, state in played(told(tmp_path, [], values | {"months": 4}, people)):
        np.testing.assert_allclose(state.organization["trust"], before, rtol=1e-12)
        seen = state.mechanism.effort["effort"][:, 0]
        met = (seen.sum() - seen) / 2
        before = before + 0.1 * met * (1 - before)


def test_offences_are_pardoned_and_stay_behind(tmp_path):
    # inspected every month: an offence each while effort is short by more than the tolerance
    choices = [(1, row, "pool") for row in range(8)] + [(9, 0, "alone"), (11, 0, "pool")]
    values = TOGETHER | {"shared.effort_stake": 0.1, "shared.effort_cost": 1.0, "shared.inspection": 1.0}
    values |= {"shared.sanction": 0.1, "shared.sanction_growth": 2.0, "shared.pardon_months": 3, "months": 16}
    states = list(
        (state.mechanism.effort["offences"][:, 0].copy(), state.mechanism.effort["effort"][:, 0].copy())
        for _, state in played(told(tmp_path, choices, values | {"population.rule": "prescribed"}, {"size": [10] * 8}))
    )
    without = 0.1 * 1700 / 64 / 1000
    k, last, offences = 0, 0, []
    for month in range(16):
        if k > 0 and month - last >= 3:
            k, last = k - 1, month
        effort = min(1.0, without + 0.1 * (1 + 2 * k) * 7 / 8)
        assert states[month][1][7] == pytest.approx(effort, rel=1e-9) or month >= 8  # seven remain for a while
        if 1 - effort > 0.1:
            k, last = k + 1, month
        offences.append(k)
    assert [counts[7] for counts, _ in states[:8]] == offences[:8]
    assert max(offences) >= 5
    assert states[9][1][0] == 0.0  # alone
    assert states[10][0][0] == 1  # a clean slate, and the first offence


def test_what_is_observed():
    scenario = with_effort(rich)
    run = simulate(scenario, replications=2)
    assert (run["effort_members"] == run["members"].sum("resource")).all()
    mean = run["effort_shown"] / run["effort_members"].where(run["effort_members"] > 0)
    assert 0.0 < float(mean.min()) < float(mean.max()) <= 1.0
    months = [run["inspections"].sum().item(), 0.3 * run["effort_members"].sum().item()]
    assert months[0] == pytest.approx(months[1], abs=4 * math.sqrt(months[1]))
    assert (run["offences"] <= run["inspections"]).all()
    for name in ("fines", "effort_borne", "effort_lost"):
        assert (run[name] >= 0).all()
        assert float(run[name].sum()) > 0
    live = run["pool_resource"] >= 0
    assert float(run["pool_effort"].where(live).min()) > 0.0
    off = simulate(rich(), replications=1)
    assert float(off["effort_members"].sum()) == 0.0
    assert (off["pool_effort"].where(off["pool_resource"] >= 0, 1.0) == 1.0).all()


def test_the_records_cost_nothing_while_it_is_off():
    for stake, shape in ((0.0, (1, 1)), (0.1, (12, 1))):
        (_, state), *_ = played(plain({"shared.effort_stake": stake, "months": 1}))
        assert state.mechanism.effort.shape == shape
    assert set(FULL["resources"]["adviser"]).isdisjoint(ON)
