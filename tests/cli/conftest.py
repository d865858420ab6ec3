"""The command line as a user meets it: a process of its own, with its exit code and both its streams."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import pytest

SMALL = """
title = { en = "A small case", fr = "Un petit cas" }
teaches = { en = "What a test needs", fr = "Ce qu'il faut pour un test" }
fictional = true
months = 12
replications = 2

[population]
number = 12

[network]
kind = "complete"

[resources.hr]
title = { en = "HR adviser", fr = "Conseil RH" }
fixed_cost = 900
unit_cost = 300
founding_cost = 500

[resources.reserve]
title = { en = "Reserve", fr = "Réserve" }
kind = "financial"
sharing = "by_need"
fixed_cost = 300
max_members = 6
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of this process without any choice of language, colour or width."""
    left_out = {"LC_ALL", "LC_MESSAGES", "LANG", "FAIRE_ENSEMBLE_LANG", "FORCE_COLOR", "COLUMNS", "TERM"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONWARNINGS": "error"} | changes


@pytest.fixture
def faire(tmp_path: Path) -> Run:
    """Return a function that runs the command in a folder of its own."""

    def run(*arguments: object, encoding: str = "utf-8", **changes: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sim.cli", *map(str, arguments)],
            cwd=tmp_path,
            env=environment(**changes),
            capture_output=True,
            text=True,
            encoding=encoding,
            timeout=300,
        )

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the file of a scenario that takes no time."""
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def terminal(arguments: Sequence[object], folder: Path, stream: Literal["stdout", "stderr"], **changes: str) -> str:
    """Return what a terminal shows of a stream of the command, without colours and movements; POSIX alone has such."""
    import pty

    ours, theirs = pty.openpty()
    streams: dict[str, int] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: theirs}
    command = [sys.executable, "-m", "sim.cli", *map(str, arguments)]
    process = subprocess.Popen(command, cwd=folder, env=environment(**changes), **streams)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.wait(60) == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen.decode())


def started(
    arguments: list[object], folder: Path, program: Sequence[str] = ("-m", "sim.cli"), **changes: str
) -> subprocess.Popen[str]:
    """Start the command and go on, so that it can be interrupted."""
    return subprocess.Popen(
        [sys.executable, *program, *map(str, arguments)],
        cwd=folder,
        env=environment(**changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=_hear_signals,
    )


def _hear_signals() -> None:
    """Heed what a shell's background job (the interruption) or nohup ignores: a child inherits that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
