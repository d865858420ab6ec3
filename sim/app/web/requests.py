"""Requests: only those that name this machine and come from its own pages; every answer tells browsers what is allowed.

A page of another site could otherwise read the room through a browser of this network, by a name that it gives to this
machine's address (DNS rebinding), or open a socket to it.
"""

import ipaddress
import math
import socket
import time
from collections.abc import Awaitable, Callable, Container, Iterable, MutableMapping
from typing import Any, Final
from urllib.parse import urlsplit

from sim.app.words import web as words
from sim.vocabulary.text import LANGUAGES, Text

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_LOOKED_UP: Final = 30.0
_LOOKED_UP_IN_VAIN: Final = 1.0
"""Time for which the addresses of this machine are remembered [s]; a shorter time for one that was not among them."""
_FORWARDED: Final = (b"forwarded", b"x-forwarded-")
"""Headers of proxies, of which there are none: whoever sends them pretends to be somebody else."""
_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws://{host}; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing comes from another machine, or goes there; the pages of NiceGUI contain scripts, and compile templates."""
_POLICY_OF_PDF: Final = "frame-ancestors 'none'"
"""A browser shows a PDF in a page of its own, which the other policy would leave empty."""
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class OwnNames:
    """Names and addresses of this machine that a request may name.

    Parameters
    ----------
    addresses : callable
        Returns the addresses of this machine.
    now : callable
        Returns the time [s].
    """

    def __init__(self, addresses: Callable[[], Iterable[str]], now: Callable[[], float] = time.monotonic) -> None:
        self._addresses = addresses
        self._now = now
        self._known: frozenset[str] = frozenset()
        self._when = -math.inf
        name = socket.gethostname().lower().rstrip(".")
        self._names = frozenset(("localhost", name, f"{name.partition('.')[0]}.local"))

    def __contains__(self, host: object) -> bool:
        """Return whether a host, perhaps with a port, is this machine."""
        if not isinstance(host, str):
            return False
        try:
            parts = urlsplit(f"//{host}")
            named, _ = parts.hostname, parts.port
        except ValueError:
            return False
        if not named or "@" in host or parts.path or parts.query or parts.fragment:
            return False
        if named in self._names:
            return True
        try:
            address = ipaddress.ip_address(named)
        except ValueError:
            return False
        return address.is_loopback or self._is_own(str(address))

    def _is_own(self, address: str) -> bool:
        """Return whether this machine has an address; a network may have come up since they were looked up."""
        age = self._now() - self._when
        if age > (_LOOKED_UP if address in self._known else _LOOKED_UP_IN_VAIN):
            self._known, self._when = frozenset(self._addresses()), self._now()
        return address in self._known


class RequestCheck:
    """Application that answers only requests that it may answer, and adds headers to the answers of another one.

    Parameters
    ----------
    app : ASGI application
        Answers the requests.
    names : container of str
        Hosts that a request may name.
    may_load : callable
        Whether an answer may be given now, by path and network address.
    may_last : callable
        Whether one more connection may become a lasting socket.
    """

    def __init__(
        self,
        app: Application,
        names: Container[str],
        may_load: Callable[[str, str], bool] = lambda path, address: True,
        may_last: Callable[[], bool] = lambda: True,
    ) -> None:
        self.app = app
        self.names = names
        self.may_load = may_load
        self.may_last = may_last

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = [(name, value) for name, value in scope["headers"] if not name.startswith(_FORWARDED)]
        scope["headers"] = given
        hosts = [value.decode("latin-1") for name, value in given if name == b"host"]
        origins = [value.decode("latin-1") for name, value in given if name == b"origin"]
        refused = self._refusal(hosts, origins)
        if scope["type"] == "websocket":
            if refused or not self.may_last():
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self.app(scope, receive, send)
            return
        policy = _POLICY.format(host=hosts[0] if not refused else "")

        async def answer(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                told = _POLICY_OF_PDF if (b"content-type", b"application/pdf") in headers else policy
                own = any(name == b"content-security-policy" for name, _ in headers)
                headers += [*_HEADERS, *([] if own else [(b"content-security-policy", told.encode())])]
                message = {**message, "headers": headers}
            await send(message)

        if refused:
            await _plain(answer, *refused)
        elif not self.may_load(scope["path"], scope["client"][0] if scope["client"] else ""):
            await _plain(answer, 503, words.TOO_MANY, (b"refresh", b"3"), (b"retry-after", b"3"))
        else:
            await self.app(scope, receive, answer)

    def _refusal(self, hosts: list[str], origins: list[str]) -> tuple[int, Text] | None:
        """Return status and words of a refusal; None if the request can be answered."""
        if len(hosts) != 1 or hosts[0] not in self.names:
            return 421, words.OTHER_HOST
        # a browser names the page that asks; other programs name none
        if any(origin.lower() != f"http://{hosts[0].lower()}" for origin in origins):
            return 403, words.OTHER_PAGE
        return None


async def _plain(send: Send, status: int, said: Text, *more: tuple[bytes, bytes]) -> None:
    """Answer with words in both languages."""
    body = "\n".join(said[lang] for lang in LANGUAGES).encode()
    length = (b"content-length", str(len(body)).encode())
    headers = [(b"content-type", b"text/plain; charset=utf-8"), length, *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
