"""The README's Python runs as shown, and the gate runs the README's test command."""

import doctest
import re
import subprocess

import pytest

from tests.docs.markdown import blocks, run_python


@pytest.fixture
def readme(repository):
    return (repository / "README.md").read_text("utf-8")


def test_the_python_of_the_readme_runs(readme, repository, monkeypatch):
    monkeypatch.chdir(repository)
    source = "\n".join(blocks(readme, "python"))
    run_python(source, "README.md", 1, doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)


def test_two_commands_of_one_line_each(readme):
    commands = [line for block in blocks(readme, "bash") for line in block.splitlines()]
    main, tests = commands
    assert main == "sh install.sh && .venv/bin/faire-ensemble run quebec --out results/first"
    assert tests == "sh install.sh test && .venv/bin/pytest -n auto --dist worksteal"


def test_the_main_scenario_is_there(repository):
    assert (repository / "scenarios" / "quebec.toml").is_file()


def test_the_gate_runs_the_test_command_of_the_readme(readme, repository):
    gate = (repository / ".ci" / "run").read_text("utf-8")
    extraction = re.search(r"^test_command=\$\((sed .*)\)$", gate, re.MULTILINE)[1]
    found = subprocess.run(
        ["bash", "-c", extraction],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    ).stdout.splitlines()
    assert found == [line for block in blocks(readme, "bash") for line in block.splitlines() if "pytest" in line]
    assert len(found) == 1
    assert 'bash -euo pipefail -c "$test_command"' in gate


def test_the_gate_can_be_run(repository):
    assert (repository / ".ci" / "run").stat().st_mode & 0o111
    for script in (".ci/run", "install.sh"):
        subprocess.run(["bash", "-n", script], cwd=repository, check=True)
