"""Forms: what they write, how a mistake comes back, what is told where others wrote meanwhile."""

from __future__ import annotations

import difflib
import html
from typing import TYPE_CHECKING

import pytest

from khtgdv.text import sentence_case
from khtgdv.web.views.asking import page_advice
from tests.support.desk import Browser, hidden_fields, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

TASKS = """\
  - id: T03-01
    task: Việc tháng ba
    lead: VP
    start: 2026-03
    due: 2026-03
  - id: T03-02
    task: Việc đang làm
    lead: VP
    start: 2026-02
    due: 2026-02
    started: 2026-02-10
    progress: 10
  - id: T03-03
    task: Việc đã xong
    lead: VP
    start: 2026-03
    completed: 2026-03-20
  - id: T03-04
    task: Việc nhiều bước
    lead: VP
    start: 2026-03
    due: 2026-04
    steps:
      - text: Dự thảo
        due: 2026-03
      - text: Ban hành
  - id: TX-01
    task: Báo cáo tháng
    lead: VP
    repeat: {every: month}
"""
INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra
    units:
      - kind: Phường
        names: [Kiến An, Gia Viên]
      - names: [Xã Phú Thái]
"""


@pytest.fixture
def plan(write_plan: WritePlan) -> Path:
    return write_plan(TASKS, INSPECTIONS)


def texts(plan: Path) -> list[str]:
    return [line for path in sorted(plan.glob("*.yaml")) for line in path.read_text().splitlines()]


def changes(before: list[str], after: list[str]) -> list[str]:
    lines = difflib.ndiff(before, after)
    return [f"{line[0]} {line[2:].strip()}" for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("row", "form", "fields", "written"),
    [
        (
            "T03-01",
            "done",
            {"on": "30/3/2026", "result": "01-BC/VP"},
            (
                ["+ completed: 2026-03-30", "+ result: 01-BC/VP"],
                "T03-01 hoàn thành ngày 30/03/2026 (đúng hạn), kết quả 01-BC/VP",
            ),
        ),
        ("T03-01", "start", {"on": ""}, (["+ started: 2026-03-31"], "bắt đầu thực hiện")),
        (
            "T03-02",
            "progress",
            {"progress": "60"},
            (["- progress: 10", "+ progress: 60"], "tiến độ 60%"),
        ),
        (
            "T03-01",
            "extend",
            {"to": "5/2026", "reason": "chờ ý kiến", "document": "12-QĐ"},
            (
                [
                    "+ extensions:",
                    "+ - to: 2026-05",
                    "+ on: 2026-03-31",
                    "+ reason: chờ ý kiến",
                    "+ document: 12-QĐ",
                ],
                "gia hạn đến 5/2026",
            ),
        ),
        (
            "T03-01",
            "cancel",
            {"reason": "ghép việc"},
            (["+ cancelled:", "+ on: 2026-03-31", "+ reason: ghép việc"], "hủy ngày 31/03/2026"),
        ),
        ("T03-01", "note", {"note": "dòng một\r\ndòng hai"}, (None, "thêm 1 ghi chú")),
        ("T03-03", "reopen", {}, (["- completed: 2026-03-20"], "mở lại")),
        ("T03-04", "step", {"step": "1", "on": "31/3"}, (["+ completed: 2026-03-31"], "T03-04.1")),
        (
            "TX-01",
            "log",
            {"missing": ["2026-02", "2026-01"], "period": "3"},
            (
                [
                    "+ log:",
                    "+ 2026-02: 2026-03-31",
                    "+ 2026-01: 2026-03-31",
                    "+ 2026-03: 2026-03-31",
                ],
                "đã làm ngày",
            ),
        ),
        (
            "KT-01",
            "visit",
            {"places": ["Kiến An"], "place": "xa phu thai"},
            (
                ["+ visits:", "+ Kiến An: 2026-03-31", "+ Xã Phú Thái: 2026-03-31"],
                "2 trên 3 đơn vị",
            ),
        ),
    ],
)
def test_a_form_writes_as_its_command(
    plan: Path, row: str, form: str, fields: dict[str, str], written: tuple[list[str] | None, str]
) -> None:
    before, (lines, words) = texts(plan), written
    response = Browser(plan).send(f"/row/{row}", f"/row/{row}/{form}", **fields)
    assert response.status_code == 200, words_of(response)
    assert words in words_of(response)
    assert "Hoàn tác" in words_of(response)
    assert "khtgdv undo" not in words_of(response)
    if lines is not None:
        assert changes(before, texts(plan)) == lines


def test_a_form_writes_the_same_bytes_as_the_command_line(
    plan: Path, write_plan: WritePlan, run: Run
) -> None:
    other = write_plan(TASKS, INSPECTIONS, folder="other")
    Browser(plan).send("/row/T03-01", "/row/T03-01/done", on="30/3/2026", result="01-BC: #1")
    words = ["done", "T03-01", "--on", "30/3/2026", "--result", "01-BC: #1"]
    assert run(*words, "--data", other, today="2026-03-31").status == 0
    assert texts(plan) == texts(other)


@pytest.mark.parametrize(
    ("row", "form", "typed"),
    [
        ("T03-01", "done", ({"on": "1/4/2026"}, ["done", "T03-01", "--on", "1/4/2026"])),
        ("T03-01", "done", ({"on": "31/2/2026"}, ["done", "T03-01", "--on", "31/2/2026"])),
        ("T03-01", "done", ({"on": "1/1/2025"}, ["done", "T03-01", "--on", "1/1/2025"])),
        (
            "T03-01",
            "extend",
            (
                {"to": "5/2026", "reason": " "},
                ["extend", "T03-01", "--to", "5/2026", "--reason", ""],
            ),
        ),
        (
            "T03-01",
            "extend",
            (
                {"to": "3/2026", "reason": "x"},
                ["extend", "T03-01", "--to", "3/2026", "--reason", "x"],
            ),
        ),
        (
            "T03-01",
            "extend",
            ({"to": "", "reason": "x"}, ["extend", "T03-01", "--to", "", "--reason", "x"]),
        ),
        (
            "T03-02",
            "progress",
            ({"progress": "sáu mươi"}, ["update", "T03-02", "--progress", "sáu mươi"]),
        ),
        ("T03-02", "progress", ({"progress": "101"}, ["update", "T03-02", "--progress", "101"])),
        ("T03-01", "note", ({"note": ""}, ["update", "T03-01", "--note", ""])),
        ("TX-01", "log", ({"period": "13"}, ["log", "TX-01", "13"])),
        ("TX-01", "log", ({}, ["log", "TX-01"])),
        ("KT-01", "visit", ({"place": "-x"}, ["visit", "KT-01", "--", "-x"])),
    ],
)
def test_a_mistake_comes_back_in_the_form_with_what_the_command_line_tells(
    plan: Path, run: Run, row: str, form: str, typed: tuple[dict[str, str], list[str]]
) -> None:
    before, (fields, words) = texts(plan), typed
    response = Browser(plan).send(f"/row/{row}", f"/row/{row}/{form}", **fields)
    command, *others = words
    told = run(command, "--data", plan, *others, today="2026-03-31", env={"COLUMNS": "999"}).err
    assert response.status_code == 422
    part = response.text.partition(f'<details open id="{form}">')[2].partition("</details>")[0]
    shown = part.partition('role="alert">')[2].partition("</div>")[0]
    assert told
    for line in told.splitlines():
        assert sentence_case(page_advice(line)) in html.unescape(shown)
    for value in filter(str.strip, fields.values()):
        assert f'value="{value}"' in part
    assert texts(plan) == before


def test_a_step_must_be_chosen(plan: Path) -> None:
    before = texts(plan)
    response = Browser(plan).send("/row/T03-04", "/row/T03-04/step")
    said = words_of(response)
    assert response.status_code == 422
    assert "Chưa chọn bước nào." in said
    assert "Chọn một bước rồi ghi lại" in said
    assert texts(plan) == before


def test_who_insists_writes_an_early_day(plan: Path) -> None:
    fields = {"on": "31/12/2025", "force": "1"}
    response = Browser(plan).send("/row/T03-01", "/row/T03-01/done", **fields)
    assert "hoàn thành ngày 31/12/2025" in words_of(response)


def test_a_row_that_changed_meanwhile_is_told_with_both_values(plan: Path, run: Run) -> None:
    browser = Browser(plan)
    fields = hidden_fields(browser.get("/row/T03-02").text, "/row/T03-02/done")
    run("update", "T03-02", "--progress", "40", "--note", "đã họp", "--data", plan,
        today="2026-03-31")  # fmt: skip
    before = texts(plan)
    response = browser.post("/row/T03-02/done", **fields, result="9-BC")
    assert response.status_code == 422
    words = words_of(response)
    assert "T03-02 đã được sửa từ lúc mở trang này, nên chưa ghi gì." in words
    assert "Tiến độ %: lúc mở trang 10; bây giờ 40" in words
    assert "Ghi chú: lúc mở trang chưa ghi; bây giờ đã họp" in words
    assert 'value="9-BC"' in response.text
    assert texts(plan) == before
    again = hidden_fields(response.text, "/row/T03-02/done")
    assert browser.post("/row/T03-02/done", **again, result="9-BC").status_code == 303


def test_a_change_of_another_row_is_no_trouble(plan: Path, run: Run) -> None:
    browser = Browser(plan)
    fields = hidden_fields(browser.get("/row/T03-02").text, "/row/T03-02/done")
    assert run("done", "T03-01", "--data", plan, today="2026-03-31").status == 0
    assert browser.post("/row/T03-02/done", **fields).status_code == 303


def test_a_row_that_is_gone_meanwhile_is_told(plan: Path) -> None:
    browser = Browser(plan)
    fields = hidden_fields(browser.get("/row/T03-01").text, "/row/T03-01/done")
    file = plan / "tasks_2026.yaml"
    file.write_text(f"tasks:{file.read_text().partition('due: 2026-03')[2]}")
    response = browser.post("/row/T03-01/done", **fields)
    assert response.status_code == 400
    assert "T03-01" in words_of(response)


def test_mistakes_in_the_files_are_told_in_the_form(plan: Path) -> None:
    browser = Browser(plan)
    fields = hidden_fields(browser.get("/row/T03-01").text, "/row/T03-01/done")
    file = plan / "tasks_2026.yaml"
    file.write_text(file.read_text().replace("every: month", "every: moon"))
    response = browser.post("/row/T03-01/done", **fields)
    assert response.status_code == 422
    assert "moon" in words_of(response)


def test_mistakes_in_the_lines_of_the_row_are_told(plan: Path) -> None:
    browser = Browser(plan)
    fields = hidden_fields(browser.get("/row/T03-01").text, "/row/T03-01/done")
    file = plan / "tasks_2026.yaml"
    file.write_text(file.read_text().replace("lead: VP", "lead: [", 1))
    response = browser.post("/row/T03-01/done", **fields)
    assert response.status_code == 400
    assert "tasks_2026.yaml đang có lỗi nên chưa ghi gì" in words_of(response)


@pytest.mark.parametrize("seen", ["", "x", "[]", "1"])
def test_a_form_that_does_not_say_what_was_seen_writes_nothing(plan: Path, seen: str) -> None:
    browser, before = Browser(plan), texts(plan)
    fields = hidden_fields(browser.get("/row/T03-01").text, "/row/T03-01/done")
    response = browser.post("/row/T03-01/done", **(fields | {"seen": seen}))
    assert response.status_code == 403
    assert texts(plan) == before


def test_there_are_no_other_forms(plan: Path) -> None:
    browser, before = Browser(plan), texts(plan)
    fields = hidden_fields(browser.get("/row/T03-01").text, "/row/T03-01/done")
    for form in ("fmt", "edit", "remove", "import"):
        assert browser.post(f"/row/T03-01/{form}", **fields).status_code == 404
    assert texts(plan) == before


def test_a_row_of_one_of_several_plans_is_recorded(write_plan: WritePlan) -> None:
    first = write_plan(TASKS, folder="kh/một")
    second = write_plan(TASKS.replace("tháng ba", "hai"), folder="kh/hai")
    browser = Browser(first.parent)
    links = {browser.text(link): link for link in _row_links(browser)}
    link = next(link for text, link in links.items() if "Việc hai" in text)
    response = browser.send(link, "/row/T03-01/done")
    assert "hoàn thành" in words_of(response)
    assert "completed: 2026-03-31" in (second / "tasks_2026.yaml").read_text()
    assert "completed: 2026-03-31" not in (first / "tasks_2026.yaml").read_text()
    taken_back = browser.send(str(response.url), "/undo")
    assert "Đã hoàn tác: T03-01" in words_of(taken_back)
    assert "completed: 2026-03-31" not in (second / "tasks_2026.yaml").read_text()


def _row_links(browser: Browser) -> list[str]:
    from tests.support.desk import links_in

    return [link for link in links_in(browser.get("/list").text) if "/row/T03-01" in link]
