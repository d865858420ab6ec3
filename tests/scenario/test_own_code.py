"""The file of own rules: its problems, all at once, and where its text goes."""

import re

import pytest

import sim
from sim.cli import main
from sim.errors import ScenarioError
from sim.scenario import load_scenario, own_rules, parse_scenario, with_values
from sim.sweep.identity import identity

TABLES = {
    "name": "own",
    "months": 3,
    "network": {"kind": "complete"},
    "population": {"number": 4, "rule": "own"},
    "resources": {"hr": {}, "it": {}},
}
STAY = "def decide(own):\n    return 0\n"


def written(folder, text, name="mine.py", encoding="utf-8"):
    """Return the tables of a scenario whose file of own rules has a text."""
    (folder / name).write_bytes(text.encode(encoding))
    return TABLES | {"code": name}


def problems(tables, folder):
    """Return the problems of a scenario."""
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(tables, folder, "own.toml")
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "line", "said", "allowed"),
    [
        ("def decide(own)\n    return 0\n", 1, "expected ':'", "Python code"),
        ("def decide(own):\n  return 0\n return 1\n", 3, "unindent", "Python code"),
        ("import no_such_module\n" + STAY, 1, "no_such_module", "runs without an error"),
        ("x = 1 / 0\n" + STAY, 1, "ZeroDivisionError", "runs without an error"),
        ("import sys\nsys.exit(3)\n" + STAY, 2, "SystemExit", "runs without an error"),
        ("def decied(own):\n    return 0\n", None, 'Did you mean "decied"?', 'population.rule = "own"'),
        ("decide = 3\n", None, "", "decide(own[, others])"),
        ("def decide():\n    return 0\n", 1, "decide()", "decide(own[, others])"),
        ("def decide(a, b, c):\n    return 0\n", 1, "a, b, c", "decide(own[, others])"),
        ("def decide(own, *others):\n    return 0\n", 1, "*others", "decide(own[, others])"),
        ("def decide(own, others=None):\n    return 0\n", 1, "others=None", "decide(own[, others])"),
        ("def decide(own):\n    return own.join\n", 1, "float64", "a choice on every path"),
        ("def decide(own):\n    return own.member\n", 1, "bool", "a choice on every path"),
        ("def decide(own):\n    if own.member:\n        return 0\n", 1, "None", "a choice on every path"),
        ("def decide(own):\n    pass\n", 1, "None", "a choice on every path"),
        ("def decide(own):\n    return 'join'\n", 1, "unicode", "a choice on every path"),
        ("def decide(own):\n    return 0 if own.joyn > 0 else 1\n", 2, 'Did you mean "join"?', "a field of own"),
        (
            "def decide(own, them):\n    for x in them:\n        if x.gian > 0:\n            return 0\n    return 0\n",
            3,
            '"gain"',
            "them",
        ),
        ("def decide(own, them):\n    return 0 if them[0].gian > 0 else 0\n", 2, '"gain"', "a field of them"),
        ("cache = {}\ndef decide(own):\n    cache['a'] = 1\n    return 0\n", 3, "numba reports", "numba can compile"),
        ("def decide(own):\n    return int(open('x').read())\n", 2, "numba reports", "numba can compile"),
        (
            "def look(own):\n    return own.joyn\n\n\ndef decide(own):\n    return 0 if look(own) > 0 else 0\n",
            2,
            'Did you mean "join"?',
            "a field of own",
        ),
    ],
)
def test_a_problem_of_the_code(text, line, said, allowed, tmp_path):
    (problem,) = problems(written(tmp_path, text), tmp_path)
    assert problem.file == "mine.py"
    assert problem.line == line
    assert said in problem.text("en")
    assert allowed in problem.text("en")
    assert problem.text("fr") != problem.text("en")


@pytest.mark.parametrize(
    ("imported", "used"),
    [
        ("import numpy as np", "np.random.random()"),
        ("import numpy", "numpy.random.rand()"),
        ("import numpy.random", "numpy.random.rand()"),
        ("import numpy.random as nr", "nr.random()"),
        ("from numpy import random", "random.random()"),
        ("from numpy.random import rand as draw", "draw()"),
        ("import random", "random.random()"),
        ("from random import random", "random()"),
    ],
)
@pytest.mark.parametrize("where", ["def decide(own):\n", "def draw_one(own):\n"])
def test_draws_without_a_name_are_refused(imported, used, where, tmp_path):
    text = f"{imported}\n\n\n{where}    return 1 if {used} < 0.5 else 0\n"
    if "decide" not in where:
        text += "\n\ndef decide(own):\n    return draw_one(own)\n"
    (problem,) = problems(written(tmp_path, text), tmp_path)
    assert problem.line == 5
    assert "chance(own.key, k)" in problem.text("en")


def test_a_table_may_be_drawn_and_functions_may_be_compiled_by_the_user(tmp_path):
    text = """
import numpy as np
from numba import njit

TABLE = np.random.default_rng(1).random(8)


@njit(fastmath=True)
def random_walk(own):
    return TABLE[own.organization]


@njit
def decide(own):
    return 2 if own.can_join and random_walk(own) > 0.5 else 0
"""
    assert own_rules(parse_scenario(written(tmp_path, text), tmp_path))["decide"].parameters == 1


@pytest.mark.parametrize(
    ("key", "function", "text", "allowed"),
    [
        ("sharing", "share", "def share(pool, members):\n    return 1\n", "no value"),
        ("sharing", "share", "def share(pool):\n    pass\n", "share(pool, members)"),
        ("sharing", "share", "def share(pool, members):\n    members[0].shair = 1.0\n", "a field of members"),
        ("admission", "admits", "def admits(guest):\n    return 1\n", "True or False"),
        ("admission", "admits", "def admits(guest, pool):\n    return True\n", "admits(guest)"),
        ("admission", "admits", "def admits(guest):\n    return guest.agreing > 1\n", "a field of guest"),
    ],
)
def test_a_problem_of_another_function(key, function, text, allowed, tmp_path):
    tables = written(tmp_path, text) | {"population": {"number": 4}, "resources": {"hr": {key: "own"}}}
    (problem,) = problems(tables, tmp_path)
    assert problem.line is not None
    assert allowed in problem.text("en")


def test_all_problems_at_once(tmp_path):
    text = "def decide(own):\n    return own.a + own.b\n\n\ndef admits(guest):\n    return guest.c\n"
    tables = written(tmp_path, text) | {"months": 0, "resources": {"hr": {"sharing": "own", "admission": "own"}}}
    found = problems(tables, tmp_path)
    assert [(problem.key, problem.line) for problem in found] == [
        ("months", None),
        ("", None),
        ("decide", 2),
        ("decide", 2),
        ("admits", 6),
    ]


def test_types_of_several_functions_are_told_at_once(tmp_path):
    text = "def decide(own):\n    return 0.5\n\n\ndef admits(guest):\n    return 1\n"
    assert [problem.key for problem in problems(written(tmp_path, text), tmp_path)] == ["decide", "admits"]


@pytest.mark.parametrize("name", ["nowhere.py", ".", "mine\0.py"])
def test_a_file_that_cannot_be_read(name, tmp_path):
    written(tmp_path, STAY)
    (problem,) = problems(TABLES | {"code": name}, tmp_path)
    assert "file" in problem.text("en")


def test_the_nearest_file_is_named(tmp_path):
    written(tmp_path, STAY)
    (problem,) = problems(TABLES | {"code": "mein.py"}, tmp_path)
    assert 'Did you mean "mine.py"?' in problem.text("en")


@pytest.mark.parametrize(("encoding", "good"), [("utf-8-sig", True), ("utf-16", False), ("latin-1", False)])
def test_the_encoding_is_utf_8(encoding, good, tmp_path):
    tables = written(tmp_path, "# règle à moi\r\n" + STAY, encoding=encoding)
    if good:
        assert own_rules(parse_scenario(tables, tmp_path))
    else:
        (problem,) = problems(tables, tmp_path)
        assert "UTF-8" in problem.text("en")


def test_an_own_rule_without_a_file_is_refused(tmp_path):
    (tmp_path / "people.csv").write_text("rule\nown\nrational\n", encoding="utf-8")
    tables = TABLES | {"population": {"file": "people.csv"}}
    tables["resources"] = {"hr": {"sharing": "own"}, "it": {"admission": "own", "vote_rules": ["own"]}}
    found = problems(tables, tmp_path)
    keys = ["resources.hr.sharing", "resources.it.vote_rules", "resources.it.admission", "population.file"]
    assert sorted(problem.key for problem in found) == sorted(keys)
    assert all('code = "FILE.py"' in problem.text("en") for problem in found)


def test_the_commands_refuse_it_in_both_languages(tmp_path, capsys):
    written(tmp_path, "def decide(own):\n    return own.joyn\n")
    file = tmp_path / "own.toml"
    file.write_text('code = "mine.py"\npopulation.rule = "own"\n[resources.hr]\n', encoding="utf-8")
    for command in (["check", str(file)], ["run", str(file), "--out", str(tmp_path / "out")]):
        for lang, said in (("en", "Did you mean"), ("fr", "Vouliez-vous dire")):
            assert main([*command, "--lang", lang]) == 2
            words = re.sub(r"\s+", " ", capsys.readouterr().err)
            assert said in words
            assert "mine.py" in words
            assert "Traceback" not in words


# where the text goes


def test_a_scenario_keeps_the_text_that_it_was_read_with(tmp_path):
    scenario = parse_scenario(written(tmp_path, STAY), tmp_path)
    (tmp_path / "mine.py").unlink()
    copy = with_values(scenario, {"months": 2})
    assert copy.code_text == STAY
    ds = sim.simulate(copy, replications=1, record="summary")
    assert ds.attrs["code"] == STAY


def test_the_text_belongs_to_the_identity_of_a_sweep(tmp_path):
    designs = []
    for text in (STAY, STAY.replace("0", "1 if own.member else 0")):
        scenario = parse_scenario(written(tmp_path, text), tmp_path)
        designs.append(sim.make_design(scenario, {"population.horizon": [6, 36]}, replications=1))
    assert identity(designs[0]) != identity(designs[1])
    assert identity(designs[0]) == identity(designs[0])


def test_the_file_is_found_from_a_scenario_that_extends_another(tmp_path):
    base, child = tmp_path / "base", tmp_path / "child"
    base.mkdir()
    child.mkdir()
    written(base, STAY)
    (base / "base.toml").write_text('code = "mine.py"\npopulation.rule = "own"\n[resources.hr]\n', encoding="utf-8")
    (child / "child.toml").write_text('extends = "../base/base.toml"\nmonths = 2\n', encoding="utf-8")
    scenario = load_scenario(child / "child.toml")
    assert scenario.code == "../base/mine.py"
    assert scenario.code_text == STAY


def test_functions_are_compiled_once_for_a_text(tmp_path):
    tables = written(tmp_path, STAY)
    one, other = (own_rules(parse_scenario(tables, tmp_path))["decide"] for _ in range(2))
    assert one.address == other.address != 0


def test_a_plugin_is_used_by_all_unless_by_some_already(tmp_path):
    written(tmp_path, STAY + "\n\ndef admits(guest):\n    return True\n")
    scenario = parse_scenario(TABLES | {"population": {"number": 4}})
    used = sim.plugin(scenario, tmp_path / "mine.py")
    assert used.population.rule.options() == ("own",)
    assert {resource.admission for resource in used.resources.values()} == {"own"}
    assert {resource.sharing for resource in used.resources.values()} == {"two_part"}
    some = {"distribution": "discrete", "values": ["rational", "own"]}
    mixed = parse_scenario(TABLES | {"population": {"number": 4, "rule": some}, "code": "mine.py"}, tmp_path)
    assert sim.plugin(mixed, tmp_path / "mine.py").population.rule == mixed.population.rule
    (tmp_path / "mine.py").write_text(STAY, encoding="utf-8")
    assert sim.plugin(mixed, tmp_path / "mine.py").code_text == STAY
    with pytest.raises(ScenarioError, match="admits"):  # which all resources use
        sim.plugin(used, tmp_path / "mine.py")


@pytest.mark.parametrize("text", ["x = 3\n", "def decide(own)\n", "def decide(own):\n    return own.a\n"])
def test_a_plugin_has_its_problems_told(text, tmp_path):
    (tmp_path / "bad.py").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError):
        sim.plugin(parse_scenario(TABLES | {"population": {"number": 4}}), tmp_path / "bad.py")
    with pytest.raises(ScenarioError, match="exists"):
        sim.plugin(parse_scenario(TABLES | {"population": {"number": 4}}), tmp_path / "nowhere.py")
