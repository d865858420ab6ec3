"""Words of both languages in datasets: each name holds the English, the same name with ``_fr`` the French."""

import re
from collections.abc import Sequence
from typing import Any

import xarray as xr

from sim.vocabulary.currency import priced
from sim.vocabulary.text import Text, verbatim


def attribute(ds: xr.Dataset | xr.DataArray, name: str) -> Text:
    """Return an attribute in both languages.

    Examples
    --------
    >>> import xarray as xr
    >>> attribute(xr.Dataset(attrs={"title": "A pool", "title_fr": "Un groupe"}), "title").fr
    'Un groupe'
    """
    return verbatim(str(ds.attrs[name]), str(ds.attrs[f"{name}_fr"]))


def coordinate(ds: xr.Dataset, name: str) -> list[Text]:
    """Return the words of a coordinate in both languages, in its order; a list of one where it has no dimension.

    Examples
    --------
    >>> import xarray as xr
    >>> ds = xr.Dataset(coords=pair("rule_name", "rule", [Text("equal", "égal")]))
    >>> coordinate(ds, "rule_name")
    [Text(en='equal', fr='égal')]
    """
    english, french = (ds[each].values.ravel().tolist() for each in (name, f"{name}_fr"))
    return [verbatim(en, fr) for en, fr in zip(english, french, strict=True)]


def short(name: str) -> str:
    """Return the name of a parameter without its explanation, which begins with a colon or a parenthesis.

    Examples
    --------
    >>> short("mean overrun: multiplier of founding, friction and coordination costs"), short("lot size (0: divisible)")
    ('mean overrun', 'lot size')
    """
    return re.split(r"\s*[:(]", name)[0]


def pair(name: str, dimension: str, texts: Sequence[Text]) -> dict[str, Any]:
    """Return the two coordinates of a dimension that hold its words in both languages."""
    return {name: (dimension, [text.en for text in texts]), f"{name}_fr": (dimension, [text.fr for text in texts])}


def described(unit: str, text: Text) -> dict[str, str]:
    """Return the attributes of a variable: its unit and its name in both languages."""
    return {"units": priced(unit), "long_name": text.en, "long_name_fr": text.fr}
