"""Server of the workshop: addresses, access to them, start and stop."""

import asyncio
import base64
import hmac
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from nicegui import app as pages_app
from nicegui import ui
from nicegui.language import Language

from sim.app.cases import Case
from sim.app.handout import handout
from sim.app.pages.elements import Words, box
from sim.app.pages.facilitator import facilitator_page
from sim.app.pages.frame import brand, dress, page_head
from sim.app.pages.phone import phone_page
from sim.app.pages.projector import projector_page
from sim.app.pages.rate_limit import RateLimit
from sim.app.phone_access import LARGEST_MESSAGE, LOOPBACK, PhoneAccess, listening_socket
from sim.app.room_file import save_text, write_room
from sim.app.scenario_export import scenario_archive
from sim.app.steps import Step
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import LANGUAGES, Lang

_RECONNECT: Final = 20.0
"""Time after which the page of a disconnected phone is rebuilt [s]."""

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

    Raises
    ------
    OSError
        If the port is taken, or the folder cannot be written.
    """

    def __init__(self, cases: list[Case], folder: Path, port: int, lang: Lang) -> None:
        self.lang = lang
        self._socket = listening_socket(LOOPBACK, port)
        self.port = int(self._socket.getsockname()[1])
        self.workshop = Workshop(cases, folder)
        self._key = _key(folder)
        self.workshop.room.secret = self._secret(self.workshop.room.code)
        self.web = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        self.phones = PhoneAccess(self.web, self.port)
        self._limit = RateLimit()
        self._routes()
        ui.run_with(
            self.web,
            title=step_words.TITLES[Step.WELCOME][lang],
            storage_secret=self._key,
            reconnect_timeout=_RECONNECT,
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
        asyncio.run(self._serve(opened, listen))

    async def _serve(self, opened: Callable[[str], None], listen: str) -> None:
        """Serve, and compute results in the background."""
        config = uvicorn.Config(
            self.web, log_level="warning", ws_max_size=LARGEST_MESSAGE, timeout_graceful_shutdown=1, lifespan="on"
        )
        server = uvicorn.Server(config)
        _ = self.workshop.case.group  # shown by the first page; the compiler must start in a single thread
        background = asyncio.create_task(self.workshop.run())
        serving = asyncio.create_task(server.serve([self._socket]))
        try:
            while not server.started and not serving.done():
                await asyncio.sleep(0.01)
            reason = await self.phones.open(listen)
            if server.started:
                opened(reason)
            await serving
        finally:
            background.cancel()
            await self.phones.close()
            self.workshop.keep()

    def _routes(self) -> None:
        """Register all addresses, every page in each language."""

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
            phone_page(self.workshop, lang, _identity(), "", self._limit)

        @ui.page(f"/{lang}/salle/{{code}}", language=_LANGUAGES[lang], title=title)
        def phone(code: str) -> None:
            phone_page(self.workshop, lang, _identity(), code[:8], self._limit)

        @pages_app.get(f"/{lang}/salle/{{code}}/fiche.pdf")
        def sheet(code: str) -> Response:
            room = self.workshop.room  # for anyone in the room, from the last step on
            given = code == room.code and room.step == Step.HOME
            return self._download(given, lambda: handout(self.workshop, lang), "application/pdf")

        @ui.page(f"/{lang}/ecran/{{code}}", language=_LANGUAGES[lang], title=title)
        def screen(code: str) -> None:
            self._once(
                lambda: code == self.workshop.room.code, lambda: projector_page(self.workshop, self.phones, lang), lang
            )

        @ui.page(f"/{lang}/animation/{{secret}}", language=_LANGUAGES[lang], title=title)
        def facilitator(secret: str) -> None:
            self._once(lambda: self._holds(secret), lambda: facilitator_page(self.workshop, self.phones, lang), lang)

        @pages_app.get(f"/{lang}/animation/{{secret}}/salle.json")
        def room_file(secret: str) -> Response:
            name = f"salle-{self.workshop.room.code}.json"
            return self._download(self._holds(secret), lambda: write_room(self.workshop.room), "application/json", name)

        @pages_app.get(f"/{lang}/animation/{{secret}}/scenario.zip")
        def scenario(secret: str) -> Response:
            return self._download(
                self._holds(secret), lambda: scenario_archive(self.workshop), "application/zip", "scenario.zip"
            )

        @pages_app.get(f"/{lang}/animation/{{secret}}/fiche.pdf")
        def printed(secret: str) -> Response:
            return self._download(self._holds(secret), lambda: handout(self.workshop, lang), "application/pdf")

    def _once(self, holds: Callable[[], bool], show: Callable[[], None], lang: Lang) -> None:
        """Show a page when its link is valid; a page opened before a crash returns when its room continues."""
        if holds():
            show()
            return
        _not_found(lang)
        client = ui.context.client

        def reload() -> None:
            if holds():
                client.run_javascript("location.reload()")

        self.workshop.listeners.add(reload)
        client.on_delete(lambda: self.workshop.listeners.discard(reload))

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

    def _download(self, allowed: bool, content: Callable[[], Any], kind: str, name: str = "") -> Response:
        """Return a file to those who may have it."""
        if not allowed:
            return Response(status_code=404)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
        return Response(content(), media_type=kind, headers={**headers, "Cache-Control": "no-store"})


def _identity() -> str:
    """Return the identity of the browser, the same in all its tabs."""
    return str(pages_app.storage.browser["id"])


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
