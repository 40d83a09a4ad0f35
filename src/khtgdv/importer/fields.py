"""The keys of an imported row: each cell as the files write it, and what was not understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.dates.periods import months_period
from khtgdv.errors import UsageError
from khtgdv.frozen import dataclass
from khtgdv.importer.departments import split_cell
from khtgdv.query.ranges import read_day
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS
from khtgdv.schedule.words.years import Years
from khtgdv.text import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from khtgdv.dates.periods import DateRange, Period
    from khtgdv.importer.headings import FieldName
    from khtgdv.importer.table_rows import TableRow
    from khtgdv.plan.directory import DepartmentDirectory

_TEXT_FIELDS: tuple[FieldName, ...] = (
    "leader", "assignee", "product", "responsibility", "authority", "result",
)  # fmt: skip
_LABELLED = re.compile(r"^(chủ trì|phối hợp)\s*:\s*", re.IGNORECASE)
_KIND_OF_UNITS = re.compile(r"([^:;,]{2,40}):\s*(.+)", re.DOTALL)
_VISIT = re.compile(r"(\S.*?)[\s:(]+(\d{1,2}/\d{1,2}/\d{4})\)?")
_VISIT_COUNT = re.compile(r"^\d+/\d+:?\s*")
_OWN_EXTENSION = re.compile(r"\s*\((gia hạn|ấn định): (.+)\)\s*$", re.DOTALL)
_PERCENT = re.compile(r"(\d{1,3})\s*%?")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}")
# What our own screens say of a state: it is reckoned anew, nothing is lost with it.
_OWN_STATES = re.compile(
    "|".join(
        fold(word)
        for word in (*STATE_LABELS.values(), *KIND_LABELS.values(), "vừa hết hạn", "chưa thực hiện")
    )
    + r"|con \d+ ngay|sap den han|trong han"
)
_DONE = re.compile(r"\b(hoan thanh|da xong|da thuc hien|da lam)\b")
_NOT_DONE = re.compile(r"\b(chua|khong|dang|se)\b")


class UnreadCell(NamedTuple):
    """A cell that was not understood: where it stands, its words, why."""

    table: str
    row: int
    column: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row as the files have it: its list, its keys in order, what of it is unread."""

    section: str
    fields: Mapping[str, object]
    unread: tuple[UnreadCell, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads the cells of rows; `read_finish` gives the keys that words of a deadline come to."""

    directory: DepartmentDirectory
    span: DateRange
    read_finish: Callable[[str, date | None], Mapping[str, object] | None]

    def read_row(self, row: TableRow, row_id: str, kind: str) -> ImportedRow:
        """Return a row of the paper as a row of the files."""
        unread: list[UnreadCell] = []

        def miss(column: str, text: str, reason: str) -> None:
            unread.append(UnreadCell(row.table, row.number, column, text, reason))

        read = self._inspection_fields if kind == "inspections" else self._task_fields
        fields: dict[str, object] = {"id": row_id, **read(row, miss)}
        fields |= self._time_fields(row, row_id, miss)
        fields |= self._facts(row, miss)
        if notes := row.texts.get("notes"):
            fields["notes"] = [notes]
        for title, text in row.extra.items():
            miss(title, text, "cột này không có khóa tương ứng")
        filled = {key: value for key, value in fields.items() if value not in (None, "", [], {})}
        return ImportedRow(kind, filled, tuple(unread))

    def _task_fields(
        self, row: TableRow, miss: Callable[[str, str, str], None]
    ) -> dict[str, object]:
        lead_cell, coordinating_cell = _lead_and_partners(row.texts)
        leads = list(self.directory.codes_of(_joined(lead_cell)))
        if lead_cell and not leads:
            miss("chủ trì", lead_cell, "không phải đơn vị nào của cơ quan")
        elif not lead_cell:
            miss("chủ trì", "", "ô trống: ghi đơn vị chủ trì vào dòng này")
        return {
            "task": row.texts.get("task"),
            "lead": leads[0] if len(leads) == 1 else leads or lead_cell,
            "lead_text": lead_cell if leads and not self._is_official(lead_cell, leads) else None,
            "coordinating": list(split_cell(coordinating_cell)),
            **{name: row.texts.get(name) for name in _TEXT_FIELDS},
        }

    def _is_official(self, cell: str, leads: list[str]) -> bool:
        names = [self.directory.departments[code] for code in leads]
        return len(names) == 1 and cell in (names[0].name, names[0].code)

    def _inspection_fields(
        self, row: TableRow, miss: Callable[[str, str, str], None]
    ) -> dict[str, object]:
        texts = row.texts
        leads = self.directory.codes_of(_joined(texts.get("lead", "")))
        return {
            "content": texts.get("content"),
            "team": list(split_cell(texts.get("team", ""))),
            "units": list(_units(texts.get("units", ""))),
            "lead": leads[0] if leads else None,
            "visits": self._visits(texts.get("visits", ""), miss),
            "result": texts.get("result"),
        }

    def _visits(self, cell: str, miss: Callable[[str, str, str], None]) -> dict[str, str]:
        visits: dict[str, str] = {}
        for part in re.split(r"\s*[;\n]\s*", _VISIT_COUNT.sub("", cell)):
            match = _VISIT.fullmatch(part)
            if match and (day := self._day(match[2])):
                visits[match[1]] = day
            elif part:
                miss("đã kiểm tra", part, "cần tên nơi kiểm tra và ngày")
        return visits

    def _time_fields(
        self, row: TableRow, row_id: str, miss: Callable[[str, str, str], None]
    ) -> dict[str, object]:
        """Return start, deadline and repetition; words that say no time stay as words."""
        text = row.texts.get("due", "")
        if match := _OWN_EXTENSION.search(text):
            miss("thời hạn", match[0].strip(), "ghi bằng lệnh extend, kèm ngày và lý do")
            text = text[: match.start()].strip()
        month = _section_month(row, self.span)
        fields: dict[str, object] = {"start": month and str(month)}
        if text:
            finish = self.read_finish(text, month.start if month else None)
            if finish is None:
                miss("thời hạn", text, "chưa rõ ngày nào: giữ nguyên lời, hạn ghi bằng lời")
            fields |= finish or {"due_text": text}
        if begins := row.texts.get("start"):
            start = (self.read_finish(begins, None) or {}).get("due")
            fields["start"] = start or fields.get("start")
            if start is None:
                miss("bắt đầu", begins, "không phải một ngày hay một tháng")
        if row_id.startswith("KT-"):
            fields["due_text"] = text or None
        return fields

    def _facts(self, row: TableRow, miss: Callable[[str, str, str], None]) -> dict[str, object]:
        """Return what was recorded: the day it was finished, how far it is."""
        texts = row.texts
        facts: dict[str, object] = {}
        if done := texts.get("completed"):
            facts["completed"] = self._day(done)
            if facts["completed"] is None:
                miss("ngày hoàn thành", done, "không phải một ngày")
        for name in ("state", "progress"):
            text = texts.get(name, "")
            folded = fold(text)
            finished = _DONE.search(folded) and not _NOT_DONE.search(folded)
            if finished and not facts.get("completed") and (day := self._day(text)):
                facts["completed"] = day
            elif finished and not facts.get("completed"):
                miss("tình trạng", text, "đã hoàn thành mà chưa rõ ngày: ghi bằng lệnh done --on")
            elif (percent := _PERCENT.fullmatch(text)) and int(percent[1]) <= 100:  # noqa: PLR2004
                miss("tiến độ", text, "cần ngày bắt đầu: ghi bằng lệnh start rồi update --progress")
            elif text and not facts.get("completed") and not _OWN_STATES.search(folded):
                miss("tình trạng", text, "không có khóa tương ứng")
        return facts

    def _day(self, text: str) -> str | None:
        """Return the day in a text as files have it, None where there is none or several."""
        days = _DATE.findall(text)
        if len(days) != 1:
            return None
        first, *rest = re.split(r"[/.-]", days[0])
        typed = days[0] if len(first) > 2 else "/".join((first, *rest))  # noqa: PLR2004
        if len(rest[-1]) == 2 and len(first) <= 2:  # noqa: PLR2004 - a year of two digits
            typed = f"{first}/{rest[0]}/20{rest[-1]}"
        try:
            return read_day(typed, self.span).isoformat()
        except UsageError:
            return None


def _joined(cell: str) -> str:
    """Return the units of a cell in one line: a new line parts them as a semicolon does."""
    return "; ".join(split_cell(cell))


def _lead_and_partners(texts: Mapping[FieldName, str]) -> tuple[str, str]:
    """Return who leads and who joins in: of two columns, or of one cell that names both."""
    lead, partners = texts.get("lead", ""), texts.get("coordinating", "")
    labelled: dict[str, list[str]] = {"chutri": [], "phoihop": []}
    current = "chutri"
    for line in re.split(r"\n|(?=\bphối hợp\s*:)|(?=\bPhối hợp\s*:)", lead):
        if match := _LABELLED.match(line.strip()):
            current = name_key(match[1])
        labelled[current].append(_LABELLED.sub("", line.strip()).strip(" ;.,"))
    if labelled["phoihop"]:
        lead = "\n".join(filter(None, labelled["chutri"]))
        partners = "\n".join(filter(None, [*labelled["phoihop"], partners]))
    return _LABELLED.sub("", lead), partners


def _units(cell: str) -> Iterator[dict[str, object]]:
    """Yield the units of an inspection, a kind a line (`Phường: Kiến An, An Hải`)."""
    for line in cell.split("\n"):
        match = _KIND_OF_UNITS.fullmatch(line.strip())
        kind, names = (match[1].strip(), match[2]) if match else ("", line)
        separator = r"\s*;\s*" if ";" in names else r"\s*,\s*"
        found = [name.strip(" .") for name in re.split(separator, names) if name.strip(" .")]
        if found:
            yield {"kind": kind, "names": found} if kind else {"names": found}


def _section_month(row: TableRow, span: DateRange) -> Period | None:
    """Return the month that a row's section is, of the span's first year that has it."""
    if row.section is None or not row.section.month:
        return None
    month = row.section.month
    year = row.section.year or Years(span).of_month(month)
    return months_period("month", year, month)
