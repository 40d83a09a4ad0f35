"""The server itself: slow clients, many at once, the end by Ctrl+C, the end by force."""

from __future__ import annotations

import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from khtgdv.errors import KhtgdvError
from khtgdv.web.door.desk import Desk
from khtgdv.web.door.protocol import PatientProtocol
from khtgdv.web.server import host_names, is_loopback, listen, make_desk, make_server
from tests.support.served import Visitor, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Run, WritePlan

ROWS = "".join(
    f"  - {{id: T03-{n:02}, task: Việc {n}, lead: VP, start: 2026-03, due: 2026-03}}\n"
    for n in range(1, 31)
)


@contextmanager
def running(plan: Path, idle: int = 0) -> Iterator[Desk]:
    """Serve a plan in a thread of this process; a line is kept so many seconds after an answer."""
    with listen("127.0.0.1", 0) as listener:
        desk = make_desk((("data", str(plan)),), listener, "")
        server = make_server(desk)
        server.config.timeout_keep_alive = idle
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield desk
        finally:
            server.should_exit = True
            thread.join(20)


def connected(desk: Desk) -> socket.socket:
    host, _, port = desk.hosts[0].rpartition(":")
    return socket.create_connection((host, int(port)), timeout=20)


def talk(desk: Desk, *parts: bytes, pause: float = 0.0) -> bytes:
    """Send parts of a request one after the other; return all that comes until the end."""
    with connected(desk) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(pause)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except ConnectionError:
            return b""


@pytest.fixture
def plan(write_plan: WritePlan) -> Path:
    return write_plan(ROWS)


def test_who_never_ends_a_request_is_cut(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientProtocol, "seconds", 0.5)
    with running(plan) as desk:
        visitor = Visitor(desk.invitation())
        start = time.monotonic()
        assert talk(desk) == b""
        assert talk(desk, b"GET / HT") == b""
        assert talk(desk, *[b"G"] * 30, pause=0.1) == b""
        assert time.monotonic() - start < 30
        assert visitor.get("/")[0] == 200


def test_the_second_request_of_a_line_has_its_time_too(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PatientProtocol, "seconds", 0.5)
    with running(plan, idle=5) as desk, connected(desk) as connection:
        request = f"GET /icon.svg HTTP/1.1\r\nHost: {desk.hosts[0]}\r\n\r\n".encode()
        for _ in range(3):
            connection.sendall(request)
            answer = b""
            while b"</svg>" not in answer:
                answer += connection.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200")
        with pytest.raises(ConnectionError):
            _trickle(connection)


def _trickle(connection: socket.socket) -> None:
    for _ in range(100):
        connection.sendall(b"G")
        time.sleep(0.1)


def test_who_sends_a_form_slowly_is_told(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khtgdv.web.door.visit._SECONDS", 0.3)
    with running(plan) as desk:
        visitor = Visitor(desk.invitation())
        head = (
            f"POST /undo HTTP/1.1\r\nHost: {desk.hosts[0]}\r\nOrigin: http://{desk.hosts[0]}\r\n"
            f"Cookie: {visitor.cookie}\r\nContent-Length: 100\r\n\r\n"
        )
        assert b" 408 " in talk(desk, head.encode(), b"a=b")


def test_what_is_no_http_is_refused(plan: Path) -> None:
    with running(plan) as desk:
        host = desk.hosts[0].encode()
        for junk in (
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nHost: " + host + b"\r\n\r\n",
        ):
            answer = talk(desk, junk)
            assert answer[9:12] in (b"", b"400", b"403", b"421")
        upgrade = b"GET / HTTP/1.1\r\nHost: %s\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"
        assert talk(desk, upgrade % host).startswith(b"HTTP/1.1 403")


@pytest.mark.uncounted
def test_fifty_at_once_are_answered(plan: Path) -> None:
    with running(plan) as desk:
        visitor = Visitor(desk.invitation())
        paths = ["/", "/list", "/row/T03-01", "/calendar", "/overdue"] * 10
        with ThreadPoolExecutor(50) as pool:
            assert {status for status, _ in pool.map(visitor.get, paths)} == {200}


@pytest.mark.uncounted
def test_writers_at_once_lose_nothing(plan: Path) -> None:
    with running(plan) as desk:
        visitor = Visitor(desk.invitation())

        def record(number: int) -> int:
            page = f"/row/T03-{number:02}"
            return visitor.post(f"{page}/done", visitor.fields(page, f"{page}/done"))

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(record, range(1, 11))) == {303}
    assert (plan / "tasks_2026.yaml").read_text().count("completed: 2026-03-31") == 10


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a process of its own")
def test_ctrl_c_ends_it(plan: Path, tmp_path: Path) -> None:
    with served(plan, tmp_path / "state") as (process, address):
        assert Visitor(address).get("/")[0] == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out == ""
    assert err.splitlines()[-2:] == ["Đóng trang bằng Ctrl+C.", "Đã đóng trang."]


@pytest.mark.uncounted
def test_killed_while_it_writes_nothing_is_half(plan: Path, tmp_path: Path, run: Run) -> None:
    file, seen = plan / "tasks_2026.yaml", 0
    for pause in (0.0, 0.01, 0.03, 0.06):
        with served(plan, tmp_path / "state") as (process, address):
            visitor = Visitor(address)
            page = f"/row/T03-{seen + 1:02}"
            fields = visitor.fields(page, f"{page}/done")
            with ThreadPoolExecutor(1) as pool:
                sent = pool.submit(visitor.post, f"{page}/done", fields)
                time.sleep(pause)
                process.kill()
                assert sent.exception() or sent.result() == 303
        text = file.read_text()
        assert text.count("completed: 2026-03-31") in (seen, seen + 1)
        seen = text.count("completed: 2026-03-31")
        assert run("validate", "--data", plan).status == 0


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False),  # noqa: S104 - a case
     ("192.168.1.5", False), ("máy", False)],
)  # fmt: skip
def test_which_addresses_are_this_machine(host: str, own: bool) -> None:  # noqa: FBT001 - a case
    assert is_loopback(host) is own


def test_the_names_of_an_address() -> None:
    assert host_names("127.0.0.1", 80) == ("127.0.0.1:80", "localhost:80")
    assert host_names("::1", 80) == ("[::1]:80", "localhost:80")
    assert host_names("192.168.1.5", 80) == ("192.168.1.5:80",)


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_is_none_is_told(port: int) -> None:
    with pytest.raises(KhtgdvError, match=f"cổng {port}"):
        listen("127.0.0.1", port)


def test_a_port_that_is_taken_is_told() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(KhtgdvError) as caught:
            listen("127.0.0.1", port)
    assert (caught.value.message, caught.value.hint) == (
        f"Không mở được cổng {port} ở địa chỉ 127.0.0.1.",
        "bỏ --port để hệ điều hành tự chọn cổng trống, bỏ --host để chỉ dùng máy này",
    )
