"""What a command shows, writes and says comes to who listens; the terminal gets nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.listening.listener import Listener, current_listener, heard_by
from khtgdv.cli.main import run_command
from khtgdv.errors import KhtgdvError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from khtgdv.source.edit.record import Work
    from tests.conftest import WritePlan

ROWS = "- {id: T03-01, task: Việc một, lead: VP, start: 2026-03, due: 2026-03}"


@pytest.fixture
def plan(write_plan: WritePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KHTGDV_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("KHTGDV_TODAY", "2026-04-10")
    return write_plan(ROWS)


def hear(*words: object, listener: Listener | None = None) -> tuple[int, Listener]:
    listener = listener or Listener()
    with heard_by(listener):
        status = run_command([str(word) for word in words])
    return status, listener


def test_a_document_is_shown_as_a_value(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, heard = hear("list", "--data", plan)
    assert (status, heard.content, heard.said) == (0, b"", [])
    assert heard.document
    assert [row.text("id") for row in heard.document.tables[0].rows] == ["T03-01"]
    assert heard.selection
    assert heard.selection.plans == ("01-KH/THU",)
    assert capsys.readouterr() == ("", "")


def test_another_format_comes_as_bytes(plan: Path) -> None:
    _, heard = hear("list", "--data", plan, "--format", "xlsx")
    assert heard.document is None
    assert heard.content.startswith(b"PK")


def test_a_long_text_is_not_paged_on_the_terminal_of_the_server(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_pager(*_: object) -> bool:
        raise AssertionError

    monkeypatch.setattr("khtgdv.cli.results.pager._is_typed_at", lambda: True)
    monkeypatch.setattr("khtgdv.cli.results.pager.terminal_height", lambda: 2)
    monkeypatch.setattr("khtgdv.cli.results.pager._run", run_pager)
    for name in ("CI", "TERM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(AssertionError):
        run_command(["list", "--data", str(plan), "--format", "md"])
    _, heard = hear("list", "--data", plan, "--format", "md")
    assert heard.content.startswith(b"# ")


@pytest.mark.parametrize("command", ["validate", "lint"])
def test_findings_come_as_a_document(plan: Path, command: str) -> None:
    _, heard = hear(command, "--data", plan)
    assert heard.document
    assert heard.document.report == command


def test_what_was_written_is_confirmed_as_a_value(plan: Path) -> None:
    _, heard = hear("done", "T03-01", "--data", plan, "--on", "1/4/2026")
    assert heard.confirmation
    assert heard.confirmation.messages == (
        "T03-01 hoàn thành ngày 01/04/2026, chậm 1 ngày\n  Văn phòng: Việc một",
    )
    assert heard.confirmation.way_back == "undo"
    assert heard.confirmation.kept == heard.confirmation.messages
    _, heard = hear("undo", "--data", plan)
    assert heard.confirmation
    assert heard.confirmation.messages[0].startswith("Đã hoàn tác: T03-01 hoàn thành")
    assert heard.confirmation.kept[0].startswith("T03-01 hoàn thành")
    assert heard.confirmation.way_back == "redo"
    assert b"completed: 2026-04-01}\n+" in heard.content


def test_a_refusal_for_mistakes_in_the_files_is_said(write_plan: WritePlan, plan: Path) -> None:
    write_plan(f"{ROWS}\n- {{id: T03-02, task: Việc hai, lead: VP, due: 2026-13}}")
    status, heard = hear("done", "T03-02", "--data", plan, "--color", "never")
    assert status == 1
    assert heard.confirmation is None
    assert "2026-13" in "\n".join(heard.said)


class Refusing(Listener):
    """Refuses whatever it is asked."""

    def require_row(self, work: Work) -> None:
        raise KhtgdvError(f"không: {work.id}")

    def require_undo(self, messages: Sequence[str]) -> None:
        raise KhtgdvError(f"không: {messages[0]}")


def test_the_listener_is_asked_before_anything_is_written(plan: Path) -> None:
    before = (plan / "tasks_2026.yaml").read_bytes()
    with pytest.raises(KhtgdvError, match="không: T03-01"):
        hear("done", "T03-01", "--data", plan, listener=Refusing())
    assert (plan / "tasks_2026.yaml").read_bytes() == before
    hear("done", "T03-01", "--data", plan)
    after = (plan / "tasks_2026.yaml").read_bytes()
    with pytest.raises(KhtgdvError, match="không: T03-01 hoàn thành"):
        hear("undo", "--data", plan, listener=Refusing())
    assert (plan / "tasks_2026.yaml").read_bytes() == after


def test_nobody_listens_outside() -> None:
    with heard_by(Listener()):
        pass
    assert current_listener() is None
