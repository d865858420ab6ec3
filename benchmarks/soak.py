"""Memory of a long workshop: ``python -m benchmarks.soak`` (an hour; ``--minutes 5`` for less).

A room with its facilitator and a group of phones that join, predict, choose, reload their pages and lose their
connections, while levers move and somebody loads pages without a browser. Prints the memory of the room's process every
minute, and at the end its growth over the second half, in which a room that keeps nothing stays level.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Final

from socketio.exceptions import SocketIOError

from sim.app.steps import Step
from sim.app.words import room as words
from sim.app.words import steps as step_words
from tests.app.open_room import OpenRoom, Phone, open_room

CLIENTS: Final = 40
MINUTES: Final = 60.0
LOST: Final = (OSError, TimeoutError, SocketIOError)
"""What a busy machine does to a connection: whoever it was comes back."""
_LEVERS: Final = ("setup", "subsidy", "trust")
_STEPS: Final = (Step.PREDICT, Step.ROUND, Step.CURVE, Step.LEVERS, Step.COMPARE, Step.WHO)


def memory(process: int) -> float:
    """Return the memory that a process has now [MB] (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def load(address: str) -> None:
    """Load a page and never connect."""
    try:
        urllib.request.urlopen(address, timeout=30).read()
    except urllib.error.HTTPError:
        return


async def until(phone: Phone, said: str, seconds: float = 30.0) -> None:
    """Wait until a page shows some words."""
    end = time.monotonic() + seconds
    while not phone.has(said):
        if time.monotonic() > end:
            raise TimeoutError(said)
        await asyncio.sleep(0.05)


async def take_part(address: str, end: float) -> int:
    """Be a phone until a time: join, answer, and come back now and then; return how often something was pressed."""
    pressed, cookie = 0, ""
    while time.monotonic() < end:
        phone = Phone(address)
        phone.cookie = cookie
        with suppress(*LOST):
            await phone.come()
            cookie = cookie or "; ".join(f"{each.name}={each.value}" for each in phone.cookies)
            stay = min(end, time.monotonic() + random.uniform(5.0, 40.0))
            while time.monotonic() < stay:
                for said in (words.JOIN, words.NEVER, random.choice((words.POOL, words.POOL, words.ALONE))):
                    with suppress(KeyError):
                        await phone.press(said["fr"])
                        pressed += 1
                await asyncio.sleep(random.uniform(0.5, 3.0))
        with suppress(*LOST):
            await phone.leave()
        await asyncio.sleep(random.uniform(0.0, 2.0))
    return pressed


async def facilitate(room: OpenRoom, end: float) -> int:
    """Lead through the steps until a time, and move levers; return the number of steps and moves."""
    done = 0
    while time.monotonic() < end:
        desk = Phone(room.link)
        with suppress(*LOST, KeyError):
            await desk.come()
            await desk.press(words.MINUTES.format(n=90)["fr"])
            await until(desk, label(Step.OWN))
            while time.monotonic() < end:
                for step in _STEPS:
                    await desk.press(label(step))
                    await until(desk, step_words.TITLES[step]["fr"])
                    done += 1
                    for _ in range(10 if step == Step.LEVERS else 0):
                        await desk.emit(slider(desk, random.choice(_LEVERS)), [json.dumps(f"{random.random():.2f}")])
                        done += 1
                        await asyncio.sleep(0.3)
                    await asyncio.sleep(3.0)
        with suppress(*LOST):
            await desk.leave()
    return done


def label(step: Step) -> str:
    """Return the label of the button of a step, in a workshop of 90 minutes."""
    return f"{list(Step).index(step) + 1}. {step_words.SHORT[step]['fr']}"


def slider(desk: Phone, name: str) -> tuple[str, str]:
    """Find the slider of a lever: its element and its listener."""
    return next(
        (key, element["events"][0]["listener_id"])
        for key, element in desk.elements.items()
        if (element.get("props") or {}).get("id") == f"lever-{name}"
    )


async def load_pages(address: str, every: float, end: float) -> int:
    """Load a page again and again without a browser, until a time; return how often."""
    loaded = 0
    while time.monotonic() < end:
        await asyncio.to_thread(load, address)
        loaded += 1
        await asyncio.sleep(every)
    return loaded


async def watch(room: OpenRoom, end: float, every: float) -> list[float]:
    """Print the memory of the room at regular times, and return it [MB]."""
    seen = [memory(room.process.pid)]
    begun = time.monotonic()
    while time.monotonic() < end:
        await asyncio.sleep(every)
        seen.append(memory(room.process.pid))
        print(f"| {(time.monotonic() - begun) / 60.0:.1f} | {seen[-1]:,.0f} |", flush=True)
    return seen


async def soak(room: OpenRoom, minutes: float, clients: int) -> None:
    """Let a group use a room, and print its memory."""
    end = time.monotonic() + 60.0 * minutes
    code = await room_code(room)
    address = f"{room.base}/fr/salle/{code}"
    print("| minute | memory [MB] |\n| ---: | ---: |", flush=True)
    seen, led, loaded, *pressed = await asyncio.gather(
        watch(room, end, min(60.0, 6.0 * minutes)),
        facilitate(room, end),
        load_pages(f"{room.base}/fr/", 0.5, end),
        *(take_part(address, end) for _ in range(clients)),
    )
    half = seen[len(seen) // 2 :]
    print(f"\n{clients} phones pressed {sum(pressed):,} buttons, the facilitator {led:,}; {loaded:,} pages were loaded")
    print(f"memory {seen[0]:,.0f} MB at first, {seen[-1]:,.0f} at the end, most {max(seen):,.0f}; ", end="")
    print(f"growth over the second half {half[-1] - half[0]:+,.0f} MB")


async def room_code(room: OpenRoom) -> str:
    """Read the code of a room off the facilitator's page."""
    desk = Phone(room.link)
    await desk.come()
    href = next(
        str(element["props"]["href"])
        for element in desk.elements.values()
        if "/ecran/" in str((element.get("props") or {}).get("href", ""))
    )
    await desk.leave()
    return href.rsplit("/", 1)[1]


def main() -> None:
    """Print the memory of a room that is used for some time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_room(Path(folder)) as room:
        asyncio.run(soak(room, arguments.minutes, arguments.clients))


if __name__ == "__main__":
    main()
