"""Mutated files of all kinds against the program: ``python -m benchmarks.fuzz`` (Linux; some minutes).

Scenarios and their tables, costs to share, workbooks, rooms and stores are mutated at random, 2,000 in all by default,
and read as a user would have them read. Whatever they contain: no traceback, no case over 10 seconds, none that takes
more than a gibibyte, no exit code but 0, 1 for failed blocks, 2 and 130; and a success is right. Each case is given by
the seed and its number, so that one that fails can be run again: ``--seed 1 --only 17``. Prints the table of
docs/reference/reliability.md; ends with 1 if a case failed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.fuzz.kinds import KINDS, Kind
from benchmarks.fuzz.process import GIBIBYTE, HUNG, SECONDS, Ending, ending_of

ALLOWED: Final = (0, 2, 130)
CASES: Final = 2000


def fault(ending: Ending) -> str:
    """Return what is wrong with the ending of a case; empty if nothing is."""
    if ending.code == HUNG:
        return f"took more than {SECONDS:.0f} s"
    if "Traceback" in ending.err:
        return f"traceback: {ending.err.strip().splitlines()[-1]}"
    if ending.memory > GIBIBYTE:
        return f"took {ending.memory / GIBIBYTE:.1f} GiB"
    if ending.code not in ALLOWED:
        return f"ended with {ending.code}"
    return ""


def play(kind: Kind, seed: int, number: int) -> Ending:
    """Run one case."""
    with tempfile.TemporaryDirectory() as folder:
        case: Callable[[], int] = kind.case(Path(folder), random.Random(f"{seed} {kind.name} {number}"))
        return ending_of(case)


def fuzz(kinds: list[Kind], cases: int, seed: int, minutes: float, say: Callable[[str], None]) -> tuple[str, list[str]]:
    """Run the cases, kind after kind in turn, and return a table of how they ended, and the faults."""
    ends: dict[str, Counter[int]] = {kind.name: Counter() for kind in kinds}
    worst: dict[str, tuple[float, int]] = {kind.name: (0.0, 0) for kind in kinds}
    faults = []
    start = time.perf_counter()
    for k in range(cases):
        if time.perf_counter() - start > 60 * minutes:
            break
        kind = kinds[k % len(kinds)]
        ending = play(kind, seed, k)
        ends[kind.name][ending.code] += 1
        seconds, memory = worst[kind.name]
        worst[kind.name] = max(seconds, ending.seconds), max(memory, ending.memory)
        if wrong := fault(ending):
            faults.append(f"{kind.name} {k}: {wrong}")
            say(faults[-1])
        if k % 50 == 49:
            say(f"{k + 1} of {cases}")
    lines = ["| kind | cases | read | refused | longest | most memory |", "|---|---:|---:|---:|---:|---:|"]
    for name, codes in ends.items():
        seconds, memory = worst[name]
        lines.append(
            f"| {name} | {codes.total():,} | {codes[0]:,} | {codes[2]:,} | {seconds:.1f} s | {memory / 2**20:.0f} MiB |"
        )
    return "\n".join(lines), faults


def main() -> None:
    """Read the options, run the cases, and print what came of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=30.0, help="stop after so many minutes")
    parser.add_argument("--only", type=int, help="run only the case of this number, and show what it wrote")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        kinds: list[Kind] = []
        for k, make in enumerate(KINDS):
            (folder / str(k)).mkdir()
            kinds.append(make(folder / str(k)))
        if given.only is not None:
            kind = kinds[given.only % len(kinds)]
            ending = play(kind, given.seed, given.only)
            print(kind.name, ending.code, f"{ending.seconds:.1f} s", ending.out, ending.err, sep="\n")
            sys.exit(bool(fault(ending)))
        table, faults = fuzz(kinds, given.cases, given.seed, given.minutes, lambda said: print(said, file=sys.stderr))
    finally:
        shutil.rmtree(folder)
    print(table)
    print(f"{len(faults)} faults" if faults else "No fault.")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
