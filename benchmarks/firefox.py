"""The page in Firefox: ``python -m benchmarks.firefox``.

Opens the page of the workshop's cases as a file in Firefox (Debian's package ``firefox-esr``; FIREFOX names another),
by WebDriver BiDi. Plays a game alone and one around the table, moves every lever and goes through all parts, in both
languages; prints what was logged or missed, and saves pictures.
"""

from __future__ import annotations

import argparse
import base64
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, Self

from websockets.sync.client import ClientConnection, connect

from sim.app.cases import read_case
from sim.page.document import document
from sim.page.words import WORDS
from sim.scenario.shipped import scenario_file
from sim.vocabulary.text import LANGUAGES, Lang

FIREFOX: Final = os.environ.get("FIREFOX", "/usr/bin/firefox-esr")
SIZES: Final = {"laptop": (1366, 768), "phone": (390, 844)}
_HELP: Final = """
const wait = async (found) => {
  for (let k = 0; k < 600; k += 1) {
    const value = found();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited for ${found}`);
};
const all = (selector) => [...document.querySelectorAll(selector)];
const button = (words) => all("button").find((each) => each.textContent === words && !each.disabled);
const press = async (words) => (await wait(() => button(words))).click();
const bet = async () => (await wait(() => document.querySelector(".bets button"))).click();
"""
_PLAY: Final = """
for (let year = 1; year <= 5; year += 1) for (let k = 0; k < players; k += 1) {
  const turn = () => document.querySelector("#app h1").textContent;
  if (players > 1) await press(words.my_turn);
  const now = turn();
  (await wait(() => document.querySelector("button.option.together"))).click();
  await wait(() => turn() !== now);
}
await press(words.see_what);
await wait(() => document.querySelector(".happened tbody"));
return all(".happened tbody tr").length;
"""


class Firefox:
    """A browser without a window, spoken to by WebDriver BiDi."""

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile"
        self.profile.mkdir()
        still = {"ui.prefersReducedMotion": 1, "browser.shell.checkDefaultBrowser": False}
        lines = [f'user_pref("{name}", {json.dumps(value)});\n' for name, value in still.items()]
        (self.profile / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [FIREFOX, "--headless", "--no-remote", "--profile", str(self.profile), "--remote-debugging-port=0"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.numbers = itertools.count(1)
        self.logged: list[str] = []
        self.open_things = ExitStack()

    def __enter__(self) -> Self:
        """Wait for the address that the browser listens at, and begin a session in its first tab."""
        assert self.process.stderr is not None
        address = next(found[1] for line in self.process.stderr if (found := re.search(r"(ws://\S+)", line)))
        self.socket: ClientConnection = self.open_things.enter_context(connect(f"{address}/session", max_size=2**26))
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.tab = self.call("browsingContext.getTree")["contexts"][0]["context"]
        return self

    def __exit__(self, *_: object) -> None:
        """End the browser."""
        self.open_things.close()
        self.process.terminate()
        self.process.wait(30)

    def call(self, method: str, **parameters: Any) -> Any:
        """Send a command and return its result; keep what is logged or asked of a network in the meantime."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self.socket.recv(timeout=120))).get("id") != number:
            told = answer.get("params", {})
            if answer.get("method") == "log.entryAdded":
                self.logged.append(f"{told['level']}: {told['text']}")
            elif not told.get("request", {}).get("url", "file:").startswith(("file:", "data:", "blob:", "about:")):
                self.logged.append(f"request: {told['request']['url']}")
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def run(self, script: str) -> Any:
        """Run a script in the tab, and return the plain value that it returns."""
        found = self.call(
            "script.evaluate",
            expression=f"(async () => {{ {_HELP} {script} }})()",
            target={"context": self.tab},
            awaitPromise=True,
        )
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return found["result"].get("value")

    def open(self, address: str, size: tuple[int, int]) -> None:
        """Open a page anew in a window of some size."""
        self.call("browsingContext.setViewport", context=self.tab, viewport={"width": size[0], "height": size[1]})
        for each in ("about:blank", address):
            self.call("browsingContext.navigate", context=self.tab, url=each, wait="complete")

    def picture(self, file: Path) -> None:
        """Save what the tab shows."""
        shown = self.call("browsingContext.captureScreenshot", context=self.tab)
        file.write_bytes(base64.b64decode(shown["data"]))


def check(firefox: Firefox, file: Path, lang: Lang, size: str, folder: Path) -> None:
    """Go through the page in one language and one size; what is missing raises an error."""
    words = json.dumps({name: text[lang] for name, text in WORDS.items()})
    given = f"const words = {words};"

    def keep(name: str) -> None:
        firefox.picture(folder / f"{size}-{lang}-{name}.png")

    for players in (1, 3):
        firefox.open(f"{file.as_uri()}#lang={lang}", SIZES[size])
        gather = "await press(words.several); for (let k = 1; k < 4; k += 1) all('.players input')[k].click();"
        firefox.run(f"{given} await wait(() => document.querySelector('#app h1')); {gather if players > 1 else ''}")
        keep(f"start-{players}")
        firefox.run(f"{given} await press(words.start); await bet();")
        if players > 1:
            keep("turn")
        rows = firefox.run(f"{given} const players = {players}; {_PLAY}")
        assert rows == (4 if players == 1 else 2 * players), rows
        keep(f"happened-{players}")
    firefox.run(f"""{given} await press(words.tab_whatif); await wait(() => all(".bars .row").length > 2);
    for (const lever of all(".lever input[type=range], .lever select")) {{
      let drawn = false;
      new MutationObserver(() => (drawn = true)).observe(document.querySelector(".chart"), {{ childList: true }});
      if (lever.type === "range") lever.value = lever.value === lever.max ? lever.min : lever.max;
      else lever.selectedIndex = lever.length - 1;
      lever.dispatchEvent(new Event(lever.type === "range" ? "input" : "change", {{ bubbles: true }}));
      await wait(() => drawn);
    }}
    for (const lever of all(".lever input[type=checkbox]")) lever.click();
    await wait(() => document.querySelector(".line.ghost"));
    await new Promise((resolve) => setTimeout(resolve, 1000));""")
    keep("whatif")
    for name in ("why", "all"):
        firefox.run(f"{given} await press(words.tab_{name});")
        keep(name)
    wide = firefox.run("""return all("#app *").filter((each) => !each.closest("svg, .wide, nav")
      && each.getBoundingClientRect().right > innerWidth + 1).map((each) => each.outerHTML.slice(0, 80)).join("\\n")""")
    assert not wide, wide


def main() -> int:
    """Check both languages in all sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="where pictures are saved (default: nowhere)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures = chosen.folder or folder
        pictures.mkdir(parents=True, exist_ok=True)
        file = folder / "page.html"
        cases = [read_case(scenario_file(each)) for each in ("atelier-rh", "echec")]
        file.write_text(document(cases, "fr", explained=1), encoding="utf-8")
        with Firefox(folder) as firefox:
            for lang in LANGUAGES:
                for size in SIZES:
                    check(firefox, file, lang, size, pictures)
                    print(f"{size}, {lang}: played, all levers moved", flush=True)
    print(*firefox.logged, sep="\n")
    return 1 if firefox.logged else 0


if __name__ == "__main__":
    sys.exit(main())
