"""Words: every parameter and variable has its own in both languages, with the typography of each."""

import re
import tomllib

import pytest

from sim.declared.variables import VARIABLES, recorded
from sim.scenario import load_scenario, parameters
from sim.scenario.schema import Resource, Scenario
from sim.vocabulary import DIMENSIONS, LEVELS, UNITS, Status, Text
from sim.vocabulary.text import join, number

PARAMETERS = parameters()
TEXTS = {
    **{each.path: each.text for each in PARAMETERS},
    **{name: each.text for name, each in VARIABLES.items()},
    **DIMENSIONS,
    **{each.source: Text(each.source, each.source_fr) for each in PARAMETERS},
    **{status.name: status.label for status in Status},
    **UNITS,
}
WRONG_IN_FRENCH = re.compile(r"(?<!\u00a0)[:»%$](?!\w)|«(?!\u00a0)| [?!;:]|[^\W\d_]'\w")


@pytest.mark.parametrize("key", TEXTS)
def test_words_are_there_in_both_languages(key):
    text = TEXTS[key]
    assert text.en.strip() == text.en != ""
    assert text.fr.strip() == text.fr != ""
    assert not WRONG_IN_FRENCH.search(text.fr)
    assert " :" not in text.en.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["quebec-1", "atelier", "echec"])
def test_scenarios_have_words_in_both_languages(repository, name):
    scenario = load_scenario(repository / "scenarios" / f"{name}.toml")
    for text in (scenario.title, scenario.teaches, *(each.title for each in scenario.resources.values())):
        assert text.en
        assert text.fr


def french(tables):
    """Yield all French words of a file: those beside the English ones."""
    for key, value in tables.items():
        if key == "fr" and "en" in tables:
            yield value
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from french(inner)


def test_words_of_all_scenarios_have_french_typography(repository):
    files = list((repository / "scenarios").rglob("*.toml"))
    words = {file.name: list(french(tomllib.loads(file.read_text("utf-8")))) for file in files}
    assert all(words.values())
    assert {(name, each) for name, found in words.items() for each in found if WRONG_IN_FRENCH.search(each)} == set()


def test_longer_words_differ_between_the_languages():
    same = {key for key, text in TEXTS.items() if text.en == text.fr and " " in text.en}
    assert not same


@pytest.mark.parametrize("each", PARAMETERS, ids=lambda each: each.path)
def test_a_parameter_has_a_known_unit_a_source_and_its_bounds(each):
    assert each.unit in UNITS
    assert each.source
    numeric = isinstance(each.default, int | float) and not isinstance(each.default, bool)
    if numeric or (each.distributed and not each.choices):
        assert each.low is not None
        assert each.high is not None
        assert each.low < each.high
    if numeric:
        assert each.low <= each.default <= each.high


def test_the_table_holds_every_parameter_once():
    paths = [each.path for each in PARAMETERS]
    assert len(paths) == len(set(paths))
    assert {f"resources.*.{key}" for key in Resource.model_fields} <= set(paths)
    top = {path.split(".")[0] for path in paths}
    assert top == set(Scenario.model_fields) - {"uncertain", "events"}  # which say more of parameters


def test_every_default_can_be_written_in_a_file():
    from sim.scenario import parse_scenario
    from sim.scenario.toml import write_toml

    tables = {}
    for each in PARAMETERS:
        here = tables
        *folders, key = each.path.replace("*", "x").split(".")
        for folder in folders:
            here = here.setdefault(folder, {})
        here[key] = each.default
    assert parse_scenario(tomllib.loads(write_toml(tables))).model_dump() == (
        parse_scenario({"resources": {"x": {"title": {"en": "", "fr": ""}}}}).model_dump()
    )


def test_levels_hold_each_other():
    sizes = [len(recorded(level)) for level in LEVELS]
    assert sizes == sorted(sizes)
    assert sizes[-1] == len(VARIABLES)
    assert {name for name, each in VARIABLES.items() if each.unit not in UNITS} == set()
    for each in VARIABLES.values():
        assert set(each.dims) <= set(DIMENSIONS)
        assert each.dims[0] == "replication"


def test_a_code_explains_its_values():
    attrs = VARIABLES["status"].attrs
    assert attrs["flag_values"] == "0 1 2 3 4"
    assert attrs["flag_meanings_fr"].split(", ")[Status.NEVER] == "jamais"
    assert VARIABLES["collective_status"].attrs["flag_meanings"] == attrs["flag_meanings"]
    assert "non-profit" in VARIABLES["kind"].attrs["flag_meanings"]
    assert set(VARIABLES["gain"].attrs) == {"units", "long_name", "long_name_fr"}


def test_apostrophes_are_set_where_french_elides_and_nowhere_else():
    written = Text("today's", "Aujourd'hui, qu'il n'y ait qu'«\u00a0un\u00a0» écran")
    assert written.fr == "Aujourd’hui, qu’il n’y ait qu’«\u00a0un\u00a0» écran"
    assert written.en == "today's"
    assert Text("", "l'{name}").format(name="Œuvre d'ici").fr == "l’Œuvre d'ici"  # a name stays as its owner writes it
    for typed in ("`--set 'a=l'été'`", "tapez 'oui'", "'\"A, B\",C'", "5' 30", "f('x')"):
        assert Text("", typed).fr == typed


def test_numbers_are_written_as_each_language_does():
    assert number(1234567.5) == Text("1,234,567.5", "1\u00a0234\u00a0567,5")
    assert number(0.5)["fr"] == "0,5"
    assert number(60) == Text("60", "60")
    assert join([Text("a", "b"), Text("c", "d")], "; ") == Text("a; c", "b; d")


def test_importing_scenarios_is_quick():
    import subprocess
    import sys

    slow = ["scipy", "pandas", "numba", "networkx"]
    code = f"import sim.scenario, sys; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
