"""A plan of its own sections: filtered, counted, and under its own headings in every format."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PLAN_TEMPLATE, ROOT
from tests.support.readback import workbook_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, RunResult, WritePlan

FOLDER = ROOT / "tests/plans/sections"
HEADINGS = [
    "I. Thể chế, chỉ đạo, điều hành", "II. Hạ tầng số", "III. Dữ liệu",
    "Phần A. Truyền thông, hỗ trợ người dân",
]  # fmt: skip
IDS = ["I-1", "I-2", "II-3", "II-12", "II-12a", "III-2.1", "III-2.10", "A-9"]


@pytest.fixture
def ask(run: Run) -> Any:
    def call(*line: object) -> RunResult:
        ran = run(*line, "--data", FOLDER, today="2026-09-16")
        assert (ran.status, ran.err) == (0, "")
        return ran

    return call


@pytest.fixture
def written(run: Run, tmp_path: Path) -> Any:
    """Return the bytes of a report in a format."""

    def call(suffix: str, *line: object) -> bytes:
        out = tmp_path / f"a.{suffix}"
        ran = run(*line, "--data", FOLDER, "-o", out, today="2026-09-16")
        assert ran.status == 0, ran.err
        return out.read_bytes()

    return call


def listed(ran: RunResult) -> list[str]:
    return [row["id"] for row in ran.json["tables"]["tasks"]]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        (["II"], ["II-3", "II-12", "II-12a"]),
        (["du lieu", "a,T12"], ["III-2.1", "III-2.10", "A-9", "T12-01"]),
        (["t3"], []),
        (["TX"], ["TX-01", "TX-02", "TX-03"]),
        (["Thể chế, chỉ đạo, điều hành"], ["I-1", "I-2"]),
    ],
)
def test_rows_of_some_sections(ask: Any, typed: list[str], ids: list[str]) -> None:
    options = [word for text in typed for word in ("--section", text)]
    assert listed(ask("list", *options, "-f", "json")) == ids


def test_the_filter_is_told_and_holds_for_every_report(ask: Any) -> None:
    shown = ask("overdue", "--section", "ii", "--month", "9")
    assert "phạm vi: mục II" in shown.out
    assert ask("overdue", "--section", "ii", "-f", "json").json["filter"] == {"section": ["II"]}
    ids = re.findall(r"^ (\S+-\S+) ", shown.out, re.MULTILINE)
    assert ids == ["II-12"]


@pytest.mark.parametrize("report", ["summary", "overdue", "workload"])
def test_the_groups_are_the_sections_in_their_order(ask: Any, report: str) -> None:
    rows = ask(report, "--by", "section", "--month", "10", "-f", "json").json["tables"]["groups"]
    assert [(row["section"], row["total"]) for row in rows] == [
        ("T12", 1), ("I", 2), ("II", 3), ("III", 2), ("A", 1), ("TX", 3),
    ]  # fmt: skip
    assert [row["name"] for row in rows][1:5] == HEADINGS
    assert rows[0]["name"] == "Tháng 12"
    assert rows[2]["overdue"] == 2


def test_months_are_sections_too(run: Run) -> None:
    line = ("summary", "--by", "section", "--data", "data", "-f", "json")
    rows = run(*line).json["tables"]["groups"]
    (whole,) = run("summary", "--data", "data", "-f", "json").json["tables"]["figures"]
    assert [row["section"] for row in rows] == [f"T{n:02}" for n in range(1, 13)] + ["TX"]
    assert sum(row["overdue"] for row in rows) == whole["overdue"]


def test_an_empty_finish_is_regular_work_only_where_the_section_says_so(
    run: Run, write_plan: WritePlan
) -> None:
    rows = [{"id": name, "task": "Việc", "lead": "VP"} for name in ("NV-1", "TX-01", "NV-2")]
    folder = write_plan(rows)
    for cache in ("off", None):
        ran = run("list", "--data", folder, "-f", "json", env={"KHTGDV_CACHE": cache})
        kinds = [row["kind"] for row in ran.json["tables"]["tasks"]]
        assert kinds == ["undated", "continuous", "undated"]
    assert "NV-2" in run("overdue", "--data", folder).out
    assert "thiếu thời hạn 2" in run("lint", folder, "--rule", "missing-deadline").out


def test_ids_and_sections_sort_in_the_order_of_the_paper(ask: Any) -> None:
    ordered = ["T12-01", *IDS, "TX-01", "TX-02", "TX-03"]
    assert listed(ask("list", "--sort", "id", "-f", "json")) == ordered
    assert listed(ask("list", "--sort", "-id", "-f", "json")) == ordered[::-1]
    by_section = ask("list", "--sort", "section", "-f", "json")
    assert listed(by_section) == ordered


def test_a_screen_has_the_headings_and_sorting_takes_them_away(ask: Any) -> None:
    lines = [line.strip() for line in ask("list").out.splitlines()]
    places = [lines.index(heading) for heading in HEADINGS]
    rows = [next(n for n, line in enumerate(lines) if line.startswith(f"{i} ")) for i in IDS]
    assert rows[0] > places[0]
    assert [sum(place < row for place in places) for row in rows] == [1, 1, 2, 2, 2, 3, 3, 4]
    assert HEADINGS[0] not in ask("list", "--sort", "deadline").out
    assert "II. Hạ tầng số" in ask("show", "ii12a").out


def test_markdown_has_a_part_for_each_section(ask: Any) -> None:
    text = ask("list", "-f", "md").out
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [
        *HEADINGS, "Tháng 12", "Nhiệm vụ thường xuyên, định kỳ", "Nhiệm vụ có thời hạn",
    ]  # fmt: skip
    assert text.count("| Mã |") == 7
    of_department = ask("department", "KT", "-f", "md").out
    assert "### II. Hạ tầng số" in of_department


def test_paper_has_the_headings_and_the_numbers_of_the_paper(written: Any) -> None:
    import docx

    document = docx.Document(io.BytesIO(written("docx", "list")))
    lines = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    groups = [n for n, cells in enumerate(lines) if len(set(cells)) == 1]
    assert [lines[n][0] for n in groups][:4] == HEADINGS
    numbers = [lines[n][0] for n in range(1, groups[4]) if n not in groups]
    assert numbers == ["1", "2", "3", "12", "12a", "2.1", "2.10", "9"]


def test_a_row_with_a_deadline_is_not_under_regular_work(written: Any) -> None:
    import docx

    document = docx.Document(io.BytesIO(written("docx", "list", "--section", "TX")))
    firsts = [row.cells[0].text for row in document.tables[1].rows]
    assert firsts[1:] == [
        "Nhiệm vụ thường xuyên, định kỳ", "1\nTX-01", "2\nTX-03", "Nhiệm vụ có thời hạn",
        "1\nTX-02",
    ]  # fmt: skip


def test_a_workbook_has_the_headings_between_its_rows(written: Any) -> None:
    rows = workbook_sheets(written("xlsx", "list"))["Danh sách nhiệm vụ"]
    firsts = [str(row[0]) for row in rows]
    start = firsts.index("Mã")
    assert firsts[start + 1 : start + 5] == [HEADINGS[0], "I-1", "I-2", HEADINGS[1]]
    assert all(heading in firsts for heading in HEADINGS)


def test_a_page_has_the_headings_across_its_columns(written: Any) -> None:
    page = written("html", "list").decode()
    cells = re.findall('<th scope="?(?:colgroup" colspan="6"|row class="k-id")>([^<]*)<', page)
    assert cells == [
        HEADINGS[0], "I-1", "I-2", HEADINGS[1], "II-3", "II-12", "II-12a", HEADINGS[2], "III-2.1",
        "III-2.10", HEADINGS[3], "A-9", "Tháng 12", "T12-01", "Nhiệm vụ thường xuyên, định kỳ",
        "TX-01", "TX-03", "Nhiệm vụ có thời hạn", "TX-02",
    ]  # fmt: skip


def test_a_pdf_has_the_headings(written: Any) -> None:
    from pypdf import PdfReader

    text = "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO(written("pdf", "list"))).pages
    )
    assert [line for line in text.splitlines() if line in HEADINGS] == HEADINGS


def test_a_calendar_names_rows_by_their_ids(ask: Any) -> None:
    uids = re.findall("UID:(.*)@", ask("list", "-f", "ics").out)
    assert {"I-1", "II-12a", "III-2.1"} <= set(uids)
    assert len(uids) == len(set(uids))


def test_a_dataset_has_the_section(run: Run, tmp_path: Path) -> None:
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    assert run("export", "-f", "parquet", "--data", FOLDER, "-o", tmp_path / "kho").status == 0
    (file,) = (tmp_path / "kho" / "tasks").rglob("*.parquet")
    table = pq.read_table(file).to_pydict()
    pairs = dict(zip(table["id"], table["section"], strict=True))
    assert (pairs["II-12a"], pairs["T12-01"], pairs["A-9"]) == ("II", "T12", "A")


def test_a_plan_numbered_from_one_has_its_numbers_and_no_headings(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    import docx

    rows = [{"id": f"NV-{n}", "task": f"Việc {n}", "lead": "VP"} for n in ("1", "2a", "10")]
    folder = write_plan(rows)
    out = tmp_path / "a.docx"
    assert run("list", "--data", folder, "-o", out).status == 0
    table = docx.Document(str(out)).tables[1]
    assert [row.cells[0].text for row in table.rows] == ["TT", "1", "2a", "10"]
    assert listed(run("list", "--data", folder, "--id", "2A,10", "-f", "json")) == [
        "NV-2a",
        "NV-10",
    ]


def test_numbered_rows_beside_sections_do_not_stand_under_the_last_of_these(
    run: Run, write_plan: WritePlan
) -> None:
    plan = PLAN_TEMPLATE + "sections: [{code: I, heading: Thể chế}]\n"
    rows = [{"id": row, "task": "Việc.", "lead": "VP", "due": "2026-03"} for row in ("I-1", "NV-2")]
    ran = run("list", "-f", "md", "--data", write_plan(rows, plan=plan))
    assert re.findall(r"^## (.+)|^\| (\S+-\d) ", ran.out, re.MULTILINE) == [
        ("I. Thể chế", ""), ("", "I-1"), ("Nhiệm vụ", ""), ("", "NV-2"),
    ]  # fmt: skip


def test_plans_that_call_a_section_by_different_headings(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    rows = [{"id": "I-1", "task": "Việc", "lead": "VP", "due": "2026-06"}]
    for name, heading in (("a", "Thể chế"), ("b", "Hạ tầng"), ("c", "Thể chế")):
        sections = f"sections: [{{code: I, heading: {heading}}}]\n"
        plan = PLAN_TEMPLATE.format(year=2026) + sections
        write_plan(rows, folder=tmp_path / "xã" / name, plan=plan)
    shown = run("summary", "--by", "section", "--data", tmp_path / "xã", "-f", "json")
    (group,) = shown.json["tables"]["groups"]
    assert (group["name"], group["total"]) == ("I. Thể chế / Hạ tầng", 3)
    assert listed(run("list", "--section", "i", "--data", tmp_path / "xã", "-f", "json")) == [
        "I-1", "I-1", "I-1",
    ]  # fmt: skip
