"""The site is built without a network or a warning, has all pages, and plays; no link of its pages leads nowhere."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from docs.site.build import LIVE
from docs.site.languages import PAIRS
from sim.declared.variables import VARIABLES
from sim.page.document import LARGEST
from sim.page.words import WORDS
from sim.scenario import parameters
from tests.browser import chromium, new_tab

ROOT = Path(__file__).parents[2]
# in a process of its own: Sphinx adds annotations to the classes that it describes, which pydantic cannot read then
_BUILD = """
import socket, sys, warnings
from pathlib import Path
from docs.site.build import build

def refuse(*_):
    raise AssertionError("the site must be built without a network")

warnings.simplefilter("ignore")  # of Python, about what will change in Sphinx; those of Sphinx are errors
socket.socket.connect = refuse
print(build(Path(sys.argv[1]), explained=1))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return the folder of the site's pages, built while no connection can be made."""
    command = [sys.executable, "-c", _BUILD, str(tmp_path_factory.mktemp("site"))]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert built.returncode == 0, built.stderr
    return Path(built.stdout.splitlines()[-1])


class Links(HTMLParser):
    """What a page links to and shows, and the places in it that can be linked to."""

    def __init__(self, text):
        super().__init__()
        self.targets, self.places, self.loaded = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get("id"):
            self.places.add(given["id"])
        if tag == "a" and given.get("href"):
            self.targets.append(given["href"])
        if tag in ("img", "script", "link", "iframe") and (address := given.get("src") or given.get("href")):
            self.loaded.append((tag, given.get("rel"), address))


@pytest.fixture(scope="module")
def pages(site):
    """Return the links of each page."""
    return {page: Links(page.read_text("utf-8")) for page in site.rglob("*.html") if "_static" not in page.parts}


def test_every_link_leads_somewhere(site, pages):
    assert len(pages) > 70
    wrong = []
    for page, links in pages.items():
        for target in links.targets + [address for _, _, address in links.loaded]:
            if re.match(r"[a-z]+:", target):
                continue
            name, _, place = unquote(target).partition("#")
            other = (page.parent / name.partition("?")[0]).resolve() if name else page
            if not other.is_file() or (place and other in pages and place not in pages[other].places):
                wrong.append(f"{page.relative_to(site)}: {target}")
    assert not wrong


def test_nothing_is_loaded_from_another_machine(pages):
    loaded = {address for links in pages.values() for _, rel, address in links.loaded if rel != "canonical"}
    assert not [address for address in loaded if re.match(r"(https?:)?//", address)]


def test_every_page_leads_to_its_other_language(site):
    for english, french in PAIRS.items():
        for page, other, lang in ((english, french, "fr"), (french, english, "en")):
            text = (site / f"{page}.html").read_text("utf-8")
            (address,) = set(
                re.findall(rf'<a class="nav-link" href="([^"]+)" lang="{lang}"', text)
            )  # in the bar, and in its menu on phones
            assert ((site / f"{page}.html").parent / address).resolve() == (site / f"{other}.html").resolve()
            assert f'<html lang="{"en" if lang == "fr" else "fr"}"' in text


def test_the_reference_has_everything_that_is_declared(site):
    for page in ("parameters", "parametres"):
        text = (site / "docs" / "reference" / f"{page}.html").read_text("utf-8")
        assert all(each.path.replace(">", "&gt;") in text for each in parameters())
    for page in ("variables", "variables-fr"):
        text = (site / "docs" / "reference" / f"{page}.html").read_text("utf-8")
        assert all(name in text for name in VARIABLES)


def test_every_public_name_is_described(site):
    import sim

    described = "".join(page.read_text("utf-8") for page in (site / "docs" / "reference" / "api").glob("*.html"))
    for module in (sim.analysis, sim.figures, sim.games, sim.sweep, sim.calibration, sim.model, sim.archive):
        for name in module.__all__:
            if callable(getattr(module, name)):
                assert f'id="{module.__name__}.{name}"' in described


def test_every_case_of_validation_is_shown_and_held(site, repository):
    text = (site / "docs" / "reference" / "validation.html").read_text("utf-8")
    cases = json.loads((repository / "tests" / "validation" / "cases.json").read_text("utf-8"))
    found = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).replace("&amp;", "&")
    for case in cases:
        assert case["citation"].split(":")[0] in found, case["name"]
    assert re.search(r"\d\d+ numbers are held, 0 failed", found)


def test_the_gallery_has_at_least_twenty_examples(site):
    text = (site / "docs" / "gallery" / "index.html").read_text("utf-8")
    assert len(set(re.findall(r'src="[^"]*?(\w+)\.png"', text))) >= 20


SIZES = {"projector": (1920, 1080), "laptop": (1366, 768), "phone aside": (844, 390), "phone": (390, 844)}


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("lang", "size"), list(zip(["en", "fr", "en", "fr"], SIZES.values(), strict=True)), ids=SIZES)
def test_the_home_of_each_language_plays(site, browser, lang, size):
    home = "index" if lang == "en" else PAIRS["index"]
    page = new_tab(browser, *size, offline=True)
    faults = []
    page.on("console", lambda message: LIVE not in message.location["url"] or faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: request.url.startswith(("file:", "data:")) or faults.append(request.url))
    page.goto((site / f"{home}.html").as_uri())
    live = page.frame_locator("iframe[title]")
    live.get_by_role("heading", name=WORDS["title"][lang]).wait_for()
    assert live.locator("html").get_attribute("lang") == lang
    live.get_by_role("button", name=WORDS["start"][lang], exact=True).click()
    live.locator(".bets button").first.click()
    for year in range(1, 6):
        live.get_by_role("heading", name=WORDS["choose"].format(y=year)[lang]).wait_for()
        live.locator("button.option.together").click()
    live.get_by_role("button", name=WORDS["see_what"][lang], exact=True).click()
    live.locator(".happened table").wait_for()
    frame = page.locator("iframe[title]").bounding_box()
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= size[0]
    assert frame["height"] <= size[1]
    page.locator(f'a[href="{LIVE}#lang={lang}"]').click()
    page.locator("#app h1").wait_for()
    assert page.locator("html").get_attribute("lang") == lang
    page.context.close()
    assert not faults


def test_the_page_that_plays_is_small(site):
    assert (site / LIVE).stat().st_size < LARGEST
