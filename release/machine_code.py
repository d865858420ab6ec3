"""Makes the machine code that a wheel carries, for this platform: ``python -m release.machine_code``.

It calls everything that calls compiled code, collects what is compiled, and writes it to ``sim/_machine_code/``, where
``python -m build`` takes it from. The same sources, Python, numba and llvmlite give the same file.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

NATIVE: Final = "native"
FEATURES: Final = {
    "x86-64-v2": ["cx16", "popcnt", "sahf", "sse3", "sse4.1", "sse4.2", "ssse3"],
    "generic": [],
}
"""Processors that code may be made for, with the features that one must have to run it."""


def usual_processor() -> str:
    """Return the oldest kind of processor that code for this machine's kind is made for."""
    return "x86-64-v2" if platform.machine().lower() in ("x86_64", "amd64") else "generic"


def main() -> int:
    """Make the machine code in a process of its own, whose numba compiles for a generic processor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processor", default=usual_processor(), choices=[*FEATURES, NATIVE])
    parser.add_argument("--folder", type=Path, help="where the archive is written (default: sim/_machine_code)")
    parser.add_argument("--only", help="parts of the program, separated by commas (default: all)")
    parser.add_argument("--collect", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.collect:
        return collect(chosen.processor, chosen.folder, chosen.only)
    changes = {"PYTHONHASHSEED": "0", "MPLBACKEND": "Agg"}
    if chosen.processor != NATIVE:  # in a cache of their own names, so that only changed code is compiled again
        changes |= {"NUMBA_CPU_NAME": chosen.processor, "NUMBA_CPU_FEATURES": ""}
    command = [sys.executable, "-m", "release.machine_code", "--collect", "--processor", chosen.processor]
    for option in ("folder", "only"):
        if getattr(chosen, option) is not None:
            command += [f"--{option}", str(getattr(chosen, option))]
    return subprocess.run(command, env=os.environ | changes, check=False).returncode


def collect(processor: str, folder: Path | None, only: str | None) -> int:
    """Call everything, or some parts, in this process, and write what was compiled."""
    from llvmlite.binding import get_host_cpu_features

    from sim.compilation import machine_code

    start = time.perf_counter()
    machine_code.collection = machine_code.Collection()
    from release.entry_points import PARTS, call

    failed = call(PARTS if only is None else only.split(","))
    if failed:
        print("failed:", *failed, sep="\n  ", file=sys.stderr)
        return 1
    here = get_host_cpu_features()
    features = sorted(each for each in here if here[each]) if processor == NATIVE else FEATURES[processor]
    folder = folder or machine_code.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / machine_code.file_name()
    machine_code.collection.write(file, features)
    count, seconds = len(machine_code.collection.functions), time.perf_counter() - start
    print(f"{file}: {count} functions, {file.stat().st_size / 1e6:.2f} MB, {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
