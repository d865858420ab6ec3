"""The checks that read the source without running it: style, types and floors."""

import os
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
