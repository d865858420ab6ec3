"""The same bits everywhere: no mathematical library, no fused operation, one NaN, whatever the processor offers."""

import ast
import json
import os
import subprocess
import sys

import llvmlite.binding as llvm
import numpy as np
import pytest

from sim import load_scenario
from sim.compilation.sources import COMPILED
from tests.architecture.machine_code import compiled_functions, strangers, translated
from tests.kernel.bits import NOT_A_NUMBER, other_nans, played
from tests.kernel.worlds import eventful, plain
from tests.laws.digests import digests

ROOMS = [room for room in COMPILED if room != "games"]
"""Whose sources states, records and outcomes are computed from."""
EXACT = {"sqrt", "copysign", "isnan", "isfinite", "floor", "ceil", "inf", "nan", "pi", "e", "prod", "factorial"}
"""What of the module math IEEE 754 defines to the last bit, and what is of whole numbers."""
INEXACT = {
    "arccos", "arctan", "cbrt", "cos", "dot", "exp", "exp2", "expm1", "float_power", "geomspace", "hypot", "interp",
    "log", "log10", "log1p", "log2", "logspace", "power", "sin", "tan", "tanh",
}  # fmt: skip
"""What of NumPy has other last digits on other processors."""


def inexact(tree):
    """Return the functions whose last digits depend on the platform, and the powers, that a source uses."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            of, name = node.value.id, node.attr
            if (of == "math" and name not in EXACT) or (of == "np" and name in INEXACT):
                found.add(f"{of}.{name}")
        if isinstance(node, ast.ImportFrom) and node.module == "scipy.special":
            found |= {f"scipy.special.{each.name}" for each in node.names}
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            constant = all(isinstance(each, ast.Constant | ast.UnaryOp) for each in (node.left, node.right))
            found |= set() if constant else {"**"}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_no_source_of_numbers_uses_a_function_whose_last_digits_depend_on_the_platform(repository, room):
    files = (repository / "sim" / room).rglob("*.py")
    found = {str(file): names for file in files if (names := inexact(ast.parse(file.read_text("utf-8"))))}
    assert not found


def test_the_search_finds_such_functions():
    source = """
from scipy.special import ndtr
def f(x):
    return math.exp(x) ** 2.5 + math.sqrt(x) + 2.0**-54 + np.log(x) + np.sqrt(x)
"""
    assert inexact(ast.parse(source)) == {"math.exp", "**", "np.log", "scipy.special.ndtr"}


@pytest.fixture(scope="module")
def small(repository):
    """Return what a run of twelve organizations holds."""
    return played(load_scenario(repository / "scenarios" / "atelier.toml"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere objects have another format")
@pytest.mark.usefixtures("small")
def test_machine_code_calls_no_mathematical_library():
    found = {each.name: strangers(each.machine) for each in compiled_functions()}
    assert "month.play" in found
    assert not {name: names for name, names in found.items() if names}


@pytest.mark.parametrize(
    ("triple", "processor"), [("x86_64-unknown-linux-gnu", "haswell"), ("aarch64-unknown-linux-gnu", "neoverse-n1")]
)
@pytest.mark.usefixtures("small")
def test_no_operations_are_fused_where_a_processor_could(triple, processor):
    """The drawing of populations holds nearly all functions; ``python -m benchmarks.bits`` translates the month."""
    drawing = next(compiled_functions("drawing.draw_population"))
    assert translated(drawing.intermediate, triple, processor) == (0, set())


def test_the_reader_finds_both():
    fused = """
declare double @llvm.exp.f64(double)
declare double @llvm.fmuladd.f64(double, double, double)
define double @f(double %x) {
  %y = call double @llvm.exp.f64(double %x)
  %z = call double @llvm.fmuladd.f64(double %x, double %y, double %x)
  ret double %z
}
"""
    intermediate = llvm.parse_assembly(fused).as_bitcode()
    assert translated(intermediate, "x86_64-unknown-linux-gnu", "haswell") == (1, {"exp"})
    assert translated(intermediate, "aarch64-unknown-linux-gnu", "neoverse-n1") == (1, {"exp"})


@pytest.mark.parametrize("world", [plain, eventful])
def test_every_undefined_number_has_the_same_bits(world):
    assert not other_nans(played(world({"months": 12})))


def test_the_search_finds_another_nan():
    wrong = np.array([NOT_A_NUMBER, NOT_A_NUMBER | 1 << 63], dtype=np.uint64).view(np.float64)
    assert other_nans({"a": wrong[:1], "b": {"c": wrong}}) == ["b.c"]


DIGESTS = """
import json
from tests.laws.digests import digests
print(json.dumps(digests()))
"""


def test_laws_give_the_same_bits_without_vectors_fused_operations_and_optimization(repository, tmp_path):
    """The laws and the drawing of populations; ``python -m benchmarks.bits`` plays all scenarios."""
    vectors = ",".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", []))
    plainest = {
        "NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": "", "NUMBA_OPT": "0", "NUMBA_CACHE_DIR": str(tmp_path),
        "NPY_DISABLE_CPU_FEATURES": vectors,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", DIGESTS], cwd=repository, env=os.environ | plainest, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == digests()
