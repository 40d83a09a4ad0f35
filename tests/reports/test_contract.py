"""The JSON contract `khtgdv/1`: what scripts may rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.reports.conftest import Report

TASK_KEYS = (
    "id", "task", "lead", "lead_text", "coordinating", "coordinating_departments", "start", "due",
    "due_text", "deadline", "kind", "state", "days_overdue", "days_late", "working_days_late",
    "assignee", "product", "responsibility", "authority", "focus", "started", "progress",
    "completed", "result", "cancelled", "extensions", "repeat", "log", "missing", "notes", "plan",
    "section", "leads", "leader", "steps", "waits_for", "from",
    "added",
)  # fmt: skip
LISTS = {
    "coordinating", "coordinating_departments", "focus", "extensions", "repeat", "missing", "notes",
    "leads", "steps",
}  # fmt: skip
TABLES = {
    "list": ["tasks"],
    "overdue": [
        "overdue",
        "steps",
        "recurring",
        "inspections",
        "awaiting",
        "worded",
        "undated",
    ],
    "upcoming": [
        "upcoming",
        "steps",
        "occurrences",
        "awaiting",
        "worded",
        "inspections",
        "reports",
    ],
    "workload": ["workload"],
    "department": ["lead", "overdue", "steps", "coordinating", "regular"],
    "inspections": ["inspections"],
    "summary": ["figures", "parts", "departments", "oldest"],
}
TASK_TABLES = [
    ("list", "tasks"), ("overdue", "overdue"), ("overdue", "recurring"), ("overdue", "awaiting"),
    ("overdue", "undated"), ("upcoming", "upcoming"), ("department", "lead"),
    ("department", "coordinating"), ("department", "regular"), ("summary", "oldest"),
]  # fmt: skip
MONTHS = [f"2026-{month:02}" for month in range(1, 13)] + ["2027-01"]


def contract(report: Report, name: str, *arguments: str) -> Any:
    more = ("tt th",) if name == "department" else ()
    return report(name, *more, *arguments, "--format", "json").json


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows}


@pytest.mark.parametrize("name", TABLES)
def test_every_report_has_the_same_frame(name: str, report: Report) -> None:
    answer = contract(report, name)
    assert list(answer) == ["schema", "report", "position", "plan", "filter", "tables"]
    assert answer["schema"] == "khtgdv/1"
    assert answer["report"] == name
    assert answer["position"] == {"as_of": "2026-03-31", "closed": True, "forecast": False}
    assert answer["plan"] == ["01-KH/THU"]
    assert answer["filter"] == {}
    assert list(answer["tables"]) == TABLES[name]


@pytest.mark.parametrize(("name", "table"), TASK_TABLES)
def test_every_task_row_has_every_key(name: str, table: str, report: Report) -> None:
    rows = contract(report, name)["tables"][table]
    assert rows
    for row in rows:
        assert tuple(row)[: len(TASK_KEYS)] == TASK_KEYS
        assert {key for key in TASK_KEYS if isinstance(row[key], list)} == LISTS
        assert "" not in row.values()


def test_an_empty_row_says_null_and_empty_lists(report: Report) -> None:
    row = by_id(contract(report, "list")["tables"]["tasks"])["T02-03"]
    said = {key: value for key, value in row.items() if value is not None and value != []}
    assert said == {
        "id": "T02-03",
        "task": "Xây dựng Quy chế phối hợp với Hội Nông dân.",
        "lead": "DT-CH",
        "start": "2026-02",
        "kind": "undated",
        "state": "open",
        "plan": "01-KH/THU",
        "section": "T02",
        "leads": ["DT-CH"],
    }


def test_a_full_row_is_told_in_iso_forms(report: Report) -> None:
    rows = by_id(contract(report, "list")["tables"]["tasks"])
    assert rows["T01-01"]["completed"] == "2026-01-20"
    assert rows["T01-01"]["progress"] == 100
    assert rows["T01-01"]["coordinating_departments"] == ["TT-TH", "DT-CH", "LLCT-LSD"]
    assert rows["T01-04"]["cancelled"] == {
        "on": "2026-02-02",
        "reason": "ghép với hội nghị tháng 3",
    }
    assert (rows["T02-01"]["due"], rows["T02-01"]["deadline"]) == ("2026-03", "2026-05-31")
    assert rows["T02-01"]["extensions"] == [
        {"to": "2026-05", "on": "2026-02-20", "reason": "chờ ý kiến BTVTU", "document": "88-CV/THU"}
    ]
    assert rows["TX-02"]["log"] == {"2026-01": "2026-01-30", "2026-03": "2026-03-30"}
    assert rows["TX-02"]["missing"] == ["2026-02"]
    assert rows["TX-03"]["repeat"] == [
        {"every": "quarter", "in": [1, 2], "label": "giao ban"},
        {"every": "half-year", "in": None, "label": "sơ kết"},
    ]


def test_a_row_added_after_signing_says_when(run: Run, write_plan: Any) -> None:
    folder = write_plan(
        "- {id: T03-01, task: A, lead: VP, start: 2026-03, added: 2026-03-06}",
        "- {id: KT-01, content: B, due: 2026-03, added: 2026-03-07}",
    )
    for name, table, day in (("list", "tasks", "06"), ("inspections", "inspections", "07")):
        (row,) = run(name, "--data", folder, "--format", "json").json["tables"][table]
        assert row["added"] == f"2026-03-{day}"


def test_states_at_the_position(report: Report) -> None:
    rows = contract(report, "list")["tables"]["tasks"]
    assert {row["id"]: (row["kind"], row["state"], row["days_overdue"]) for row in rows} == {
        "T01-01": ("dated", "completed", None),
        "T01-02": ("dated", "completed-late", None),
        "T01-03": ("dated", "overdue", 59),
        "T01-04": ("dated", "cancelled", None),
        "T02-01": ("dated", "open", None),
        "T02-02": ("awaiting", "open", None),
        "T02-03": ("undated", "open", None),
        "T02-04": ("dated", "in-progress", None),
        "T03-01": ("dated", "overdue", 0),
        "T03-02": ("dated", "overdue", 0),
        "T05-01": ("dated", "scheduled", None),
        "TX-01": ("continuous", "in-progress", None),
        "TX-02": ("recurring", "in-progress", None),
        "TX-03": ("recurring", "in-progress", None),
    }


def test_letters_are_real_utf8(report: Report) -> None:
    out = report("list", "--format", "json").out
    assert "Ký kết Chương trình phối hợp" in out
    assert "\\u" not in out


def test_a_forecast_is_told_as_one(report: Report) -> None:
    answer = contract(report, "overdue", "--month", "5")
    assert answer["position"] == {"as_of": "2026-05-31", "closed": True, "forecast": True}


def test_today_is_a_day_that_is_not_over(run: Run, plan_folder: object) -> None:
    answer = run("list", "--format", "json", "--data", plan_folder, today="2026-03-31").json
    assert answer["position"] == {"as_of": "2026-03-31", "closed": False, "forecast": False}


def test_the_filter_is_told_as_understood(report: Report) -> None:
    arguments = ("-d", "phong tt th", "--state", "quá hạn", "--due", "1-3", "--id", "t1-2", "kế")
    assert contract(report, "list", *arguments)["filter"] == {
        "text": "kế",
        "department": ["TT-TH"],
        "due": ["2026-01-01..2026-03-31"],
        "state": ["overdue"],
        "id": ["T01-02"],
    }


class TestOverdue:
    def test_what_stands_where(self, report: Report) -> None:
        tables = contract(report, "overdue")["tables"]
        assert {name: [row["id"] for row in rows] for name, rows in tables.items()} == {
            "overdue": ["T01-03", "T03-01", "T03-02"],
            "steps": [],
            "recurring": ["TX-02"],
            "inspections": ["KT-02"],
            "awaiting": ["T02-02"],
            "worded": [],
            "undated": ["T02-03"],
        }

    def test_rows_that_have_not_begun_are_not_waited_for(self, report: Report) -> None:
        tables = contract(report, "overdue", "--month", "1")["tables"]
        assert (tables["awaiting"], tables["undated"]) == ([], [])

    def test_a_rule_is_judged_from_the_first_period_logged(self, report: Report) -> None:
        (row,) = contract(report, "overdue", "--month", "4")["tables"]["recurring"]
        assert (row["id"], row["missing"], row["missing_count"]) == (
            "TX-02",
            ["2026-02", "2026-04"],
            2,
        )
        assert row["rule"] == "month"

    def test_recurring_shows_every_rule(self, report: Report) -> None:
        rows = contract(report, "overdue", "--recurring")["tables"]["recurring"]
        assert [(row["id"], row["rule"], row["missing"]) for row in rows] == [
            ("TX-02", "month", ["2026-02"]),
            ("TX-03", "giao ban", ["2026-Q1 giao ban"]),
            ("TX-03", "sơ kết", []),
        ]

    def test_a_list_of_many_periods_is_cut_for_people_only(self, run: Run, write_plan: Any) -> None:
        folder = write_plan(
            "- {id: TX-01, task: Nắm, lead: VP, repeat: week, log: {2026-W01: 2026-01-04}}"
        )
        text = run("overdue", "--month", "3", "--data", folder).out
        assert "tuần 2, 3, 4, 5, 6, 7/2026 … và 6 kỳ nữa" in text
        answer = run("overdue", "--month", "3", "--data", folder, "-f", "json").json
        (row,) = answer["tables"]["recurring"]
        assert row["missing"] == [f"2026-W{week:02}" for week in range(2, 14)]

    def test_exit_code_tells_whether_something_is_late(self, run: Run, write_plan: Any) -> None:
        late = write_plan("- {id: T01-01, task: A, lead: VP, start: 2026-01, due: 2026-01}")
        asked = ("overdue", "--month", "1", "--data", late)
        assert run(*asked).status == 0
        assert run(*asked, "--exit-code").status == 1
        assert run(*asked, "--exit-code", "--department", "TT-TH").status == 0


class TestWorkload:
    def test_every_department_has_its_row(self, report: Report) -> None:
        rows = contract(report, "workload")["tables"]["workload"]
        assert [row["department"] for row in rows] == ["TT-TH", "DT-CH", "LLCT-LSD", "VP"]
        keys = ["department", "name", "total", *MONTHS, "undated", "regular"]
        assert all(list(row) == keys for row in rows)
        assert set(rows[2].values()) == {"LLCT-LSD", "Phòng LLCT, LSĐ", 0}

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ((), {"2026-01": 1, "2026-05": 1, "undated": 1, "regular": 1, "total": 4}),
            (
                ("--count", "start"),
                {"2026-01": 1, "2026-02": 2, "regular": 1, "total": 4},
            ),
            (
                ("--count", "active"),
                {
                    "2026-01": 1, "2026-02": 1, "2026-03": 1, "2026-04": 1, "2026-05": 1,
                    "undated": 1, "regular": 1, "total": 4,
                },
            ),
            (("--role", "coordinating"), {"2026-01": 2, "2027-01": 1, "total": 3}),
            (
                ("--role", "both"),
                {
                    "2026-01": 3, "2026-05": 1, "2027-01": 1, "undated": 1, "regular": 1,
                    "total": 7,
                },
            ),
            (("--state", "open"), {"2026-05": 1, "undated": 1, "total": 2}),
        ],
    )  # fmt: skip
    def test_counts(
        self, options: tuple[str, ...], expected: dict[str, int], report: Report
    ) -> None:
        row = contract(report, "workload", *options)["tables"]["workload"][0]
        assert row["department"] == "TT-TH"
        counted = {key: value for key, value in row.items() if isinstance(value, int) and value}
        assert counted == expected

    def test_months_beyond_the_year_get_their_column(self, run: Run, write_plan: Any) -> None:
        folder = write_plan(
            "- {id: T01-01, task: A, lead: VP, start: 2025-11, due: 2027-03}\n"
            "- {id: T01-02, task: B, lead: VP, start: 2026-02, due: 2026-02}"
        )
        asked = ("workload", "--count", "active", "--data", folder, "-f")
        answer = run(*asked, "json").json
        row = answer["tables"]["workload"][-1]
        months = [key for key in row if key[:2] == "20"]
        assert (months[0], months[-1], len(months)) == ("2025-11", "2027-03", 17)
        assert sum(row[month] for month in months) == 18
        assert "| 11/25 |" not in run(*asked, "md").out
        assert "| T11 | T12 | T1/2026 |" in run(*asked, "md").out

    def test_an_office_without_plans_has_no_rows(self, run: Run, write_plan: Any) -> None:
        folder = write_plan("[]", plan=None)
        ran = run("workload", "--data", folder, "-f", "json")
        assert ran.status == 1
        assert ran.json["tables"]["workload"] == []


def test_several_plans_show_whose_row_it_is(run: Run, write_plan: Any) -> None:
    row = "- {id: T01-01, task: A, lead: VP, start: 2026-01, due: 2026-01}"
    write_plan(row, folder="xã/Đông")
    write_plan(row, folder="xã/Tây", plan=None)
    folder = write_plan(row, folder="xã/Nam").parent
    answer = run("list", "--data", folder, "--format", "json").json
    assert answer["plan"] == [row["plan"] for row in answer["tables"]["tasks"]]
    assert len(answer["plan"]) == 3
    assert "| Kế hoạch |" in run("overdue", "--data", folder, "--format", "md").out


def test_many_plans_are_counted(run: Run, write_plan: Any) -> None:
    for number in range(4):
        folder = write_plan("[]", folder=f"xã/{number}")
    assert "4 kế hoạch · phạm vi: toàn bộ kế hoạch" in run("list", "--data", folder.parent).out


def test_days_left_count_to_the_deadline(report: Report) -> None:
    tables = contract(report, "upcoming", "--within", "15")["tables"]
    assert [(row["id"], row["days_left"]) for row in tables["upcoming"]] == [("T02-04", 15)]
    assert contract(report, "upcoming", "--within", "14")["tables"]["upcoming"] == []


def test_due_today_is_not_late(run: Run, write_plan: Any) -> None:
    folder = write_plan("- {id: T03-01, task: A, lead: VP, start: 2026-03, due: 2026-03}")
    asked = ("--data", folder)
    assert "hôm nay" in run("upcoming", *asked, today="2026-03-31").out
    assert "Không có nhiệm vụ nào quá hạn." in run("overdue", *asked, today="2026-03-31").out
    assert "1 trên 1 nhiệm vụ quá hạn" in run("overdue", *asked, today="2026-04-01").out


def test_summary_counts_what_the_list_shows(report: Report) -> None:
    (figures,) = contract(report, "summary")["tables"]["figures"]
    assert figures == {
        "total": 14, "completed": 2, "overdue": 3, "in_progress": 1, "not_reported": 3,
        "scheduled": 1, "ongoing": 3, "cancelled": 1, "late": 1, "due_soon": 1, "awaiting": 1,
        "worded": 0, "undated": 1, "due": 8, "come_due": 5, "on_time": 1, "regular": 3,
        "inspections": 3, "inspections_done": 1, "on_time_share": 0.2,
    }  # fmt: skip
