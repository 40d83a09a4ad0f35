"""The calendar, the year as bars, and what `upcoming` tells of repeated and awaiting work."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PLAN_TEMPLATE
from tests.support.readback import read_back

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run, WritePlan
    from tests.reports.conftest import Report

MONTHS = {
    "month": ("calendar", "--month", "2"),
    "month-with-holidays": ("calendar", "--month", "8/2026", "--department", "VP"),
    "week": ("calendar", "--week", "9"),
    "timeline": ("timeline",),
}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Shown:
    """Commands on the shipped plan, on 24 February 2026."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def __call__(self, *arguments: str, columns: int | None = None, day: str = "2026-02-24") -> Any:
        env = {} if columns is None else {"COLUMNS": str(columns)}
        ran = self.run(*arguments, "--data", "data", env=env, today=day)
        assert (ran.status, ran.err) == (0, "")
        return ran

    def tables(self, *arguments: str, day: str = "2026-02-24") -> Any:
        return self(*arguments, "--format", "json", day=day).json["tables"]


@pytest.fixture(scope="session")
def shown(run: Run) -> Shown:
    return Shown(run)


@pytest.mark.parametrize("name", MONTHS)
@pytest.mark.parametrize("columns", [80, 140, None], ids=["80", "140", "piped"])
def test_screens(name: str, columns: int | None, shown: Shown, snapshot: SnapshotAssertion) -> None:
    text = shown(*MONTHS[name], columns=columns).out
    assert text == snapshot
    if columns:
        assert max(len(line) for line in text.split("\n")) <= columns


@pytest.mark.parametrize("written", ["json", "csv", "md"])
def test_written(written: str, shown: Shown, snapshot: SnapshotAssertion) -> None:
    text = shown("calendar", "--week", "9", "-d", "VP", "--format", written).out
    assert text.removeprefix("\ufeff").replace("\r\n", "\n") == snapshot


class TestCalendar:
    def test_tables_of_the_contract(self, shown: Shown) -> None:
        tables = shown.tables("calendar", "--month", "6")
        assert list(tables) == ["starts", "due", "steps", "occurrences", "inspections"]
        assert [row["id"] for row in tables["starts"]] == [f"T06-{n:02}" for n in range(1, 7)]
        keys = ["id", "label", "period", "due", "done", "task", "lead", "every", "plan"]
        assert all(list(row) == keys for row in tables["occurrences"])

    @pytest.mark.parametrize(
        ("month", "due"), list(enumerate([15, 12, 22, 6, 9, 9, 3, 3, 3, 10, 6, 19], start=1))
    )
    def test_deadlines_of_a_month(self, month: int, due: int, shown: Shown) -> None:
        assert len(shown.tables("calendar", "--month", f"{month}")["due"]) == due

    def test_occurrences_of_a_month(self, shown: Shown) -> None:
        rows = shown.tables("calendar", "--month", "2")["occurrences"]
        own = [(row["label"], row["period"], row["due"]) for row in rows if row["id"] == "TX-02"]
        days = [f"2026-02-{n:02}" for n in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 23, 24, 25, 26, 27)]
        assert own == [
            *(("báo cáo ngày", day, day) for day in days),
            ("báo cáo tháng", "2026-02", "2026-02-28"),
        ]

    def test_a_year_of_occurrences_is_its_months_together(self, shown: Shown) -> None:
        months = [shown.tables("calendar", "--month", f"{m}")["occurrences"] for m in range(1, 13)]
        found = [(row["id"], row["label"], row["period"]) for rows in months for row in rows]
        assert len(set(found)) == len(found)
        assert all(row["due"][5:7] == f"{m:02}" for m, rows in enumerate(months, 1) for row in rows)

    def test_days_left_are_working_days(self, shown: Shown) -> None:
        (row, *_) = shown.tables("calendar", "--month", "2")["due"]
        assert row["workdays_left"] == 3
        (row, *_) = shown.tables("calendar", "--month", "1")["due"]
        assert (row["state"], row["workdays_left"]) == ("overdue", None)

    def test_the_last_day_leaves_none(self, shown: Shown) -> None:
        (row, *_) = shown.tables("calendar", day="2026-01-31")["due"]
        assert row["workdays_left"] == 0
        assert "0 ngày" in shown("calendar", day="2026-01-31").out

    def test_the_month_shown_is_not_the_position(self, shown: Shown) -> None:
        answer = shown("calendar", "--month", "1", "--format", "json").json
        assert answer["position"] == {"as_of": "2026-02-24", "closed": False, "forecast": False}
        answer = shown("calendar", "--as-of", "31/01/2026", "--format", "json").json
        assert answer["position"]["closed"]
        assert {row["deadline"] for row in answer["tables"]["due"]} == {"2026-01-31"}
        assert "[31] ngày tính đến" in shown("calendar", "--as-of", "31/01/2026").out

    def test_weeks_of_both_ends(self, shown: Shown) -> None:
        text = shown("calendar", "--week", "2026-W53").out
        assert "LỊCH TUẦN 53/2026 (28/12 - 03/01/2027)" in text
        assert "nghỉ 1/01: Tết Dương lịch 2027" in text
        assert "4 ngày làm việc" in text
        assert (
            "LỊCH TUẦN 1/2026 (29/12 - 04/01/2026)"
            in shown("calendar", "--week", "W01", columns=100).out
        )

    def test_a_worked_saturday_is_told(self, shown: Shown) -> None:
        text = shown("calendar", "--month", "8", columns=80).out
        assert "làm bù 22/08: làm bù cho ngày 31/08" in text
        assert "làm bù  " in text
        assert "\n      nghỉ" in text

    def test_tet_has_its_own_word(self, shown: Shown) -> None:
        text = shown("calendar", "--month", "2", columns=80).out
        assert f"\n{' ' * 6}{'Tết       ' * 5}" in text
        assert "nghỉ 16-20/02: Tết Nguyên đán Bính Ngọ" in text

    def test_inspections_by_time_and_by_visit(self, report: Report) -> None:
        def ids(month: str) -> list[str]:
            answer = report("calendar", "--as-of", "2026-04-05", "-f", "json", "--month", month)
            return [row["id"] for row in answer.json["tables"]["inspections"]]

        assert ids("1") == ["KT-03"]
        assert ids("3") == ["KT-02"]
        assert ids("4") == ["KT-02"]  # a visit after its deadline
        assert ids("5") == []

    def test_what_is_cancelled_is_left_out(self, run: Run, write_plan: WritePlan) -> None:
        over = "cancelled: {on: 2026-01-05, reason: thôi}"
        folder = write_plan(
            f"- {{id: T01-01, task: A, lead: VP, start: 2026-01, due: 2026-01, {over}}}\n"
            f"- {{id: TX-01, task: B, lead: VP, repeat: month, {over}}}\n"
            "- {id: T01-02, task: C, lead: VP, start: 2026-01, due: 2026-01,"
            " completed: 2026-01-09}",
            f"- {{id: KT-01, content: D, start: 2026-01, due: 2026-01, {over}}}",
        )
        tables = run("calendar", "--month", "1", "--data", folder, "-f", "json").json["tables"]
        assert {name: [row["id"] for row in rows] for name, rows in tables.items()} == {
            "starts": ["T01-02"], "due": ["T01-02"], "steps": [], "occurrences": [],
            "inspections": [],
        }  # fmt: skip
        assert tables["due"][0]["workdays_left"] is None

    def test_what_the_log_has_is_counted(self, run: Run, write_plan: WritePlan) -> None:
        folder = write_plan(
            "- {id: TX-01, task: A, lead: VP, repeat: week, log: {2026-W02: 2026-01-09,"
            " 2026-W03: 2026-01-16, 2026-W04: 2026-01-23, 2026-W01: 2026-01-04}}\n"
            "- {id: TX-02, task: B, lead: VP, repeat: week, log: {2026-W02: 2026-01-09}}"
        )
        ran = run("calendar", "--month", "1", "--data", folder, "-f", "md", today="2026-02-01")
        assert "| tuần 1, 2, 3, 4/2026 | 4/4 |" in ran.out
        assert "| tuần 1, 2, 3, 4/2026 | 1/4 |" in ran.out

    def test_many_periods_are_cut_for_people(self, run: Run, write_plan: WritePlan) -> None:
        folder = write_plan("- {id: TX-01, task: A, lead: VP, repeat: week}")
        ran = run("upcoming", "--within", "70", "--data", folder, today="2026-01-01")
        assert "tuần 1, 2, 3, 4, 5, 6/2026 … và 4 kỳ nữa" in ran.out

    def test_past_years_show_their_own_plan(self, run: Run, write_plan: WritePlan) -> None:
        row = (
            "- {id: T03-01, task: A, lead: VP, start: YYYY-03, due: YYYY-03, completed: YYYY-03-02}"
        )
        write_plan(row.replace("YYYY", "2025"), year=2025)
        folder = write_plan(row.replace("YYYY", "2026"), year=2026)

        def deadlines(*arguments: str) -> list[str]:
            answer = run("calendar", *arguments, "--data", folder, "-f", "json").json
            return [row["deadline"] for row in answer["tables"]["due"]]

        assert deadlines("--month", "3/2025") == ["2025-03-31"]
        assert deadlines("--month", "3") == ["2026-03-31"]
        assert deadlines("--month", "3", "--year", "2025") == ["2025-03-31"]
        assert deadlines("--month", "3/2024") == []

    def test_an_empty_month(self, run: Run, write_plan: WritePlan) -> None:
        folder = write_plan("- {id: T03-01, task: A, lead: VP, start: 2026-03, due: 2026-03}")
        ran = run("calendar", "--month", "7", "--data", folder)
        assert ran.status == 0
        assert "0 nhiệm vụ đến hạn, 0 nhiệm vụ bắt đầu, trên 1" in ran.out

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--week", "54"), '"54" không phải một tuần'),
            (("--week", "2025-W53"), '"2025-W53" không phải một tuần'),
            (("--week", "2026-03"), '"2026-03" không phải một tuần'),
            (("--week", "x"), '"x" không phải một tuần'),
            (("--month", "Q1"), '"Q1" không phải một tháng'),
            (("--month", "3", "--week", "12"), "không dùng cùng nhau"),
        ],
    )
    def test_usage(self, arguments: tuple[str, ...], said: str, run: Run) -> None:
        ran = run("calendar", *arguments, "--data", "data")
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err


class TestTimeline:
    def test_every_row_once_with_its_dates(self, shown: Shown) -> None:
        tables = shown.tables("timeline")
        assert list(tables) == ["timeline", "inspections"]
        rows = {row["id"]: row for row in tables["timeline"]}
        assert (len(tables["timeline"]), len(rows)) == (165, 165)
        row = rows["T12-08"]
        assert (row["span_start"], row["span_end"]) == ("2026-12-01", "2027-01-31")
        assert len(tables["inspections"]) == 4

    def test_bars(self, run: Run, write_plan: WritePlan) -> None:
        folder = write_plan(
            "- {id: T01-01, task: Đầu, lead: VP, start: 2025-11, due: 2026-02}\n"
            "- {id: T01-02, task: Cuối, lead: VP, start: 2026-12, due: 2027-03}\n"
            "- {id: TX-01, task: '- Cả năm', lead: TT-TH, due_text: Cả năm}"
        )
        text = run("timeline", "--data", folder, today="2026-05-06", env={"COLUMNS": "140"}).out
        lines = {line.split()[0]: line for line in text.split("\n") if line.strip()}
        assert "◀███████▒▒▒▒▒▒▒▒▒" in lines["T01-01"]
        assert f"{' ' * 16}┊{' ' * 27}███▶" in lines["T01-02"]
        assert "░" * 48 in lines["TX-01"]
        assert "▼ 06/05" in text
        assert "1   2   3   4   5   6   7" in text
        assert "quá hạn 67 ngày" in lines["T01-01"]
        assert " Cả năm " in lines["TX-01"]

    def test_what_waits_for_others_has_its_state_and_a_loose_end(self, shown: Shown) -> None:
        (line,) = (n for n in shown("timeline").out.split("\n") if n.startswith(" T02-09 "))
        assert line.endswith("chưa báo cáo")
        assert "░" * 33 in line

    def test_a_late_row_runs_on_until_it_is_done(self, run: Run, write_plan: WritePlan) -> None:
        folder = write_plan(
            "- {id: T01-01, task: A, lead: VP, start: 2026-01, due: 2026-01,"
            " completed: 2026-03-31}\n"
            "- {id: T01-02, task: B, lead: VP, start: 2026-01, due: 2026-01}"
        )
        text = run("timeline", "--data", folder, "--month", "2", env={"COLUMNS": "100"}).out
        assert text.count("███▒▒▒  ") == 2
        text = run("timeline", "--data", folder, today="2026-12-01", env={"COLUMNS": "100"}).out
        assert f"███▒▒▒▒▒▒{' ' * 24}┊" in text
        assert "hoàn thành quá hạn" in text

    def test_formats_without_bars_tell_the_time_in_words(self, shown: Shown) -> None:
        text = shown("timeline", "--format", "md").out
        assert "| T02-01 | Tham mưu cho Ban Thường vụ" in text
        assert "| 2/2026 - 3/2026 | 3/2026 |" in text
        assert "█" not in text

    def test_another_year_marks_no_month(self, run: Run) -> None:
        text = run("timeline", "--data", "data", "--as-of", "2027-02-01").out
        assert "▼" not in text

    def test_no_plan_has_no_bars(self, run: Run, write_plan: WritePlan) -> None:
        folder = write_plan("- {id: T01-01, task: A, lead: VP}")
        text = run("timeline", "không có", "--data", folder).err
        assert text
        text = run("timeline", "--data", folder, "--state", "completed").out
        assert "0 trên 1 nhiệm vụ, 0 trên 0 cuộc kiểm tra" in text


class TestUpcoming:
    def test_tables(self, shown: Shown) -> None:
        tables = shown.tables("upcoming", "--within", "5")
        assert list(tables) == [
            "upcoming", "steps", "occurrences", "awaiting", "worded", "inspections", "reports",
        ]  # fmt: skip
        assert [row["id"] for row in tables["awaiting"]] == ["T01-26", "T02-09"]
        assert {(row["days_left"], row["workdays_left"]) for row in tables["upcoming"]} == {(4, 3)}

    def test_occurrences_within_the_days(self, shown: Shown) -> None:
        rows = shown.tables("upcoming", "--within", "5")["occurrences"]
        dues = sorted({date.fromisoformat(row["due"]) for row in rows})
        assert (dues[0], dues[-1]) == (date(2026, 2, 24), date(2026, 3, 1))
        days = [row["due"] for row in rows if row["label"] == "báo cáo ngày"]
        assert days == ["2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27"]

    def test_what_is_logged_or_passed_is_not_to_come(self, report: Report) -> None:
        answer = report("upcoming", "--within", "31", "-f", "json").json
        rows = answer["tables"]["occurrences"]
        assert [(row["id"], row["period"]) for row in rows] == [("TX-02", "2026-04")]
        assert all(row["due"] > "2026-03-31" for row in rows)


def test_windows_that_meet_share_no_occurrence(shown: Shown) -> None:
    parts = [shown.tables("calendar", "--week", f"{week}")["occurrences"] for week in range(10, 14)]
    keys = [{(row["id"], row["label"], row["period"]) for row in part} for part in parts]
    assert all(not first & second for first, second in itertools.combinations(keys, 2))
    assert all(keys)


NO_HOLIDAYS = "chưa có ngày nghỉ năm {year} trong plan_{year}.yaml"


class TestDaysOffThatAreNotKnown:
    """Where working days are counted without a year's days off, that is said."""

    @pytest.fixture
    def without(self, write_plan: WritePlan) -> Path:
        return write_plan(
            "- {id: T02-01, task: A, lead: VP, start: 2027-02, due: 2027-03}\n"
            "- {id: TX-01, task: B, lead: VP, repeat: day, log: {2027-02-01: 2027-02-01}}\n",
            "- {id: KT-01, content: C, start: 2027-03, due: 2027-04}\n",
            year=2027,
        )

    @pytest.mark.parametrize(
        "command",
        ["calendar", "upcoming --within 60", "upcoming --within 0", "overdue"],
    )
    def test_it_is_said_once_to_whoever_asked(self, command: str, run: Run, without: Path) -> None:
        arguments = (*command.split(), "--data", without)
        notice = NO_HOLIDAYS.format(year=2027)
        for format_name, in_the_heading in (("table", 1), ("json", 0)):
            shown = run(*arguments, "-f", format_name, today="2027-03-01")
            assert shown.status == 0
            assert shown.out.count(notice) == in_the_heading
            assert shown.err == f"C{notice[1:]}; ngày làm việc chưa trừ ngày lễ, tết.\n"

    def test_on_a_screen_the_heading_says_it(self, run: Run, without: Path) -> None:
        shown = run("calendar", "--data", without, today="2027-03-01", env={"COLUMNS": "120"})
        assert (shown.out.count(NO_HOLIDAYS.format(year=2027)), shown.err) == (1, "")

    @pytest.mark.parametrize(
        ("arguments", "times"),
        [(("-f", "json"), 1), (("--columns", "id,working_days_late"), 1), ((), 0)],
    )
    def test_lateness_in_working_days_is_counted_too(
        self, arguments: tuple[str, ...], times: int, run: Run, write_plan: WritePlan
    ) -> None:
        folder = write_plan(
            "- {id: T02-01, task: A, lead: VP, due: 2026-02-10, completed: 2026-02-24}\n"
        )
        shown = run("list", "--data", folder, *arguments)
        assert shown.err.count(NO_HOLIDAYS[1:].format(year=2026)) == times

    def test_a_report_with_daily_work_says_it(self, run: Run, without: Path) -> None:
        shown = run("report", "2027-02", "--data", without, "-f", "json", today="2027-03-01")
        assert shown.err.count(NO_HOLIDAYS[1:].format(year=2027)) == 1

    @pytest.mark.parametrize("command", ["list", "summary", "overdue --as-of 31/1/2027"])
    def test_nothing_is_said_where_none_are_counted(
        self, command: str, run: Run, without: Path
    ) -> None:
        shown = run(*command.split(), "--data", without, today="2027-03-01")
        assert NO_HOLIDAYS[:20] not in shown.out

    def test_the_shipped_plan_knows_its_own_year_and_the_next_january(self, shown: Shown) -> None:
        for month in ("1/2026", "12/2026", "1/2027"):
            assert NO_HOLIDAYS[:20] not in shown("calendar", "--month", month, day="2026-11-24").out
        said = shown("calendar", "--month", "2/2027", columns=120, day="2026-11-24").out
        assert NO_HOLIDAYS.format(year=2027) in said

    def test_a_deadline_in_another_year(self, run: Run, write_plan: WritePlan) -> None:
        plan = PLAN_TEMPLATE.format(year=2026) + "holidays:\n- {date: 2026-01-01, name: Tết}\n"
        row = "- {id: T12-01, task: A, lead: VP, start: 2026-12, due: 2027-01}\n"
        folder = write_plan(row, plan=plan)
        shown = run("upcoming", "--within", 60, "--data", folder, today="2026-12-15")
        assert NO_HOLIDAYS.format(year=2027) in shown.out
        assert NO_HOLIDAYS.format(year=2026) not in shown.out


class TestAPositionBeforeThePlan:
    """A report of a time when there was no plan says so."""

    SAID = "Ngày 31/03/2025 chưa có kế hoạch: kế hoạch sớm nhất bắt đầu từ 01/01/2026."

    def test_it_is_said_on_the_screen(self, shown: Shown) -> None:
        out = shown("overdue", "--month", "2025-03").out
        assert self.SAID in out
        assert "Không có nhiệm vụ nào quá hạn." in out

    def test_data_keep_their_shape(self, shown: Shown) -> None:
        before = shown("overdue", "--month", "2025-03", "-f", "json")
        after = shown("overdue", "--month", "2026-03", "-f", "json").json
        assert list(before.json) == list(after)
        assert before.json["tables"]["overdue"] == []
        assert self.SAID not in before.out

    def test_the_first_day_of_the_plan_is_none_of_them(self, shown: Shown) -> None:
        assert "chưa có kế hoạch" not in shown("overdue", "--as-of", "1/1/2026").out
        assert "chưa có kế hoạch" in shown("overdue", "--as-of", "31/12/2025").out


HEAVY: list[dict[str, object]] = [
    {"id": f"T03-{n:02}", "task": "A", "lead": "VP", "start": "2026-03", "due": "2026-03"}
    for n in range(1, 24)
]
REPEATED: list[dict[str, object]] = [
    {"id": "TX-01", "task": "B", "lead": "VP", "repeat": [
        {"every": "month", "label": "a"}, {"every": "quarter", "label": "b"}]},
    {"id": "TX-02", "task": "C", "lead": "VP", "repeat": "day"},
]  # fmt: skip


class TestDaysThatNameWhatIsDue:
    """A day tells by name what is due where there is room, else how much."""

    @pytest.fixture
    def folder(self, write_plan: WritePlan) -> Path:
        late = {**HEAVY[0], "id": "T01-01", "start": "2026-01", "due": "2026-03-10"}
        late["steps"] = [{"text": "x", "due": "2026-03-10"}]
        return write_plan([late, *HEAVY, *REPEATED])

    @pytest.mark.parametrize(("columns", "named"), [(60, False), (80, False), (100, True)])
    def test_a_screen_names_them_where_it_is_wide(
        self, columns: int, *, named: bool, run: Run, folder: Path
    ) -> None:  # fmt: skip
        ran = run(
            "calendar", "--month", "3", "--data", folder, today="2026-03-02",
            env={"COLUMNS": str(columns)},
        )  # fmt: skip
        grid = ran.out.partition("BẮT ĐẦU")[0]
        assert "23 hạn" in grid
        assert "2 kỳ" in grid
        assert ("T03-01, T03-02," in grid) == named
        assert ("và 19 nữa" in grid) == named
        assert ("TX-01 (2)" in grid) == named
        assert ("T01-01.1" in grid) == named
        assert "TX-02" not in grid

    @pytest.mark.parametrize("suffix", ["docx", "pdf", "html", "md"])
    def test_paper_and_pages_name_them(
        self, suffix: str, run: Run, folder: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / f"a.{suffix}"
        run("calendar", "--month", "3", "--data", folder, "-o", out, today="2026-03-02")
        content = out.read_bytes()
        said = "".join(content.decode().split()) if suffix == "md" else read_back(suffix, content)
        on_paper = suffix in ("docx", "pdf")
        named = "T03-01,T03-02,T03-03,T03-04"
        if on_paper:
            named = f"23hạn:{named},T03-05,T03-06,T03-07,T03-08và15nữa2kỳ:TX-01(2)"
        assert named in said.replace("<br>", "")
        assert ("và19nữa" in said) != on_paper

    def test_the_numbers_add_up(self, run: Run, write_plan: WritePlan) -> None:
        rules = [{"every": "month", "label": f"{n}"} for n in range(3)]
        rows = [
            {"id": f"TX-{n:02}", "task": "B", "lead": "VP", "repeat": rules} for n in range(1, 7)
        ]
        ran = run("calendar", "--month", "3", "--data", write_plan(rows), "-f", "md")
        assert "18 kỳ<br>TX-01 (3),<br>TX-02 (3),<br>TX-03 (3),<br>TX-04 (3)<br>và 6 nữa" in ran.out
