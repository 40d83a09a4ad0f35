"""ICS: what another program reads back, the days a rule gives, the same bytes each time."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from dateutil.rrule import rruleset, rrulestr

from khtgdv.dates.periods import Position
from khtgdv.dates.repetition import Bounds
from khtgdv.dates.spans import year_span
from khtgdv.document.document import Column, Document, Row, Table
from khtgdv.document.row_version import RowVersion
from khtgdv.render.formats import RenderOptions
from khtgdv.render.ics.calendar import render
from khtgdv.schedule.occurrences import rule_occurrences
from tests.conftest import PLAN_TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.document.document import Value
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


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


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
PLAN = PLAN_TEMPLATE.format(year=2026)
UID = "@01-kh-thu-c022d50c6b28.khtgdv"


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
    assert day(item, "last-modified") == day(item, "dtstamp") == moment("2026-03-01")


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
    assert item["summary"].startswith("T01-01 · Họp")
    assert "Tình trạng" not in item["description"]


def test_events_say_in_words_what_is_finished(folder: Path, export: Any) -> None:
    found = items(export("list", "--data", folder, "--events"), "VEVENT")
    done, cancelled = found[f"T01-02{UID}"], found[f"T01-03{UID}"]
    assert (done["status"], done["summary"]) == (
        "CONFIRMED", "✓ T01-02 · hoàn thành quá hạn · Xong",
    )  # fmt: skip
    assert "Tình trạng: hoàn thành quá hạn ngày 10/02/2026" in done["description"]
    assert (cancelled["status"], cancelled["summary"]) == ("CANCELLED", "✗ T01-03 · đã hủy · Hủy")
    assert "Tình trạng: đã hủy ngày 05/01/2026: thôi" in cancelled["description"]


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
    assert event["summary"] == "✓ TX-01 · đã làm · Giao ban"
    assert "Tình trạng: đã làm ngày 30/01/2026" in event["description"]


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
    write_plan(row, folder="xã/Đông", plan=PLAN.replace("Ban thử", "Đảng ủy xã Đông"))
    folder = write_plan(
        row, folder="xã/Dong", plan=PLAN.replace("Ban thử", "Đảng ủy xã Dong")
    ).parent
    assert len(items(export("list", "--data", folder))) == 6
    assert len(items(export("calendar", "--month", "3", "--data", folder))) == 6


def test_what_is_recorded_makes_an_item_newer(write_plan: WritePlan, export: Any) -> None:
    folder = write_plan(
        "- {id: T01-01, task: A, lead: VP, start: 2026-01, due: 2026-01}\n"
        "- {id: T01-02, task: B, lead: VP, start: 2026-01, due: 2026-01, started: 2026-01-04,"
        " completed: 2026-02-09, extensions: [{to: 2026-02, on: 2026-01-09, reason: chờ}]}"
    )
    found = items(export("list", "--data", folder))
    first, second = found[f"T01-01{UID}"], found[f"T01-02{UID}"]
    assert (first["sequence"], second["sequence"]) == (0, 3)
    assert day(first, "last-modified") == moment("2026-01-05")  # the plan's own day
    assert day(second, "last-modified") == moment("2026-02-09")


OFFICES = {
    "agency": ("agency: Ban thử", "agency: Ban khác"),
    "name": ("departments:", "office: {name: BAN KHÁC}\ndepartments:"),
    "parent": ("departments:", "office: {parent: ĐẢNG ỦY XÃ}\ndepartments:"),
}


@pytest.mark.parametrize("different", OFFICES)
def test_offices_with_one_number_stay_apart_and_folders_do_not_count(
    different: str, write_plan: WritePlan, export: Any
) -> None:
    row = "- {id: T01-01, task: A, lead: VP, steps: [{text: B, due: 2026-04}]}"
    one = write_plan(row, folder="chung/a")
    two = write_plan(row, folder="chung/b", plan=PLAN.replace(*OFFICES[different]))
    for command in ("list", "upcoming"):
        own = [items(export(command, "--data", folder)) for folder in (one, two)]
        together = items(export(command, "--data", one.parent))
        assert own[0].keys() & own[1].keys() == set()
        assert together.keys() == own[0].keys() | own[1].keys()


def test_offices_that_say_the_same_of_themselves_are_told(run: Run, write_plan: WritePlan) -> None:
    rows = [f"- {{id: T01-01, task: Việc {name}, lead: VP}}" for name in "abc"]
    folders = [write_plan(row, folder=f"{n}/data") for n, row in enumerate(rows)]
    ran = run("list", "--data", folders[0].parent.parent, "-f", "ics")
    assert {str(item["description"])[:6] for item in items(ran.out).values()} == {
        "Việc a", "Việc b", "Việc c",
    }  # fmt: skip
    told = (
        "cùng cơ quan, cùng số kế hoạch: trong lịch, mã nhận dạng "
        "các việc của thư mục sau phải theo tên thư mục. Ghi office.name để phân biệt.\n"
    )
    assert ran.err.count(told) == 2


def test_years_of_one_folder_stay_apart(write_plan: WritePlan, export: Any) -> None:
    """Plans below one folder are called by their folders, whatever their year."""
    row = "- {id: T01-01, task: A, lead: VP, start: 2026-01, due: 2026-01}"
    write_plan(row, folder="chung/a")
    write_plan(row.replace("2026", "2027"), folder="chung/a", year=2027)
    folder = write_plan(row, folder="chung/b", plan=PLAN.replace("Ban thử", "Ban khác")).parent
    assert len(items(export("overdue", "--data", folder, today="2027-03-01"))) == 3


def test_a_plan_without_a_paper_is_known_by_its_folder(run: Run, write_plan: WritePlan) -> None:
    row = "- {id: T01-01, task: A, lead: VP}"
    folder = write_plan(row, folder="chung/Xã Đông", plan=None)
    write_plan(row, folder="chung/b", plan=None)
    (uid,) = items(run("list", "--data", folder, "-f", "ics").out)
    assert uid.startswith("T01-01@xa-dong-")
    assert uid in items(run("list", "--data", folder.parent, "-f", "ics").out)


def test_a_step_is_no_row_of_the_same_name(write_plan: WritePlan, export: Any) -> None:
    plan = f"{PLAN}sections: [{{code: I, heading: Một}}]\n"
    rows = (
        "- {id: I-1, task: A, lead: VP, due: 2026-04, steps: [{text: B, due: 2026-04}]}\n"
        "- {id: I-1.1, task: C, lead: VP, due: 2026-04}"
    )
    uids = items(export("upcoming", "--data", write_plan(rows, plan=plan)))
    assert [uid.partition("@")[0] for uid in uids] == ["I-1", "I-1.1", "I-1-step-1"]


@pytest.mark.parametrize(
    ("options", "triggers"),
    [
        (["--alarm", "3d"], {timedelta(days=-3)}),
        (["--alarm", "1 tuần, 2d16h"], {timedelta(weeks=-1), timedelta(days=-2, hours=-16)}),
        (["--alarm", "1d", "--alarm", "0"], {timedelta(days=-1), timedelta()}),
        ([], set()),
    ],
)
def test_alarms_ring_before_what_is_not_finished(
    options: list[str], triggers: set[timedelta], folder: Path, export: Any
) -> None:
    for form, name in (([], "VTODO"), (["--events"], "VEVENT")):
        for uid, item in items(export("list", "--data", folder, *options, *form), name).items():
            alarms = item.walk("VALARM")
            quiet = uid.startswith(("T01-02", "T01-03", "TX-01"))  # finished, cancelled, no day
            assert {alarm.decoded("trigger") for alarm in alarms} == (set() if quiet else triggers)
            for alarm in alarms:
                assert (alarm["action"], alarm["description"]) == ("DISPLAY", item["summary"])
                assert alarm["trigger"].params.get("RELATED") == ("END" if "due" in item else None)


HOSTILE = 'A\rBEGIN:VEVENT\nUID:x\r\nB\tC\x00D\x85E\u2028F\x0bG\x1b[31m,;\\N:"' + "ệ" * 200


@pytest.mark.parametrize("events", [True, False])
def test_no_text_of_a_row_ends_a_line(*, events: bool) -> None:
    version = RowVersion("01-kh", "a", 2026, "T01-01", "", 0, date(2026, 1, 5))
    values: dict[str, Value] = dict.fromkeys(("task", "lead", "plan"), HOSTILE)
    values |= {"id": "T01-01", "due": None, "start": None, "leads": (HOSTILE,)}
    values |= {"deadline": date(2026, 3, 31)}
    words = {"due_text": HOSTILE, "cancelled": HOSTILE, "assignee": HOSTILE, "units": HOSTILE}
    for state in ("open", "cancelled"):
        row = Row({**values, "state": state}, words, version=lambda: version)
        columns = tuple(Column(key, key, "id") for key in ("id", "deadline"))
        table = Table("tasks", HOSTILE, columns, ("id",), (row,))
        document = Document("list", HOSTILE, Position(date(2026, 3, 31)), (HOSTILE,), (table,))
        options = RenderOptions(events=events, alarms=(timedelta(days=1),))
        content = render(document, options)
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert not any(set(line) & {*range(9), *range(10, 32), 127} for line in lines)
        assert all(line.decode() is not None for line in lines)
        calendar = icalendar.Calendar.from_ical(content)
        assert [part.name for part in calendar.walk()][:2] == [
            "VCALENDAR", "VEVENT" if events else "VTODO",
        ]  # fmt: skip
        assert [part["uid"] for part in calendar.walk() if "uid" in part] == ["T01-01@01-kh.khtgdv"]


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


@pytest.mark.parametrize("option", ["--events", "--alarm=3d"])
def test_events_and_alarms_need_a_calendar(option: str, run: Run) -> None:
    ran = run("list", "--data", "data", option)
    assert ran.status == 2
    assert f"{option.partition('=')[0]} chỉ dùng với định dạng ics" in ran.err


def test_a_missing_library_is_answered_with_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    ran = run("list", "--data", "data", "--format", "ics")
    assert ran.status == 1
    assert "-m pip install --force-reinstall 'icalendar>=7,<8'" in ran.err
