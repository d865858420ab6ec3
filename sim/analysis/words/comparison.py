"""The comparison of scenarios in a few plain sentences, in both languages."""

from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.bilingual import attribute
from sim.analysis.catalogue import OUTCOMES
from sim.analysis.numbers import currency_name, decimal, exact_money, money, percent, points, rounded, signed
from sim.analysis.words.explanation import is_told
from sim.analysis.words.verdict import caveat, months_long
from sim.vocabulary.currency import in_its_currency, is_money
from sim.vocabulary.text import NO_BREAK_SPACE, Lang, Text, join, number, same, within

_SAME: Final = Text(
    "{other} gives the same as {one}, run by run.", "{other} donne la même chose que {one}, simulation par simulation."
)
_GAINS_MORE: Final = Text(
    "{other} brings more than {one}: after {months}, {x} more, {interval}.",
    "{other} rapporte plus que {one} : après {months}, {x} de plus, {interval}.",
)
_GAINS_LESS: Final = Text(
    "{other} brings less than {one}: after {months}, {x} less, {interval}.",
    "{other} rapporte moins que {one} : après {months}, {x} de moins, {interval}.",
)
_UNSURE: Final = Text(
    "These runs do not tell which of {one} and {other} brings more: after {months}, the difference of {other} is {x}, "
    "{interval}.",
    "Ces simulations ne disent pas lequel de {one} et {other} rapporte le plus : après {months}, "
    "l'écart de {other} est de {x}, {interval}.",
)
_INTERVAL: Final = Text("{low} to {high} with {p} confidence", "de {low} à {high} avec une confiance de {p}")
_ONE_RUN: Final = Text("in a single run", "dans une seule simulation")
_FOR_A_DOLLAR: Final = Text(
    "That is {x} for each extra {unit} of public money, all other differences included.",
    "Cela fait {x} par {unit} d'argent public supplémentaire, toutes autres différences confondues.",
)
_BEHIND_MORE: Final = Text(
    "{other} leaves more organizations behind: {y}, against {x} in {one}.",
    "{other} laisse plus d'organisations pour compte : {y}, contre {x} dans {one}.",
)
_BEHIND_LESS: Final = Text(
    "{other} leaves fewer organizations behind: {y}, against {x} in {one}.",
    "{other} laisse moins d'organisations pour compte : {y}, contre {x} dans {one}.",
)
_LATER: Final = Text(
    "The group breaks even later, by {x} months (over {n} runs in which it does in both).",
    "Le groupe rentre dans ses frais plus tard, de {x} mois (sur {n} simulations où il le fait dans les deux).",
)
_EARLIER: Final = Text(
    "The group breaks even earlier, by {x} months (over {n} runs in which it does in both).",
    "Le groupe rentre dans ses frais plus tôt, de {x} mois (sur {n} simulations où il le fait dans les deux).",
)
_SIZES: Final = Text(
    "The scenarios do not have the same number of organizations ({numbers}): sums over all organizations are left out "
    "({names}); shares and months are compared.",
    "Les scénarios n'ont pas le même nombre d'organisations ({numbers}) : les sommes sur toutes les organisations sont "
    "omises ({names}); les parts et les mois sont comparés.",
)
_RESOURCES: Final = Text(
    "The scenarios do not have the same resources: some are not in all of them ({names}). The group's outcomes "
    "cover all resources of each scenario; resource by resource, only common ones are compared.",
    "Les scénarios n'ont pas les mêmes ressources : certaines ne sont pas dans tous ({names}). Les résultats du "
    "groupe portent sur toutes les ressources de chacun; ressource par ressource, seules les communes sont comparées.",
)


@in_its_currency
def comparison(ds: xr.Dataset, lang: Lang = "en") -> str:
    """State in a few sentences how scenarios differ from the first one, and what of them cannot be compared.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.compare` returns.
    lang : "en" or "fr"
        Language.

    Returns
    -------
    str
        The sentences, the caveat last.
    """
    sentences = [sentence for k in range(1, ds.sizes["scenario"]) for sentence in _against_the_first(ds, k)]
    return join([*sentences, *not_compared(ds), caveat(ds)], " ")[lang]


def not_compared(ds: xr.Dataset) -> list[Text]:
    """State in sentences what of the scenarios of :func:`sim.compare` cannot be compared, if anything."""
    sentences = []
    many = ds["organizations"].values.tolist()
    if len(set(many)) > 1:
        numbers = join(
            Text(f"{letter}: {number(n).en}", f"{letter} : {number(n).fr}")
            for letter, n in zip(ds["scenario"].values.tolist(), many, strict=True)
        )
        names = join(within(outcome.text) for outcome in OUTCOMES if outcome.whole)
        sentences.append(_SIZES.format(numbers=numbers, names=names))
    if ds.attrs["resources_apart"]:
        sentences.append(_RESOURCES.format(names=attribute(ds, "resources_apart")))
    return sentences


def amount(value: float, unit: str) -> Text:
    """Write a value of an outcome in its unit."""
    if is_money(unit):
        return money(rounded(value))
    return percent(value) if unit == "share" else decimal(value)


def change(value: float, unit: str) -> Text:
    """Write a difference of two values of an outcome: shares differ by percentage points."""
    if is_money(unit):
        return signed(rounded(value), money)
    return signed(value, points if unit == "share" else decimal)


def bound(value: float, unit: str) -> Text:
    """Write an end of the interval of a difference, without the unit if it is percentage points."""
    words = change(value, unit)
    return _without_unit(words) if unit == "share" else words


def _against_the_first(ds: xr.Dataset, k: int) -> list[Text]:
    """State how one scenario differs from the first."""
    one, other = (str(ds["scenario"].values[place]) for place in (0, k))
    names = {"one": same(one), "other": same(other)}
    world, first = ds.isel(scenario=k), ds.isel(scenario=0)
    if np.array_equal(world["value"].values, first["value"].values, equal_nan=True):
        return [_SAME.format(**names)]
    key = "gain" if "gain" in ds["outcome"].values else "gain_share"
    sentences = [_gain(world.sel(outcome=key), ds, names), *_for_a_public_dollar(world)]
    behind = world.sel(outcome="left_behind")
    if is_told(float(behind["difference_low"]), float(behind["difference_high"])) and float(behind["difference"]):
        words = _BEHIND_MORE if float(behind["difference"]) > 0.0 else _BEHIND_LESS
        before = percent(float(first.sel(outcome="left_behind")["mean"]))
        sentences.append(words.format(x=before, y=percent(float(behind["mean"])), **names))
    even = world.sel(outcome="break_even")
    mostly = 2 * int(even["pairs"]) >= ds.sizes["replication"]  # fewer pairs would be a biased selection of the runs
    if mostly and is_told(float(even["difference_low"]), float(even["difference_high"])) and float(even["difference"]):
        words = _LATER if float(even["difference"]) > 0.0 else _EARLIER
        sentences.append(words.format(x=decimal(abs(float(even["difference"]))), n=number(int(even["pairs"]))))
    return sentences


def _gain(gain: xr.Dataset, ds: xr.Dataset, names: dict[str, Text]) -> Text:
    """State which scenario brings more."""
    unit = str(gain["outcome_unit"].values)
    value, low, high = (float(gain[f"difference{end}"]) for end in ("", "_low", "_high"))
    single = ds.sizes["replication"] == 1
    told = value != 0.0 and (single or is_told(low, high))
    words = _UNSURE if not told else _GAINS_MORE if value > 0.0 else _GAINS_LESS
    interval = _ONE_RUN if single else _range(low, high, unit, told).format(p=percent(float(ds.attrs["confidence"])))
    size = _apart(value, unit) if told else change(value, unit)
    return words.format(months=months_long(int(ds.attrs["months"])), x=size, interval=interval, **names)


def _for_a_public_dollar(world: xr.Dataset) -> list[Text]:
    """State how much more a scenario brings for each dollar of public money that it takes more."""
    if "public_money" not in world["outcome"].values:  # sums are compared only between equal numbers of organizations
        return []
    gain = world.sel(outcome="gain")
    public = float(world["difference"].sel(outcome="public_money"))
    more = float(gain["difference"])
    told = float(gain["difference_low"]) > 0.0 or (more > 0.0 and not np.isfinite(float(gain["difference_low"])))
    if public <= 0.0 or not told:
        return []
    each = rounded(more / public)
    return [_FOR_A_DOLLAR.format(x=exact_money(each), unit=currency_name())]


def _range(low: float, high: float, unit: str, told: bool) -> Text:
    """Write an interval, without signs if the sentence states the direction."""
    if not told:
        return _INTERVAL.format(low=bound(low, unit), high=change(high, unit), p="{p}")
    near, far = sorted((abs(low), abs(high)))
    least = _apart(near, unit)
    return _INTERVAL.format(low=_without_unit(least) if unit == "share" else least, high=_apart(far, unit), p="{p}")


def _without_unit(words: Text) -> Text:
    """Return percentage points without their unit."""
    return Text(words.en.partition(" ")[0], words.fr.partition(NO_BREAK_SPACE)[0])


def _apart(value: float, unit: str) -> Text:
    """Write the distance of two values, without a sign."""
    return money(rounded(abs(value))) if is_money(unit) else points(abs(value))
