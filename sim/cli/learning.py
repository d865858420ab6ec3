"""Learning from a sweep: the commands that say and draw what the outcomes depend on, and where they tip."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli.options import FORMATS, unknown
from sim.cli.problem import CommandError
from sim.cli.words import learning as words
from sim.cli.work import results
from sim.errors import ScenarioError
from sim.vocabulary.text import Text, number, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xarray as xr

    from sim.cli.output import Output
    from sim.cli.voice import Voice

EXPORTS = (".csv", ".parquet", ".nc")


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a store."""

    store: str
    outcome: str | None
    out: str | None
    formats: tuple[str, ...]
    x: str | None = None
    y: str | None = None
    threshold: float = 0.0
    export: str | None = None


def read_question(
    store: str,
    outcome: str | None,
    out: str | None,
    formats: Sequence[str],
    x: str | None = None,
    y: str | None = None,
    threshold: str | None = None,
    export: str | None = None,
) -> Question:
    """Check what only the command line knows.

    Raises
    ------
    ScenarioError
        With all that is not allowed.
    """
    from sim.errors import Problem

    found = list(unknown("--format", formats, FORMATS))
    value = 0.0
    try:
        value = float(threshold or 0.0)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        found.append(Problem(file="--threshold", value=threshold, allowed=words.A_NUMBER))
    if export is not None and not export.endswith(EXPORTS):
        found.append(Problem(file="--export", value=export, allowed=words.ENDING.format(names=", ".join(EXPORTS))))
    if found:
        raise ScenarioError(found)
    return Question(
        store=store, outcome=outcome, out=out, formats=tuple(dict.fromkeys(formats)) or FORMATS[:1], x=x, y=y,
        threshold=value, export=export,
    )  # fmt: skip


def show_sensitivity(question: Question, voice: Voice) -> int:
    """Say and draw what outcomes depend on.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    StoreError, SweepError, CommandError
        There is no such store, it does not hold what is needed, or the folder cannot be written.
    """
    from sim.analysis import sensitivity
    from sim.sweep import open_sweep

    ds = open_sweep(question.store)
    found = sensitivity(ds, [question.outcome] if question.outcome else ())
    with results(_folder(question), voice) as output:
        for outcome in [question.outcome] if question.outcome else _told(found):
            voice.table(_table(found.sel(outcome=outcome), voice))
        if found.attrs["left_out"]:
            voice.note(words.LEFT_OUT.format(names=same(found.attrs["left_out"])))
        output.save(found, "sensitivity.nc")
        if "collective_gain" in ds:
            output.save(_by_month(ds), "sensitivity-months.nc")
        from sim import figures

        chosen: dict[str, Any] = {"outcomes": (question.outcome,)} if question.outcome else {}
        _draw(figures.sensitivity(found, voice.lang, **chosen), "sensitivity", question, output)
    return 0


def show_plot(question: Question, voice: Voice) -> int:
    """Draw the phase diagram of a sweep, or export its outcomes.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    StoreError, SweepError, CommandError
        There is no such store, it does not hold what is needed, or a file cannot be written.
    """
    from sim.analysis import export, phase_diagram
    from sim.sweep import open_sweep

    ds = open_sweep(question.store)
    if question.export is not None:
        from sim.cli.problem import cannot_write

        try:
            export(ds, question.export)
        except ImportError:
            raise CommandError(words.NO_PARQUET) from None
        except OSError as error:
            raise cannot_write(question.export, error) from error
        voice.note(words.EXPORTED.format(path=question.export))
        return 0
    x, y = _axes(ds, question)
    found = phase_diagram(ds, x, y, question.outcome or "gain_share", question.threshold)
    with results(_folder(question), voice) as output:
        output.save(found, "phases.nc")
        from sim import figures

        _draw(figures.phases(found, voice.lang), f"phases-{found.attrs['outcome']}", question, output)
    return 0


def _axes(ds: xr.Dataset, question: Question) -> tuple[str, str]:
    """Choose the parameters of a plane: those asked for, else the first two."""
    known = [str(path) for path in ds.attrs["factors"]]
    left = [path for path in known if path not in (question.x, question.y)]
    x = question.x or (left.pop(0) if left else "")
    y = question.y or (left.pop(0) if left else "")
    if not x or not y:
        raise CommandError(words.TWO.format(names=", ".join(known)), command=words.PLOT_COMMAND)
    return x, y


def _folder(question: Question) -> Path:
    """Give the folder of the results: beside the store unless another is asked for."""
    store = Path(question.store)
    return Path(question.out) if question.out else store.parent / store.name.removesuffix(".zarr")


def _draw(figure: Any, name: str, question: Question, output: Output) -> None:
    """Write a figure in all formats asked for."""
    for form in question.formats:
        output.draw(figure, name, form)


def _told(found: xr.Dataset) -> list[str]:
    """Choose the outcomes that are said: the gain, and who is left behind."""
    there = found["outcome"].values.tolist()
    return [name for name in ("gain_share", "left_behind") if name in there] or there[:1]


def _table(found: xr.Dataset, voice: Voice) -> Any:
    """Make the table of one outcome, the parameter that matters most first."""
    from sim.analysis.numbers import percent
    from sim.cli.tables import number_table

    ending = "_fr" if voice.lang == "fr" else ""
    sobol = "total" in found
    first, second = ("first", "total") if sobol else ("mu_star", "sigma")
    pairs = zip(found["factor_name"].values, found["factor_name_fr"].values, strict=True)
    names = [Text(str(en), str(fr)) for en, fr in pairs]
    rows = []
    order = sorted(range(len(names)), key=lambda k: -float(found[second if sobol else first].values[k]))
    for k in order:
        cells = []
        for name in (first, second):
            value = float(found[name].values[k])
            cells.append(
                words.NOTHING if math.isnan(value) else percent(value) if sobol else number(float(f"{value:.3g}"))
            )
        rows.append((names[k], *cells))
    titles = (
        same(str(found[f"outcome_name{ending}"].values)),
        words.FIRST if sobol else words.MU_STAR,
        words.TOTAL if sobol else words.SIGMA,
    )
    return number_table(titles, rows, voice.lang)


def _by_month(ds: xr.Dataset) -> xr.Dataset:
    """Estimate the sensitivity of the cumulative gain month by month."""
    from sim.analysis import sensitivity_of

    gain = ds["collective_gain"].cumsum("month").assign_coords(month=ds["month"]).rename("cumulative_gain")
    return sensitivity_of(gain, ds)
