"""The sheet that a list becomes: whose it is, its rows, its fixed and open cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan
    from tests.worksheet.conftest import Office

ROW = "- {id: T01-01, task: A, lead: VP, start: 2026-01, due: 2026-01}"


def test_every_row_has_its_cells(office: Office) -> None:
    book = office.hand_out()
    assert list(book.sheets) == ["Điền kết quả", "khtgdv-ds", "khtgdv"]
    assert book.lines[0][0] == "DANH SÁCH NHIỆM VỤ · BẢNG ĐIỀN KẾT QUẢ"
    assert [row[0] for row in book.rows] == ["T03-01", "T03-02", "T03-03", "TX-01"]
    row = book.row("T03-02")
    assert row[:6] == [
        "T03-02",
        "T03",
        "Trình đề án",
        "TT-TH",
        "4/2026",
        "đang thực hiện, còn 28 ngày",
    ]
    assert str(row[8]) == "2026-03-02"
    assert row[9:12] == ["40", "Bà B", "chờ ý kiến\nhọp lần 1\nvà lần 2"]
    assert row[12:] == ["", "", "", ""]
    assert str(book.row("T03-03")[6]) == "2026-03-20"


def test_the_hidden_sheet_names_the_plan(office: Office) -> None:
    hidden = office.hand_out().sheets["khtgdv"]
    assert [line[:2] for line in hidden[:4]] == [
        ["khtgdv-bang-dien", "1"],
        ["number", "01-KH/THU"],
        ["agency", "Ban thử"],
        ["year", "2026"],
    ]


@pytest.mark.parametrize(
    ("command", "arguments", "ids"),
    [
        ("list", ("-d", "VP"), ["T03-01", "T03-03", "TX-01"]),
        ("list", ("--sort", "-id", "--limit", "2"), ["TX-01", "T03-03"]),
        ("overdue", (), ["T03-01", "KT-01"]),
        ("upcoming", (), ["T03-02"]),
        ("department", ("VP",), ["T03-01", "T03-03", "TX-01"]),
        ("inspections", (), ["KT-01"]),
    ],
)
def test_any_list_of_rows_can_be_filled_in(
    command: str, arguments: tuple[str, ...], ids: list[str], office: Office
) -> None:
    book = office.hand_out(*arguments, command=command)
    assert [row[0] for row in book.rows] == ids
    assert office.take_back().status == 0


def test_each_department_may_have_a_sheet_of_its_own(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "từng đơn vị"
    told = office.run(
        "department", "all", "--data", office.folder, "--editable", "-f", "xlsx", "-o", folder
    )
    assert told.status == 0
    office.sheet = folder / "TT-TH.xlsx"
    assert office.take_back().status == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list", "-f", "json"), "--editable chỉ dùng với định dạng xlsx."),
        (("list", "-o", "x.xlsx", "--columns", "id"), "--editable có đủ các cột"),
        (("workload", "-o", "x.xlsx"), "--editable chỉ dùng với danh sách nhiệm vụ."),
        (("overdue", "--by", "month", "-o", "x.xlsx"), "--editable chỉ dùng với danh sách"),
    ],
)
def test_what_cannot_be_filled_in_is_said(
    arguments: tuple[str, ...], message: str, office: Office
) -> None:
    told = office.run(*arguments, "--editable", "--data", office.folder)
    assert (told.status, told.out) == (2, "")
    assert message in told.err


def test_one_sheet_is_of_one_plan(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    write_plan(ROW)
    write_plan(ROW.replace("2026", "2025"), year=2025)
    folder = tmp_path / "plan"
    sheet = tmp_path / "x.xlsx"
    told = run("overdue", "--data", folder, "--editable", "-o", sheet, today="2026-03-01")
    assert told.status == 2
    assert "mỗi lần một kế hoạch một năm" in told.err
    one = ("overdue", "--data", folder, "--editable", "-o", sheet, "--year", "2025")
    assert run(*one, today="2026-03-01").status == 0


def test_the_sample_says_so(run: Run, tmp_path: Path) -> None:
    from tests.support.workbooks import Book

    sheet = tmp_path / "x.xlsx"
    assert run("list", "--editable", "-o", sheet, cwd=tmp_path).status == 0
    assert str(Book(sheet).lines[0][0]).startswith("KẾ HOẠCH MẪU · ")
