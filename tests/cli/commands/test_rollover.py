"""`rollover` makes next year's plan from this one, as a draft; the old one stays as it is."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from khtgdv.cli.commands import rollover
from khtgdv.diagnostics import Diagnostic, Span
from khtgdv.schedule.status import REGULAR_KINDS
from khtgdv.source.load.load import load_plan
from khtgdv.source.load.result import LoadResult
from tests.conftest import PLAN_TEMPLATE, ROOT, as_yaml
from tests.support.random_plans import shipped_rows, with_facts

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan
    from tests.support.reckoning import Record

RECORDS = {
    "started", "progress", "completed", "result", "extensions", "cancelled", "log", "visits",
}  # fmt: skip
TASKS, INSPECTIONS = shipped_rows("tasks"), shipped_rows("inspections")


def read(folder: Path, name: str) -> Any:
    text = (folder / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - builds texts only


@dataclass
class RecordedPlan:
    """The shipped plan with facts; `facts` are the rows that have any, for who reads a failure."""

    tasks: list[Record] = field(repr=False)
    inspections: list[Record] = field(repr=False)
    facts: list[Record]


@st.composite
def recorded_plan(draw: st.DrawFn) -> RecordedPlan:
    """Draw the shipped plan with random facts on some of its rows."""
    places = draw(st.sets(st.integers(2, len(TASKS) - 1), max_size=9))
    tasks = [
        draw(with_facts(row)) if n in places and row["id"] not in ("TX-01", "TX-02") else row
        for n, row in enumerate(TASKS)
    ]
    inspections = [draw(with_facts(row)) for row in INSPECTIONS]
    facts = [row for n, row in enumerate(tasks) if n in places]
    return RecordedPlan(tasks, inspections, facts)


def is_done(row: Record) -> bool:
    if "units" in row and "completed" not in row:
        names = {name for units in row["units"] for name in units["names"]}
        return names <= set(row.get("visits", {}))
    return "completed" in row


def is_left(row: Record) -> bool:
    return not is_done(row) and "cancelled" not in row


@pytest.mark.uncounted
@settings(max_examples=int(os.environ.get("KHTGDV_EXAMPLES", "5")))
@given(plan=recorded_plan(), choice=st.sampled_from(["regular", "unfinished", "all"]))
def test_no_row_is_lost_or_doubled(run: Run, plan: RecordedPlan, choice: str) -> None:
    tasks, inspections = plan.tasks, plan.inspections
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan_2026.yaml").write_bytes((ROOT / "data/plan_2026.yaml").read_bytes())
        for kind, rows in (("tasks", tasks), ("inspections", inspections)):
            text = as_yaml(kind, rows)
            (folder / f"{kind}_2026.yaml").write_text(text, encoding="utf-8")
        old_bytes = [path.read_bytes() for path in sorted(folder.glob("*_2026.yaml"))]
        ran = run("rollover", "--data", folder, "--year", "2027", "--rows", choice)
        assert ran.status == 0, ran.err
        assert [path.read_bytes() for path in sorted(folder.glob("*_2026.yaml"))] == old_bytes
        checked = run("validate", folder)
        assert checked.status == 0, checked.out
        # An extension decided later than today gives a continuous row a deadline: judge at the end.
        listed = run(
            "list", "--data", folder, "--year", "2026", "--as-of", "2030-12-31", "--format", "json"
        ).json
        kinds = {row["id"]: row["kind"] for row in listed["tables"]["tasks"]}
        regular = {
            row["id"]
            for row in tasks
            if row["id"].startswith("TX-") or kinds[row["id"]] in REGULAR_KINDS
        }
        taken = {
            row["id"]
            for row in (*tasks, *inspections)
            if choice == "all"
            or (row["id"] in regular and "cancelled" not in row)
            or (choice == "unfinished" and row["id"] not in regular and is_left(row))
        }
        new_tasks = read(folder, "tasks_2027")["tasks"]
        path = folder / "inspections_2027.yaml"
        new_inspections = read(folder, path.stem)["inspections"] if path.exists() else []
        new_ids = [row["id"] for row in (*new_tasks, *new_inspections)]
        assert new_ids == [row["id"] for row in (*tasks, *inspections) if row["id"] in taken]
        old = {row["id"]: row for row in (*tasks, *inspections)}
        for row in new_tasks:
            before = old[row["id"]]
            assert row["task"] == before["task"]
            assert not RECORDS & row.keys()
            left_over = is_left(before) and kinds[row["id"]] not in REGULAR_KINDS
            assert row.get("from") == (f"31-KH/BTGDVTU {row['id']}" if left_over else None)
            for key in ("start", "due"):
                assert row.get(key, "")[:4] == (
                    f"{int(before[key][:4]) + 1}" if key in before else ""
                )
        for row in new_inspections:
            assert not RECORDS & row.keys()
            notes = [f"Chuyển từ 31-KH/BTGDVTU {row['id']}"] if is_left(old[row["id"]]) else []
            assert row.get("notes", []) == notes
        assert run("rollover", "--data", folder, "--year", "2027").status == 1


def test_the_two_years_lie_side_by_side(run: Run, plan_folder: Path) -> None:
    ran = run("rollover", "--data", plan_folder, "--year", "2027", "--rows", "all")
    assert ran.out.startswith("Đã tạo dự thảo ở ")
    assert "plan_2027.yaml, tasks_2027.yaml, inspections_2027.yaml" in ran.out
    assert run("summary", "--data", plan_folder, "--year", "2026").out.count("DỰ THẢO") == 0
    draft = run("summary", "--data", plan_folder, "--year", "2027")
    assert draft.out.startswith("DỰ THẢO · ")
    assert "Kế hoạch dự thảo 2027" in draft.out
    assert run("fmt", "--check", plan_folder).status == 0
    shown = run("show", "T11-03", "--data", plan_folder, "--year", "2027")
    assert "31-KH/BTGDVTU T11-03" in shown.out
    again = run("rollover", "--data", plan_folder, "--year", "2027")
    assert again.status == 1
    assert "plan_2027.yaml đã có, không chép đè" in again.err


def test_what_the_office_has_to_decide_is_listed(run: Run, plan_folder: Path) -> None:
    run("done", "T03-12", "--on", "2026-03-20", "--data", plan_folder)
    run("cancel", "T03-11", "--reason", "thôi", "--on", "2026-03-20", "--data", plan_folder)
    ran = run("rollover", "--data", plan_folder, "--year", "2027", "--rows", "all", "--dry-run")
    assert "- việc năm cũ đã xong, năm mới có làm nữa không: T03-12\n" in ran.out
    assert "- việc năm cũ đã hủy, năm mới có làm nữa không: T03-11\n" in ran.out
    assert re.search(r"\n  tasks_2027\.yaml: T03-12: .*“Dân vận khéo” năm 2026\.\n", ran.out)
    assert ran.err == "Mới xem thử (--dry-run), chưa ghi gì.\n"
    assert not list(plan_folder.glob("*_2027.yaml"))


def test_years_in_wording_move_only_where_asked(
    run: Run, plan_folder: Path, tmp_path: Path
) -> None:
    titles = []
    for number, options in enumerate(((), ("--shift-years",))):
        folder = tmp_path / str(number)
        run("rollover", "--data", plan_folder, "--into", folder, "--rows", "all", *options)
        titles.append(read(folder, "plan_2027")["plan"]["title"])
    assert titles == [
        "Kế hoạch công tác tuyên giáo và dân vận năm 2026",
        "Kế hoạch công tác tuyên giáo và dân vận năm 2027",
    ]


def test_the_new_file_has_the_days_off_of_its_year(run: Run, plan_folder: Path) -> None:
    run("rollover", "--data", plan_folder, "--year", "2027")
    plan = read(plan_folder, "plan_2027")
    assert {entry["date"][:4] for entry in plan["holidays"]} == {"2027"}
    assert "Quốc khánh" in [entry["name"] for entry in plan["holidays"]]
    assert plan["plan"].keys().isdisjoint({"number", "date", "place"})
    assert plan["office"]["form"] == "party"
    assert plan["departments"][0] == {
        "code": "LLCT-LSD", "name": "Phòng LLCT, LSĐ", "aliases": ["Phòng LLCT-LSĐ"]
    }  # fmt: skip


def test_without_the_library_that_is_said(
    run: Run, plan_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    ran = run("rollover", "--data", plan_folder, "--year", "2027")
    assert (
        "- ngày nghỉ chưa ghi được: ghi tay vào holidays, hoặc cài thư viện rồi lập lại; "
        "cài bằng lệnh: "
    ) in ran.out
    assert "-m pip install --force-reinstall 'holidays>=0.109'" in ran.out
    assert "holidays" not in read(plan_folder, "plan_2027")


def spanned(span: str) -> str:
    text = PLAN_TEMPLATE.format(year=span[:4])
    return text.replace("  number:", f"  span: {span}\n  number:")


@pytest.mark.parametrize(
    ("span", "year", "new_span"),
    [
        ("2026-09..2027-08", 2027, "2027-09..2028-08"),
        ("2026..2030", 2031, "2031..2035"),
        ("2026-07-10..2026-11-30", 2027, "2027-07-10..2027-11-30"),
    ],
)
def test_a_span_moves_by_its_own_length(
    run: Run, write_plan: WritePlan, span: str, year: int, new_span: str
) -> None:
    rows = "- {id: T10-01, task: Việc., lead: VP, start: 2026-10, due: 2026-11}"
    folder = write_plan(rows, plan=spanned(span))
    assert run("rollover", "--data", folder).status == 0
    assert read(folder, f"plan_{year}")["plan"]["span"] == new_span
    (row,) = read(folder, f"tasks_{year}")["tasks"]
    assert (row["start"], row["due"]) == (f"{year}-10", f"{year}-11")
    assert run("validate", folder).status == 0


def test_a_plan_that_still_runs_is_not_rolled_over(run: Run, write_plan: WritePlan) -> None:
    rows = "- {id: T10-01, task: Việc., lead: VP, start: 2026-10, due: 2026-11}"
    folder = write_plan(rows, plan=spanned("2026..2030"))
    ran = run("rollover", "--data", folder, "--year", "2027")
    assert ran.status == 2
    assert "--year 2031" in ran.err


def test_a_leap_day_and_steps_and_a_fixed_day_of_a_rule(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(
        "- {id: T02-01, task: Việc., lead: VP, start: 2028-02, due: 2028-02-29,"
        " steps: [{text: Bước, due: 2028-02-29, completed: 2028-02-01, result: 1-BC}]}\n"
        "- {id: TX-01, task: Việc kỳ., lead: VP, repeat: {every: year, on: 06-15}}",
        year=2028,
        plan=PLAN_TEMPLATE.format(year=2028),
    )
    assert run("rollover", "--data", folder, "--year", "2029", today="2028-12-01").status == 0
    first, second = read(folder, "tasks_2029")["tasks"]
    assert (first["due"], first["steps"]) == ("2029-02-28", [{"text": "Bước", "due": "2029-02-28"}])
    assert second["repeat"] == {"every": "year", "on": "06-15"}
    assert "from" not in second


def test_related_rows_that_stay_behind_are_named_no_more(run: Run, plan_folder: Path) -> None:
    related = [r for row in INSPECTIONS for r in row.get("related", ())]
    run("done", related[0], "--on", "2026-10-20", "--data", plan_folder)
    assert run("rollover", "--data", plan_folder, "--year", "2027").status == 0
    kept = [
        r
        for row in read(plan_folder, "inspections_2027")["inspections"]
        for r in row.get("related", ())
    ]
    assert kept == related[1:]
    assert run("validate", plan_folder).status == 0


def test_a_plan_with_errors_is_mended_first(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- {id: T01-01, task: Việc., lead: KHÔNG CÓ}")
    ran = run("rollover", "--data", folder, "--year", "2027")
    assert ran.status == 1
    assert "chưa lập được kế hoạch sau" in ran.err
    assert not list(folder.glob("*_2027.yaml"))


def test_what_makes_no_sense_is_refused(run: Run, plan_folder: Path) -> None:
    assert run("rollover", "--data", plan_folder, "--rows", "mới").status == 2
    assert run("rollover", "--data", plan_folder, "--year", "2026").status == 2


def test_the_sample_goes_on_in_a_folder_of_ones_own(run: Run, tmp_path: Path) -> None:
    ran = run("rollover", "--year", "2027", cwd=tmp_path)
    assert ran.status == 2
    assert "--into" in ran.err
    assert run("rollover", "--year", "2027", "--into", "mới", cwd=tmp_path).status == 0


def test_the_manual_shows_what_the_command_says(run: Run, plan_folder: Path) -> None:
    page = (ROOT / "docs/su-dung/nam-moi.md").read_text(encoding="utf-8")
    ran = run("rollover", "--data", plan_folder, "--year", "2027", today="2026-12-15")
    (block,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    lines = [line for line in block.splitlines() if line != "…"]
    assert len(lines) > 8
    for line in lines[1:]:
        assert line in ran.out.splitlines()


COMPANY = """\
plan: {year: 2026, number: 02-NS/KH, date: 2026-01-05, title: Kế hoạch, agency: Công ty Minh Long}
departments: [{code: NS, name: Phòng Nhân sự, place: bảng 1}]
sections: [{code: I, heading: An toàn}]
"""


def test_a_plan_that_is_done_goes_on_without_rows(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    row = "- {id: I-1, task: Việc., lead: NS, start: 2026-01, due: 2026-01, completed: 2026-01-20}"
    folder = write_plan(row, plan=COMPANY)
    (tmp_path / "mới" / ".git").mkdir(parents=True)
    ran = run("rollover", "--data", folder, "--year", "2027", "--into", tmp_path / "mới")
    assert ran.status == 0
    assert "việc chưa xong, hạn mới" not in ran.out + ran.err
    assert (tmp_path / "mới" / ".gitattributes").is_file()
    new = read(tmp_path / "mới", "plan_2027")
    assert "office" not in new
    assert new["departments"] == [{"code": "NS", "name": "Phòng Nhân sự"}]
    assert new["sections"] == [{"code": "I", "heading": "An toàn"}]


def test_what_would_not_be_read_is_not_written(
    run: Run, plan_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = Diagnostic("tasks_2027.yaml", Span(3, 5), "missing-key", "thiếu khóa")
    broken = LoadResult(findings=(finding,))
    loads = list[int]()

    def load(*arguments: Any) -> LoadResult:
        loads.append(1)
        return load_plan(*arguments) if len(loads) == 1 else broken

    monkeypatch.setattr(rollover, "load_plan", load)
    ran = run("rollover", "--data", plan_folder, "--year", "2027")
    assert ran.status == 1
    assert ran.err == (
        "Chưa lập kế hoạch: tasks_2027.yaml:3: thiếu khóa.\n"
        "Sửa dòng ấy ở kế hoạch cũ rồi chạy lại\n"
    )
    assert not list(plan_folder.glob("*_2027.yaml"))
