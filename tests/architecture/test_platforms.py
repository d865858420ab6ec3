"""The package calls nothing that another system lacks: what Python has differs from system to system."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SYSTEMS = ["win32", "darwin"]
# What the libraries declare does not depend on the system; without it, checking takes seconds.
FAST = ["--config-file=", "--follow-imports=skip", "--ignore-missing-imports", "--no-error-summary"]
DIFFERENT = re.compile(
    r"^\s*(?:import|from) (?:asyncio|ctypes|errno|fcntl|grp|mmap|msvcrt|multiprocessing|os|pwd|resource|select|shutil|"
    r"signal|socket|stat|subprocess|sys|termios|time|winreg)\b",
    re.MULTILINE,
)
FOREIGN = """
import os

os.fork()
os.startfile("a")
"""


def found(system: str, cache: Path, *files: str) -> list[str]:
    """Return what mypy finds missing on a system."""
    mypy = Path(sys.executable).parent / "mypy"
    done = subprocess.run(
        [mypy, *FAST, "--platform", system, f"--cache-dir={cache / system}", *files],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, env=os.environ | {"NO_COLOR": "1"},
    )  # fmt: skip
    return [line for line in done.stdout.splitlines() if "Module has no attribute" in line or "[name-defined]" in line]


def asking_the_system(package: Path) -> list[str]:
    """Return the files that import what differs from system to system."""
    files = {file: file.read_text("utf-8") for file in sorted(package.rglob("*.py"))}
    return [str(file) for file, text in files.items() if DIFFERENT.search(text)]


@pytest.mark.parametrize("system", SYSTEMS)
def test_nothing_is_called_that_a_system_lacks(repository, system):
    assert found(system, repository / ".mypy_cache" / "systems", *asking_the_system(repository / "sim")) == []


@pytest.mark.parametrize(("system", "lacks"), [("win32", "fork"), ("darwin", "startfile")])
def test_the_search_finds_what_a_system_lacks(tmp_path, system, lacks):
    (tmp_path / "foreign.py").write_text(FOREIGN)
    [line] = found(system, tmp_path, str(tmp_path / "foreign.py"))
    assert lacks in line
