"""Reproducing a result: unpack it elsewhere, make it again, and compare the two to the last bit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from sim.compilation.sources import simulated_digest
from sim.dataset import versions_in_use
from sim.origin import platform_in_use
from sim.progress import Progress, reporter
from sim.reproduction import words
from sim.reproduction.again import NOT_COMPARED, Call, make_again
from sim.reproduction.difference import Difference, differences
from sim.reproduction.result import Result, open_result
from sim.reproduction.unpacking import Unpacked, unpack
from sim.reproduction.words import ReproductionError
from sim.vocabulary.text import Text, same


@dataclass(frozen=True)
class Reproduction:
    """The comparison of a result with the one that was made again.

    Attributes
    ----------
    result : Result
        What was made again.
    folder : Path
        The folder with the files that made it, and the new result.
    file : Path
        The new result in it.
    variables, values : int
        How much was compared.
    differences : tuple of Difference
        The variables that are not equal to the last bit.
    changes : tuple of Text
        What is not the same here as it was then: versions, platform, source of the model.
    """

    result: Result
    folder: Path
    file: Path
    variables: int
    values: int
    differences: tuple[Difference, ...]
    changes: tuple[Text, ...]

    @property
    def equal(self) -> bool:
        """Whether both are equal to the last bit."""
        return not self.differences


def reproduce(
    path: str | PathLike[str],
    into: str | PathLike[str] | None = None,
    *,
    trust_code: bool = False,
    threads: int | None = None,
    progress: Progress | bool | None = None,
    notice: Callable[[Text], None] | None = None,
) -> Reproduction:
    """Make a result again from what it holds, elsewhere, and compare both to the last bit.

    Parameters
    ----------
    path : path
        A file such as ``run.nc``, ``comparison.nc`` or ``posterior.nc``, the store of a sweep, or the folder of a
        calibration. Nothing else is needed: it holds its scenario and all files that the scenario reads.
    into : path, optional
        A new folder for these files and for the new result; by default one under ``results``, named after the result.
    trust_code : bool
        Whether code that the result holds may be executed. It can do whatever you can: read it first.
    threads : int, optional
        By default one for each processor. The result does not depend on it.
    progress : callable or bool, optional
        Called as ``progress(done, total)`` when a run has finished; True shows a bar.
    notice : callable, optional
        Called with a message for the user.

    Returns
    -------
    Reproduction
        ``equal`` is True if every value is the same to the last bit; otherwise ``differences`` names the variables, and
        ``changes`` what is not the same here as it was then.

    Raises
    ------
    ReproductionError
        It is no result, does not hold what made it, or holds code that is not trusted.
    ScenarioError
        The scenario that it holds cannot be used here.
    StoreError
        A store is damaged.
    OSError
        The folder cannot be written.

    Examples
    --------
    >>> import sim, tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> scenario = sim.load_scenario("atelier", set={"months": 12})
    >>> file = sim.archive.save_dataset(sim.simulate(scenario, replications=2), folder / "run.nc")
    >>> again = reproduce(file, folder / "again")
    >>> again.equal, again.changes
    (True, ())
    >>> sorted(path.name for path in again.folder.iterdir())
    ['atelier.csv', 'run.nc', 'scenario.toml']
    """
    result = open_result(path)
    unpacked = unpack(result, folder_for(result) if into is None else Path(into))
    if unpacked.code and not trust_code:
        remove(unpacked)
        raise ReproductionError(code_of(unpacked))
    return reproduce_unpacked(unpacked, threads, progress, notice)


def reproduce_unpacked(
    unpacked: Unpacked,
    threads: int | None = None,
    progress: Progress | bool | None = None,
    notice: Callable[[Text], None] | None = None,
) -> Reproduction:
    """Make an unpacked result again, whatever code it holds, and compare; see :func:`reproduce`."""
    result, folder = unpacked.result, unpacked.folder
    file = file_in(folder, result)
    call = Call(
        unpacked, unpacked.scenarios(), file, threads, reporter(progress), notice or (lambda message: None)
    )  # fmt: skip
    now = make_again(call)
    found, variables, values = differences(result.ds, now, NOT_COMPARED.get(result.made_by, ()))
    return Reproduction(result, folder, file, variables, values, tuple(found), tuple(changes(result)))


def folder_for(result: Result) -> Path:
    """Return the folder into which a result is unpacked unless another one is given."""
    path = result.path.absolute()
    name = path.parent.name if result.path.is_file() else path.name.removesuffix(".zarr")
    return Path("results") / f"{name or 'result'}-reproduced"


def file_in(folder: Path, result: Result) -> Path:
    """Return where the new result goes: it keeps its name, but for a calibration, which is a folder."""
    return folder / ("calibration" if result.made_by == "calibrate" else result.path.absolute().name)


def changes(result: Result) -> list[Text]:
    """Return what is not the same here as it was where a result was made."""
    found = []
    then, now = result.versions, versions_in_use()
    for name, version in now.items():
        if then.get(name) != version:
            before = same(then[name]) if name in then else words.NOT_KNOWN
            found.append(words.OTHER_VERSION.format(name=same(name), then=before, now=same(version)))
    source = str(result.ds.attrs.get("sources", "?"))
    if source != simulated_digest():
        found.append(words.OTHER_SOURCE.format(then=same(source), now=same(simulated_digest())))
    platform = result.origin.get("platform", platform_in_use())
    if platform != platform_in_use():
        found.append(words.OTHER_PLATFORM.format(then=same(platform), now=same(platform_in_use())))
    return found


def code_of(unpacked: Unpacked) -> Text:
    """Return what is to be said about the code that a result holds."""
    return words.CODE.format(path=unpacked.result.path, code=same(", ".join(unpacked.code)))


def remove(unpacked: Unpacked) -> None:
    """Remove what was unpacked, and nothing else."""
    for path in unpacked.files:
        path.unlink(missing_ok=True)
    for folder in {*unpacked.folders, unpacked.folder}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
