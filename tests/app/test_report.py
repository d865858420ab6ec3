"""The report: the same contents as PDF and as slides, in both languages, whatever the room played."""

from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Inches

from sim.app.answers import Round
from sim.app.debrief_acts import move_lever, note
from sim.app.efforts import Efforts
from sim.app.handout import handout
from sim.app.levers import LeverSettings
from sim.app.report.contents import Report, report
from sim.app.report.pdf import report_pdf
from sim.app.report.slides import report_slides
from sim.app.steps import Step
from sim.app.words import efforts as effort_words
from sim.app.words import hindsight as hindsight_words
from sim.app.words import report as words
from tests.app.test_handout import pages

DAY = date(2026, 12, 4)
LANGUAGES = ["fr", "en"]


def debriefed(workshop, long: bool = False):
    """Let a room predict, play, bet and say something in its debrief."""
    room = workshop.room
    for month in (0, 6, 12, 24, 36):
        room.count_guesses(month, 1 + month % 5)
    room.rounds = [
        Round(1, {row: row < 3 for row in range(4)}, 9, 12),
        Round(7, dict.fromkeys(range(4), True), 11, 12),
    ]
    for move in ("setup", "subsidy", "shock", "sharing", "trust", "facilitation", "members") if long else ("setup",):
        room.levers = LeverSettings()
        note(room, lambda debrief, move=move: debrief.ask(room.case, 12, room.levers, move))
        move_lever(room, 35, 43)
    room.levers = LeverSettings()
    text = "Un texte aussi long que ce qui est permis, avec des mots divers, et <b>des signes</b> & autres. "
    for k in range(40 if long else 3):
        said = f"{k} {text * 2 if long else 'Si ça coûte plus cher'}"
        note(room, lambda debrief, said=said: debrief.add_condition("-", said))
        who = f"Personne au nom assez long {k}" if long else f"Ana {k}"
        note(room, lambda debrief, said=said, who=who: debrief.promise("-", said, who, "2026-12-04"))
    room.go(Step.HOME)
    return workshop


def texts(made: bytes) -> list[list[str]]:
    """Return what each slide says."""
    found = []
    for slide in Presentation(BytesIO(made)).slides:
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        said += [cell.text for table in tables for row in table.rows for cell in row.cells]
        found.append(said)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_hold_every_page_sentence_and_row(workshop, lang):
    contents: Report = report(debriefed(workshop), lang, DAY)
    said = {text for slide in texts(report_slides(workshop, lang, DAY)) for part in slide for text in part.split("\n")}
    for page in contents.pages:
        assert page.title.replace("'", "’") in said
        rows = page.table.rows if page.table is not None else ()
        missing = {each.replace("'", "’") for row in (page.sentences, *rows) for each in row} - said
        assert not missing
    assert [page.title for page in contents.pages].index(words.STEPS[lang]) > 0
    assert any("4 décembre 2026" in each or "December 4, 2026" in each for each in said)


def test_charts_of_slides_can_be_edited_and_hold_the_numbers(workshop):
    contents = report(debriefed(workshop), "fr", DAY)
    made = Presentation(BytesIO(report_slides(workshop, "fr", DAY)))
    charts = [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]
    expected = [page.chart for page in contents.pages if page.chart is not None]
    assert len(charts) == len(expected) == 4
    for drawn, wanted in zip(charts, expected, strict=True):
        assert [str(each) for each in drawn.plots[0].categories] == list(wanted.categories)
        assert [(each.name, tuple(each.values)) for each in drawn.plots[0].series] == list(wanted.series.items())
        assert drawn.part.chart_workbook.xlsx_part is not None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_is_of_letter_size_pages(workshop, lang):
    made = report_pdf(debriefed(workshop), lang, DAY)
    assert made.startswith(b"%PDF-")
    assert set(pages(made)) == {(8.5, 11.0)}
    assert made == report_pdf(workshop, lang, DAY)


def test_it_holds_the_room_s_efforts_and_what_each_missed_once_there_are_any(workshop):
    titles = [page.title for page in report(debriefed(workshop), "fr", DAY).pages]
    assert words.HINDSIGHT.fr in titles
    assert words.EFFORTS.fr not in titles
    workshop.room.efforts = Efforts(hands={0: "full", 1: "none"}, hands_for=3, hands_against=1)
    contents = {page.title: page for page in report(workshop, "fr", DAY).pages}
    missed, efforts = (contents[title].table.rows for title in (words.HINDSIGHT.fr, words.EFFORTS.fr))
    assert [row[0] for row in missed] == workshop.case.names[:4]
    for row, found in zip(missed, workshop.hindsights().values(), strict=True):
        assert (found.first is None) == (row[2] == hindsight_words.SAME.fr) == (row[4] == "0\u00a0$")
    assert len(efforts) == 5
    assert contents[words.EFFORTS.fr].chart.series[effort_words.WITHOUT.fr][0] == 0.5
    assert pages(handout(workshop, "fr")) == [(8.5, 11.0)] * 2


def test_a_room_that_did_nothing_has_a_report(workshop):
    contents = report(workshop, "fr", DAY)
    assert words.NO_ROUNDS.fr in contents.pages[2].sentences
    assert report_pdf(workshop, "fr", DAY).startswith(b"%PDF-")
    assert texts(report_slides(workshop, "fr", DAY))


def test_the_handout_has_a_second_page_once_the_room_has_said_something(workshop):
    assert len(pages(handout(workshop, "fr"))) == 1
    assert len(pages(handout(debriefed(workshop), "fr"))) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_however_much_the_room_says_the_handout_has_two_pages_and_the_report_holds_all(workshop, lang):
    debriefed(workshop, long=True)
    assert len(pages(handout(workshop, lang))) == 2
    (conditions,) = (page for page in report(workshop, lang, DAY).pages if page.title == words.CONDITIONS[lang])
    assert len(conditions.table.rows) == 40
    slides = report_slides(workshop, lang, DAY)
    assert sum(words.CONDITIONS[lang] in slide[0] for slide in texts(slides)) >= 4
    for slide in Presentation(BytesIO(slides)).slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= Inches(7.5), shape.name
    assert report_pdf(workshop, lang, DAY).startswith(b"%PDF-")


def test_what_is_hidden_is_in_no_report(workshop):
    debriefed(workshop)
    key = workshop.room.debrief.walls[0][0].key
    note(workshop.room, lambda debrief: debrief.hide(key, True))
    (conditions,) = (page for page in report(workshop, "fr", DAY).pages if page.title == words.CONDITIONS.fr)
    assert len(conditions.table.rows) == 2
