"""Handout: a letter-size page with the J, figures, predictions and four questions; on a second one, the debrief."""

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sim.analysis.numbers import money
from sim.analysis.words.j_curve import break_even_label
from sim.app import effort_sentences, sentences
from sim.app.charts.axes import round_step
from sim.app.predictions import predictions_table, when
from sim.app.report.contents import debrief_pages
from sim.app.steps import Step
from sim.app.words import charts as chart_words
from sim.app.words import handout as words
from sim.app.words import room as room_words
from sim.app.words import steps as step_words
from sim.app.workshop import Workshop
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, number

_SHEET: Final = Path(__file__).with_name("handout.typ")
_TICKS: Final = 5
_MOST: Final = 6
"""Most bets, conditions and first steps of the second page, each."""


def handout(workshop: Workshop, lang: Lang) -> bytes:
    """Return the handout of a room as PDF.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"

    Returns
    -------
    bytes
        One page, 8.5 by 11 inches; a second one once the room has said something in its debrief.
    """
    return _typeset(json.dumps(contents(workshop, lang), ensure_ascii=False))


def contents(workshop: Workshop, lang: Lang) -> dict[str, Any]:
    """Return the texts and numbers of the handout."""
    course = workshop.course()
    case = workshop.case
    verdict = course.verdict
    curve = course.group
    low, high = curve.low, curve.high
    bottom, top = float(min(low.min(), 0.0)), float(max(high.max(), 1.0))
    step = round_step((top - bottom) / _TICKS)
    ticks = [k * step for k in range(math.floor(bottom / step), math.ceil(top / step) + 1)]
    facts = [
        (words.ORGANIZATIONS, number(len(course.names))),
        (words.POOLING, number(course.mean_members(course.months))),
        (words.DEPTH, sentences.amount(verdict.depth)),
        (words.BREAK_EVEN, when(course)),
        (words.GAIN, sentences.amount(verdict.end)),
        (words.LOSING, number(len(course.losing))),
    ]
    if workshop.room.rounds:
        _, best = workshop.best()
        price, more = sentences.price_of(course, best)
        facts.append((price, sentences.amount(more)))
    if workshop.given:
        facts.append((words.EFFORT, effort_sentences.share(workshop.begun().effort)))
    predictions = sorted(workshop.room.predictions.items(), key=lambda each: (each[0] == 0, each[0]))
    heads, rows = predictions_table(workshop, course)
    first, rest = sentences.group_parts(course)
    prediction = sentences.predictions_sentence(workshop.room.predictions)
    return {
        "lang": lang,
        "title": step_words.TITLES[Step.WELCOME][lang],
        "case": case.scenario.title[lang],
        "first": first[lang],
        "rest": rest[lang],
        "heads": {
            "facts": words.FACTS[lang],
            "predictions": words.AGAINST[lang],
            "questions": room_words.DEBRIEFING[lang],
            "months": chart_words.MONTHS[lang],
            "gain": chart_words.CUMULATIVE[lang],
        },
        "legend": {
            "curve": chart_words.GROUP[lang],
            "band": chart_words.BAND[lang],
            "loss": chart_words.GROUP_LOSS[lang],
            "gain": chart_words.GAIN[lang],
            "votes": chart_words.PREDICTED[lang],
        },
        "facts": [[name[lang], value[lang]] for name, value in facts],
        "predictions": [[cell[lang] for cell in row] for row in rows[:-1]],
        "asked": [head[lang] for head in heads] if len(heads) > 2 else [],
        "votes": [[month, k] for month, k in predictions if 0 < month <= course.months],
        "outcome": [cell[lang] for cell in rows[-1]],
        "prediction": prediction[lang],
        "no_predictions": words.NO_PREDICTIONS[lang],
        "debrief": [
            {"title": page.title, "told": page.sentences, "heads": page.table.heads, "rows": page.table.rows}
            for page in debrief_pages(workshop, lang, _MOST)
            if page.table is not None
        ],
        "questions": [question[lang] for question in room_words.QUESTIONS],
        "again": [told[lang] for told in workshop.take_home.again()],
        "notes": [sentences.uncertainty(course)[lang], sentences.caveat(case.scenario.fictional)[lang]],
        "curve": [0.0, *_rounded(curve.median)],
        "low": [0.0, *_rounded(low)],
        "high": [0.0, *_rounded(high)],
        "ticks": [[value, money(value)[lang]] for value in ticks],
        "even": verdict.break_even if verdict.status == Status.BROKE_EVEN else 0,
        "even_label": break_even_label(verdict.break_even)[lang],
        "description": words.DESCRIPTION.format(what=sentences.group_sentence(course))[lang],
    }


def _rounded(values: Any) -> list[float]:
    """Amounts in whole dollars."""
    return [round(float(value)) for value in values]


@lru_cache(maxsize=8)
def _typeset(data: str) -> bytes:
    """Typeset the page; a second print is immediate."""
    import typst

    made = typst.compile(_SHEET.read_bytes(), format="pdf", sys_inputs={"data": data}, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made
