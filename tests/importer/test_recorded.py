from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import months_period
from khtgdv.importer.recorded import Days, recorded_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.importer.headings import FieldName

DAYS = Days(months_period("year", 2026), date(2026, 6, 1))


def read(
    texts: Mapping[FieldName, str], start: str | None = None
) -> tuple[dict[str, object], list[str]]:
    """Return what was recorded, and the unread cells as `column: words`."""
    unread: list[str] = []
    facts = recorded_facts(texts, start, DAYS, lambda *cell: unread.append(f"{cell[0]}: {cell[1]}"))
    return facts, unread


@pytest.mark.parametrize(
    ("texts", "completed", "unread"),
    [
        ({"completed": "15.3.26"}, "2026-03-15", []),
        ({"completed": "2026-03-15"}, "2026-03-15", []),
        ({"completed": "xong"}, None, ["ngày hoàn thành: xong"]),
        ({"completed": "31/02/2026"}, None, ["ngày hoàn thành: 31/02/2026"]),
        ({"state": "Hoàn thành ngày 15/3/2026"}, "2026-03-15", []),
        ({"state": "Xong 15/5/2026"}, "2026-05-15", []),
        ({"state": "Đã xong"}, None, ["tình trạng: Đã xong"]),
        ({"state": "chưa hoàn thành"}, None, []),
        ({"state": "chưa xong"}, None, ["tình trạng: chưa xong"]),
        ({"state": "quá hạn 29 ngày"}, None, []),
        ({"state": "chưa báo cáo, còn 12 ngày"}, None, []),
        ({"state": "đang trình ký"}, None, ["tình trạng: đang trình ký"]),
        ({"progress": "600"}, None, ["tiến độ: 600"]),
        ({"progress": "0%"}, None, []),
        ({"completed": "1/3/2026", "state": "xong sớm", "progress": "1"}, "2026-03-01", []),
        ({"state": "Hoàn thành", "progress": "100%"}, None, ["tình trạng: Hoàn thành"]),
    ],
)
def test_the_day_of_completion(
    texts: Mapping[FieldName, str], completed: str | None, unread: list[str]
) -> None:
    facts, missed = read(texts)
    assert (facts.get("completed"), missed[:1]) == (completed, unread)


@pytest.mark.parametrize(
    ("texts", "percent"),
    [
        ({"progress": "60%"}, 60),
        ({"progress": "0.6"}, 60),
        ({"progress": "0,35", "state": "Đang thực hiện"}, 35),
        ({"state": "45 %"}, 45),
        ({"progress": "đang làm"}, None),
        ({"state": "Đang triển khai", "progress": "0"}, None),
    ],
)
def test_work_under_way_began_when_the_plan_begins_it(
    texts: Mapping[FieldName, str], percent: int | None
) -> None:
    facts, unread = read(texts, "2026-03")
    assert facts.get("started") == "2026-03-01"
    assert facts.get("progress") == percent
    assert len(unread) == 1


@pytest.mark.parametrize("start", [None, "2026-07"])
def test_work_whose_beginning_nobody_knows_is_told(start: str | None) -> None:
    assert read({"progress": "60%"}, start) == ({}, ["tiến độ: 60%"])
