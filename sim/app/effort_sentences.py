"""Sentences and numbers of the steps about effort, in both languages."""

from sim.analysis.numbers import money, percent, rounded
from sim.app.effort_world import EffortCourse, FirstMonth, with_effort
from sim.app.efforts import SHARES, Effort
from sim.app.sentences import amount
from sim.app.words import efforts as words
from sim.scenario import Scenario
from sim.scenario.schema import Resource
from sim.vocabulary.text import Text, number, within

Facts = tuple[tuple[Text, Text], ...]
"""Amounts, each with its label."""


def share(value: float) -> Text:
    """Write an effort in whole percents."""
    return percent(round(value, 2))


def stakes(idle: FirstMonth) -> Facts:
    """Return what is at stake; what full effort costs an organization and spares the group, on average."""
    n = idle.members
    cost = sum(idle.cost(row, 1.0) for row in range(len(idle.services))) / n
    spared = idle.lost / n
    return (
        (amount(idle.lost), words.AT_STAKE),
        (amount(cost), words.COSTS_ONE),
        (amount(spared), words.SAVES_ALL.format(x=amount(spared / n))),
    )


def choice(idle: FirstMonth, row: int, effort: Effort) -> Text:
    """Return what an effort costs an organization, and what it takes off its bill and those of the others."""
    part = SHARES[effort]
    if part == 0.0:
        return words.COSTS_NOTHING
    spared = part * idle.lost / idle.members
    own = float(idle.shares[row]) * spared
    return words.COSTS_YOU.format(cost=amount(idle.cost(row, part)), own=amount(own), others=amount(spared - own))


def outcome(first: FirstMonth) -> Facts:
    """Return the mean effort of the room, and what the group and each organization pay more for want of effort."""
    return (
        (share(first.effort), words.MEAN),
        (amount(first.lost), words.LOST),
        (amount(first.lost / first.members), words.LOST_EACH),
    )


def checking(scenario: Scenario, members: int) -> Text:
    """Say what it would be to check: how often, at what cost, and what shirking would cost."""
    resource = _checked(scenario)
    cost = (1.0 + resource.tax) * resource.inspection_cost
    return words.CHECKING_IS.format(
        share=percent(resource.inspection),
        each=money(cost),
        total=amount(resource.inspection * members * cost),
        fine=percent(resource.sanction),
    )


def assumed(scenario: Scenario) -> Text:
    """Say what is assumed of effort."""
    return words.ASSUMED.format(x=percent(_checked(scenario).effort_stake))


def voted(votes: tuple[int, int]) -> Text:
    """Say what the room has voted."""
    votes_for, votes_against = votes
    if votes == (0, 0):
        return words.NOBODY_VOTED
    said = words.VOTED_FOR if votes_for > votes_against else words.VOTED_AGAINST
    return said.format(k=number(votes_for), n=number(votes_against))


def compared(without: EffortCourse, checked: EffortCourse) -> tuple[Text, Text]:
    """Compare the two courses: what checking brings, or costs, in all; and where effort goes."""
    more = rounded(checked.course.verdict.end) - rounded(without.course.verdict.end)
    months = number(without.months)
    said = (words.MORE if more >= 0.0 else words.LESS).format(x=money(abs(more)), m=months)
    goes = words.EFFORT_GOES.format(
        start=share(float(without.effort[0])),
        without=share(float(without.effort[-1])),
        with_=share(float(checked.effort[-1])),
    )
    return said, goes


def own_gains(without: EffortCourse, checked: EffortCourse, row: int) -> Facts:
    """Return what an organization gains on each course."""
    months = number(without.months)
    return tuple(
        (amount(float(each.course.final_gains[1][row])), words.OWN_GAIN.format(m=months, which=within(name)))
        for each, name in ((without, words.WITHOUT), (checked, words.WITH))
    )


def _checked(scenario: Scenario) -> Resource:
    """Return the resource of a scenario with effort and inspections."""
    return next(iter(with_effort(scenario, checks=True).resources.values()))
