"""The command ``install-shortcut``: write a file to double-click, which opens the workshop."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.cli.commands.workshop import first_language, require_app
from sim.cli.errors import cannot_write
from sim.cli.options import QuietOptions, option
from sim.cli.words import options as texts
from sim.cli.words import shortcut as words
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import LANGUAGES, Lang, same

if TYPE_CHECKING:
    from sim.cli.console import Console


@dataclass(frozen=True, kw_only=True)
class ShortcutOptions(QuietOptions):
    """The options of ``install-shortcut``."""

    folder: str | None = option(words.FOLDER_HELP, texts.FOLDER, "--out", "-o")
    language: str | None = option(texts.WORKSHOP_LANG_HELP, same("|".join(LANGUAGES)), "--lang")


@dataclass(frozen=True)
class Shortcut:
    """A file to double-click.

    Attributes
    ----------
    suffix : str
        The end of its name.
    content : callable
        Its content, for a command and a language.
    executable : bool
        Whether the system asks for the right to execute it.
    """

    suffix: str
    content: Callable[[Sequence[str], Lang], bytes]
    executable: bool


def _of_windows(command: Sequence[str], lang: Lang) -> bytes:
    """Return a batch file, which the window of the workshop stays open for; the first line makes it read UTF-8."""
    quoted = " ".join(f'"{part}"' for part in command).replace("%", "%%")
    return words.OF_WINDOWS.format(title=words.TITLE[lang], command=quoted).replace("\n", "\r\n").encode()


def _of_macos(command: Sequence[str], lang: Lang) -> bytes:
    """Return a script of the shell that the terminal opens."""
    return words.OF_MACOS.format(title=words.TITLE[lang], command=shlex.join(command)).encode()


def _of_linux(command: Sequence[str], lang: Lang) -> bytes:
    """Return an entry of the desktop, in the format of freedesktop.org."""
    line = " ".join(map(_quoted, command))
    return words.OF_LINUX.format(title=words.TITLE[lang], comment=words.COMMENT[lang], command=line).encode()


def _quoted(part: str) -> str:
    """Return a part of a command for the key ``Exec``, whose value is unescaped twice."""
    for letter in '\\"`$':
        part = part.replace(letter, f"\\{letter}")
    return '"' + part.replace("\\", "\\\\").replace("%", "%%") + '"'


# the file of each system; others take that of Linux
SHORTCUTS: Final = {
    "win32": Shortcut(".cmd", _of_windows, False),
    "darwin": Shortcut(".command", _of_macos, True),
    "linux": Shortcut(".desktop", _of_linux, True),
}


def install_shortcut(chosen: ShortcutOptions, console: Console) -> int:
    """Run the ``install-shortcut`` command."""
    require_app()
    lang = first_language(chosen.language, os.environ)
    folder = Path(chosen.folder) if chosen.folder else _desktop()
    if not folder.is_dir():
        raise ScenarioError([Problem(file=str(folder), allowed=words.A_FOLDER, hint=words.NAME_ONE)])
    platform = sys.platform if sys.platform in SHORTCUTS else "linux"
    command = [sys.executable, "-m", "sim.cli", "workshop", "--lang", lang]
    file = write_shortcut(folder, SHORTCUTS[platform], command, lang)
    console.note(words.FIRST_TIME[platform])
    console.result(words.WROTE.format(file=same(str(file)))[console.lang])
    return 0


def write_shortcut(folder: Path, shortcut: Shortcut, command: Sequence[str], lang: Lang) -> Path:
    """Write the file to double-click, over one that was written before, and return it."""
    from sim.files import whole_file

    file = folder / f"{words.FILE[lang]}{shortcut.suffix}"
    try:
        with whole_file(file) as written:
            written.write(shortcut.content(command, lang))
        if shortcut.executable:
            file.chmod(file.stat().st_mode | 0o111)
    except OSError as error:
        raise cannot_write(file, error) from error
    return file


def _desktop() -> Path:
    """Return the folder of the desktop."""
    from platformdirs import user_desktop_path

    return user_desktop_path()
