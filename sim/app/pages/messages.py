"""Messages of pages: only those that a page of ours could send about itself reach NiceGUI, and none the terminal."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from nicegui import core
from socketio.exceptions import ConnectionRefusedError

_ABOUT_A_PAGE: Final = ("ack", "event", "javascript_response")
_FORGED: Final = (AttributeError, KeyError, TypeError, ValueError)
"""What NiceGUI raises where a message is not what its own pages send."""


def check_messages() -> None:
    """Have messages checked before NiceGUI handles them."""
    handlers = core.sio.handlers["/"]
    for name in _ABOUT_A_PAGE:
        core.sio.on(name, _from_its_page(handlers[name]))
    core.sio.on("log", lambda *_: None)  # a phone has nothing to say in the terminal
    core.sio.on("handshake", _well_formed(handlers["handshake"], None))
    core.sio.on("connect", _well_formed(handlers["connect"], ConnectionRefusedError("malformed")))


def _from_its_page(handle: Callable[[str, dict[str, Any]], None]) -> Callable[..., None]:
    """Return a handler that ignores malformed messages, and messages in the name of another page."""

    def handler(socket: str, message: object = None, *_: object) -> None:
        if isinstance(message, dict) and message.get("client_id") in core.sio.rooms(socket):
            try:
                handle(socket, message)
            except _FORGED:
                return

    return handler


def _well_formed(handle: Callable[..., Awaitable[Any]], refusal: Exception | None) -> Callable[..., Awaitable[Any]]:
    """Return a handler that refuses malformed messages: with an exception, or in silence."""

    async def handler(socket: str, *message: Any) -> Any:
        try:
            return await handle(socket, *message)
        except _FORGED:
            if refusal is not None:
                raise refusal from None
            return False

    return handler
