"""Every word that the command line says exists in both languages, in the typography of each."""

import importlib
import pkgutil
import re
import string
import typing

import sim.cli.words
from sim.cli.words.commands import HELP, SHORT
from sim.cli.words.examples import EXAMPLES
from sim.scenario.choices import CHOICES
from sim.vocabulary.text import Text

MODULES = [f"sim.cli.words.{module.name}" for module in pkgutil.iter_modules(sim.cli.words.__path__)]


def texts() -> list[tuple[str, Text]]:
    """Return all texts of the catalogue, those in dictionaries too."""
    found = []
    for module in MODULES:
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, Text):
                found.append((f"{module}.{name}", value))
            elif isinstance(value, dict) and not name.startswith("__"):
                found += [(f"{module}.{name}[{key!r}]", text) for key, text in value.items()]
    return found


TEXTS = texts()


def test_the_catalogue_was_found():
    assert len(MODULES) >= 5
    assert len(TEXTS) > 80


def test_every_text_says_something_in_both_languages():
    assert [name for name, text in TEXTS if not (text.en.strip() and text.fr.strip())] == []


def test_both_languages_have_the_same_blanks():
    def blanks(words: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(words) if field is not None}

    assert [name for name, text in TEXTS if blanks(text.en) != blanks(text.fr)] == []


def test_french_has_its_no_break_spaces():
    wrong = re.compile(r"[^\u00a0](:(?=\s|$)|»)|«[^\u00a0]|[\u00a0 ][?!;]|(?<=\d) ?[$%]")
    assert [name for name, text in TEXTS if wrong.search(text.fr)] == []
    for bad in ("Erreur : x", "Erreur: x", "« x\u00a0»", "Vraiment ?", "34 %"):
        assert wrong.search(bad)
    assert not wrong.search("Erreur\u00a0: «\u00a0x\u00a0», 34\u00a0%. Vraiment?")


def test_english_has_no_french_typography():
    assert [name for name, text in TEXTS if re.search("[\u00a0«»]| [:?!;]", text.en)] == []


def test_every_choice_of_the_schema_has_words():
    from sim.scenario import schema
    from sim.scenario.schema.population import RULES

    choices = set(RULES)
    for table, names in ((schema.Resource, ("kind", "sharing", "admission")), (schema.Network, ("kind",))):
        for name in names:
            choices |= set(typing.get_args(table.model_fields[name].annotation))
    assert choices == set(CHOICES)


def test_every_command_has_a_short_description():
    import typer

    from sim.cli.app import build_app

    assert set(typer.main.get_command(build_app("en")).commands) == set(SHORT) == set(HELP) == set(EXAMPLES)


def test_no_other_file_of_the_command_line_holds_words():
    # a French letter or a sentence in a string, outside docstrings and the catalogue
    import ast
    from pathlib import Path

    found = []
    catalogue = Path(sim.cli.words.__file__).parent
    for path in sorted(catalogue.parent.rglob("*.py")):
        if path.parent == catalogue:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        found += [
            f"{path.name}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            and re.search(r"[A-Za-zÀ-ÿ]{2,} [A-Za-zÀ-ÿ]{2,}|[à-ÿ]", node.value)
        ]
    assert found == []
