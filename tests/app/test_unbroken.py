"""What screens and phones say in French: a verb stays on one line with the pronoun that follows it."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

from sim.app import words
from sim.app.words import room as room_words
from sim.page import words as page_words
from sim.vocabulary.text import Text

PRINTED = {"script", "role_cards", "handout", "report"}
"""What facilitators read and what is printed, as the four questions are: there a line may end at a hyphen."""
BREAKS = re.compile(r"\w-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce)\b")


def texts_in(value: object) -> Iterator[Text]:
    """Go through all texts in a value."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)


def test_no_line_of_a_screen_ends_between_a_verb_and_its_pronoun():
    names = {each.name for each in pkgutil.iter_modules(words.__path__)} - PRINTED
    modules = [*(importlib.import_module(f"sim.app.words.{name}") for name in sorted(names)), page_words]
    french = [text.fr for module in modules for value in vars(module).values() for text in texts_in(value)]
    french = [each for each in french if each not in {question.fr for question in room_words.QUESTIONS}]
    assert any("rentrera-\u2060t-\u2060il" in each for each in french)
    assert [each for each in french if BREAKS.search(each)] == []
