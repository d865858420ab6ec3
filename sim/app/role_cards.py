"""Role cards: two to a letter-size page, one for each organization, with what it knows before anybody decides."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from sim.app.cases import Case
from sim.app.sentences import amount, caveat
from sim.app.words import role_cards as words
from sim.app.words import room as room_words
from sim.scenario.schema.population import KINDS
from sim.vocabulary.text import LANGUAGES, Lang, Text, number, same, verbatim

_SHEET: Final = Path(__file__).with_name("role_cards.typ")
_NOUN: Final = re.compile(r"([^\W\d_]+)( .*)?")


def role_cards(case: Case, lang: Lang) -> bytes:
    """Return the role cards of a case as PDF, pages of 8.5 by 11 inches."""
    return _typeset(json.dumps(contents(case, lang), ensure_ascii=False))


def contents(case: Case, lang: Lang) -> dict[str, Any]:
    """Return the texts of the cards: what each organization is, needs and pays alone, and what worries it.

    A card tells nothing of the pool: what it would cost is for the phones and the screen to say.
    """
    group = case.group
    needs = dict(zip(group.members, group.need.tolist(), strict=True))
    alone = [bill.alone for bill in case.bills]
    third = {row: 3 * place // len(alone) for place, row in enumerate(np.argsort(alone, kind="stable").tolist())}
    cards = []
    for row, name in enumerate(case.names):
        worries = words.WORRIES[third[row]]
        cards.append(
            {
                "name": name,
                "who": _who(case, row)[lang],
                "need": _need(case, needs.get(name, 0.0))[lang],
                "alone": words.ALONE.format(month=amount(alone[row]), year=amount(12.0 * alone[row]))[lang],
                "worries": [worries[(row + k) % len(worries)][lang] for k in range(2)],
            }
        )
    return {
        "lang": lang,
        "title": case.neutral_title[lang],
        "brand": room_words.PRODUCT[lang],
        "note": caveat(case.scenario.fictional)[lang],
        "heads": {key: head[lang] for key, head in words.HEADS.items()},
        "cards": cards,
    }


def _who(case: Case, row: int) -> Text:
    """Say what kind of organization one is, its sector and its size, as far as the case's table tells them."""
    given = case.scenario.organizations
    values = given.values if given is not None and case.own is None else {}

    def value(key: str) -> float:
        return float(values[key][row]) if key in values else np.nan

    kind, sector, size = value("kind"), value("sector"), value("size")
    sectors = case.scenario.sector_names
    return words.BOARD.format(
        kind=words.ANY_KIND if np.isnan(kind) else words.KINDS[KINDS[int(kind)]],
        sector="" if np.isnan(sector) or not sectors else words.SECTOR.format(name=same(sectors[int(sector) - 1])),
        size="" if np.isnan(size) else words.SIZE.format(n=number(round(size, 1))),
    )


def _need(case: Case, need: float) -> Text:
    """Say what an organization needs a month."""
    if need <= 0.0:
        return words.NO_NEED
    resource = case.scenario.resources[case.resource]
    return words.NEED.format(what=resource.title, amount=quantity(need, resource.unit))


def quantity(value: float, unit: Text) -> Text:
    """Write a number of units.

    Examples
    --------
    >>> quantity(1.5, Text("day", "jour"))
    Text(en='1.5 days', fr='1,5 jour')
    >>> quantity(40.0, Text("dollar of loss", "dollar de perte")).fr, quantity(3.0, same("m²")).en
    ('40 dollars de perte', '3 m²')
    """
    rounded = round(value, 1 if value < 100.0 else 0)
    n = number(rounded)
    said: list[str] = []
    for lang in LANGUAGES:
        noun = _NOUN.fullmatch(unit[lang])
        if noun is None or not noun[1].isalpha():  # a symbol
            said.append(f"{n[lang]} {unit[lang]}")
            continue
        many = rounded >= 2.0 if lang == "fr" else rounded != 1.0  # French has the plural from 2 on
        ending = "s" if many and noun[1][-1] not in "sxz" else ""
        said.append(f"{n[lang]} {noun[1]}{ending}{noun[2] or ''}")
    return verbatim(*said)


@lru_cache(maxsize=4)
def _typeset(data: str) -> bytes:
    """Typeset the pages; a second print is immediate."""
    import typst

    made = typst.compile(_SHEET.read_bytes(), format="pdf", sys_inputs={"data": data}, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made
