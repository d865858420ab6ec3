"""The file to double-click opens the workshop on each system, whatever the folder of the program is called."""

import configparser
import re
import shlex
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.cli import main
from sim.cli.commands.shortcut import SHORTCUTS, write_shortcut

FOLDERS = st.text("abé '$`&;%!()[]#~\"\\", min_size=1, max_size=20)


def command(folder: str) -> list[str]:
    return [f"/{folder}/python", "-m", "sim.cli", "workshop", "--lang", "fr"]


def unescaped(line: str) -> str:
    """Return a value of a desktop entry: the first of the two ways in which it is unescaped."""
    return re.sub(r"\\(.)", lambda found: {"s": " ", "n": "\n", "t": "\t", "r": "\r"}.get(found[1], found[1]), line)


@given(FOLDERS)
def test_linux_reads_the_command_as_it_is(folder):
    text = SHORTCUTS["linux"].content(command(folder), "fr").decode()
    entry = configparser.RawConfigParser(strict=True)
    entry.optionxform = str
    entry.read_string(text)
    fields = entry["Desktop Entry"]
    assert (fields["Type"], fields["Terminal"]) == ("Application", "true")
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"', unescaped(fields["Exec"]))
    assert [re.sub(r"\\(.)", r"\1", part).replace("%%", "%") for part in parts] == command(folder)


@given(FOLDERS)
def test_macos_reads_the_command_as_it_is(folder):
    lines = SHORTCUTS["darwin"].content(command(folder), "fr").decode().splitlines()
    assert lines[0] == "#!/bin/sh"
    assert shlex.split(lines[-1]) == ["exec", *command(folder)]


@given(FOLDERS.filter(lambda folder: '"' not in folder))  # no file of Windows has one in its name
def test_windows_reads_the_command_as_it_is(folder):
    content = SHORTCUTS["win32"].content(command(folder), "fr")
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = content.decode().split("\r\n")
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert [part.replace("%%", "%") for part in re.findall('"([^"]*)"', lines[3])] == command(folder)
    assert "%" not in lines[3].replace("%%", "")


def test_the_script_of_macos_runs_what_it_names(tmp_path):
    """Any shell reads it; here it starts a program that says what it was called with."""
    folder = tmp_path / "Mes d'outils $HOME"
    folder.mkdir()
    program = folder / "python"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    file = write_shortcut(tmp_path, SHORTCUTS["darwin"], [str(program), "-m", "sim.cli", "workshop"], "fr")
    assert file.name == "Atelier faire-ensemble.command"
    done = subprocess.run([file], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["-m", "sim.cli", "workshop"]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_command_writes_it(tmp_path, capsys, monkeypatch, lang):
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", lang)
    for _ in range(2):  # it replaces an older one
        assert main(["install-shortcut", "--out", str(tmp_path)]) == 0
    [file] = tmp_path.iterdir()
    assert sys.executable in file.read_text("utf-8")
    assert str(file) in capsys.readouterr().out


def test_a_folder_that_is_missing_is_named(tmp_path, capsys):
    assert main(["install-shortcut", "--out", str(tmp_path / "absent"), "--lang", "en"]) == 2
    assert "a folder that exists" in capsys.readouterr().err
