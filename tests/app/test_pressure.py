"""A room under pressure, as its phones meet it: few descriptors, a full disk, hostile clients."""

import asyncio
import base64
import contextlib
import json
import signal
import socket
import urllib.error
import urllib.request

import pytest
import socketio

from sim.app.people import LOCKED, REMOVED
from sim.app.steps import Step
from sim.app.words import people as people_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from tests.app.open_room import OpenRoom, Phone, open_room
from tests.app.test_phones import came, facilitator, kept
from tests.patience import until

pytestmark = pytest.mark.slow

FEW_DESCRIPTORS = ("sh", "-c", 'ulimit -n 256; exec "$@"', "sh")


def said_at_the_end(room: OpenRoom) -> str:
    """Close a room, and return what its terminal said."""
    room.process.send_signal(signal.SIGINT)
    return room.process.communicate(timeout=30)[1]


def status(room: OpenRoom, path: str, **headers: str) -> int:
    request = urllib.request.Request(f"{room.base}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


async def join(room: OpenRoom, code: str) -> Phone:
    phone = await came(Phone(f"{room.base}/fr/salle/{code}"), words.JOIN["fr"])
    await phone.press(words.JOIN["fr"])
    await until(lambda: phone.has(words.YOU_ARE["fr"]))
    return phone


def outside(phone: Phone) -> bool:
    """Tell whether a phone is asked to join."""
    return any((e.get("tag"), e.get("text")) == ("button", words.JOIN["fr"]) for e in phone.elements.values())


def refused(phone: Phone, said: object) -> bool:
    return phone.has(said["fr"])  # type: ignore[index]


def test_with_few_descriptors_and_many_silent_clients_the_room_is_open_and_saved(tmp_path):
    with open_room(tmp_path, inside=FEW_DESCRIPTORS) as room:

        async def session() -> None:
            desk, code = await facilitator(room)
            silent = []
            for k in range(300):
                each = socket.create_connection(("127.0.0.1", room.port), timeout=10)
                with contextlib.suppress(OSError):
                    each.sendall(b"GET /fr/ HTTP/1.1\r\nHost: 127.0.0.1\r\n" * (k % 2))
                silent.append(each)
            phones = [await join(room, code) for _ in range(5)]
            await until(lambda: len(kept(room)["people"]) == 5)
            for each in silent:
                each.close()
            for phone in (*phones, desk):
                await phone.leave()

        asyncio.run(session())
        assert len(said_at_the_end(room).splitlines()) < 10


def test_a_room_that_cannot_be_saved_says_so_until_it_can(tmp_path):
    with open_room(tmp_path) as room:

        async def session() -> None:
            desk, code = await facilitator(room)
            await until(lambda: room.file.exists())
            folder, aside = room.file.parent, tmp_path / "aside"
            folder.rename(aside)
            folder.write_text("a file where the folder was", "utf-8")
            phone = await join(room, code)
            begins = words.NOT_SAVED.fr.partition("{")[0]
            await until(lambda: desk.has(begins))
            alerts = [e for e in desk.elements.values() if str(e.get("text", "")).startswith(begins)]
            assert [e["props"]["role"] for e in alerts] == ["alert"]
            folder.unlink()
            aside.rename(folder)
            await until(lambda: not desk.has(begins))
            assert len(kept(room)["people"]) == 1  # without another change
            await phone.leave()
            await desk.leave()

        asyncio.run(session())
        assert "Traceback" not in said_at_the_end(room)


def test_the_facilitator_keeps_order(tmp_path):
    with open_room(tmp_path) as room:

        async def session() -> None:
            desk, code = await facilitator(room)
            ana = await join(room, code)
            ben = await join(room, code)
            await until(lambda: desk.has(people_words.PEOPLE.format(n=2)["fr"]))
            where = people_words.THIS_COMPUTER
            assert desk.has(people_words.FROM_ADDRESS.format(n=2, address=where)["fr"])
            names = [
                (key, each["events"][0]["listener_id"])
                for key, each in desk.elements.items()
                if str(each.get("props", {}).get("id", "")).startswith("person-")
            ]
            assert len(names) == 2
            await desk.emit(names[0], [json.dumps("Ana\x1b[31m\n")])
            await until(lambda: any(each["name"] == "Ana" for each in kept(room)["people"].values()))
            await desk.press(people_words.REMOVE["fr"])  # the first
            await until(lambda: outside(ana))
            assert ben.has(words.YOU_ARE["fr"])
            await ana.press(words.JOIN["fr"])
            await until(lambda: refused(ana, REMOVED))
            await desk.press(people_words.READMIT_ONE["fr"])
            lock = next(
                (key, each["events"][0]["listener_id"])
                for key, each in desk.elements.items()
                if each.get("props", {}).get("id") == "lock"
            )
            await desk.emit(lock, ["true"])
            await until(lambda: kept(room).get("locked"))
            await ana.press(words.JOIN["fr"])
            await until(lambda: refused(ana, LOCKED))
            await desk.emit(lock, ["false"])
            await until(lambda: not kept(room).get("locked"))
            await ana.press(words.JOIN["fr"])
            await until(lambda: ana.has(words.YOU_ARE["fr"]))
            await until(lambda: desk.has(people_words.FROM_ADDRESS.format(n=2, address=where)["fr"]))
            await desk.press(people_words.REMOVE_ALL.format(address=where)["fr"])
            await until(lambda: outside(ana) and outside(ben))
            assert kept(room)["people"] == {}
            for phone in (ana, ben, desk):
                await phone.leave()

        asyncio.run(session())
        assert "WARNING" not in said_at_the_end(room)


def test_what_hostile_clients_send_never_reaches_the_terminal(tmp_path):
    with open_room(tmp_path) as room:

        async def session() -> None:
            desk, code = await facilitator(room)
            mallory = await join(room, code)
            evil = "\x1b]0;EVIL\x07\x1b[31mEVIL"
            for level in ("debug", "info", "warning", "error", "critical", evil):
                await mallory.socket.emit("log", {"client_id": mallory.client, "level": level, "message": evil})
            forged = [
                {"client_id": mallory.client, "id": 1, "listener_id": evil, "args": [evil]},
                {"client_id": mallory.client, "id": [], "args": 3},
                {"client_id": [evil]},
                {"client_id": desk.client, "id": 4, "listener_id": "x", "args": []},
                evil,
                [evil],
                None,
                3,
            ]
            for name in ("event", "ack", "javascript_response", "handshake", evil):
                for message in forged:
                    await mallory.socket.emit(name, message)
            field = next((k, e["events"][0]["listener_id"]) for k, e in mallory.elements.items() if e.get("events"))
            for argument in ("{", "[[[[", '{"a": 1}', "null", '"\\ud800"', evil, "1e999"):
                await mallory.emit(field, [argument])
            for path in (
                "/fr/%1b%5b31mEVIL",
                "/%0d%0aEVIL/x",
                "/fr/salle/%1bEVIL",
                "/fr/ecran/%1bEVIL",
                "/_nicegui/%1bEVIL",
            ):
                status(room, path)
            for raw in (b"\x1b[31mEVIL\r\n\r\n", b"GET / HTTP/1.1\r\nHost: \x1bEVIL\r\n\r\n", b"\x16\x03\x01EVIL"):
                with socket.create_connection(("127.0.0.1", room.port), timeout=10) as each:
                    each.sendall(raw)
                    each.recv(1000)
            strange = f"{room.base}?client_id=EVIL&implicit_handshake=true"
            with contextlib.suppress(socketio.exceptions.ConnectionError):
                client = socketio.AsyncClient(reconnection=False)
                await client.connect(strange, socketio_path="/_nicegui_ws/socket.io", transports=["websocket"])
            ana = await join(room, code)
            await until(lambda: len(kept(room)["people"]) == 2)
            for phone in (ana, mallory, desk):
                await phone.leave()

        asyncio.run(session())
        said = said_at_the_end(room)
        assert "EVIL" not in said
        assert "\x1b" not in said
        assert "Traceback" not in said


def test_only_this_machine_and_its_own_pages_are_answered(tmp_path):
    with open_room(tmp_path) as room:
        for host in ("evil.example", f"evil.example:{room.port}", "192.0.2.7"):
            assert status(room, "/fr/", Host=host) == 421
        assert status(room, "/fr/", Host=f"localhost:{room.port}") == 200
        assert status(room, "/fr/", Origin="http://evil.example") == 403

        async def session() -> None:
            for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
                client = socketio.AsyncClient(reconnection=False)
                with pytest.raises(socketio.exceptions.ConnectionError):
                    await client.connect(
                        room.base, headers, socketio_path="/_nicegui_ws/socket.io", transports=["websocket"]
                    )
                await client.eio.http.close()

        asyncio.run(session())


def test_a_room_that_is_reopened_leaves_no_stack_in_the_terminal(tmp_path):
    with open_room(tmp_path) as room:

        async def session() -> None:
            desk, code = await facilitator(room)
            phone = await join(room, code)
            await until(lambda: len(kept(room)["people"]) == 1)
            text = room.file.read_text("utf-8")
            await desk.press(f"1. {step_words.SHORT[Step.WELCOME]['fr']}")
            await until(lambda: desk.has(words.REOPEN["fr"]))
            for content in (text, "{}", text.replace(f'"{code}"', '"/../../x"'), text):
                upload = next(
                    (key, each["events"][0]["listener_id"])
                    for key, each in desk.elements.items()
                    if each.get("props", {}).get("id") == "room-file"
                )
                letters = base64.b64encode(content.encode()).decode()
                await desk.emit(upload, [json.dumps("salle\x1b[31m.json"), json.dumps(letters)])
                if content == text:
                    await until(lambda: desk.has(step_words.TITLES[Step.ROOM]["fr"]))
                    await desk.press(f"1. {step_words.SHORT[Step.WELCOME]['fr']}")
                    await until(lambda: desk.has(words.REOPEN["fr"]))
                else:
                    await until(lambda: desk.has("Ce fichier n’est pas une salle"))
            assert phone.has(words.YOU_ARE["fr"])
            for each in (phone, desk):
                await each.leave()

        asyncio.run(session())
        said = said_at_the_end(room)
        assert "Stack" not in said
        assert "WARNING" not in said
        assert {path.name for path in tmp_path.rglob("*.json")} == {room.file.name}
