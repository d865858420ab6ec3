"""Serving with uvicorn: the same settings on every interface."""

from functools import partial
from typing import Any, Final, Literal, cast

import uvicorn

from sim.app.web.connections import BACKLOG, Connections, RequestConnection

LARGEST_MESSAGE: Final = 4_000_000
"""Largest message that is read [byte]: a file that the facilitator uploads."""


def settings(app: Any, connections: Connections | None, lifespan: Literal["on", "off"]) -> uvicorn.Config:
    """Return the settings of a server.

    There is no proxy before it, so nobody's address is taken from a header.
    """
    limited = "auto" if connections is None else cast(Any, partial(RequestConnection, watch=connections))
    return uvicorn.Config(
        app,
        http=limited,
        lifespan=lifespan,
        backlog=BACKLOG,
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,  # it takes 300 kB for each phone
    )
