"""Shares as tables: for a terminal, and as CSV, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np
from babel.numbers import format_decimal
from rich.box import SIMPLE
from rich.markup import escape
from rich.table import Table

from sim.analysis.numbers import LOCALES, percent
from sim.analysis.numbers import money as dollars
from sim.cli.words import share as words
from sim.vocabulary.text import LANGUAGES, Lang, Text, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sim.analysis import Shares
    from sim.games import Finding


def amounts(found: Shares, money: bool) -> Callable[[float], Text]:
    """Return how amounts of this game are written: in dollars, or with as many decimals as the costs call for."""
    if money:
        return dollars
    scale = found.game.scale
    if not 1e-6 <= scale < 1e15:
        return lambda value: number(float(f"{value:.4g}"))
    decimals = 0 if scale >= 10_000 else 1 if scale >= 1_000 else 2 if scale >= 10 else 3
    if scale < 1.0:
        decimals += math.ceil(-math.log10(scale))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")

    def write(value: float) -> Text:
        value = round(value, decimals) + 0.0  # no minus zero
        said = (format_decimal(value, pattern, LOCALES[lang]).replace("-", "\u2212") for lang in LANGUAGES)
        return Text(*said)

    return write


def tables(found: Shares, lang: Lang, money: bool) -> Iterator[Table]:
    """Make two tables, members by rules: what each pays, and what it saves against being alone.

    Parameters
    ----------
    found : Shares
        From `sim.analysis.share_cost`.
    lang : {"en", "fr"}
        Language.
    money : bool
        Whether amounts are dollars a month.

    Yields
    ------
    rich.table.Table
    """
    heads = [words.MEMBER, words.ALONE, *(_head(found, name) for name in found.audits)]
    pays, saves = _rows(found, money)
    title = words.PAYS_MONTHLY if money else words.PAYS
    yield _table(title[lang], heads, pays, lang)
    yield _table(words.SAVING[lang], [heads[0], *heads[2:]], saves, lang)


def _head(found: Shares, name: str) -> Text:
    """Title of the column of a rule."""
    return words.HEADS.get(name, capital(found.rules[name]))


def capital(said: Text) -> Text:
    """Begin with a capital."""
    return Text(*(said[lang][:1].upper() + said[lang][1:] for lang in LANGUAGES))


def _rows(found: Shares, money: bool) -> tuple[list[tuple[Text, ...]], list[tuple[Text, ...]]]:
    """Rows of the two tables: each member, and all together."""
    write = amounts(found, money)
    alone = found.game.stand_alone
    shares = np.array([audit.allocation for audit in found.audits.values()])
    pays = [
        (Text(name, name), write(alone[i]), *(write(share) for share in shares[:, i]))
        for i, name in enumerate(found.game.members)
    ]
    pays.append((words.TOGETHER, write(alone.sum()), *(write(share) for share in shares.sum(axis=1))))
    saves = [
        (Text(name, name), *(_saving(alone[i], share) for share in shares[:, i]))
        for i, name in enumerate(found.game.members)
    ]
    saves.append((words.TOGETHER, *(_saving(alone.sum(), share) for share in shares.sum(axis=1))))
    return pays, saves


def _saving(alone: float, share: float) -> Text:
    """A saving as a share of the cost alone."""
    return percent(float(f"{1.0 - share / alone:.2g}")) if alone > 0.0 else words.NOTHING


def _table(title: str, heads: list[Text], rows: list[tuple[Text, ...]], lang: Lang) -> Table:
    """A table whose numbers are never cut."""
    table = Table(
        box=SIMPLE, collapse_padding=True, pad_edge=False, title=title, title_justify="left", min_width=len(title)
    )
    for place, head in enumerate(heads):
        lines = [*head[lang].splitlines(), *(row[place][lang] for row in rows)]
        if place == 0:
            table.add_column(head[lang], overflow="fold", min_width=12)
        else:
            table.add_column(head[lang], justify="right", no_wrap=True, min_width=max(map(len, lines)))
    for row in rows[:-1]:
        table.add_row(*(escape(cell[lang]) for cell in row))
    table.add_section()
    table.add_row(*(escape(cell[lang]) for cell in rows[-1]))
    return table


def as_markdown(found: Shares, lang: Lang, money: bool, source: Text, said: Iterable[Text]) -> str:
    """Write a page of Markdown: where the costs come from, what each pays and saves, what can be said against it."""
    heads = [words.MEMBER, words.ALONE, *(capital(found.rules[name]) for name in found.audits)]
    pays, saves = _rows(found, money)
    title = words.PAYS_MONTHLY if money else words.PAYS
    parts = [source[lang], f"**{title[lang]}**", _markdown(heads, pays, lang)]
    parts += [f"**{words.SAVING[lang]}**", _markdown([heads[0], *heads[2:]], saves, lang)]
    parts.append("\n".join(f"- {sentence[lang]}" for sentence in said if sentence[lang]))
    return "\n\n".join(parts)


def _markdown(heads: Sequence[Text], rows: Sequence[Sequence[Text]], lang: Lang) -> str:
    """Write one table."""
    lines = [[head[lang] for head in heads], ["---", *["---:"] * (len(heads) - 1)]]
    lines += [[cell[lang] for cell in row] for row in rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def as_csv(found: Shares) -> str:
    """Write a row for each rule and member."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["rule", "member", "stand_alone_cost", "allocation", "saving", "in_core"])
    alone = found.game.stand_alone
    for name, audit in found.audits.items():
        stable = "" if audit.in_core is None else str(audit.in_core).lower()
        for i, member in enumerate(found.game.members):
            share = float(audit.allocation[i])
            table.writerow([name, member, float(alone[i]), share, float(alone[i]) - share, stable])
    return out.getvalue().rstrip("\n")


def as_json(found: Shares) -> str:
    """Write everything that is known, by the names of the package."""
    game = found.game
    whole: dict[str, Any] = {
        "members": list(game.members),
        "cost": game.total,
        "stand_alone_cost": game.named(game.stand_alone),
        "allocations": {name: game.named(audit.allocation) for name, audit in found.audits.items()},
        "savings": {name: game.named(game.stand_alone - audit.allocation) for name, audit in found.audits.items()},
        "in_core": {name: audit.in_core for name, audit in found.audits.items()},
        "objections": {
            name: [
                {"members": list(each.members), "excess": each.excess, "cost": each.cost} for each in audit.objections
            ]
            for name, audit in found.audits.items()
        },
        "objecting_coalitions": {name: audit.objecting for name, audit in found.audits.items()},
        "nearest_in_core": {
            name: None if audit.nearest is None else game.named(audit.nearest) for name, audit in found.audits.items()
        },
    }
    if found.least is not None and found.properties is not None:
        proofs = [audit.balance for audit in found.audits.values() if audit.balance is not None]
        whole["least_core"] = found.least.level
        whole["balancing_weights"] = [
            {"members": list(coalition), "weight": weight}
            for proof in proofs[:1]
            for coalition, weight in zip(proof.coalitions, proof.weights, strict=True)
        ]
        held = found.properties
        findings = {"monotone": held.monotone, "subadditive": held.subadditive, "concave": held.concave}
        whole["properties"] = {name: _finding(each) for name, each in findings.items()}
    if found.estimate is not None:
        whole["confidence"] = {
            "shapley": {"low": game.named(found.estimate.low), "high": game.named(found.estimate.high)}
        }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _finding(each: Finding) -> dict[str, Any]:
    """A property, with the two coalitions that break it."""
    if each:
        return {"holds": True}
    return {"holds": False, "coalitions": [list(each.first), list(each.second)], "gap": each.gap}
