"""Shares as tables: for a terminal, and as CSV, JSON and Markdown."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from babel.numbers import format_decimal
from rich.table import Table

from sim.analysis import Shares
from sim.analysis.numbers import LOCALES, percent, rounded
from sim.analysis.numbers import money as dollars
from sim.cli.tables import NOTHING, markdown_table, number_table
from sim.cli.words import share as words
from sim.cli.words.choices import HEADS
from sim.tables.writing import csv_text
from sim.vocabulary.text import LANGUAGES, Lang, Text, number, same


def amounts(shares: Shares, money: bool) -> Callable[[float], Text]:
    """Return the function that writes amounts: in dollars, or with the decimals that suit the size of the costs."""
    if money:
        return dollars
    scale = shares.game.scale
    if not 1e-6 <= scale < 1e15:
        return lambda value: number(float(f"{value:.4g}"))
    decimals = 0 if scale >= 10_000 else 1 if scale >= 1_000 else 2 if scale >= 10 else 3
    if scale < 1.0:
        decimals += math.ceil(-math.log10(scale))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")

    def write(value: float) -> Text:
        value = round(value, decimals) + 0.0  # no minus zero
        texts = (format_decimal(value, pattern, LOCALES[lang]).replace("-", "\u2212") for lang in LANGUAGES)
        return Text(*texts)

    return write


def tables(shares: Shares, lang: Lang, money: bool) -> Iterator[Table]:
    """Make two tables, members by rules: what each pays, and what it saves against being alone.

    Parameters
    ----------
    shares : Shares
        From `sim.analysis.share_cost`.
    lang : {"en", "fr"}
        Language.
    money : bool
        Whether amounts are dollars a month.

    Yields
    ------
    rich.table.Table
    """
    rules = [HEADS.get(name, capital(shares.rules[name])) for name in shares.audits]
    for title, heads, rows in _tables(shares, rules, money):
        yield number_table(heads, rows, lang, title=title, total=True)


def capital(text: Text) -> Text:
    """Begin with a capital."""
    return Text(*(text[lang][:1].upper() + text[lang][1:] for lang in LANGUAGES))


def _tables(
    shares: Shares, rules: Sequence[Text], money: bool
) -> Iterator[tuple[Text, list[Text], list[tuple[Text, ...]]]]:
    """Give the title, heads and rows of the two tables: each member, and all together."""
    write = amounts(shares, money)
    names = [*map(same, shares.game.members), words.TOGETHER]
    alone = [*shares.game.stand_alone, shares.game.stand_alone.sum()]
    allocations = np.array([[*audit.allocation, audit.allocation.sum()] for audit in shares.audits.values()]).T
    columns = list(zip(names, alone, allocations, strict=True))
    pays = [(name, write(cost), *map(write, parts)) for name, cost, parts in columns]
    yield words.PAYS_MONTHLY if money else words.PAYS, [words.MEMBER, words.ALONE, *rules], pays
    saves = []
    for name, cost, parts in columns:
        saves.append((name, *(percent(rounded(1.0 - part / cost, 2)) if cost > 0.0 else NOTHING for part in parts)))
    yield words.SAVING, [words.MEMBER, *rules], saves


def as_markdown(shares: Shares, lang: Lang, money: bool, source: Text, sentences: Iterable[Text]) -> str:
    """Write a page of Markdown: the source of the costs, what each member pays and saves, the objections."""
    parts = [source[lang]]
    for title, heads, rows in _tables(shares, [capital(shares.rules[name]) for name in shares.audits], money):
        parts += [f"**{title[lang]}**", markdown_table(heads, rows, lang)]
    parts.append("\n".join(f"- {sentence[lang]}" for sentence in sentences if sentence[lang]))
    return "\n\n".join(parts)


def as_csv(shares: Shares) -> str:
    """Write a row for each rule and member."""
    columns = ["rule", "member", "stand_alone_cost", "allocation", "saving", "in_core"]
    return csv_text(columns, _rows(shares)).rstrip("\n")


def _rows(shares: Shares) -> Iterator[tuple[object, ...]]:
    """Give the cells of each rule and member."""
    alone = shares.game.stand_alone
    for name, audit in shares.audits.items():
        stable = "" if audit.in_core is None else str(audit.in_core).lower()
        for i, member in enumerate(shares.game.members):
            share = float(audit.allocation[i])
            yield name, member, float(alone[i]), share, float(alone[i]) - share, stable


def as_json(shares: Shares) -> str:
    """Write all results, under the names that the package uses."""
    game, audits = shares.game, shares.audits.items()
    content: dict[str, Any] = {
        "members": list(game.members),
        "cost": game.total,
        "stand_alone_cost": game.named(game.stand_alone),
        "allocations": {name: game.named(audit.allocation) for name, audit in audits},
        "savings": {name: game.named(game.stand_alone - audit.allocation) for name, audit in audits},
        "in_core": {name: audit.in_core for name, audit in audits},
        "objections": {
            name: [
                {"members": list(each.members), "excess": each.excess, "cost": each.cost} for each in audit.objections
            ]
            for name, audit in audits
        },
        "objecting_coalitions": {name: audit.objecting for name, audit in audits},
        "nearest_in_core": {
            name: None if audit.nearest is None else game.named(audit.nearest) for name, audit in audits
        },
    }
    if shares.least is not None and shares.properties is not None:
        proof = next((audit.balance for _, audit in audits if audit.balance is not None), None)
        weights = [] if proof is None else zip(proof.coalitions, proof.weights, strict=True)
        content["least_core"] = shares.least.level
        content["balancing_weights"] = [{"members": list(group), "weight": weight} for group, weight in weights]
        held = shares.properties
        findings = {"monotone": held.monotone, "subadditive": held.subadditive, "concave": held.concave}
        content["properties"] = {
            name: {"holds": True}
            if each
            else {"holds": False, "coalitions": [list(each.first), list(each.second)], "gap": each.gap}
            for name, each in findings.items()
        }
    if shares.estimate is not None:
        low, high = game.named(shares.estimate.low), game.named(shares.estimate.high)
        content["confidence"] = {"shapley": {"low": low, "high": high}}
    return json.dumps(content, ensure_ascii=False, indent=2)
