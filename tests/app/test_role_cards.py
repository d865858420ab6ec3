"""Role cards: one for each organization, two to a page, with what it pays alone and nothing of the pool."""

import pytest

from sim.app.own_numbers import FIELDS, read_numbers
from sim.app.role_cards import contents, role_cards
from sim.app.sentences import amount
from sim.app.words import role_cards as words
from sim.vocabulary.text import LANGUAGES
from tests.app.test_handout import pages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_organization_has_a_card_with_what_it_pays_alone(case, lang):
    told = contents(case, lang)
    assert [card["name"] for card in told["cards"]] == case.names
    for card, bill in zip(told["cards"], case.bills, strict=True):
        alone = words.ALONE.format(month=amount(bill.alone), year=amount(12.0 * bill.alone))
        assert card["alone"] == alone[lang]
        assert set(card) == {"name", "who", "need", "alone", "worries"}  # nothing of what the pool would cost
        assert len(set(card["worries"])) == 2
    assert len({tuple(card["worries"]) for card in told["cards"]}) >= 6
    assert "9" in told["cards"][0]["who"]  # its size in the table of the case
    assert pages(role_cards(case, lang)) == [(8.5, 11.0)] * 6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_own_cases_have_cards_too(workshop, lang):
    names = {f"Regroupement d'organismes de la région, numéro {k} <b>": 1_000.0 + k for k in range(5)}
    fields = {name: example for name, (_, _, example) in FIELDS.items()}
    case = workshop.use_own(read_numbers(fields | {"name": "#show: x => [y]", "resource": "$x$ * _a_"}, names))
    told = contents(case, lang)
    assert [card["name"] for card in told["cards"]] == list(names)
    assert "$x$ * _a_" in told["cards"][0]["need"]
    assert pages(role_cards(case, lang)) == [(8.5, 11.0)] * 3
