"""Importing the package is cheap, and every public name can be imported and has a docstring."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sim

SLOW = [
    "dask",
    "matplotlib",
    "mesa",
    "networkx",
    "numba",
    "numpy",
    "pandas",
    "pydantic",
    "scipy",
    "xarray",
    "zarr",
]


def modules_after(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after one statement."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_import_sim_loads_nothing_slow():
    assert modules_after("import sim").isdisjoint(SLOW)


def test_the_slow_modules_are_seen_when_they_are_loaded():
    assert "numpy" in modules_after("import numpy")


@pytest.mark.parametrize("name", sim.__all__)
def test_public_name_is_there_and_documented(name):
    value = getattr(sim, name)
    assert name in dir(sim)
    assert name == "__version__" or (value.__doc__ or "").strip()


def test_all_is_sorted_and_complete():
    # ruff checks that __all__ is sorted; this test, that no public name is missing from it
    homes = sim._HOMES
    assert set(sim.__all__) == {*homes, "figures", "__version__"}


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'simulat'"):
        _ = sim.simulat


def test_star_import_brings_the_public_names():
    names: dict = {}
    exec("from sim import *", names)
    assert set(sim.__all__) <= set(names)


def test_the_installed_package_is_the_one_of_this_checkout(repository):
    assert Path(sim.__file__).resolve() == (repository / "sim" / "__init__.py").resolve()
