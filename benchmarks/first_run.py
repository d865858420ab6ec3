"""Time a person waits: `python -m benchmarks.first_run` prints the table of first runs in docs/reference/speed.md.

It builds a wheel that carries machine code of these sources (made here, in some minutes, unless `sim/_machine_code/`
has it), installs it from the package index in an environment of its own, and runs commands there as a new user does: in
an empty folder, with an empty home, so that no code and no list of fonts is in a cache. When it is done again, the
list of fonts is there; the code is that of the wheel. Times are of the clock, from the start to the last line of the
result and to the end; run it on a machine without other work.
"""

from __future__ import annotations

import argparse
import os
import platform
import selectors
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sim.compilation.machine_code import file_name, shipped
from sim.threads import processors

from .speed import row

ROOT: Final = Path(__file__).parent.parent
PACKED: Final = ("sim", "scenarios", "pyproject.toml", "README.md", "LICENSE")
RUNS: Final = {
    "run quebec": ("run", "quebec"),
    "run atelier": ("run", "atelier"),
    "compare atelier-rh echec": ("compare", "atelier-rh", "echec"),
    "explain atelier-rh": ("explain", "atelier-rh"),
}
"""Commands that show a result and then write data and figures."""
SHORT: Final = {
    "--help": ("--help",),
    "run --help": ("run", "--help"),
    "scenarios": ("scenarios",),
    "check quebec": ("check", "quebec"),
}
"""Commands that answer at once."""
WORKSHOP: Final = ("workshop", "--no-browser", "--lang", "fr")
"""The command that goes on until it is stopped, and is ready when it has shown its address."""


class Waited(NamedTuple):
    """How long a person waited: for the end of the result, for the end; and the time of the processors [s]."""

    result: float
    end: float
    processor: float


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3, help="runs of each command; the fastest counts (default: 3)")
    parser.add_argument("--only", help="commands that begin with this")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        program = installed(wheel(folder), folder / "environment")
        print(f"Python {platform.python_version()}, {processors()} cores; load {os.getloadavg()[0]:.1f}\n")
        row("command, first run from a wheel", "result", "end", "the same again", "processor")
        row("---", "---:", "---:", "---:", "---:")
        for name, arguments in (RUNS | SHORT | {"workshop": WORKSHOP}).items():
            if name.startswith(chosen.only or ""):
                first = best([waited([program, *arguments], new(folder)) for _ in range(chosen.times)])
                home = new(folder)
                again = best([waited([program, *arguments], home) for _ in range(chosen.times + 1)][1:])
                times = (first.result, first.end, again.end, first.processor)
                row(f"`{name}`", *(f"{seconds:.2f} s" for seconds in times))


def wheel(folder: Path) -> Path:
    """Build a wheel of this checkout with its machine code, in a folder, and return its file."""
    source, made = folder / "source", folder / "wheel"
    source.mkdir()
    for name in PACKED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.zip"))
        else:
            shutil.copy(ROOT / name, source / name)
    code = source / "sim" / "_machine_code"
    if shipped().archive is None:
        print("Making the machine code of the wheel.", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "release.machine_code", "--folder", str(code)], cwd=ROOT, check=True)
    else:
        code.mkdir(exist_ok=True)
        shutil.copy(ROOT / "sim" / "_machine_code" / file_name(), code)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    [file] = made.iterdir()
    return file


def installed(file: Path, environment: Path) -> str:
    """Install a wheel with the workshop in a new environment, and return its command."""
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "-c", str(ROOT / "constraints.txt"), f"{file}[app]"], check=True)
    return str(python.with_name("faire-ensemble"))


def new(folder: Path) -> Path:
    """Return a new folder: an empty home."""
    return Path(tempfile.mkdtemp(dir=folder))


def waited(command: Sequence[str], home: Path) -> Waited:
    """Run a command with a home, in an empty folder of it; stop a workshop when it has shown its address."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG", "TMPDIR")}
    environment = kept | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONUNBUFFERED": "1"}
    began, before = time.perf_counter(), os.times()
    with subprocess.Popen(
        command, cwd=new(home), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        result = 0.0
        with selectors.DefaultSelector() as selector:
            for stream in (process.stdout, process.stderr):
                assert stream is not None
                selector.register(stream, selectors.EVENT_READ)
            while selector.get_map():
                for key, _ in selector.select():
                    content = os.read(key.fd, 65_536)
                    if not content:
                        selector.unregister(key.fileobj)
                    elif key.fileobj is process.stdout:
                        result = time.perf_counter() - began
                        if "workshop" in command:
                            process.terminate()
    after = os.times()
    if process.returncode and "workshop" not in command:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Waited(result, time.perf_counter() - began, spent)


def best(times: Sequence[Waited]) -> Waited:
    """Return the shortest of each time."""
    return Waited(*(min(column) for column in zip(*times, strict=True)))


if __name__ == "__main__":
    main()
