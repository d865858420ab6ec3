"""The help pages: complete, in the language asked for, at once."""

import json
import re
import subprocess
import sys

import pytest
import typer

from sim.cli import main
from sim.cli.app import build_app
from sim.cli.words import commands as words
from sim.cli.words.examples import EXAMPLES, PROGRAM_EXAMPLES
from tests.architecture.test_imports import SLOW

COMMANDS = [
    "run",
    "costs",
    "explain",
    "compare",
    "decide",
    "scenarios",
    "check",
    "parameters",
    "variables",
    "share",
    "groups",
    "sweep",
    "status",
    "calibrate",
    "sensitivity",
    "explore",
    "discover",
    "plot",
    "pools",
    "animate",
    "reproduce",
    "workshop",
    "install-shortcut",
    "rooms",
    "page",
]
LANGUAGES = ["en", "fr"]


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


def page(capsys, *arguments: str) -> str:
    """Return a help page, its lines joined as they were before they were folded."""
    assert main([*arguments]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return re.sub(r"[ \n]+", " ", said.out)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_holds_every_argument_and_option_with_its_words(capsys, command, lang):
    text = page(capsys, command, "--help", "--lang", lang)
    group = typer.main.get_command(build_app(lang))
    parameters = group.commands[command].params
    assert len(parameters) >= 2
    for parameter in parameters:
        assert parameter.help in text
        assert (parameter.metavar or "") in text
        for name in parameter.opts:
            if name.startswith("-"):
                assert name in text
    assert f"-h, --help {words.HELP_HELP[lang]}" in text
    assert f"faire-ensemble {command} " in text


def test_run_has_the_options_that_are_promised(capsys):
    text = page(capsys, "run", "-h")
    for option in ["set", "replications", "seed", "out", "record", "threads", "format", "lang", "quiet"]:
        assert f"--{option} " in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_lists_the_commands(capsys, lang):
    text = page(capsys, "--lang", lang, "--help")
    for command in COMMANDS:
        assert f"{command} {words.SHORT[command][lang]}" in text
    assert "--version" in text


@pytest.mark.parametrize("arguments", [[], *([command] for command in COMMANDS)])
def test_french_pages_have_no_english_word(capsys, arguments):
    french = page(capsys, *arguments, "--help", "--lang", "fr")
    english = r"\b(Usage|Show|message|and exit|default|required|COMMAND|Commands|Examples|the|TEXT|FOLDER)\b"
    assert re.findall(english, french) == []
    assert re.findall(english, page(capsys, *arguments, "--help", "--lang", "en"))


@pytest.mark.parametrize("width", [60, 200])
def test_lines_fit_the_terminal(capsys, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    for command in COMMANDS:
        assert main([command, "--help", "--lang", "fr"]) == 0
        texts = [PROGRAM_EXAMPLES, *EXAMPLES.values()]
        examples = {line for text in texts for line in text.fr.splitlines()}
        for line in capsys.readouterr().out.splitlines():
            assert len(line) <= min(width, 88) or line.strip() in examples


def test_no_command_shows_the_page_as_an_error(faire):
    done = faire(LANG="fr_CA.UTF-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Commandes\u00a0:" in done.stderr
    assert faire("--lang", "fr").stderr == done.stderr


def test_the_version(faire):
    from sim import __version__

    done = faire("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"faire-ensemble {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["run", "--lang", "fr", "--help"]])
def test_help_loads_nothing_slow(arguments):
    program = f"import json, sys\nfrom sim.cli import main\nmain({arguments!r})\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout.splitlines()[-1])
    # the parser of options with values needs pydantic; the first page does without
    allowed = {"pydantic"} if arguments[0] == "run" else set()
    assert {*SLOW, "rich", "babel", "nicegui", "fastapi"}.intersection(loaded) <= allowed
