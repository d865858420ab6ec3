"""Pages of rooms: they open with the room's case, its levers, and what it did."""

import re

import pytest

from sim.app.levers import FACILITATOR_FEE, LeverSettings
from sim.page import room as pages_of_rooms
from sim.page.document import part_of
from sim.page.room import RoomPages, changed_values
from sim.page.words import WORDS
from sim.vocabulary.text import Text, same
from tests.page.test_page import DESK, PHONE, Reader, faults_for_some

TOLD = Text("In the room ABCD: <b>it pays</b>.", "Dans la salle ABCD : <b>ça rapporte</b>.")


@pytest.fixture(scope="module")
def maker(case, kernel):
    """A maker that has prepared a case, with little explanation."""
    found = RoomPages()
    found._parts[case] = part_of(case, explained=1)
    found.prepare(case)
    return found


def test_levers_are_values_of_the_page_that_the_scenario_has_with_them(case):
    assert changed_values(case, LeverSettings()) == {}
    resource = case.scenario.resources["hr"]
    found = changed_values(case, LeverSettings(setup=2.0, subsidy=0.5, trust=0.9, sharing="equal", facilitation=True))
    assert found["resources.hr.founding_cost"] == 2.0 * resource.founding_cost
    assert found["levers.subsidy_share"] == 0.5
    assert found["population.trust"] == 0.9
    assert found["resources.hr.sharing"] == "equal"
    assert found["levers.facilitator_fee"] == FACILITATOR_FEE
    assert len(found) == 2 + 1 + 1 + 1 + 2


def test_what_a_page_does_not_have_is_named(case):
    assert RoomPages().left_out(case, LeverSettings(subsidy=0.5, trust=0.1)) == []
    assert RoomPages().left_out(case, LeverSettings(members=6, shock=True)) == ["members", "shock"]


def test_a_case_is_prepared_once(case, monkeypatch):
    asked = []
    monkeypatch.setattr(pages_of_rooms, "kernel_for", lambda case: asked.append("kernel") or "x")
    monkeypatch.setattr(pages_of_rooms, "part_of", lambda case: asked.append(case) or "part")
    found = RoomPages()
    found.prepare(case)
    found.prepare(case)
    assert asked == ["kernel", case]
    assert found.plays(case)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_it_opens_as_a_file_with_the_room_s_levers_and_plays(browser, maker, case, tmp_path, lang, size):
    file = tmp_path / "faire-ensemble-ABCD.html"
    file.write_bytes(maker.page([case], LeverSettings(subsidy=0.5, setup=2.0), TOLD, lang))
    reader = Reader(browser, size)
    page = reader.page
    page.goto(file.as_uri())
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("#told").inner_text() == TOLD[lang]
    assert page.locator("#message").is_hidden()
    assert faults_for_some(page) == []
    reader.press(reader.say("tab_all", lang))
    assert page.locator("tr.moved").count() == 3
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#case=atelier-rh")  # an address that says something else goes before
    reader.press(reader.say("tab_all", lang))
    assert page.locator("tr.moved").count() == 0
    reader.press(reader.say("tab_play", lang))
    reader.press(reader.say("start", lang))
    page.get_by_role("button", name=WORDS["bet_year"].format(n=3)[lang], exact=True).click()
    page.get_by_role("heading", name=reader.say("choose", lang, y=1)).wait_for()
    page.context.close()
    assert not reader.faults


@pytest.mark.slow
def test_what_people_typed_is_never_read_as_html(maker, case):
    text = maker.page([case], LeverSettings(), same("</script><script>alert(1)</script>"), "fr").decode()
    assert "<script>alert(1)" not in text
    assert len(re.findall("<script", text)) == 2
