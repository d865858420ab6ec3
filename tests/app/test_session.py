"""A whole workshop in a real browser with the network cut off, in both languages: everything renders and works."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from sim.app.pages.upload import LARGEST
from sim.app.phone_access import PhoneAccess
from sim.app.room_file import NOT_A_ROOM
from sim.app.steps import Step
from sim.app.words import charts as chart_words
from sim.app.words import debrief as debrief_words
from sim.app.words import efforts as effort_words
from sim.app.words import film as film_words
from sim.app.words import own_numbers as own_words
from sim.app.words import paths as path_words
from sim.app.words import report as report_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.vocabulary.text import Text, number
from tests.app.cut_off import WIFI, cut_off
from tests.app.keyboard import arrive, press
from tests.app.open_room import OpenRoom, free_port, open_room
from tests.browser import CHROMIUM, new_tab
from tests.patience import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = {"facilitator": (1366, 768), "screen": (1920, 1080), "phone": (390, 844)}


@pytest.fixture(scope="module")
def network() -> Iterator[list[str]]:
    """What runs a command with the network cut off; rooms and browser of these tests have no other."""
    with cut_off() as inside:
        yield inside


@pytest.fixture(scope="module")
def browser(network, tmp_path_factory) -> Iterator[Browser]:
    """A browser in the same network, which knows no other machine by name either."""
    path = tmp_path_factory.mktemp("browser") / "chromium"
    path.write_text(f'#!/bin/sh\nexec {shlex.join([*network, CHROMIUM])} "$@"\n', encoding="utf-8")
    path.chmod(0o700)
    nowhere = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE {WIFI}"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", nowhere])
        yield found
        found.close()


@pytest.fixture
def room(tmp_path, network) -> Iterator[OpenRoom]:
    with open_room(tmp_path, inside=network) as found:
        yield found


def visitor(browser: Browser, view: str, faults: list[str]) -> Page:
    """Return an empty page of a view's size, that notes what fails and what it asks of other machines."""
    page = new_tab(browser, *SIZES[view])

    def asked(request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname not in ("127.0.0.1", WIFI):
            faults.append(f"{view} asked {request.url}")

    page.on("request", asked)
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page


def wait_for_title(page: Page, title: str) -> None:
    page.wait_for_function("t => document.querySelector('h1')?.innerText === t", arg=title)


def fetched(page: Page, address: str) -> tuple[int, str]:
    """Return status and first bytes of what a page can get from its own server."""
    script = "async (a) => { const r = await fetch(a); return [r.status, (await r.text()).slice(0, 100)]; }"
    status, text = page.evaluate(script, address)
    return status, text


DRAWN = "[...document.querySelectorAll('figure')].every(f => f.querySelectorAll('svg path').length >= 3)"


def check(page: Page, lang: str) -> list[str]:
    """Return what is amiss: a wrong language, charts that are not drawn or have no words or table."""
    found = []
    try:
        page.wait_for_function(DRAWN)
    except PlaywrightError:
        found.append("a chart that is not drawn")
    spoken = page.locator("html").get_attribute("lang") or ""
    if spoken[:2] != lang:
        found.append(f"lang={spoken}")
    for figure in page.locator("figure").all():
        if not figure.locator("figcaption").inner_text().strip() or figure.locator("table tbody tr").count() == 0:
            found.append("a chart without a sentence or a table")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
        found.append("wider than the window")
    return [f"{page.url}: {each}" for each in found]


def test_the_network_is_cut_off(browser, room, network):
    faults: list[str] = []
    page = visitor(browser, "phone", faults)
    with pytest.raises(PlaywrightError, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.org/")
    assert faults == ["phone asked http://example.org/"]  # what the tests below never see
    desk = visitor(browser, "facilitator", [])
    desk.goto(room.link)
    wait_for_title(desk, step_words.TITLES[Step.WELCOME]["fr"])
    if network:  # where the system lets users have networks of their own, there is no way out of this one at all
        script = "import socket; print(socket.socket().connect_ex(('192.0.2.1', 80)) == 101)"  # ENETUNREACH
        assert subprocess.check_output([*network, sys.executable, "-c", script], text=True) == "True\n"
        with pytest.raises(PlaywrightError, match=r"ERR_(INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NAME_NOT_RESOLVED)"):
            visitor(browser, "phone", []).goto("http://192.0.2.1/")


def test_phones_come_in_only_while_the_room_is_open_to_them(browser, room, network):
    desk = visitor(browser, "facilitator", [])
    desk.goto(room.link)
    desk.get_by_role("button", name=f"2. {step_words.SHORT[Step.ROOM]['fr']}").click()
    code = desk.locator("p.code").last.inner_text()
    select = desk.get_by_label(words.NETWORK["fr"])
    offered = [value for value in (o.get_attribute("value") for o in select.locator("option").all()) if value]
    if network:
        assert offered == [WIFI]

    def reached(address: str) -> bool:
        command = "import socket, sys; print(socket.socket().connect_ex((sys.argv[1], int(sys.argv[2]))) == 0)"
        said = subprocess.check_output([*network, sys.executable, "-c", command, address, str(room.port)], text=True)
        return said == "True\n"

    for address in offered[:1]:
        assert not reached(address)  # it listens to this machine alone
        select.select_option(address)
        desk.get_by_text(f"{address}:{room.port}").wait_for()
        assert desk.locator(".qr svg").get_attribute("aria-label").endswith(f"http://{address}:{room.port}/{code}")
        phone = visitor(browser, "phone", [])
        phone.goto(f"http://{address}:{room.port}/{code}")
        press(phone, words.JOIN["fr"])
        desk.get_by_text(words.JOINED.format(n=1)["fr"]).wait_for()  # no restart: who was here still is
        select.select_option("")
        desk.get_by_text(words.NOT_OPEN["fr"]).wait_for()
        assert not reached(address)
    assert reached("127.0.0.1")


class Session:
    """A facilitator, a projector and two phones in a room, all in one language, and what went amiss."""

    def __init__(self, browser: Browser, room: OpenRoom, lang: str) -> None:
        self.lang, self.room = lang, room
        self.faults: list[str] = []
        views = ("facilitator", "screen", "phone", "phone")
        self.desk, self.screen, self.ana, self.ben = (visitor(browser, view, self.faults) for view in views)
        self.desk.goto(room.link)
        if lang == "en":
            self.desk.get_by_role("link", name="English").click()
            self.desk.wait_for_url("**/en/animation/**")
        wait_for_title(self.desk, step_words.TITLES[Step.WELCOME][lang])
        with self.desk.expect_popup() as opened:
            self.desk.get_by_role("link", name=words.SCREEN[lang]).click()
        self.code = opened.value.url.rsplit("/", 1)[1]
        opened.value.close()
        self.screen.goto(f"{room.base}/{lang}/ecran/{self.code}")

    def at(self, step: Step, *pages: Page) -> None:
        """Wait until everybody is at a step, and look at what they see."""
        for page in pages or (self.desk, self.screen, self.ana, self.ben):
            joined = step == Step.ROOM and page in (self.ana, self.ben)
            wait_for_title(page, (words.IN_THE_ROOM if joined else step_words.TITLES[step])[self.lang])
        for page in pages or (self.desk, self.screen, self.ana):
            self.faults.extend(check(page, self.lang))

    def press(self, said: Text, page: Page | None = None) -> None:
        """Press a button, the facilitator's if nobody else's."""
        press(page or self.desk, said[self.lang])

    def come(self, name: str, phone: Page) -> None:
        """Join with a phone."""
        phone.goto(f"{self.room.base}/{self.lang}/salle/{self.code}")
        self.faults.extend(check(phone, self.lang))
        phone.get_by_label(words.YOUR_NAME[self.lang]).fill(name)
        self.press(words.JOIN, phone)
        phone.get_by_text(words.YOU_ARE[self.lang]).wait_for()

    def round(self) -> list[str]:
        """Close a round and reveal it; return the numbers that the screen shows."""
        self.at(Step.ROUND)
        self.press(words.CLOSE)
        self.ana.get_by_text(words.ROUND_CLOSED[self.lang]).wait_for()
        assert self.ana.get_by_role("button", name=words.POOL[self.lang]).is_disabled()
        self.press(words.REVEAL)
        self.at(Step.REVEAL)
        return self.screen.locator(".tiles b").all_inner_texts()


@pytest.fixture(params=["fr", "en"])
def session(browser, room, request) -> Session:
    return Session(browser, room, request.param)


def test_a_workshop_of_45_minutes(session):
    lang, desk, screen, ana, ben = session.lang, session.desk, session.screen, session.ana, session.ben
    session.at(Step.WELCOME, desk, screen)
    session.press(words.NEXT)
    session.at(Step.ROOM, desk, screen)
    session.come("Ana", ana)
    session.come("<b>Ben</b>", ben)
    screen.get_by_text("<b>Ben</b>, Ana").wait_for()  # a name is shown as it is, whatever it holds
    session.at(Step.ROOM)

    session.press(words.NEXT)
    session.at(Step.PREDICT)
    ana.get_by_label(words.MONTH[lang]).select_option("15")
    session.press(words.ANSWER, ana)
    session.press(words.NEVER, ben)
    screen.get_by_text(words.ANSWERED.format(k=2, n=2)[lang]).wait_for()
    assert words.AT_MONTH.format(m=15)[lang].lower() not in screen.locator(".content").inner_text().lower()

    session.press(words.NEXT)
    session.at(Step.ROUND)
    for phone in (ana, ben):
        session.press(words.POOL, phone)
        phone.get_by_text(words.SAVED[lang]).wait_for()
    assert session.round() == ["2", "0", "10"]
    session.press(words.NEXT)
    session.at(Step.CURVE)
    session.press(film_words.SKIP)  # the months go by until they ask again
    ana.get_by_text(film_words.ASK[lang]).wait_for()
    ana.get_by_label(words.MONTH[lang]).select_option("59")
    session.press(words.ANSWER, ana)
    screen.get_by_text(film_words.ASKED.format(k=1, n=2)[lang]).wait_for()
    screen.reload()
    screen.get_by_text(film_words.ASK[lang]).wait_for()
    session.at(Step.CURVE)
    desk.locator("h1").focus()
    desk.keyboard.press("PageDown")  # it plays for everybody
    ana.get_by_text(film_words.WATCH[lang]).wait_for()
    desk.keyboard.press("PageUp")
    desk.get_by_role("button", name=film_words.GO_ON[lang]).wait_for()
    session.press(film_words.FINISH)
    for page in (desk, screen):
        page.locator("figure.film").wait_for(state="detached")
    session.at(Step.CURVE)
    assert words.AT_MONTH.format(m=15)[lang].lower() in screen.locator(".content").inner_text().lower()
    assert ana.get_by_role("status").first.inner_text().strip()
    session.press(words.NEXT)
    session.at(Step.COMPARE)
    assert screen.locator("figure").count() == 1
    assert path_words.ROOM[lang] in screen.locator(".content table").last.inner_text()
    desk.locator("h1").focus()
    desk.keyboard.press("PageDown")  # as a presenter's clicker does
    session.at(Step.WHO)
    desk.locator("#lever-sharing").select_option("equal")
    screen.get_by_text(chart_words.NOT_FAIR[lang]).wait_for()
    assert chart_words.FAIR[lang] not in screen.content()
    session.at(Step.WHO)

    session.press(words.NEXT)
    session.at(Step.CONDITIONS)
    ana.get_by_label(debrief_words.YOUR_CONDITION[lang]).fill("<b>Trop</b> cher")
    session.press(debrief_words.ADD, ana)
    ben.get_by_role("button", name="<b>Trop</b> cher").click()  # who thinks the same says so by one touch
    screen.get_by_text(debrief_words.TIMES.format(n=2)[lang]).wait_for()
    session.press(words.NEXT)
    session.at(Step.HOME)
    files: dict[str, bytes] = {}
    for name in (words.SAVE_ROOM, words.SCENARIO, report_words.PDF, report_words.PPTX):
        with desk.expect_download() as saved:
            desk.get_by_role("link", name=name[lang]).click()
        assert saved.value.path().stat().st_size > 200
        files[name.en] = saved.value.path().read_bytes()
    for page in (desk, ana):
        href = page.get_by_role("link", name=words.PRINT[lang]).get_attribute("href")
        assert fetched(page, href)[1].startswith("%PDF-")

    desk.get_by_role("button", name=f"1. {step_words.SHORT[Step.WELCOME][lang]}").click()
    session.at(Step.WELCOME)
    desk.locator("#room-file").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"[]"})
    desk.get_by_text(NOT_A_ROOM[lang]).wait_for()
    kept = {"name": "salle.json", "mimeType": "application/json", "buffer": files[words.SAVE_ROOM.en]}
    desk.locator("#room-file").set_input_files(kept)
    session.at(Step.HOME)  # everybody is where the room was when its file was saved
    assert session.faults == []


def test_what_90_minutes_add(session):
    lang, desk, screen, ana, ben = session.lang, session.desk, session.screen, session.ana, session.ben
    session.press(words.MINUTES.format(n=90))
    session.come("Ana", ana)
    session.come("Ben", ben)
    desk.get_by_role("button", name=f"4. {step_words.SHORT[Step.ROUND][lang]}").click()
    session.at(Step.ROUND)
    session.press(words.POOL, ana)
    ana.get_by_text(words.SAVED[lang]).wait_for()
    desk.locator("#hand-5").select_option("alone")  # a show of hands beside the phones
    assert session.round() == ["1", "1", "10"]  # Ben was late: his organization goes on by itself
    session.press(words.NEXT_ROUND)
    session.at(Step.ROUND)
    session.press(words.ALONE, ben)
    ben.get_by_text(words.SAVED[lang]).wait_for()
    assert session.round() == ["1", "2", "9"]
    session.press(words.NEXT_ROUND)
    assert session.round() == ["1", "2", "9"]
    session.press(words.NEXT)
    session.at(Step.CURVE)

    session.press(words.NEXT)
    session.at(Step.LEVERS)
    arrive(desk, step_words.TITLES[Step.LEVERS][lang])
    before = screen.locator("figcaption").inner_text()
    desk.locator("#lever-setup").focus()
    for _ in range(15):
        desk.keyboard.press("ArrowRight")
    screen.wait_for_function("t => document.querySelector('figcaption').innerText !== t", arg=before)
    wait_for(lambda: desk.locator("figcaption").inner_text() == screen.locator("figcaption").inner_text() != before)
    session.press(words.UNDO)
    desk.locator("summary").first.click()
    desk.locator("#lever-shock").focus()
    desk.keyboard.press("Space")
    session.at(Step.LEVERS)
    session.press(words.NEXT)
    session.at(Step.COMPARE)
    session.press(words.NEXT)
    session.at(Step.WHO)

    session.press(words.NEXT)
    session.at(Step.EFFORT)
    session.press(effort_words.CHOICES["full"], ana)
    session.press(effort_words.CHOICES["none"], ben)
    for phone in (ana, ben):
        phone.get_by_text(effort_words.SAVED[lang]).wait_for()
    session.press(words.NEXT)
    session.at(Step.SANCTIONS)
    assert "50" in screen.locator(".tiles b").first.inner_text()  # the mean, and nobody's own
    session.press(effort_words.FOR, ana)
    ana.get_by_text(effort_words.SAVED_VOTE[lang]).wait_for()
    desk.locator("#votes-for").fill("2")
    desk.locator("#votes-for").press("Tab")
    session.press(effort_words.CLOSE_VOTE)
    screen.get_by_text(effort_words.VOTED_FOR.format(k=3, n=0)[lang]).wait_for()
    session.at(Step.SANCTIONS)
    session.press(words.NEXT)
    session.at(Step.OWN)
    desk.locator("#own-cost").fill("douze")
    session.press(own_words.USE)
    desk.get_by_role("alert").get_by_text(own_words.FIELDS["cost"][lang]).wait_for()
    desk.locator("#own-cost").fill("3 000" if lang == "fr" else "3,000")
    session.press(own_words.USE)
    session.at(Step.CURVE)
    desk.get_by_role("button", name=f"12. {step_words.SHORT[Step.OWN][lang]}").click()
    session.at(Step.OWN)
    assert desk.locator("#own-cost").input_value() in ("3 000", "3,000")  # what was typed is still there
    desk.locator("#own-paste").fill("A\t1000\nB\t2000\nTotal\t3000")
    desk.locator("#own-name").focus()
    desk.get_by_role("region", name=own_words.PREVIEW[lang]).get_by_role("row").nth(2).wait_for()
    desk.get_by_text("Total").last.wait_for()
    table = {"name": "nous.csv", "mimeType": "text/csv", "buffer": "nom;coût\nA <i>;2000\nB;3 000,50 $\n".encode()}
    desk.locator("#own-table").set_input_files(table)
    desk.get_by_text("nous.csv").wait_for()
    for wrong, said in (
        (b"a;b", own_words.COLUMNS),
        (b"x" * (LARGEST + 1), words.TOO_LARGE.format(n=number(LARGEST // 1000))),
    ):
        desk.locator("#own-table").set_input_files(table | {"name": "faux.csv", "buffer": wrong})
        desk.get_by_role("alert").get_by_text(said[lang]).wait_for()
        session.press(own_words.USE)
        desk.get_by_role("alert").get_by_text(own_words.REFUSED[lang]).wait_for()
        session.at(Step.OWN)
    assert desk.get_by_text(".csv)").count() == 0  # no file's name stays that is not played
    session.press(own_words.REMOVE)
    desk.get_by_text(own_words.REMOVE[lang]).wait_for(state="hidden")
    desk.locator("#own-table").set_input_files(table)
    desk.get_by_text("nous.csv").wait_for()
    session.press(own_words.USE)
    session.at(Step.CURVE)
    ana.get_by_text("A <i>").wait_for()
    screen.set_viewport_size({"width": 1366, "height": 768})  # a projector's, which nobody scrolls
    desk.get_by_role("button", name=f"1. {step_words.SHORT[Step.WELCOME][lang]}").click()
    session.at(Step.WELCOME, screen)
    assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert session.faults == []


def an_interface() -> str:
    """Return an address of this machine that phones could come to; without any, there is nothing to test."""
    return next(iter(PhoneAccess(None, 0).interfaces()), None) or pytest.skip("this machine has no network")


def test_a_room_can_be_opened_to_phones_from_the_start(tmp_path, network):
    # by the name of an interface, which is looked up; an address is one that needs no looking up
    address = WIFI if network else an_interface()
    wanted = "lo:1" if network else address
    with open_room(tmp_path, "--listen", wanted, inside=network) as room:
        script = "import sys, urllib.request as u; print(u.urlopen(sys.argv[1], timeout=20).status)"
        command = [*network, sys.executable, "-c", script, f"http://{address}:{room.port}/fr/"]
        assert subprocess.check_output(command, text=True) == "200\n"


def test_a_network_that_cannot_be_had_is_said_and_the_room_opens_here(tmp_path, network):
    address = WIFI if network else an_interface()
    taken = (
        "import socket, sys; found = socket.create_server((sys.argv[1], 0)); "
        "print(found.getsockname()[1], flush=True); sys.stdin.read()"
    )
    command = [*network, sys.executable, "-c", taken, address]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        port = holder.stdout.readline().strip()
        with open_room(tmp_path, "--port", port, "--listen", address, inside=network) as room:
            assert any(f"{address} (" in room.process.stderr.readline() for _ in range(2))
        holder.stdin.close()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_browser_that_is_too_old_is_told_so_in_its_language(browser, room, lang):
    page = browser.new_context(java_script_enabled=False).new_page()  # such a browser runs none of the page's code
    for address in (f"{room.base}/{lang}/", f"{room.base}/{lang}/salle/XXXX"):
        page.goto(address)
        said = page.evaluate("getComputedStyle(document.getElementById('esm-fallback'), '::after').content")
        assert said == f'"{words.ONE_MOMENT[lang]}"'


def test_only_the_secret_makes_a_facilitator(browser, room):
    page = browser.new_context().new_page()
    secret = room.link.rsplit("/", 1)[1]
    for wrong in (secret[:-1], secret + "x", "x", "é" * 10):
        page.goto(f"{room.base}/fr/animation/{wrong}")
        page.get_by_text(words.NOT_FOUND["fr"]).wait_for()
        assert page.get_by_role("button").count() == 0
        for file in ("salle.json", "scenario.zip", "fiche.pdf", "rapport.pdf", "rapport.pptx"):
            assert fetched(page, f"/fr/animation/{wrong}/{file}")[0] == 404
    page.goto(room.link)
    wait_for_title(page, step_words.TITLES[Step.WELCOME]["fr"])
    for address in (f"{room.base}/fr/", f"{room.base}/fr/ecran/XXXX"):
        page.goto(address)
        page.locator("h1").wait_for()
        assert secret not in page.content()


def test_a_reload_keeps_the_person_and_a_second_tab_is_not_a_second_person(browser, room):
    desk = visitor(browser, "facilitator", [])
    desk.goto(room.link)
    desk.get_by_role("button", name=f"2. {step_words.SHORT[Step.ROOM]['fr']}").click()
    code = desk.locator("p.code").last.inner_text()
    phone = visitor(browser, "phone", [])
    phone.goto(f"{room.base}/{code}")  # the short address
    phone.get_by_label(words.YOUR_NAME["fr"]).fill("Ana")
    press(phone, words.JOIN["fr"])
    desk.get_by_text(words.JOINED.format(n=1)["fr"]).wait_for()
    desk.get_by_role("button", name=f"4. {step_words.SHORT[Step.ROUND]['fr']}").click()
    press(phone, words.POOL["fr"])
    phone.get_by_text(words.SAVED["fr"]).wait_for()
    tab = phone.context.new_page()
    tab.goto(f"{room.base}/en/salle/{code}")
    for page, lang in ((phone, "fr"), (tab, "en")):
        page.reload()
        pressed = page.get_by_role("button", name=words.POOL[lang], exact=True)
        pressed.wait_for()
        assert pressed.get_attribute("aria-pressed") == "true"
    press(tab, words.ALONE["en"])
    phone.wait_for_function("document.querySelectorAll('button[aria-pressed=true]').length === 1")
    desk.get_by_text(words.ANSWERED.format(k=1, n=1)["fr"]).wait_for()


def test_after_a_crash_the_room_goes_on(browser, tmp_path, network):
    desk, screen, phone, new = (
        visitor(browser, view, []) for view in ("facilitator", "screen", "phone", "facilitator")
    )
    with open_room(tmp_path, "--port", str(free_port()), inside=network) as room:  # no other room takes it meanwhile
        desk.goto(room.link)
        desk.get_by_role("button", name=f"2. {step_words.SHORT[Step.ROOM]['fr']}").click()
        code = desk.locator("p.code").last.inner_text()
        screen.goto(f"{room.base}/fr/ecran/{code}")
        phone.goto(f"{room.base}/{code}")
        press(phone, words.JOIN["fr"])
        desk.get_by_text(words.JOINED.format(n=1)["fr"]).wait_for()
        desk.get_by_role("button", name=f"4. {step_words.SHORT[Step.ROUND]['fr']}").click()
        press(phone, words.POOL["fr"])
        phone.get_by_text(words.SAVED["fr"]).wait_for()
        press(desk, words.CLOSE["fr"])
        press(desk, words.REVEAL["fr"])
        wait_for_title(desk, step_words.TITLES[Step.REVEAL]["fr"])
        wait_for(lambda: room.state()["rounds"])
        room.process.kill()
        room.process.wait()
        assert room.state()["rounds"] == [{"first": 1, "choices": {"0": True}, "pooling": 1, "voters": 1}]
    with open_room(tmp_path, "--port", str(room.port), inside=network) as again:
        for page in (desk, screen):  # what was open finds the new server by itself, and nothing there for now
            wait_for_title(page, words.NOT_FOUND["fr"])
        new.goto(again.link)
        press(new, words.CONTINUE.format(code=code)["fr"])
        for page in (new, desk, screen, phone):  # nobody loads a page or joins again
            wait_for_title(page, step_words.TITLES[Step.REVEAL]["fr"])
        press(desk, words.NEXT["fr"])  # the link of before is the facilitator's still
        for page in (new, desk, screen, phone):
            wait_for_title(page, step_words.TITLES[Step.CURVE]["fr"])
