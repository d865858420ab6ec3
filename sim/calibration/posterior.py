"""The posterior of a calibration as a dataset: particles, intervals, what the data tell, and whether the model fits."""

import math
from os import PathLike
from pathlib import Path
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.bilingual import pair
from sim.archive import open_dataset
from sim.calibration import words
from sim.calibration.distance import Metric
from sim.calibration.generations import Generations
from sim.calibration.identifiability import THRESHOLDS, correlations, told
from sim.calibration.quantity import BREAK_EVEN, NOT_REACHED
from sim.calibration.sampler import Sample
from sim.calibration.study import CODE, Study
from sim.dataset import provenance
from sim.errors import StoreError
from sim.scenario.files import packed
from sim.vocabulary.currency import priced

Floats = NDArray[np.float64]

POSTERIOR: Final = "posterior.nc"
"""File of the posterior in the folder of a calibration."""
BAND: Final = 0.8
"""Weight between the ends of an interval."""
MISFIT: Final = 0.05
"""Share of the particles as far from their mean as the data, under which the model does not give the data."""
_GRID: Final = 201  # quantiles at which a prior is kept


def posterior_of(study: Study, sample: Sample, generations: Generations) -> xr.Dataset:
    """Return the posterior of a study as a dataset; see :func:`open_posterior` for what it holds."""
    kept, share = sample.kept, sample.kept.share
    statistics = np.concatenate(generations.statistics)
    simulated, prior = statistics[kept.number], generations.statistics[0]
    metric, paths = generations.metric, [prior.path for prior in study.priors]
    far = as_far(metric, simulated, share, study.observed)
    middles = np.stack([prior.middle(kept.place[:, k]) for k, prior in enumerate(study.priors)], axis=1)
    deviation = np.sqrt(share @ (middles - share @ middles) ** 2)
    ratio = deviation / np.array([prior.deviation for prior in study.priors])
    rho = correlations(middles, share)
    ends = np.array([(1.0 - BAND) / 2.0, 0.5, (1.0 + BAND) / 2.0])
    quantiles = np.stack([weighted_quantiles(kept.place[:, k], share, ends) for k in range(len(paths))])
    numeric = [prior.factor.values == () or not isinstance(prior.factor.values[0], str) for prior in study.priors]
    grid = (np.arange(_GRID) + 0.5) / _GRID
    in_words = [(prior.factor.text, prior.factor.unit) for prior in study.priors]
    months = [month for target in study.targets for month in (target.months or (0,) * len(target.observed))]
    variables: dict[str, Any] = {
        "place": (("particle", "parameter"), kept.place, _about("quantile in the prior", "quantile a priori", "1")),
        "weight": ("particle", share, _about("weight", "poids", "1")),
        "distance": ("particle", kept.distance, _about("distance from the data", "distance aux données", "1")),
        "simulated": (("particle", "observation"), simulated),
        "prior_simulated": (("prior_particle", "observation"), prior),
        "observed": ("observation", study.observed),
        "error": ("observation", study.error),
        "ratio": (
            "parameter",
            ratio,
            _about("posterior over prior deviation", "écart type a posteriori sur a priori", "1"),
        ),
        "correlation": (("parameter", "other_parameter"), rho),
        "played_place": (("played", "parameter"), sample.played.place),
        "played_distance": ("played", sample.played.distance),
        "tolerance": ("generation", sample.tolerance),
        "inside": ("generation", sample.inside),
        "prior_value": (("parameter", "grid"), np.stack([_numbers(p.at(grid)) for p in study.priors])),
    }
    for place, name in enumerate(("low", "median", "high")):
        values = [_numbers(prior.at(quantiles[k, [place]]))[0] for k, prior in enumerate(study.priors)]
        variables[name] = ("parameter", np.array(values, dtype=np.float64))
    columns = [np.concatenate(parts)[kept.number] for parts in zip(*generations.values, strict=True)]
    for prior_of, column in zip((*study.priors, *study.others), columns, strict=True):
        factor = prior_of.factor
        about = {**_about(factor.text.en, factor.text.fr, factor.unit), "relative": int(factor.relative)}
        text = column.dtype.kind in "OU"
        variables[factor.path] = ("particle", np.array([str(v) for v in column]) if text else column, about)
    coordinates: dict[str, Any] = {
        "particle": kept.number,
        "parameter": paths,
        "other_parameter": paths,
        **pair("parameter_name", "parameter", [text for text, _ in in_words]),
        "parameter_unit": ("parameter", [unit for _, unit in in_words]),
        "parameter_relative": ("parameter", [int(prior.factor.relative) for prior in study.priors]),
        "parameter_log": ("parameter", [int(prior.factor.log) for prior in study.priors]),
        "parameter_numeric": ("parameter", [int(each) for each in numeric]),
        "told": ("parameter", [told(each, kept.effective) for each in ratio]),
        "target": ("observation", [t.name for t in study.targets for _ in t.observed]),
        "target_unit": ("observation", [t.quantity.unit for t in study.targets for _ in t.observed]),
        "month": ("observation", months),
        "generation": np.arange(len(sample.tolerance)),
    }
    titles = [_title(study, k) for k, target in enumerate(study.targets) for _ in target.observed]
    coordinates |= pair("target_name", "observation", titles)
    sources = [target.source for target in study.targets for _ in target.observed]
    coordinates |= pair("target_source", "observation", sources)
    after = any(target.quantity.key == BREAK_EVEN for target in study.targets)
    attributes = provenance(study.scenario, study.seed, study.record, "calibrate") | {
        "others": " ".join(prior.path for prior in study.others),
        "study": study.source,
        CODE: packed(study.code),
        "digest": study.digest,
        "effective": kept.effective,
        "as_far": far,
        "misfit": int(far < MISFIT),
        "thresholds": list(THRESHOLDS),
        "runs": generations.runs,
        "replications": study.replications,
        "months": study.scenario.months,
        "not_reached": study.scenario.months + NOT_REACHED if after else 0,
        "reason": sample.reason,
        "band": BAND,
    }
    return xr.Dataset(variables, coordinates, attrs=attributes)


def open_posterior(store: str | PathLike[str]) -> xr.Dataset:
    """Read the posterior of a calibration.

    Parameters
    ----------
    store : path
        The folder of the calibration, or its file ``posterior.nc``.

    Returns
    -------
    xarray.Dataset
        For each particle its value of each parameter (a variable with the path as its name), ``weight``, ``distance``,
        ``place`` (the quantile in each prior), and the statistics ``simulated`` beside those ``observed``. For each
        parameter ``low``, ``median``, ``high`` (weighted quantiles, 10 to 90 %), ``ratio`` (posterior over prior
        standard deviation, in quantiles), ``told`` and ``correlation``. ``attrs["misfit"]`` is 1 where the model does
        not give the data, ``as_far`` the share of particles as far from their mean as the data.

    Raises
    ------
    StoreError
        There is no posterior: the calibration is not finished, or the path is another one.
    """
    path = Path(store)
    file = path / POSTERIOR if path.is_dir() else path
    try:
        ds = open_dataset(file)
    except OSError:
        raise StoreError(words.NO_POSTERIOR.format(path=path)) from None
    if "played_place" not in ds:
        raise StoreError(words.NO_POSTERIOR.format(path=path))
    return ds


def weighted_quantiles(values: Floats, share: Floats, probabilities: Floats) -> Floats:
    """Return weighted quantiles; each value stands at the middle of its weight, with a line between neighbours.

    Examples
    --------
    >>> weighted_quantiles(np.array([3.0, 1.0, 2.0]), np.full(3, 1 / 3), np.array([0.5])).tolist()
    [2.0]
    """
    order = np.argsort(values, kind="stable")
    return np.interp(probabilities, np.cumsum(share[order]) - 0.5 * share[order], values[order])


def as_far(metric: Metric, simulated: Floats, share: Floats, observed: Floats) -> float:
    """Return the share of weighted statistics (n, all) at least as far from their mean as the observed ones (all,).

    Examples
    --------
    >>> metric = Metric([slice(0, 1)], [np.eye(1)])
    >>> simulated, share = np.array([[1.0], [2.0], [3.0], [6.0]]), np.full(4, 0.25)
    >>> as_far(metric, simulated, share, np.array([1.5])), as_far(metric, simulated, share, np.array([9.0]))
    (0.5, 0.0)
    """
    mean = _weighted_mean(simulated, share)
    from_data = float(metric.distance(observed[None, :], mean)[0])
    apart = metric.distance(simulated, mean)
    return float(share[apart >= from_data * (1.0 - 1e-12)].sum()) if math.isfinite(from_data) else 0.0


def _weighted_mean(statistics: Floats, share: Floats) -> Floats:
    """Return the mean of statistics (n, all) over the particles that define each."""
    there = np.isfinite(statistics)
    weight = np.where(there, share[:, None], 0.0)
    total = weight.sum(axis=0)
    mean = (np.where(there, statistics, 0.0) * weight).sum(axis=0) / np.where(total > 0.0, total, 1.0)
    return np.where(total > 0.0, mean, np.nan)


def _title(study: Study, k: int) -> Any:
    """Return the words of a target: its quantity, with the title of its resource."""
    target = study.targets[k]
    from sim.vocabulary.text import same

    if target.quantity.source:
        return same(target.name)
    if target.resource is None:
        return target.quantity.text
    title = study.scenario.resources[target.resource].title
    if "{resource}" in target.quantity.text.en:
        return target.quantity.text.format(resource=title)
    return words.OF.format(what=target.quantity.text, resource=title)


def _numbers(values: NDArray[Any]) -> Floats:
    """Return values as numbers; words are NaN."""
    if values.dtype.kind in "OU":
        return np.array([math.nan if isinstance(v, str) else float(v) for v in values])
    return values.astype(np.float64)


def _about(en: str, fr: str, unit: str) -> dict[str, str]:
    """Return the attributes of a variable."""
    return {"units": priced(unit), "long_name": en, "long_name_fr": fr}
