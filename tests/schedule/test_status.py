"""Deadline in force, kind and state of a row at a position: the rules of time by example."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import Position
from khtgdv.schedule.status import (
    CLOSED_STATES,
    KIND_LABELS,
    STATE_LABELS,
    actual_start,
    deadline_in_force,
    has_begun,
    status_at,
)

if TYPE_CHECKING:
    from tests.conftest import MakeRow

Values = dict[str, Any]


def at(day: str, *, closed: bool = True) -> Position:
    return Position(date.fromisoformat(day), closed=closed)


def told(work: Any, day: str, *, closed: bool = True) -> tuple[str, str | None, int | None]:
    """Return state, deadline and days overdue of a row at the close of a day."""
    now = status_at(work, at(day, closed=closed))
    return now.state, str(now.deadline) if now.deadline else None, now.days_overdue


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"start": "2026-03", "due": "2026-03"}, "dated"),
        ({"due": "2026"}, "dated"),
        ({"start": "2026-03", "due": "2026-03", "due_text": "Tháng 3 (BTVTU cho ý kiến)"}, "dated"),
        ({"start": "2026-03", "due_text": "Theo KH của TW"}, "awaiting"),
        ({"start": "2026-01", "due_text": "Theo tiến độ của TP."}, "awaiting"),
        ({"due_text": "Khi có hướng dẫn"}, "awaiting"),
        ({"start": "2026-03", "due_text": "Theo quy định của Trung ương"}, "awaiting"),
        ({"start": "2026-03", "due_text": "Theo năng lực của địa phương"}, "awaiting"),
        ({"start": "2026-03", "due_text": "Theo KH", "due": "2026-04"}, "dated"),
        ({"repeat": "month"}, "recurring"),
        ({"repeat": "month", "due": "2026-06"}, "recurring"),
        ({"repeat": "quarter", "due_text": "Theo KH của TW"}, "recurring"),
        ({}, "continuous"),
        ({"due_text": "Cả năm"}, "continuous"),
        ({"due_text": "Thường xuyên"}, "continuous"),
        ({"due_text": "Hàng tháng"}, "continuous"),
        ({"due_text": "Hằng tuần"}, "continuous"),
        ({"due_text": "Theo Quý"}, "continuous"),
        ({"due_text": "CẢ NĂM"}, "continuous"),
        ({"start": "2026-03", "due_text": "Cả năm"}, "continuous"),
        ({"start": "2026-03"}, "undated"),
        ({"due_text": "Khi phát sinh"}, "on-demand"),
        ({"start": "2026-03", "due_text": "Ngay khi xảy ra (trong 24 giờ)"}, "on-demand"),
        ({"start": "2026-03", "due_text": "Trước Tết"}, "worded"),
        ({"start": "2026-03", "due_text": "Trước ngày 15/3"}, "worded"),
        ({"start": "2026-03", "due_text": "Trong tháng 3 và tháng 9"}, "worded"),
        ({"due_text": "2026 và những năm tiếp theo"}, "continuous"),
        ({"start": "2026-03", "due_text": "20 ngày sau khi Thành ủy ban hành"}, "awaiting"),
        ({"start": "2026-03", "waits_for": "Kế hoạch của TW"}, "awaiting"),
        ({"due_text": "Trước Tết", "waits_for": "Kế hoạch của TW"}, "awaiting"),
        ({"due": "2026-05", "waits_for": "Kế hoạch của TW"}, "dated"),
        ({"repeat": "month", "waits_for": "Kế hoạch của TW"}, "recurring"),
    ],
)
def test_the_kind_of_a_task(make_task: MakeRow, values: Values, kind: str) -> None:
    assert status_at(make_task(**values), at("2026-03-31")).kind == kind


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"start": "2026-09", "due": "2026-10"}, "dated"),
        ({"due_text": "Căn cứ vào tình hình thực tiễn"}, "worded"),
        ({"due_text": "Khi phát sinh"}, "on-demand"),
        ({"due_text": "Hằng quý"}, "undated"),
        ({"due_text": "Cả năm"}, "undated"),
        ({}, "undated"),
    ],
)
def test_the_kind_of_an_inspection(make_inspection: MakeRow, values: Values, kind: str) -> None:
    assert status_at(make_inspection(**values), at("2026-09-30")).kind == kind


MARCH = {"start": "2026-02", "due": "2026-03"}


@pytest.mark.parametrize(
    ("values", "day", "state"),
    [
        (MARCH, "2026-01-31", "scheduled"),
        (MARCH, "2026-02-01", "open"),
        (MARCH, "2026-03-30", "open"),
        (MARCH, "2026-03-31", "overdue"),
        (MARCH | {"started": "2026-02-10"}, "2026-02-09", "open"),
        (MARCH | {"started": "2026-02-10"}, "2026-02-10", "in-progress"),
        (MARCH | {"started": "2026-02-10"}, "2026-04-01", "overdue"),
        (MARCH | {"started": "2026-01-10"}, "2026-01-20", "in-progress"),
        (MARCH | {"completed": "2026-03-31"}, "2026-03-31", "completed"),
        (MARCH | {"completed": "2026-04-01"}, "2026-03-31", "overdue"),
        (MARCH | {"completed": "2026-04-01"}, "2026-04-01", "completed-late"),
        (MARCH | {"completed": "2026-01-05"}, "2026-01-31", "completed"),
        (MARCH | {"cancelled": "2026-03-15"}, "2026-03-14", "open"),
        (MARCH | {"cancelled": "2026-03-15"}, "2026-12-31", "cancelled"),
        (MARCH | {"cancelled": "2026-04-15"}, "2026-04-14", "overdue"),
        (MARCH | {"completed": "2026-03-10", "cancelled": "2026-03-15"}, "2026-05-31", "completed"),
        (MARCH | {"completed": "2026-03-15", "cancelled": "2026-03-15"}, "2026-05-31", "completed"),
        (MARCH | {"completed": "2026-03-16", "cancelled": "2026-03-15"}, "2026-05-31", "cancelled"),
        (MARCH | {"completed": "2026-03-16", "cancelled": "2026-03-15"}, "2026-03-14", "open"),
        ({"start": "2026-03"}, "2026-02-28", "scheduled"),
        ({"start": "2026-03"}, "2026-12-31", "open"),
        ({"start": "2026-03", "completed": "2026-12-30"}, "2026-12-31", "completed"),
        ({"start": "2026-03", "due_text": "Theo KH của TW"}, "2026-12-31", "open"),
        ({"start": "2026-03", "due_text": "Theo KH của TW"}, "2026-02-28", "scheduled"),
        ({}, "2026-01-01", "in-progress"),
        ({"repeat": "month"}, "2026-01-01", "in-progress"),
        ({"repeat": "month", "due": "2026-06"}, "2026-12-31", "in-progress"),
        ({"start": "2026-05", "repeat": "month"}, "2026-04-30", "scheduled"),
        ({"start": "2026-05", "due_text": "Cả năm"}, "2026-05-01", "in-progress"),
        ({"cancelled": "2026-05-02"}, "2026-05-02", "cancelled"),
        ({"completed": "2026-05-02"}, "2026-05-02", "completed"),
    ],
)
def test_the_state_of_a_task(make_task: MakeRow, values: Values, day: str, state: str) -> None:
    assert told(make_task(**values), day)[0] == state


def test_what_is_due_today_is_late_only_at_the_close_of_the_day(make_task: MakeRow) -> None:
    task = make_task(due="2026-03")
    assert told(task, "2026-03-31", closed=False) == ("open", "2026-03", None)
    assert told(task, "2026-03-31") == ("overdue", "2026-03", 0)
    assert told(task, "2026-04-01", closed=False) == ("overdue", "2026-03", 1)
    assert told(task, "2026-11-24") == ("overdue", "2026-03", 238)


@pytest.mark.parametrize(
    ("values", "day", "told_"),
    [
        # One extension moves the deadline from the day it was decided.
        ({"extensions": [("2026-05", "2026-03-20")]}, "2026-03-19", ("open", "2026-03")),
        ({"extensions": [("2026-05", "2026-03-20")]}, "2026-04-30", ("open", "2026-05")),
        ({"extensions": [("2026-05", "2026-03-20")]}, "2026-05-31", ("overdue", "2026-05")),
        # One decided after the deadline lifts the delay.
        ({"extensions": [("2026-05", "2026-04-20")]}, "2026-04-19", ("overdue", "2026-03")),
        ({"extensions": [("2026-05", "2026-04-20")]}, "2026-04-20", ("open", "2026-05")),
        # The latest by its day is in force, wherever it stands in the file; it may shorten.
        ({"extensions": [("2026-06", "2026-04-20"), ("2026-05", "2026-03-20")]},
         "2026-04-30", ("open", "2026-06")),
        ({"extensions": [("2026-06", "2026-03-20"), ("2026-04", "2026-03-25")]},
         "2026-04-30", ("overdue", "2026-04")),
        # Of two on one day the later in the file.
        ({"extensions": [("2026-06", "2026-03-20"), ("2026-05", "2026-03-20")]},
         "2026-04-30", ("open", "2026-05")),
        # Completion is judged by the deadline in force on its day, an extension of that day too.
        ({"extensions": [("2026-05", "2026-03-20")], "completed": "2026-05-31"},
         "2026-12-31", ("completed", "2026-05")),
        ({"extensions": [("2026-05", "2026-03-20")], "completed": "2026-06-01"},
         "2026-12-31", ("completed-late", "2026-05")),
        ({"extensions": [("2026-05", "2026-04-10")], "completed": "2026-04-10"},
         "2026-12-31", ("completed", "2026-05")),
        ({"extensions": [("2026-05", "2026-04-11")], "completed": "2026-04-10"},
         "2026-12-31", ("completed-late", "2026-03")),
        # After cancellation an extension has no effect.
        ({"extensions": [("2026-05", "2026-03-11")], "cancelled": "2026-03-10"},
         "2026-12-31", ("cancelled", "2026-03")),
        ({"extensions": [("2026-05", "2026-03-10")], "cancelled": "2026-03-10"},
         "2026-12-31", ("cancelled", "2026-05")),
        # A completion after the position closes nothing yet.
        ({"extensions": [("2026-05", "2026-04-11")], "completed": "2026-06-10"},
         "2026-04-30", ("open", "2026-05")),
    ],
)  # fmt: skip
def test_extensions(make_task: MakeRow, values: Values, day: str, told_: tuple[str, str]) -> None:
    assert told(make_task(due="2026-03", **values), day)[:2] == told_


def test_the_first_extension_of_a_row_without_deadline_fixes_it(make_task: MakeRow) -> None:
    task = make_task(
        start="2026-03", due_text="Theo KH của TW", extensions=[("2026-08", "2026-06-15")]
    )
    before, after = status_at(task, at("2026-06-14")), status_at(task, at("2026-06-15"))
    assert (before.kind, before.state, before.deadline) == ("awaiting", "open", None)
    assert (after.kind, after.state, str(after.deadline)) == ("dated", "open", "2026-08")
    assert told(task, "2026-09-10") == ("overdue", "2026-08", 10)


def test_the_signed_deadline_stays_beside_the_one_in_force(make_task: MakeRow) -> None:
    task = make_task(due="2026-03", extensions=[("2026-05", "2026-03-20")])
    assert str(task.due) == "2026-03"
    assert str(deadline_in_force(task, at("2026-12-31"))) == "2026-05"


AUTUMN = {"start": "2026-09", "due": "2026-10", "units": [{"names": ["Kiến An", "Tứ Kỳ"]}]}
ONE_VISIT = AUTUMN | {"visits": {"Kiến An": "2026-09-15"}}
BOTH_VISITS = AUTUMN | {"visits": {"Kiến An": "2026-09-15", "Tứ Kỳ": "2026-08-30"}}


@pytest.mark.parametrize(
    ("values", "day", "state"),
    [
        (AUTUMN, "2026-08-31", "scheduled"),
        (AUTUMN, "2026-09-01", "open"),
        (AUTUMN, "2026-10-31", "overdue"),
        (ONE_VISIT, "2026-09-14", "open"),
        (ONE_VISIT, "2026-09-15", "in-progress"),
        (ONE_VISIT, "2026-10-31", "overdue"),
        (BOTH_VISITS, "2026-08-30", "in-progress"),
        (AUTUMN | {"completed": "2026-10-20"}, "2026-10-20", "completed"),
        (AUTUMN | {"completed": "2026-11-01"}, "2026-11-01", "completed-late"),
        (AUTUMN | {"cancelled": "2026-10-20"}, "2026-10-31", "cancelled"),
        (AUTUMN | {"extensions": [("2026-11", "2026-10-20")]}, "2026-10-31", "open"),
        ({"due_text": "Căn cứ vào tình hình thực tiễn"}, "2026-12-31", "open"),
    ],
)
def test_the_state_of_an_inspection(
    make_inspection: MakeRow, values: Values, day: str, state: str
) -> None:
    assert told(make_inspection(**values), day)[0] == state


def test_the_first_record_of_a_row(make_task: MakeRow, make_inspection: MakeRow) -> None:
    assert actual_start(make_inspection(**BOTH_VISITS)) == date(2026, 8, 30)
    assert actual_start(make_inspection(**AUTUMN)) is None
    assert actual_start(make_task(started="2026-02-10")) == date(2026, 2, 10)
    assert actual_start(make_task()) is None


def test_the_time_of_a_row_comes_on_the_first_day_of_its_start(make_task: MakeRow) -> None:
    assert not has_begun(make_task(start="2026-03"), at("2026-02-28"))
    assert has_begun(make_task(start="2026-03"), at("2026-03-01", closed=False))
    assert has_begun(make_task(), at("2026-01-01"))


def test_a_row_that_was_begun_early_has_begun(make_task: MakeRow) -> None:
    task = make_task(start="2026-03", started="2026-02-10")
    assert not has_begun(task, at("2026-02-09"))
    assert has_begun(task, at("2026-02-10"))


def test_every_code_has_its_word() -> None:
    assert list(KIND_LABELS.values()) == [
        "có thời hạn", "chờ cấp trên", "khi phát sinh", "hạn ghi bằng lời", "định kỳ",
        "thường xuyên", "chưa có thời hạn",
    ]  # fmt: skip
    assert {"completed", "completed-late", "cancelled"} == CLOSED_STATES < set(STATE_LABELS)


days = st.dates(date(2026, 1, 1), date(2027, 3, 31))
facts = st.fixed_dictionaries(
    {},
    optional={
        "start": st.sampled_from(["2026-01", "2026-05", "2026-12"]),
        "due": st.sampled_from(["2026-06", "2026-Q1", "2026", "2026-12-15"]),
        "due_text": st.sampled_from(
            ["Theo KH của TW", "Cả năm", "Trước Tết", "Khi phát sinh", "Quý II"]
        ),
        "started": days.map(str),
        "completed": days.map(str),
        "cancelled": days.map(str),
        "extensions": st.lists(
            st.tuples(st.sampled_from(["2026-07", "2026-03", "2027-01"]), days.map(str)), max_size=3
        ),
    },
)


@given(facts, days)
def test_facts_after_the_position_change_nothing(
    make_task: MakeRow, values: Values, as_of: date
) -> None:
    known = {
        name: value
        for name, value in values.items()
        if name not in ("started", "completed", "cancelled") or value <= str(as_of)
    }
    known["extensions"] = [e for e in values.get("extensions", []) if e[1] <= str(as_of)]
    for position in (Position(as_of), Position(as_of, closed=True)):
        assert status_at(make_task(**values), position) == status_at(make_task(**known), position)


@given(facts, days)
def test_a_status_agrees_with_itself(make_task: MakeRow, values: Values, as_of: date) -> None:
    position = Position(as_of, closed=True)
    now = status_at(make_task(**values), position)
    assert (now.days_overdue is not None) == (now.state == "overdue")
    assert now.closed == (now.state in CLOSED_STATES)
    assert (now.kind == "dated") == (now.deadline is not None)
    if now.deadline and now.days_overdue is not None:
        assert now.days_overdue == (as_of - now.deadline.end).days >= 0


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"id": "II-3"}, "undated"),
        ({"id": "NV-3"}, "undated"),
        ({"id": "TX-03"}, "continuous"),
        ({"id": "II-3", "due_text": "Thường xuyên"}, "continuous"),
        ({"id": "II-3", "repeat": "month"}, "recurring"),
    ],
)
def test_without_a_finish_only_regular_work_is_regular(
    make_task: MakeRow, values: Values, kind: str
) -> None:
    assert status_at(make_task(**values), at("2026-03-31")).kind == kind
