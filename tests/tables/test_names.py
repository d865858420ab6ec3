"""Names that people write: cleaned once and for all, told apart by their look, and joined so that they come back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.tables.lists import join_names, readings, split_names
from sim.tables.names import Known, clean, look, printable, twins

NAMES = st.text(max_size=12) | st.text('AB",+ é\u0301\u200b\u200d\n\x1b[31m日本', max_size=12)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Maison\ndu Lac", "Maison du Lac"),
        ("Maison\r\ndu Lac", "Maison du Lac"),
        ("Maison\u2028du Lac", "Maison du Lac"),
        ("Maison\vdu\x85Lac", "Maison du Lac"),
        ("Maison\u00a0du\u202fLac", "Maison du Lac"),
        ("  Maison\t du   Lac ", "Maison du Lac"),
        ("\ufeffMaison du\ufeff Lac", "Maison du Lac"),
        ("Mai\u00adson du\u200b Lac\u2060", "Maison du Lac"),
        ("\u202eMaison du Lac\u202c", "Maison du Lac"),
        ("\x1b[31mMaison\x1b[0m du Lac\x07", "Maison du Lac"),
        ("\x1b]0;title\x07Maison du Lac\x1b]8;;http://x\x1b\\", "Maison du Lac"),
        ("\x9b1mMaison du Lac\x00", "Maison du Lac"),
        ("Mai\u200dson d\u200cu Lac", "Maison du Lac"),
        ("Maison\u3164du\u2800Lac", "Maison du Lac"),
        ("The\u0301a\u0302tre", "Théâtre"),
        ("👩‍👧 Maison", "👩‍👧 Maison"),
        ("نامه‌ها", "نامه‌ها"),
        ("\ud800A", "\ufffdA"),
    ],
)
def test_names_are_cleaned(written, name):
    assert clean(written) == name


@given(NAMES)
def test_a_clean_name_is_printable_on_one_line_and_stays_as_it_is(written):
    name = clean(written)
    assert clean(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert name == name.strip()
    assert "  " not in name
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in name)
    assert not set(name) & set("\u200b\u2060\ufeff\u00ad\u202e\u00a0")


@given(NAMES)
def test_a_title_keeps_its_no_break_spaces_and_nothing_else_that_is_unseen(written):
    title = printable(written)
    assert clean(title) == clean(printable(clean(title)))
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in title)
    assert printable("5\u00a0$") == "5\u00a0$"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Théâtre", "The\u0301a\u0302tre"),
        ("L'Œuvre", "L’Œuvre"),
        ("Coop-Sol", "Coop‑Sol"),
        ("Coop-Sol", "Coop–Sol"),
        ("Coop A", "Coop\u00a0A"),
        ("Coop A", "Coop\u2003 A"),
        ("Coop A", "Co\u200bop A"),
        ("Coop", "Сооp"),  # two Cyrillic letters
        ("AB", "ΑΒ"),  # Greek
        ("ABC", "ＡＢＣ"),
        ("fil", "ﬁl"),
        ("♥", "♥\ufe0f"),
        ('"Rang"', "“Rang”"),
    ],
)
def test_look_alikes(one, other):
    assert look(one) == look(other)
    assert list(twins([one, "Z", other])) == [(2, 0)]
    assert Known(["Z", one])[other] == 1


@pytest.mark.parametrize(
    ("one", "other"), [("a", "A"), ("A1", "A2"), ("été", "ete"), ("m²", "m2"), ("日本", "日木"), ("AB", "A B")]
)
def test_names_that_eyes_can_tell_apart(one, other):
    assert look(one) != look(other)
    assert not list(twins([one, other]))
    assert other not in Known([one])


@given(st.lists(NAMES.map(clean).filter(bool), min_size=1, max_size=5), st.sampled_from("+,;"))
def test_any_names_can_be_joined_and_come_back(names, separator):
    joined = join_names(names, separator)
    assert split_names(joined, separator) == names
    assert names in readings(joined, separator, Known(names)) or len(readings(joined, separator, Known(names))) == 2


@given(
    st.lists(
        st.text("AB, ", min_size=1, max_size=5).map(clean).filter(lambda n: n.strip(", ")),
        min_size=1,
        max_size=4,
        unique=True,
    )
)
def test_known_names_need_no_quotes_unless_they_can_be_read_in_two_ways(names):
    joined = ",".join(names)
    ways = readings(joined, ",", Known(names))
    assert len(ways) <= 2
    for way in ways:
        assert ",".join(clean(joined).split(",")).replace(" ", "") == ",".join(way).replace(" ", "") or len(ways) == 1


@pytest.mark.parametrize(
    ("typed", "known", "ways"),
    [
        ("Coop A, B,C", ["Coop A, B", "C", "D+E"], [["Coop A, B", "C"]]),
        ('"Coop A, B",C', ["Coop A, B", "C"], [["Coop A, B", "C"]]),
        ("C , Coop A,  B", ["Coop A, B", "C"], [["C", "Coop A, B"]]),
        ("A, B", ["A", "B", "A, B"], [["A", "B"], ["A, B"]]),
        ('"A, B"', ["A", "B", "A, B"], [["A, B"]]),
        ("A,X", ["A", "B"], [["A", "X"]]),
        ('Le "Rang", 2', ['Le "Rang", 2'], [['Le "Rang", 2']]),
    ],
)
def test_names_with_commas_are_chosen(typed, known, ways):
    assert readings(typed, ",", Known(known)) == ways
