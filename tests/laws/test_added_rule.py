"""A linear sharing rule is one entry, which the schema, the kernel, the words and the tests of all rules read."""

import os
import re
import subprocess
import sys

import pytest

PLUGIN = """
from sim.declared.sharing import SHARING_RULES, SharingRule
from sim.vocabulary.codes import Weight
from sim.vocabulary.text import Text

SHARING_RULES["half"] = SharingRule(
    key="half", text=Text("half and half", "moitié-moitié"), weight=Weight.SIZE, equal_fixed=0.5, equal_rest=0.25
)
"""
OWN = """
import json

import pytest

from sim import load_scenario
from sim.analysis import group
from sim.analysis.shares import available_rules
from sim.app.words.levers import SHARINGS
from sim.cli.words.choices import HEADS
from sim.scenario.choices import CHOICES
from tests.kernel.worlds import plain
from tests.model.lockstep import compare


def test_half_is_shared_as_it_says(tmp_path):
    (tmp_path / "two.csv").write_text("size,need_shared\\n5,1\\n15,3\\n", encoding="utf-8")
    values = {"population.file": "two.csv", "population.number": 2, "shared.sharing": "half"}
    chosen = group(plain(values, tmp_path), "shared")
    # a fixed cost of 900 and 10 a unit: lump 450 + 10, spread 450 + 30, by sizes of 5 and 15
    assert chosen.bills("half") == pytest.approx([230 + 480 / 4, 230 + 480 * 3 / 4])


def test_half_is_the_same_in_both_drivers(repository):
    values = ['resources.hr.sharing="half"', "months=24"]
    scenario = load_scenario(repository / "scenarios" / "atelier-rh.toml", set=values)
    assert compare(scenario)["foundings"].any()


def test_half_has_its_words():
    assert CHOICES["half"].fr == "moitié-moitié"
    assert HEADS["half"].en == "Half\\nand half"
    assert SHARINGS["half"].en == "half and half"
    assert "half" in available_rules(object())
"""
INHERITED = ("tests/laws/test_sharing.py", "tests/kernel/test_invariance.py", "tests/kernel/test_participation.py")


@pytest.mark.slow
def test_a_new_linear_rule_is_one_entry_and_inherits_the_tests_of_all(repository, tmp_path):
    (tmp_path / "added_rule.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "test_half.py").write_text(OWN, encoding="utf-8")
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n", encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), str(repository), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "pytest", "-q", "-p", "added_rule", "-p", "no:cacheprovider", "-k", "half"]
    done = subprocess.run(
        [*command, "--rootdir", str(repository), *INHERITED, str(tmp_path / "test_half.py")],
        cwd=repository,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    passed = int(re.search(r"(\d+) passed", done.stdout)[1])
    assert passed >= 10, done.stdout[-4000:]
