"""The memory that a process may use: of the machine, of control groups of both versions, of the address space."""

import subprocess
import sys

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from sim import load_scenario, simulate
from sim.analysis import sweep_outcomes
from sim.analysis.export import table
from sim.analysis.swept import break_even_distribution
from sim.dataset import bytes_of_run, memory_of
from sim.memory import VARIABLE, TooLargeError, available_memory, require_memory
from sim.vocabulary.text import Text

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="control groups are Linux's")
MEGA = 10**6


@pytest.fixture(autouse=True)
def undeclared(monkeypatch):
    """Leave the choice to the system."""
    monkeypatch.delenv(VARIABLE, raising=False)


def machine(root, free=8_000 * MEGA, groups=(), files=()):
    """Write the files in which a system tells of its memory."""
    written = {"proc/meminfo": f"MemTotal: 9 kB\nMemAvailable: {free // 1024} kB\nHugePages_Total: 0\n"}
    written["proc/self/cgroup"] = "".join(f"{line}\n" for line in groups)
    for name, content in {**written, **dict(files)}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(content))
    return root


def second(group, limit, used, cache=0):
    """Return the files of a group of version 2."""
    folder = f"sys/fs/cgroup/{group}".rstrip("/")
    stat = f"anon 5\ninactive_file {cache}\nactive_file 7\n"
    return {f"{folder}/memory.max": limit, f"{folder}/memory.current": used, f"{folder}/memory.stat": stat}


def first(group, limit, used, cache=0):
    """Return the files of a group of version 1."""
    folder = f"sys/fs/cgroup/memory/{group}".rstrip("/")
    return {
        f"{folder}/memory.limit_in_bytes": limit,
        f"{folder}/memory.usage_in_bytes": used,
        f"{folder}/memory.stat": f"cache 1\ntotal_inactive_file {cache}\n",
    }


def test_without_limits_the_free_memory_counts(tmp_path):
    assert available_memory(machine(tmp_path)) == 8_000 * MEGA // 1024 * 1024


@LINUX
@pytest.mark.parametrize(
    ("groups", "files", "free"),
    [
        (["0::/"], second("", 500 * MEGA, 100 * MEGA), 400),
        (["0::/"], second("", 500 * MEGA, 300 * MEGA, 200 * MEGA), 400),
        (["0::/"], second("", "max", 100 * MEGA), 8000),
        (["0::/a/b"], second("a/b", "max", 1) | second("a", 900 * MEGA, 200 * MEGA), 700),
        (["0::/a/b"], second("a/b", 300 * MEGA, 0) | second("a", 900 * MEGA, 200 * MEGA), 300),
        (["0::/a"], second("a", 100 * MEGA, 200 * MEGA), 0),
        (["0::/host/path"], second("", 600 * MEGA, 0), 600),
        (["3:cpu:/x", "4:memory:/a"], first("a", 400 * MEGA, 100 * MEGA), 300),
        (["4:hugetlb,memory:/a"], first("a", 400 * MEGA, 100 * MEGA, 50 * MEGA), 350),
        (["4:memory:/docker/1"], first("", 250 * MEGA, 50 * MEGA), 200),
        (["4:memory:/a"], first("a", 2**63 - 4096, 100 * MEGA), 8000),
        (["4:memory:/a", "0::/"], first("a", 400 * MEGA, 0) | second("", 300 * MEGA, 0), 300),
        (["4:memory:/a"], {}, 8000),
        (["nonsense", "", "0::"], {}, 8000),
        (["0::/"], second("", "a lot", "some"), 8000),
    ],
)
def test_the_least_limit_counts(tmp_path, groups, files, free):
    assert abs(available_memory(machine(tmp_path, groups=groups, files=files)) - free * MEGA) < 2048


@LINUX
@given(st.binary(max_size=40), st.binary(max_size=40), st.binary(max_size=40))
def test_whatever_the_system_says_is_read_or_left_out(tmp_path_factory, info, group, limit):
    root = tmp_path_factory.mktemp("root")
    for name, content in {"proc/meminfo": info, "proc/self/cgroup": group, "sys/fs/cgroup/memory.max": limit}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    free = available_memory(root)
    assert free is None or free >= 0


@pytest.mark.parametrize(("said", "free"), [("2", 2e9), ("0.5", 5e8), ("", None), ("many", None)])
def test_the_user_has_the_last_word(tmp_path, monkeypatch, said, free):
    monkeypatch.setenv(VARIABLE, said)
    assert available_memory(machine(tmp_path)) == (free or available_memory(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the address space are POSIX")
def test_the_limit_of_the_address_space_counts():
    program = (
        "import resource; from sim.memory import available_memory; "
        "resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000)); print(available_memory())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert 0 < int(done.stdout) < 900_000_000


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_a_system_without_such_files_tells_otherwise(tmp_path, platform):
    del platform
    assert (available_memory(tmp_path) or 1) > 0


def test_the_refusal_has_the_numbers_and_the_way_out(monkeypatch):
    monkeypatch.setenv(VARIABLE, "1.5")
    require_memory(1.4e9, Text("", ""))
    with pytest.raises(TooLargeError) as refused:
        require_memory(31.2e9, Text("Do less.", "Faites moins."))
    assert isinstance(refused.value, MemoryError)
    assert refused.value.text("en") == "this needs about 31.2 GB of memory, and 1.5 GB are available. Do less."
    assert "31,2\u00a0Go" in refused.value.text("fr")
    assert refused.value.text("fr").endswith("Faites moins.")


@pytest.mark.parametrize("record", ["summary", "months", "organizations"])
@pytest.mark.parametrize("name", ["atelier", "quebec-1", "echec"])
def test_the_size_of_a_dataset_is_known_before(repository, name, record):
    scenario = load_scenario(repository / "scenarios" / f"{name}.toml")
    ds = simulate(scenario, replications=3, record=record)
    real = sum(v.nbytes for v in ds.data_vars.values() if "pool_number" not in v.dims)
    pools = sum(v.nbytes for v in ds.data_vars.values() if "pool_number" in v.dims)
    known = 3 * bytes_of_run(scenario, record)
    assert real <= known
    assert known <= 1.35 * (real + pools) + 3 * 80 * scenario.population.number * len(scenario.resources)
    assert memory_of(scenario, 1000, record) > 1000 * bytes_of_run(scenario, record)


def test_a_simulation_that_does_not_fit_is_refused(repository, monkeypatch):
    scenario = load_scenario(repository / "scenarios" / "atelier.toml")
    monkeypatch.setenv(VARIABLE, "0.01")
    with pytest.raises(TooLargeError, match="fewer replications"):
        simulate(scenario, replications=10**6, record="summary")
    assert simulate(scenario, replications=1, record="summary").sizes["replication"] == 1


@pytest.mark.parametrize("work", [sweep_outcomes, table, break_even_distribution])
def test_an_analysis_of_a_sweep_that_does_not_fit_is_refused(monkeypatch, work):
    monkeypatch.setenv(VARIABLE, "0.2")
    many = np.broadcast_to(np.int8(1), (1_000_000, 100))
    names = ("collective_status", "collective_break_even", "collective_total_gain")
    ds = xr.Dataset({name: (("point", "replication"), many) for name in names}, attrs={"scenario": "months = 60"})
    with pytest.raises(TooLargeError, match="one outcome"):
        work(ds)
