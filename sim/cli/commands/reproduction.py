"""The command ``reproduce``: make a result again from what it holds, elsewhere, and compare both to the last bit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import options
from sim.cli.commands.sweep import FAILURE
from sim.cli.errors import cannot_write
from sim.cli.progress import Pace, with_progress
from sim.cli.words import options as texts
from sim.cli.words import reproduction as words

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.reproduction import Unpacked


@dataclass(frozen=True, kw_only=True)
class ReproductionOptions(options.QuietOptions):
    """The options of ``reproduce``."""

    result: str = options.argument(words.RESULT_HELP, words.RESULT)
    into: str | None = options.option(words.INTO_HELP, texts.FOLDER)
    unpack: bool = options.flag(words.UNPACK_HELP)
    trust_code: bool = options.flag(words.TRUST_CODE_HELP)
    ro_crate: bool = options.flag(words.RO_CRATE_HELP)
    threads: int | None = options.option(texts.THREADS_HELP, texts.NUMBER, read=options.whole_number)


def show_reproduction(chosen: ReproductionOptions, console: Console) -> int:
    """Run the ``reproduce`` command: 0 when both are equal to the last bit, 1 when they differ."""
    from sim.reproduction import open_result, unpack
    from sim.reproduction.reproduce import folder_for

    result = open_result(chosen.result)
    folder = Path(chosen.into) if chosen.into else folder_for(result)
    try:
        unpacked = unpack(result, folder)
        console.note(words.UNPACKED.format(folder=folder, files=", ".join(_names(unpacked))))
        code = 0 if chosen.unpack else _made_again(unpacked, chosen, console)
        if chosen.ro_crate:
            from sim.reproduction.crate import write_crate

            console.note(words.CRATE.format(path=write_crate(unpacked)))
    except OSError as error:
        raise cannot_write(folder, error) from error
    return code


def _names(unpacked: Unpacked) -> list[str]:
    """Return the names of the files that were unpacked."""
    return [path.relative_to(unpacked.folder).as_posix() for path in unpacked.files]


def _made_again(unpacked: Unpacked, chosen: ReproductionOptions, console: Console) -> int:
    """Make the result again and show the comparison; return the exit code."""
    from sim.cli.reports.reproduction import report
    from sim.reproduction.reproduce import code_of, remove, reproduce_unpacked
    from sim.reproduction.words import ReproductionError
    from sim.vocabulary.text import same

    if unpacked.code and not chosen.trust_code:
        question = words.ASK.format(folder=unpacked.folder, code=same(", ".join(unpacked.code)))
        if not console.confirm(question):
            remove(unpacked)
            raise ReproductionError(code_of(unpacked))
    work = partial(reproduce_unpacked, unpacked, threads=chosen.threads, notice=console.note)
    reproduction = with_progress(work, 1, Pace(), console)
    for part in report(reproduction, console.lang):
        if isinstance(part, str):
            console.paragraph(part)
        else:
            console.table(part)
    console.note(words.WRITTEN.format(path=reproduction.file))
    return 0 if reproduction.equal else FAILURE
