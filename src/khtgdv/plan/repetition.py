"""One rule of a repeated task: its keys, the forms they take in files, the words that explain them.

As in `plan.model`, the Vietnamese docstring under an attribute is what an editor shows of the key.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from khtgdv.dates.periods import PeriodKind
from khtgdv.dates.repetition import (
    FIRST_WORKDAY,
    LAST_WORKDAY,
    WEEKDAYS,
    WORKING_DAYS_PATTERN,
    DueDay,
    Recurrence,
)
from khtgdv.fields import FieldError, NonEmptyList, OneOrSeveral, TextParser, text_or_integer_schema
from khtgdv.frozen import dataclass
from khtgdv.plan.office import CONFIG
from khtgdv.plan.values import PERIOD_KIND_PARSER, PeriodNumber, Text, integer_parser

DAY_HINT = (
    "viết on: 20 (ngày 20), on: fri (mon … sun), on: 06-15 (tháng-ngày), "
    "on: first working day hoặc on: last working day"
)
_DAY_PATTERN = "[1-9]|[12][0-9]|3[01]"
_MONTH_DAY_PATTERN = (
    "(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31"
)
WORKDAYS = (FIRST_WORKDAY, LAST_WORKDAY)
_MAX_DELAY = 366  # days: what comes later is work of another year


def parse_due_day(text: str) -> int | str:
    """Read the day of a period: a day of the month, a weekday, a `month-day`, a working day."""
    if re.fullmatch(_DAY_PATTERN, text):
        return int(text)
    if text in WEEKDAYS or text in WORKDAYS or re.fullmatch(_MONTH_DAY_PATTERN, text):
        return str(text)
    from khtgdv.plan.due_days import guess_due_day

    guess = guess_due_day(text)
    hint = f'có phải "{guess}"?' if guess else DAY_HINT
    raise FieldError("invalid-date", f'"{text}" không phải một ngày đến hạn của kỳ', hint)


def delay_parser(key: str, event: str) -> tuple[Callable[[str], int | str], dict[str, Any]]:
    """Return what reads the days after an event under a key, and the schema of that."""
    hint = f"viết {key}: 5 (số ngày sau khi {event}) hoặc {key}: 2 working days (ngày làm việc)"

    def parse(text: str) -> int | str:
        if re.fullmatch("[1-9][0-9]{0,2}", text) and int(text) <= _MAX_DELAY:
            return int(text)
        if (match := re.fullmatch(WORKING_DAYS_PATTERN, text)) and int(match[1]) <= _MAX_DELAY:
            return str(text)
        message = f'"{text}" không phải một số ngày sau khi {event}'
        raise FieldError("invalid-number", message, hint)

    return parse, {
        "pattern": f"^({_DELAY_PATTERN})$",
        **text_or_integer_schema(1, _MAX_DELAY, f"Không phải một số ngày: {hint}."),
    }


_DAY_MESSAGE = f"Không phải một ngày đến hạn: {DAY_HINT}."
_DAY_WORDS = "|".join((*WEEKDAYS, *WORKDAYS))
_DAY_SCHEMA = {
    "pattern": f"^({_DAY_PATTERN}|{_DAY_WORDS}|{_MONTH_DAY_PATTERN})$",
    **text_or_integer_schema(1, 31, _DAY_MESSAGE),
}
_MONTH_DAY_SCHEMA = {
    "type": "string",
    "pattern": f"^({_MONTH_DAY_PATTERN})$",
    "errorMessage": "Trong danh sách chỉ ghi tháng-ngày, ví dụ 06-15.",
}
_DELAY_PATTERN = f"[1-9]|[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-6]|{WORKING_DAYS_PATTERN}"
_DUE_DAY = OneOrSeveral(TextParser(parse_due_day, _DAY_SCHEMA), _MONTH_DAY_SCHEMA)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatRule:
    """One rule of a repeated task."""

    __pydantic_config__: ClassVar = CONFIG
    every: Annotated[PeriodKind, PERIOD_KIND_PARSER]
    """Kỳ lặp lại: ngày làm việc, tuần, tháng, quý, 6 tháng, 9 tháng, năm."""
    in_: Annotated[tuple[PeriodNumber, ...], NonEmptyList()] | None = None
    """Chỉ các kỳ mang số này trong năm."""
    on: Annotated[DueDay, _DUE_DAY] | None = None
    """Ngày đến hạn trong kỳ: 20 là ngày 20 của tháng cuối kỳ (tháng thiếu ngày ấy thì ngày cuối \
tháng), fri là thứ Sáu của tuần (mon … sun), 06-15 là ngày 15/6, [06-15, 12-15] mỗi kỳ một ngày, \
first working day, last working day là ngày làm việc đầu tiên, cuối cùng của kỳ."""
    after: Annotated[int | str, TextParser(*delay_parser("after", "hết kỳ"))] | None = None
    """Số ngày sau khi hết kỳ: 5, hoặc 2 working days (ngày làm việc)."""
    interval: Annotated[int, integer_parser(1, 99)] | None = None
    """Mấy kỳ một lần, đếm từ start của dòng: 2 năm một lần là every: year, interval: 2."""
    label: Text | None = None
    """Tên gọi, khi nhiệm vụ có nhiều lịch."""

    @property
    def recurrence(self) -> Recurrence:
        """When the rule repeats."""
        return Recurrence(self.every, self.in_, self.on, self.after, self.interval or 1)


_MAX_RULES = 20


def normalize_rules(value: object) -> object:
    """Bring `repeat` to a list of rules: `month` and one mapping are short forms."""
    items = value if isinstance(value, list) else [value]
    if len(items) > _MAX_RULES:
        message = f"một dòng có quá {_MAX_RULES} lịch định kỳ"
        raise FieldError("wrong-shape", message, "gộp các kỳ cùng loại bằng in: [1, 2, …]")
    return [{"every": rule} if isinstance(rule, str) else rule for rule in items]


def rules_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """Bring the JSON Schema of a list of rules to what `normalize_rules` takes."""
    forms = [PERIOD_KIND_PARSER.json_schema, schema["items"]]
    return {"anyOf": [*forms, {**schema, "items": {"anyOf": forms}}]}
