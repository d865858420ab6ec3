"""A result made again: for each function that makes results, how it is called anew with what a result holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import xarray as xr

from sim import analysis
from sim.analysis.lever_study import LeverStudy
from sim.analysis.plane import Range
from sim.archive import GrowingDataset, open_dataset, save_dataset
from sim.calibration import calibrate
from sim.calibration.posterior import POSTERIOR
from sim.calibration.specification import study_of
from sim.dataset import fits_in_memory, simulate
from sim.kernel.outcome import Record
from sim.progress import Progress
from sim.python_file import reason_of
from sim.reproduction import words
from sim.reproduction.result import Result
from sim.reproduction.unpacking import Unpacked
from sim.reproduction.words import ReproductionError
from sim.scenario import Scenario
from sim.sweep import open_sweep, run_sweep
from sim.sweep.document import read_root
from sim.sweep.growth import in_order
from sim.sweep.layout import Layout
from sim.sweep.saved import design_of
from sim.vocabulary.text import Text, same
from sim.vocabulary.variable import LEVELS


@dataclass(frozen=True)
class Call:
    """How a result is made again.

    Attributes
    ----------
    unpacked : Unpacked
    scenarios : list of Scenario
    file : Path
        Where the new result goes.
    threads : int or None
    progress : callable or None
    notice : callable
        Called with a message for the user.
    """

    unpacked: Unpacked
    scenarios: list[Scenario]
    file: Path
    threads: int | None
    progress: Progress | None
    notice: Callable[[Text], None]

    @property
    def result(self) -> Result:
        """The result that is made again."""
        return self.unpacked.result

    @property
    def uncertain(self) -> bool:
        """Whether each run drew uncertain parameters."""
        return bool(self.result.text("uncertain"))

    @property
    def replications(self) -> int:
        """Number of runs of a scenario."""
        return int(self.result.ds.sizes["replication"])


def _simulate(call: Call) -> xr.Dataset:
    record = call.result.text("record")
    if record not in LEVELS:
        raise ValueError(f"record = {record}")
    level: Record = record
    [scenario] = call.scenarios
    work = partial(
        simulate, scenario, call.replications, call.result.number("seed"), level, call.threads, call.progress,
        call.uncertain,
    )  # fmt: skip
    if fits_in_memory(scenario, call.replications, level):
        save_dataset(work(), call.file)
    else:
        with GrowingDataset(call.file) as file:
            file.finish(work(keep=file))
    return xr.open_dataset(call.file, engine="h5netcdf")


def _compare(call: Call) -> xr.Dataset:
    seed, shared = call.result.number("seed"), (call.threads, call.progress, call.uncertain)
    return _saved(call, analysis.compare(call.scenarios, call.replications, seed, *shared))


def _explain(call: Call) -> xr.Dataset:
    together, [scenario] = json.loads(call.result.text("together")), call.scenarios
    seed = call.result.number("seed")
    return _saved(
        call, analysis.explain(scenario, call.replications, seed, call.threads, call.progress, together=together)
    )


def _decide(call: Call) -> xr.Dataset:
    sizes, [scenario] = call.result.ds.sizes, call.scenarios
    levers = LeverStudy.levers_of(call.result.text("levers"))
    study = LeverStudy(scenario, levers, sizes["world"], call.replications, call.result.number("seed"))
    return _saved(call, analysis.decide(study, call.threads, call.progress))


def _explore(call: Call) -> xr.Dataset:
    [scenario], about = call.scenarios, call.result.ds.attrs
    design = design_of(call.result.text("sweep"), scenario)
    x, y = (
        Range(call.result.text(f"{axis}_outcome"), float(about[f"{axis}_low"]), float(about[f"{axis}_high"]))
        for axis in "xy"
    )
    return _saved(call, analysis.explore(design, x, y, call.result.ds.sizes["point"], call.threads, call.progress))


def _run_sweep(call: Call) -> xr.Dataset:
    [scenario], about = call.scenarios, read_root(call.result.path)["attributes"]
    try:
        design = in_order(design_of(call.unpacked.specification, scenario), about)
    except ValueError:
        raise ReproductionError(words.PART.format(path=call.result.path)) from None
    layout = Layout(*about["layout"])
    block = layout.block_points * layout.block_replications
    run_sweep(design, call.file, threads=call.threads, block=block, progress=call.progress, notice=call.notice)
    return open_sweep(call.file)


def _calibrate(call: Call) -> xr.Dataset:
    [scenario] = call.scenarios
    study = study_of(call.unpacked.specification, scenario, call.unpacked.folder)
    calibrate(study, call.file, threads=call.threads, progress=call.progress, notice=call.notice)
    return open_dataset(call.file / POSTERIOR)


def _saved(call: Call, ds: xr.Dataset) -> xr.Dataset:
    """Write a dataset, and return it as the file gives it back."""
    return open_dataset(save_dataset(ds, call.file))


AGAIN: Final[dict[str, Callable[[Call], xr.Dataset]]] = {
    "simulate": _simulate,
    "compare": _compare,
    "explain": _explain,
    "decide": _decide,
    "explore": _explore,
    "run_sweep": _run_sweep,
    "calibrate": _calibrate,
}
"""By the name of the function that made a result: how it is made again."""

NOT_COMPARED: Final = {"run_sweep": ("done",), "compare": ("scenario_source", "scenario_files")}
"""Variables that say how the work was divided or what files are called, and not what came out."""


def make_again(call: Call) -> xr.Dataset:
    """Make a result again, into a new file or folder, and return its dataset.

    Raises
    ------
    ReproductionError
        What the result holds is not enough, or cannot be read.
    """
    result = call.result
    make = AGAIN.get(result.made_by)
    if make is None:
        raise ReproductionError(words.MALFORMED.format(path=result.path, reason=same(f"made_by = {result.made_by}")))
    try:
        return make(call)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        malformed = words.MALFORMED.format(path=result.path, reason=same(reason_of(error)))
        raise ReproductionError(malformed) from error
