"""What the day of a rule may be for each kind of period, as a JSON Schema says it.

The same is said of what files have by `plan.due_days`; only whether a day lies in its period and
whether there are as many days as periods is left to it.
"""

from __future__ import annotations

from khtgdv.dates.repetition import WEEKDAYS
from khtgdv.plan.time_values import DAY_HINT, WORKDAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Schema = dict[str, Any]


def _for_kind(kind: str, then: Schema, otherwise: Schema) -> Schema:
    condition = {"properties": {"every": {"const": kind}}, "required": ["every"]}
    return {"if": condition, "then": then, "else": otherwise}


def _day(schema: Schema, message: str) -> Schema:
    return {"properties": {"on": {**schema, "errorMessage": message}}}


_DATE_OR_WEEKDAY = {"type": "string", "pattern": f"^({'|'.join(WEEKDAYS)}|[0-9]{{2}}-.*)$"}
_NOT_A_WEEKDAY = {"not": {"enum": list(WEEKDAYS)}}
RULE_CONDITIONS: Schema = {
    **_for_kind(
        "day",
        _day({"not": {}}, "Việc hằng ngày đến hạn ngay trong ngày, không có on."),
        _for_kind(
            "week",
            _day({"enum": [*WEEKDAYS, *WORKDAYS]}, "Việc hằng tuần viết on: fri (mon … sun)."),
            _for_kind(
                "month",
                _day(
                    {"type": ["string", "integer"], "not": _DATE_OR_WEEKDAY},
                    "Việc hằng tháng viết on: 20 hoặc on: first working day.",
                ),
                _day(_NOT_A_WEEKDAY, f"Ngày trong tuần chỉ dùng với every: week; {DAY_HINT}."),
            ),
        ),
    ),
    "dependencies": {
        "on": {
            "properties": {
                "after": {"not": {}, "errorMessage": "Một kỳ chỉ có một hạn: giữ on hoặc after."}
            }
        }
    },
}
