"""A sheet to fill in, as an Excel workbook: what is fixed is marked, open cells are checked.

The sheet is not locked: a locked one cannot be sorted, and its rows not deleted. What it was when
it was made stands on a hidden sheet. Texts are written as texts: none is a formula.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time

from khtgdv.document.form import (
    BASE_KEYS,
    BASE_SHEET,
    CHOICES_SHEET,
    COLUMNS,
    FORM_MARK,
    FORM_VERSION,
    IDENTITY_KEYS,
    column_letters,
)
from khtgdv.render.sheet_cells import (
    HIGHEST_ROW,
    LINE_HEIGHT,
    ROW_MARGIN,
    CellFormats,
    print_on_its_side,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from khtgdv.document.form import Form, FormColumn, FormRow

_TITLE = "Điền kết quả"
_NEW_ROWS = 300  # below the last one that are checked too
_FIXED_GROUND, _OPEN_GROUND, _HEAD_GROUND, _OPEN_HEAD = "#EDEDED", "#FFFBE6", "#D0D7E0", "#F6DD8B"
_MAX_HINT, _MAX_HINT_TITLE = 255, 32  # characters that Excel takes
_FIXED_MESSAGE = "Ô này cố định: sửa ở đây không được ghi. Việc mới thì thêm dòng, để trống ô Mã."
_ENTRY_MESSAGES = {
    "date": "Cần một ngày có thật, ví dụ 31/03/2026, không sau hôm nay.",
    "percent": "Cần một số nguyên từ 0 đến 100.",
}


def render_form(form: Form, as_of: date) -> bytes:
    """Return the sheet as a workbook; the same sheet gives the same bytes."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        created = datetime.combine(as_of, time.min)
        book.set_properties({"title": form.title, "created": created})
        _FormWriter(book, form).write()
    return out.getvalue()


class _FormWriter:
    """A workbook in the making."""

    def __init__(self, book: Any, form: Form) -> None:
        self.book, self.form = book, form
        self.cell_format = CellFormats(book).of_cell
        self.sheet = book.add_worksheet(_TITLE)
        self.head_row = len(form.lines) + 2

    def write(self) -> None:
        """Write the sheet people see, then the hidden ones."""
        self.write_heading()
        for number, row in enumerate(self.form.rows, self.head_row + 1):
            self.write_row(number, row)
        self.set_up_page()
        self.write_choices()
        for place, column in enumerate(COLUMNS):
            self.add_check(place, column)
        self.write_base()

    def write_heading(self) -> None:
        """Write what the sheet is, how it is filled in, and the head of its columns."""
        self.sheet.write_string(0, 0, self.form.title, self.cell_format(bold=True, font_size=14))
        for number, line in enumerate(self.form.lines, 1):
            self.sheet.write_string(number, 0, line, self.cell_format(italic=True))
        for place, column in enumerate(COLUMNS):
            ground = _HEAD_GROUND if column.entry in ("fixed", "shown") else _OPEN_HEAD
            look = self.cell_format(
                bold=True, border=1, bg_color=ground, align="center", valign="vcenter",
                text_wrap=True,
            )  # fmt: skip
            self.sheet.write_string(self.head_row, place, column.title, look)
            # The look of rows to come; a text stays one, whatever it looks like.
            self.sheet.set_column(place, place, column.width, self.cell_format(
                text_wrap=True, num_format=_number_format(column)))  # fmt: skip
        self.sheet.set_row(self.head_row, 2 * LINE_HEIGHT + 6)

    def write_row(self, number: int, row: FormRow) -> None:
        """Write a row, as high as its longest text needs."""
        lines = 1
        for place, column in enumerate(COLUMNS):
            text = row.cells.get(column.key, "")
            look = self.cell_format(
                border=1, text_wrap=True, num_format=_number_format(column),
                align="center" if column.entry in ("date", "percent") else "left",
                bg_color=_ground(column, row), border_color="#BFBFBF",
            )  # fmt: skip
            if text and column.entry == "date":
                self.sheet.write_datetime(number, place, date.fromisoformat(text), look)
            elif text:
                self.sheet.write_string(number, place, text, look)
                lines = max(lines, _line_count(text, column.width))
            else:
                self.sheet.write_blank(number, place, None, look)
        self.sheet.set_row(number, min(lines * LINE_HEIGHT + ROW_MARGIN, HIGHEST_ROW))

    def set_up_page(self) -> None:
        """Keep head and code in sight, let rows be filtered, print on A4 on its side."""
        last = self.head_row + max(len(self.form.rows), 1)
        self.sheet.freeze_panes(self.head_row + 1, 1)
        self.sheet.autofilter(self.head_row, 0, last, len(COLUMNS) - 1)
        self.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        print_on_its_side(self.sheet)
        self.sheet.repeat_rows(self.head_row)

    def write_choices(self) -> None:
        """Write what the cells of some columns may be chosen from, on a hidden sheet."""
        sheet = self.book.add_worksheet(CHOICES_SHEET)
        sheet.hide()
        for place, texts in enumerate(self.form.choices.values()):
            for number, text in enumerate(texts):
                sheet.write_string(number, place, text)

    def add_check(self, place: int, column: FormColumn) -> None:
        """Have a column's cells, of the rows to come too, checked as they are filled in."""
        first, new = self.head_row + 1, self.head_row + 1 + max(len(self.form.rows), 1)
        words = {
            "input_title": column.title[:_MAX_HINT_TITLE],
            "input_message": column.hint[:_MAX_HINT],
            "error_title": column.title[:_MAX_HINT_TITLE],
        }
        check = self._check_of(place, column, first + 1)
        listed = self._choices_of(column)
        self.sheet.data_validation(first, place, new - 1, place, {**words, **check})
        new_check = listed if listed and column.entry == "fixed" else check
        self.sheet.data_validation(new, place, new + _NEW_ROWS, place, {**words, **new_check})

    def _check_of(self, place: int, column: FormColumn, line: int) -> dict[str, Any]:
        """Return what a cell of a column must hold; `line` is that of the first cell."""
        if column.entry == "shown" or column.key == "id":
            return {"validate": "custom", "value": "=FALSE", "error_message": _FIXED_MESSAGE}
        if column.entry == "fixed":
            return {"validate": "custom", "value": f'=$A{line}=""', "error_message": _FIXED_MESSAGE}
        if column.entry == "date":
            return {
                "validate": "date", "criteria": "between", "minimum": self.form.first_day,
                "maximum": "=TODAY()", "error_message": _ENTRY_MESSAGES["date"],
            }  # fmt: skip
        if column.entry == "percent":
            number = f'VALUE(SUBSTITUTE({column_letters(place + 1)}{line},"%",""))'
            formula = f"=IFERROR(AND({number}>=0,{number}<=100,{number}=INT({number})),FALSE)"
            return {
                "validate": "custom", "value": formula, "error_message": _ENTRY_MESSAGES["percent"]
            }  # fmt: skip
        return self._choices_of(column) or {"validate": "any"}

    def _choices_of(self, column: FormColumn) -> dict[str, Any]:
        """Return the list that a cell may be chosen from; another word may be typed."""
        if not (count := len(self.form.choices.get(column.key, ()))):
            return {}
        letter = column_letters([*self.form.choices].index(column.key) + 1)
        source = f"='{CHOICES_SHEET}'!${letter}$1:${letter}${count}"
        return {"validate": "list", "source": source, "show_error": False}

    def write_base(self) -> None:
        """Write what the sheet was when it was made: the plan, then row by row, all as texts."""
        sheet = self.book.add_worksheet(BASE_SHEET)
        sheet.hide()
        sheet.write_string(0, 0, FORM_MARK)
        sheet.write_string(0, 1, FORM_VERSION)
        for number, key in enumerate(IDENTITY_KEYS, 1):
            sheet.write_string(number, 0, key)
            sheet.write_string(number, 1, self.form.identity[key])
        head = len(IDENTITY_KEYS) + 1
        for place, key in enumerate(BASE_KEYS):
            sheet.write_string(head, place, key)
        for number, row in enumerate(self.form.rows, head + 1):
            texts = {**row.cells, **row.kept}
            for place, key in enumerate(BASE_KEYS):
                sheet.write_string(number, place, texts[key])


def _number_format(column: FormColumn) -> str:
    """Return how a column shows its values; `@` keeps what looks like a date or a number a text.

    Some versions of Excel show no long text in a cell of that format: the wording has none.
    """
    if column.key == "task":
        return "General"
    return "dd/mm/yyyy" if column.entry == "date" else "@"


def _ground(column: FormColumn, row: FormRow) -> str:
    is_open = column.entry not in ("fixed", "shown") and column.key not in row.shut
    return _OPEN_GROUND if is_open else _FIXED_GROUND


def _line_count(text: str, width: int) -> int:
    letters = width * 12 // 10  # narrower than the figures that a width is told in
    return sum(-(-max(len(line), 1) // letters) for line in text.split("\n"))
