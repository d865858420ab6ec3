"""The median J-curve, its trough and its break-even, worked out by hand and against the definition."""

import numpy as np
import pytest

from sim import Status, simulate
from sim.analysis import CurveSummary, Spread, j_curve, median_curve, summarize_curve
from sim.analysis.words.j_curve import break_even_label, curve_sentences, not_back_label, trough_label


def curve_of(*gains):
    return np.concatenate([[0.0], np.cumsum(gains)])


def test_the_median_curve_is_the_median_of_each_month(simulated):
    gain = j_curve(simulated)["collective_cumulative_gain"]
    curve = median_curve(gain)
    assert curve["month"].values.tolist() == list(range(gain.sizes["month"] + 1))
    assert set(curve.isel(month=0).to_array().values.tolist()) == {0.0}
    rows = gain.transpose("replication", "month").values
    for name, share in (("low", 0.1), ("median", 0.5), ("high", 0.9)):
        np.testing.assert_allclose(curve[name].values[1:], np.quantile(rows, share, axis=0), rtol=1e-12)


def test_organizations_keep_a_curve_each(simulated):
    gain = simulated["gain"].cumsum("month")
    curve = median_curve(gain)
    assert curve["median"].sizes == {"organization": gain.sizes["organization"], "month": gain.sizes["month"] + 1}
    one = median_curve(gain.isel(organization=3))
    np.testing.assert_array_equal(curve["median"].isel(organization=3), one["median"])


@pytest.mark.parametrize(
    ("gains", "expected"),
    [
        ((-300.0, 100.0, 150.0, 50.0, 100.0), (Status.BROKE_EVEN, 300.0, 1, 4, 100.0, 100.0)),
        ((100.0, -50.0, -90.0, 10.0), (Status.NOT_YET, 40.0, 3, 0, -30.0, -130.0 / 3)),
        ((5.0, 5.0), (Status.NO_LOSS, 0.0, 0, 0, 10.0, 5.0)),
        ((-7.0,), (Status.NOT_YET, 7.0, 1, 0, -7.0, -7.0)),
        # back in month 2, lower once more in month 3: the break-even comes after the trough
        ((-1.0, 1.0, -2.0, 2.0), (Status.BROKE_EVEN, 2.0, 3, 4, 0.0, 1.0 / 3)),
    ],
)
def test_a_curve_in_a_few_numbers(gains, expected):
    summary = summarize_curve(curve_of(*gains))
    assert summary[:5] == expected[:5]
    assert summary.monthly == pytest.approx(expected[5])


def test_the_last_year_gives_the_monthly_gain():
    assert summarize_curve(curve_of(*[-100.0] * 5, *[7.0] * 12)).monthly == pytest.approx(7.0)


@pytest.mark.parametrize(
    ("entered", "pooling", "status"),
    [(False, False, Status.NEVER_ENTERED), (True, False, Status.NEVER), (True, True, Status.NOT_YET)],
)
def test_a_curve_that_is_not_back_says_whether_it_may_be(entered, pooling, status):
    assert summarize_curve(curve_of(-3.0, 1.0), entered=entered, pooling=pooling).status == status


def test_one_run_has_one_trough(quebec):
    ds = simulate(quebec, replications=1)
    summary = summarize_curve(median_curve(j_curve(ds)["collective_cumulative_gain"])["median"].values)
    assert summary.trough == ds["collective_trough"].item()
    assert summary.depth == pytest.approx(ds["collective_depth"].item())
    assert summary.break_even == ds["collective_break_even"].item()


@pytest.mark.parametrize(
    ("summary", "french"),
    [
        (CurveSummary(Status.NEVER_ENTERED, 0.0, 0, 0, 0.0, 0.0), ["Personne ne mutualise : chaque"]),
        (CurveSummary(Status.NO_LOSS, 0.0, 0, 0, 90.0, 1.0), ["Le groupe ne perd à aucun moment."]),
        (
            CurveSummary(Status.BROKE_EVEN, 1750.0, 1, 8, 4000.0, 250.0),
            ["Retour à l’équilibre : mois 8.", "Au pire, au mois 1, le groupe a perdu 1 750 $; après 24 mois, il a"],
        ),
        (
            CurveSummary(Status.NOT_YET, 500.0, 24, 0, -500.0, -20.0),
            ["Le groupe ne rentre pas dans ses frais en 24 mois.", "Après 24 mois, il a perdu 500 $."],
        ),
        (CurveSummary(Status.NEVER, 500.0, 2, 0, 0.0, 0.0), ["Le groupe ne rentre pas dans ses frais en 24 mois."]),
    ],
)
def test_a_curve_in_sentences(summary, french):
    sentences = [sentence.fr.replace("\u00a0", " ") for sentence in curve_sentences(summary, 24)]
    assert len(sentences) == len(french)
    for sentence, start in zip(sentences, french, strict=True):
        assert sentence.startswith(start)


def test_labels():
    assert trough_label(24, 500.0, 24, of_runs=True).en == "Still falling\n\u2212$500"
    assert trough_label(3, 500.0, 24, of_runs=False).en == "Trough: month 3\n\u2212$500"
    assert trough_label(2.5, 500.0, 24, of_runs=True).en == "Trough: month 2\n\u2212$500\n(medians of the runs)"
    assert break_even_label(Spread(18.0, 21.0, np.inf, np.inf)).en.endswith("(80% of runs: 18 to later)")
    assert not_back_label(1).en == "No break-even in 1 month"
    assert (
        not_back_label(24, 3, 50).fr.replace("\u00a0", " ") == "Pas d’équilibre en 24 mois\n(dans 3 simulations sur 50)"
    )
