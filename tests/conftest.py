"""What holds for every test: reproducible examples, no window, and no test skipped unseen where CI=true."""

import os

os.environ["MPLBACKEND"] = "Agg"  # before anything imports matplotlib
os.environ.pop("COLUMNS", None)  # pytest-xdist sets it in its workers; commands fold their lines by it

from pathlib import Path

import hypothesis
import pytest

IN_CI = os.environ.get("CI", "").lower() == "true"

# `ci` draws the same examples in every run; `dev`, on a desk, looks for new ones.
# A first call compiles: no deadline.
hypothesis.settings.register_profile(
    "ci", derandomize=True, database=None, deadline=None, print_blob=True, max_examples=50
)
hypothesis.settings.register_profile("dev", deadline=None, print_blob=True, max_examples=50)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if IN_CI else "dev"))

_skipped: list[str] = []


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session", autouse=True)
def kernel_compiled_once(repository, tmp_path_factory):
    """Compile the kernel in one worker while the others wait, where pytest-xdist runs several side by side."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    from filelock import FileLock

    from sim import load_scenario, simulate

    with FileLock(tmp_path_factory.getbasetemp().parent / "kernel.lock"):
        simulate(load_scenario(repository / "scenarios" / "atelier.toml"), replications=1, threads=1)


def _note_skip(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


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
