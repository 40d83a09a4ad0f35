"""A sheet that people fill in and hand back: its columns, its rows, what those were then.

Who writes the sheet and who reads it hold on to this one table of columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from khtgdv.frozen import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    # What a cell takes: `fixed` only in a new row, `shown` nothing at all.
    Entry = Literal["fixed", "shown", "date", "text", "percent", "period"]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: the key of its values, its title, what its cells take, how broad it is.

    `hint` is what the cell says to whoever comes to fill it in. One that `adds` is empty when the
    sheet is made: what is written there is added to what the row has.
    """

    key: str
    title: str
    entry: Entry
    width: int
    hint: str = ""
    adds: bool = False


_NEW_ROWS_ONLY = "Chỉ ghi ở dòng mới (ô Mã để trống)."
_DAY = "Ngày/tháng/năm, ví dụ 31/03/2026, không sau hôm nay. Để trống là bỏ ghi nhận."
COLUMNS = (
    FormColumn("id", "Mã", "fixed", 9, "Mã không sửa được. Việc mới thì để trống ô này."),
    FormColumn("section", "Mục", "fixed", 7, f"{_NEW_ROWS_ONLY} Ví dụ T05, TX, II."),
    FormColumn("task", "Nội dung", "fixed", 58, _NEW_ROWS_ONLY),
    FormColumn("lead", "Chủ trì", "fixed", 13, f"{_NEW_ROWS_ONLY} Mã hoặc tên đơn vị."),
    FormColumn("due", "Hạn", "fixed", 13, f"{_NEW_ROWS_ONLY} Ví dụ 5/2026, 31/05/2026, Q2."),
    FormColumn("state", "Tình trạng", "shown", 17, "Lúc xuất bảng; sửa ở đây không được ghi."),
    FormColumn("completed", "Hoàn thành ngày", "date", 13, _DAY),
    FormColumn("result", "Kết quả", "text", 18, "Số hiệu văn bản ban hành khi hoàn thành."),
    FormColumn("started", "Bắt đầu ngày", "date", 13, _DAY),
    FormColumn("progress", "Tiến độ (%)", "percent", 9,
               "Số nguyên từ 0 đến 100; phải có ngày bắt đầu."),
    FormColumn("assignee", "Người thực hiện", "text", 18, "Chọn trong danh sách hoặc gõ tên."),
    FormColumn("notes", "Ghi chú", "text", 30, "Mỗi dòng trong ô là một ghi chú."),
    FormColumn("to", "Gia hạn đến", "period", 13,
               "Thời hạn mới: 31/05/2026, 5/2026, Q2. Phải có lý do.", adds=True),
    FormColumn("on", "Ngày cho gia hạn", "date", 13,
               "Ngày quyết định; để trống là hôm nay nhập bảng.", adds=True),
    FormColumn("document", "Văn bản gia hạn", "text", 16, "Số hiệu, nếu có.", adds=True),
    FormColumn("reason", "Lý do gia hạn", "text", 26, "Bắt buộc khi gia hạn.", adds=True),
)  # fmt: skip
COLUMN_BY_KEY = {column.key: column for column in COLUMNS}
FIXED_KEYS = tuple(column.key for column in COLUMNS if column.entry == "fixed")
OPEN_KEYS = tuple(c.key for c in COLUMNS if c.entry not in ("fixed", "shown") and not c.adds)
EXTENSION_KEYS = tuple(column.key for column in COLUMNS if column.adds)
# What the sheet keeps of a row besides, to tell later what the plan itself says anew.
KEPT_KEYS = ("signed", "extensions", "cancelled")
BASE_KEYS = (*FIXED_KEYS, *OPEN_KEYS, *KEPT_KEYS)
# Which plan a sheet is of.
IDENTITY_KEYS = ("number", "agency", "year")
MAX_CELL_TEXT = 32_767  # characters a cell of Excel takes
BASE_SHEET, CHOICES_SHEET = "khtgdv", "khtgdv-ds"  # hidden
FORM_MARK, FORM_VERSION = "khtgdv-bang-dien", "1"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row: the texts of its cells, days as files write them; `shut` are cells it does not have.

    `kept` is what the sheet keeps of it besides.
    """

    cells: Mapping[str, str]
    kept: Mapping[str, str] = field(default_factory=dict)
    shut: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to be filled in: its heading, the plan it is of, its rows.

    `choices` are what the cells of a column may be chosen from; nothing recorded is of a day before
    `first_day`.
    """

    title: str
    lines: tuple[str, ...]
    identity: Mapping[str, str]
    rows: tuple[FormRow, ...]
    choices: Mapping[str, tuple[str, ...]]
    first_day: date


def column_letters(number: int) -> str:
    """Return what people call a column of a sheet, counted from 1: `A`, `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
