"""What is printed names departments as the plan does: codes are for screens and programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.readback import read_back, without_blanks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, RunResult, WritePlan

CODES = ("LLCT-LSD", "KG-VHVN", "TT-BCXB", "DT-CH")  # no wording of the shipped plan has these
REPORTS = (
    "list", "list --columns id,task,lead,leads,coordinating_departments", "department all",
    "overdue", "upcoming", "workload", "calendar --month 3", "timeline", "inspections", "summary",
    "clarity", "remind", "changes --from 2026-01-01", "show T01-01 T02-05 TX-14", "report Q1",
    "list --department DT-CH --coordinating LLCT-LSD",
)  # fmt: skip


@pytest.mark.uncounted
@pytest.mark.parametrize("report", REPORTS)
def test_no_code_of_a_department_is_printed(report: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    assert run(*report.split(), "--data", "data", "-o", out, today="2026-04-10").status == 0
    said = read_back("docx", out.read_bytes())
    assert [code for code in CODES if code in said] == []
    assert "Bộlọc" not in said


def printed(run: Run, tmp_path: Path, *arguments: object) -> str:
    """Return what a report says on paper, without blanks."""
    out = tmp_path / "a.docx"
    ran: RunResult = run(*arguments, "-o", out, today="2026-04-10")
    assert ran.status == 0, ran.err
    return read_back("docx", out.read_bytes())


def test_what_is_counted_and_chosen_stands_by_names(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    rows: list[dict[str, object]] = [
        {"id": "T03-01", "task": "Một", "lead": "DT-CH", "start": "2026-03", "due": "2026-03"},
        {
            "id": "T03-02", "task": "Hai", "lead": ["TT-BCXB", "VP"], "start": "2026-03",
            "due": "2026-03", "coordinating": ["Các phòng CM"],
        },
    ]  # fmt: skip
    folder = write_plan(rows)
    late = printed(run, tmp_path, "overdue", "--data", folder)
    assert "2trên2nhiệmvụquáhạn:PhòngTT,BC-XB1·PhòngĐT&CH1·Vănphòng1;1nhiệmvụcónhiều" in late
    chosen = ("list", "--department", "DT-CH", "--state", "quá hạn", "--data", folder)
    assert "Phạmvi:chủtrìPhòngĐT&CH;trạngtháiquáhạn" in printed(run, tmp_path, *chosen)
    columns = ("list", "--columns", "leads,coordinating_departments", "--data", folder)
    names = "PhòngTT,BC-XB;Vănphòng\nPhòngLLCT,LSĐ;".replace("\n", "")
    assert names in printed(run, tmp_path, *columns)


@pytest.mark.uncounted
@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_no_code_of_a_row_stands_on_what_is_signed(name: str, run: Run, tmp_path: Path) -> None:
    """The papers of a department, appendices and reports; working lists have codes."""
    out = tmp_path / f"a.{name}"
    signed = ("department all", "list --appendix 1", "report Q1", "report Q1 -d VP")
    for report in (*signed, "list"):
        ran = run(*report.split(), "--data", "data", "-o", out, today="2026-04-10")
        assert ran.status == 0, ran.err
        found = re.findall(r"(?:T(?:0\d|1[0-2])|TX|KT)-\d\d", read_back(name, out.read_bytes()))
        assert bool(found) == (report == "list"), report


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ("list", "LÃNH ĐẠO DUYỆT"),
        ("remind --department VP", "LÃNH ĐẠO DUYỆT"),
    ],
)
def test_what_is_printed_around_the_rows(report: str, said: str, run: Run, tmp_path: Path) -> None:
    assert without_blanks(said) in printed(run, tmp_path, *report.split(), "--data", "data")


def test_letters_of_which_none_is_needed_are_a_paper_that_says_so(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    said = printed(run, tmp_path, "remind", "--data", write_plan())
    assert without_blanks("Không có việc nào cần nhắc.") in said


def test_lists_of_several_departments_are_one_page(run: Run) -> None:
    page = run("department", "all", "--data", "data", "-f", "html").out
    assert "<title>DANH SÁCH CỦA CÁC ĐƠN VỊ</title>" in page
