"""A study: a scenario, the priors of some of its parameters, and the published numbers to calibrate them by."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.calibration.prior import Prior
from sim.calibration.target import Target
from sim.kernel.outcome import Record
from sim.laws.random import run_key
from sim.scenario import (
    CALIBRATE,
    Scenario,
    probability_of,
)
from sim.scenario.toml import write_toml
from sim.sweep import Design
from sim.sweep.identity import identity

Floats = NDArray[np.float64]

CODE: Final = "study_code"
"""Attribute of a posterior with the texts of the files that hold functions of its targets."""
PILOT: Final = 64
"""Runs of the pilot, from which the covariance of the statistics is estimated."""


@dataclass(frozen=True, kw_only=True)
class Study:
    """A calibration to make; created by :func:`sim.load_study` or :func:`sim.make_study`.

    Attributes
    ----------
    scenario : Scenario
    priors : tuple of Prior
        The parameters to calibrate.
    others : tuple of Prior
        Other uncertain parameters, which each particle draws.
    targets : tuple of Target
    particles, replications, most_runs, seed : int
        Particles of the first generation, runs of each, most runs, and seed of all draws.
    stop : float
        Share of new particles inside under which it stops [1].
    """

    scenario: Scenario
    priors: tuple[Prior, ...]
    others: tuple[Prior, ...]
    targets: tuple[Target, ...]
    particles: int
    replications: int
    most_runs: int
    seed: int
    stop: float

    @cached_property
    def record(self) -> Record:
        """The level of record that the targets need."""
        return "months" if any(target.quantity.record == "months" for target in self.targets) else "summary"

    @cached_property
    def variables(self) -> list[str]:
        """The output variables that the targets are computed from."""
        return sorted({name for target in self.targets for name in target.quantity.variables})

    @property
    def labels(self) -> dict[str, Any]:
        """The labels of resources and months that datasets of its runs have."""
        labels: dict[str, Any] = {"resource": list(self.scenario.resources)}
        return labels if self.record == "summary" else labels | {"month": np.arange(1, self.scenario.months + 1)}

    @cached_property
    def observed(self) -> Floats:
        """The observed numbers of all targets (n,)."""
        return np.concatenate([target.observed for target in self.targets])

    @cached_property
    def error(self) -> Floats:
        """Standard deviations of their errors of observation (n,)."""
        return np.concatenate([target.error for target in self.targets])

    @property
    def slices(self) -> list[slice]:
        """The place of each target among all observed numbers."""
        ends = np.cumsum([0, *(len(target.observed) for target in self.targets)]).tolist()
        return [slice(*pair) for pair in pairwise(ends)]

    def places_of_others(self, points: int, first_run: int, replications: int) -> Floats:
        """Return the draws of the other parameters (points, k), those that the first run of each point would draw."""
        keys = [run_key(self.seed, first_run + point * replications) for point in range(points)]
        draws = [[probability_of(prior.path, key)[0] for prior in self.others] for key in keys]
        return np.array(draws, dtype=np.float64).reshape(points, len(self.others))

    def design(
        self, places: Floats, first_run: int, replications: int, columns: tuple[NDArray[Any], ...] | None = None
    ) -> Design:
        """Return the sweep of some particles, at the places (n, all parameters) in their priors.

        Each run has its own draws: with common ones, particles near the data would be those that suit one history.
        The values (n,) of each parameter may be given where they are known.
        """
        priors = (*self.priors, *self.others)
        if columns is None:
            columns = tuple(prior.at(places[:, k]) for k, prior in enumerate(priors))
        return Design(
            scenario=self.scenario, kind="table", factors=tuple(prior.factor for prior in priors),
            columns=columns, places=places,
            replications=replications, seed=self.seed, record=self.record, draws="own", first_run=first_run,
        )  # fmt: skip

    def pilot(self) -> Design:
        """Return the runs at the median of the priors, from which the spread of the statistics is estimated."""
        centre = np.full((PILOT, len(self.priors)), 0.5)
        return self.design(np.hstack([centre, self.places_of_others(PILOT, 0, 1)]), 0, 1)

    @property
    def code(self) -> dict[str, bytes]:
        """The text of each file or module that holds a function of a target, by the name that the study gives it."""
        quantities = [target.quantity for target in self.targets if target.quantity.source]
        return {each.key.rpartition(":")[0]: each.source.encode() for each in quantities}

    @cached_property
    def source(self) -> str:
        """The study as TOML, without its scenario."""
        table = {
            "particles": self.particles, "stop": self.stop, "most_runs": self.most_runs,
            "replications": self.replications, "seed": self.seed,
            "parameters": {f'"{prior.path}"': {"prior": prior.table} for prior in self.priors},
            "others": {f'"{prior.path}"': {"prior": prior.table} for prior in self.others},
            "targets": [target.table for target in self.targets],
        }  # fmt: skip
        return write_toml({CALIBRATE: table})

    @cached_property
    def identity(self) -> str:
        """All that the numbers of the calibration depend on, as text; one fact a line."""
        pilot = identity(self.pilot())
        return f"# study\n{self.source.strip()}\n{pilot}\n"

    @property
    def digest(self) -> str:
        """A short digest of the identity."""
        return hashlib.sha256(self.identity.encode()).hexdigest()[:16]
