"""The command ``sensitivity``: state and draw what the outcomes of a sweep depend on."""

from dataclasses import dataclass
from pathlib import Path

from sim.cli import options
from sim.cli.console import Console
from sim.cli.output import open_output, publish
from sim.cli.words import options as texts
from sim.vocabulary.currency import use_currency_of


@dataclass(frozen=True, kw_only=True)
class SensitivityOptions(options.QuietOptions):
    """The options of ``sensitivity``."""

    store: str = options.argument(texts.STORE_HELP, texts.STORE)
    outcome: str | None = options.option(texts.OUTCOME_HELP, texts.NAME)
    out: str | None = options.option(texts.LEARNED_OUT_HELP, texts.FOLDER, "--out", "-o")
    formats: tuple[str, ...] = options.figure_formats()
    size: str = options.figure_size()


def show_sensitivity(chosen: SensitivityOptions, console: Console) -> int:
    """Run the ``sensitivity`` command."""
    from sim.cli.reports.sensitivity import report
    from sim.sweep import open_sweep

    ds = open_sweep(chosen.store)
    use_currency_of(ds)
    with open_output(folder_beside(chosen.store, chosen.out), console) as output:
        publish(report(ds, chosen.outcome, console.lang), output, chosen, console)
    return 0


def folder_beside(store: str, out: str | None) -> Path:
    """Return the folder of the results: beside the store unless another one is given.

    Examples
    --------
    >>> folder_beside("results/bascule.zarr", None).as_posix()
    'results/bascule'
    """
    path = Path(store)
    return Path(out) if out else path.parent / path.name.removesuffix(".zarr")
