"""The facilitator's guide agrees with the workshop: its steps, words, figures and pictures."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from sim.app import sentences
from sim.app.cases import Case, shipped_cases
from sim.app.clock import MINUTES
from sim.app.course import Course
from sim.app.levers import LeverSettings
from sim.app.rehearsal import PEOPLE
from sim.app.steps import ALL, PLANS
from sim.app.words import desk as desk_words
from sim.app.words import own_numbers as own_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.app.words.script import SCRIPT
from sim.app.world import simulate
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text

GUIDES = {"fr": "animer-un-atelier.md", "en": "run-a-workshop.md"}
BOLD = {
    "fr": ("Suivant", "Retour", "Annuler", "Fermer le tour", "Ouvrir l’écran du projecteur", "Plus de leviers"),
    "en": ("Next", "Back", "Undo", "Close the round", "Open the projector's screen", "More levers"),
}


@pytest.fixture(params=["fr", "en"])
def lang(request):
    return request.param


@pytest.fixture
def guide(repository, lang):
    return (repository / "docs" / "how-to" / GUIDES[lang]).read_text("utf-8")


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return shipped_cases()


@pytest.fixture(scope="module")
def played(cases) -> Callable[..., Course]:
    """Return a function that plays a case with levers, once for the guides of both languages."""
    courses: dict[tuple[int, LeverSettings, float | None], Course] = {}

    def play(number: int, tax: float | None = None, **moved: object) -> Course:
        levers = LeverSettings(**moved)
        if (number, levers, tax) not in courses:
            scenario = cases[number].scenario
            if tax is not None:
                ((name, terms),) = scenario.resources.items()
                scenario = scenario.model_copy(update={"resources": {name: terms.model_copy(update={"tax": tax})}})
            courses[number, levers, tax] = simulate(scenario, (), levers)
        return courses[number, levers, tax]

    return play


def rows(guide: str, heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading."""
    part = guide.partition(heading)[2].partition("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]


def test_minutes_add_up_and_steps_are_those_of_the_program(guide, lang):
    _, _, *steps, total = rows(guide, "## Minute ")
    assert [row[0] for row in steps] == [step_words.SHORT[step][lang] for step in PLANS[90]]
    for place, (minutes, plan) in enumerate(PLANS.items(), start=1):
        spent = {row[0]: int(row[place]) for row in steps if row[place] != "–"}
        assert list(spent) == [step_words.SHORT[step][lang] for step in plan]
        assert sum(spent.values()) == minutes == int(total[place].strip("*"))


def test_every_step_has_its_words(guide, lang):
    numbered = re.findall(r"^### (\d+)\. (.+)$", guide, re.MULTILINE)
    assert [int(number) for number, _ in numbered] == list(range(1, len(ALL) + 1))
    parts = [" ".join(part.split()) for part in re.split(r"^### \d+\. ", guide, flags=re.MULTILINE)[1:]]
    for step, part in zip(ALL, parts, strict=True):  # the guide says what the facilitator's page says
        found = SCRIPT[step]
        for text in (found.say, found.ask, found.wait, found.beware):
            assert text[lang].replace("\u00a0", " ") in part.replace("\u00a0", " "), step


def test_minutes_are_those_of_the_clock(guide):
    _, _, *steps, _ = rows(guide, "## Minute ")
    for step, row in zip(ALL, steps, strict=True):
        assert [0 if cell == "–" else int(cell) for cell in row[1:]] == list(MINUTES[step])


def test_words_in_bold_are_on_the_pages(guide, lang):
    from sim.app.words import levers as lever_words

    known = {each[lang] for each in vars(words).values() if isinstance(each, Text)} | {lever_words.MORE[lang]}
    for bold in BOLD[lang]:
        assert f"**{bold}**" in guide
        assert bold in known
    plain = " ".join(guide.split()).replace("\u00a0", " ")
    rehearse = desk_words.REHEARSE.format(n=PEOPLE)
    for named in (rehearse, desk_words.END, desk_words.ROLES, own_words.TEMPLATE, own_words.USE):
        assert f"**{named[lang]}**" in plain


def test_what_keeps_a_room_in_order_is_named_as_on_the_page(guide, lang):
    from sim.app.people import USUAL_PER_ADDRESS
    from sim.app.words import people

    plain = " ".join(guide.split())
    manage = people.PEOPLE[lang].partition("(")[0].strip()
    lock = people.LOCK[lang].replace("\u00a0", " ").partition(":")[0].strip()
    for named in (manage, lock, people.REMOVE[lang], people.READMIT_ONE[lang], people.PER_ADDRESS[lang]):
        assert f"**{named}**" in plain
    assert f"**{people.REMOVE_ALL[lang].partition(' {')[0]}**" in plain
    assert str(USUAL_PER_ADDRESS) in plain


def test_the_four_cases_give_what_the_table_says(guide, lang, cases, played):
    _, _, *told = rows(guide, "## Quel cas choisir" if lang == "fr" else "## Which case")
    assert [row[0] for row in told] == [case.scenario.title[lang] for case in cases]
    for number, row in enumerate(told):
        course = played(number)
        found = course.verdict
        broke_even = found.status == Status.BROKE_EVEN
        assert (str(found.break_even) in row[1]) if broke_even else ("60" in row[1])
        assert row[2] == sentences.amount(-found.depth)[lang]
        assert row[3] == sentences.amount(found.end)[lang]
        if not broke_even:
            lost = round(course.failing * len(course.told))
            assert re.search(rf"\b{lost} \w+ (?:sur|of) {len(course.told)}", row[4])


def test_figures_of_the_text_are_those_of_the_levers(guide, lang, played):
    adviser, premises = 0, 1
    for amount in (played(adviser, shock=True).verdict.end, played(adviser, tax=0.05).verdict.end):
        assert sentences.amount(amount)[lang] in guide
    months = {
        "left": played(adviser, shock=True).verdict.break_even,
        "dear": played(adviser, setup=2.0).verdict.break_even,
        "subsidized": played(adviser, subsidy=0.5).verdict.break_even,
        "equal": played(premises, sharing="equal").verdict.break_even,
    }
    for month in months.values():
        assert re.search(rf"\b(?:mois|month) {month}\b", guide), months
    assert played(adviser, members=6).verdict.status == Status.NEVER_ENTERED
    smaller = played(premises, shock=True).verdict.end / played(premises).verdict.end
    assert np.isclose(smaller, 0.9, atol=0.02)


def test_pictures_are_there_and_light(guide, repository, lang):
    pictures = re.findall(r"\]\((workshop/[^)]+)\)", guide)
    assert len(pictures) == 12
    for name in pictures:
        file = repository / "docs" / "how-to" / name
        assert 5_000 < file.stat().st_size < 200_000
        assert name.rpartition(".")[0].endswith(lang)
