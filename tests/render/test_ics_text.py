"""ICS: what another program reads back, the days a rule gives, the same bytes each time."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from dateutil.rrule import rruleset, rrulestr

from khtgdv.dates.repetition import Bounds
from khtgdv.dates.spans import year_span
from khtgdv.schedule.occurrences import rule_occurrences

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.plan.model import Plan
    from tests.conftest import Run, WritePlan

Item = Any


def items(text: str, name: str = "VTODO") -> dict[str, Item]:
    """Return the items of a calendar by UID."""
    found = icalendar.Calendar.from_ical(text).walk(name)
    named = {str(item["uid"]): item for item in found}
    assert len(named) == len(found)
    return named


def day(item: Item, name: str) -> Any:
    return item.decoded(name)


@pytest.fixture
def export(run: Run) -> Any:
    def call(*arguments: object, today: str = "2026-03-31") -> str:
        ran = run(*arguments, "--format", "ics", today=today)
        assert (ran.status, ran.err.removeprefix(UNKNOWN_HOLIDAYS)) == (0, "")
        return ran.out

    return call


UNKNOWN_HOLIDAYS = (
    "Chưa có ngày nghỉ năm 2026 trong plan_2026.yaml; ngày làm việc chưa trừ ngày lễ, tết.\n"
)
ROWS = """\
- id: T01-01
  task: |-
    Họp; ký, kết \\ phối hợp:
    - với Sở
  lead: VP
  coordinating: [Phòng TT-TH, Hội Nông dân]
  start: 2026-01
  due: 2026-03
  due_text: Tháng 3 (BTVTU cho ý kiến)
  extensions: [{to: 2026-05, on: 2026-03-01, reason: chờ}]
- {id: T01-02, task: Xong, lead: VP, start: 2026-01, due: 2026-01, completed: 2026-02-10,
   result: 12-KH}
- {id: T01-03, task: Hủy, lead: VP, start: 2026-01, due: 2026-01,
   cancelled: {on: 2026-01-05, reason: thôi}}
- {id: T01-04, task: Đang làm, lead: VP, start: 2026-01, due: 2026-06, started: 2026-01-08,
   progress: 40}
- {id: T01-05, task: Chờ, lead: VP, start: 2026-01, due_text: Theo KH của TW}
- {id: T01-06, task: Một ngày, lead: VP, start: 2026-01-15, due: 2026-01-15}
- {id: TX-01, task: Cả năm, lead: VP, due_text: Cả năm}
- {id: TX-02, task: Họp tháng, lead: VP, repeat: month}
"""
UID = "@01-kh-thu-3e714038.khtgdv"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    visited = "- {id: KT-01, content: Kiểm tra, start: 2026-02, due: 2026-03, team: [Lãnh đạo],"
    return write_plan(ROWS, f"{visited} units: [{{kind: Phường, names: [Kiến An]}}]}}")


def test_a_task_is_something_to_do(folder: Path, export: Any) -> None:
    item = items(export("list", "--data", folder))[f"T01-01{UID}"]
    assert item["due"].params["VALUE"] == "DATE"
    assert (day(item, "dtstart"), day(item, "due")) == (date(2026, 1, 1), date(2026, 5, 31))
    assert item["summary"] == "T01-01 · Họp; ký, kết \\ phối hợp: - với Sở"
    assert item["description"].split("\n") == [
        "Họp; ký, kết \\ phối hợp:",
        "- với Sở",
        "Chủ trì: VP",
        "Phối hợp: Phòng TT-TH; Hội Nông dân",
        "Kết thúc: Tháng 3 (BTVTU cho ý kiến)",
    ]
    assert item["categories"].to_ical() == b"VP"
    assert (item["status"], item["sequence"]) == ("NEEDS-ACTION", 1)


def test_states(folder: Path, export: Any) -> None:
    found = items(export("list", "--data", folder))
    done = found[f"T01-02{UID}"]
    assert (done["status"], done["percent-complete"]) == ("COMPLETED", 100)
    assert day(done, "completed").date() == date(2026, 2, 10)
    assert "Kết quả: 12-KH" in done["description"]
    assert found[f"T01-03{UID}"]["status"] == "CANCELLED"
    begun = found[f"T01-04{UID}"]
    assert (begun["status"], begun["percent-complete"]) == ("IN-PROCESS", 40)


def test_what_has_no_deadline_has_none(folder: Path, export: Any) -> None:
    found = items(export("list", "--data", folder))
    awaiting, one_day, regular = (found[f"{n}{UID}"] for n in ("T01-05", "T01-06", "TX-01"))
    assert ("due" in awaiting, day(awaiting, "dtstart")) == (False, date(2026, 1, 1))
    assert (day(one_day, "due"), "dtstart" in one_day) == (date(2026, 1, 15), False)
    assert not {"due", "dtstart"} & {name.lower() for name in regular}


def test_events_last_a_day(folder: Path, export: Any) -> None:
    found = items(export("list", "--data", folder, "--events"), "VEVENT")
    assert sorted(found) == sorted(
        f"{name}{UID}" for name in ("T01-01", "T01-02", "T01-03", "T01-04", "T01-06", "TX-02-month")
    )
    item = found[f"T01-01{UID}"]
    assert (day(item, "dtstart"), day(item, "dtend")) == (date(2026, 5, 31), date(2026, 6, 1))
    assert (item["status"], item["transp"]) == ("CONFIRMED", "TRANSPARENT")
    assert found[f"T01-03{UID}"]["status"] == "CANCELLED"


def test_inspections(folder: Path, export: Any) -> None:
    item = items(export("inspections", "--data", folder))[f"KT-01{UID}"]
    assert day(item, "due") == date(2026, 3, 31)
    assert "Đơn vị được kiểm tra: Phường: Kiến An" in item["description"]
    assert "categories" not in item


def test_an_inspection_done_by_its_visits_has_no_day_of_its_own(
    write_plan: WritePlan, export: Any
) -> None:
    row = "- {id: KT-01, content: A, due: 2026-03, units: [{names: [CATP]}], visits: {CATP: "
    folder = write_plan("- {id: T01-01, task: A, lead: VP}", f"{row}2026-03-02}}}}")
    (item,) = items(export("inspections", "--data", folder)).values()
    assert (item["status"], item["percent-complete"]) == ("COMPLETED", 100)
    assert "completed" not in item


def test_a_row_of_several_tables_appears_once(folder: Path, export: Any) -> None:
    text = export("department", "VP", "--data", folder)
    assert text.count(f"UID:T01-02{UID}") == 1
    assert set(items(text)) == {
        *(f"T01-{n:02}{UID}" for n in range(1, 7)), f"TX-01{UID}", f"TX-02-month{UID}",
    }  # fmt: skip


def test_occurrences_of_a_calendar(run: Run, write_plan: WritePlan, export: Any) -> None:
    del run
    folder = write_plan(
        "- {id: TX-01, task: Giao ban, lead: VP, repeat: month, log: {2026-01: 2026-01-30}}\n"
        "- {id: TX-02, task: B, lead: VP, repeat: {every: month, label: báo cáo}}"
    )
    found = items(export("calendar", "--month", "1", "--data", folder))
    done = found[f"TX-01-2026-01{UID}"]
    assert (day(done, "due"), done["status"]) == (date(2026, 1, 31), "COMPLETED")
    assert done["summary"] == "TX-01 · Giao ban"
    (open_,) = (item for uid, item in found.items() if uid.startswith("TX-02-2026-01-bao-cao-"))
    assert (open_["summary"], open_["status"]) == ("TX-02 · báo cáo", "NEEDS-ACTION")
    asked = ("calendar", "--month", "1", "--data", folder, "--events")
    event = items(export(*asked), "VEVENT")[f"TX-01-2026-01{UID}"]
    assert day(event, "dtend") == date(2026, 2, 1)


def expanded(item: Item) -> list[date]:
    """Return the days a client sees of a repeated item."""
    found = rruleset()
    start = datetime.combine(day(item, "dtstart"), datetime.min.time())
    found.rdate(start)
    if "rrule" in item:
        rule = item["rrule"].to_ical().decode()
        found.rrule(rrulestr(rule, dtstart=start))  # type: ignore[arg-type]
    for name, add in (("exdate", found.exdate), ("rdate", found.rdate)):
        for one in item[name].dts if name in item else ():
            add(datetime.combine(one.dt, datetime.min.time()))
    return [moment.date() for moment in found]


def test_rules_give_the_days_of_the_plan(shipped: Plan, export: Any) -> None:
    found = items(export("list", "--kind", "recurring", "--data", "data"))
    tasks = [task for task in shipped.tasks if task.repeat]
    assert len(found) == sum(len(task.repeat) for task in tasks) == 22
    unseen = list(found.values())
    for task in tasks:
        own = [item for item in unseen if str(item["uid"]).startswith(f"{task.id}-")]
        for rule, item in zip(task.repeat, own, strict=True):
            bounds = Bounds(year_span(2026))
            wanted = [one.due for one in rule_occurrences(rule, bounds, shipped.workdays)]
            assert expanded(item) == wanted
            assert "due" not in item


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("{every: week, in: [3, 1]}", [date(2026, 1, 4), date(2026, 1, 18)]),
        ("{every: week, in: [7]}", [date(2026, 2, 15)]),
        ("{every: day, in: [5, 6]}", [date(2026, 1, 5), date(2026, 1, 6)]),
        ("{every: quarter, in: [4, 2]}", [date(2026, 6, 30), date(2026, 12, 31)]),
        ("nine-months", [date(2026, 9, 30)]),
    ],
)
def test_chosen_periods(rule: str, days: list[date], write_plan: WritePlan, export: Any) -> None:
    folder = write_plan(f"- {{id: TX-01, task: A, lead: VP, repeat: {rule}}}")
    (item,) = items(export("list", "--data", folder)).values()
    assert expanded(item) == days


def test_a_rule_without_a_day_has_no_item(write_plan: WritePlan, export: Any) -> None:
    rules = "[{every: week, in: [53], label: a}, {every: month, label: b}]"
    folder = write_plan(f"- {{id: TX-01, task: A, lead: VP, repeat: {rules}}}")
    (item,) = items(export("list", "--data", folder)).values()
    assert item["summary"] == "TX-01 · b"


def test_rules_of_the_same_name_stay_apart(write_plan: WritePlan, export: Any) -> None:
    rules = "[{every: month, in: [1]}, {every: month, in: [2]}]"
    folder = write_plan(f"- {{id: TX-01, task: A, lead: VP, repeat: {rules}}}")
    found = items(export("list", "--data", folder)).values()
    assert [expanded(item) for item in found] == [[date(2026, 1, 31)], [date(2026, 2, 28)]]


def test_names_that_differ_by_their_accents_stay_apart(write_plan: WritePlan, export: Any) -> None:
    rules = "[{every: month, label: họp}, {every: month, label: hợp}, {every: quarter, label: họp}]"
    row = f"- {{id: TX-01, task: A, lead: VP, repeat: {rules}}}"
    write_plan(row, folder="xã/Đông")
    folder = write_plan(row, folder="xã/Dong").parent
    assert len(items(export("list", "--data", folder))) == 6
    assert len(items(export("calendar", "--month", "3", "--data", folder))) == 6


def test_what_is_recorded_makes_an_item_newer(write_plan: WritePlan, export: Any) -> None:
    folder = write_plan(
        "- {id: T01-01, task: A, lead: VP, start: 2026-01, due: 2026-01}\n"
        "- {id: T01-02, task: B, lead: VP, start: 2026-01, due: 2026-01, started: 2026-01-04,"
        " completed: 2026-02-09, extensions: [{to: 2026-02, on: 2026-01-09, reason: chờ}]}"
    )
    found = items(export("list", "--data", folder))
    assert "sequence" not in found[f"T01-01{UID}"]
    assert found[f"T01-02{UID}"]["sequence"] == 3


def test_the_same_plan_is_the_same_bytes(export: Any) -> None:
    first, later = (export("list", "--data", "data", today=d) for d in ("2026-03-31", "2026-04-01"))
    assert first == export("list", "--data", "data", today="2026-03-31")
    assert first.count("DTSTAMP:20260210T000000Z") == first.count("BEGIN:VTODO")
    assert later.count("BEGIN:VTODO") == first.count("BEGIN:VTODO") == 165 - 12 + 22
    assert later == first


def test_the_calendar_has_a_name(export: Any) -> None:
    calendar = icalendar.Calendar.from_ical(export("department", "VP", "--data", "data"))
    assert calendar["x-wr-calname"] == "VĂN PHÒNG (VP) · 31-KH/BTGDVTU"
    assert calendar["version"] == "2.0"


def test_lines_are_folded_and_end_as_the_standard_says(export: Any, folder: Path) -> None:
    lines = export("list", "--data", folder).encode().split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None and b"\n" not in line for line in lines)


def test_long_texts_are_cut_in_the_summary_only(export: Any) -> None:
    item = items(export("list", "--id", "TX-02", "--data", "data"))
    (summary, *_) = [str(one["summary"]) for one in item.values()]
    assert summary == "TX-02 · báo cáo ngày"
    (one,) = items(export("list", "--id", "T01-03", "--data", "data")).values()
    assert str(one["summary"]).endswith("…")
    assert len(one["summary"]) <= 130
    assert one["description"].startswith("Xây dựng, tổ chức ký kết Chương trình phối hợp")
    assert "Ban Thường vụ Thành ủy)." in one["description"]


def test_a_plan_without_a_paper_has_a_fixed_stamp(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(
        "- {id: T01-01, task: A, lead: VP, start: 2026-01, due: 2026-01}", plan=None
    )
    ran = run("list", "--data", folder, "-f", "ics", today="2026-03-31")
    assert "DTSTAMP:20260101T000000Z" in ran.out


def test_the_suffix_chooses_the_format(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "lịch.ics"
    assert run("overdue", "--month", "3", "--data", "data", "-o", path).status == 0
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("command", ["workload", "doctor"])
def test_a_report_without_dates_is_refused(command: str, run: Run) -> None:
    ran = run(command, "--data", "data", "--format", "ics")
    assert (ran.status, ran.out) == (2, "")
    assert "không có ngày để ghi vào lịch" in ran.err


def test_events_need_a_calendar(run: Run) -> None:
    ran = run("list", "--data", "data", "--events")
    assert ran.status == 2
    assert "--events chỉ dùng với định dạng ics" in ran.err


def test_a_missing_library_is_answered_with_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    ran = run("list", "--data", "data", "--format", "ics")
    assert ran.status == 1
    assert "-m pip install --force-reinstall 'icalendar>=7,<8'" in ran.err
