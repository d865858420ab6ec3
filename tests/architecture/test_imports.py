"""Importing the package is cheap, and every public name can be imported and has a docstring."""

import ast
import json
import subprocess
import sys
from importlib import import_module
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


@pytest.mark.parametrize("name", ["sim", "sim.sweep", "sim.figures"])
def test_the_public_names_are_those_of_the_stub(name):
    """Every public name is declared once, in ``__init__.pyi``, for type checkers and for loading on first use."""
    package = import_module(name)
    stub = ast.parse(Path(package.__file__).with_suffix(".pyi").read_text("utf-8"))
    imported = [alias for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert all(alias.name == alias.asname for alias in imported), "`name as name` makes a name public"
    version = {"__version__"} if package is sim else set()
    assert len(package.__all__) == len(set(package.__all__))
    assert set(package.__all__) == {alias.name for alias in imported} | version
    assert all(hasattr(package, name) for name in package.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="sim attribute simulat"):
        _ = sim.simulat


def test_star_import_brings_the_public_names():
    names: dict = {}
    exec("from sim import *", names)
    assert set(sim.__all__) <= set(names)


def test_the_installed_package_is_the_one_of_this_checkout(repository):
    assert Path(sim.__file__).resolve() == (repository / "sim" / "__init__.py").resolve()
