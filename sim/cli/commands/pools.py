"""The commands ``animate`` and ``pools``: film one run, and draw which organization was in which pool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.cli import options
from sim.cli.errors import CommandError, cannot_write
from sim.cli.inputs import unknown_resource
from sim.cli.output import open_output, publish
from sim.cli.words import options as texts
from sim.cli.words import pools as words
from sim.cli.words import problems as problem_words
from sim.errors import Problem, ScenarioError
from sim.vocabulary.currency import use_currency_of
from sim.vocabulary.text import join, number, same

if TYPE_CHECKING:
    import xarray as xr

    from sim.cli.console import Console

FILMS: Final = (".gif", ".mp4", ".html")  # those of sim.figures.writers, which is slow to import
FIGURES: Final = ("timeline", "flows", "network")
WIDTH: Final = 960


def _replication(typed: str) -> int:
    """Read the number of a replication, from 0."""
    if not typed.isdecimal():
        raise options.BadValueError(problem_words.NOT_NEGATIVE)
    return int(typed)


def _seconds(typed: str) -> float:
    """Read a duration."""
    value = options.number_typed(typed, words.SOME_SECONDS)
    if not 1.0 <= value <= 600.0:
        raise options.BadValueError(words.SOME_SECONDS)
    return value


def _width(typed: str) -> int:
    """Read the width of a film."""
    if not (typed.isdecimal() and 200 <= int(typed) <= 3840):
        raise options.BadValueError(words.A_WIDTH)
    return int(typed)


def _film_file(typed: str) -> str:
    """Read the name of a film, which tells its format."""
    if not typed.lower().endswith(FILMS):
        raise options.BadValueError(words.A_FILM.format(allowed=join([same(each) for each in FILMS])))
    return typed


@dataclass(frozen=True, kw_only=True)
class OneRunOptions(options.QuietOptions):
    """The options that choose a run and a resource of it."""

    run: str = options.argument(words.RUN_HELP, words.RUN)
    resource: str | None = options.option(words.BUSIEST_HELP, texts.NAME)
    replication: int = options.option(words.REPLICATION_HELP, texts.NUMBER, default=0, read=_replication)


@dataclass(frozen=True, kw_only=True)
class AnimateOptions(OneRunOptions):
    """The options of ``animate``."""

    out: str | None = options.option(words.FILM_HELP, texts.FILE, "--out", "-o", read=_film_file)
    seconds: float | None = options.option(words.SECONDS_HELP, texts.NUMBER, read=_seconds)
    width: int = options.option(words.WIDTH_HELP, texts.NUMBER, default=WIDTH, read=_width)


@dataclass(frozen=True, kw_only=True)
class PoolsOptions(OneRunOptions):
    """The options of ``pools``."""

    months: tuple[int, ...] = options.option(
        words.NETWORK_MONTH_HELP, texts.NUMBER, "--month", default=(), read=options.whole_number, several=True
    )
    figures: tuple[str, ...] = options.option(words.POOL_FIGURE_HELP, FIGURES, "--figure", default=(), several=True)
    out: str | None = options.option(words.BESIDE_HELP, texts.FOLDER, "--out", "-o")
    formats: tuple[str, ...] = options.figure_formats()
    size: str = options.figure_size()


def animate(chosen: AnimateOptions, console: Console) -> int:
    """Run the ``animate`` command."""
    path = Path(chosen.out) if chosen.out is not None else Path(chosen.run).with_suffix(".gif")
    _require_writer(path)
    ds = _opened(chosen)
    from sim.cli.progress import Pace, duration, progress
    from sim.figures import film
    from sim.figures.film import RATE

    scenes = film(ds, console.lang, chosen.resource, chosen.replication)
    times = scenes.times(chosen.seconds)
    try:
        with progress(console, len(times), Pace(rate=words.RATE), words.FILMING) as report:
            scenes.save(path, chosen.seconds, chosen.width, report)
    except OSError as error:
        raise cannot_write(path, error) from error
    size = number(round(path.stat().st_size / 1e6, 1))
    seconds = duration(len(times) / RATE)
    console.note(words.WRITTEN.format(path=path, size=size, seconds=seconds))
    return 0


def pools(chosen: PoolsOptions, console: Console) -> int:
    """Run the ``pools`` command."""
    ds = _opened(chosen, chosen.months)
    folder = Path(chosen.out) if chosen.out is not None else Path(chosen.run).parent
    from sim.cli.reports.pools import report

    with open_output(folder, console) as output:
        publish(report(ds, chosen, console.lang), output, chosen, console)
    return 0


def _require_writer(path: Path) -> None:
    """Refuse a film that cannot be written here, before anything is read."""
    from sim.figures.writers import has_ffmpeg

    if path.suffix.lower() == ".mp4" and not has_ffmpeg():
        problem = Problem(file="--out", value=str(path), allowed=words.NO_FFMPEG, hint=words.INSTALL_FFMPEG)
        raise ScenarioError([problem])


def _opened(chosen: OneRunOptions, months: tuple[int, ...] = ()) -> xr.Dataset:
    """Read the chosen run.

    Raises
    ------
    CommandError
        The file cannot be read.
    ScenarioError
        With all that the run does not hold.
    """
    from sim.archive import open_dataset

    try:
        ds = open_dataset(chosen.run, chosen.replication)
    except OSError as error:
        raise CommandError(words.NOT_A_RUN.format(file=same(chosen.run), reason=same(str(error)))) from error
    use_currency_of(ds)
    found = list(_problems(ds, chosen, months))
    if found:
        raise ScenarioError(found)
    return ds


def _problems(ds: xr.Dataset, chosen: OneRunOptions, months: tuple[int, ...]) -> Iterator[Problem]:
    """Find what the run does not hold."""
    from sim.analysis.recorded import has_organizations
    from sim.archive import count_replications

    if not has_organizations(ds) or "gain_by_resource" not in ds:
        record = same(str(ds.attrs.get("record", "?")))
        yield Problem(file=chosen.run, allowed=words.NO_ORGANIZATIONS.format(record=record))
        return
    if not ds.sizes["replication"]:
        last = number(count_replications(chosen.run) - 1)
        yield Problem(file="--replication", value=chosen.replication, allowed=words.A_REPLICATION.format(last=last))
    known = [str(each) for each in ds["resource"].values]
    yield from unknown_resource(chosen.resource, known)
    last_month = int(ds["month"].values[-1])
    for month in months:
        if month > last_month:
            allowed = words.A_MONTH.format(last=number(last_month))
            yield Problem(file="--month", value=month, allowed=allowed)
