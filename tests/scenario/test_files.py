"""Scenario files: what they extend, what overrides them, and where a problem is said to be."""

import tomllib

import pytest

from sim.errors import ScenarioError
from sim.scenario import load_scenario, parse_scenario, with_values
from sim.scenario.toml import write_toml


def write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder / f"{next(iter(files))}.toml"


def problems(path, *overrides):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, set=overrides)
    return caught.value.problems


def test_what_a_file_leaves_out_comes_from_the_one_it_extends_then_from_the_defaults(tmp_path):
    path = write(
        tmp_path,
        child='extends = "parent.toml"\nmonths = 12\n[resources.hr]\ntax = 0\nlot = 2',
        parent='name = "p"\nmonths = 24\nseed = 7\n[resources.hr]\nlot = 1\nfixed_cost = 10\n[resources.it]',
    )
    scenario = load_scenario(path)
    assert (scenario.months, scenario.seed, scenario.replications) == (12, 7, 50)
    assert (scenario.resources["hr"].lot, scenario.resources["hr"].fixed_cost) == (2, 10)
    assert list(scenario.resources) == ["hr", "it"]
    assert scenario.name == "child"  # a name is not inherited
    assert scenario.folder == tmp_path


def test_false_leaves_out_a_resource_of_the_extended_file(tmp_path):
    path = write(
        tmp_path,
        child='extends = "parent.toml"\n[resources]\nhr = false',
        parent="[resources.hr]\n[resources.it]",
    )
    assert list(load_scenario(path).resources) == ["it"]
    assert [each.key for each in problems(path, "resources.it=false")] == ["resources"]
    assert [each.key for each in problems(path, "resources.that=false")] == ["resources.that"]


def test_a_distribution_replaces_another_and_its_parameters_merge(tmp_path):
    path = write(
        tmp_path,
        child="""extends = "parent.toml"
            [population]
            trust = {mean = 0.2}
            solidarity = 0.1
            foresight = {distribution = "uniform", low = 0.5, high = 0.6}""",
        parent="""[population]
            trust = {distribution = "beta", mean = 0.5, sd = 0.1}
            solidarity = {mean = 0.4}
            [resources.hr]""",
    )
    population = load_scenario(path).population
    assert population.trust.model_dump() == {
        "distribution": "beta", "mean": 0.2, "sd": 0.1, "low": 0.0, "high": 1.0,
    }  # fmt: skip
    assert population.solidarity.model_dump() == 0.1
    assert population.foresight.support() == (0.5, 0.6)
    assert load_scenario(path, set=["population.trust.mean=0.3"]).population.trust.sd == 0.1
    assert load_scenario(path, set=["population.trust=0.3"]).population.trust.support() == (0.3, 0.3)


def test_a_constant_has_no_mean_to_override(tmp_path):
    path = write(tmp_path, a="[population]\ntrust = 0.5\n[resources.hr]")
    assert [each.key for each in problems(path, "population.trust.mean=0.3")] == ["population.trust.mean"]
    assert load_scenario(path, set=["population.trust.value=0.3"]).population.trust.support() == (0.3, 0.3)


def test_a_distribution_can_be_overridden_piece_by_piece(tmp_path):
    path = write(tmp_path, a="[resources.hr]")
    pieces = [
        "population.trust.distribution=uniform",
        "population.trust.low=0.2",
        "population.trust.high=0.4",
    ]
    assert load_scenario(path, set=pieces).population.trust.support() == (0.2, 0.4)


@pytest.mark.parametrize(
    ("override", "key", "value"),
    [
        ("months=12", "months", 12),
        (" months = 0x0c ", "months", 12),
        ("network.kind=complete", "network", None),
        ('network.kind="complete"', "network", None),
        ("title=Trois mots simples", "title", None),
    ],
)
def test_an_override_is_toml_or_plain_words(tmp_path, override, key, value):
    scenario = load_scenario(write(tmp_path, a="[resources.hr]"), set=[override])
    if key == "network":
        assert scenario.network.kind == "complete"
    elif key == "title":
        assert scenario.title.en == "Trois mots simples"
    else:
        assert getattr(scenario, key) == value


@pytest.mark.parametrize("override", ["months", "=3", "a..b=1", ".=1", ""])
def test_an_override_has_a_path_and_a_value(tmp_path, override):
    (problem,) = problems(write(tmp_path, a="[resources.hr]"), override)
    assert problem.file == "--set"
    assert "path=value" in problem.allowed.en
    assert "chemin=valeur" in problem.allowed.fr


def test_a_problem_names_the_file_that_gave_the_value(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "parent.toml").write_text("months = 0\nseed = -1\n[resources.hr]\nlot = -1", "utf-8")
    path = write(tmp_path, child='extends = "deep/parent.toml"\nmonths = 700\n[network]\ncontacts = 3')
    found = {each.key: each.file for each in problems(path, "society.hazard=2")}
    assert found == {
        "months": str(path),
        "network.contacts": str(path),
        "seed": "deep/parent.toml",
        "resources.hr.lot": "deep/parent.toml",
        "society.hazard": "--set",
    }


def test_csv_files_are_found_from_the_file_that_names_them(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "who.csv").write_text("name,size\nA,3\nB,4\n", "utf-8")
    (tmp_path / "deep" / "parent.toml").write_text(
        '[population]\nfile = "who.csv"\n[network]\nkind = "complete"\n[resources.hr]', "utf-8"
    )
    scenario = load_scenario(write(tmp_path, child='extends = "deep/parent.toml"'))
    assert scenario.population.file == "deep/who.csv"
    assert scenario.organization_names() == ["A", "B"]


@pytest.mark.parametrize("extends", ["a.toml", "b.toml", "./a.toml", "../{folder}/a.toml"])
def test_files_do_not_extend_each_other_in_a_circle(tmp_path, extends):
    target = extends.format(folder=tmp_path.name)
    path = write(tmp_path, a=f'extends = "{target}"', b='extends = "a.toml"')
    (problem,) = problems(path)
    assert problem.key == "extends"
    assert "circle" in problem.hint.en


@pytest.mark.parametrize("extends", ["3", '""', '"nowhere.toml"', '"."', '"\\u0000"'])
def test_what_is_extended_must_be_a_scenario_file(tmp_path, extends):
    assert len(problems(write(tmp_path, a=f"extends = {extends}"))) == 1


def test_a_missing_file_brings_the_nearest_one(tmp_path):
    write(tmp_path, quebec="")
    (problem,) = problems(tmp_path / "qubec.toml")
    assert "quebec.toml" in problem.hint.en


def test_false_removes_a_distribution_of_overruns(tmp_path):
    write(tmp_path, a='[resources.it]\noverrun = { distribution = "uniform", low = 1, high = 2 }')
    child = write(tmp_path, b='extends = "a.toml"\n[resources.it]\noverrun = false\noverrun_mean = 1.3')
    resource = load_scenario(child).resources["it"]
    assert (resource.overrun, resource.overrun_mean) == (None, 1.3)


def test_a_folder_is_no_file(tmp_path):
    assert len(problems(tmp_path)) == 1


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("months = 1\nseed = = 2", 2, 8),
        ("months = 1\n[resources.hr\nlot = 1", 2, 14),
        ("months = 1\nmonths = 2", 2, 11),
        ("months = 0,5", 1, 11),
        ('title = "never closed', 1, 22),
        ("a = " + "[" * 5000, None, None),
        ("a = 2026-13-45", 1, None),
        ("a = " + "1" * 5000, None, None),
    ],
)
def test_a_syntax_error_has_its_line_and_column(tmp_path, text, line, column):
    (problem,) = problems(write(tmp_path, a=text))
    assert "TOML" in problem.allowed.en
    assert "TOML" in problem.allowed.fr
    assert line is None or problem.line == line
    assert column is None or problem.column == column
    assert f"line {problem.line}, column {problem.column}" in problem.text("en")
    assert f"ligne {problem.line}, colonne {problem.column}" in problem.text("fr")


def test_a_decimal_comma_is_explained(tmp_path):
    (problem,) = problems(write(tmp_path, a="[population]\ntrust = 0,5"))
    assert problem.hint.en == "Write decimals with a point: 0.5."


def test_a_huge_number_is_refused_like_any_other(tmp_path):
    assert [each.key for each in problems(write(tmp_path, a=f"seed = 0x{'f' * 5000}\n[resources.hr]"))] == ["seed"]


def test_a_file_in_another_encoding_is_explained(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes('months = 3\ntitle = "été"'.encode("cp1252"))
    (problem,) = problems(path)
    assert problem.line == 2
    assert "UTF-8" in problem.hint.fr


def test_a_byte_order_mark_and_windows_lines_do_not_matter(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes("\ufeffmonths = 12\r\n[resources.hr]\r\n".encode())
    assert load_scenario(path).months == 12


def test_the_source_reads_back_as_the_same_scenario(repository):
    for name in ("quebec-1", "atelier", "echec"):
        scenario = load_scenario(repository / "scenarios" / f"{name}.toml")
        again = parse_scenario(tomllib.loads(scenario.source), scenario.folder)
        assert again.source == scenario.source
        assert again.model_dump() == scenario.model_dump()


def test_toml_is_written_as_it_is_read():
    tables = {
        "words": 'quote " backslash \\ newline \n tab \t bell \a é \u2028',
        "numbers": [1, -2.5, 1e-300, 1e300, 123456789012345678],
        "yes": True,
        "inner": {"empty": {}, "deep": {"x": 1, "title": {"en": "a", "fr": "b"}}},
        "choice": {"distribution": "discrete", "values": ["a", "b"]},
    }
    assert tomllib.loads(write_toml({**tables, "none": None})) == {
        **tables,
        "inner": {"deep": tables["inner"]["deep"]},
    }


def test_with_values_checks_and_leaves_the_scenario_as_it_was(repository):
    scenario = load_scenario(repository / "scenarios" / "quebec-1.toml")
    other = with_values(scenario, {"population.trust.mean": 0.2, "resources.hr.lot": 0, "months": 6})
    assert (other.population.trust.mean, other.resources["hr"].lot, other.months) == (0.2, 0, 6)
    assert (scenario.population.trust.mean, scenario.resources["hr"].lot, scenario.months) == (0.5, 4.33, 60)
    assert other.folder == scenario.folder
    with pytest.raises(ScenarioError):
        with_values(scenario, {"months": 0})


def test_with_values_takes_numpy_numbers():
    np = pytest.importorskip("numpy")
    scenario = parse_scenario({"resources": {"hr": {}}})
    changed = with_values(scenario, {"months": np.int64(3), "population.trust": np.float64(0.5)})
    assert changed.months == 3
