"""Forty phones at once, and what a phone can do that a phone should not."""

import asyncio
import base64
import contextlib
import json
import time
import urllib.error
import urllib.request

import pytest
from itsdangerous import TimestampSigner
from playwright.async_api import async_playwright

from sim.app.names import LONGEST_NAME
from sim.app.steps import Step
from sim.app.words import room as words
from sim.app.words import steps as step_words
from tests.app.open_room import OpenRoom, Phone, open_room
from tests.browser import CHROMIUM
from tests.patience import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def room(tmp_path):
    with open_room(tmp_path) as found:
        yield found


async def came(phone: Phone, words_of_page: str) -> Phone:
    await phone.come()
    await until(lambda: phone.has(words_of_page))
    return phone


async def facilitator(room: OpenRoom) -> tuple[Phone, str]:
    """Return the facilitator's page, at the step where people join, and the code."""
    desk = await came(Phone(room.link), step_words.TITLES[Step.WELCOME]["fr"])
    await desk.press(f"2. {step_words.SHORT[Step.ROOM]['fr']}")
    await until(lambda: desk.has(words.YOUR_CODE["fr"]) or code_on(desk) != "")
    return desk, code_on(desk)


def code_on(desk: Phone) -> str:
    """Read the code off the facilitator's page."""
    found = [e.get("text", "") for e in desk.elements.values() if "code" in (e.get("class") or [])]
    return next((text for text in found if len(text) == 4), "")


def name_field(phone: Phone) -> tuple[str, str]:
    """Find where somebody types a name."""
    return next((key, e["events"][0]["listener_id"]) for key, e in phone.elements.items() if e.get("tag") == "input")


def kept(room: OpenRoom) -> dict:
    """What is kept of the room, nothing while nothing is."""
    try:
        return room.state()
    except (ValueError, json.JSONDecodeError):
        return {"people": {}, "rounds": []}


def test_forty_phones_choose_at_once_and_none_is_lost(room):
    async def session() -> list[bool]:
        desk, code = await facilitator(room)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            pages = [
                await (await browser.new_context(viewport={"width": 390, "height": 844})).new_page() for _ in range(8)
            ]
            screen = await browser.new_page(viewport={"width": 1366, "height": 768})
            await screen.goto(f"{room.base}/fr/ecran/{code}")
            phones = [Phone(f"{room.base}/fr/salle/{code}") for _ in range(32)]
            for page in pages:
                await page.goto(f"{room.base}/fr/salle/{code}")
                await page.get_by_role("button", name=words.JOIN["fr"]).click()
            for phone in phones:
                await came(phone, words.JOIN["fr"])
                await phone.emit(name_field(phone), [json.dumps("Marie-Claude Lafontaine-Desrosiers")])
                await phone.press(words.JOIN["fr"])
            await until(lambda: len(kept(room)["people"]) == 40)
            await screen.get_by_text(words.JOINED.format(n=40)["fr"]).wait_for()
            assert await screen.evaluate("document.documentElement.scrollHeight <= innerHeight")  # nobody scrolls it
            await desk.press(f"4. {step_words.SHORT[Step.ROUND]['fr']}")
            await until(lambda: all(phone.has(words.POOL["fr"]) for phone in phones))
            wanted = [k % 3 == 0 for k in range(40)]
            labels = [(words.POOL if pools else words.ALONE)["fr"] for pools in wanted]
            await asyncio.gather(
                *(
                    page.get_by_role("button", name=label).click()
                    for page, label in zip(pages, labels[:8], strict=True)
                ),
                *(phone.press(label) for phone, label in zip(phones, labels[8:], strict=True)),
            )
            await until(lambda: desk.has(words.ANSWERED.format(k=40, n=40)["fr"]))
            await until(lambda: all(person["choice"] is not None for person in kept(room)["people"].values()))
            for page, label in zip(pages, labels[:8], strict=True):
                await page.get_by_role("button", name=label, pressed=True).wait_for()
            await browser.close()
        for phone in (*phones, desk):
            await phone.leave()
        return sorted(person["choice"] for person in kept(room)["people"].values())

    assert asyncio.run(session()) == sorted(k % 3 == 0 for k in range(40))


def test_nobody_sees_what_others_choose_before_it_is_revealed(room):
    async def session() -> None:
        desk, code = await facilitator(room)
        ana, ben = (Phone(f"{room.base}/fr/salle/{code}") for _ in range(2))
        heard: list[str] = []
        ben.socket.on("*", lambda event, *data: heard.append(f"{event} {data}"))
        for phone in (ana, ben):
            await came(phone, words.JOIN["fr"])
            await phone.press(words.JOIN["fr"])
            await until(lambda phone=phone: phone.has(words.YOU_ARE["fr"]))
        screen = await came(Phone(f"{room.base}/fr/ecran/{code}"), step_words.TITLES[Step.ROOM]["fr"])
        heard.clear()
        await desk.press(f"4. {step_words.SHORT[Step.ROUND]['fr']}")
        await until(lambda: ana.has(words.POOL["fr"]) and ben.has(words.POOL["fr"]))
        await until(lambda: any("scrollTo" in each for each in heard))  # the last that the new step says to his page
        before = json.dumps(ben.elements, sort_keys=True)
        heard.clear()
        await ana.press(words.POOL["fr"])
        await until(lambda: screen.has(words.ANSWERED.format(k=1, n=2)["fr"]))
        with_pool = json.dumps(screen.elements, sort_keys=True)
        await ana.press(words.ALONE["fr"])
        await until(lambda: ana.has(words.SAVED["fr"]))
        await asyncio.sleep(0.3)
        # Ben's phone heard nothing at all, and the screen cannot tell one choice from the other
        assert json.dumps(ben.elements, sort_keys=True) == before
        assert heard == []
        assert json.dumps(screen.elements, sort_keys=True) == with_pool
        for phone in (ana, ben, screen, desk):
            await phone.leave()

    asyncio.run(session())


def test_forged_messages_floods_and_oversized_names_break_nothing(room):
    async def session() -> None:
        desk, code = await facilitator(room)
        mallory, ana = (Phone(f"{room.base}/fr/salle/{code}") for _ in range(2))
        for phone in (mallory, ana):
            await came(phone, words.JOIN["fr"])
        await mallory.emit(name_field(mallory), [json.dumps("<script>alert(1)</script>\n\u202e" + "x" * 100_000)])
        await mallory.press(words.JOIN["fr"])
        await ana.press(words.JOIN["fr"])
        await until(lambda: len(kept(room)["people"]) == 2)
        assert all(len(person["name"]) <= LONGEST_NAME for person in kept(room)["people"].values())
        await desk.press(f"4. {step_words.SHORT[Step.ROUND]['fr']}")
        await until(lambda: mallory.has(words.POOL["fr"]) and ana.has(words.POOL["fr"]))
        next_on_desk = desk.button(words.CLOSE["fr"])
        forged = [
            # the facilitator's buttons, from a phone
            {"id": int(next_on_desk[0]), "client_id": mallory.client, "listener_id": next_on_desk[1], "args": []},
            {"id": int(next_on_desk[0]), "client_id": "guessed", "listener_id": next_on_desk[1], "args": []},
            {"id": "main", "client_id": mallory.client, "listener_id": None, "args": "x"},
            {"id": 1e300, "client_id": mallory.client, "args": [["{", {}, None]]},
            {"client_id": mallory.client},
            {},
        ]
        for message in forged:
            await mallory.socket.emit("event", message)
        for event in ("log", "ack", "javascript_response", "handshake", "no such event"):
            await mallory.socket.emit(event, {"client_id": mallory.client})
        pool, alone = mallory.button(words.POOL["fr"]), mallory.button(words.ALONE["fr"])
        for k in range(2_000):
            await mallory.emit(pool if k % 2 else alone, [json.dumps(k), "[]"])
        begun = time.monotonic()
        await ana.press(words.POOL["fr"])
        await until(lambda: ana.has(words.SAVED["fr"]))
        assert time.monotonic() - begun < 5.0  # the room goes on while it is flooded
        assert desk.has(step_words.TITLES[Step.ROUND]["fr"])
        assert kept(room)["phase"] == "open"
        await desk.press(words.CLOSE["fr"])
        await until(lambda: desk.has(words.REVEAL["fr"]))
        await desk.press(words.REVEAL["fr"])
        await until(lambda: desk.has(step_words.TITLES[Step.REVEAL]["fr"]))
        await until(lambda: len(kept(room)["rounds"]) == 1)
        (row,) = (person["row"] for person in kept(room)["people"].values() if not person["name"])  # Ana gave none
        assert kept(room)["rounds"][0]["choices"][str(row)] is True
        for phone in (mallory, ana, desk):
            await phone.leave()

    asyncio.run(session())


def test_nobody_becomes_somebody_else_by_a_cookie_of_their_own_making(room):
    async def session() -> None:
        desk, code = await facilitator(room)
        address = f"{room.base}/fr/salle/{code}"
        ana = await came(Phone(address), words.JOIN["fr"])
        await ana.press(words.JOIN["fr"])
        await until(lambda: len(kept(room)["people"]) == 1)
        (cookie,) = ana.cookies
        payload = cookie.value.split(".")[0]
        (who,) = kept(room)["people"]
        assert json.loads(base64.b64decode(payload)) == {"id": who}
        forged = TimestampSigner("a guess").sign(payload.encode()).decode()
        for value in (forged, f"{payload}.x.y", payload, "x" * 10_000, ""):
            mallory = Phone(address)
            mallory.cookie = f"{cookie.name}={value}"
            await came(mallory, words.JOIN["fr"])  # asked to join, like any stranger
            assert not mallory.has(words.YOU_ARE["fr"])
            await mallory.leave()
        again = Phone(address)
        again.cookie = f"{cookie.name}={cookie.value}"
        await came(again, words.YOU_ARE["fr"])  # the real one is known
        for phone in (ana, again, desk):
            await phone.leave()

    asyncio.run(session())


def test_messages_and_requests_beyond_all_measure_are_dropped(room):
    async def session() -> None:
        desk, code = await facilitator(room)
        mallory, ana = [await came(Phone(f"{room.base}/fr/salle/{code}"), words.JOIN["fr"]) for _ in range(2)]
        await mallory.emit(name_field(mallory), [json.dumps("x" * 5_000_000)])
        await until(lambda: not mallory.socket.connected)  # whoever sends so much is cut off
        for path in (
            "/fr/salle/" + "x" * 5_000,
            "/" + "%00" * 50,
            "/fr/animation/../../etc/passwd",
            "/_nicegui/../key",
        ):
            with contextlib.suppress(urllib.error.HTTPError):
                said = urllib.request.urlopen(f"{room.base}{path}", timeout=30).read().decode()
                assert "root:" not in said
                assert room.link.rsplit("/", 1)[1] not in said
        await ana.press(words.JOIN["fr"])
        await until(lambda: len(kept(room)["people"]) == 1)
        assert desk.socket.connected
        for phone in (ana, desk):
            await phone.leave()

    asyncio.run(session())


def test_phones_that_stay_away_are_not_waited_for(room):
    async def session() -> None:
        desk, code = await facilitator(room)
        phones = [await came(Phone(f"{room.base}/fr/salle/{code}"), words.JOIN["fr"]) for _ in range(3)]
        for phone in phones:
            await phone.press(words.JOIN["fr"])
        await until(lambda: len(kept(room)["people"]) == 3)
        await desk.press(f"4. {step_words.SHORT[Step.ROUND]['fr']}")
        await until(lambda: all(phone.has(words.POOL["fr"]) for phone in phones))
        await phones[0].press(words.POOL["fr"])
        await phones[1].leave()  # a battery runs flat; the third one never answers
        await until(lambda: desk.has(words.ANSWERED.format(k=1, n=3)["fr"]))
        await desk.press(words.CLOSE["fr"])
        await until(lambda: desk.has(words.REVEAL["fr"]))
        await desk.press(words.REVEAL["fr"])
        await until(lambda: len(kept(room)["rounds"]) == 1)
        assert list(kept(room)["rounds"][0]["choices"].values()) == [True]
        for phone in (phones[0], phones[2], desk):
            await phone.leave()

    asyncio.run(session())
