"""Errors of the elementary functions against mpmath: `python -m benchmarks.accuracy [POINTS]` (some minutes)."""

from __future__ import annotations

import sys

from tests.laws.test_elementary import FUNCTIONS, largest_error


def main() -> None:
    """Print the largest error of each function, in units in the last place of normal results."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for name in FUNCTIONS:
        print(f"{name}: {largest_error(name, size):.3f} ulp at {size:,} points", flush=True)


if __name__ == "__main__":
    main()
