"""Colours of pools: each keeps its colour, and pools that live at the same time differ as far as there are colours."""

from typing import Final

import numpy as np
import xarray as xr

from sim.figures.style import BLUE, FAINT, GREEN, ORANGE, PURPLE, SKY, VERMILLION

ALONE: Final = FAINT
"""Colour of what is in no pool."""

# Okabe & Ito (2008) and, for more pools, the muted colours of Tol (2021): distinct with any colour vision.
_COLOURS: Final = (BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY, "#882255", "#999933", "#332288", "#44AA99")


def pool_colours(found: xr.Dataset) -> dict[int, str]:
    """Return the colour of each pool by its number.

    Parameters
    ----------
    found : xarray.Dataset
        From :func:`sim.analysis.memberships`.
    """
    lives = found["members"].values > 0
    together = lives.astype(np.int64) @ lives.T  # months in which two pools both live
    chosen: dict[int, int] = {}
    for k in np.argsort(found["founded"].values, kind="stable").tolist():
        load = [0] * len(_COLOURS)
        for j, colour in chosen.items():
            load[colour] += int(together[j, k])
        chosen[k] = load.index(min(load))
    return {int(number): _COLOURS[chosen[k]] for k, number in enumerate(found["pool_number"].values)}
