"""What a scenario can reach in the plane of two outcomes, in a few plain sentences, in both languages."""

from typing import Final

import xarray as xr

from sim.analysis.bilingual import attribute
from sim.analysis.words.comparison import amount
from sim.analysis.words.verdict import caveat
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, join, number, within

_REACHED: Final = Text(
    "{points} points of {runs} runs each reach {k} of {n} cells of the plane of “{x}” and “{y}”; the first {first}, "
    "spread evenly, reached {before}.",
    "{points} points de {runs} simulations chacun atteignent {k} cellules sur {n} du plan de « {x} » et « {y} »; les "
    "{first} premiers, répartis également, en atteignaient {before}.",
)
_WIDER: Final = Text(
    "Cells are wider than asked for, since chance moves the mean of a point's runs: more runs of each point would tell "
    "narrower ones apart.",
    "Les cellules sont plus larges que demandé, car le hasard déplace la moyenne des simulations d'un point : plus de "
    "simulations par point permettraient d'en distinguer de plus étroites.",
)
_OUTSIDE: Final = Text("{n} points lie outside the ranges.", "{n} points sont en dehors des intervalles.")
_SURPRISE: Final = Text("Surprise {k}: “{x}” {a}, “{y}” {b}.", "Surprise {k} : « {x} » {a}, « {y} » {b}.")
_NONE: Final = Text(
    "None of the others lies far from the first ones: no surprise.",
    "Aucun des autres ne s'éloigne beaucoup des premiers : pas de surprise.",
)
_NOT_ALL: Final = Text(
    "A cell that was not reached may be out of reach, or not have been found.",
    "Une cellule qui n'est pas atteinte est peut-être hors d'atteinte, ou n'a pas été trouvée.",
)


@in_its_currency
def exploration(ds: xr.Dataset, lang: Lang = "en") -> str:
    """State in a few sentences what pairs of outcomes were reached.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.explore` returns.
    lang : "en" or "fr"
        Language.

    Returns
    -------
    str
        The sentences, the caveat last.
    """
    names = {axis: within(attribute(ds, f"{axis}_long_name")) for axis in "xy"}
    sentences = [
        _REACHED.format(
            points=number(ds.sizes["point"]), runs=number(int(ds.attrs["replications"])),
            k=number(int((ds["cells"] > 0).sum())), n=number(ds["cells"].size),
            first=number(int(ds["first"].sum())), before=number(reached_at_first(ds)), **names,
        )
    ]  # fmt: skip
    if ds["cells"].size < int(ds.attrs["cells_asked"]) ** 2:
        sentences.append(_WIDER)
    outside = int(((ds["x_cell"] < 0) | (ds["y_cell"] < 0)).sum())
    if outside:
        sentences.append(_OUTSIDE.format(n=number(outside)))
    for k, point in enumerate(ds["surprise"].values.tolist(), start=1):
        a, b = (amount(float(ds[axis][point]), str(ds.attrs[f"{axis}_units"])) for axis in "xy")
        sentences.append(_SURPRISE.format(k=number(k), a=a, b=b, **names))
    if not ds.sizes["surprises"]:
        sentences.append(_NONE)
    return join([*sentences, _NOT_ALL, caveat(ds)], " ")[lang]


def reached_at_first(ds: xr.Dataset) -> int:
    """Return the number of cells that the first sample reached."""
    here = ds["first"].values & (ds["x_cell"].values >= 0) & (ds["y_cell"].values >= 0)
    return len(set(zip(ds["x_cell"].values[here].tolist(), ds["y_cell"].values[here].tolist(), strict=True)))
