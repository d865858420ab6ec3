"""The command ``discover``: the boxes of parameters in which an outcome of a sweep fails."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sim.cli import options
from sim.cli.commands.sensitivity import folder_beside
from sim.cli.errors import cannot_write
from sim.cli.output import Data, Drawing, open_output, publish
from sim.cli.words import discovery as words
from sim.cli.words import options as texts
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import Text, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import xarray as xr

    from sim.cli.console import Console

FORMATS: Final = ("table", "json", "csv")


def _toml_file(typed: str) -> str:
    """Read the name of a scenario file."""
    if not typed.endswith(".toml"):
        raise options.BadValueError(words.TOML)
    return typed


@dataclass(frozen=True, kw_only=True)
class DiscoveryOptions(options.QuietOptions):
    """The options of ``discover``."""

    store: str = options.argument(texts.STORE_HELP, texts.STORE)
    outcome: str = options.option(texts.FAILING_OUTCOME_HELP, texts.NAME, default="gain_share")
    above: float | None = options.option(texts.ABOVE_HELP, texts.NUMBER, read=options.finite)
    below: float | None = options.option(texts.BELOW_HELP, texts.NUMBER, read=options.finite)
    density: float = options.option(texts.DENSITY_HELP, texts.NUMBER, default=0.8, read=options.positive_share)
    save: str | None = options.option(texts.SAVE_HELP, texts.FILE, read=_toml_file)
    form: str = options.option(texts.DISCOVERY_FORMAT_HELP, FORMATS, "--format", default=FORMATS[0])
    out: str | None = options.option(texts.DISCOVERY_OUT_HELP, texts.FOLDER, "--out", "-o")

    @classmethod
    def conflicts(cls, typed: Mapping[str, Any]) -> Iterator[Problem]:
        """Find that not exactly one side of the outcome is a failure."""
        if (typed["above"] is None) == (typed["below"] is None):
            yield Problem(file="--above", allowed=words.ONE_SIDE, hint=words.ONE_SIDE_HINT)


def discover(chosen: DiscoveryOptions, console: Console) -> int:
    """Run the ``discover`` command."""
    from sim.sweep import open_sweep

    ds = open_sweep(chosen.store)
    from sim import analysis
    from sim.cli.reports import discovery as reports

    written = chosen.form == FORMATS[0] or chosen.out is not None
    with open_output(folder_beside(chosen.store, chosen.out), console) if written else nullcontext() as output:
        found = analysis.discover(ds, chosen.outcome, above=chosen.above, below=chosen.below, density=chosen.density)
        if chosen.form == "json":
            console.result(reports.as_json(found))
        elif chosen.form == "csv":
            console.result(reports.as_csv(found))
        else:
            console.paragraph(analysis.words.discovery(found, console.lang))
            for table in reports.tables(found, console.lang):
                console.result("")
                console.table(table)
        if output is not None:
            from sim import figures

            drawn = [Drawing("discovery", figures.discovery(found, console.lang))] if found.sizes["box"] else []
            publish([Data("discovery.nc", found), *drawn], output, ["png"], console)
    if chosen.save is not None:
        _save(ds, found, Path(chosen.save), console)
    return 0


def _save(ds: xr.Dataset, found: xr.Dataset, path: Path, console: Console) -> None:
    """Write the most typical failure of each box as a scenario."""
    from sim.analysis import scenario_at
    from sim.files import whole_file
    from sim.tables.user_file import readable

    if not found.sizes["box"]:
        console.note(words.NO_BOX)
    for k in range(found.sizes["box"]):
        file = path if k == 0 else path.with_name(f"{path.stem}-{k + 1}.toml")
        try:
            scenario = scenario_at(ds, int(found["medoid"][k]), file.parent)
        except ScenarioError as error:
            problems = [replace(problem, hint=words.BESIDE.format(path=path)) for problem in error.problems]
            raise ScenarioError(problems) from error
        name = scenario.title if scenario.title.en else Text(scenario.name, scenario.name)
        title = words.TITLE.format(n=number(k + 1), title=name)
        saved = scenario.model_copy(update={"name": readable(file.stem), "title": title})
        try:
            with whole_file(file) as open_file:
                open_file.write(saved.source.encode())
        except OSError as error:
            raise cannot_write(file, error) from error
        console.note(words.SAVED.format(path=file))
