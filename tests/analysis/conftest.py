"""Made-up datasets, and one that the simulation writes."""

import importlib.util
from pathlib import Path

import pytest

from sim import load_scenario, simulate

_SPEC = importlib.util.spec_from_file_location("synthetic", Path(__file__).parents[1] / "synthetic.py")
synthetic = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(synthetic)


@pytest.fixture(scope="session")
def make_up():
    """Return the function that makes up a dataset."""
    return synthetic.dataset


@pytest.fixture(scope="session")
def read_off():
    """Return the function that reads a J-curve off a whole series by its definition, with NumPy."""
    return synthetic.curve


@pytest.fixture(scope="session")
def quebec(repository):
    """Return a small version of the main scenario."""
    return load_scenario(
        repository / "scenarios" / "quebec-1.toml",
        set=["population.number=40", "replications=5", "months=30", "network.contacts=12"],
    )


@pytest.fixture(scope="session")
def simulated(quebec):
    """Return its dataset."""
    return simulate(quebec)
