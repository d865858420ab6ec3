"""A posterior in plain sentences: whether the model gives the data, and what they tell of each parameter."""

from typing import Final

import xarray as xr

from sim.analysis.bilingual import coordinate, short
from sim.analysis.numbers import percent
from sim.calibration import words
from sim.calibration.identifiability import FEW, confused
from sim.calibration.quantity import NOT_REACHED
from sim.vocabulary.text import Lang, Text, join, number, within

_ONE_PARAMETER: Final = Text("{name}: {told}", "{name} : {told}")


def fit(ds: xr.Dataset) -> Text:
    """State whether the model gives the data: it stands above all else."""
    text = words.MISFIT if int(ds.attrs["misfit"]) else words.FITS
    return text.format(share=percent(float(ds.attrs["as_far"])))


def told_words(ds: xr.Dataset) -> list[Text]:
    """State for each parameter whether the data tell it."""
    return [words.TOLD[str(each)] for each in ds["told"].values]


def not_told_apart(ds: xr.Dataset) -> list[Text]:
    """State which parameters the data do not tell from each other."""
    names = [within(each) for each in short_names(ds)]
    pairs = confused(ds["ratio"].values, ds["correlation"].values, float(ds.attrs["effective"]))
    return [
        (words.CONFUSED if pair.sure else words.CONFUSED_UNSURE).format(
            a=names[pair.one], b=names[pair.other], rho=number(round(pair.rho, 2))
        )
        for pair in pairs
    ]


def remarks(ds: xr.Dataset) -> list[Text]:
    """State what else a reader must know: a small sample, a break-even after the end, why it stopped."""
    texts = []
    effective = float(ds.attrs["effective"])
    if effective < FEW:
        texts.append(words.SMALL_SAMPLE.format(n=number(round(effective))))
    after = int(ds.attrs["not_reached"])
    if after:
        texts.append(words.NOT_REACHED.format(n=number(after), more=number(NOT_REACHED)))
    return [*texts, words.REASONS[str(ds.attrs["reason"])]]


def statement(ds: xr.Dataset, lang: Lang = "en") -> str:
    """State what a posterior says, the misfit first.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.calibrate` returns.
    lang : {"en", "fr"}
        Language.
    """
    told = [
        _ONE_PARAMETER.format(name=name, told=each) for name, each in zip(short_names(ds), told_words(ds), strict=True)
    ]
    parts = [fit(ds), join(told, "; "), *not_told_apart(ds), *remarks(ds)]
    return "\n".join(part[lang] for part in parts)


def short_names(ds: xr.Dataset) -> list[Text]:
    """Return the names of the parameters up to their first punctuation mark, and the resource that one belongs to.

    Examples
    --------
    >>> from sim.analysis.bilingual import pair
    >>> names = pair("parameter_name", "parameter", [Text("trust: how much", "confiance : à quel point")])
    >>> ds = xr.Dataset(coords={"parameter": ["population.trust"], **names})
    >>> short_names(ds)[0].en
    'trust'
    """
    names = [Text(*(short(each[lang]) for lang in ("en", "fr"))) for each in coordinate(ds, "parameter_name")]
    return [
        words.OF_PATH.format(name=name, path=path) if names.count(name) > 1 else name
        for name, path in zip(names, ds["parameter"].values.tolist(), strict=True)
    ]
