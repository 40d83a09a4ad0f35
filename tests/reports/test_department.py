"""The lists of several departments, and what stands on the paper of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import Position, parse_date
from khtgdv.document.letterhead import Letterhead
from khtgdv.query.selection import select_all
from khtgdv.reports.registry import build

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.plan.model import Portfolio
    from tests.conftest import Run, WritePlan

ALL = ["LLCT-LSD", "KG-VHVN", "TT-TH", "TT-BCXB", "DVCCQNN", "DT-CH", "VP"]


@pytest.mark.parametrize(
    "arguments",
    [("all",), ("ALL",), ("--department", "all"), ("VP", "--department", "all")],
    ids=" ".join,
)
def test_all_departments_each_whole(arguments: tuple[str, ...], run: Run) -> None:
    tables = run("department", *arguments, "--data", "data", "-f", "json").json["tables"]
    assert list(dict.fromkeys(row["department"] for row in tables["lead"])) == ALL
    for code in ALL:
        one = run("department", code, "--data", "data", "-f", "json").json["tables"]
        for name, rows in one.items():
            of_all = [row for row in tables[name] if row["department"] == code]
            assert of_all == [{"department": code, **row} for row in rows]


def test_several_departments_by_the_option(run: Run) -> None:
    text = run("department", "-d", "vp", "-d", "tt th", "-d", "VP", "--data", "data").out
    heads = [line for line in text.splitlines() if line.endswith("ngày 24/11/2026")]
    assert heads == [
        "VĂN PHÒNG (VP) · ngày 24/11/2026",
        "PHÒNG TT - TH (TT-TH) · ngày 24/11/2026",
    ]


def test_the_other_filters_hold_in_every_part(run: Run) -> None:
    tables = run("department", "all", "--due", "Q1", "--data", "data", "-f", "json").json["tables"]
    deadlines = {row["deadline"] for row in tables["lead"]}
    assert deadlines == {"2026-01-31", "2026-02-28", "2026-03-31"}


def test_sorted_and_limited_in_every_part(run: Run) -> None:
    arguments = ("department", "all", "--sort", "-id", "--limit", "1", "--columns", "id")
    rows = run(*arguments, "--data", "data", "-f", "json").json["tables"]["lead"]
    assert len(rows) == 7
    assert rows[-1]["id"] == "T12-12"


def test_a_screen_has_late_rows_once(run: Run) -> None:
    arguments = ("department", "tt-th", "--month", "3", "--data", "data")
    shown = run(*arguments, env={"COLUMNS": "100"}).out
    late = [row["id"] for row in run(*arguments, "-f", "json").json["tables"]["overdue"]]
    assert len(late) == 11
    assert all(shown.count(row) == 1 for row in late)
    assert "QUÁ HẠN (11)" in run(*arguments, "-f", "md").out
    assert shown.endswith("quá hạn 11, trên 165 nhiệm vụ\n")


def test_the_paper_of_a_department(portfolio: Portfolio) -> None:
    selection = select_all(portfolio, Position(parse_date("2026-03-31"), closed=True))
    made = build("department", selection, codes=("DVCCQNN",))
    assert made.letterhead == Letterhead(
        form="party",
        banner=("ĐẢNG CỘNG SẢN VIỆT NAM",),
        agency="Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng",
        unit="Phòng DVCCQNN, DT-TG",
        title="DANH MỤC NHIỆM VỤ CỦA PHÒNG DVCCQNN, DT-TG",
        basis="Theo Kế hoạch số 31-KH/BTGDVTU, ngày 10/02/2026",
        enclosed="Kèm theo Kế hoạch số 31-KH/BTGDVTU, ngày 10/02/2026 của Ban Tuyên giáo và Dân vận"
        " Thành ủy Hải Phòng",
        signatures=("NGƯỜI LẬP BIỂU", "LÃNH ĐẠO ĐƠN VỊ"),
    )


@pytest.mark.parametrize(
    ("number", "head"),
    [
        ("31-KH/TU", ("*", "ĐẢNG CỘNG SẢN VIỆT NAM")),
        ("31/KH-UBND", ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")),
        ("KH 31", ()),
    ],
)
def test_the_head_is_that_of_the_body(
    number: str, head: tuple[str, ...], run: Run, write_plan: WritePlan
) -> None:
    plan = (
        f"plan: {{year: 2026, number: {number}, date: 2026-01-05, title: T, agency: Cơ quan}}\n"
        "departments: [{code: VP, name: Văn phòng}]\n"
    )
    folder = write_plan([{"id": "T01-01", "task": "Việc", "lead": "VP"}], plan=plan)
    out = folder.parent / "a.pdf"
    assert run("list", "--data", folder, "-o", out).status == 0
    from tests.support.readback import read_back, without_blanks

    said = read_back("pdf", out.read_bytes())
    assert said.startswith(without_blanks("".join(("CƠ QUAN", *head, "………, ngày"))))


@pytest.mark.parametrize(
    ("facts", "finish"),
    [
        ({"due": "2026-02"}, "Tháng 02"),
        ({"due": "2026-10"}, "Tháng 10"),
        ({"due": "2027-01"}, "Tháng 01/2027"),
        ({"due": "2026-Q1"}, "Quý I/2026"),
        ({"due": "2026-03-15"}, "15/03/2026"),
        (
            {"due": "2026-03", "due_text": "Tháng 3 (BTVTU cho ý kiến)"},
            "Tháng 3 (BTVTU cho ý kiến)",
        ),
        ({"due_text": "Theo KH của TW"}, "Theo KH của TW"),
        ({}, ""),
    ],
)
def test_the_finish_as_the_paper_writes_it(
    facts: dict[str, str], finish: str, run: Run, write_plan: WritePlan
) -> None:
    assert printed(facts, run, write_plan) == finish


def test_a_deadline_that_moved_is_said(run: Run, write_plan: WritePlan) -> None:
    moved = [{"to": "2026-05", "on": "2026-03-20", "reason": "chờ"}]
    facts = {"due": "2026-03", "extensions": moved}
    assert printed(facts, run, write_plan) == "Tháng 3\n(gia hạn: Tháng 5)"
    assert printed({"extensions": moved}, run, write_plan) == "(ấn định: Tháng 5)"


def printed(facts: object, run: Run, write_plan: WritePlan) -> str:
    """Return the finish of a task on the Word paper of its list."""
    import docx

    row = {"id": "T01-01", "task": "Việc", "lead": "VP", "start": "2026-01"}
    folder = write_plan([{**row, **facts}])  # type: ignore[dict-item]
    out = folder.parent / "a.docx"
    assert run("list", "--data", folder, "-o", out).status == 0
    table = docx.Document(str(out)).tables[1]
    place = [cell.text for cell in table.rows[0].cells].index("KẾT THÚC")
    text: str = table.rows[-1].cells[place].text
    return text


@pytest.mark.parametrize("arguments", [("list",), ("department", "VP")], ids=" ".join)
def test_a_working_list_on_paper_has_the_state_of_each_row(
    arguments: tuple[str, ...], run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    import docx

    row = {"task": "Việc", "lead": "VP", "start": "2026-01"}
    folder = write_plan(
        [
            {"id": "T01-01", **row, "due": "2026-02"},
            {"id": "T01-02", **row, "due": "2026-02", "completed": "2026-03-05"},
            {"id": "T01-03", **row, "due_text": "Theo KH của TW"},
        ]
    )
    out = tmp_path / "a.docx"
    assert run(*arguments, "--month", "3", "--data", folder, "-o", out).status == 0
    head, _, *rows = docx.Document(str(out)).tables[1].rows
    place = [cell.text for cell in head.cells].index("TÌNH TRẠNG")
    states = [row.cells[place].text for row in rows]
    assert states == ["quá hạn 31 ngày", "hoàn thành quá hạn", "chưa báo cáo"]
