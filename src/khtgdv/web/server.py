"""The server on the desk: a socket of this machine, the application, until Ctrl+C."""

from __future__ import annotations

import gc
import ipaddress
import logging
import socket
from contextlib import suppress

import uvicorn

from khtgdv.errors import KhtgdvError
from khtgdv.text import escape_unsafe
from khtgdv.web.app import make_app
from khtgdv.web.door.desk import Desk
from khtgdv.web.door.protocol import PatientProtocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.web.door.desk import Words

_NEW_OBJECTS = 20_000  # between two looks for garbage: what serves for days must not grow
_MOST_CONNECTIONS = 200
_LONGEST_HEAD = 16 * 1024  # bytes of a request before its body
_LAST_SECONDS = 5  # what was begun when Ctrl+C came may take so long


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine's own, which no other machine reaches."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; the system chooses the port where it is 0."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        message = f"Không mở được cổng {port} ở địa chỉ {escape_unsafe(host)}."
        hint = "bỏ --port để hệ điều hành tự chọn cổng trống, bỏ --host để chỉ dùng máy này"
        raise KhtgdvError(message, hint) from error
    return listener


def host_names(host: str, port: int) -> tuple[str, ...]:
    """Return how a browser may call the place: an address of this machine has another name."""
    name = f"[{host}]" if ":" in host else host
    names = (name, "localhost") if is_loopback(host) else (name,)
    return tuple(f"{name}:{port}" for name in dict.fromkeys(names))


def make_desk(words: Words, listener: socket.socket, no_writing: str) -> Desk:
    """Return the desk of a socket that listens."""
    host, port = listener.getsockname()[:2]
    return Desk(words, host_names(host, port), no_writing)


def make_server(desk: Desk) -> uvicorn.Server:
    """Return the server of a desk, which is silent: its words are for developers."""
    for name in ("uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).disabled = True
    config = uvicorn.Config(
        make_app(desk), http=PatientProtocol, ws="none", lifespan="off", log_config=None,
        access_log=False, server_header=False, proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS, h11_max_incomplete_event_size=_LONGEST_HEAD,
        timeout_graceful_shutdown=_LAST_SECONDS,
    )  # fmt: skip
    return uvicorn.Server(config)


def serve(desk: Desk, listener: socket.socket) -> None:
    """Serve until Ctrl+C; what has been begun comes to its end."""
    gc.set_threshold(_NEW_OBJECTS, 20, 20)
    with suppress(KeyboardInterrupt):
        make_server(desk).run(sockets=[listener])
