"""What a cost by number of members assumes, in words."""

from typing import Final

import xarray as xr

from sim.analysis.numbers import money, percent
from sim.vocabulary.text import Text

_FACILITATED: Final = Text(
    "With a facilitator, who saves {p} of the coordination and costs {x} a month for each member.",
    "Avec un accompagnement, qui fait économiser {p} de la coordination et coûte {x} par mois pour chaque membre.",
)


def facilitated(costs: xr.Dataset) -> list[Text]:
    """State what a facilitator saves and costs, from :func:`sim.analysis.cost_by_members`; nothing without one."""
    cut, fee = (float(costs.attrs[f"facilitator_{name}"]) for name in ("cut", "fee"))
    return [_FACILITATED.format(p=percent(cut), x=money(fee))] if cut or fee else []
