"""Access for phones: the server listens on this machine only, until a network interface is opened."""

import asyncio
import contextlib
import ipaddress
import os
from collections.abc import Iterator
from typing import Any

import uvicorn

from sim.app.web.connections import Connections, listening_socket
from sim.app.web.serving import settings

LOOPBACK = "127.0.0.1"


class QuietServer(uvicorn.Server):
    """Server that does not handle signals, which the main server does."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture no signals."""
        yield


class PhoneAccess:
    """Addresses at which phones can join.

    Parameters
    ----------
    app : ASGI application
        Application that answers.
    port : int
        The same on every interface.
    connections : Connections, optional
        Limits on connections, shared with other servers.
    """

    def __init__(self, app: Any, port: int, connections: Connections | None = None) -> None:
        self.app = app
        self.port = port
        self.connections = connections
        self.address = ""
        self._server: QuietServer | None = None
        self._task: asyncio.Task[None] | None = None

    def interfaces(self) -> dict[str, str]:
        """Return the network interfaces of this machine except the loopback: a name by address."""
        shown = {address: f"{adapter.nice_name} ({address})" for address, adapter in _addresses()}
        return {address: name for address, name in shown.items() if not ipaddress.ip_address(address).is_loopback}

    def address_of(self, wanted: str) -> str | None:
        """Return the address of the interface with an address or a name; None if there is none."""
        known = ((address, (address, adapter.name, adapter.nice_name)) for address, adapter in _addresses())
        return next((address for address, names in known if wanted in names), None)

    @property
    def addresses(self) -> list[str]:
        """Addresses at which phones join."""
        return [f"http://{self.address}:{self.port}"] if self.address else []

    async def open(self, address: str) -> str:
        """Listen at another address instead of the last one, at none if it is empty; return the reason of a failure."""
        if address == self.address:
            return ""
        await self.close()
        if not address or ipaddress.ip_address(address).is_loopback:
            return ""
        try:
            listening = listening_socket(address, self.port, self.connections)
        except OSError as error:
            return os.strerror(error.errno) if error.errno else str(error)
        self._server = QuietServer(settings(self.app, self.connections, "off"))
        self._task = asyncio.create_task(self._server.serve([listening]))
        self.address = address
        return ""

    async def close(self) -> None:
        """Listen on this machine only."""
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            self._server.force_exit = True
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._task, 3.0)
        self._server, self._task, self.address = None, None, ""


def own_addresses() -> list[str]:
    """Return the addresses of this machine."""
    return [address for address, _ in _addresses()]


def _addresses() -> list[tuple[str, Any]]:
    """Return the IPv4 addresses of this machine, each with its network adapter."""
    import ifaddr

    return [(str(each.ip), adapter) for adapter in ifaddr.get_adapters() for each in adapter.ips if each.is_IPv4]
