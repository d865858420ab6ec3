"""The handout: one letter-size page in both languages, whatever the room played."""

import re
import zlib

import numpy as np
import pytest

from sim.app.answers import Round
from sim.app.handout import contents, handout
from sim.app.levers import LeverSettings
from sim.app.own_numbers import FIELDS, read_numbers
from sim.app.steps import Step


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
