"""Figures speak both languages completely, say what they are, and agree with the verdict."""

import re

import numpy as np
import pytest
import xarray as xr

from sim import figures
from sim.analysis import caveat, outcomes, verdict
from sim.analysis.numbers import money, rounded
from sim.scenario import with_values
from sim.vocabulary.loss import LEFT_BEHIND
from sim.vocabulary.text import LANGUAGES

SAME_IN_BOTH = {"Coordination", "gain"}
NAMES = re.compile(r"[A-Za-zÀ-ÿ]{3,}")


def test_every_word_is_translated(every_text):
    for (name, english), (_, french) in zip(every_text("en"), every_text("fr"), strict=True):
        shared = {w.text for w in english} & {w.text for w in french}
        assert {text for text in shared if NAMES.search(text)} <= SAME_IN_BOTH, name


def test_french_typography(every_text):
    for name, words in every_text("fr"):
        for text in (word.text for word in words):
            assert not re.search(r"[^\u00a0M][:%$»]|[^\u00a0]M\$", text), (name, text)  # of millions, 1,2 M$
            assert not re.search(r"\s[?!;]", text), (name, text)
            assert not re.search(r"\d[.,]?\d*\.\d", text), (name, text)  # a decimal comma, not a point
            assert not re.search(r"[1-9]\d*,\d{3}(?!\d)", text), (name, text)  # thousands; 0,081 is a decimal


def test_english_typography(every_text):
    for name, words in every_text("en"):
        for text in (word.text for word in words):
            assert not re.search(r"[\s\u00a0][:%;?!]", text), (name, text)
            assert not re.search(r"\d\s?\$", text), (name, text)


@pytest.mark.parametrize("fictional", [0, 1])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_of_a_run_says_where_it_comes_from_and_what_it_is_not(make_up, words_of, lang, fictional):
    ds = make_up(months=12, replications=3, organizations=6, fictional=fictional, name="a_case", seed=4321)
    for name in ("j_curve", "who_gains", "participation"):
        foot = " ".join(w.text.replace("\n", " ") for w in words_of(getattr(figures, name)(ds, lang)))
        said = caveat(ds)[lang]
        assert said in foot
        assert ("fict" in said.lower()) == bool(fictional)
        assert {"en": "Scenario a_case, seed 4321, 3 runs", "fr": "Scénario a_case, graine 4321, 3\u00a0"}[lang] in foot


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cost_figure_says_where_it_comes_from_and_what_it_is_not(workshop, words_of, lang):
    foot = " ".join(w.text.replace("\n", " ") for w in words_of(figures.cost_by_members(workshop, "hr", lang)))
    assert {"en": "Scenario atelier.", "fr": "Scénario atelier."}[lang] in foot
    assert {"en": "Fictional example", "fr": "Exemple fictif"}[lang] in foot


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cost_figure_says_what_it_assumes(workshop, words_of, collisions, lang):
    values = {"levers.facilitator_cut": 0.2, "levers.facilitator_fee": 30.0, "resources.hr.progress_ratio": 0.9}
    figure = figures.cost_by_members(with_values(workshop, values), "hr", lang)
    foot = " ".join(w.text.replace("\n", " ") for w in words_of(figure))
    for words in {
        "en": ("experience of", "(unit: day)", "saves 20% of the coordination and costs $30 a month"),
        "fr": ("l’expérience de", "(unité\u00a0: jour)", "économiser 20\u00a0% de la coordination et coûte 30\u00a0$"),
    }[lang]:
        assert words in foot
    assert collisions(figure) == []


def test_the_break_even_of_the_figure_is_the_verdicts(make_up, words_of):
    ds = make_up(entering=1.0, at_once=True, leaving=0.0, saving=0.14)
    month = outcomes(ds).break_even
    said = [words.text for words in words_of(figures.j_curve(ds, "en"))]
    line = f"Break-even: month {month.median:.0f}\n(80% of runs: {month.low:.0f} to {month.high:.0f})"
    assert line in said


def test_the_figure_and_the_verdict_give_the_same_trough(make_up, words_of):
    ds = make_up(entering=1.0, at_once=True, leaving=0.0, saving=0.14)
    cumulative = ds["collective_gain"].transpose("replication", "month").values.cumsum(1)
    depth, month = np.median(-cumulative.min(1)), round(np.median(cumulative.argmin(1) + 1))
    text = " ".join(words.text for words in words_of(figures.j_curve(ds, "en")))
    assert f"Trough: month {month}\n\u2212{money(rounded(depth / ds.sizes['organization'])).en}\n(medians" in text
    assert f"At worst, in month {month}, it has lost {money(rounded(depth)).en}; by the plans" in verdict(ds)
    assert "(medians of the troughs of the runs)" in verdict(ds)
    single = make_up(entering=1.0, at_once=True, leaving=0.0, saving=0.14, replications=1)
    text = " ".join(words.text for words in words_of(figures.j_curve(single, "fr")))
    assert "Creux : mois" in text.replace("\u00a0", " ")
    assert "médiane" not in text
    assert "médiane" not in verdict(single, "fr")


def test_the_share_left_behind_counts_every_run(make_up, words_of):
    ds = make_up(replications=9)
    share = float(ds["kind_of_loss"].isin(LEFT_BEHIND).mean())
    assert 0 < share < float((ds["total_gain"] < 0).mean())
    said = " ".join(words.text for words in words_of(figures.who_gains(ds, "en")))
    assert f"Left behind: {100 * share:.2g}%" in said


def test_a_loss_is_said_as_plainly_as_a_gain(make_up, words_of):
    lost = make_up(entering=1.0, saving=-0.1, spread=0.02, replications=4)
    said = " ".join(words.text for words in words_of(figures.j_curve(lost, "en")))
    assert "No break-even in 60 months\n(in 4 of 4 runs)" in said
    said = " ".join(words.text for words in words_of(figures.j_curve(make_up(entering=0.0), "en")))
    assert "Nobody pools" in said


def test_many_resources_are_counted_when_they_are_not_named(make_up, words_of):
    ds = make_up(resources=[f"resource_{k}" for k in range(12)], replications=3, organizations=8)
    said = [words.text for words in words_of(figures.participation(ds, "en"))]
    assert "4 other resources" in said
    assert sum(text.startswith("resource_") for text in said) == 8


def test_single_organizations_that_would_hide_the_group_are_left_out(make_up):
    usual = make_up(months=12, replications=3, organizations=8)
    swing = xr.DataArray(np.resize([1e8, -1e8], usual.sizes["organization"]), dims="organization")
    wild = usual.assign(gain=usual["gain"] + swing)  # the group's gain stays as it is

    def words(ds):
        figure = figures.j_curve(ds)
        labels = [text.get_text() for legend in figure.legends for text in legend.get_texts()]
        return "\n".join(text.get_text() for text in figure.texts).replace("\n", " "), " ".join(labels)

    foot, key = words(usual)
    assert "Thin lines: " in foot
    assert "One organization" in key
    foot, key = words(wild)
    assert "Thin lines" not in foot
    assert "Single organizations are not drawn" in foot
    assert "One organization" not in key
