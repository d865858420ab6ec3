"""Does a whole scenario give the same bits on plain numba? ``python -m benchmarks.plain_numba`` (some three minutes).

In a version of numba that is not known, the internals that sim/compilation/libraries.py replaces are left alone and
compiling takes longer. The gate compares a part of the kernel; this compares all of it. Run it before the bound on
numba's version is raised. Without LLVM's optimization, which changes no result, compiling takes a quarter of the time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import Final

from sim.compilation import versions

PROGRAM: Final = """
import hashlib
import sim
from sim.compilation import versions

ds = sim.simulate(sim.load_scenario("scenarios/atelier.toml"), replications=2, seed=3)
print(versions.INTERNALS_KNOWN, {name: hashlib.sha256(ds[name].values.tobytes()).hexdigest() for name in ds.data_vars})
"""


def printed(**changes: str) -> tuple[str, str]:
    """Return whether the internals were known, and what the program printed, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | changes, stdout=subprocess.PIPE, text=True, check=True
    )
    known, _, digests = done.stdout.partition(" ")
    return known, digests


def main() -> None:
    """Compare both, and say so."""
    with (
        tempfile.TemporaryDirectory() as folder
    ):  # numba does not tell code of another level of optimization from its own
        known, tuned = printed()
        plain, alone = printed(**{versions.PLAIN: "1", "NUMBA_OPT": "0", "NUMBA_CACHE_DIR": folder})
    same = (known, plain) == ("True", "False") and tuned == alone
    print("The same bits." if same else "Different bits, or the internals were not replaced.")
    sys.exit(not same)


if __name__ == "__main__":
    main()
