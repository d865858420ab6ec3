"""A file from anybody: nothing is written outside the new folder, nothing read of this machine or run unasked."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sim
from sim.archive import open_dataset, save_dataset
from sim.errors import ScenarioError, SimError
from sim.reproduction import ReproductionError, open_result, reproduce, unpack
from sim.reproduction.unpacking import safe_names
from sim.scenario.files import packed, unpacked

ODD = ["../../x.csv", "/etc/passwd", "C:\\x\\y.csv", "..", ".", "", "nul.csv", "a\0b", "a\nb", "x" * 300, "é.csv", ".x",
       "scenario.toml", "POSTERIOR.json", "\\\\host\\share\\x.csv", "x/../../y",
       "a:b", "con", "x. ", "..\\..\\z.csv"]  # fmt: skip


@pytest.fixture(scope="module")
def run(scenario):
    """Return the dataset of a run."""
    return sim.simulate(scenario, replications=1, record="summary")


def tampered(run, folder, **attributes):
    return save_dataset(run.assign_attrs(attributes), folder / "run.nc")


def files_under(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@given(names=st.lists(st.sampled_from(ODD) | st.text(max_size=20), unique=True, max_size=30))
def test_every_file_gets_a_name_of_its_own_in_the_folder(names):
    local = safe_names(names, ["scenario.toml"])
    assert list(local) == names
    given_names = [name.casefold() for name in local.values()]
    assert len({*given_names, "scenario.toml"}) == len(names) + 1
    for name in local.values():
        assert not set(name) & set('/\\:\0\n<>|"?*')
        assert name.strip(" .") == name != ""


@pytest.mark.parametrize("name", ODD)
def test_a_name_never_leads_out_of_the_folder(run, tmp_path, name):
    source = run.attrs["scenario"]
    old = json.dumps("../data/orgs.csv")
    assert old in source
    files = unpacked(run.attrs["files"])
    files[name] = files.pop("../data/orgs.csv")
    new = json.dumps(name, ensure_ascii=True).replace("\\u0000", "\\u0000")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    file = tampered(run, inner, scenario=source.replace(old, new), files=packed(files))
    before = files_under(tmp_path)
    assert reproduce(file, inner / "elsewhere").equal
    assert all(path.startswith("a/b/elsewhere/") for path in files_under(tmp_path) - before)


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret.csv", "secret.csv"])
def test_a_file_of_this_machine_is_never_read(run, tmp_path, name):
    (tmp_path / "secret.csv").write_text("name\nmine\n")
    source = run.attrs["scenario"].replace('"../data/orgs.csv"', json.dumps(name))
    file = tampered(run, tmp_path, scenario=source)
    with pytest.raises(ReproductionError, match="whose content it does not hold"):
        reproduce(file, tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()


def test_a_scenario_extends_nothing_of_this_machine(run, tmp_path):
    (tmp_path / "secret.toml").write_text("months = 3\n")
    file = tampered(run, tmp_path, scenario=f'extends = "{tmp_path}/secret.toml"\n{run.attrs["scenario"]}')
    with pytest.raises(ScenarioError, match="extends"):
        reproduce(file, tmp_path / "elsewhere")


def test_sizes_are_limited(run, tmp_path):
    large = packed({"../data/orgs.csv": b"x" * 32_000_001})
    with pytest.raises(ReproductionError, match="32 MB"):
        reproduce(tampered(run, tmp_path, files=large), tmp_path / "elsewhere")
    with pytest.raises(ReproductionError, match="1 MB"):
        reproduce(tampered(run, tmp_path, scenario="#" * 1_000_001), tmp_path / "elsewhere")


ATTRIBUTES = st.sampled_from(["scenario", "files", "particles", "made_by", "record", "seed", "uncertain", "versions"])
TEXTS = st.text(max_size=30) | st.sampled_from(
    ["{}", "[]", "[" * 5000, '{"a": 1}', '{"a": {"base64": "?"}}', "months = 3", "a." * 40 + "b = 1", "compare",
     "calibrate", "run_sweep", "explain", "decide", "explore", '{"rows": [], "weights": []}']
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(changed=st.dictionaries(ATTRIBUTES, TEXTS.filter(lambda text: "\0" not in text), min_size=1, max_size=2))
def test_whatever_it_says_is_refused_in_words_or_made_again(run, tmp_path_factory, changed):
    folder = tmp_path_factory.mktemp("hostile")
    file = tampered(run, folder, **changed)
    try:
        again = reproduce(file, folder / "elsewhere", threads=1)
    except SimError as error:
        said = error.text("fr")
    else:
        said = str(again.equal)
    assert said
    assert all(path == "run.nc" or path.startswith("elsewhere/") for path in files_under(folder))


CODE = """
from pathlib import Path
Path(__file__).with_name("executed").touch()

def adopted(ds):
    return ds["entered"] * HALF

HALF = 0.5
"""


@pytest.fixture(scope="module")
def posterior(home, tmp_path_factory):
    """Return a posterior whose target is a function of Python, alone in a folder."""
    study = sim.load_scenario(home / "mine.toml")
    (home / "mine.py").write_text(CODE, "utf-8")
    targets = [{"name": "adopted", "outcome": "mine:adopted", "observed": 0.2, "error": 0.1}]
    parameters = {"population.foresight": {"low": 0.1, "high": 0.9}}
    made = sim.make_study(study, parameters, targets, particles=16, most_runs=96)
    tmp_path = tmp_path_factory.mktemp("posterior")
    (tmp_path / "sent").mkdir()
    file = save_dataset(sim.calibrate(made, tmp_path / "fit"), tmp_path / "sent" / "posterior.nc")
    for name in ("mine.py", "executed"):
        (home / name).unlink()
    return file


def test_code_runs_only_when_it_is_trusted(posterior, tmp_path):
    with pytest.raises(ReproductionError, match=r"mine\.py, mine:adopted"):
        reproduce(posterior, tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()
    unpacked_only = unpack(open_result(posterior), tmp_path / "read")
    assert unpacked_only.code == ("mine.py", "mine:adopted")
    assert (tmp_path / "read" / "mine.py").read_text("utf-8") == CODE
    assert not (tmp_path / "read" / "executed").exists()
    assert reproduce(posterior, tmp_path / "elsewhere", trust_code=True).equal
    assert (tmp_path / "elsewhere" / "executed").exists()


@pytest.mark.parametrize("name", ["../mine.py", "/tmp/mine.py", "mine.sh", "nul.py", ".py", "a/b.py", "scenario.toml"])
def test_code_gets_a_name_in_the_folder(posterior, tmp_path, name):
    ds = open_dataset(posterior)
    study = ds.attrs["study"].replace('"mine:adopted"', f'"{name}:adopted"')
    changed = ds.assign_attrs(study_code=packed({name: CODE.encode()}), study=study)
    unpacked_only = unpack(open_result(save_dataset(changed, tmp_path / "posterior.nc")), tmp_path / "elsewhere")
    assert files_under(tmp_path) == {"posterior.nc", "elsewhere/scenario.toml", "elsewhere/specification.toml",
                                     "elsewhere/orgs.csv", "elsewhere/contacts.csv", "elsewhere/choices.csv",
                                     f"elsewhere/{unpacked_only.code[0]}"}  # fmt: skip
    assert (unpacked_only.folder / unpacked_only.code[0]).read_text("utf-8") == CODE
