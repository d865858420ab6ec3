"""What charts draw and sentences say: hand-made courses, in both languages."""

import json
from collections.abc import Sequence

import numpy as np
import pytest
import xarray as xr

from sim import Status
from sim.app import sentences
from sim.app.cases import Bill
from sim.app.charts.axes import Style
from sim.app.charts.j_curve import j_chart, j_table, limits_of
from sim.app.charts.organizations import bills_table, gain_chart, gain_table
from sim.app.charts.paths import Path, paths_chart, paths_table
from sim.app.course import Course
from sim.app.words import paths as path_words
from sim.vocabulary.loss import Loss

MONTHS = 24
LANGUAGES = ["fr", "en"]


KINDS = [Loss.NONE, Loss.OUT, Loss.PAYING_BACK]


def course(
    *monthly: float, start: float = 0.0, pooling: bool = True, worlds: int = 50, names: Sequence[str] = ()
) -> Course:
    """Return a course in which each organization pays a start, then gains the same every month, in every world."""
    months = np.arange(1, MONTHS + 1)
    own = np.array([[start + gain * months for gain in monthly]] * worlds)
    n = len(monthly)
    member, run = ("replication", "organization"), ("replication",)
    return Course(
        xr.Dataset(
            {
                "collective_gain": ((*run, "month"), np.diff(own.sum(axis=1), prepend=0.0)),
                "gain": ((*member, "month"), np.diff(own, prepend=0.0)),
                "members": ((*run, "month", "resource"), np.full((worlds, MONTHS, 1), n if pooling else 0)),
                "pool": ((*member, "resource", "month"), np.full((worlds, n, 1, MONTHS), 0 if pooling else -1)),
                "public_money": (run, np.zeros(worlds)),
                "kind_of_loss": (
                    member,
                    np.select([own[..., -1] >= 0, np.array([not pooling]), np.array(monthly) > 0], KINDS, 2),
                ),
                "entry_month": (member, np.full((worlds, n), int(pooling))),
            },
            {"organization": list(names or (f"Organisme {k}" for k in range(n)))},
        )
    )


def said(text) -> str:
    return f"{text.fr} | {text.en}"


def test_a_group_that_breaks_even_is_told_when():
    found = course(100.0, 150.0, start=-1_000.0)
    # two pay 1,000 each, and gain 250 a month together: the first month ends at -1,750, month 8 at 0
    assert found.verdict.depth == 1_750
    assert (found.verdict.trough, found.verdict.break_even, found.verdict.end) == (1, 8, 4_000)
    words = said(sentences.group_sentence(found))
    assert "mois 8" in words
    assert "month 8" in words
    assert "4\u00a0000\u00a0$" in words
    assert "$4,000" in words


def test_a_group_that_does_not_is_told_as_plainly():
    found = course(-10.0, -20.0, start=-500.0)
    words = said(sentences.group_sentence(found))
    assert "Le groupe ne rentre pas dans ses frais en 24\u00a0mois." in words
    assert "1\u00a0720\u00a0$" in words  # 2 * 500 and 30 a month
    assert "50 sur 50" in words
    assert sentences.own_sentence(found, 0).fr == "Votre organisation ne rentre pas dans ses frais en 24 mois."
    assert found.losing == [0, 1]
    assert "2 organisations" in sentences.who_sentence(found).fr


def test_nobody_pooling_is_no_success():
    found = course(0.0, 0.0, pooling=False)
    assert found.verdict.status == Status.NEVER_ENTERED
    assert sentences.group_sentence(found).en.startswith("Nobody pools")
    assert "stayed alone" in sentences.own_sentence(found, 0).en


def test_who_never_loses_is_told_so():
    found = course(10.0, 20.0)
    assert sentences.own_sentence(found, 0).fr == "Votre organisation ne perd à aucun moment."
    assert sentences.who_sentence(found).fr == "Personne n’est laissé pour compte."


def test_worlds_without_a_group_hide_no_loss_of_those_with_one():
    loses, alone = course(-10.0, -20.0, start=-500.0, worlds=30), course(0.0, 0.0, pooling=False, worlds=20)
    mixed = Course(xr.concat([loses.data, alone.data], "replication"))
    assert mixed.formed.sum() == 30
    assert mixed.losing == [0, 1]
    assert mixed.final_gains[1].sum() == pytest.approx(mixed.group.median[-1])
    own = mixed.curve(0)
    assert own.low[-1] == own.high[-1] == own.median[-1] == -740.0
    assert sentences.own_sentence(mixed, 0).fr == "Votre organisation ne rentre pas dans ses frais en 24 mois."
    assert sentences.who_sentence(mixed) == sentences.who_sentence(loses)  # nobody is told to have stayed alone


def test_one_left_behind_is_one():
    assert sentences.who_sentence(course(10.0, -20.0)).en.startswith("1 organization is left behind")
    assert sentences.who_sentence(course(10.0, -20.0, -20.0)).fr.startswith("2 organisations sont laissées pour compte")


def test_nobody_is_left_behind_for_paying_back():
    back = course(10.0, 20.0, start=-400.0)
    assert (back.losing, back.behind) == ([0], [])
    assert said(sentences.who_sentence(back)).count("1 organi") == 2
    assert sentences.who_sentence(back).en.startswith("Nobody is left behind")
    assert sentences.who_sentence(course(5.0, 6.0, start=-400.0)).en.startswith("Nobody is left behind. 2 ")
    gone = course(5.0, 6.0, start=-400.0, pooling=False)
    assert gone.behind == [0, 1]


def test_the_trough_is_the_median_of_those_of_the_worlds():
    deep, shallow = (course(10.0, start=start, worlds=25) for start in (-100.0, -50.0))
    both = Course(xr.concat([deep.data, shallow.data, course(10.0, start=-80.0, worlds=3).data], "replication"))
    assert (both.verdict.depth, both.verdict.trough) == (70.0, 1)


@pytest.mark.parametrize(("fair", "left_behind"), [(True, False), (True, True), (False, False), (False, True)])
def test_fair_cost_is_said_only_where_nobody_would_refuse_and_nobody_loses(fair, left_behind):
    words = said(sentences.fairness(course(10.0, -20.0 if left_behind else 20.0), fair))
    assert ("Juste coût" in words) == (fair and not left_behind)


@pytest.mark.parametrize("left_behind", [False, True])
def test_what_is_only_not_refuted_is_called_neither_fair_nor_unfair(left_behind):
    words = said(sentences.fairness(course(10.0, -20.0 if left_behind else 20.0), None))
    assert "aucun groupe" in words
    assert "Juste coût" not in words
    assert "auraient avantage" not in words


def test_no_bill_is_called_unfair_that_nobody_gets_any_more():
    left = Course(course(10.0, 20.0).data.assign(pool=lambda data: data["pool"] * 0 - 1))
    assert not left.pooling_at_the_end.any()
    assert sentences.fairness(left, False).fr == "À la fin, plus personne ne mutualise."


def test_the_band_says_how_many_worlds_it_holds():
    words = said(sentences.uncertainty(course(1.0, 2.0)))
    assert "50" in words
    assert "valeurs supposées" in words
    assert "assumed values" in words


def test_what_the_room_predicted_is_a_median_in_which_never_is_later_than_any_month():
    assert sentences.predictions_sentence({0: 2, 12: 5, 18: 1}).fr == (
        "La salle disait\u00a0: au mois 12 (médiane); jamais\u00a0: 2 sur 8."
    )
    assert sentences.predictions_sentence({0: 5, 12: 2}).fr.startswith("La salle disait\u00a0: jamais (médiane)")
    assert sentences.predictions_sentence({6: 1, 24: 1, 36: 1}).en == "The room said: in month 24 (median)."
    assert sentences.predictions_sentence({}).fr == ""


def test_a_bill_names_what_is_paid():
    words = [said(part) for pair in sentences.bill_parts(Bill(1_234.0, 1_000.0, 800.0, 1_250.0), 12) for part in pair]
    told = " ".join(words)
    assert all(amount in told for amount in ("1\u00a0230", "1\u00a0000", "800", "1\u00a0250", "$1,230"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_j_is_drawn_from_the_very_numbers(lang):
    found = course(100.0, 150.0, start=-1_000.0)
    options = j_chart(found, lang, predictions={0: 2, 8: 5, 12: 1})
    drawn = json.dumps(options)  # what is sent to the page: nothing that JSON does not hold
    assert "NaN" not in drawn
    curves = [each for each in options["series"] if each.get("type") == "line"]
    values = [[point[1] if isinstance(point, list) else point for point in each["data"]] for each in curves]
    expected = [round(float(value)) for value in found.group.median]
    assert any(expected == each or [0, *expected] == each for each in values)
    label = {"fr": "mois 8", "en": "month 8"}[lang]
    assert label in json.dumps(options, ensure_ascii=False)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_say_the_same_as_the_charts(lang):
    found = course(100.0, -150.0, start=-1_000.0)
    table = j_table(found, lang)
    assert table.rows[-1][0] == str(MONTHS)
    assert "$" in table.rows[-1][1]
    assert len({len(row) for row in table.rows}) == 1
    who = gain_table(found, lang)
    assert [row[0] for row in who.rows] == ["Organisme 0", "Organisme 1"]  # who gains most comes first
    assert len(who.heads) == len(who.rows[0])


def test_charts_side_by_side_have_the_same_axes():
    one, other = course(100.0, 50.0, start=-900.0), course(-10.0, -20.0)
    limits = limits_of([one, other])
    assert limits[0] <= min(one.group.low.min(), other.group.low.min())
    assert limits[1] >= max(one.group.high.max(), other.group.high.max())
    axes = [j_chart(each, "fr", limits=limits)["yAxis"] for each in (one, other)]
    assert (axes[0]["min"], axes[0]["max"]) == (axes[1]["min"], axes[1]["max"])
    assert axes[0]["min"] <= limits[0]
    assert axes[0]["max"] >= limits[1]


def test_a_loss_has_another_shape_than_a_gain():
    (dots,) = (s for s in gain_chart(course(10.0, -20.0), "fr")["series"] if s.get("symbolSize"))
    assert {dot["symbol"] for dot in dots["data"]} == {"triangle", "circle"}


def test_a_name_that_is_a_script_stays_a_name():
    from sim.app.pages.elements import table_html

    found = course(10.0, -20.0, names=("<script>alert(1)</script>", 'A" onload="x'))
    shown = table_html(gain_table(found, "fr"))
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(("lang", "entry"), [("fr", "1\u00a0250\u00a0$"), ("en", "$1,250")])
def test_a_room_without_phones_reads_every_bill_off_one_table(lang, entry):
    bills = [Bill(1_000.0 * k, 1_100.0 * k, 800.0 * k, 1_250.0) for k in (1, 2)] + [Bill(0.0, 0.0, 0.0, 0.0)]
    table = bills_table(["A", "B", "no need"], bills, lang)
    assert entry in table.caption
    assert " 2 " in table.caption  # of those who need it
    assert [len(row) for row in table.rows] == [len(table.heads)] * 3
    assert [cell.strip("$\u00a0").replace("\u00a0", "").replace(",", "") for cell in table.rows[1][1:]] == [
        "2000",
        "2200",
        "1600",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_on_a_phone_keep_their_words_apart(lang):
    found = course(100.0, -150.0, start=-1_000.0)
    wide = j_chart(found, lang, predictions={0: 1}, style=Style(text=24))
    (small,) = (each["option"] for each in wide["media"])
    assert small["grid"]["top"] > 3 * small["legend"]["textStyle"]["fontSize"]
    assert small["xAxis"]["axisLabel"]["fontSize"] < wide["xAxis"]["axisLabel"]["fontSize"] == 24
    assert {each["name"] for each in small["series"]} <= {each.get("name") for each in wide["series"]}


def outside(rows, *gains):
    """Return a course in which some organizations never pool."""
    found = course(*gains)
    data = found.data.copy(deep=True)
    data["entry_month"][:, rows] = 0
    data["pool"][:, rows] = -1
    data["gain"][:, rows] = 0.0
    return Course(data)


def test_who_stays_outside_is_counted_and_named_and_not_called_carried_along():
    some = outside([1, 2], 10.0, 20.0, 30.0)
    words = sentences.who_sentence(some)
    assert words.en == "No member is left behind."
    assert "Personne n’est laissé" not in words.fr
    (told,) = sentences.outside_sentence(some)
    assert told.en == "2 organizations stay outside: Organisme 1, Organisme 2."
    assert "2 organisations restent en dehors" in told.fr
    (one,) = sentences.outside_sentence(outside([0], 10.0, 20.0))
    assert one.fr.endswith("reste en dehors\u00a0: Organisme 0.")
    (many,) = sentences.outside_sentence(outside(list(range(9)), *[10.0] * 12))
    assert "and 3 others" in many.en
    assert sentences.outside_sentence(course(10.0, 20.0)) == []


def test_what_is_saved_each_month_says_when():
    words = sentences.own_sentence(course(100.0, 150.0, start=-1_000.0), 0)
    assert words.en.endswith("In the last year it saves $100 a month.")
    assert "La dernière année, elle économise" in words.fr


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paths_are_drawn_and_told_from_the_same_numbers(lang):
    room, best = course(100.0, -50.0, start=-900.0), course(100.0, 150.0, start=-1_000.0)
    paths = [Path("room", path_words.ROOM, room), Path("best", path_words.BEST, best)]
    drawn = paths_chart(paths, lang, Style(24))
    last = {each["name"]: each["data"][-1] for each in drawn["series"]}
    assert last[path_words.ROOM[lang]]["value"] == round(room.verdict.end)
    assert last[path_words.ALONE[lang]] == 0
    assert drawn["yAxis"]["min"] <= -1_800.0
    table = paths_table(paths, lang)
    assert [row[0] for row in table.rows] == [path_words.ALONE[lang], path_words.ROOM[lang], path_words.BEST[lang]]
    assert table.rows[1][-1] == "Organisme 1"
    assert table.rows[2][-1] == path_words.NOBODY[lang]
    assert sentences.amount(best.verdict.end - room.verdict.end)[lang] in sentences.missed(room, best)[lang]
    assert sentences.missed(best, room) == path_words.NOTHING_MISSED


def test_levers_leave_a_line_of_what_was_before():
    now, before = course(100.0, 50.0, start=-900.0), course(-10.0, -20.0)
    drawn = j_chart(now, "fr", before=before, limits=limits_of([now, before]))
    (ghost,) = (each for each in drawn["series"] if each.get("name") == "Avant les leviers")
    assert ghost["data"][-1] == round(before.verdict.end)
