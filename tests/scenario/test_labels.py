"""The name of every parameter stands by itself: on an axis, its explanation is left out and nothing is cut."""

import re

import pytest

from sim.analysis.bilingual import short
from sim.scenario import parameters
from sim.scenario.parameters import ParameterInfo

PARAMETERS = parameters()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda each: each.path)
def test_a_name_ends_where_its_explanation_begins(parameter: ParameterInfo, lang):
    text = parameter.text[lang]
    name = short(text)
    assert name
    assert text.startswith(name)
    # a list, or an apposition, is not cut in the middle: all of it is the name, or it is an explanation
    assert not re.search("[,;]", name)
    assert text[len(name) :].lstrip("\u00a0 ")[:1] in ("", ":", "(")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_two_parameters_of_a_table_have_the_same_name(lang):
    names = [(each.path.rpartition(".")[0], short(each.text[lang])) for each in PARAMETERS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_name_needs_no_other_to_be_understood(lang):
    words = {
        "en": r"\b(that multiplier|it does|that expectation)\b",
        "fr": r"\b(ce multiplicateur|cette attente|y pense)\b",
    }
    for each in PARAMETERS:
        assert not re.search(words[lang], short(each.text[lang])), each.path


def test_the_overrun_is_called_by_its_name():
    [overrun] = [each for each in PARAMETERS if each.path == "resources.*.overrun_mean"]
    assert short(overrun.en) == "mean overrun"
    assert short(overrun.fr) == "dépassement moyen"
