"""Calibration: the parameters of a scenario that give published numbers, as a weighted sample."""

from collections.abc import Callable
from os import PathLike
from pathlib import Path

import xarray as xr

from sim.analysis.numbers import percent
from sim.archive import save_dataset
from sim.calibration import words
from sim.calibration.generations import Engine, Generations
from sim.calibration.posterior import POSTERIOR, posterior_of
from sim.calibration.sampler import adaptive_sample
from sim.calibration.specification import load_study
from sim.calibration.study import PILOT, Study
from sim.errors import StoreError
from sim.files import whole_file
from sim.progress import Progress, reporter
from sim.sweep import Scheduler
from sim.sweep.identity import difference
from sim.vocabulary.text import Text, number, same

_STUDY = "study.txt"


def calibrate(
    study: Study | str | PathLike[str],
    store: str | PathLike[str],
    *,
    threads: int | None = None,
    scheduler: Scheduler | None = None,
    retry_failed: bool = False,
    progress: Progress | bool | None = None,
    notice: Callable[[Text], None] | None = None,
) -> xr.Dataset:
    """Calibrate a scenario: sample the parameters that give the published numbers of a study.

    The method is adaptive population Monte Carlo (APMC), approximate Bayesian computation without a likelihood [1]_.
    Every run has its own draws. Intervals are weighted quantiles of the sample, without regression adjustment.

    Parameters
    ----------
    study : Study or path
        From :func:`sim.load_study` or :func:`sim.make_study`, or the file of a study.
    store : path
        Folder for ``pilot.zarr``, ``generation-000.zarr`` ... and ``posterior.nc``; created if it does not exist. A
        calibration that was stopped or killed is resumed, and gives the same bits.
    threads : int, optional
        By default one for each processor.
    scheduler : Scheduler, optional
        A Dask scheduler, instead of threads of this process.
    retry_failed : bool
        Whether blocks that failed are tried again.
    progress : callable or bool, optional
        Called as ``progress(done, total)`` with numbers of runs of the current generation, from any thread; True shows
        a bar.
    notice : callable, optional
        Called with a message after each generation.

    Returns
    -------
    xarray.Dataset
        The posterior, also in ``posterior.nc``; see :func:`open_posterior`. ``attrs["misfit"]`` is 1 where the model
        does not give these data: read it first.

    Raises
    ------
    ScenarioError
        The file of the study cannot be used.
    StoreError
        The folder belongs to another calibration, or another process is writing it.
    CalibrationError
        Runs failed, or no run defines a target.
    OSError
        The folder cannot be written.

    References
    ----------
    .. [1] Lenormand, Jabot & Deffuant (2013), Adaptive approximate Bayesian computation for complex models,
       Computational Statistics 28(6), doi:10.1007/s00180-013-0428-3.

    Examples
    --------
    >>> import sim, tempfile
    >>> study = sim.make_study(
    ...     sim.load_scenario("atelier", set=["months=12"]),
    ...     {"population.foresight": {"low": 0.1, "high": 0.9}},
    ...     [{"name": "adoption", "outcome": "memberships", "months": 12, "observed": 20, "error": 2}],
    ...     particles=32,
    ...     most_runs=150,
    ... )
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     posterior = sim.calibrate(study, f"{folder}/adoption")
    >>> posterior.sizes["particle"], posterior["median"].dims
    (16, ('parameter',))
    """
    study = study if isinstance(study, Study) else load_study(study)
    folder, tell = Path(store), notice or (lambda message: None)
    _open_folder(folder, study)
    engine = Engine(
        threads=threads, scheduler=scheduler, retry_failed=retry_failed, progress=reporter(progress), notice=tell
    )
    tell(words.PILOT.format(runs=_runs(PILOT)))
    generations = Generations(study, folder, engine)

    def watch(generation: int, tolerance: float, inside: float) -> None:
        text = words.GENERATION if generation else words.GENERATION_0
        runs = _runs(len(generations.places[-1]) * study.replications)
        share = percent(inside) if generation else same("")
        tell(text.format(n=number(generation), runs=runs, tolerance=number(float(f"{tolerance:.3g}")), inside=share))

    sample = adaptive_sample(
        generations.play, len(study.priors), particles=study.particles, stop=study.stop,
        most=(study.most_runs - PILOT) // study.replications, seed=study.seed, watch=watch,
    )  # fmt: skip
    ds = posterior_of(study, sample, generations)
    save_dataset(ds, folder / POSTERIOR)
    return ds


def _runs(count: int) -> Text:
    """Write a number of runs."""
    return Text("{n} runs", "{n} simulations").format(n=number(count))


def _open_folder(folder: Path, study: Study) -> None:
    """Create the folder of a calibration, or raise a StoreError if it belongs to another one."""
    about = folder / _STUDY
    try:
        before = about.read_text("utf-8")
    except FileNotFoundError:
        if folder.exists() and any(folder.iterdir()):
            raise StoreError(words.NOT_A_STORE.format(path=folder)) from None
        folder.mkdir(parents=True, exist_ok=True)
        with whole_file(about) as file:
            file.write(study.identity.encode())
        return
    except NotADirectoryError:
        raise StoreError(words.NOT_A_STORE.format(path=folder)) from None
    if before != study.identity:
        shown = difference(before, study.identity)
        raise StoreError(words.CHANGED.format(path=folder, difference=same(shown)))
