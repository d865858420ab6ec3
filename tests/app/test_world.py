"""The world of a room: choices are prescribed, everybody else decides, all on the same draws."""

import csv
import io

import numpy as np
import pytest

import sim
from sim import Status
from sim.analysis.spread import BAND
from sim.app.answers import Round
from sim.app.assumptions import LAISSEZ_FAIRE, TOGETHER, drawn
from sim.app.cases import Case
from sim.app.levers import SHOCK_MONTH, LeverSettings
from sim.app.own_case import write_own
from sim.app.own_numbers import FIELDS, read_numbers
from sim.app.scenario_export import scenario_files
from sim.app.world import simulate
from sim.scenario import parse_scenario
from tests.kernel.worlds import PLAIN

ALL = [(1, row, True) for row in range(12)]
EIGHT = ALL[:8]


def test_who_chose_to_pool_pools_and_who_chose_to_be_alone_is_alone(case):
    course = simulate(case.scenario, [(1, row, row < 6) for row in range(12)])
    assert course.pooling[:, :6].all()
    assert not course.pooling[:, 6:].any()


def test_a_choice_holds_until_the_next(case):
    course = simulate(case.scenario, [*EIGHT, (7, 0, False), (13, 0, True)])
    pooling = course.pooling[:, 0]
    assert pooling[:, :6].all()
    assert not pooling[:, 6:12].any()
    assert pooling[:, 12:].all()


def test_those_without_people_decide_as_in_the_scenario_itself(case):
    ours = simulate(case.scenario, replications=1)
    theirs = sim.simulate(case.scenario, replications=1, record="organizations")
    assert np.array_equal(ours.group_gain[0], theirs["collective_gain"].values[0].cumsum())


def test_nobody_gains_or_loses_by_what_does_not_happen(case):
    course = simulate(case.scenario, [(1, row, False) for row in range(12)])
    assert not course.own_gain.any()
    assert course.verdict.status == Status.NEVER_ENTERED


def test_the_group_is_the_sum_of_its_members(case):
    course = simulate(case.scenario, EIGHT)
    assert np.allclose(course.group_gain, course.own_gain.sum(axis=1), rtol=1e-12, atol=1e-6)


def test_the_band_holds_most_worlds_and_has_the_assumed_parameters_in_it(case):
    course = simulate(case.scenario, ALL)
    low, high = course.group.low, course.group.high
    inside = (course.group_gain >= low) & (course.group_gain <= high)
    assert len(course.group_gain) >= 50
    assert inside.mean(axis=0).min() >= BAND - 0.02
    costs = {next(iter(drawn(case.scenario, k).resources.values())).founding_cost for k in range(1, 50)}
    assert len(costs) == 49
    given = next(iter(case.scenario.resources.values())).founding_cost
    assert min(costs) >= 0.75 * given
    assert max(costs) <= 1.25 * given
    horizons = {drawn(case.scenario, k).population.horizon.support() for k in range(1, 50)}
    assert len(horizons) == 49


def test_few_fail_and_many_gain(case, failing_case):
    few = simulate(case.scenario, [(1, row, row in (1, 9)) for row in range(12)])
    many = simulate(case.scenario, ALL)
    assert few.verdict.status == Status.NOT_YET
    assert few.verdict.end < 0 < many.verdict.end
    assert many.verdict.status == Status.BROKE_EVEN
    assert many.verdict.depth > 0
    assert simulate(failing_case.scenario, ALL).failing > 0.3


def test_levers_do_what_they_say(case):
    plain = simulate(case.scenario, ALL)
    dear = simulate(case.scenario, ALL, LeverSettings(setup=3.0))
    free = simulate(case.scenario, ALL, LeverSettings(subsidy=1.0))
    assert dear.verdict.depth > plain.verdict.depth > free.verdict.depth
    assert free.data["public_money"].min() > 0 == plain.data["public_money"].max()
    # whoever pays, the start costs the same: the gain net of public money is that of no subsidy
    assert np.allclose(
        free.group_gain[:, -1] - free.data["public_money"], plain.group_gain[:, -1], rtol=1e-9, atol=1e-6
    )
    assert simulate(case.scenario, ALL, LeverSettings(members=5)).members.max() == 5
    equal = simulate(case.scenario, ALL, LeverSettings(sharing="equal"))
    assert np.allclose(equal.group_gain, plain.group_gain, rtol=1e-9, atol=1e-6)
    assert not np.allclose(equal.own_gain, plain.own_gain)
    facilitated = simulate(case.scenario, ALL, LeverSettings(facilitation=True))
    assert facilitated.verdict.depth < plain.verdict.depth


def test_trust_moves_those_who_decide_by_the_rules(case):
    trusting = simulate(case.scenario, (), LeverSettings(trust=1.0))
    wary = simulate(case.scenario, (), LeverSettings(trust=0.0))
    assert trusting.members[:, -1].mean() > wary.members[:, -1].mean()


def test_the_shock_takes_the_largest_member_away_for_good(case):
    shocked = simulate(case.scenario, ALL, LeverSettings(shock=True))
    largest = case.names.index("Halte Trois-Sapins")
    assert shocked.pooling[:, largest, : SHOCK_MONTH - 1].all()
    assert not shocked.pooling[:, largest, SHOCK_MONTH - 1 :].any()
    plain = simulate(case.scenario, ALL)
    assert np.array_equal(shocked.group_gain[:, : SHOCK_MONTH - 1], plain.group_gain[:, : SHOCK_MONTH - 1])
    assert shocked.verdict.end < plain.verdict.end
    # also where nobody's choices are prescribed
    rational = simulate(case.scenario, (), LeverSettings(shock=True))
    assert not np.array_equal(rational.group_gain, simulate(case.scenario).group_gain)


def test_the_two_worlds_differ_in_dispositions_alone(case):
    one, other = (simulate(each.applied(case.scenario)) for each in (LAISSEZ_FAIRE, TOGETHER))
    assert one.members[:, -1].mean() < other.members[:, -1].mean()
    assert one.names == other.names


def test_a_bill_is_what_a_member_pays_alone_and_together(case):
    bills = case.bills
    assert np.isclose(sum(bill.later for bill in bills), case.group.game.total)
    assert np.allclose([bill.alone for bill in bills], case.group.stand_alone)
    assert np.isclose(sum(bill.entry for bill in bills), 15_000)
    # friction slows the service down, not coordination: 12 * 70 + 66 * 5 = 1,170 a month are left as they are; nor does
    # it raise the value of what is left unmet: the service that is billed is the fixed cost and 7 lots of capacity
    unmet = case.group.game.total - 1_170 - (600 + 525 * 7 * 4.33)
    assert 0 < unmet < 1_000 * case.group.need.sum()
    assert np.isclose(sum(bill.first - bill.later for bill in bills), 0.6 * (600 + 525 * 7 * 4.33))


def test_a_large_group_is_not_called_unfair_because_its_groups_are_too_many_to_look_at():
    population = PLAIN["population"] | {"number": 24, "rule": "together", "size": 10}
    resource = PLAIN["resources"]["shared"] | {"need_heterogeneity": 1.0, "min_members": 3}
    large = Case("large", parse_scenario(PLAIN | {"population": population, "resources": {"shared": resource}}))
    assert large.is_fair(LeverSettings(sharing="two_part")) is None
    assert large.is_fair(LeverSettings(sharing="two_part", members=20)) is True
    assert large.is_fair(LeverSettings(sharing="equal")) is False
    assert large.is_fair(LeverSettings(sharing="two_part", members=2)) is False  # the agreement asks for three


def test_a_fair_cost_is_one_that_nobody_would_refuse(case):
    assert case.is_fair(LeverSettings(sharing="two_part"))
    assert not case.is_fair(LeverSettings(sharing="equal"))  # the small ones pay more than alone
    assert (case.group.bills("two_part") <= case.group.stand_alone).all()
    assert (case.group.bills("equal") > case.group.stand_alone).any()


def test_the_scenario_that_is_taken_home_is_the_rooms_world(workshop, tmp_path):
    room = workshop.room
    room.rounds = [
        Round(1, {row: True for row in range(8)}),
        Round(7, {0: False, **{row: True for row in range(1, 8)}}),
    ]
    room.move("subsidy", 0.5)
    room.move("sharing", "by_size")
    room.move("members", 10)
    for name, text in scenario_files(workshop).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    scenario = sim.load_scenario(tmp_path / "salle.toml")
    course = workshop.course()
    ds = sim.simulate(scenario, replications=1)
    assert np.array_equal(ds["collective_gain"].values[0].cumsum(), course.group_gain[0])
    rows = list(csv.DictReader(io.StringIO((tmp_path / "organisations.csv").read_text("utf-8"))))
    assert [row["rule"] for row in rows] == ["prescribed"] * 8 + [""] * 2 + ["alone"] * 2


def test_a_case_keeps_the_decisions_and_contacts_of_its_files(case, workshop, tmp_path):
    workshop.room.rounds = [Round(1, {row: True for row in range(6)}), Round(7, {0: False})]
    for name, text in scenario_files(workshop).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "contacts.csv").write_text("a,b\n6,7\n8,9\n", encoding="utf-8")
    changes = ['network={kind = "edge_list", file = "contacts.csv"}']
    scenario = sim.load_scenario(tmp_path / "salle.toml", set=changes)
    played = simulate(scenario, replications=1)
    run = sim.simulate(scenario, replications=1)
    assert np.array_equal(played.data["pool"], run["pool"])
    assert not played.pooling[0, 0, 6:].any()
    changed = simulate(scenario, [(1, 0, True)], replications=1)  # what people choose replaces the file's decision
    assert changed.pooling[0, 0].all()


def test_ones_own_numbers_cost_alone_what_was_typed_and_run(tmp_path):
    numbers = read_numbers({name: example for name, (_, _, example) in FIELDS.items()})
    case = write_own(numbers, tmp_path)
    assert np.allclose(case.group.stand_alone, 2_000.0)
    scenario = sim.load_scenario(case.path)
    assert sim.simulate(scenario, replications=2, record="summary").sizes["replication"] == 2
    # eight pay 800 once instead of eight times, and 80 each for coordination
    assert np.isclose(case.group.game.total, 8 * 1_200 + 800 + 8 * 80)


def test_ones_own_numbers_can_fail(tmp_path):
    fields = {name: example for name, (_, _, example) in FIELDS.items()}
    numbers = read_numbers({**fields, "coordination": 900, "number": 4})
    case = write_own(numbers, tmp_path)
    course = simulate(case.scenario, [(1, row, True) for row in range(4)])
    assert course.verdict.status == Status.NOT_YET
    assert course.losing == [0, 1, 2, 3]


@pytest.mark.parametrize("sharing", ["equal", "by_size", "by_use", "two_part"])
def test_every_sharing_rule_on_offer_can_be_shown(case, sharing):
    course = simulate(case.scenario, EIGHT, LeverSettings(sharing=sharing), replications=3)
    assert np.isfinite(course.own_gain).all()
