"""The figure of the evidence page: no texts overlap, and a value stands where its row says."""

import importlib
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def picture(repository):
    folder = str(repository / "results" / "evidence")
    sys.path.insert(0, folder)
    yield importlib.import_module("picture")
    sys.path.remove(folder)
    for name in ("picture", "page", "patterns"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_texts_overlap(picture, collisions, lang):
    assert not collisions(picture.draw(lang))


def test_both_languages_have_all_words(picture, words_of):
    said = {lang: [words.text for words in words_of(picture.draw(lang))] for lang in ("en", "fr")}
    assert len(said["en"]) == len(said["fr"])
    for pattern in picture.patterns():
        assert pattern.name.fr in said["fr"]


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e3), st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=9))
def test_a_place_keeps_the_order_and_the_range(picture, low, width, values):
    fields = dict.fromkeys(picture.Pattern.__dataclass_fields__, "") | {"low": low, "high": low + width}
    pattern = picture.Pattern(**fields)
    places = [picture.place(value, pattern) for value in sorted([*values, -np.inf, np.inf])]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (-picture._REACH, picture._REACH)
    inside = [value for value in values if low <= value <= low + width]
    assert all(abs(picture.place(value, pattern)) <= 1.0 + 1e-6 for value in inside)
    # a value twice as far from the middle as an end of the range stands a step beyond it
    assert picture.place(low + 1.5 * width, pattern) == pytest.approx(2.0, abs=1e-3)
