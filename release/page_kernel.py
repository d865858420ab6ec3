"""Makes the kernel of the page that a wheel carries: ``python -m release.page_kernel``.

It is the same for all platforms: WebAssembly for browsers, which ``faire-ensemble page`` otherwise makes on its first
call. It is written to ``sim/_machine_code/``, where ``python -m build`` takes it from.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import sim
from sim.compilation.machine_code import FOLDER
from sim.page.case import memory_of
from sim.page.lowering import packed, shipped_name


def main() -> int:
    """Write the module, lowered now or taken from this machine's cache."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where it is written (default: sim/_machine_code)")
    file = write(parser.parse_args().folder)
    print(f"{file}: {file.stat().st_size / 1e6:.2f} MB")
    return 0


def write(folder: Path) -> Path:
    """Write the module of these sources into a folder, in place of those of others, and return its file."""
    made = packed(memory_of(sim.load_scenario("atelier-rh")))
    folder.mkdir(parents=True, exist_ok=True)
    for other in folder.glob("page-*.wasm.gz"):
        other.unlink()
    file = folder / shipped_name()
    file.write_bytes(made)
    return file


if __name__ == "__main__":
    sys.exit(main())
