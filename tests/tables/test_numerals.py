"""Numbers that people write: what has one meaning is read, what has two is refused with both."""

import math
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.tables.numerals import Numerals, numeral

GROUPS = (" ", "'", "’", ",", ".")


def grouped(digits: str, mark: str) -> str:
    """Set a mark between thousands, counted from the right."""
    parts = []
    while digits:
        digits, part = digits[:-3], digits[-3:]
        parts.append(part)
    return mark.join(reversed(parts))


def meanings(words: str) -> set[Fraction]:
    """The values of unsigned digits with marks, found by trying each mark as the decimal one, with exact arithmetic."""
    values = set()
    for decimal in ".,":
        whole, _, part = words.partition(decimal)
        if decimal in part or not (part == "" or part.isdecimal()):
            continue
        marks = {c for c in whole if not c.isdecimal()}
        if len(marks) > 1:
            continue
        pieces = whole.split(next(iter(marks))) if marks else [whole]
        if marks and not (1 <= len(pieces[0]) <= 3 and pieces[0][0] != "0" and all(len(p) == 3 for p in pieces[1:])):
            continue
        digits = "".join(pieces) + part
        if digits.isdecimal():
            values.add(Fraction(int(digits), 10 ** len(part)))
    return values


@given(
    st.integers(0, 10**9),
    st.sampled_from(["", *GROUPS]),
    st.sampled_from(["", ".", ","]),
    st.text("0123456789", max_size=5),
)
@example(1200, ",", "", "")
@example(1, "", ",", "200")
@example(0, "", ".", "500")
@example(12345678, ".", "", "")
def test_a_number_is_read_if_and_only_if_it_has_one_meaning(whole, group, mark, part):
    words = grouped(str(whole), group) + (mark + part if mark else "")
    possible = meanings(words)
    value = Numerals().read(words)
    if len(possible) == 1:
        assert value == pytest.approx(float(possible.pop()), rel=1e-15)
    else:
        assert value is None
        reason = Numerals().refusal(words)
        if len(possible) == 2:  # both meanings are told, and each is read when it is written as told
            told = [f"{float(max(possible)):.0f}", f"{float(min(possible)):.4f}"]
            assert all(each in reason.en for each in told)
            assert [Numerals().read(each) for each in told] == pytest.approx(
                [float(max(possible)), float(min(possible))]
            )
            assert told[1].replace(".", ",") in reason.fr
            assert Numerals().read(told[1].replace(".", ",")) == pytest.approx(float(min(possible)))


@pytest.mark.parametrize("ambiguous", ["1,200", "12,345", "999,999", "1.200", "12.345"])
@pytest.mark.parametrize(
    ("other", "decimal"),
    [
        ("1,5", ","), ("0,125", ","), ("1 200,50", ","), ("1.234.567", ","), ("2.345,75 $", ","), (",5", ","),
        ("1.5", "."), ("0.125", "."), ("1'200.50", "."), ("1,234,567", "."), ("$2,345.75", "."), (".5", "."),
    ],
)  # fmt: skip
def test_another_number_of_the_table_decides(ambiguous, other, decimal):
    expected = (
        float(ambiguous.replace(decimal, "."))
        if decimal in ambiguous
        else float(ambiguous.replace(".", "").replace(",", ""))
    )
    assert Numerals([other, ambiguous, "A"]).read(ambiguous) == expected


@pytest.mark.parametrize("others", [[], ["12", "1 200"], ["1,200", "2.400"], ["1,5", "2.5"], ["1,5 km", "v2.5", "a,b"]])
def test_a_table_that_decides_nothing_or_both_leaves_it_refused(others):
    assert Numerals(others).read("1,200") is None
    assert "1200 or 1.2000" in Numerals(others).refusal("1,200").en


def test_where_usual_point_the_point_is_the_decimal_mark_unless_the_table_has_decimal_commas():
    assert Numerals(["1.200", "2.000"], usual_point=True).read("1.200") == 1.2
    assert Numerals(["1.200", "1,5"], usual_point=True).read("1.200") == 1200.0
    assert Numerals(["1,200"], usual_point=True).read("1,200") is None
    assert Numerals(["1,200", "2.5"], usual_point=True).read("1,200") == 1200.0
    assert Numerals(["1,5"], usual_point=True).read("1,5") == 1.5
    both = Numerals(["1,5", "2.5"], usual_point=True)
    assert both.read("1,5") is None
    assert "decimal comma" in both.refusal("1,5").en
    assert both.read("2.5") == 2.5


@pytest.mark.parametrize(
    ("words", "signs", "value"),
    [
        ("12 $", "$", 12.0), ("$12", "$", 12.0), ("€ 12", "$", 12.0), ("12 €", "$", 12.0), ("CA$12", "$", 12.0),
        ("12 $ CA", "$", 12.0), ("12 CAD", "$", 12.0), ("-$12", "$", -12.0), ("(12 $)", "$", -12.0),
        ("35 %", "%", 0.35), ("35%", "%", 0.35), ("0,5 %", "%", 0.005), ("−5", "", -5.0), ("+5", "", 5.0),
        ("(1 200)", "", -1200.0), ("1,00E+05", "", 1e5), ("1e3", "", 1000.0),
    ],
)  # fmt: skip
def test_signs(words, signs, value):
    assert Numerals().read(words, signs) == pytest.approx(value)
    if signs:
        assert Numerals().read(words) is None
        assert Numerals().refusal(words) is not None


@pytest.mark.parametrize(
    "words",
    [
        "", "-", "+", ".", ",", "e5", "1e", "--1", "1-", "(-5)", "(5", "5)", "1 2", "12 34", "1,23,456", "1.2.3",
        "1,200.300,4", "1 200 30", "5 $ %", "$5 €", "5 k$", "5 kg", "1/2", "½", "１２", "٣", "0x10", "1_000", "12h",
        "inf", "-inf", "Infinity", "nan", "NaN", "1e999", "-1e999", "9" * 400, "1e-9e9", "douze", "TRUE", "#N/A", "5%%",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(words):
    assert Numerals().read(words, "$%") is None


def test_one_currency_in_a_table():
    numerals = Numerals(["12 $", "$5", "7 €"])
    assert numerals.read("12 $", "$") is None
    assert "$ and in €" in numerals.refusal("12 $", "$").en
    assert numerals.read("12") == 12.0


@given(st.text(max_size=30), st.lists(st.text(" 0123456789.,'$%e-()", max_size=12), max_size=4))
def test_whatever_is_written_gives_a_finite_number_or_a_refusal(words, others):
    for usual_point in (False, True):
        numerals = Numerals([words, *others], usual_point)
        for each in (words, *others):
            value = numerals.read(each, "$%")
            assert value is None or math.isfinite(value)
            assert value is None or numerals.refusal(each, "$%") is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_that_a_program_writes_is_read_back_where_usual_point(value):
    assert Numerals([repr(value)], usual_point=True).read(repr(value)) == value


def test_a_numeral_proves_a_mark_or_none():
    assert [numeral(words).mark for words in ("1,5", "1.5", "1,200", "12")] == [",", ".", "", ""]
