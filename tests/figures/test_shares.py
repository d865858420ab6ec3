"""The figures of shared costs: nothing overlaps, both languages, filled only where no coalition objects."""

import re
from itertools import combinations

import numpy as np
import pytest

from sim import figures
from sim.analysis import group, share_cost, stability
from sim.games import CostGame
from sim.vocabulary.text import LANGUAGES, Text


@pytest.fixture(scope="module")
def runway():
    demands = {f"Aéroport des Îles-{i}": float(i * i) for i in range(5, 17)}
    return share_cost(CostGame.from_demands(demands, max))


@pytest.fixture(scope="module")
def hr(workshop):
    chosen = group(workshop, "hr")
    return share_cost(chosen.game, group=chosen)


@pytest.fixture(scope="module")
def counted(workshop):
    return stability(workshop, 24, replications=2)


def overlaps(words, page):
    """List texts that overlap or leave the page."""
    found = [one.text for one in words if one.box.x0 < 0 or one.box.x1 > page.x1 or one.box.y0 < 0]
    for one, other in combinations(words, 2):
        wide = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
        tall = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
        if wide > 1.0 and tall > 1.0:
            found.append((one.text, other.text))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["slide", "paper"])
def test_nothing_overlaps(runway, hr, counted, words_of, lang, size):
    source = Text("Costs: a.csv.", "Coûts\u00a0: a.csv.")
    for figure in (
        figures.shares(runway, lang, size, source=source),
        figures.shares(hr, lang, size),
        figures.stability(counted, lang, size),
    ):
        assert overlaps(words_of(figure), figure.bbox) == []


def test_french_typography(runway, counted, words_of):
    for figure in (figures.shares(runway, "fr"), figures.stability(counted, "fr")):
        for text in (words.text for words in words_of(figure)):
            assert not re.search(r"[^\u00a0][:%$»]", text), text
            assert not re.search(r"\s[?!;]", text), text


def test_what_is_in_the_core_is_filled_and_where_it_should_be(runway):
    figure = figures.shares(runway)
    (axes,) = figure.axes
    marks = [line for line in axes.lines if line.get_marker() not in ("None", None, "")]
    assert len(marks) == len(runway.audits)
    alone = runway.game.stand_alone
    for line, audit in zip(marks, runway.audits.values(), strict=True):
        np.testing.assert_allclose(line.get_xdata(), audit.allocation / alone)
        assert (line.get_markerfacecolor() == "white") == (audit.in_core is False)
    assert {audit.in_core for audit in runway.audits.values()} == {True, False}


def test_bars_are_the_shares_of_the_pools(counted):
    figure = figures.stability(counted)
    (axes,) = figure.axes
    widths = sorted(round(patch.get_width(), 9) for patch in axes.patches)
    counts = counted["pools"].values
    total = counts.sum(axis=2, keepdims=True)
    assert widths == sorted(round(float(each), 9) for each in (counts / np.maximum(total, 1)).ravel() if each > 0)


def test_members_that_would_pay_nothing_alone(words_of):
    found = share_cost(CostGame(["A", "B"], [0, 0, 7, 7]), ["equal", "nucleolus"])
    said = " ".join(words.text for words in words_of(figures.shares(found)))
    assert "alone it would pay nothing: 1 member." in said.replace("\n", " ")


@pytest.mark.parametrize("size", ["slide", "paper"])
def test_long_names_that_begin_alike_are_told_apart_where_there_is_room(words_of, size):
    names = [f"Organisme communautaire numéro {i} de la Haute-Côte-Nord" for i in range(5)]
    game = CostGame.from_function(names, lambda coalition: 10.0 + len(coalition))
    figure = figures.shares(share_cost(game, ["equal"]), "fr", size)
    words = words_of(figure)
    assert overlaps(words, figure.bbox) == []
    assert len({each.text for each in words if each.text.startswith("Organisme")}) == 5


@pytest.mark.parametrize(
    ("members", "size", "lang"),
    [(20, "slide", "fr"), (20, "paper", "fr"), (40, "slide", "en"), (40, "paper", "fr"), (60, "slide", "fr")],
)
def test_many_members_stand_in_order_where_their_names_have_no_room(words_of, members, size, lang):
    demands = {f"Organisme {i}": 1.0 + i * 7 % members for i in range(members)}
    if members == 20:  # the costs of a million coalitions, in one step for each member
        costs = np.zeros(1)
        for demand in demands.values():
            costs = np.append(costs, costs + demand)
        costs[1:] += 10.0
        game = CostGame(list(demands), costs)
    else:
        game = CostGame.from_function(list(demands), lambda names: 10.0 + sum(demands[name] for name in names))
    found = share_cost(game, ["equal", "proportional"])
    figure = figures.shares(found, lang, size)
    words = words_of(figure)
    assert overlaps(words, figure.bbox) == []
    named = sum(each.text.startswith("Organisme") for each in words)
    assert named == (20 if members == 20 else 0)
    if not named:
        assert any(each.text.startswith(str(members)) for each in words)
        (axes,) = figure.axes
        equal = next(line for line in axes.lines if line.get_marker() == "o")
        assert (np.diff(equal.get_xdata()) >= 0.0).all()  # the same for all, against less and less alone
