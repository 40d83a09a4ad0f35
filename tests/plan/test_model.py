"""The model: what it takes from texts, its short forms, and that nothing in it changes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from khtgdv.plan.model import Task, Units
from khtgdv.plan.repetition import RepeatRule

if TYPE_CHECKING:
    from tests.conftest import MakeRow


@pytest.mark.parametrize(
    ("repeat", "rules"),
    [
        ("month", (RepeatRule(every="month"),)),
        (["week", "year"], (RepeatRule(every="week"), RepeatRule(every="year"))),
        ({"every": "quarter", "in": ["1", "3"]}, (RepeatRule(every="quarter", in_=(1, 3)),)),
        (
            [{"every": "day", "label": "báo cáo ngày"}],
            (RepeatRule(every="day", label="báo cáo ngày"),),
        ),
        ([], ()),
    ],
)
def test_short_forms_of_repeat(
    make_task: MakeRow, repeat: object, rules: tuple[RepeatRule, ...]
) -> None:
    assert make_task(repeat=repeat).repeat == rules


@pytest.mark.parametrize(
    "values",
    [
        {"repeat": "hour"},
        {"repeat": {"every": "month", "in": []}},
        {"repeat": {"every": "month", "in_": ["1"]}},
        {"repeat": [["month"]]},
        {"due": "2026-W07"},
        {"completed": "2026-02-30"},
        {"progress": "101"},
        {"chu_tri": "VP"},
        {"extensions": [{"to": "2026-05", "on": "2026-03-20"}]},
        {"cancelled": {"on": "2026-03-20"}},
    ],
)
def test_other_values_are_refused(make_task: MakeRow, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_task(**values)


def test_a_row_reads_its_texts(make_task: MakeRow, make_inspection: MakeRow) -> None:
    task = make_task(due="2026-03", progress="40", log={"2026-Q1": "2026-03-30"}, focus=["1.4"])
    assert (task.text, task.due.end, task.progress) == ("Việc thử", date(2026, 3, 31), 40)
    assert task.log == {"2026-Q1": date(2026, 3, 30)}
    units = [{"kind": "Phường", "names": ["Kiến An", "Đông Hải"]}, {"names": ["Tứ Kỳ"]}]
    inspection = make_inspection(units=units)
    assert inspection.text == "Cuộc kiểm tra thử"
    assert inspection.unit_names == ("Kiến An", "Đông Hải", "Tứ Kỳ")
    assert inspection.units[1] == Units(names=("Tứ Kỳ",))


def test_nothing_in_a_row_changes(make_task: MakeRow) -> None:
    task = make_task()
    with pytest.raises(FrozenInstanceError):
        task.lead = "TT-TH"


def test_the_schema_of_repeat_takes_its_short_forms() -> None:
    repeat = TypeAdapter(Task).json_schema()["properties"]["repeat"]["anyOf"]
    assert repeat[0]["enum"][0] == "day"
    assert repeat[1] == {"$ref": "#/$defs/RepeatRule"}
    assert repeat[2]["items"]["anyOf"] == repeat[:2]
