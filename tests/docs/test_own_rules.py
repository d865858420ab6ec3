"""The page on own rules: its code runs, and its tables name every field that a rule sees."""

import doctest
import re

import pytest

from sim.declared.own import OWN_FUNCTIONS
from sim.scenario import parse_scenario
from sim.scenario.toml import parse_toml
from tests.docs.markdown import blocks, run_python

PAGE = "docs/how-to/own-rules.md"


@pytest.fixture(scope="module")
def text(repository):
    return (repository / PAGE).read_text("utf-8")


@pytest.fixture
def folder(text, repository, tmp_path, monkeypatch):
    """Return a folder with the files of the page, which is the current one."""
    for block in re.findall(r"^```python\n(# \w+\.py\n.*?)^```$", text, re.MULTILINE | re.DOTALL):
        (tmp_path / block.splitlines()[0][2:]).write_text(block, encoding="utf-8")
    (tmp_path / "scenarios").symlink_to(repository / "scenarios")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_runs(text, folder):
    source = "\n".join(re.findall(r"^```python\n(>>> .*?)^```$", text, re.MULTILINE | re.DOTALL))
    run_python(source, PAGE, 9, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)


@pytest.mark.parametrize("name", ["mine.py", "follower.py", "savings.py", "door.py"])
def test_every_file_of_the_page_is_good(name, folder):
    tables = {"network": {"kind": "complete"}, "resources": {"hr": {}}, "code": name}
    assert parse_scenario(tables, folder).code_text


def test_the_scenario_of_the_page_is_good(text, folder):
    from sim import load_scenario

    (block,) = blocks(text, "toml")
    assert parse_toml(block)
    (folder / "patient.toml").write_text(block, encoding="utf-8")
    assert load_scenario("patient.toml").population.rule.options() == ("own",)


@pytest.mark.parametrize("name", OWN_FUNCTIONS)
def test_the_tables_name_every_field(name, text):
    named = set(re.findall(r"`(?:\w+(?:\[k\])?\.|\.)?(\w+)`", text))
    for record in OWN_FUNCTIONS[name].records:
        assert set(record.names) <= named
