"""Mutated files of all kinds, a few of each: the fuzz of the benchmarks, short."""

import re
import subprocess
import sys

import pytest

CASES = 60


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="each case is a fork, whose memory only Linux tells")
def test_nothing_but_a_right_result_or_a_refusal(repository):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", "--cases", str(CASES), "--seed", "3"],
        cwd=repository, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+) \| (\d+) \| (\d+) \|", done.stdout, re.MULTILINE)
    assert sum(int(cases) for _, cases, *_ in rows) == CASES
    for kind, _, read, refused in rows:
        assert int(read) > 0, kind
        assert int(refused) > 0, kind
