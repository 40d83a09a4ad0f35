"""The kinds of value that name days and periods, and the rules that repeat: read from text.

Nothing but what reads files needs them.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from khtgdv.dates.periods import (
    DATE_HINT,
    MONTH_DAY_PATTERN,
    PERIOD_HINT,
    PERIOD_PATTERN,
    DateRange,
    Period,
    parse_date,
    parse_deadline,
)
from khtgdv.dates.repetition import (
    FIRST_WORKDAY,
    LAST_WORKDAY,
    WEEKDAYS,
    WORKING_DAYS_PATTERN,
    DueDay,
)
from khtgdv.dates.spans import SPAN_HINT, parse_span
from khtgdv.fields import (
    FieldError,
    NonEmptyList,
    OneOrSeveral,
    TextParser,
    text_or_integer_schema,
)
from khtgdv.plan.values import PERIOD_KIND_PARSER, PeriodNumber, choice_parser, integer_parser

if TYPE_CHECKING:
    from khtgdv.dates.periods import PeriodKind
else:
    PeriodKind = str  # of the words that its parser takes

_MAX_DAYS_OFF = 31
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_RANGE_PATTERN = rf"{_ISO}(\.\.{_ISO})?"
_RANGE_HINT = "viết một ngày (2026-04-30) hoặc một khoảng ngày (2026-02-16..2026-02-20)"
_PERIOD = PERIOD_PATTERN[1:-1]
_PERIOD_MESSAGE = f"Không phải một thời hạn: {PERIOD_HINT}."
_DEADLINE_SCHEMA = {
    "pattern": PERIOD_PATTERN, **text_or_integer_schema(1000, 9999, _PERIOD_MESSAGE)
}  # fmt: skip
_DATE_SCHEMA = {
    "pattern": rf"^[0-9]{{4}}-({MONTH_DAY_PATTERN})$",
    "errorMessage": f"Không phải một ngày: {DATE_HINT}.",
}
_SPAN_SCHEMA = {
    "pattern": rf"^{_PERIOD}\.\.{_PERIOD}$",
    "errorMessage": f"Không phải thời gian của một kế hoạch: {SPAN_HINT}.",
}
_DAY_RANGE_SCHEMA = {
    "pattern": f"^{_RANGE_PATTERN}$", "errorMessage": f"Ngày không đúng: {_RANGE_HINT}."
}  # fmt: skip
DAY_HINT = (
    "viết on: 20 (ngày 20), on: fri (mon … sun), on: 06-15 (tháng-ngày), "
    "on: first working day hoặc on: last working day"
)
_DUE_DAY_PATTERN = "[1-9]|[12][0-9]|3[01]"
_MONTH_DAY_PATTERN = (
    "(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31"
)
WORKDAYS = (FIRST_WORKDAY, LAST_WORKDAY)
_MAX_DELAY = 366  # days: what comes later is work of another year


def parse_due_day(text: str) -> int | str:
    """Read the day of a period: a day of the month, a weekday, a `month-day`, a working day."""
    if re.fullmatch(_DUE_DAY_PATTERN, text):
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
    "pattern": f"^({_DUE_DAY_PATTERN}|{_DAY_WORDS}|{_MONTH_DAY_PATTERN})$",
    **text_or_integer_schema(1, 31, _DAY_MESSAGE),
}
_MONTH_DAY_SCHEMA = {
    "type": "string",
    "pattern": f"^({_MONTH_DAY_PATTERN})$",
    "errorMessage": "Trong danh sách chỉ ghi tháng-ngày, ví dụ 06-15.",
}
_DELAY_PATTERN = f"[1-9]|[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-6]|{WORKING_DAYS_PATTERN}"


def parse_day_range(text: str) -> DateRange:
    """Read one ISO date, or two with `..` between; FieldError `invalid-date` otherwise."""
    if not re.fullmatch(_RANGE_PATTERN, text):
        raise FieldError(
            "invalid-date", f'"{text}" không phải một ngày hay khoảng ngày', _RANGE_HINT
        )
    first, dots, last = text.partition("..")
    days = DateRange(parse_date(first), parse_date(last if dots else first))
    if days.end < days.start:
        raise FieldError("invalid-date", f'khoảng ngày "{text}" ngược', "viết ngày sớm hơn trước")
    if (days.end - days.start).days >= _MAX_DAYS_OFF:
        hint = f"mỗi kỳ nghỉ dài nhất {_MAX_DAYS_OFF} ngày; kiểm tra lại hai đầu"
        raise FieldError("invalid-date", f'khoảng ngày "{text}" quá dài', hint)
    return days


Deadline = Annotated[Period, TextParser(parse_deadline, _DEADLINE_SCHEMA)]
Date = Annotated[date, TextParser(parse_date, _DATE_SCHEMA)]
PlanSpan = Annotated[DateRange, TextParser(parse_span, _SPAN_SCHEMA)]
DayRange = Annotated[DateRange, TextParser(parse_day_range, _DAY_RANGE_SCHEMA)]
RepeatedPeriod = Annotated[PeriodKind, PERIOD_KIND_PARSER]
PeriodNumbers = Annotated[tuple[PeriodNumber, ...], NonEmptyList()]
RuleDueDay = Annotated[
    DueDay, OneOrSeveral(TextParser(parse_due_day, _DAY_SCHEMA), _MONTH_DAY_SCHEMA)
]
RuleDelay = Annotated[int | str, TextParser(*delay_parser("after", "hết kỳ"))]
RuleInterval = Annotated[int, integer_parser(1, 99)]
CutoffDay = Annotated[int, integer_parser(1, 31)]
CutoffWeekday = Annotated[str, choice_parser(*WEEKDAYS)]
SendDelay = Annotated[int | str, TextParser(*delay_parser("send", "chốt số liệu"))]
