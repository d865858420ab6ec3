"""The page to take home: when it is offered, what is in it and what is not, and what is said where there is none."""

import asyncio
import time

import pytest

from sim.app.cases import Case
from sim.app.handout import contents
from sim.app.levers import LeverSettings
from sim.app.own_numbers import FIELDS, read_numbers
from sim.app.report.contents import report
from sim.app.steps import Step
from sim.app.take_home import State
from sim.app.words import take_home as words
from sim.app.workshop import Workshop
from tests.app.test_report import DAY


class Maker:
    """A maker that makes pages of words alone."""

    def __init__(self, failing: bool = False) -> None:
        self.failing = failing
        self.prepared: list[str] = []
        self.made: list[tuple] = []

    def plays(self, case: Case) -> bool:
        return case.key != "echec"

    def prepare(self, case: Case) -> None:
        if self.failing:
            raise RuntimeError("Traceback\nValueError: no such kernel")
        self.prepared.append(case.key)

    def left_out(self, case: Case, levers: LeverSettings) -> list[str]:
        return ["members"] if levers.members is not None else []

    def page(self, cases, levers, told, lang) -> bytes:
        self.made.append(([case.key for case in cases], levers, told, lang))
        return told[lang].encode()


@pytest.fixture
def maker():
    return Maker()


@pytest.fixture
def made(case, failing_case, tmp_path, maker, monkeypatch):
    found = Workshop([case, failing_case], tmp_path, maker=maker)
    monkeypatch.setattr(found, "warm", lambda: None)
    return found


def going_on(workshop, holds, act=lambda: None):
    """Let a workshop go on until something holds."""

    async def go():
        running = asyncio.create_task(workshop.run())
        act()
        try:
            end = time.monotonic() + 20.0
            while not holds():
                assert time.monotonic() < end, "it never came to hold"
                await asyncio.sleep(0.01)
        finally:
            running.cancel()

    asyncio.run(go())


def own_numbers(name: str):
    values = {field: example for field, (_, _, example) in FIELDS.items()}
    return read_numbers(values | {"name": name}, {"A": 3_000.0, "B": 4_000.0})


def test_it_is_made_in_the_background_and_then_offered(made, maker):
    home = made.take_home
    assert home.state == State.MAKING
    shown = []
    made.listeners.add(lambda: shown.append(home.ready))
    going_on(made, lambda: home.ready)
    assert maker.prepared == ["atelier-rh"]
    assert shown[-1]
    assert home.page("fr") is home.page("fr")  # put together once
    ((cases, levers, told, lang),) = maker.made
    assert (cases, levers, lang) == (["atelier-rh"], LeverSettings(), "fr")
    assert made.room.code in told.fr


def test_a_case_that_cannot_be_played_has_none_and_says_so(made):
    made.room.set_case("echec", 12)
    assert made.take_home.state == State.UNABLE
    assert made.take_home.again() == []


def test_without_a_maker_there_is_none_and_nothing_promises_one(workshop):
    assert workshop.take_home.state == State.NONE
    assert contents(workshop, "fr")["again"] == []
    assert words.AT_HOME.fr not in [page.title for page in report(workshop, "fr", DAY).pages]


def test_a_failure_is_told_and_the_room_goes_on(case, tmp_path, monkeypatch, caplog):
    workshop = Workshop([case], tmp_path, maker=Maker(failing=True))
    monkeypatch.setattr(workshop, "warm", lambda: None)
    going_on(workshop, lambda: workshop.take_home.state == State.FAILED)
    assert workshop.take_home.failure.fr == "ValueError: no such kernel"
    assert "no such kernel" in caplog.text
    workshop.act(lambda room: room.go(Step.PREDICT))


def test_a_case_taken_later_is_prepared_and_no_other_group_s_numbers_are_in_it(made, maker):
    theirs = made.use_own(own_numbers("Theirs"))
    made.act(lambda room: room.set_case("atelier-rh", 12))
    going_on(made, lambda: made.take_home.ready)
    assert theirs.key in made.cases
    made.take_home.page("fr")
    assert maker.made[-1][0] == ["atelier-rh"]
    ours = []
    going_on(made, lambda: ours and made.take_home.ready, lambda: ours.append(made.use_own(own_numbers("Ours"))))
    assert theirs.key not in maker.prepared
    made.take_home.page("en")
    assert maker.made[-1][0] == [ours[0].key, "atelier-rh"]


def test_it_tells_what_the_room_did_with_its_levers_and_no_person_s_name(made, maker):
    made.room.join("a", "Anastasie")
    made.room.levers = LeverSettings(subsidy=0.5, members=11)
    going_on(made, lambda: made.take_home.ready)
    told = made.take_home.page("fr").decode()
    assert "Anastasie" not in told
    assert "50\u00a0%" in told
    assert words.LEFT_OUT.format(levers="X").fr.partition("X")[0] in told
    assert maker.made[-1][1] == made.room.levers


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_handout_and_report_say_how_to_have_it_again(made, lang):
    again = words.TO_HAVE.format(command="faire-ensemble page atelier-rh")[lang]
    assert contents(made, lang)["again"] == [again]  # nobody has downloaded what is not there yet
    going_on(made, lambda: made.take_home.ready)
    told = contents(made, lang)["again"]
    assert told[-1] == again
    assert f"faire-ensemble-{made.room.code}.html" in told[0]
    (page,) = (each for each in report(made, lang, DAY).pages if each.title == words.AT_HOME[lang])
    assert list(page.sentences) == told
    assert not any("http" in each for each in told)
