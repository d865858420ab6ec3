"""Connections to the server: how many there are, and how long one may take to ask for something.

Browsers open several connections for each page, and one lasting socket. Where there are too many, the one that has
waited longest without a request makes room, so that a client that opens connections and says nothing keeps nobody out.
"""

import asyncio
import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from uvicorn.protocols.http.auto import AutoHTTPProtocol

TIME_TO_ASK: Final = 10.0
"""Longest time from opening a connection, or from the last answer on it, to a complete request [s]."""
TIME_TO_ANSWER: Final = 120.0
"""Longest time from a request to its complete answer [s]: slow phones load a page in less."""
LARGEST_HEAD: Final = 65_536
"""Largest first line with headers of a request [byte]."""
_SOCKETS_LEAVE: Final = 4
"""One part in so many is left to requests, whatever the number of lasting sockets."""
BACKLOG: Final = 128
"""Connections that wait in the system until the program accepts them."""
_LOOK: Final = 1.0
"""Time between two searches for connections that are too slow [s]."""


class Connections:
    """All connections of a server, over all its listening sockets.

    Parameters
    ----------
    most : int
        Most connections at a time, each with a file that may be open for it.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._accepted: set[socket.socket] = set()
        self._spare = -1
        self._requests: dict[RequestConnection, None] = {}

    @property
    def used(self) -> int:
        """Descriptors in use: one for a connection, and one for the file that it may be sending."""
        self._accepted = {each for each in self._accepted if each.fileno() != -1}
        return len(self._accepted) + sum(each.busy for each in self._requests)

    @property
    def room_for_sockets(self) -> bool:
        """Whether one more connection may become a lasting socket."""
        lasting = len(self._accepted) - len(self._requests)
        return lasting < self.most - self.most // _SOCKETS_LEAVE

    def admit(self, accepted: socket.socket) -> bool:
        """Return whether a connection that was accepted can stay; perhaps another one is closed for it."""
        if len(self._accepted) + len(self._requests) >= self.most and self.used >= self.most:  # counted only if close
            waiting = [each for each in self._requests if not each.busy]
            if not waiting:
                return False
            min(waiting, key=lambda each: each.since).drop()
        self._accepted.add(accepted)
        return True

    @contextmanager
    def spare_descriptor(self) -> Iterator[None]:
        """Free one descriptor for a moment, where there is none left."""
        self._give_back()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        """Take a descriptor to spare, if there is one."""
        with suppress(OSError):
            self._spare = os.open(os.devnull, os.O_RDONLY)

    def _give_back(self) -> None:
        """Give the spare descriptor back, if it was taken."""
        if self._spare >= 0:
            os.close(self._spare)
        self._spare = -1

    def add(self, connection: "RequestConnection") -> None:
        """Keep watch on a connection that waits for requests."""
        self._requests[connection] = None

    def discard(self, connection: "RequestConnection") -> None:
        """Keep no more watch on a connection, which was closed or has become a lasting socket."""
        self._requests.pop(connection, None)

    async def watch(self) -> None:
        """Close connections that are too slow, until cancelled."""
        self._take()
        try:
            while True:
                await asyncio.sleep(_LOOK)
                now = asyncio.get_running_loop().time()
                for each in list(self._requests):
                    if now - each.since > (TIME_TO_ANSWER if each.asked else TIME_TO_ASK):
                        each.drop()
        finally:
            self._give_back()


class Listener(socket.socket):
    """Listening socket that accepts a connection only if there is room for it.

    The event loop of Python accepts connections in a loop, and reports an error for each that waits when descriptors
    run out; here it meets no such error.
    """

    connections: Connections | None = None

    def accept(self) -> tuple[socket.socket, Any]:
        """Accept a connection, or close it at once where there are too many.

        Raises
        ------
        BlockingIOError
            If there is no connection that can stay.
        """
        try:
            accepted, address = super().accept()
        except OSError as error:
            if error.errno not in (errno.EMFILE, errno.ENFILE) or self.connections is None:
                raise
            with self.connections.spare_descriptor(), suppress(OSError):
                super().accept()[0].close()
            raise BlockingIOError from None
        if self.connections is not None and not self.connections.admit(accepted):
            accepted.close()
            raise BlockingIOError
        return accepted, address


def listening_socket(address: str, port: int, connections: Connections | None = None) -> Listener:
    """Return a listening socket, whose connections are counted if they are limited.

    Raises
    ------
    OSError
        If the port is taken, or the machine does not have the address.
    """
    with socket.create_server((address, port), backlog=BACKLOG) as made:
        listening = Listener(made.family, made.type, made.proto, made.detach())
    listening.connections = connections
    listening.setblocking(False)
    return listening


class RequestConnection(AutoHTTPProtocol):  # type: ignore[misc,valid-type]
    """Connection of uvicorn over which requests come, with limits on their size and time.

    Attributes
    ----------
    since : float
        Time at which it began to wait for a request, or at which the present request began [s].
    """

    def __init__(self, *arguments: Any, watch: Connections, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._watch = watch
        self._head = 0
        self._cycle: Any = None
        self.since = self.loop.time()

    @property
    def busy(self) -> bool:
        """Whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def asked(self) -> bool:
        """Whether a request has come completely."""
        return self.busy and not self.cycle.more_body

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """End."""
        self._watch.discard(self)
        super().connection_lost(error)

    def handle_websocket_upgrade(self, *event: Any) -> None:
        """Become a lasting socket."""
        self._watch.discard(self)
        super().handle_websocket_upgrade(*event)

    def data_received(self, data: bytes) -> None:
        """Read a part of a request; one without end is cut off."""
        if not self.busy:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self.drop()
                return
        super().data_received(data)
        if self.cycle is not self._cycle:
            self._cycle, self._head, self.since = self.cycle, 0, self.loop.time()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self.since = self.loop.time()
        super().on_response_complete()

    def drop(self) -> None:
        """Close the connection at once."""
        self._watch.discard(self)
        self.transport.abort()
