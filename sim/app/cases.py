"""Cases of the workshop: scenario files with one resource, and the bills in each."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import sim
from sim.analysis.best_groups import best_groups
from sim.analysis.groups import Group, group
from sim.app.assumptions import with_particle
from sim.app.levers import LeverSettings
from sim.app.names import clean_name
from sim.app.own_numbers import OwnNumbers
from sim.app.world import REPLICATIONS
from sim.errors import Problem, ScenarioError
from sim.games import MOST as EXACT
from sim.games import audit, sampled_audit
from sim.scenario import Scenario
from sim.scenario.shipped import scenario_file, shipped_files, shown_name
from sim.vocabulary.text import LANGUAGES, Text, join, number, verbatim

SHIPPED: Final = ("atelier-rh", "atelier-locaux", "atelier-informatique", "echec")
"""Files of the cases on offer; in the last one the pool fails."""
MOST: Final = 200
"""Most organizations of a case."""

_LONGEST_KEY: Final = 255
_NEUTRAL: Final = Text("{resource}: {n} organizations", "{resource} : {n} organisations")
_ONE_RESOURCE: Final = Text(
    "exactly one resource, for a case of the workshop", "exactement une ressource, pour un cas de l'atelier"
)
_SIZE: Final = Text(
    "2 to 200 organizations, for a case of the workshop", "de 2 à 200 organisations, pour un cas de l'atelier"
)
_CALIBRATED: Final = Text(
    "the posterior of a calibration whose parameters the case has",
    "la loi a posteriori d'un calage dont le cas a les paramètres",
)
_SAME_NUMBER: Final = Text(
    "a posterior that leaves the number of organizations alone",
    "une loi a posteriori qui ne change pas le nombre d'organisations",
)


@dataclass(frozen=True)
class Bill:
    """What an organization would pay [CAD/month], and what it costs to enter [CAD], if all pool."""

    alone: float
    first: float
    later: float
    entry: float


@dataclass(frozen=True, eq=False)
class Case:
    """A case: its key in a room's file, and its scenario; the numbers and the file of a case of own numbers."""

    key: str
    scenario: Scenario
    own: OwnNumbers | None = None
    path: Path | None = None

    @property
    def resource(self) -> str:
        """Key of its resource."""
        return next(iter(self.scenario.resources))

    @property
    def file(self) -> str:
        """What a command, or another scenario, calls its scenario: the name of a shipped one, or the name of a file."""
        shipped = shipped_files().get(self.key)
        if self.path is None and shipped is not None and shipped.parent == self.scenario.folder:
            return self.key
        return self.path.name if self.path is not None else f"{self.key}.toml"

    @property
    def neutral_title(self) -> Text:
        """A title that tells nothing of what happens: the resource, and how many organizations there are."""
        title = self.scenario.resources[self.resource].title
        neutral = _NEUTRAL.format(resource=title, n=number(len(self.names)))
        return join([self.scenario.title, neutral], " – ") if self.own is not None else neutral

    @property
    def names(self) -> list[str]:
        """Names of its organizations."""
        return self.scenario.organization_names()

    @cached_property
    def group(self) -> Group:
        """All organizations that need the resource, as a group that could pool it."""
        return group(self.scenario, self.resource)

    @cached_property
    def bills(self) -> list[Bill]:
        """What each organization would pay if all that need the resource pooled it; 0 for the others.

        At first, friction slows the service down; later it has faded. The entry payment is a founder's share.
        """
        group = self.group
        sharing = self.scenario.resources[self.resource].sharing
        entry = float(group.resource["founding_cost"]) / len(group.members)
        columns = (group.stand_alone, group.bills(sharing, friction=1.0), group.bills(sharing))
        rows = zip(group.members, *(column.tolist() for column in columns), strict=True)
        bills = {name: Bill(alone, first, later, entry) for name, alone, first, later in rows}
        return [bills.get(name, Bill(0.0, 0.0, 0.0, 0.0)) for name in self.names]

    def bill_now(self, row: int, members: Collection[str], age: int) -> Bill | None:
        """Return what an organization would pay from now on in the group as it is, itself included.

        Parameters
        ----------
        row : int
        members : collection of str
            The present members, at least one.
        age : int
            Months since the group was founded: friction has faded since.

        Returns
        -------
        Bill or None
            The entry payment is 0 for a member. None if the organization does not need the resource.
        """
        name = self.names[row]
        if name not in self.group.members:
            return None
        resource = self.scenario.resources[self.resource]
        together = [each for each in self.group.members if each in members or each == name]
        found = group(self.scenario, self.resource, together)
        place = together.index(name)
        fading = (self.friction_left(age), 0.0)
        first, later = (float(found.bills(resource.sharing, friction=part)[place]) for part in fading)
        return Bill(float(found.stand_alone[place]), first, later, 0.0 if name in members else resource.joining_cost)

    def friction_left(self, age: int) -> float:
        """Return the share of start-up friction that is left so many months after the group was founded [1]."""
        return math.exp(-age / self.scenario.resources[self.resource].friction_months)

    def _possible(self, levers: LeverSettings) -> list[str]:
        """Return the organizations that need the resource and may pool it."""
        return [name for name in self.names[: levers.members] if name in self.group.members]

    def best_members(self, levers: LeverSettings) -> tuple[str, ...]:
        """Return the members of the group that saves most, among all groups that the levers allow; none if none saves.

        At the coordination costs to be expected, and once start-up is over; see :func:`sim.best_groups`.
        """
        scenario = levers.applied(self.scenario)
        found = best_groups(
            scenario, self.resource, self._possible(levers), overrun=scenario.resources[self.resource].mean_overrun
        ).best
        savings = [alone - cost for alone, cost in zip(found.stand_alone_costs, found.costs, strict=True)]
        place = max(range(len(savings)), key=savings.__getitem__, default=0)
        return found.groups[place] if savings and savings[place] > 0.0 and len(found.groups[place]) > 1 else ()

    def is_fair(self, levers: LeverSettings, pooling: Collection[str] | None = None) -> bool | None:
        """Whether no member, alone or with others, would be better off refusing the steady bill (the core).

        At the coordination costs to be expected: the plan's, times the mean overrun.

        Parameters
        ----------
        levers : LeverSettings
        pooling : collection of str, optional
            The members; by default all whom the levers let pool.

        Returns
        -------
        bool or None
            None if there are too many groups to check all, and none of those checked would be better off; False
            also if they are too few for a pool.
        """
        scenario = levers.applied(self.scenario)
        resource = scenario.resources[self.resource]
        possible = self._possible(levers)
        names = possible if pooling is None else [name for name in possible if name in pooling]
        if len(names) < max(2, resource.min_members):
            return False
        members = group(scenario, self.resource, names, overrun=resource.mean_overrun)
        check = audit if len(names) <= EXACT else sampled_audit
        return check(members.game, members.bills(resource.sharing)).in_core


def shipped_cases(more: Sequence[str] = (), posterior: str | None = None) -> list[Case]:
    """Return the shipped cases, and those of further files.

    Parameters
    ----------
    more : sequence of str
        Scenario files.
    posterior : str, optional
        Folder of a calibration, from whose posterior the worlds of the further files draw whole particles; without
        further files, those of all cases.

    Raises
    ------
    ScenarioError
        A file cannot be used as a case, or not with the posterior; with all problems.
    StoreError
        There is no posterior.
    """
    files = shipped_files()
    cases = [read_case(path) for path in [*(files[name] for name in SHIPPED), *map(scenario_file, more)]]
    if posterior is None:
        return cases
    own = len(SHIPPED) if more else 0
    return [*cases[:own], *_calibrated(cases[own:], posterior)]


def _calibrated(cases: Sequence[Case], posterior: str) -> list[Case]:
    """Return cases whose worlds draw from a posterior; raise all problems of those that cannot."""
    from sim.calibration import CalibrationError, open_posterior, with_posterior

    ds = open_posterior(posterior)
    found: list[Case] = []
    problems: list[Problem] = []
    for case in cases:
        try:
            scenario = with_posterior(case.scenario, ds)
            if scenario.particles is not None and scenario.particles.sets("population.number"):
                problems.append(Problem(file="--posterior", value=case.key, allowed=_SAME_NUMBER))
                continue
            for replication in range(REPLICATIONS):  # values that fit one case may contradict those of another
                with_particle(scenario, replication)
        except CalibrationError as error:
            hint = verbatim(*(error.words[lang][:1].upper() + error.words[lang][1:] for lang in LANGUAGES))
            problems.append(Problem(file="--posterior", value=case.key, allowed=_CALIBRATED, hint=hint))
        except ScenarioError as error:
            problems += error.problems
        else:
            found.append(Case(case.key, scenario))
    if problems:
        raise ScenarioError(problems)
    return found


def read_case(path: Path) -> Case:
    """Read a case from a scenario file."""
    scenario = sim.load_scenario(path)
    problems = []
    if len(scenario.resources) != 1:
        problems.append(
            Problem(file=shown_name(path), key="resources", value=len(scenario.resources), allowed=_ONE_RESOURCE)
        )
    if scenario.population.number > MOST:
        problems.append(
            Problem(file=shown_name(path), key="population.number", value=scenario.population.number, allowed=_SIZE)
        )
    if problems:
        raise ScenarioError(problems)
    return Case(clean_name(path.stem, _LONGEST_KEY) or "-", scenario)
