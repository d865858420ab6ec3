"""How fast the page answers in a real browser: ``python -m benchmarks.page``.

Writes the page of one case, opens it as a file in Chromium, slows the processor of the page four times, and moves
levers. Prints the time from the event of a lever to the first chart (16 worlds) and to the one of all 50 worlds, each
once it has been painted, and the time from opening to the first screen.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import tempfile
import time
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from benchmarks.workshop import said
from sim.app.cases import read_case
from sim.page.document import document
from sim.page.words import WORDS
from sim.scenario.shipped import scenario_file
from sim.threads import processors
from tests.browser import chromium

MOVES: Final = 120
STARTS: Final = 9
LEVERS: Final = ("members", "setup", "friction", "subsidy", "trust")

WATCH: Final = """() => {
  const times = window.times = [];
  const note = () => times.push(performance.now());
  const frame = window.requestAnimationFrame;
  let inFrame = false;
  window.requestAnimationFrame = (act) => frame((time) => {
    inFrame = true;
    act(time);
    setTimeout(() => (inFrame = false));
  });
  const drawn = () => (inFrame ? setTimeout(note) : frame(() => setTimeout(note)));
  new MutationObserver(drawn).observe(document.querySelector(".chart"), { childList: true });
}"""
"""Notes when a new chart has been painted: in the task after the frame in which it was drawn, or after the next one."""

MOVE: Final = """async ([id, share]) => {
  const lever = document.getElementById(id);
  const [low, high, step] = [lever.min, lever.max, lever.step].map(Number);
  const places = Math.round((high - low) / step);
  let value = low + step * Math.round(share * places);
  if (value === Number(lever.value)) value = value > low ? value - step : value + step;
  lever.value = value;
  times.length = 0;
  const then = performance.now();
  lever.dispatchEvent(new Event("input", { bubbles: true }));
  while (times.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const found = times.map((time) => time - then);
  await new Promise((resolve) => setTimeout(resolve, 700));
  return found;
}"""


def open_page(browser: Browser, file: Path, slow: float) -> tuple[Page, float]:
    """Open a page, its processor slowed so many times; return it and the time until its first screen [ms]."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True).new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    begun = time.perf_counter()
    page.goto(file.as_uri())
    page.locator("#app h1").wait_for()
    return page, (time.perf_counter() - begun) * 1000.0


def moves(page: Page, count: int) -> tuple[list[float], list[float]]:
    """Move levers, each to a random place; return the times to the first chart and to that of all worlds [ms]."""
    page.get_by_role("button", name=WORDS["tab_whatif"]["fr"], exact=True).click()
    page.locator(".bars .row").nth(2).wait_for()
    page.evaluate(WATCH)
    draw = random.Random(1)
    found = [page.evaluate(MOVE, [f"lever-{LEVERS[k % len(LEVERS)]}", draw.random()]) for k in range(count)]
    return [first for first, *_ in found], [every for *_, every in found]


def main() -> None:
    """Print the machine, its load, and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slow", type=float, default=4.0, help="how many times the processor is slowed (default: 4)")
    parser.add_argument("--moves", type=int, default=MOVES)
    chosen = parser.parse_args()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{processors()} cores, load {load} before, Python {platform.python_version()}, slowed {chosen.slow:g} times")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder) / "page.html"
        file.write_text(document([read_case(scenario_file("atelier-rh"))], "fr"), encoding="utf-8")
        starts = []
        for _ in range(STARTS):
            page, milliseconds = open_page(browser, file, chosen.slow)
            starts.append(milliseconds)
            page.context.close()
        page, _ = open_page(browser, file, chosen.slow)
        first, every = moves(page, chosen.moves)
    print("\n| what | times | median | 95th percentile | goal |\n| --- | ---: | ---: | ---: | --- |")
    said("lever to the first chart, 16 worlds", first, "60 ms at the 95th")
    said("lever to the chart of all 50 worlds", every, "200 ms at the 95th")
    said("file to first screen", starts, "-")
    print(f"\nload {', '.join(f'{each:.1f}' for each in os.getloadavg())} after")


if __name__ == "__main__":
    main()
