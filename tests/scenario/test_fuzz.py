"""Whatever a file holds: a valid scenario, or a ScenarioError that can be read; no other exception."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.scenario import load_scenario, parameters, parse_scenario, read_decisions, read_edges, with_values
from sim.scenario.io import changed
from sim.scenario.schema.mixture import DISTRIBUTIONS
from sim.scenario.schema.population import ATTRIBUTES

PATHS = [each.path.replace("*", "hr") for each in parameters()]
INNER = ["population.trust.mean", "population.trust.low", "population.autonomy.sd", "uncertain", "resources.it"]
BASE = {"resources": {"hr": {}}}
CHECKED = parse_scenario(
    {
        "resources": {"hr": {"vote_months": 3}, "it": {"overrun": {"distribution": "uniform", "low": 1, "high": 2}}},
        "population": {"trust": {"distribution": "truncated_normal", "mean": 0.4, "sd": 0.2}},
        "uncertain": {"society.hazard": {"distribution": "uniform", "low": 0.01, "high": 0.03}},
    }
)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, 1, 2, 60, 10**30, 10**4000, -(2**63), 2**64]),
    st.floats(),
    st.floats(0, 1),
    st.text(max_size=8),
    st.sampled_from(["complete", "edge_list", "prescribed", "serial", "\0", "a.csv", "."]),
    st.dates(),
)
keys = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["distribution", "value", "values", "weights", "mean", "sd", "low", "high", "mu", "en", "fr", "hr"]
    ),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=8,
)
numbers = st.one_of(st.floats(), st.floats(0, 1), st.integers(-3, 300), st.just(True), st.just("x"))
likely = st.floats(0, 1) | st.floats(0, 1e-3) | st.floats(1, 50) | numbers
distributions = st.sampled_from(list(DISTRIBUTIONS)).flatmap(
    lambda name: st.fixed_dictionaries(
        {
            "distribution": st.just(name),
            **{
                key: st.lists(likely, min_size=1, max_size=3) if key in ("values", "weights") else likely
                for key, field in DISTRIBUTIONS[name].model_fields.items()
                if field.is_required()
            },
        },
        optional={
            key: likely
            for key in ("low", "high", "shape")
            if key not in DISTRIBUTIONS[name].model_fields or not DISTRIBUTIONS[name].model_fields[key].is_required()
        },
    )
)


def check(build):
    """Return the scenario, or None after reading both texts of its refusal."""
    try:
        return build()
    except ScenarioError as error:
        refused = error
    assert refused.problems
    assert all(problem.allowed.en and problem.allowed.fr for problem in refused.problems)
    assert str(refused) == refused.text("en") != refused.text("fr")
    return None


def nested(path, value):
    for key in reversed(path.split(".")):
        value = {key: value}
    return value


@given(st.dictionaries(st.sampled_from(PATHS), values, min_size=1, max_size=4))
def test_any_values_at_known_keys(changes):
    base = parse_scenario(BASE)
    scenario = check(lambda: with_values(base, changes))
    if scenario is not None:
        assert parse_scenario(scenario.model_dump(exclude_none=True)).model_dump() == scenario.model_dump()


def result(build):
    """Return what a scenario holds, or all that is wrong with it."""
    try:
        return build().model_dump()
    except ScenarioError as error:
        return str(error)


@given(st.dictionaries(st.sampled_from([*PATHS, *INNER]), values | likely, min_size=1, max_size=4))
def test_a_change_of_a_checked_scenario_is_checked_as_if_all_of_it_were(changes):
    whole = result(lambda: changed(CHECKED, changes, CHECKED.model_dump(exclude_none=True)))
    assert result(lambda: with_values(CHECKED, changes)) == whole


@given(st.dictionaries(st.sampled_from([path.split(".")[0] for path in PATHS]) | keys, values, max_size=4))
def test_any_tables(tables):
    check(lambda: parse_scenario(tables))
    check(lambda: parse_scenario({**tables, **BASE}))


@given(st.sampled_from(ATTRIBUTES), distributions)
def test_any_distribution_is_refused_or_draws_allowed_values(attribute, table):
    scenario = check(lambda: parse_scenario({**BASE, **nested(f"population.{attribute}", table)}))
    if scenario is None:
        return
    distribution = getattr(scenario.population, attribute)
    u = np.array([2.0**-54, 1e-9, 0.1, 0.5, 0.9, 1 - 1e-9, 1 - 2.0**-53])
    drawn = distribution.quantile(u)
    assert drawn.shape == u.shape
    if drawn.dtype.kind != "U":
        assert np.isfinite(drawn).all()
        assert (np.diff(drawn) >= 0).all() or distribution.options()
        low, high = distribution.support()
        assert (low <= drawn).all()
        assert (drawn <= high).all()
        param = type(scenario.population).param(attribute)
        assert param.low <= low
        assert high <= param.high


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_file(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("fuzz") / "any.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    check(lambda: load_scenario(path))


@given(st.lists(st.text(max_size=20), max_size=3), st.sampled_from(PATHS), st.text(max_size=12))
def test_any_override(repository, texts, path, value):
    check(lambda: load_scenario(repository / "scenarios" / "atelier.toml", set=[*texts, f"{path}={value}"]))


words = st.sampled_from(
    [
        *("name", "size", "kind", "sector", "rule", "need_hr", "trust", "a", "b", "month", "organization"),
        *("resource", "choice", "hr", "pool", "alone", "1", "0", "2", "-1", "0,5", "0.5", "1e9", "nan"),
        *("prescribed", "nonprofit", "", '"', "é", "org_1", "x"),
    ]
)
rows = st.lists(st.lists(words, max_size=5), max_size=6)


@given(rows, st.sampled_from([",", ";", "\t"]), st.sampled_from(["population", "decisions", "network"]))
def test_any_csv(tmp_path_factory, cells, separator, what):
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "any.csv").write_text("\n".join(separator.join(row) for row in cells), "utf-8")
    tables = {**BASE, "network": {"kind": "complete"}, "population": {"number": 3}}
    if what == "population":
        tables["population"] = {"file": "any.csv"}
    elif what == "network":
        tables["network"] = {"kind": "edge_list", "file": "any.csv"}
    else:
        tables["decisions"] = "any.csv"
        tables["population"] = {"number": 3, "rule": "prescribed"}
    scenario = check(lambda: parse_scenario(tables, folder))
    if scenario is not None:
        assert len(scenario.organization_names()) == scenario.population.number
        assert read_edges(scenario).shape[1] == 2
        assert read_decisions(scenario).shape[1] == 4


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\0", b'name,size\n"x', b"name\n" + b"x" * 2000])
def test_a_file_that_is_no_table(tmp_path, content):
    (tmp_path / "any.csv").write_bytes(content)
    with pytest.raises(ScenarioError):
        parse_scenario({**BASE, "population": {"file": "any.csv"}}, tmp_path)
