"""The handout: one letter-size page in both languages, whatever the room played."""

import re
import zlib
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sim.app.answers import Round
from sim.app.efforts import Efforts
from sim.app.handout import contents, handout
from sim.app.levers import LeverSettings
from sim.app.own_numbers import FIELDS, read_numbers
from sim.app.reel import Why, stops
from sim.app.report.contents import report
from sim.app.steps import Step
from sim.app.words import handout as words
from sim.app.words import report as report_words
from sim.vocabulary.text import same

DAY = date(2026, 12, 4)


def pages(pdf: bytes) -> list[tuple[float, float]]:
    """Return the size of each page, in inches; objects may be packed."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    text = pdf + b"".join(unpacked(each) for each in packed)
    assert re.search(rb"/Type\s*/Page\b", text)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)\s*\]", text)
    assert len(boxes) == len(re.findall(rb"/Type\s*/Page\b", text))
    return [(float(wide) / 72, float(high) / 72) for wide, high in boxes]


def unpacked(stream: bytes) -> bytes:
    """Return what is packed in a stream, nothing where it is something else."""
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def played(workshop):
    """Let the room predict everything there is, and pool."""
    for month in range(0, 61, 3):
        workshop.room.count_guesses(month, 1 + month % 7)
    workshop.room.rounds = [Round(1, {row: True for row in range(10)})]
    return workshop


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "levers", [LeverSettings(), LeverSettings(setup=3.0, subsidy=1.0, shock=True), LeverSettings(members=2)]
)
def test_it_is_one_letter_size_page(workshop, lang, levers):
    played(workshop).room.levers = levers
    made = handout(workshop, lang)
    assert made.startswith(b"%PDF-")
    assert pages(made) == [(8.5, 11.0)]
    assert f"/Lang({lang}-CA)".encode() in made.replace(b" ", b"") or f"({lang}-CA)".encode() in made


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_room_of_forty_with_long_names_that_fails_is_one_page_too(workshop, lang):
    names = {f"Regroupement d'organismes communautaires de la région numéro {k}": 2_000.0 for k in range(40)}
    fields = {name: example for name, (_, _, example) in FIELDS.items()} | {"coordination": 2_000}
    workshop.use_own(read_numbers(fields, names))
    for month in range(0, 61, 3):
        workshop.room.count_guesses(month, 200)
    workshop.room.rounds = [Round(1, dict.fromkeys(range(40), True))]
    assert pages(handout(workshop, lang)) == [(8.5, 11.0)]


def test_a_room_that_did_nothing_has_a_handout(workshop):
    workshop.room.rounds = [Round(1, dict.fromkeys(range(12), False))]
    assert pages(handout(workshop, "fr")) == [(8.5, 11.0)]
    assert not workshop.course().group_gain.any()


def test_it_says_what_the_room_saw(workshop):
    played(workshop).room.go(Step.HOME)
    told = contents(workshop, "fr")
    course = workshop.course()
    assert told["curve"] == [0] + [round(float(value)) for value in course.group.median]
    assert told["even"] == course.verdict.break_even > 0
    assert np.all(np.diff([value for value, _ in told["ticks"]]) > 0)
    assert len(told["questions"]) == 4
    assert any("ceci n’est pas une prévision" in note for note in told["notes"])


def test_printing_twice_gives_the_same_bytes(workshop):
    assert handout(played(workshop), "fr") == handout(workshop, "fr")


def test_every_prediction_is_counted(workshop):
    played(workshop)
    told = contents(workshop, "en")["predictions"]
    assert len(told) <= 5
    assert sum(int(k) for _, k in told) == sum(workshop.room.predictions.values())
    assert told[-1] == ["Never", str(workshop.room.predictions[0])]


def asked_again(workshop):
    """Let five people predict, three of them once more, on the way, and one of them leave."""
    room = workshop.room
    for k, (first, again) in enumerate([(12, 33), (24, 24), (0, 0), (36, None), (None, 33)]):
        room.join(f"p{k}")
        room.step = Step.PREDICT
        if first is not None:
            room.predict(f"p{k}", first)
        if again is not None:
            room.film = room.film.with_bet(f"p{k}", again)
    room.people["p2"] = replace(room.people["p2"], row=0)  # decides for the same organization as the first
    room.join("gone")
    room.film = room.film.with_bet("gone", 50)
    room.remove("gone")
    return workshop


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_was_said_when_asked_once_more_stands_beside_what_was_said_first(workshop, lang):
    told = contents(asked_again(workshop), lang)
    course = workshop.course(LeverSettings())
    (asked,) = (stop.month for stop in stops(course) if stop.why == Why.ASK)
    assert told["asked"][1:] == [words.ASKED_FIRST[lang], words.ASKED_IN.format(m=asked)[lang]]
    never = {"fr": "Jamais", "en": "Never"}[lang]
    of = {"fr": "{} sur 12", "en": "{} of 12"}[lang]
    rows = {row[0]: row[1:] for row in told["predictions"]}
    months = {m: {"fr": f"Au mois {m}", "en": f"In month {m}"}[lang] for m in (12, 24, 33, 36)}
    assert rows == {
        months[12]: ["1", "0"],
        months[24]: ["1", "1"],
        months[33]: ["0", "2"],
        months[36]: ["1", "0"],
        never: ["1", "1"],
        words.THEIR_ORGANIZATIONS[lang]: [of.format(3), of.format(3)],
    }
    assert told["outcome"][-1] == {"fr": f"Au mois {told['even']}", "en": f"In month {told['even']}"}[lang]
    assert pages(handout(workshop, lang)) == [(8.5, 11.0)]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_report_tells_people_organizations_and_who_changed_their_mind(workshop, lang):
    asked_again(workshop).room.step = Step.HOME
    page = next(each for each in report(workshop, lang, DAY).pages if each.title == report_words.PREDICTIONS[lang])
    said = " ".join(page.sentences).replace("\u00a0", " ")
    for part in {
        "fr": ("4 personnes sur 5", "3 organisations sur 12", "Ont changé de réponse : 1."),
        "en": ("4 people of 5", "3 organizations of 12", "Changed their answer: 1."),
    }[lang]:
        assert part in said
    first, again = page.chart.series.values()
    counts = dict(zip(page.chart.categories, zip(first, again, strict=True), strict=True))
    never = {"fr": "Jamais", "en": "Never"}[lang]
    assert counts == {"12": (1, 0), "24": (1, 1), "33": (0, 2), "36": (1, 0), never: (1, 1)}
    assert len(page.table.rows[0]) == 3


def test_a_full_room_asked_twice_still_has_one_page(workshop):
    played(workshop)
    for k in range(200):
        workshop.room.join(f"p{k}")
        workshop.room.film = workshop.room.film.with_bet(f"p{k}", k % 61)
    workshop.room.efforts = Efforts(hands={0: "full", 1: "none"})
    workshop.take_home.again = lambda: (
        [same(f"A sentence of the length of that which says how to have it {'again ' * 6}")] * 2
    )
    for lang in ("fr", "en"):
        assert pages(handout(workshop, lang)) == [(8.5, 11.0)]
        told = contents(workshop, lang)["predictions"]
        assert len(told) <= 6
        assert sum(int(row[2]) for row in told[:-1]) == 200
