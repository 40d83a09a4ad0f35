"""`web`: what it says before it serves, and where it refuses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.system import programs

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from khtgdv.web.door.desk import Desk
    from tests.conftest import Run, WritePlan

ROWS = "- {id: T03-01, task: Việc, lead: VP, start: 2026-03}"


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> list[Desk]:
    """Serve nothing; return the desks that would have been served."""
    served: list[Desk] = []

    def serve(desk: Desk, listener: socket.socket) -> None:
        assert listener.getsockname()[1]
        served.append(desk)

    monkeypatch.setattr("khtgdv.web.server.serve", serve)
    return served


def test_the_address_is_written(desks: list[Desk], write_plan: WritePlan, run: Run) -> None:
    plan = write_plan(ROWS)
    result = run("web", "--no-open", "--data", plan, "--year", 2026)
    assert result.status == 0
    [desk] = desks
    assert result.out.startswith(f"{desk.address}open/")
    assert "Đóng trang bằng Ctrl+C." in result.err
    assert desk.words == (("data", str(plan)), ("year", "2026"))
    assert desk.no_writing == ""
    assert desk.hosts[0].startswith("127.0.0.1:")


def test_a_browser_is_opened(
    desks: list[Desk], write_plan: WritePlan, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", open_)
    result = run("web", "--data", write_plan(ROWS), env={"DISPLAY": ":0"})
    assert opened == [result.out.strip()]
    assert "Mở địa chỉ trên" not in result.err
    assert desks


def test_no_browser_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    import webbrowser

    def fail(_: str) -> bool:
        raise webbrowser.Error("none")

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("webbrowser.open", fail)
    assert programs.open_in_browser("http://x") is False
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("khtgdv.cli.system.programs.sys.platform", "linux")
    assert programs.open_in_browser("http://x") is False


def test_the_sample_is_for_looking_only(desks: list[Desk], run: Run, tmp_path: Path) -> None:
    result = run("web", "--no-open", cwd=tmp_path)
    assert desks[0].no_writing == (
        "Kế hoạch mẫu kèm chương trình chỉ để xem. Tạo kế hoạch của mình bằng khtgdv init, rồi "
        "chạy khtgdv web trong thư mục đó."
    )
    assert result.err == (
        "Mở địa chỉ trên trong trình duyệt của máy này; mỗi địa chỉ mở được một lần.\n"
        "Đóng trang bằng Ctrl+C.\nĐã đóng trang.\n"
    )


def test_another_address_is_for_looking_only(
    desks: list[Desk], write_plan: WritePlan, run: Run
) -> None:
    result = run("web", "--no-open", "--host", "0.0.0.0", "--data", write_plan(ROWS))  # noqa: S104
    assert (
        "Cảnh báo: máy khác trong mạng xem được kế hoạch ở địa chỉ này, nội dung qua mạng không mã "
        "hóa; trang mở như vậy chỉ để xem, không ghi được.\n"
    ) in result.err
    assert desks[0].no_writing == "Trang mở cho máy khác (--host) chỉ để xem, không ghi được."


@pytest.mark.parametrize("port", ["70000", "x"])
def test_a_port_that_is_none_is_told(
    desks: list[Desk], write_plan: WritePlan, run: Run, port: str
) -> None:
    result = run("web", "--no-open", "--port", port, "--data", write_plan(ROWS))
    assert result.status in (1, 2)
    assert port in result.err or "--port" in result.err
    assert not desks


def test_without_the_extra_one_sentence_tells_how_to_get_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("khtgdv.web.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run("web")
    assert result.status == 1
    told, command = result.err.splitlines()
    assert told == "Trang trên máy cần thêm thư viện chưa cài."
    assert command.startswith("Cài bằng lệnh: ")
    assert "-m pip install" in command
    assert "'uvicorn>=0.35,<1'" in command
