"""What is recorded of a row as a value, and the refusals that every kind of record shares."""

from __future__ import annotations

from khtgdv.dates.periods import format_date, same_day_in_year
from khtgdv.dates.spans import same_day_in_span, span_words
from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.plan.model import Inspection, Task
from khtgdv.text import name_key, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from khtgdv.dates.periods import DateRange, Period
    from khtgdv.source.edit.changes import Change


Work = Task | Inspection


class RefusedRecordError(KhtgdvError):
    """Something that cannot be recorded about a row: nothing is written."""


def timeliness(deadline: Period | None, on: date) -> str:
    """Return in words whether a day is in time; nothing where there is no deadline."""
    if deadline is None:
        return ""
    days_late = (on - deadline.end).days
    return f", chậm {days_late} ngày" if days_late > 0 else " (đúng hạn)"


@dataclass(frozen=True, slots=True)
class RecordDates:
    """The day something happened, the day that nothing recorded may be after, or before.

    `span` are the days of the plan; None where somebody insists on an earlier one. `on_given` tells
    that somebody said the day: it is today otherwise.
    """

    on: date
    today: date
    span: DateRange | None = None
    on_given: bool = True

    def leave(self, recorded: date) -> bool:
        """Tell whether a day that is recorded already may stay: nobody said another one."""
        return not self.on_given or self.on == recorded


@dataclass(frozen=True, slots=True)
class Record:
    """The changes of one row, what is said once they are written, and what to mind besides."""

    changes: tuple[Change, ...]
    notice: str
    cautions: tuple[str, ...] = ()

    def message(self, more_cautions: Iterable[str] = ()) -> str:
        """Return the line of confirmation, with what to mind in brackets."""
        cautions = "; ".join((*self.cautions, *more_cautions))
        return f"{self.notice} (lưu ý: {cautions})" if cautions else self.notice


def require_open(work: Work) -> None:
    """Refuse to record anything of a row that is completed or cancelled."""
    if work.completed:
        message = f"{work.id} đã ghi hoàn thành ngày {format_date(work.completed)}."
        raise RefusedRecordError(message, f"ghi sai thì mở lại: khtgdv reopen {work.id}")
    if work.cancelled:
        message = f"{work.id} đã hủy ngày {format_date(work.cancelled.on)}."
        raise RefusedRecordError(message, f"làm lại thì mở lại: khtgdv reopen {work.id}")


def require_no_result(name: str, result: str | None) -> None:
    """Refuse to put a result in the place of another one without a word."""
    if result is not None:
        message = f"{name} đã ghi kết quả {one_line(result)}."
        raise RefusedRecordError(message, f'thay: khtgdv update {name} --set "result=SỐ HIỆU"')


def require_likely_day(work: Work, dates: RecordDates) -> None:
    """Refuse to record what is dated after today, or before the plan begins."""
    if dates.on > dates.today:
        message = (
            f"{work.id}: ngày {format_date(dates.on)} ở sau hôm nay ({format_date(dates.today)})."
        )
        likely_day = same_day_in_year(dates.on, dates.today.year)
        guess = f"có phải {format_date(likely_day)}? " if likely_day <= dates.today else ""
        raise RefusedRecordError(message, f"{guess}chỉ ghi việc đã xảy ra; chọn ngày khác")
    if dates.span and dates.on < dates.span.start:
        words = span_words(dates.span)
        message = f"{work.id}: ngày {format_date(dates.on)} ở trước {words} của kế hoạch."
        likely_day = same_day_in_span(dates.on, dates.span)
        likely = format_date(likely_day)
        is_past = likely_day <= dates.today
        guess = f"có phải {likely}? " if is_past else f"ngày {likely} thì chưa đến; "
        hint = f"{guess}đúng là ngày {format_date(dates.on)} thì thêm --force"
        raise RefusedRecordError(message, hint)


def early_day_cautions(work: Work, on: date) -> tuple[str, ...]:
    """Return a caution where something happened before the row was to begin: no mistake."""
    if work.start is None or on >= work.start.start:
        return ()
    return (f"ngày {format_date(on)} sớm hơn thời gian bắt đầu {work.start.label}",)


def unvisited_cautions(inspection: Inspection) -> tuple[str, ...]:
    """Return a caution where places of an inspection have no visit recorded."""
    names = {name_key(name) for name in inspection.unit_names}
    missing_count = len(names - {name_key(place) for place in inspection.visits})
    if not missing_count:
        return ()
    return (f"còn {missing_count} trên {len(names)} nơi chưa ghi kiểm tra",)
