"""The workshop behind the pages: what changes is kept and shown, whatever else is going on."""

import asyncio
import json
import os
import threading
import time

import pytest

from sim.analysis.groups import group
from sim.app import results_of_room
from sim.app import workshop as workshop_module
from sim.app.answers import Round
from sim.app.cases import Case
from sim.app.film import Film
from sim.app.levers import LeverSettings
from sim.app.pages.rate_limit import RateLimit
from sim.app.phone_access import PhoneAccess, listening_socket
from sim.app.room import Room
from sim.app.room_file import NO_SUCH_CASE, RoomFileError, read_room, save_room, write_room
from sim.app.saved_rooms import last_room
from sim.app.steps import AFTER_CURVE, Step
from sim.app.workshop import Workshop
from tests.patience import until


def running(workshop, session):
    """Let a workshop go on while something happens in it."""

    async def go():
        going_on = asyncio.create_task(workshop.run())
        try:
            return await session()
        finally:
            going_on.cancel()

    return asyncio.run(go())


def on_disk(workshop) -> Room | None:
    return read_room(workshop.path.read_text("utf-8")) if workshop.path.exists() else None


def test_every_act_is_kept_even_while_a_world_is_worked_out(workshop, monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(workshop, "warm", lambda: go_on.wait(20))
    monkeypatch.setattr(results_of_room, "simulate", lambda *_, **__: go_on.wait(20))

    async def session():
        workshop.act(lambda room: room.go(Step.CURVE))
        for k in range(50):
            workshop.act(lambda room, k=k: room.join(f"p{k}"))
            await asyncio.sleep(0)
        await until(lambda: len((on_disk(workshop) or workshop.room).people) == 50 and workshop.path.exists())
        assert not go_on.is_set()
        go_on.set()

    running(workshop, session)


def test_a_burst_of_moves_is_worked_out_once_and_what_is_known_never_again(workshop, monkeypatch):
    worked_out = []
    real = results_of_room.simulate

    def counted(scenario, *arguments, **options):
        worked_out.append(arguments)
        return real(scenario, *arguments, **options)

    async def session():
        workshop.room.set_length(90)
        workshop.act(lambda room: room.go(Step.LEVERS))
        await until(lambda: not workshop._missing())
        monkeypatch.setattr(results_of_room, "simulate", counted)
        for k in range(20):
            workshop.act(lambda room, k=k: room.move("setup", k / 10))
        await until(lambda: not workshop._missing())
        assert len(worked_out) == 1
        workshop.act(lambda room: room.go(Step.WHO))  # another chart of the same world
        await until(lambda: not workshop._missing())
        workshop.act(lambda room: room.move("setup", 0.5))
        workshop.act(lambda room: room.move("setup", 1.9))  # where it has been
        await until(lambda: not workshop._missing())
        assert len(worked_out) == 1

    running(workshop, session)


def test_what_a_page_that_loads_has_worked_out_is_shown_to_all(workshop):
    shown = []

    async def session():
        await workshop.warmed.wait()
        workshop.listeners.add(lambda: shown.append(workshop.room.step))
        workshop.act(lambda room: room.go(Step.CURVE))
        workshop.course()  # as a page does that loads before the others are told
        await until(lambda: shown == [Step.CURVE], 5)

    running(workshop, session)


def test_forty_votes_at_once_are_shown_as_one_change_and_a_single_one_at_once(workshop):
    shown = []

    async def session():
        workshop.act(lambda room: room.go(Step.ROOM))
        await until(lambda: not workshop._missing())
        await asyncio.sleep(0.2)
        workshop.listeners.add(lambda: shown.append(len(workshop.room.people)))
        for k in range(40):
            workshop.act(lambda room, k=k: room.join(f"p{k}"))
            await asyncio.sleep(0)
        assert shown[0] == 1
        await until(lambda: shown[-1] == 40)
        assert len(shown) < 10
        before = len(shown)
        await asyncio.sleep(0.2)
        workshop.act(lambda room: room.join("late"))
        assert len(shown) == before + 1

    running(workshop, session)


def test_what_fails_is_said_and_the_room_goes_on(workshop, monkeypatch, caplog):
    def fails(*_):
        raise OSError("disk full")

    async def session():
        monkeypatch.setattr(workshop_module, "save_text", fails)
        shown = []
        workshop.listeners |= {lambda: 1 / 0, lambda: shown.append(workshop.room.step)}
        workshop.act(lambda room: room.go(Step.PREDICT))
        await until(lambda: "disk full" in caplog.text and shown)
        monkeypatch.undo()
        workshop.act(lambda room: room.join("a"))
        await until(lambda: workshop.path.exists())

    running(workshop, session)


def test_a_crash_while_the_file_is_written_leaves_the_one_before(workshop, monkeypatch):
    workshop.room.join("a")
    workshop.keep()

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", stopped)
    workshop.room.join("b")
    with pytest.raises(KeyboardInterrupt):
        workshop.keep()
    monkeypatch.undo()
    assert set(on_disk(workshop).people) == {"a"}
    assert last_room(workshop.folder, workshop.cases).code == workshop.room.code


def test_the_room_kept_last_is_offered_unless_nothing_happened_in_it(workshop, tmp_path):
    old, new, empty = (Room(organizations=12, case="atelier-rh") for _ in range(3))
    old.join("a")
    new.count_guesses(12, 3)  # hands, without a phone
    for age, room in ((30, old), (20, new), (10, empty)):
        path = tmp_path / f"salle-{room.code}.json"
        save_room(room, path)
        os.utime(path, (time.time() - age, time.time() - age))
    (tmp_path / "salle-XXXX.json").write_text("{", "utf-8")
    assert last_room(tmp_path, workshop.cases).code == new.code
    assert last_room(tmp_path, workshop.cases, but=new.code).code == old.code
    assert last_room(tmp_path / "nowhere", workshop.cases) is None


def test_a_reopened_room_goes_on_and_its_file_opens_no_doors(workshop, case, failing_case, tmp_path):
    workshop.act(lambda room: room.join("a"))
    workshop.act(lambda room: room.set_length(90))
    text = write_room(workshop.room)
    assert workshop.room.secret not in text
    other = Workshop([case, failing_case], tmp_path / "other")
    secret = other.room.secret
    other.reopen(text)
    assert other.room.secret == secret
    assert (other.room.code, other.room.length, set(other.room.people)) == (workshop.room.code, 90, {"a"})


def test_a_room_of_a_case_that_is_not_here_is_refused_with_what_to_do(workshop):
    room = Room(organizations=5, case="ma-region")
    with pytest.raises(RoomFileError) as caught:
        workshop.reopen(write_room(room))
    assert caught.value.words == NO_SUCH_CASE.format(case="ma-region")
    data = json.loads(write_room(workshop.room))
    with pytest.raises(RoomFileError):
        workshop.reopen(json.dumps({**data, "organizations": 11}))
    assert workshop.room.case == "atelier-rh"


def test_levers_move_both_worlds_that_are_compared_but_trust_sets_them_apart(workshop):
    before = workshop.compared()
    workshop.act(lambda room: room.move("setup", 3.0))
    dear = workshop.compared()
    assert dear[1].verdict.depth > before[1].verdict.depth
    workshop.act(lambda room: room.move("trust", 0.0))
    assert workshop.compared()[1] is dear[1]


def test_fair_is_judged_among_those_who_pool(workshop):
    workshop.act(lambda room: room.move("sharing", "by_use"))
    few = workshop.course().pooling_at_the_end
    assert 2 <= few.sum() < 12
    assert not workshop.case.is_fair(workshop.room.levers)  # all twelve: some would refuse
    assert workshop.is_fair()  # those whose bill it is would not
    workshop.room.rounds = [Round(1, dict.fromkeys(range(12), True))]
    assert workshop.course().pooling_at_the_end.all()
    assert not workshop.is_fair()


def test_a_flood_is_heard_as_a_few_and_nobody_else_is_held_up():
    now = [0.0]
    patience = RateLimit(now=lambda: now[0])
    heard = sum(patience.allows("mallory") for _ in range(10_000))
    assert heard < 50
    assert patience.allows("ana")
    now[0] += 60.0
    assert patience.allows("mallory")


def test_doors_open_on_an_interface_of_this_machine_and_close_again():
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def reached(phones, address):
        try:
            _, writer = await asyncio.open_connection(address, phones.port)
        except OSError:
            return False
        writer.close()
        return True

    async def session():
        listening = listening_socket("127.0.0.1", 0)
        phones = PhoneAccess(app, listening.getsockname()[1])
        listening.close()
        assert await phones.open("192.0.2.1")  # no address of this machine: says why not
        assert phones.addresses == []
        assert await phones.open("127.0.0.1") == ""  # what it always listens to is no door
        assert phones.addresses == []
        for address in list(phones.interfaces())[:1]:
            assert await phones.open(address) == ""
            await until(lambda: phones._server.started)
            assert await reached(phones, address)
            assert phones.addresses == [f"http://{address}:{phones.port}"]
            assert phones.address_of(address) == address
            await phones.open("")
            assert not await reached(phones, address)
        assert phones.addresses == []
        assert phones.address_of("nothing") is None

    asyncio.run(session())


def test_a_case_has_a_neutral_title_until_its_curve_is_shown(workshop):
    failing = next(case for case in workshop.cases.values() if case.key == "echec")
    workshop.act(lambda room: room.set_case(failing.key, failing.scenario.population.number))
    for step in Step:
        workshop.room.step = step
        tells = "échoue" in workshop.title.fr
        assert tells == (step in AFTER_CURVE and step != Step.CURVE)
    workshop.room.step = Step.CURVE  # while its months are shown one by one, it tells nothing either
    workshop.room.film = Film(month=59)
    assert "échoue" not in workshop.title.fr
    workshop.room.film = Film(month=60)
    assert "échoue" in workshop.title.fr
    titles = {case.neutral_title.fr for case in workshop.cases.values()}
    assert len(titles) == len(workshop.cases)
    assert not any("échoue" in title for title in titles)


def test_the_best_for_all_is_at_least_as_good_as_what_the_room_did(workshop):
    workshop.room.rounds = [Round(1, {row: row < 4 for row in range(12)})]
    members, best = workshop.best()
    assert set(members) <= set(workshop.case.names)
    assert best.verdict.end >= workshop.course().verdict.end
    assert [name for name, pools in zip(best.names, best.pooling_in(1), strict=True) if pools] == list(members)


def test_the_best_path_is_never_worse_than_staying_alone(workshop):
    failing = workshop.cases["echec"]
    assert failing.best_members(LeverSettings()) != ()  # it saves once it runs, but not enough to pay its start back
    workshop.room.set_case(failing.key, failing.scenario.population.number)
    members, best = workshop.best()
    assert (members, best.verdict.end) == ((), 0.0)


def test_nobody_pools_on_the_best_path_of_a_case_in_which_no_group_saves(workshop):
    workshop.room.levers = LeverSettings(members=2)
    failing = workshop.cases["echec"]
    scenario = failing.scenario
    (key,) = scenario.resources
    dear = scenario.model_copy(
        update={"resources": {key: scenario.resources[key].model_copy(update={"hub_cost": 1e6})}}
    )
    assert Case("dear", dear).best_members(LeverSettings()) == ()


def test_bills_from_now_on_are_those_of_the_group_as_it_is(workshop):
    case = workshop.case
    members = case.names[:4]
    inside, outside = case.bill_now(0, members, 6), case.bill_now(5, members, 6)
    alike = group(case.scenario, case.resource, members)
    sharing = case.scenario.resources[case.resource].sharing
    assert inside.later == pytest.approx(alike.bills(sharing)[0])
    assert inside.later < inside.first < alike.bills(sharing, friction=1.0)[0]
    assert inside.entry == 0.0
    assert outside.entry == case.scenario.resources[case.resource].joining_cost
    assert outside.alone == case.bills[5].alone


def test_warming_up_is_tried_again_where_files_cannot_be_opened(workshop, monkeypatch):
    tries = []

    def warm():
        tries.append(len(tries))
        if len(tries) < 3:
            raise OSError(24, "Too many open files")

    monkeypatch.setattr(workshop, "warm", warm)
    monkeypatch.setattr(workshop_module, "_PAUSES", (0.0, 0.0, 0.0))
    asyncio.run(workshop._warm())
    assert tries == [0, 1, 2]
