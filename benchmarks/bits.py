"""The same bits on other processors? ``python -m benchmarks.bits`` (some six minutes, most of them compiling).

All shipped scenarios are played on this processor and as on the plainest x86-64, without vector units and fused
operations in compiled code and NumPy, and with code that LLVM has not optimized; digests of state, record and outcomes
are compared. Then the intermediate code of the compiled month is translated for other processors, and its instructions
and calls are counted: no fused operation and no call of a mathematical library is allowed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import Final

import numpy as np

from tests.architecture.machine_code import compiled_functions, translated

PROGRAM: Final = """
from pathlib import Path
from sim import load_scenario
from tests.kernel.bits import digest, other_nans, played

for path in sorted(Path("scenarios").glob("*.toml")):
    scenario = load_scenario(path)
    runs = [played(scenario, replication) for replication in range(2)]
    print(path.stem, *(digest({"both": each}) for each in runs), *other_nans({"0": runs[0], "1": runs[1]}), flush=True)
"""
TARGETS: Final = {
    "x86-64 with AVX-512 and fused operations": ("x86_64-unknown-linux-gnu", "skylake-avx512"),
    "x86-64 of Windows": ("x86_64-pc-windows-msvc-elf", "haswell"),
    "ARM64": ("aarch64-unknown-linux-gnu", "neoverse-n1"),
}
"""Kinds of processors that code is translated for, to be read; it is not run."""


def printed(**changes: str) -> list[str]:
    """Return what the program prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | changes, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.splitlines()


def plainest(folder: str) -> dict[str, str]:
    """Return the settings of the plainest processor, with a cache of compiled code in a folder."""
    vectors = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])  # type: ignore[call-overload]
    return {
        "NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": "", "NPY_DISABLE_CPU_FEATURES": ",".join(vectors),
        "NUMBA_CACHE_DIR": folder,
    }  # fmt: skip


def main() -> None:
    """Print the comparison."""
    here = printed()
    same = True
    for name, more in (("optimized", {}), ("not optimized", {"NUMBA_OPT": "0"})):
        with tempfile.TemporaryDirectory() as folder:
            there = printed(**plainest(folder), **more)
        same &= here == there
        different = [line.split()[0] for line, other in zip(here, there, strict=True) if line != other]
        which = ", ".join(different) or "none"
        print(f"plainest x86-64, {name}: {len(here)} scenarios, different: {which}", flush=True)
    month = next(compiled_functions("month.play"))
    for name, (triple, processor) in TARGETS.items():
        fused, strangers = translated(month.intermediate, triple, processor)
        same &= not fused and not strangers
        print(f"{name}: {fused} fused operations, calls outside: {', '.join(sorted(strangers)) or 'none'}", flush=True)
    print("The same bits." if same else "Different bits.")
    sys.exit(not same)


if __name__ == "__main__":
    main()
