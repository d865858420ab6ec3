"""Learning from a sweep: the commands that say and draw what the outcomes depend on, and where they tip."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli.errors import CommandError
from sim.cli.options import FORMATS, unknown
from sim.cli.simulation import results
from sim.cli.words import sweep_results as words
from sim.errors import ScenarioError
from sim.vocabulary.text import Text, number, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xarray as xr

    from sim.cli.console import Console
    from sim.cli.output import Output

EXPORTS = (".csv", ".parquet", ".nc")
FIGURES = ("phases", "profile", "break_even")


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
    figures: tuple[str, ...] = ()


def read_question(
    store: str,
    outcome: str | None,
    out: str | None,
    formats: Sequence[str],
    x: str | None = None,
    y: str | None = None,
    threshold: str | None = None,
    export: str | None = None,
    figures: Sequence[str] = (),
) -> Question:
    """Check what only the command line knows.

    Raises
    ------
    ScenarioError
        With all that is not allowed.
    """
    from sim.errors import Problem

    found = [*unknown("--format", formats, FORMATS), *unknown("--figure", figures, FIGURES)]
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
        threshold=value, export=export, figures=tuple(dict.fromkeys(figures)),
    )  # fmt: skip


def show_sensitivity(question: Question, console: Console) -> int:
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
    from sim import figures
    from sim.analysis import OF_MONTHS, monthly_sensitivity, sensitivity
    from sim.sweep import open_sweep

    ds = open_sweep(question.store)
    asked = [question.outcome] if question.outcome else []
    found = sensitivity(ds, asked)
    with results(_folder(question), console) as output:
        for outcome in asked or _told(found):
            console.table(_table(found.sel(outcome=outcome), console))
        if found.attrs["left_out"]:
            console.note(words.LEFT_OUT.format(names=same(found.attrs["left_out"])))
        output.save(found, "sensitivity.nc")
        chosen: dict[str, Any] = {"outcomes": tuple(asked)} if asked else {}
        _draw(figures.sensitivity(found, console.lang, **chosen), "sensitivity", question, output)
        of_months = [outcome.key for outcome in OF_MONTHS if outcome.key in (asked or [outcome.key])]
        if "month" in ds.dims and of_months:
            console.note(words.MONTHS)
            by_month = monthly_sensitivity(ds, of_months)
            output.save(by_month, "sensitivity-months.nc")
            for outcome in of_months:
                figure = figures.sensitivity_by_month(by_month, console.lang, outcome=outcome)
                _draw(figure, f"sensitivity-months-{outcome}", question, output)
    return 0


def show_plot(question: Question, console: Console) -> int:
    """Say and draw how an outcome goes over a sweep, where it tips and how soon the group is back; or export it.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    StoreError, SweepError, CommandError
        There is no such store, it does not hold what is needed, or a file cannot be written.
    """
    from sim.sweep import open_sweep

    ds = open_sweep(question.store)
    if question.export is not None:
        return _export(ds, question.export, console)
    _require_runs(ds)
    x, y = _axes(ds, question)
    outcome = question.outcome or "gain_share"
    plane = ds.attrs["design"] == "grid" and y is not None
    chosen = question.figures or tuple(name for name in FIGURES if name != "phases" or plane)
    with results(_folder(question), console) as output:
        for name in chosen:
            if name == "phases":
                _phases(ds, x, y, outcome, question, console, output)
            elif name == "profile":
                _profile(ds, x, y if plane or question.y else None, outcome, question, console, output)
            else:
                _break_even(ds, x, question, console, output)
    return 0


def _phases(
    ds: xr.Dataset, x: str, y: str | None, outcome: str, question: Question, console: Console, output: Output
) -> None:
    """Draw the phase diagram of two parameters."""
    from sim import figures
    from sim.analysis import phase_diagram

    if y is None:
        raise CommandError(words.TWO.format(names=x), command=words.PLOT_COMMAND)
    found = phase_diagram(ds, x, y, outcome, question.threshold)
    output.save(found, "phases.nc")
    _draw(figures.phases(found, console.lang), f"phases-{outcome}", question, output)


def _profile(
    ds: xr.Dataset, x: str, y: str | None, outcome: str, question: Question, console: Console, output: Output
) -> None:
    """Say and draw the means of an outcome along a parameter, with their intervals."""
    from sim import figures
    from sim.analysis import profile

    along = profile(ds, x, outcome)
    console.table(_means(along, console))
    found = along if y is None else profile(ds, x, outcome, y)
    output.save(found, "profile.nc")
    _draw(figures.profile(found, console.lang), f"profile-{outcome}", question, output)


def _break_even(ds: xr.Dataset, x: str, question: Question, console: Console, output: Output) -> None:
    """Draw how soon the group is back, by the value of a parameter."""
    from sim import figures
    from sim.analysis import break_even_profile

    found = break_even_profile(ds, x)
    output.save(found, "break_even.nc")
    _draw(figures.break_even(found, console.lang), "break_even", question, output)


def _export(ds: xr.Dataset, path: str, console: Console) -> int:
    """Write the outcomes of all runs as a table."""
    from sim.analysis import export
    from sim.cli.errors import cannot_write

    try:
        export(ds, path)
    except ImportError:
        raise CommandError(words.NO_PARQUET) from None
    except OSError as error:
        raise cannot_write(path, error) from error
    console.note(words.EXPORTED.format(path=path))
    return 0


def _require_runs(ds: xr.Dataset) -> None:
    """Refuse to draw a sweep of which no run is done."""
    from sim.analysis import SweepError

    if not bool((ds["collective_status"] >= 0).any()):
        raise SweepError(words.NO_RUNS)


def _axes(ds: xr.Dataset, question: Question) -> tuple[str, str | None]:
    """Choose the parameters of the figures: those asked for, else the first two, as far as there are."""
    from sim.analysis.profiles import require_factors

    known = [str(path) for path in ds.attrs["factors"]]
    require_factors(ds, tuple(path for path in (question.x, question.y) if path is not None))
    left = [path for path in known if path not in (question.x, question.y)]
    x = question.x or (left.pop(0) if left else known[0])
    y = question.y or (left.pop(0) if left else None)
    return x, None if y == x else y


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


def _table(found: xr.Dataset, console: Console) -> Any:
    """Make the table of one outcome, the parameter that matters most first."""
    from sim.analysis.numbers import percent
    from sim.cli.tables import number_table

    ending = "_fr" if console.lang == "fr" else ""
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
            if math.isnan(value):
                cells.append(words.NOTHING)
            elif sobol:
                reach = percent(float(found[f"{name}_reach"].values[k]))
                cells.append(words.WITHIN.format(value=percent(value), reach=reach))
            else:
                cells.append(number(float(f"{value:.3g}")))
        rows.append((names[k], *cells))
    titles = (
        same(str(found[f"outcome_name{ending}"].values)),
        words.FIRST if sobol else words.MU_STAR,
        words.TOTAL if sobol else words.SIGMA,
    )
    return number_table(titles, rows, console.lang)


def _means(found: xr.Dataset, console: Console) -> Any:
    """Make the table of the means along a parameter, with their intervals."""
    from sim.cli.tables import number_table
    from sim.figures.parameters import amount, axis_words, class_words

    unit = str(found.attrs["outcome_units"])
    here = found.isel(by=0)
    rows = []
    for k in range(here.sizes["x"]):
        cells = []
        for name in ("mean", "low", "high"):
            value = float(here[name].values[k])
            cells.append(amount(value, unit))
        rows.append((class_words(here["x_low"].values[k], here["x_high"].values[k]), *cells))
    parameter = axis_words(found, "x")
    outcome = Text(str(found.attrs["outcome_long_name"]), str(found.attrs["outcome_long_name_fr"]))
    console.paragraph(outcome[console.lang])
    return number_table((parameter, words.MEAN, words.LOW, words.HIGH), rows, console.lang)
