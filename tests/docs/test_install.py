"""The installer names what is missing and installs nothing twice."""

import os
import shutil
import subprocess
import sys

import pytest


@pytest.fixture
def checkout(repository, tmp_path):
    """Return a folder with what the installer reads, and no more."""
    for name in ("install.sh", "pyproject.toml", "constraints.txt"):
        shutil.copy(repository / name, tmp_path)
    return tmp_path


def install(checkout, *arguments, **variables):
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHON", "VENV"}}
    return subprocess.run(
        ["/bin/sh", "install.sh", *arguments],
        cwd=checkout,
        env=environment | {name: str(value) for name, value in variables.items()},
        capture_output=True,
        text=True,
    )


def command(folder, name, *lines):
    """Write a small command into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
    (folder / name).chmod(0o755)


def test_a_python_that_is_too_old_is_named(checkout):
    tools = checkout / "tools"
    command(tools, "python3", 'case "$1" in --version) echo Python 3.8.10;; *) exit 1;; esac')
    for name in ("cat", "dirname", "cksum"):
        (tools / name).symlink_to(shutil.which(name))
    done = install(checkout, PATH=tools)
    assert done.returncode == 1
    assert "needs Python 3.12 or newer" in done.stderr
    assert "Python 3.8.10" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_chosen_python_that_is_unusable_is_named(checkout):
    command(checkout, "old", "exit 1")
    done = install(checkout, PYTHON="./old")
    assert done.returncode == 1
    assert "PYTHON=./old" in done.stderr


def test_nothing_is_installed_twice_and_a_new_pin_is_noticed(checkout):
    # An environment whose python passes for a recent one and writes down how it is called.
    calls = checkout / "calls"
    command(checkout / ".venv", "unused")
    command(checkout / ".venv" / "bin", "python", f'[ "$1" = -c ] || echo "$@" >>{calls}')

    def installs():
        return calls.read_text().splitlines() if calls.exists() else []

    assert install(checkout, "test").returncode == 0
    assert len(installs()) == 1
    assert "-c constraints.txt -e .[test]" in installs()[0]
    assert install(checkout, "test").returncode == 0
    assert install(checkout).returncode == 0  # what the tests need holds what the simulation needs
    assert len(installs()) == 1
    with (checkout / "constraints.txt").open("a") as pins:
        pins.write("another==1\n")
    assert install(checkout).returncode == 0
    assert len(installs()) == 2
    assert installs()[1].endswith("-c constraints.txt -e .")


def test_this_python_would_be_taken(checkout):
    command(checkout / "tools", "python3.12", f'exec {sys.executable} "$@"')
    for name in ("cat", "dirname", "cksum"):
        (checkout / "tools" / name).symlink_to(shutil.which(name))
    # Nothing to install from: it ends where pip would begin, with the environment made.
    done = install(checkout, PATH=checkout / "tools", PIP_NO_INDEX="1", PIP_FIND_LINKS="", PIP_CONFIG_FILE=os.devnull)
    assert done.returncode != 0
    assert (checkout / ".venv" / "bin" / "python").exists()
    assert not (checkout / ".venv" / "installed").exists()
