"""Response times of the workshop in a real browser: `python -m benchmarks.workshop`.

Prints the table of docs/reference/speed-of-the-workshop.md: from a lever to the charts it moves, from a vote to the
facilitator's and the projector's screens with forty phones in the room, from the command to the first screen. Times are
read from clocks in the pages, after new content has been painted.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import re
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from sim.app.steps import Step
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.threads import processors
from tests.app.open_room import OpenRoom, Phone, open_room
from tests.browser import CHROMIUM

BROWSERS = 8
PHONES = 40
MOVES = 40
ROUNDS = 4
STARTS = 7

WATCH = """(what) => {
    const seen = window.seen = [];
    let last = null;
    const look = () => {
        const now = what === 'chart'
            ? [...document.querySelectorAll('figure svg path')].map((p) => p.getAttribute('d')).join()
            : [...document.querySelectorAll('[role=status]')].map((e) => e.innerText).join();
        if (now === last) return;
        last = now;
        requestAnimationFrame(() => requestAnimationFrame(() =>
            seen.push([performance.timeOrigin + performance.now(), what === 'chart' ? '' : now])));
    };
    look();
    new MutationObserver(look).observe(document.body,
        {subtree: true, childList: true, attributes: true, characterData: true});
}"""
"""Notes the time at which new content has been painted: two frames after a change of the page."""

MOVE = """([id, value]) => {
    const slider = document.getElementById(id);
    slider.value = value;
    const then = performance.timeOrigin + performance.now();
    slider.dispatchEvent(new Event('input', {bubbles: true}));
    return then;
}"""

CLICK = """(words) => {
    const button = [...document.querySelectorAll('button')].find((b) => b.innerText === words);
    const then = performance.timeOrigin + performance.now();
    button.click();
    return then;
}"""


def said(name: str, times: Sequence[float], goal: str) -> None:
    """Print a row of the table: times in milliseconds."""
    median, late = statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]
    print(f"| {name} | {len(times)} | {median:,.0f} ms | {late:,.0f} ms | {goal} |", flush=True)


async def page_of(browser: Browser, address: str, width: int = 1366, height: int = 768) -> Page:
    """Open a page with a browser's own storage."""
    page = await (await browser.new_context(viewport={"width": width, "height": height})).new_page()
    await page.goto(address)
    await page.locator("h1").wait_for()
    return page


async def step_of(desk: Page, place: int, step: Step, *others: Page) -> None:
    """Go to a step, and wait until all pages show it."""
    await desk.get_by_role("button", name=f"{place}. {step_words.SHORT[step]['fr']}", exact=True).click()
    for page in (desk, *others):
        await page.wait_for_function(
            "t => document.querySelector('h1')?.innerText === t", arg=step_words.TITLES[step]["fr"]
        )


async def open_desk(browser: Browser, room: OpenRoom) -> tuple[Page, Page]:
    """Open the facilitator's and the projector's views, for a workshop of 90 minutes."""
    desk = await page_of(browser, room.link)
    await desk.get_by_role("button", name=words.MINUTES.format(n=90)["fr"]).click()
    href = await desk.get_by_role("link", name=words.SCREEN["fr"]).get_attribute("href")
    return desk, await page_of(browser, f"{room.base}{href}", 1920, 1080)


async def levers(browser: Browser, room: OpenRoom) -> None:
    """Move levers, and wait each time until both charts are updated."""
    desk, screen = await open_desk(browser, room)
    await step_of(desk, 7, Step.LEVERS, screen)
    for page in (desk, screen):
        await page.locator("figure svg path").first.wait_for(state="attached")
        await page.evaluate(WATCH, "chart")
    await asyncio.sleep(1.0)
    # places where none has stood before: nothing comes from memory
    moves = [(name, f"{low + k * step:.2f}") for k in range(MOVES // 4)
             for name, low, step in (("setup", 1.3, 0.1), ("subsidy", 0.05, 0.05), ("trust", 0.1, 0.05))]  # fmt: skip
    moves += [("members", str(n)) for n in (11, 10, 9, 8, 7, 6, 5, 4, 5, 8)]
    found: dict[str, list[float]] = {"desk": [], "screen": []}
    for name, value in moves:
        seen = {key: await page.evaluate("seen.length") for key, page in (("desk", desk), ("screen", screen))}
        then = await desk.evaluate(MOVE, [f"lever-{name}", value])
        for key, page in (("desk", desk), ("screen", screen)):
            try:
                await page.wait_for_function("n => seen.length > n", arg=seen[key], timeout=3_000)
            except Exception:  # a move that changes nothing in sight
                continue
            found[key].append((await page.evaluate("seen.at(-1)"))[0] - then)
        await asyncio.sleep(random.uniform(0.05, 0.15))
    goal = "150 ms, 300 ms"
    said("lever to chart, facilitator", found["desk"], goal)
    said("lever to chart, projector", found["screen"], goal)
    for page in (desk, screen):
        await page.context.close()


async def votes(browser: Browser, room: OpenRoom, name: str, spread: float) -> None:
    """Measure the votes of forty phones that come within some seconds, in a room where nobody has voted yet."""
    desk, screen = await open_desk(browser, room)
    await step_of(desk, 2, Step.ROOM, screen)
    code = await desk.locator("p.code").last.inner_text()
    address = f"{room.base}/fr/salle/{code}"
    pages = [await page_of(browser, address, 390, 844) for _ in range(BROWSERS)]
    for page in pages:
        await page.evaluate(CLICK, words.JOIN["fr"])
    phones = [Phone(address) for _ in range(PHONES - BROWSERS)]
    for phone in phones:
        await phone.come()
        await phone.press(words.JOIN["fr"])
    await desk.get_by_text(words.JOINED.format(n=PHONES)["fr"]).wait_for()
    found: dict[str, list[float]] = {"desk": [], "screen": []}
    for k in range(ROUNDS):
        # another case: nobody has chosen yet, since each keeps its answers
        await step_of(desk, 1, Step.WELCOME, screen)
        card = desk.locator(".cards button").nth(k)
        title = await card.locator("b").inner_text()
        await card.click()
        await desk.locator(".cards button[aria-pressed=true]").get_by_text(title).wait_for()
        await step_of(desk, 4, Step.ROUND, screen, *pages)
        for page in (desk, screen):
            await page.evaluate(WATCH, "words")
        await asyncio.sleep(1.0)
        begun: list[float] = []

        async def vote(which: int, after: float, begun: list[float] = begun) -> None:
            await asyncio.sleep(after)
            label = (words.POOL if which % 3 else words.ALONE)["fr"]
            if which < BROWSERS:
                begun.append(await pages[which].evaluate(CLICK, label))
            else:
                begun.append(time.time() * 1000.0)
                await phones[which - BROWSERS].press(label)

        await asyncio.gather(*(vote(n, random.uniform(0.0, spread)) for n in range(PHONES)))
        everybody = words.ANSWERED.format(k=PHONES, n=PHONES)["fr"]
        answered = re.compile(re.escape(words.ANSWERED.format(k="COUNT", n=PHONES)["fr"]).replace("COUNT", r"(\d+)"))
        for key, page in (("desk", desk), ("screen", screen)):
            await page.get_by_text(everybody).wait_for()
            await asyncio.sleep(0.2)
            counted = [
                (int(found_count[1]), when)
                for when, text in await page.evaluate("seen")
                if (found_count := answered.search(text))
            ]
            found[key] += [
                next(when for k, when in counted if k >= place) - then
                for place, then in enumerate(sorted(begun), start=1)
            ]
    said(f"vote to facilitator's screen, 40 phones, {name}", found["desk"], "300 ms at the 95th")
    said(f"vote to projector, 40 phones, {name}", found["screen"], "300 ms at the 95th")
    for phone in phones:
        await phone.leave()
    for page in (desk, screen, *pages):
        await page.context.close()


async def starts(browser: Browser) -> None:
    """Measure the time from the command to the first screen."""
    found = []
    for _ in range(STARTS + 1):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            with open_room(Path(folder)) as room:
                page = await page_of(browser, room.link)
                found.append((time.perf_counter() - begun) * 1000.0)
                await page.context.close()
    said("command to first screen, warm", found[1:], "6 s")


async def measure(parts: Sequence[str]) -> None:
    """Print the table."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        print("\n| what | times | median | 95th percentile | goal |\n| --- | ---: | ---: | ---: | --- |")
        if "levers" in parts:
            with tempfile.TemporaryDirectory() as folder, open_room(Path(folder)) as room:
                await levers(browser, room)
        if "votes" in parts:
            for name, spread in (("one by one", 8.0), ("all at once", 0.0)):
                with tempfile.TemporaryDirectory() as folder, open_room(Path(folder)) as room:
                    await votes(browser, room, name, spread)
        if "starts" in parts:
            await starts(browser)
        await browser.close()


def main() -> None:
    """Print the machine, its load, and the table."""
    parts = ("levers", "votes", "starts")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"what to measure; all by default: {', '.join(parts)}")
    arguments = parser.parse_args()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{processors()} cores, load {load} before, Python {platform.python_version()}, 12 organizations, 60 months")
    asyncio.run(measure(arguments.parts or parts))
    print(f"\nload {', '.join(f'{each:.1f}' for each in os.getloadavg())} after")


if __name__ == "__main__":
    main()
