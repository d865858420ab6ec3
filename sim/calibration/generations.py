"""The generations of a calibration: ordinary sweeps in one folder, played once and read back when it is resumed."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.calibration import words
from sim.calibration.distance import Metric, metric_of
from sim.calibration.sampler import Draw
from sim.calibration.study import PILOT, Study
from sim.progress import Progress
from sim.sweep import Design, Scheduler, run_sweep
from sim.sweep.dataset import read_variables
from sim.sweep.layout import seconds_of_run
from sim.vocabulary.text import Text, number, same

Floats = NDArray[np.float64]

_BLOCKS: Final = (4, 16)
"""Fewest and most blocks of a generation: every processor gets some, and a kill loses little."""
_SECONDS: Final = 0.6
"""Seconds of work in a block of a generation, between these numbers: smaller blocks would take too long to write."""


@dataclass(frozen=True, kw_only=True)
class Engine:
    """How generations are run; the options are those of :func:`sim.run_sweep`."""

    threads: int | None = None
    scheduler: Scheduler | None = None
    retry_failed: bool = False
    progress: Progress | None = None
    notice: Callable[[Text], None] = lambda message: None


class Generations:
    """The generations of a study in their folder, as the simulator that the sampler calls.

    Parameters
    ----------
    study : Study
    folder : Path
        The folder of the stores.
    engine : Engine

    Attributes
    ----------
    places : list of (n, all parameters) float64
        Places of the particles of each generation, those of the other parameters included.
    statistics : list of (n, all) float64
        Their statistics, with the error of observation that each particle drew.
    values : list of tuple of (n,) ndarray
        Their values, a column for each parameter.
    runs : int
        Number of runs so far, those of the pilot included.
    """

    def __init__(self, study: Study, folder: Path, engine: Engine) -> None:
        self._study, self._folder, self._engine = study, folder, engine
        self.places: list[Floats] = []
        self.statistics: list[Floats] = []
        self.values: list[tuple[NDArray[Any], ...]] = []
        self.runs = PILOT
        self._pilot = self._run("pilot.zarr", study.pilot)[1]
        self._metric: Metric | None = None

    @property
    def metric(self) -> Metric:
        """The metric, which is known once the first generation is played."""
        if self._metric is None:
            study = self._study
            prior = self.statistics[0]
            for target, place in zip(study.targets, study.slices, strict=True):
                if not np.isfinite(prior[:, place]).all(axis=1).any():
                    raise words.CalibrationError(words.UNDEFINED.format(name=same(target.name)))
            self._metric = metric_of(study.slices, study.error, self._pilot, prior, study.replications)
        return self._metric

    def play(self, generation: int, draw: Draw) -> tuple[Floats, Floats]:
        """Play a generation, or read it back; return the places of its particles, and their distances."""
        study = self._study
        first = self.runs

        def create() -> Design:
            places = draw()
            others = study.places_of_others(len(places), first, study.replications)
            return study.design(np.hstack([places, others]), first, study.replications)

        design, statistics = self._run(f"generation-{generation:03d}.zarr", create)
        errors = np.random.default_rng((study.seed, generation, 1)).standard_normal(statistics.shape)
        assert design.places is not None
        self.places.append(design.places)
        self.values.append(design.columns)
        self.statistics.append(statistics + study.error * errors)
        self.runs += design.runs
        distance = self.metric.distance(self.statistics[-1], study.observed)
        return design.places[:, : len(study.priors)], distance

    def _run(self, name: str, create: Callable[[], Design]) -> tuple[Design, Floats]:
        """Run the sweep of a store, or what is left of it; return its design and its statistics (points, all)."""
        path, engine = self._folder / name, self._engine
        design = self._read_back(path) if path.exists() else create()
        status = run_sweep(
            design, path, threads=engine.threads, scheduler=engine.scheduler, retry_failed=engine.retry_failed,
            block=_block(design), progress=engine.progress, notice=engine.notice,
        )  # fmt: skip
        if status.failed:
            reason = same(next(iter(status.failures.values())))
            raise words.FailedRunsError(words.FAILED.format(n=number(status.failed), store=path, reason=reason))
        ds = read_variables(path, self._study.variables).assign_coords(self._study.labels)
        return design, np.hstack([target.statistics(ds) for target in self._study.targets])

    def _read_back(self, path: Path) -> Design:
        """Return the design of a store: its points were written before they were played, and are not drawn again."""
        places = read_variables(path, ["place"])["place"].values
        pilot = path.name == "pilot.zarr"
        design = self._study.design(places, *((0, 1) if pilot else (self.runs, self._study.replications)))
        numbers = [factor.path for factor, column in zip(design.factors, design.columns, strict=True)
                   if column.dtype.kind in "if"]  # fmt: skip
        ds = read_variables(path, numbers)
        columns = tuple(
            ds[factor.path].values if factor.path in ds else column
            for factor, column in zip(design.factors, design.columns, strict=True)
        )
        return self._study.design(places, design.first_run, design.replications, columns)


def _block(design: Design) -> int:
    """Return the number of runs of a block; it depends on the study alone, never on the machine."""
    fewest, most = _BLOCKS
    blocks = min(max(round(design.runs * seconds_of_run(design) / _SECONDS), fewest), most)
    return math.ceil(design.runs / blocks)
