"""What holds for every test: reproducible examples, no window, and no test skipped unseen where CI=true."""

import gc
import os
import sys

os.environ["MPLBACKEND"] = "Agg"  # before anything imports matplotlib
# All cores are busy with tests: threads of linear algebra would wait for each other, spinning.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.pop("COLUMNS", None)  # pytest-xdist sets it in its workers; commands fold their lines by it
# Images of containers often switch the bytecode off: each worker and each command would translate all sources anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from pathlib import Path
from typing import Final

import hypothesis
import pytest

from sim.threads import processors

sys.dont_write_bytecode = False
IN_CI = os.environ.get("CI", "").lower() == "true"

# `ci` draws the same examples in every run; `dev`, on a desk, looks for new ones.
# A first call compiles: no deadline.
hypothesis.settings.register_profile(
    "ci", derandomize=True, database=None, deadline=None, print_blob=True, max_examples=50
)
hypothesis.settings.register_profile("dev", deadline=None, print_blob=True, max_examples=50)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if IN_CI else "dev"))

_skipped: list[str] = []

LONG: Final = {
    "tests/architecture/test_compilation.py": 70,
    "tests/architecture/test_machine_code.py": 20,
    "tests/sweep/test_cluster.py": 50,
    "tests/app/test_session.py": 120,
    "tests/app/test_accessibility.py": 80,
    "tests/app/test_phones.py": 40,
    "tests/cli/test_fuzz.py": 40,
    "tests/page": 150,
    "tests/sweep/test_kill.py": 35,
    "tests/figures": 110,
    "tests/architecture/test_gate.py": 75,
    "tests/docs/test_notebooks.py": 30,
    "tests/docs/test_gallery.py": 40,
    "tests/docs/test_site.py": 60,
    "tests/model/test_equivalence.py": 20,
}
"""About how many seconds the longest files and folders take; what stands here is run first (see `shares`)."""

WITHOUT_KERNEL: Final = "tests/architecture/test_gate.py"
"""The file that begins while the kernel is compiled."""


def shares(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Order tests so that each of several workers begins with an equal share of the long ones.

    With ``--dist worksteal`` each worker begins with an equal number of tests, in their order, and steals the last ones
    of another when it has no more. A file or folder that takes long stays with one worker, which makes once what its
    tests share; short tests fill up the numbers, and are what is stolen in the end.
    """
    long: dict[str, list[pytest.Item]] = {}
    short = []
    for item in items:
        path = item.nodeid.partition("::")[0]
        name = next((name for name in LONG if path == name or path.startswith(f"{name}/")), None)
        (short if name is None else long.setdefault(name, [])).append(item)
    given: list[list[pytest.Item]] = [[] for _ in range(workers)]
    busy = [0] * workers
    for name in sorted(long, key=lambda name: (name != WITHOUT_KERNEL, -LONG[name])):
        least = busy.index(min(busy))
        given[least] += long[name]
        busy[least] += LONG[name]
    left = len(items)
    ordered: list[pytest.Item] = []
    for number, share in enumerate(given):
        wanted = left // (workers - number)  # as many as the scheduler sends
        filled = max(0, wanted - len(share))
        ordered += share + short[:filled]
        del short[:filled]
        left -= wanted
    return ordered + short


def pytest_xdist_auto_num_workers() -> int:
    """Use one worker more than there are processors: many tests wait for a process, a browser or the disk."""
    return processors() + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let several workers end at the same time."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    if workers > 1:
        items[:] = shares(items, workers)


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """Return a function that does something once for all workers of pytest-xdist: the others wait until it is done."""
    from filelock import FileLock

    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def do(name, work):
        done = shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                work()
                done.touch()

    return do


@pytest.fixture(scope="session", autouse=True)
def kernel_compiled_once(repository, once):
    """Compile the kernel in one worker while the others wait, where pytest-xdist runs several side by side."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    from sim import load_scenario, simulate

    scenario = load_scenario(repository / "scenarios" / "atelier.toml")
    once("kernel", lambda: simulate(scenario, replications=1, threads=1))


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what the imports made: it would look through a million objects again and again."""
    gc.freeze()


def _note_skip(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Add what the tabs of a failed test show."""
    report = yield
    if report.when == "call" and report.failed and item.get_closest_marker("browser"):
        from tests.browser import what_is_shown

        report.sections.append(("Open tabs", what_is_shown()))
    return report


def pytest_runtest_logreport(report):
    _note_skip(report)


def pytest_collectreport(report):
    _note_skip(report)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    if IN_CI and _skipped and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    if IN_CI and _skipped:
        terminalreporter.section("skipped tests fail where CI=true", red=True)
        for nodeid in _skipped:
            terminalreporter.line(nodeid)
