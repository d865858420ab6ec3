"""``python -m sim.cli`` is the same as ``faire-ensemble``."""

import sys

from sim.cli import main

sys.exit(main())
