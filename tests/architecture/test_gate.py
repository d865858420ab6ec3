"""Static checks of the source (style, types, import layers), and the rule that a skipped test fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def kernel_compiled_once():
    """Wait for no kernel: what stands here uses a processor while another worker compiles it."""


def run(repository: Path, *command: str) -> None:
    """Run a tool of this environment in the checkout; its output is the message of a failure."""
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


def test_ruff_would_format_nothing(repository):
    run(repository, "ruff", "format", "--check")


def test_mypy_finds_nothing(repository):
    run(repository, "mypy")


def test_imports_only_go_down(repository):
    run(repository, "lint-imports", "--no-cache")


TOOL = """
import pytest

@pytest.fixture(scope="session")
def kernel_compiled_once():
    pass  # nothing to compile here

def test_tool():
    pytest.skip("no such tool")
"""


def skipping(repository, folder, ci, *options):
    """Run a test that skips itself, and a file that skips all of its tests, under the rules of these tests."""
    shutil.copy(repository / "tests" / "conftest.py", folder)
    (folder / "test_tool.py").write_text(TOOL)
    (folder / "test_file.py").write_text("import pytest\n\npytest.skip('not here', allow_module_level=True)\n")
    without = ["-p", "no:cacheprovider", "-p", "no:zarr"]
    command = [sys.executable, "-m", "pytest", *without, *options, "--rootdir", folder, folder]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST_")}
    return subprocess.run(command, cwd=folder, env=environment | {"CI": ci}, capture_output=True, text=True)


@pytest.mark.parametrize(("ci", "verdict"), [("true", pytest.ExitCode.TESTS_FAILED), ("", pytest.ExitCode.OK)])
def test_a_skipped_test_fails_where_ci_is_true(repository, tmp_path, ci, verdict):
    done = skipping(repository, tmp_path, ci)
    assert done.returncode == verdict, done.stdout
    assert ("test_tool.py::test_tool" in done.stdout) == bool(ci)
    assert ("\ntest_file.py\n" in done.stdout) == bool(ci)


def test_a_skipped_test_fails_with_several_workers_as_well(repository, tmp_path):
    done = skipping(repository, tmp_path, "true", "-n", "2", "--dist", "worksteal")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout
    assert "test_tool.py::test_tool" in done.stdout
    assert "\ntest_file.py\n" in done.stdout
