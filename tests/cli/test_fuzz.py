"""Whatever a scenario file says: results without a missing number, or a refusal in words; never a traceback."""

import contextlib
import io
import json
from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.archive import open_dataset, save_dataset
from sim.cli import main
from sim.scenario import parameters
from tests.scenario.test_fuzz import distributions, keys, values

CASES = 1000
PARAMETERS = {each.path: each for each in parameters()}
RESOURCES = ("hr", "reserve")
SMALL = {"months": 6, "replications": 2, "population.number": 9, "resources.*.need_per_fte": 50.0}
"""The most that a valid case may ask for, so that it takes an instant."""
BASE = {
    "months": 3,
    "replications": 1,
    "population.number": 9,
    "network.contacts": 4,
    "resources.hr.fixed_cost": 900,
    "resources.hr.founding_cost": 200,
}
TABLES = {
    "people.csv": "name,size,sector,rule\n" + "".join(f"org {i},{i + 1},{1 + i % 2},rational\n" for i in range(9)),
    "edges.csv": "a,b\n0,1\n1,2\n2,0\n7,8\n",
    "choices.csv": "month,organization,resource,choice\n1,0,hr,pool\n1,1,hr,pool\n2,0,hr,alone\n",
}
FILES = {"population.file": "people.csv", "network.file": "edges.csv", "decisions": "choices.csv"}


def numbers(low, high, whole):
    """Numbers within bounds: small ones, the bounds themselves, any."""
    if whole:
        return st.integers(low, min(high, low + 12)) | st.sampled_from([low, high]) | st.integers(low, high)
    near = min(high, low + 2)
    return st.floats(low, near) | st.floats(low, min(high, 5e3)) | st.sampled_from([low, high]) | st.floats(low, high)


def fitting(each):
    """Values that a parameter may take, by itself."""
    if each.path in FILES:
        return st.just(FILES[each.path])
    if each.choices and not each.distributed:
        return st.sampled_from(each.choices)
    if isinstance(each.default, bool):
        return st.booleans()
    if each.distributed and each.choices:
        several = st.lists(st.sampled_from(each.choices), min_size=1, max_size=3)
        return several.map(lambda names: {"distribution": "discrete", "values": names})
    if each.path == "population.sector":
        several = st.lists(st.integers(1, 50), min_size=1, max_size=3)
        return several.map(lambda codes: {"distribution": "discrete", "values": codes})
    if each.low is None:
        return st.text(max_size=12) | st.fixed_dictionaries({"en": st.text(max_size=8), "fr": st.text(max_size=8)})
    high = SMALL.get(each.path, each.high)
    if each.distributed:
        two = st.lists(numbers(each.low, high, False), min_size=2, max_size=2, unique=True)
        spread = two.map(lambda ends: {"distribution": "uniform", "low": min(ends), "high": max(ends)})
        return numbers(each.low, high, False) | spread | distributions
    return numbers(each.low, high, isinstance(each.default, int))


def place(path):
    """Paths that a parameter has in a file: one for each resource."""
    return st.sampled_from([path.replace("*", name) for name in RESOURCES] if "*" in path else [path])


given_values = st.sampled_from(list(PARAMETERS)).flatmap(lambda path: st.tuples(place(path), fitting(PARAMETERS[path])))
anywhere = st.sampled_from(list(PARAMETERS)).flatmap(place)
tables = st.sampled_from(sorted({path.rpartition(".")[0] or path for path in PARAMETERS})).map(
    lambda path: path.replace("*", "hr")
)
anything = st.tuples(anywhere | anywhere | anywhere | tables | keys | st.tuples(tables, keys).map(".".join), values)
contents = st.tuples(
    st.lists(given_values, max_size=12),
    st.just([]) | st.just([]) | st.lists(anything, min_size=1, max_size=3),
).map(lambda parts: BASE | dict(parts[0]) | dict(parts[1]))


def written(value):
    """Write a value as TOML would have it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(k)} = {written(v)}" for k, v in value.items() if v is not None) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(each) for each in value if each is not None) + "]"
    return repr(value)


def text(content):
    """Write a file with dotted keys."""
    lines = [
        ".".join(json.dumps(key, ensure_ascii=False) for key in path.split(".")) + f" = {written(value)}"
        for path, value in content.items()
        if value is not None
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the tables that a file may name."""
    made = tmp_path_factory.mktemp("fuzz")
    for name, content in TABLES.items():
        (made / name).write_text(content, "utf-8")
    return made


def run(folder, content, lang):
    """Run the command on a file of that content; return its exit code and what it said."""
    (folder / "any.toml").write_text(content, "utf-8")
    arguments = ["run", folder / "any.toml", "--out", folder / "out", "--threads", 1, "--lang", lang]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(each) for each in arguments])
    return code, out.getvalue(), err.getvalue()


@pytest.mark.slow
def test_any_file_gives_results_or_a_refusal(folder, monkeypatch):
    monkeypatch.setattr("sim.cli.reports.run.run_figures", lambda *_: iter(()))  # seconds each; tested apart
    results = []

    def save_words(ds, path):  # numbers take half a second, and are all alike; names and titles are anything
        results.append(ds)
        return save_dataset(ds[[]], path)

    monkeypatch.setattr("sim.archive.save_dataset", save_words)
    ends = Counter()
    words = {"en": "Allowed:", "fr": "Permis\u00a0:"}

    @settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
    @given(contents, st.sampled_from(["en", "fr"]))
    def any_file(content, lang):
        code, out, err = run(folder, text(content), lang)
        ends[code] += 1
        assert "Traceback" not in err
        if code == 2:
            assert out == ""
            assert words[lang] in err or "TOML" in err, err
            return
        assert code == 0, err
        ds = results.pop()
        assert open_dataset(folder / "out" / "run.nc").attrs == ds.attrs
        for name in ds.data_vars:
            assert np.isfinite(ds.variables[name].values).all(), name
        assert "nan" not in out.lower().split()

    any_file()
    assert ends.total() >= CASES
    assert min(ends[0], ends[2]) > CASES / 5, ends  # both are put to the test
