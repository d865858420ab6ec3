"""A paired difference: Student's interval, by hand, against SciPy, and where it has nothing to say."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_rel

from sim.analysis import paired_difference


def runs(*values):
    return xr.DataArray(np.array(values, dtype=float), dims="replication")


def test_four_differences_by_hand():
    # differences 1, 1, 3, 3: mean 2, s^2 = 4/3, s/sqrt(4) = 0.57735; t(3, 0.975) = 3.18245 (Student's table)
    found = paired_difference(runs(11, 21, 33, 43), runs(10, 20, 30, 40))
    assert float(found["mean"]) == 2.0
    assert float(found["high"]) - 2.0 == pytest.approx(3.18245 * 0.57735, abs=1e-5)
    assert 2.0 - float(found["low"]) == pytest.approx(float(found["high"]) - 2.0)
    assert int(found["pairs"]) == 4


@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=2, max_size=30),
    st.floats(0.5, 0.999),
)
def test_it_is_the_interval_of_the_paired_t_test(pairs, confidence):
    one, other = (np.array(column) for column in zip(*pairs, strict=True))
    if np.ptp(one - other) < 1e-6:
        return
    found = paired_difference(runs(*one), runs(*other), confidence)
    expected = ttest_rel(one, other).confidence_interval(confidence)
    assert float(found["low"]) == pytest.approx(expected.low, rel=1e-6, abs=1e-6)
    assert float(found["high"]) == pytest.approx(expected.high, rel=1e-6, abs=1e-6)


def test_what_does_not_differ_differs_by_exactly_nothing():
    values = runs(0.1, 1e9, -3.3)
    found = paired_difference(values, values)
    assert [float(found[name]) for name in ("mean", "low", "high")] == [0.0, 0.0, 0.0]


def test_what_chance_adds_to_both_cancels():
    luck = np.random.default_rng(1).normal(0.0, 1e6, 50)
    found = paired_difference(runs(*(luck + 7.0)), runs(*luck))
    assert float(found["mean"]) == pytest.approx(7.0)
    assert float(found["high"] - found["low"]) < 1e-6


def test_a_pair_of_which_one_is_not_defined_is_left_out():
    found = paired_difference(runs(1, np.nan, 5, 7), runs(0, 0, np.nan, 4))
    assert int(found["pairs"]) == 2
    assert float(found["mean"]) == 2.0


@pytest.mark.parametrize(("values", "mean"), [((3.0,), 3.0), ((np.nan, np.nan), np.nan)])
def test_without_two_pairs_there_is_no_interval(values, mean):
    found = paired_difference(runs(*values), runs(*[0.0] * len(values)))
    assert float(found["mean"]) == pytest.approx(mean, nan_ok=True)
    assert np.isnan(found["low"])
    assert np.isnan(found["high"])


def test_other_dimensions_are_kept_in_their_order():
    values = xr.DataArray(np.arange(6.0).reshape(2, 3), dims=("world", "replication"), coords={"world": ["a", "b"]})
    found = paired_difference(values, values.isel(world=0))
    assert found["mean"].dims == ("world",)
    assert found["mean"].values.tolist() == [0.0, 3.0]


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_a_confidence_that_is_none_is_refused(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        paired_difference(runs(1, 2), runs(1, 2), confidence)
