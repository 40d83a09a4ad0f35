"""What the columns of a plan's table hold, told by their headings in the words offices use."""

from __future__ import annotations

import re
from functools import lru_cache

from khtgdv.frozen import dataclass, field
from khtgdv.importer.calendar_columns import calendar_columns
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from khtgdv.importer.files.grid import Cell, Grid

    FieldName = Literal[
        "number", "task", "content", "lead", "coordinating", "leader", "assignee", "start", "due",
        "product", "responsibility", "authority", "completed", "result", "state", "progress",
        "notes", "team", "units", "visits", "extensions", "section",
    ]  # fmt: skip

_UNIT = "co quan|don vi|bo phan|phong|ban|to chuc"
# Folded headings, the most telling first: what a heading says is the first of these found in it.
_HEADING_PATTERNS: tuple[tuple[FieldName, str], ...] = (
    ("number", r"^(s?tt|so tt|so thu tu|ma( so| viec| nhiem vu| cv| cong viec)?|id|no\.?|#)$"),
    ("section", r"^(muc|phan|nhom( nhiem vu)?|linh vuc|truc)$"),
    ("extensions", r"gia han"),
    ("visits", r"da kiem tra|da di"),
    ("content", r"noi dung (kiem tra|giam sat|khao sat|kt)|cuoc kiem tra"),
    ("team", r"thanh phan|^doan\b"),
    ("units", r"(don vi|noi|dia diem|doi tuong|co quan|dia phuong).*(kiem tra|giam sat|khao sat)"),
    ("authority", r"tham quyen|(cap|noi) (trinh|phe duyet|ban hanh|cho y kien|quyet dinh|xem xet)"),
    ("coordinating", r"phoi hop|cung thuc hien|tham gia"),
    ("leader", r"lanh dao|chi dao|phu trach chung|nguoi phu trach chinh"),
    ("lead", r"chu tri|dau moi"),
    ("lead", rf"({_UNIT}).*(thuc hien|tham muu|phu trach|chuan bi|phan cong)"),
    ("assignee", r"(nguoi|can bo|(chuyen|cong|vien|nhan) (vien|chuc)|ca nhan|nhan su)\b"),
    ("assignee", r"phu trach|^(pic|owner)$"),
    ("completed", r"hoan thanh (ngay|luc)|da (hoan thanh|xong)|hoan thanh thuc te"),
    ("progress", r"%|ty le|^tien do (thuc hien )?(%|\(%\))|muc do hoan thanh|^progress"),
    ("result", r"ket qua (thuc hien|dat duoc|xu ly)|so (hieu|ky hieu|van ban)|da ban hanh"),
    ("state", r"tinh trang|trang thai|tinh hinh|^status$"),
    ("start", r"bat dau|trien khai tu|ngay giao|tu ngay|thoi gian giao|^start"),
    ("due", r"ket thuc|thoi han|thoi gian|thoi diem|\bhan\b|den ngay|hoan thanh|tien do|khi nao"),
    ("due", r"deadline|due date"),
    ("completed", r"hoan thanh|\bxong\b"),
    ("responsibility", r"trach nhiem"),
    ("product", r"san pham|ket qua|dau ra|hinh thuc|minh chung|muc tieu can dat|^output"),
    ("notes", r"ghi chu|luu y|^khac$|^(remark|note)s?$"),
    ("task", r"nhiem vu|noi dung|\bviec\b|hoat dong|cong tac|chi tieu|muc tieu|bao cao|hang muc"),
    ("lead", r"^phong\b|don vi|co quan|bo phan|phan cong|thuc hien"),
)  # fmt: skip
_LONGEST = 80  # letters; a sentence is no heading
_SEARCHED_ROWS = 40  # a title block stands above a table, never half a table


@dataclass(frozen=True, slots=True)
class TableHead:
    """Where the rows of a table begin, and which column holds what."""

    first_row: int
    columns: Mapping[FieldName, int]
    unknown: Mapping[int, str]
    """Headings that say nothing we know, by their columns."""
    times: Mapping[int, str] = field(default_factory=dict)
    """Columns that are a month or a quarter, with its words."""

    @property
    def known(self) -> int:
        """How many columns it knows."""
        return len(self.columns) + len(self.times)

    @property
    def kind(self) -> Literal["tasks", "inspections"]:
        """What the rows are."""
        return "inspections" if "content" in self.columns else "tasks"


def find_head(grid: Grid) -> TableHead | None:
    """Return the head of a table of a plan; None where a table is no such thing."""
    heads = (head_at(grid, index) for index in range(min(len(grid.rows), _SEARCHED_ROWS)))
    found = [head for head in heads if head is not None and _is_plan(head)]
    return max(found, key=lambda head: (head.known, -head.first_row), default=None)


def head_at(grid: Grid, index: int) -> TableHead | None:
    """Return what a row is as the head of its table: it alone, or with the row below it."""
    row = grid.rows[index]
    if len({id(cell) for cell in row if cell.text}) < 2:  # noqa: PLR2004 - a head has columns
        return None
    single = _head_of([cell.text for cell in row], index + 1)
    if index + 1 < len(grid.rows) and _continues_below(row, grid.rows[index + 1]):
        both = _head_of(_joined(row, grid.rows[index + 1]), index + 2)
        return max(single, both, key=lambda head: head.known)
    return single


def _is_plan(head: TableHead) -> bool:
    """Tell whether a head has what rows of a plan have: the work, and who or when."""
    has_work = "task" in head.columns or "content" in head.columns
    others = {"lead", "due", "number", "assignee", "units", "coordinating"} & head.columns.keys()
    return has_work and head.known > 1 and bool(others or head.times)


def _continues_below(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Tell whether a head has two rows: a cell of it spans columns that have heads of their own."""
    spanning = [n for n, cell in enumerate(row) if cell.columns > 1 and cell.text]
    shared = sum(cell is other for cell, other in zip(row, below, strict=True) if cell.text)
    own = [below[n].text for n in spanning if below[n] is not row[n]]
    short = all(len(text) < 60 for text in own)  # noqa: PLR2004 - letters of a heading
    return (bool(own) and short and len({*own}) > 1) or shared > 1


def _joined(row: Sequence[Cell], below: Sequence[Cell]) -> list[str]:
    return [
        cell.text if cell is other or not other.text else f"{cell.text} {other.text}"
        for cell, other in zip(row, below, strict=True)
    ]


def _head_of(texts: Sequence[str], first_row: int) -> TableHead:
    """Return the columns that headings name; of two for one thing the first."""
    columns: dict[FieldName, int] = {}
    unknown: dict[int, str] = {}
    times = calendar_columns(texts)
    distinct = [n for n, text in enumerate(texts) if text and not (n and text == texts[n - 1])]
    distinct = [n for n in distinct if n not in times]
    names_by_column = {n: heading_fields(texts[n]) for n in distinct}
    # What can be one thing only is that; the others share what is left, from left to right.
    for index in sorted(distinct, key=lambda n: len(names_by_column[n]) > 1):
        text, names = texts[index], names_by_column[index]
        name = next((name for name in names if name not in columns), None)
        if name is None:
            unknown[index] = text
        else:
            columns[name] = index
    return TableHead(first_row, columns, unknown, times)


@lru_cache(maxsize=4096)  # every row is asked whether it is the head once more
def heading_fields(text: str) -> tuple[FieldName, ...]:
    """Return what a heading may name, the likeliest first."""
    if len(text) > _LONGEST:
        return ()
    folded = " ".join(re.sub(r"[^a-z0-9%#]+", " ", fold(text)).split())
    return tuple(dict.fromkeys(n for n, pattern in _HEADING_PATTERNS if re.search(pattern, folded)))


def is_repeated_head(row: Sequence[Cell], head: TableHead) -> bool:
    """Tell whether a row is the head once more, as tables have it on their next page."""
    allowed = min(1, len(head.columns) - 2)  # a heading that somebody changed, or left out
    for name, column in head.columns.items():
        if column >= len(row) or name not in heading_fields(row[column].text):
            allowed -= 1
            if allowed < 0:
                return False
    return True
