"""The checks that read the source without running it: style, types and floors."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def run(repository: Path, *command: str) -> None:
    """Run a tool of this very environment in the checkout; its own words are the message of a failure."""
    tool = Path(sys.executable).parent / command[0]
    done = subprocess.run(
        [tool, *command[1:]],
        cwd=repository,
        capture_output=True,
        text=True,
        env=os.environ | {"NO_COLOR": "1", "TERM": "dumb"},
    )
    if done.returncode:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}{done.stderr}", pytrace=False)


def test_ruff_finds_nothing(repository):
    run(repository, "ruff", "check")


def test_the_format_is_ruffs(repository):
    run(repository, "ruff", "format", "--check")


def test_types_hold(repository):
    run(repository, "mypy")


def test_imports_only_go_down(repository):
    run(repository, "lint-imports", "--no-cache")


@pytest.mark.parametrize(("ci", "verdict"), [("true", pytest.ExitCode.TESTS_FAILED), ("", pytest.ExitCode.OK)])
def test_a_skipped_test_fails_where_ci_is_true(repository, tmp_path, ci, verdict):
    shutil.copy(repository / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_tool.py").write_text("import pytest\n\ndef test_tool():\n    pytest.skip('no such tool')\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | {"CI": ci}, capture_output=True, text=True)
    assert done.returncode == verdict, done.stdout
    assert ("test_tool.py::test_tool" in done.stdout) == bool(ci)
