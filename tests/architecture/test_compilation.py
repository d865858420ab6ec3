"""Numba compiles in two modules, for the package and for users: no option makes results depend on the machine."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sim.compilation import cache, machine_code, sources, versions
from sim.page import lowering

COMPILERS = {
    "cfunc",
    "guvectorize",
    "jit",
    "jit_module",
    "jitclass",
    "njit",
    "overload",
    "prange",
    "stencil",
    "vectorize",
}
HOMES = (Path("sim/compilation/decorators.py"), Path("sim/compilation/user_code.py"))


def numba_compilers(source: str) -> list[str]:
    """List the lines of a source that import or use one of numba's compilers."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "numba":
            found += [f"line {node.lineno}: {alias.name}" for alias in node.names if alias.name in {*COMPILERS, "*"}]
        elif isinstance(node, ast.Attribute) and node.attr in COMPILERS and numba_rooted(node.value):
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


def numba_rooted(node: ast.expr) -> bool:
    """Tell whether a dotted name begins with numba or its usual abbreviation."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in {"numba", "nb"}


@pytest.mark.parametrize(
    "source",
    [
        "from numba import njit",
        "import numba\n@numba.njit(cache=True)\ndef f(): ...",
        "nb.experimental.jitclass",
    ],
)
def test_the_search_finds_a_compiler(source):
    assert numba_compilers(source)


def test_nothing_else_compiles(repository):
    found = {
        str(path.relative_to(repository)): places
        for folder in ("sim", "tests", "benchmarks")
        for path in (repository / folder).rglob("*.py")
        if path.relative_to(repository) not in HOMES and (places := numba_compilers(path.read_text("utf-8")))
    }
    assert not found, f"compile with the decorator of {HOMES[0]}: {found}"


@pytest.mark.parametrize("home", HOMES)
def test_the_search_finds_the_compilers(home, repository):
    assert numba_compilers((repository / home).read_text("utf-8"))


@pytest.mark.parametrize("home", HOMES)
def test_no_option_that_changes_results(home, repository):
    tree = ast.parse((repository / home).read_text("utf-8"))
    switched = {
        keyword.arg: ast.unparse(keyword.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in {"fastmath", "parallel"}
    }
    assert set(switched.values()) <= {"False"}, switched


def test_the_cache_knows_every_file_that_compiles(repository):
    """After an edit in a file outside the hash, old machine code would be used without a warning."""
    package = repository / "sim"
    compiling = {
        path
        for path in package.rglob("*.py")
        if re.search(r"sim\.compilation\.(decorators|pointer|prefetch) import", path.read_text("utf-8"))
        or numba_compilers(path.read_text("utf-8"))
    }
    assert len(compiling) > 10
    assert compiling <= {*sources.compiled_files(), *lowering.SOURCES}


def test_every_room_below_the_kernel_is_on_the_list_of_sources(repository):
    """What the kernel imports decides numbers: it is hashed for the cache, and for the identity of a sweep."""
    contracts = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "floors")
    below = [name for line in layers for name in re.findall(r"\((\w+)\)", line)]
    below = below[below.index("kernel") :]
    assert {name for name in below if (repository / "sim" / name).is_dir()} <= set(sources.SIMULATED)


def test_code_of_another_python_is_not_taken_for_ones_own(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(machine_code, "shipped", lambda: machine_code.MachineCode(None, machine_code.Misfit.ABSENT))
    (tmp_path / "complete-cpython-399").touch()
    assert not cache.is_warm()
    cache.mark_warm()
    assert cache.is_warm()
    assert {file.name for file in tmp_path.iterdir()} == {
        "complete-cpython-399",
        f"complete-{sys.implementation.cache_tag}",
    }


def test_an_edit_of_a_compiled_file_gives_another_digest(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "PACKAGE", tmp_path)
    (tmp_path / "laws").mkdir()
    (tmp_path / "scenario").mkdir()
    law, table = tmp_path / "laws" / "cost.py", tmp_path / "scenario" / "io.py"
    law.write_text("1")
    table.write_text("1")
    compiled, simulated = sources.digest(sources.compiled_files()), sources.digest(sources.simulated_files())
    table.write_text("2")
    assert sources.digest(sources.compiled_files()) == compiled
    assert sources.digest(sources.simulated_files()) != simulated
    law.write_text("2")
    assert sources.digest(sources.compiled_files()) != compiled


@pytest.mark.parametrize(
    ("numba_version", "llvmlite_version", "known"),
    [
        ("0.68.0", "0.50.0", True),
        ("0.68.1", "0.50.3", True),
        ("0.67.9", "0.50.0", False),
        ("0.69.0", "0.50.0", False),
        ("0.69rc1", "0.50.0", False),
        ("0.68.1", "0.51.0", False),
        ("1.0.0", "1.0.0", False),
    ],
)
def test_internals_of_numba_are_replaced_in_known_versions_only(numba_version, llvmlite_version, known):
    assert versions.is_known(numba_version, llvmlite_version) is known


def test_this_version_of_numba_is_known():
    assert versions.INTERNALS_KNOWN, "run benchmarks.plain_numba with it, then raise the bound in versions.py"


SMALL = """
import sys
import numpy as np
from numba.core.codegen import JITCodeLibrary, JITCPUCodegen
from sim.compilation import versions
from sim.laws.random import Purpose, uniforms
from sim.laws.cost import capacity_cost

print(versions.INTERNALS_KNOWN, JITCPUCodegen._library_class is JITCodeLibrary)
print(uniforms(np.uint64(7), np.arange(5), 1, 2, Purpose.NETWORK, 3).tobytes().hex())
print(np.array([capacity_cost(q, 3.7, 0.85) for q in np.linspace(0.0, 90.0, 40)]).tobytes().hex())
"""

GROUPS = """
import sim
from sim.compilation import versions

best = sim.best_groups(sim.load_scenario("scenarios/atelier-rh.toml"), "hr")
print(versions.INTERNALS_KNOWN)
print(best)
"""


def printed(program: str, repository, **changes: str) -> list[str]:
    """Return the lines that a program prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, env=os.environ | changes, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_without_numbas_internals_a_function_returns_the_same_bits(repository, tmp_path):
    tuned = printed(SMALL, repository)
    plain = printed(SMALL, repository, **{versions.PLAIN: "1", "NUMBA_CACHE_DIR": str(tmp_path)})
    assert tuned[0] == "True False"
    assert plain[0] == "False True"
    assert plain[1:] == tuned[1:]
    again = printed(SMALL, repository, **{versions.PLAIN: "1", "NUMBA_CACHE_DIR": str(tmp_path)})
    assert again == plain, "from the cache"


def test_without_numbas_internals_a_part_of_the_kernel_gives_the_same_bits(repository, tmp_path):
    """Three layers of functions, records and a workspace; ``python -m benchmarks.plain_numba`` compares all of it."""
    tuned = printed(GROUPS, repository)
    # numba does not tell code of another level of optimization, which compiles faster, from its own
    plain = printed(GROUPS, repository, **{versions.PLAIN: "1", "NUMBA_OPT": "0", "NUMBA_CACHE_DIR": str(tmp_path)})
    assert (tuned[0], plain[0]) == ("True", "False")
    assert plain[1:] == tuned[1:]


def test_loading_code_loads_nothing_that_only_compiling_needs(repository):
    program = """
import sys, sim
sim.simulate(sim.load_scenario("scenarios/atelier.toml"), replications=1, threads=1)
print("numba.np.linalg" in sys.modules)
"""
    for _ in range(2):  # the first time, it may compile
        said = printed(program, repository)
    assert said == ["False"]
