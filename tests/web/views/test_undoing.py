"""Taking back: the button after a record, the page of what can be taken back, no other change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.desk import Browser, hidden_fields, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

ROWS = """\
  - {id: T03-01, task: Việc một, lead: VP, start: 2026-03}
  - {id: T03-02, task: Việc hai, lead: VP, start: 2026-03}
"""


@pytest.fixture
def plan(write_plan: WritePlan) -> Path:
    return write_plan(ROWS)


def test_a_record_is_taken_back_and_made_once_more(plan: Path) -> None:
    browser, file = Browser(plan), plan / "tasks_2026.yaml"
    before = file.read_bytes()
    response = browser.send("/row/T03-01", "/row/T03-01/done")
    after = file.read_bytes()
    response = browser.send(str(response.url), "/undo")
    assert "Đã hoàn tác: T03-01 hoàn thành" in words_of(response)
    assert file.read_bytes() == before
    response = browser.send(str(response.url), "/redo")
    assert "Đã làm lại: T03-01 hoàn thành" in words_of(response)
    assert file.read_bytes() == after


def test_the_page_shows_what_would_be_taken_back(plan: Path) -> None:
    browser = Browser(plan)
    assert "Không có lần ghi nào để hoàn tác." in browser.text("/undo")
    browser.send("/row/T03-01", "/row/T03-01/done")
    page = browser.text("/undo")
    assert "Lần ghi sau cùng: T03-01 hoàn thành ngày 31/03/2026" in page
    assert "completed: 2026-03-31" in page
    assert "Đã hoàn tác: T03-01" in words_of(browser.send("/undo", "/undo"))


def test_only_the_change_that_was_shown_is_taken_back(plan: Path, run: Run, tmp_path: Path) -> None:
    browser, file = Browser(plan), plan / "tasks_2026.yaml"
    response = browser.send("/row/T03-01", "/row/T03-01/done")
    fields = hidden_fields(response.text, "/undo")
    env = {"KHTGDV_STATE": str(tmp_path / "state")}
    assert run("done", "T03-02", "--data", plan, today="2026-03-31", env=env).status == 0
    both = file.read_bytes()
    response = browser.post("/undo", **fields)
    assert response.status_code == 400
    assert "Lần ghi sau cùng nay là lần khác" in words_of(response)
    assert "T03-02 hoàn thành" in words_of(response)
    assert file.read_bytes() == both


@pytest.mark.parametrize("expected", ["", "x", "{}", '["khác"]'])
def test_a_form_that_says_nothing_of_a_change_takes_none_back(plan: Path, expected: str) -> None:
    browser, file = Browser(plan), plan / "tasks_2026.yaml"
    response = browser.send("/row/T03-01", "/row/T03-01/done")
    before = file.read_bytes()
    fields = hidden_fields(response.text, "/undo") | {"expected": expected}
    assert browser.post("/undo", **fields).status_code == 400
    assert file.read_bytes() == before


def test_a_file_changed_since_is_not_taken_back(plan: Path) -> None:
    browser, file = Browser(plan), plan / "tasks_2026.yaml"
    response = browser.send("/row/T03-01", "/row/T03-01/done")
    fields = hidden_fields(response.text, "/undo")
    file.write_text(f"{file.read_text()}# sửa tay\n")
    refused = browser.post("/undo", **fields)
    assert "đã được sửa sau lần ghi ấy" in words_of(refused)
    assert "đã được sửa sau lần ghi ấy" in browser.text("/undo")


def test_that_the_plan_is_gone_meanwhile_is_told(plan: Path) -> None:
    browser = Browser(plan)
    plan.rename(plan.parent / "nơi khác")
    response = browser.get("/undo")
    assert response.status_code == 400
    assert f"Không tìm thấy thư mục kế hoạch: {plan}" in words_of(response)


def test_the_plan_of_nobody_has_nothing_to_take_back(plan: Path) -> None:
    browser = Browser(plan.parent / "không có")
    assert browser.get("/undo").status_code in (200, 400)
