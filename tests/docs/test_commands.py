"""The commands of all pages exist, with their options, and read no result that their page has not made."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from sim.cli.app import build_app

ROOT = Path(__file__).parents[2]
PAGES = [
    "README.md",
    *sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs").rglob("*.md") if "site" not in page.parts),
    *sorted(str(page.relative_to(ROOT)) for page in (ROOT / "results").glob("*/README.md")),
]


def commands(text: str) -> list[list[str]]:
    """Return the words of each line that starts the program, without what is done with its output."""
    shells = re.findall(r"^```(?:bash|sh)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = re.sub(r"\\\n", " ", "\n".join(shells)).splitlines()
    started = [line.partition("&&")[2].strip() or line for line in lines if "faire-ensemble" in line]
    words = [shlex.split(line, comments=True) for line in started]
    return [each[1:] for each in words if each and each[0].endswith("faire-ensemble") and each[1:]]


@pytest.fixture(scope="module")
def known():
    """Return the options of each command."""
    program = typer.main.get_command(build_app("en"))
    return {
        name: {option for parameter in command.params for option in parameter.opts} | {"-h", "--help"}
        for name, command in program.commands.items()
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_known(page, known):
    for name, *rest in commands((ROOT / page).read_text("utf-8")):
        if not name.startswith("-"):
            assert name in known, (page, name)
            options = {word.partition("=")[0] for word in rest if word.startswith("--")}
            assert options <= known[name], (page, name)


@pytest.mark.parametrize("page", PAGES)
def test_every_result_that_is_read_was_made_on_the_page(page):
    text = (ROOT / page).read_text("utf-8")
    made: set[str] = set()
    for name, *rest in commands(text):
        made |= {rest[place + 1] for place, word in enumerate(rest[:-1]) if word in ("--store", "--out", "-o")}
        if name == "run" and not {"--out", "-o"} & set(rest) and rest:
            made.add(f"results/{Path(rest[0]).stem}")
        for word in (word for word in rest if word.endswith((".zarr", ".nc", ".png")) and word not in made):
            folder = str(Path(word).parent)
            assert folder in made or f"`{word}`" in text, f"{page}: {name} reads {word}, which nothing on it has made"
