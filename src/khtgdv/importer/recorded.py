"""What the columns of a working table say was done: finished on, state, progress."""

from __future__ import annotations

import re

from khtgdv.dates.periods import parse_period
from khtgdv.errors import UsageError
from khtgdv.frozen import dataclass
from khtgdv.query.ranges import read_day
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from khtgdv.dates.periods import DateRange
    from khtgdv.importer.headings import FieldName

    MissCell = Callable[[str, str, str], None]
    """Takes a column, its words, and why they were not understood."""

_PERCENT = re.compile(r"(?!1$)(\d{1,3})(?:[.,]\d+)?\s*%?")  # 1 may be a hundredth or all
_SHARE = re.compile(r"0[.,]\d+|1[.,]0+")  # what Excel keeps of a cell that shows 60%
_ALL = 100
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}")
# What our own screens say of a state: it is reckoned anew, nothing is lost with it.
_OWN_STATES = re.compile(
    "|".join(
        fold(word)
        for word in (*STATE_LABELS.values(), *KIND_LABELS.values(), "vừa hết hạn", "chưa thực hiện")
    )
    + r"|con \d+ ngay|sap den han|trong han"
)
_DONE = re.compile(r"\b(hoan thanh|xong|da thuc hien|da lam)\b")
_UNDER_WAY = re.compile(r"\bdang (?:thuc hien|lam|trien khai|xu ly|tien hanh)\b")
_NOT_DONE = re.compile(r"\b(chua|khong|dang|se)\b")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a table can tell: those of a plan's span, none of what was done after today."""

    span: DateRange
    today: date

    def day_in(self, text: str) -> str | None:
        """Return the day in a text as files have it, None where there is none or several."""
        days = _DATE.findall(text)
        if len(days) != 1:
            return None
        try:
            return read_day(re.sub(r"[.-]", "/", days[0]), self.span).isoformat()
        except UsageError:
            return None


def recorded_facts(
    texts: Mapping[FieldName, str], start: object, days: Days, miss: MissCell
) -> dict[str, object]:
    """Return the day a row was finished, or else how far it is; `start` is the plan's beginning."""
    state, progress = texts.get("state", ""), texts.get("progress", "")
    if _percent(progress) is None:
        state, progress = state or progress, ""
    if completed := _completed(texts.get("completed", ""), state, days, miss):
        return {"completed": completed}
    percent, folded = _percent(progress or state), fold(state)
    if percent or _UNDER_WAY.search(folded):
        return _begun(percent, start, progress or state, days, miss)
    is_known = percent == 0 or _OWN_STATES.search(folded) or _is_done(folded)
    if state and not is_known:
        miss(
            "tình trạng" if texts.get("state") else "tiến độ",
            state,
            "không phải một tình trạng hay tiến độ",
        )
    return {}


def _is_done(folded: str) -> bool:
    return bool(_DONE.search(folded)) and not _NOT_DONE.search(folded)


def _completed(done: str, state: str, days: Days, miss: MissCell) -> str | None:
    """Return the day of completion, from its own column or the words of the state."""
    if done and (day := days.day_in(done)):
        return day
    if done:
        miss("ngày hoàn thành", done, "không phải một ngày")
    if not _is_done(fold(state)):
        return None
    if (day := days.day_in(state)) is None:
        miss("tình trạng", state, "đã hoàn thành mà chưa rõ ngày: ghi bằng lệnh done --on")
    return day


def _begun(
    percent: int | None, start: object, text: str, days: Days, miss: MissCell
) -> dict[str, object]:
    """Return that a row is under way, from the day that the plan begins it with."""
    begins = parse_period(str(start)).start if start else None
    if begins is None or begins > days.today:
        miss("tiến độ", text, "cần ngày bắt đầu: ghi bằng lệnh start rồi update --progress")
        return {}
    day = begins.isoformat()
    miss("tiến độ", text, f"lấy ngày bắt đầu của kế hoạch: started {day}, sửa lại nếu khác")
    return {"started": day, "progress": percent} if percent else {"started": day}


def _percent(text: str) -> int | None:
    """Return a share of the work as a number of hundredths; None where a text is none."""
    if _SHARE.fullmatch(text):
        return round(float(text.replace(",", ".")) * _ALL)
    match = _PERCENT.fullmatch(text)
    return int(match[1]) if match and int(match[1]) <= _ALL else None
