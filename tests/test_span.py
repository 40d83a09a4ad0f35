"""Plans that are not of a calendar year: a school year, a hundred days, a programme of years."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PLAN_TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

SCHOOL_YEAR = [
    {"id": "T01-01", "task": "Sơ kết học kỳ I.", "lead": "VP", "start": "2027-01",
     "due": "2027-01-15"},
    {"id": "T09-01", "task": "Khai giảng.", "lead": "VP", "start": "2026-09", "due": "2026-09-05"},
    {"id": "TX-01", "task": "Họp hội đồng.", "lead": "VP", "repeat": "month"},
    {"id": "TX-02", "task": "Rà soát.", "lead": "TT-TH", "due_text": "Cả năm"},
]  # fmt: skip


def plan_of(span: str, year: int = 2026) -> str:
    return PLAN_TEMPLATE.format(year=year).replace("  number:", f"  span: {span}\n  number:")


@pytest.fixture
def school(write_plan: WritePlan) -> Path:
    return write_plan(SCHOOL_YEAR, plan=plan_of("2026-09..2027-08"))


@pytest.fixture
def ask(run: Run) -> Any:
    """Return the tables of a command, as JSON."""

    def call(*arguments: object, today: str = "2026-10-16") -> Any:
        ran = run(*arguments, "--format", "json", today=today)
        assert ran.status == 0, ran.err
        return ran.json["tables"]

    return call


def test_rows_stand_in_the_order_of_the_span(school: Path, ask: Any, run: Run) -> None:
    assert run("validate", school).out.startswith("Không có lỗi")
    ids = [row["id"] for row in ask("list", "--data", school)["tasks"]]
    assert ids == ["T09-01", "T01-01", "TX-01", "TX-02"]
    sorted_ids = [row["id"] for row in ask("list", "--data", school, "--sort", "id")["tasks"]]
    assert sorted_ids == ids


def test_months_without_a_year_are_those_of_the_span(school: Path, ask: Any, run: Run) -> None:
    for due in ("1", "T1", "tháng 1", "15/1", "12-2"):
        assert [r["id"] for r in ask("list", "--data", school, "--due", due)["tasks"]] == ["T01-01"]
    shown = run("overdue", "--data", school, "--month", "1", today="2026-10-16")
    assert "Dự kiến đến hết ngày 31/01/2027" in shown.out
    months = ask("calendar", "--data", school, "--month", "1")["occurrences"]
    assert [(o["period"], o["due"]) for o in months] == [("2027-01", "2027-01-31")]
    assert "TUẦN 2/2027" in run("calendar", "--data", school, "--week", "2").out


def test_repeated_work_is_expanded_over_the_span(school: Path, ask: Any) -> None:
    rows = ask("overdue", "--recurring", "--as-of", "31/8/2027", "--data", school)["recurring"]
    assert rows[0]["missing"] == [*(f"2026-{m:02}" for m in range(9, 13)),
                                  *(f"2027-{m:02}" for m in range(1, 9))]  # fmt: skip


def test_workload_and_timeline_have_the_months_of_the_span(
    school: Path, ask: Any, run: Run
) -> None:
    row = ask("workload", "--data", school)["workload"][0]
    assert [key for key in row if key[:2] == "20"] == [
        *(f"2026-{m:02}" for m in range(9, 13)), *(f"2027-{m:02}" for m in range(1, 9)),
    ]  # fmt: skip
    active = ask("workload", "--count", "active", "--data", school)["workload"]
    assert sum(one["2027-01"] for one in active) == 1
    assert "T9   T10   T11   T12   T1   T2" in run("workload", "--data", school, "--wide").out
    shown = run("timeline", "--data", school)
    assert "TIẾN TRÌNH 9/2026 - 8/2027" in shown.out
    assert "9  10 11 12 1  2  3  4  5  6  7  8" in shown.out
    spans = {r["id"]: r["span_end"] for r in ask("timeline", "--data", school)["timeline"]}
    assert spans["TX-02"] == "2027-08-31"


def test_what_is_added_starts_in_the_span(school: Path, run: Run) -> None:
    added = run("add", "--data", school, "--task", "Bế giảng.", "--section", "T05", "--lead", "VP",
                "--due", "31/5", today="2026-10-16")  # fmt: skip
    assert added.status == 0
    added = run("add", "--data", school, "--task", "Họp.", "--month", "10", "--lead", "VP",
                "--due", "1", today="2026-10-16")  # fmt: skip
    assert added.status == 0
    text = (school / "tasks_2026.yaml").read_text(encoding="utf-8")
    assert "start: 2027-05\n  due: 2027-05-31" in text
    assert "start: 2026-10\n  due: 2027-01" in text


def test_what_happened_before_the_span_is_refused(school: Path, run: Run) -> None:
    refused = run("done", "T09-01", "--on", "20/8", "--data", school, today="2026-09-16")
    assert refused.status == 1
    assert "ở trước thời gian 9/2026 - 8/2027 của kế hoạch" in refused.err
    taken = run("done", "T09-01", "--on", "5/9", "--data", school, today="2026-09-16")
    assert taken.status == 0
    assert "completed: 2026-09-05" in (school / "tasks_2026.yaml").read_text(encoding="utf-8")


def test_the_plan_for_the_day_is_the_current_one(write_plan: WritePlan, ask: Any) -> None:
    for year in (2025, 2026):
        row = {"id": "TX-01", "task": f"Năm học {year}.", "lead": "VP"}
        folder = write_plan([row], year=year, plan=plan_of(f"{year}-09..{year + 1}-08", year))
    for day, year in (("2026-03-01", 2025), ("2026-10-01", 2026), ("2027-08-31", 2026),
                      ("2028-01-01", 2026)):  # fmt: skip
        (row,) = ask("list", "--data", folder, today=day)["tasks"]
        assert row["task"] == f"Năm học {year}."
    tables = ask("list", "--data", folder, "--as-of", "1/2/2026", today="2026-10-01")
    assert tables["tasks"][0]["task"] == "Năm học 2025."


def test_a_hundred_days(write_plan: WritePlan, ask: Any) -> None:
    rows = [{"id": "TX-01", "task": "Báo cáo.", "lead": "VP", "repeat": ["week", "month"]}]
    folder = write_plan(rows, plan=plan_of("2026-07-10..2026-11-30"))
    found = ask("overdue", "--recurring", "--as-of", "31/12/2026", "--data", folder)["recurring"]
    assert [row["missing"][0] for row in found] == ["2026-W28", "2026-07"]
    assert [row["missing"][-1] for row in found] == ["2026-W48", "2026-11"]
    row = ask("workload", "--data", folder)["workload"][0]
    assert [key for key in row if key[:2] == "20"] == [f"2026-{m:02}" for m in range(7, 12)]


PROGRAMME: list[dict[str, object]] = [
    {"id": "T12-01", "task": "Nền tảng số.", "lead": "VP", "due": "2028-12"},
    {"id": "T12-02", "task": "Mạng lưới.", "lead": "VP", "due": "2030"},
    {"id": "TX-06", "task": "Bố trí ngân sách.", "lead": "VP", "repeat": "year"},
    {"id": "TX-08", "task": "Sơ kết.", "lead": "VP", "start": "2027",
     "repeat": {"every": "year", "interval": "2"}},
]  # fmt: skip


def test_a_programme_of_years(write_plan: WritePlan, ask: Any, run: Run) -> None:
    folder = write_plan(PROGRAMME, plan=plan_of("2026..2030"))
    assert run("validate", folder).out.startswith("Không có lỗi")
    due = {row["id"]: row["due"] for row in ask("list", "--data", folder)["tasks"]}
    assert due["T12-02"] == "2030"
    rows = ask("overdue", "--recurring", "--as-of", "31/12/2030", "--data", folder)["recurring"]
    assert [row["missing"] for row in rows] == [
        ["2026", "2027", "2028", "2029", "2030"], ["2027", "2029"],
    ]  # fmt: skip
    row = ask("workload", "--data", folder)["workload"][0]
    assert [key for key in row if key[:2] == "20"] == ["2028-12", "2030-12"]
    found = ask("list", "--data", folder, "--due", "12", today="2028-05-01")["tasks"]
    assert [row["id"] for row in found] == ["T12-01"]
    assert (
        "2026        2027        2028        2029        2030"
        in run("timeline", "--data", folder).out
    )
    page = run("timeline", "--data", folder, "--format", "html").out
    assert ">2027<" in page
    assert ">T2<" not in page


def test_a_far_deadline_without_a_span_is_told_and_the_row_stays(
    write_plan: WritePlan, run: Run
) -> None:
    folder = write_plan(PROGRAMME[1:2])
    told = run("validate", folder)
    assert told.status == 1
    assert "date-out-of-range" in told.out
    assert "thêm span: 2026-01..2030 vào mục plan" in told.out
    assert "1 trên 1 dòng" in told.out


CARRIED_OVER: dict[str, object] = {
    "id": "TX-01", "task": "Quyết định.", "lead": "VP", "start": "2026-09", "due": "2026-08-31",
    "extensions": [{"to": "2026-10", "on": "2026-09-07", "reason": "chờ góp ý"}],
}  # fmt: skip


def test_a_deadline_before_the_span_is_a_reminder(
    write_plan: WritePlan, run: Run, ask: Any
) -> None:
    folder = write_plan([CARRIED_OVER], plan=plan_of("2026-09..2027-08"))
    told = run("validate", folder)
    assert told.status == 0
    assert "0 lỗi, 1 cảnh báo" in told.out
    assert "due-before-plan" in told.out
    (row,) = ask("list", "--data", folder)["tasks"]
    assert (row["due"], row["deadline"]) == ("2026-08-31", "2026-10-31")
    without = {key: value for key, value in CARRIED_OVER.items() if key != "extensions"}
    folder = write_plan([without], plan=plan_of("2026-09..2027-08"))
    assert "due-before-start" in run("validate", folder).out


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("2026-09", "không phải thời gian"), ("2027-08..2026-09", "ngược"),
        ("2026-W01..2026-W20", "không phải thời gian"), ("2026..2060", "dài quá 30 năm"),
        ("2027-09..2028-08", "không có ngày nào của năm 2026"),
    ],
)  # fmt: skip
def test_a_span_that_is_none(span: str, said: str, write_plan: WritePlan, run: Run) -> None:
    folder = write_plan(PROGRAMME[:1], plan=plan_of(span))
    told = run("validate", folder)
    assert told.status == 1
    assert said in told.out


def test_the_years_of_the_span_are_right_in_a_text(write_plan: WritePlan, run: Run) -> None:
    row: dict[str, object] = {"id": "T01-01", "lead": "VP", "start": "2027-01", "due": "2027-01",
                              "task": "Sơ kết học kỳ I năm 2027, học kỳ II năm 2024."}  # fmt: skip
    folder = write_plan([row], plan=plan_of("2026-09..2027-08"))
    told = run("lint", "--data", folder).out
    assert "năm 2027 không phải" not in told
    assert "năm 2024 không phải năm 2026" in told


def test_a_span_that_cannot_be_read_bounds_nothing(write_plan: WritePlan, run: Run) -> None:
    folder = write_plan(PROGRAMME[1:2], plan=plan_of("2026 - 2030"))
    told = run("validate", folder)
    assert "1 lỗi trong 1 tệp" in told.out
    assert "date-out-of-range" not in told.out


def test_a_written_span_is_found_before_the_plan_is_read(tmp_path: Path) -> None:
    from khtgdv.source.plan_spans import declared_span

    path = tmp_path / "plan_2026.yaml"
    for text, first in (
        ("plan:\n  year: 2026\n  span: 2026-09..2027-08\n", date(2026, 9, 1)),
        ("plan: {year: 2026, span: '2026-09..2027-08'}\n", date(2026, 9, 1)),
        ('plan:\r\n  span: "2026-07-10..2026-11-30" # 100 ngày\r\n', date(2026, 7, 10)),
        ("plan:\n  # span: 2026-09..2027-08\n  year: 2026\n", None),
        ("plan:\n  span: 2026-09\n", None),
        ("plan:\n  lifespan: 2026-09..2027-08\n", None),
    ):
        path.write_bytes(text.encode())
        span = declared_span(tmp_path, 2026)
        assert (span and span.start) == first
    assert declared_span(tmp_path, 2025) is None


def test_a_month_that_no_row_names_is_not_shown(write_plan: WritePlan, run: Run, ask: Any) -> None:
    folder = write_plan([{"id": "T03-01", "task": "A.", "lead": "VP", "due": "2026-03"}])
    assert "T1/2027" not in run("workload", "--data", folder, "--wide").out
    assert ask("workload", "--data", folder)["workload"][0]["2027-01"] == 0
    folder = write_plan([{"id": "T03-01", "task": "A.", "lead": "VP", "due": "2027-01"}])
    for option in ("due", "start", "active"):
        assert "T1/2027" in run("workload", "--count", option, "--data", folder, "--wide").out


def test_plans_side_by_side_have_the_months_of_all(write_plan: WritePlan, ask: Any) -> None:
    rows = [{"id": "TX-01", "task": "A.", "lead": "VP"}]
    write_plan(rows, folder="x/a", plan=plan_of("2026-07-10..2026-11-30"))
    folder = write_plan(rows, folder="x/b", plan=plan_of("2026-09..2027-02")).parent
    row = ask("workload", "--data", folder)["workload"][0]
    months = [key for key in row if key[:2] == "20"]
    assert (months[0], months[-1], len(months)) == ("2026-07", "2027-02", 8)
    # They do not agree on what January is: the calendar year decides.
    assert ask("calendar", "--month", "1", "--data", folder)["occurrences"] == []


def test_many_plans_are_not_asked_for_their_span(tmp_path: Path) -> None:
    from khtgdv.source.find import PlanFolder, PlanSearch
    from khtgdv.source.plan_spans import span_of_year

    (tmp_path / "plan_2026.yaml").write_text("plan: {span: 2026-09..2027-08}", encoding="utf-8")
    places = tuple(PlanFolder(str(tmp_path), f"{n}", (2026,)) for n in range(21))
    assert span_of_year(PlanSearch(places[:20], ""), 2026).start == date(2026, 9, 1)
    assert span_of_year(PlanSearch(places, ""), 2026).start == date(2026, 1, 1)
    assert span_of_year(PlanSearch(places, ""), 2025).start == date(2025, 1, 1)


def test_the_days_off_of_a_span_stand_in_its_plan(
    school: Path, run: Run, write_plan: WritePlan
) -> None:
    told = run("calendar", "--month", "2", "--data", school)
    assert "chưa có ngày nghỉ năm 2027 trong plan_2026.yaml" in told.out
    holidays = "holidays:\n- {date: 2027-01-01, name: Tết Dương lịch}\n"
    folder = write_plan(SCHOOL_YEAR, plan=plan_of("2026-09..2027-08") + holidays)
    assert "chưa có ngày nghỉ" not in run("calendar", "--month", "2", "--data", folder).out


def test_of_plans_that_overlap_that_of_the_year_is_the_current_one(
    write_plan: WritePlan, ask: Any
) -> None:
    for year, span in ((2026, "2026"), (2027, "2026-07..2027-12")):
        row = {"id": "TX-01", "task": f"Năm {year}.", "lead": "VP"}
        plan = plan_of(f"{span}..2026" if span == "2026" else span, year)
        folder = write_plan([row], year=year, plan=plan)
    for day, year in (("2026-09-01", 2026), ("2027-02-01", 2027), ("2028-02-01", 2027)):
        (row,) = ask("list", "--data", folder, today=day)["tasks"]
        assert row["task"] == f"Năm {year}."
