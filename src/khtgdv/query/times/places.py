"""The places where a time is typed: what each asks for, and what a typed time is there."""

from __future__ import annotations

from khtgdv.dates.spans import in_span
from khtgdv.frozen import dataclass
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import DateRange, Period, PeriodKind
    from khtgdv.query.times.value import TypedTime


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked for where a time is typed: its name, its kinds, examples.

    A bare number is of the `unit`; of "day" it is none, for want of a month. `complaint` is what is
    said of what cannot be read.
    """

    complaint: str
    kinds: tuple[PeriodKind, ...]
    hint: str
    unit: PeriodKind = "month"

    def complaint_of(self, text: str) -> str:
        """Return what is said of a text that cannot be read."""
        return self.complaint.format(f'"{escape_unsafe(text)}"')


_ALL: tuple[PeriodKind, ...] = (
    "day", "week", "month", "quarter", "half-year", "nine-months", "year",
)  # fmt: skip
TIME = Place(
    "Không hiểu thời gian {}", _ALL,
    "viết 3, 3/2026, 31/3/2026, quý I, tuần 10, 6 tháng, 2026, 1-3 hoặc 2026-11..2027-01",
)  # fmt: skip
DAY = Place(
    "{} không phải một ngày", ("day",),
    "viết một ngày có trong lịch, ví dụ 31/03/2026, 31/3 hoặc hôm qua", "day",
)  # fmt: skip
POSITION = Place(DAY.complaint, _ALL, DAY.hint, "day")  # of a period its close is meant
MONTH = Place("{} không phải một tháng", ("month",), "viết 3, T3, tháng 3, 3/2026 hoặc 2026-03")
WEEK = Place("{} không phải một tuần", ("week",), "viết 12, W12, tuần 12 hoặc 2026-W12", "week")
DEADLINE = Place(
    "{} không dùng làm thời hạn được", tuple(kind for kind in _ALL if kind != "week"),
    "viết 5, 5/2026, 31/5/2026, quý II, 6 tháng, 9 tháng hoặc 2026",
)  # fmt: skip
REPORT = Place(
    "{} không phải một kỳ báo cáo", tuple(kind for kind in _ALL if kind != "day"),
    "viết tháng 3, 3/2026, tuần 12, quý I, Q1, 6 tháng, 9 tháng, cả năm hoặc 2026",
)  # fmt: skip


def period_of(time: TypedTime, span: DateRange, place: Place) -> Period | None:
    """Return what a typed time is in a place; None where the calendar or the place has it not."""
    if time.kind == "number":
        time = time._replace(kind=place.unit)
    if time.kind == "day or months" and (place.unit == "day" or "month" not in place.kinds):
        time = time._replace(kind="day")
    if time.kind not in place.kinds:
        return None
    year = span.start.year if time.kind == "year" and time.year is None else time.year
    try:
        return in_span(time.in_year, span) if year is None else time.in_year(year)
    except (ValueError, OverflowError):  # a week may end in the year 10000
        return None
