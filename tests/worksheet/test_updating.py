"""New rows of a sheet, mistakes of the plan's files, layouts that cannot be edited by lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PLAN_TEMPLATE
from tests.worksheet.conftest import INSPECTIONS, TASKS, Office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan


def test_a_new_row_is_added_as_add_does(office: Office) -> None:
    book = office.hand_out()
    book.add(task="Việc mới", lead="phòng tt th", due="5/2026", section="T04", notes="chú ý")
    book.add(task="Việc khác", lead="VP; TT-TH", due="30/6/2026", completed="1/4", result="1-BC")
    book.add(task="Kiểm tra thêm", section="kiểm tra", due="10/2026")
    tables = office.tables(book)
    assert [(row["id"], row["lead"], row["due"]) for row in tables["added"]] == [
        ("T04-01", "TT-TH", "2026-05"), ("T06-01", "VP", "2026-06-30"), ("KT-02", None, "2026-10"),
    ]  # fmt: skip
    assert [(row["id"], row["key"]) for row in tables["changes"]] == [
        ("T04-01", "notes"), ("T06-01", "completed"), ("T06-01", "result"),
    ]  # fmt: skip
    row = office.row("T06-01")
    assert (row["leads"], row["start"], row["completed"], row["added"]) == (
        ["VP", "TT-TH"], "2026-06", "2026-04-01", "2026-04-02",
    )  # fmt: skip
    told = office.run("undo", "--data", office.folder)
    assert told.status == 0
    assert "T04-01" not in office.text()


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "nobody leads it": ({"task": "Mới", "due": "5/2026"}, "D", "chưa có đơn vị chủ trì"),
    "an unknown lead": ({"task": "Mới", "due": "5/2026", "lead": "Sở X"}, "D", "Sở X"),
    "no section": ({"task": "Mới", "lead": "VP"}, "B", "chưa có mục"),
    "an unknown section": ({"task": "Mới", "lead": "VP", "section": "XX"}, "B", "XX"),
    "no deadline": ({"task": "Mới", "lead": "VP", "due": "31/2/2026"}, "E", "31/2"),
    "nothing to do": ({"lead": "VP", "due": "5/2026"}, "C", "Nội dung"),
    "done tomorrow": (
        {"task": "Mới", "lead": "VP", "due": "5/2026", "completed": "3/4/2026"}, "G", "sau hôm nay"
    ),
    "due before it begins": (
        {"task": "Mới", "lead": "VP", "due": "2/2026", "section": "T03"}, "C", "trước"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_new_row_is_taken_whole_or_not(name: str, office: Office) -> None:
    cells, column, words = REFUSED[name]
    book = office.hand_out()
    book.add(**cells)
    book.add(task="Việc tốt", lead="VP", due="5/2026")
    before = office.text()
    tables = office.tables(book)
    (refused,) = tables["refused"]
    assert refused["cell"] == f"{column}{len(book.lines) - 1}"
    assert words in refused["reason"]
    assert [row["id"] for row in tables["added"]] == ["T05-01"]
    assert "Mới" not in office.text().replace(before, "")


def test_a_plan_with_its_own_sections_asks_for_one(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    plan = PLAN_TEMPLATE.format(year=2026) + "sections:\n  - {code: II, heading: Thể chế}\n"
    folder = write_plan("- {id: II-1, task: A, lead: VP}", plan=plan)
    office = Office(run, folder, tmp_path / "b.xlsx")
    book = office.hand_out()
    book.add(task="Mới", lead="VP", due="5/2026")
    (reason,) = office.refusals(book).values()
    assert reason == "Việc mới chưa có mục."
    book.lines[-1][book.column("Mục")] = "thể chế"
    assert [row["id"] for row in office.tables(book)["added"]] == ["II-2"]


def test_a_row_that_was_added_before_and_differs_is_refused(office: Office) -> None:
    book = office.hand_out()
    book.add(task="Việc mới", lead="VP", due="5/2026")
    assert office.take_back(book).status == 0
    book.lines[-1][book.column("Người thực hiện")] = "Bà B"
    (refused,) = office.tables(book)["refused"]
    assert (refused["id"], refused["key"]) == ("T05-01", "assignee")
    assert refused["reason"].startswith("Việc này đã được thêm với mã T05-01")


@pytest.mark.parametrize("new", [False, True])
@pytest.mark.parametrize("mistake", ["lead: KHÔNG-CÓ", "lead: TT-TH\n    'x"])
def test_mistakes_of_the_file_keep_all_back(mistake: str, office: Office, *, new: bool) -> None:
    book = office.hand_out()
    if new:
        book.add(task="Mới", lead="VP", due="5/2026")
    else:
        book.set("T03-01", assignee="Bà B")
    office.write(office.text().replace("lead: TT-TH", mistake))
    before = office.text()
    told = office.take_back(book)
    assert told.status == 1
    assert "đang có lỗi nên chưa ghi gì" in told.err
    assert office.text() == before


def test_what_cannot_be_edited_by_lines_is_left_out(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    tasks = TASKS.replace(
        "assignee: Bà B", "assignee: >-\n      # không phải chú thích\n      Bà B"
    )
    tasks = tasks.replace("progress: 40", "progress:\n      # phần trăm\n      40")
    office = Office(run, write_plan(tasks, INSPECTIONS), tmp_path / "b.xlsx")
    book = office.hand_out()
    book.set("T03-01", assignee="Bà B")
    book.set("T03-02", progress=50)
    book.set("T03-03", assignee="Bà C")
    tables = office.tables(book)
    assert [row["id"] for row in tables["changes"]] == ["T03-01", "T03-03"]
    (refused,) = tables["refused"]
    assert (refused["id"], refused["key"]) == ("T03-02", "progress")
    assert "không cho sửa từng dòng một cách chắc chắn." in refused["reason"]
    assert refused["hint"] == "Mở tệp và ghi bằng tay: khtgdv edit"


def test_a_mistake_that_would_come_of_it_keeps_its_row_back(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", to="12/2031", reason="chờ")
    book.set("T03-02", to="12/2031", reason="chờ")
    book.set("T03-03", assignee="Bà C")
    tables = office.tables(book)
    assert {row["id"] for row in tables["refused"]} == {"T03-01", "T03-02"}
    assert [row["id"] for row in tables["changes"]] == ["T03-03"]


def test_what_is_left_open_elsewhere_is_said(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    inspections = INSPECTIONS + "    related: [T03-01]\n"
    office = Office(run, write_plan(TASKS, inspections), tmp_path / "b.xlsx")
    book = office.hand_out()
    book.set("T03-01", completed="1/4")
    (change,) = office.tables(book)["changes"]
    assert change["note"].startswith("KT-01 là việc liên quan")
