"""Numba is used in one module: one decorator, one cache, no option that makes results depend on the machine."""

import ast
from pathlib import Path

import pytest

from sim.compilation import decorators

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
HOME = Path("sim/compilation/decorators.py")


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
        if path.relative_to(repository) != HOME and (places := numba_compilers(path.read_text("utf-8")))
    }
    assert not found, f"compile with the decorator of {HOME}: {found}"


def test_the_search_finds_the_compilers_of_the_decorator_module(repository):
    assert numba_compilers((repository / HOME).read_text("utf-8"))


def test_no_option_that_changes_results(repository):
    tree = ast.parse((repository / HOME).read_text("utf-8"))
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
        path for path in package.rglob("*.py") if "from sim.compilation.decorators import" in path.read_text("utf-8")
    }
    hashed = {path for pattern in decorators._SOURCES for path in package.glob(pattern)}
    allowed = {"cache_folder", "is_warm", "mark_warm"}  # they compile nothing
    others = {
        path
        for path in compiling - hashed
        if not {
            alias.name
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module == "sim.compilation.decorators"
            for alias in node.names
        }
        <= allowed
    }
    assert len(compiling) > 10
    assert not others
