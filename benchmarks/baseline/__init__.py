"""The core of the model as a Mesa user would write it: a baseline for speed and for results.

An independent implementation, from the text of the model and not from `sim`, which it does not import: agents
and pools are plain objects with plain attributes, randomness comes from the model's own streams. It serves
twice. `benchmarks` compare its speed with the compiled kernel's, and `tests/validation/test_baseline.py`
compares the results of both, as distributions over replications (their random streams differ).

It has the whole cost law (newsvendor, lots, scale, use cost, friction, coordination, overruns); bills equal,
by_need, by_use and two_part; the rules rational and alone; founding, joining, switching, leaving, admission,
commitment, dissolution; trust, feasibility and cash; the ledgers against the counterfactual; small-world and
complete networks. It leaves out tax, overuse, risk weight, learning, innovation, crises, closure, levers and
the other rules of decision and sharing.

Measure and profile it with `python -m benchmarks.baseline scenarios/quebec-1.toml --months 12`.

Files: `cost.py` (the cost law), `pool.py` (coalitions, bills, pools), `organization.py` (the decision),
`model.py` (the month).
"""

from .cost import Provision, Resource
from .model import PoolingBaseline
from .organization import Organization
from .pool import Coalition, Pool

__all__ = ["Coalition", "Organization", "Pool", "PoolingBaseline", "Provision", "Resource"]
