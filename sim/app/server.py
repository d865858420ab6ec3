"""Server of the workshop: addresses, access to them, start and stop."""

import asyncio
import base64
import hmac
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from nicegui import app as pages_app
from nicegui import ui
from nicegui.language import Language

from sim.app.cases import Case
from sim.app.desk import Desk
from sim.app.pages.elements import Words, box
from sim.app.pages.facilitator import facilitator_page
from sim.app.pages.files import Files
from sim.app.pages.frame import brand, dress, listen, page_head
from sim.app.pages.guesses import Guesses
from sim.app.pages.messages import check_messages
from sim.app.pages.open_pages import collect_pages, has_room, make_room
from sim.app.pages.phone import Visitor, phone_page
from sim.app.pages.projector import projector_page
from sim.app.pages.rate_limit import RateLimit
from sim.app.pages.sockets import watch_sockets
from sim.app.phone_access import LOOPBACK, PhoneAccess, own_addresses
from sim.app.room_file import save_text
from sim.app.showing import Showing
from sim.app.steps import Step
from sim.app.take_home import PageMaker
from sim.app.web.connections import Connections, listening_socket
from sim.app.web.descriptors import most_connections, raise_limit
from sim.app.web.notices import Notices
from sim.app.web.requests import OwnNames, RequestCheck
from sim.app.web.serving import settings
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.app.words import web as words_of_web
from sim.app.workshop import Workshop
from sim.vocabulary.text import LANGUAGES, Lang

_RECONNECT: Final = 20.0
"""Time after which the page of a disconnected phone is rebuilt [s]."""

_HISTORY: Final = 100
"""Messages that are kept for a page whose connection is lost; one that has missed more loads its page again."""
_TAB_KEPT: Final = 600.0
"""Time for which NiceGUI keeps the memory of a tab that is gone [s]."""
_LOADS: Final = 120
_LOAD_RATE: Final = 25.0
"""Pages that one address may load at once, and a second: all the phones of a school may have one address."""

_LOOP: Final = asyncio.SelectorEventLoop if sys.platform == "win32" else None
"""Event loop: the usual one of Windows would not ask our listening sockets whether there is room for a connection."""

_LANGUAGES: Final[dict[Lang, Language]] = {"en": "en-US", "fr": "fr"}


class Server:
    """Web server of a workshop.

    Parameters
    ----------
    cases : list of Case
    folder : Path
        Folder of the room files.
    port : int
        0 chooses a free one.
    lang : "en" or "fr"
        Language of addresses without one.
    maker : PageMaker, optional
        Makes the page that people take home.

    Raises
    ------
    OSError
        If the port is taken, or the folder cannot be written.
    """

    def __init__(self, cases: list[Case], folder: Path, port: int, lang: Lang, maker: PageMaker | None = None) -> None:
        self.lang = lang
        self._connections = Connections(most_connections(raise_limit()))
        self._socket = listening_socket(LOOPBACK, port, self._connections)
        self.port = int(self._socket.getsockname()[1])
        self.workshop = Workshop(cases, folder, maker=maker)
        self._desk = Desk()
        self._key = _key(folder)
        self.workshop.room.secret = self._secret(self.workshop.room.code)
        self.web = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        self.answering = RequestCheck(self.web, OwnNames(own_addresses), self._may_load, self._may_last)
        self.phones = PhoneAccess(self.answering, self.port, self._connections)
        self._limit = RateLimit()
        self._loads = RateLimit(burst=_LOADS, rate=_LOAD_RATE)
        self._guesses = Guesses()
        self._files = Files(self.workshop, lambda code, request: self._knows(code, _visitor(request)), self._holds)
        self._routes()
        ui.run_with(
            self.web,
            title=step_words.TITLES[Step.WELCOME][lang],
            storage_secret=self._key,
            reconnect_timeout=_RECONNECT,
            message_history_length=_HISTORY,
            show_welcome_message=False,
            tailwind=False,
            binding_refresh_interval=None,
        )

    @property
    def facilitator(self) -> str:
        """The facilitator's link."""
        return f"http://{LOOPBACK}:{self.port}/{self.lang}/animation/{self.workshop.room.secret}"

    def run(self, opened: Callable[[str], None] = lambda _: None, listen: str = "") -> None:
        """Serve until interrupted.

        Parameters
        ----------
        opened : callable
            Called when pages can be requested, with the reason why phones cannot join, if there is one.
        listen : str
            Address of an interface to open to the phones at once.
        """
        asyncio.run(self._serve(opened, listen), loop_factory=_LOOP)

    async def _serve(self, opened: Callable[[str], None], listen: str) -> None:
        """Serve, and compute results in the background."""
        server = uvicorn.Server(settings(self.answering, self._connections, "on"))
        Notices(self.lang).install()
        check_messages()
        pages_app.storage.max_tab_storage_age = _TAB_KEPT
        _ = self.workshop.case.group  # shown by the first page; the compiler must start in a single thread
        collect_pages()
        lasting = (self.workshop.run(), Showing(self.workshop).run(), self._connections.watch(), watch_sockets())
        background = [asyncio.create_task(each) for each in lasting]
        serving = asyncio.create_task(server.serve([self._socket]))
        try:
            while not server.started and not serving.done():
                await asyncio.sleep(0.01)
            reason = await self.phones.open(listen)
            if server.started:
                opened(reason)
            await serving
        finally:
            for task in background:
                task.cancel()
            await self.phones.close()
            self.workshop.keep()

    def _may_load(self, path: str, address: str) -> bool:
        """Return whether an address may load a page now; what is not a page costs little, and is not limited."""
        if not path.startswith(tuple(f"/{lang}/" for lang in LANGUAGES)):
            return True
        make_room()
        return self._loads.allows(address) and has_room(address)

    def _may_last(self) -> bool:
        """Return whether one more connection may become a lasting socket."""
        return self._connections.room_for_sockets

    def _routes(self) -> None:
        """Register all addresses, every page in each language."""
        pages_app.add_exception_handler(404, _no_page)
        pages_app.on_page_exception(_defect)

        @pages_app.get("/")
        def start() -> Response:
            return RedirectResponse(f"/{self.lang}/")

        for lang in LANGUAGES:
            self._pages(lang)

        @pages_app.get("/{code}")
        def short(code: str) -> Response:
            return RedirectResponse(f"/{self.lang}/salle/{code[:8]}" if code.isalpha() else f"/{self.lang}/")

    def _pages(self, lang: Lang) -> None:
        """Register the pages of one language."""
        title = step_words.TITLES[Step.WELCOME][lang]

        @ui.page(f"/{lang}/", language=_LANGUAGES[lang], title=title)
        def join(request: Request) -> None:
            phone_page(self.workshop, lang, _visitor(request), self._limit, self._guesses)

        @ui.page(f"/{lang}/salle/{{code}}", language=_LANGUAGES[lang], title=title)
        def phone(code: str, request: Request) -> None:
            phone_page(self.workshop, lang, _visitor(request, code[:8]), self._limit, self._guesses)

        @ui.page(f"/{lang}/ecran/{{code}}", language=_LANGUAGES[lang], title=title)
        def screen(code: str, request: Request) -> None:
            self._once(
                self._knows(code, _visitor(request)),
                lambda: code == self.workshop.room.code,
                lambda: projector_page(self.workshop, self.phones, lang),
                lang,
            )

        @ui.page(f"/{lang}/animation/{{secret}}", language=_LANGUAGES[lang], title=title)
        def facilitator(secret: str) -> None:
            self._once(
                True,
                lambda: self._holds(secret),
                lambda: facilitator_page(self.workshop, self.phones, lang, self._guesses, self._desk),
                lang,
            )

        self._files.register(lang)

    def _once(self, looked: bool, holds: Callable[[], bool], show: Callable[[], None], lang: Lang) -> None:
        """Show a page when its link is valid; a page opened before a crash returns when its room continues."""
        if looked and holds():
            show()
            return
        _not_found(lang)
        client = ui.context.client

        def reload() -> None:
            if holds():
                client.run_javascript("location.reload()")

        listen(self.workshop.listeners, reload)

    def _knows(self, code: str, visitor: Visitor) -> bool:
        """Return whether a browser gives the room's code; guessing is slowed down."""
        return bool(self._guesses.right(code, self.workshop.room.code, visitor.identity, visitor.address))

    def _secret(self, code: str) -> str:
        """Return the secret of the facilitator's link for a code: the same after a crash."""
        made = hmac.digest(self._key.encode(), f"facilitator {code}".encode(), "sha256")
        return base64.urlsafe_b64encode(made[:18]).decode()

    def _holds(self, secret: str) -> bool:
        """Return whether a link is the facilitator's, in constant time.

        Valid are the link with which this server started, and the earlier link of a room that continues.
        """
        room = self.workshop.room
        known = (room.secret, self._secret(room.code))
        return any([secrets.compare_digest(secret.encode(), each.encode()) for each in known])


def _visitor(request: Request, code: str = "") -> Visitor:
    """Return the browser that asks; its identity is the same in all its tabs."""
    return Visitor(str(request.session["id"]), request.client.host if request.client else "", code)


async def _no_page(request: Request, error: Exception) -> Response:
    """Answer that there is no such page, without making one for it."""
    del request, error
    return PlainTextResponse("\n".join(words_of_web.NO_PAGE[lang] for lang in LANGUAGES), 404)


def _defect() -> None:
    """Show that a page could not be made, without saying why to a phone; the terminal has the reason."""
    dress()
    with box("div", "room phone"):
        for lang in LANGUAGES:
            Words("p", words_of_web.DEFECT[lang], lang=lang)


def _not_found(lang: Lang) -> None:
    """Show that a link opens no room."""
    dress()
    with box("div", "room screen"):
        with box("header"):
            brand(lang)
            box("span", "push")
            page_head(lang, lambda other: f"/{other}/")
        with box("div", "content"):
            Words("h1", words.NOT_FOUND[lang])
            Words("p", words.COMES_BACK[lang])


def _key(folder: Path) -> str:
    """Return the key that signs cookies and the facilitator's links; it survives a crash, and so do identities.

    An empty key is replaced: with it anybody could sign.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "key"
    if not path.exists() or not path.read_text("utf-8").strip():
        save_text(secrets.token_urlsafe(32), path, private=True)
    return path.read_text("utf-8")
