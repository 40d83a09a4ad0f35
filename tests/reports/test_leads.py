"""Who leads: by any name, several at once; each has the row, totals count it once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from tests.support.asker import TODAY, Asker, write
from tests.support.random_plans import DATA, plans, positions
from tests.support.reckoning import Record, ReportPosition, leads, state

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

PLAN = """\
plan: {year: 2026, number: 10/KH-UBND, date: 2026-01-05, title: Thử, agency: UBND xã}
departments:
  - {code: VP, name: Văn phòng}
  - {code: KT, name: Phòng Kinh tế, aliases: [P.KT]}
  - {code: VHKT, name: "Phòng Văn hóa, Khoa học và Thông tin"}
groups:
  - {name: Các phòng chuyên môn, members: [phòng kinh tế, VHKT]}
"""
ROWS = """\
  - {id: T03-01, task: Một, lead: Phòng Kinh tế, start: 2026-03, due: 2026-03}
  - {id: T03-02, task: Hai, lead: p.kt, start: 2026-03, due: 2026-03}
  - {id: T03-03, task: Ba, lead: [VP, kt], start: 2026-03, due: 2026-03}
  - {id: T03-04, task: Bốn, lead: Các phòng chuyên môn, start: 2026-03, due: 2026-03}
  - id: T03-05
    task: Năm
    lead: "Phòng Văn hóa, Khoa học và Thông tin; Phòng Kinh tế"
    lead_text: Phòng VHKT, P.KT
    coordinating: ["Các phòng chuyên môn, Văn phòng"]
    start: 2026-03
    due: 2026-03
  - {id: TX-01, task: Sáu, lead: [VHKT, VP], repeat: month, log: {2026-01: 2026-01-30}}
"""
INSPECTIONS = "  - {id: KT-01, content: Kiểm tra, lead: [vp, kt], start: 2026-03, due: 2026-03}\n"
LEADS = {
    "T03-01": ["KT"],
    "T03-02": ["KT"],
    "T03-03": ["VP", "KT"],
    "T03-04": ["KT", "VHKT"],
    "T03-05": ["VHKT", "KT"],
    "TX-01": ["VHKT", "VP"],
}
NOTE = "nhiệm vụ có nhiều đơn vị chủ trì, tính cho từng đơn vị; tổng số chỉ tính một lần"
AT = ("--month", "4")


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(ROWS, INSPECTIONS, plan=PLAN)


def led_by(code: str, prefix: str = "") -> list[str]:
    return [row for row, codes in LEADS.items() if code in codes and row.startswith(prefix)]


def test_a_file_names_leads_as_a_command_line_does(run: Run, folder: Path) -> None:
    assert run("validate", folder).status == 0
    rows = run("list", "--data", folder, "-f", "json").json["tables"]["tasks"]
    assert {row["id"]: row["leads"] for row in rows} == LEADS
    assert {row["id"]: row["lead"] for row in rows} == {k: v[0] for k, v in LEADS.items()}
    five = rows[4]
    assert (five["lead_text"], five["coordinating_departments"]) == ("Phòng VHKT, P.KT", ["VP"])
    assert five["coordinating"] == ["Các phòng chuyên môn, Văn phòng"]


def test_each_lead_has_the_row_in_its_lists(run: Run, folder: Path) -> None:
    data = ("--data", folder, "-f", "json", *AT)
    for code in ("VP", "KT", "VHKT"):
        for command in ("list", "timeline"):
            tables = run(command, "-d", code, *data).json["tables"]
            rows = tables["tasks" if command == "list" else "timeline"]
            assert [row["id"] for row in rows] == led_by(code)
        late = run("overdue", "-d", code, *data).json["tables"]
        assert [row["id"] for row in late["overdue"]] == led_by(code, "T0")
        assert [row["id"] for row in late["recurring"]] == led_by(code, "TX")
        assert [row["leads"] for row in late["inspections"]] == [["VP", "KT"]] * (code != "VHKT")
        own = run("department", code, *data).json["tables"]
        assert [row["id"] for row in own["lead"]] == led_by(code, "T0")
        assert [row["id"] for row in own["regular"]] == led_by(code, "TX")
    letters = run("remind", *data).json["tables"]
    counts = {row["department"]: row["overdue"] for row in letters["departments"]}
    assert counts == {"VP": 1, "KT": 5, "VHKT": 2}


def test_a_row_of_two_that_are_asked_for_is_there_once(run: Run, folder: Path) -> None:
    rows = run("list", "-d", "VP", "-d", "kt", "--data", folder, "-f", "json").json
    assert [row["id"] for row in rows["tables"]["tasks"]] == list(LEADS)
    group = run("list", "-d", "các phòng chuyên môn", "--data", folder, "-f", "json").json
    assert group["filter"] == {"department": ["KT", "VHKT"]}
    assert [row["id"] for row in group["tables"]["tasks"]] == list(LEADS)


@pytest.mark.parametrize(
    "line",
    [
        ("workload",),
        ("workload", "--by", "department"),
        ("summary",),
        ("overdue",),
        ("upcoming", "--within", "300", "--as-of", "1/3/2026"),
        ("report", "2026-03"),
        ("clarity",),
    ],
    ids=" ".join,
)
def test_what_counts_by_department_says_that_rows_count_for_each(
    line: tuple[str, ...], run: Run, folder: Path
) -> None:
    at = () if "--as-of" in line or line[0] == "report" else AT
    count = 3 if line[0] in ("overdue", "upcoming") else 4
    assert f"{count} {NOTE}" in " ".join(run(*line, "--data", folder, *at).out.split())
    assert NOTE not in run(*line, "--data", folder, "--id", "T03-01", *at).out


def test_totals_count_a_row_once(run: Run, folder: Path) -> None:
    out = run("workload", "--data", folder).out
    assert next(line for line in out.splitlines() if "Cộng" in line).split()[-2:] == ["1", "6"]
    tables = run("report", "2026-03", "--data", folder, "-f", "json").json["tables"]
    assert [(r["department"], r["total"], r["due"]) for r in tables["figures"]] == [
        (None, 6, 5), ("VP", 2, 1), ("KT", 5, 5), ("VHKT", 3, 2),
    ]  # fmt: skip


def test_screens_and_papers_name_all_of_them(run: Run, folder: Path) -> None:
    lines = run("list", "--data", folder, "--columns", "id,lead").out.splitlines()
    told = dict(line.strip().split("   ", 1) for line in lines if line.startswith(" T"))
    assert told["T03-03"].strip() == "VP; KT"
    assert told["T03-04"].strip() == "Các phòng chuyên môn"
    html = run("list", "--data", folder, "-f", "html").out
    assert "Văn phòng; Phòng Kinh tế" in html or "VP; KT" in html
    calendar = run("list", "--data", folder, "-f", "ics").out
    assert "CATEGORIES:VP,KT" in calendar


def test_only_what_matches_nothing_is_a_finding(run: Run, write_plan: WritePlan) -> None:
    rows = """\
  - {id: T03-01, task: Một, lead: Các phòng chuyên mon khac, start: 2026-03, due: 2026-03}
  - {id: T03-02, task: Hai, lead: [VP, Sở Y tế], start: 2026-03, due: 2026-03}
  - {id: T03-03, task: Ba, lead: "VP, Sở Y tế", start: 2026-03, due: 2026-03}
  - id: T03-04
    task: Bốn
    lead: [Phòng Văn hóa, Khoa học và Thông tin]
    start: 2026-03
    due: 2026-03
  - id: T03-05
    task: Năm
    lead: VP
    coordinating: [Sở Y tế, Phòng Văn hóa, Khoa học và Thông tin, KT]
    steps: [{text: Bước, due: 2026-03, lead: Phòng Kinh te}, {text: Hai, lead: Sở Y tế}]
  - id: T03-06
    task: Sáu
    lead: VP
    steps: [{text: Hội nghị, hội thảo, due: 2026-03}, {text: Hai, lead: VP, due_: 2026-03}]
"""
    plan = (
        PLAN + "  - {name: Các phòng, khoa, members: [Phòng Văn hóa, Khoa học và Thông tin, XX]}\n"
    )
    found = run("validate", write_plan(rows, plan=plan), "-f", "json").json["tables"]["findings"]
    braces = "dấu phẩy trong { } ngăn các khóa, đặt cả nội dung trong dấu nháy"
    quote = 'đặt cả tên trong dấu nháy: "Phòng Văn hóa, Khoa học và Thông tin"'
    assert [(f["line"], f["column"], f["code"], f["hint"]) for f in found] == [
        (8, 23, "unknown-key", f'{braces}: name: "Các phòng, khoa"'),
        (8, 39, "unknown-department", quote),
        (8, 77, "unknown-department", None),
        (2, 35, "unknown-department", 'có phải "Các phòng chuyên môn"?'),
        (3, 40, "unknown-department", None),
        (4, 34, "unknown-department", None),
        (7, 12, "unknown-department", quote),
        (13, 29, "split-unit", quote),
        (14, 80, "unknown-department", None),
        (18, 30, "unknown-key", f'{braces}: text: "Hội nghị, hội thảo"'),
        (18, 77, "unknown-key", 'có phải "due"?'),
    ]  # fmt: skip


def test_a_plan_without_its_own_file_keeps_the_words(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(ROWS, plan=None)
    rows = run("list", "--data", folder, "-f", "json").json["tables"]["tasks"]
    assert [row["leads"] for row in rows][:4] == [
        ["Phòng Kinh tế"], ["p.kt"], ["VP", "kt"], ["Các phòng chuyên môn"],
    ]  # fmt: skip


def test_several_names_of_a_lead_are_no_misspelling(run: Run, write_plan: WritePlan) -> None:
    row = {"id": "T03-01", "task": "Một.", "lead": "KT", "start": "2026-03", "due": "2026-03"}
    texts = ("Phòng Kinh tế; Văn phòng", "Phòng Kinh tế; Sở Y tế")
    for text, count in zip(texts, (0, 1), strict=True):
        folder = write_plan([{**row, "lead_text": text}], plan=PLAN)
        assert run("lint", "--data", folder).out.count("[body-spelling]") == count


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("leads")
    (made / "plan_2026.yaml").write_bytes((DATA / "plan_2026.yaml").read_bytes())
    return made


@pytest.mark.uncounted
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans(), positions())
def test_figures_by_lead_are_a_plain_count_and_totals_are_rows(
    run: Run, drawn: Path, plan: tuple[list[Record], list[Record]], at: ReportPosition
) -> None:
    tasks, inspections = plan
    write(drawn, "tasks", tasks)
    write(drawn, "inspections", inspections)
    ask = Asker(run, drawn, at)
    expected = Counter(code for row in tasks for code in leads(row))
    for line in (("summary",), ("workload", "--by", "department"), ("clarity",)):
        table = ask(*line)["groups" if "--by" in line else "departments"]
        assert +Counter({row["department"]: row["total"] for row in table}) == expected
    carried = [row for row in tasks if state(row, at) != "cancelled"]
    loads = ask("workload")["workload"]
    assert +Counter({row["department"]: row["total"] for row in loads}) == Counter(
        code for row in carried for code in leads(row)
    )
    today = str(TODAY if at.options else at.day)
    shown = run(
        "workload", "--data", drawn, *at.options, today=today, env={"COLUMNS": "400"}
    ).out.splitlines()
    [total] = [line.split()[-1] for line in shown if line.strip().startswith("Cộng")]
    assert int(total.replace("·", "0")) == len(carried)


def test_a_step_may_have_leads_of_its_own(run: Run, write_plan: WritePlan) -> None:
    steps = [{"text": "Dự thảo", "lead": ["vp", "Phòng Kinh tế"]}, {"text": "Trình"}]
    row = {"id": "T03-01", "task": "Một", "lead": "KT", "start": "2026-03", "steps": steps}
    folder = write_plan([row], plan=PLAN)
    assert run("validate", folder).status == 0
    [told] = run("list", "--data", folder, "-f", "json").json["tables"]["tasks"]
    assert [(step["lead"], step["leads"]) for step in told["steps"]] == [
        ("VP", ["VP", "KT"]), (None, []),
    ]  # fmt: skip
