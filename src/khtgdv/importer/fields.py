"""The keys of an imported row: each cell as the files write it, and what was not understood."""

from __future__ import annotations

import re

from khtgdv.dates.periods import months_period
from khtgdv.frozen import dataclass
from khtgdv.importer.departments import split_cell, without_bullet
from khtgdv.importer.leads import lead_and_partners
from khtgdv.importer.recorded import recorded_facts
from khtgdv.importer.row_ids import is_row_number
from khtgdv.plan.ids import MONTH_SECTIONS, section_of
from khtgdv.schedule.words.years import Years
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from khtgdv.dates.periods import DateRange, Period
    from khtgdv.importer.headings import FieldName
    from khtgdv.importer.recorded import Days
    from khtgdv.importer.table_rows import TableRow
    from khtgdv.plan.directory import DepartmentDirectory

_TEXT_FIELDS: tuple[FieldName, ...] = (
    "leader", "assignee", "product", "responsibility", "authority", "result",
)  # fmt: skip
_KIND_OF_UNITS = re.compile(r"([^:;,]{2,40}):\s*(.+)", re.DOTALL)
_VISIT = re.compile(r"(\S.*?)[\s:(]+(\d{1,2}/\d{1,2}/\d{4})\)?")
_VISIT_COUNT = re.compile(r"^\d+/\d+:?\s*")
_OWN_EXTENSION = re.compile(r"\s*\((gia hạn|ấn định): (.+)\)\s*$", re.DOTALL)


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
    days: Days
    read_finish: Callable[[str, date | None], Mapping[str, object] | None]

    def read_row(self, row: TableRow, row_id: str, kind: str) -> ImportedRow:
        """Return a row of the paper as a row of the files."""
        unread: list[UnreadCell] = []

        def miss(column: str, text: str, reason: str) -> None:
            unread.append(UnreadCell(row.table, row.number, column, text, reason))

        read = self._inspection_fields if kind == "inspections" else self._task_fields
        fields: dict[str, object] = {"id": row_id, **read(row, miss)}
        fields |= self._time_fields(row, row_id, miss)
        fields |= recorded_facts(row.texts, fields.get("start"), self.days, miss)
        if notes := row.texts.get("notes"):
            fields["notes"] = [notes]
        number = row.texts.get("number", "")
        if number and not is_row_number(number):
            miss("số thứ tự", number, f"không thành mã được, dòng này mang mã {row_id}")
        for title, text in row.extra.items():
            miss(title, text, "cột này không có khóa tương ứng")
        filled = {key: value for key, value in fields.items() if value not in (None, "", [], {})}
        return ImportedRow(kind, filled, tuple(unread))

    def _task_fields(
        self, row: TableRow, miss: Callable[[str, str, str], None]
    ) -> dict[str, object]:
        lead_cell, coordinating_cell = lead_and_partners(row.texts)
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
            if match and (day := self.days.day_in(match[2])):
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
        month = _section_month(row, row_id, self.days.span)
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
            due = str(fields.get("due") or "")
            is_day = due.count("-") > 1
            fields["start"] = fields.get("start") or (None if is_day else due)
        return fields


def _joined(cell: str) -> str:
    """Return the units of a cell in one line: a new line parts them as a semicolon does."""
    return "; ".join(split_cell(cell))


def _units(cell: str) -> Iterator[dict[str, object]]:
    """Yield the units of an inspection, a kind a line (`Phường: Kiến An, An Hải`)."""
    for line in map(without_bullet, cell.split("\n")):
        match = _KIND_OF_UNITS.fullmatch(line)
        kind, names = (match[1].strip(), match[2]) if match else ("", line)
        separator = r"\s*;\s*" if ";" in names else r"\s*,\s*"
        found = [name.strip(" .") for name in re.split(separator, names) if name.strip(" .")]
        if found:
            yield {"kind": kind, "names": found} if kind else {"names": found}


def _section_month(row: TableRow, row_id: str, span: DateRange) -> Period | None:
    """Return the month whose section a row's ID is of, in the span's first year that has it."""
    if (section := section_of(row_id)) not in MONTH_SECTIONS:
        return None
    month = MONTH_SECTIONS.index(section) + 1
    year = row.section.year if row.section and row.section.month == month else None
    return months_period("month", year or Years(span).of_month(month), month)
