"""`summary`: one screen that shows where the year stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.frozen import replace
from khtgdv.query.cells import count_rows, rows_matching, sort_by_deadline
from khtgdv.reports.shared.figures import (
    COUNTED_DIMENSIONS,
    FIGURE_COLUMNS,
    GROUP_FIGURE_COLUMNS,
    count_figures,
    share_words,
)
from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.rows import SOON_DAYS, task_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.cells import Cell
    from khtgdv.query.selection import Selection

_MAX_OLDEST = 5
_BAR_WIDTH = 24
_DONE_STATES = frozenset({"completed", "completed-late"})
_MAIN = ("total", "completed", "overdue", "due_soon", "on_time_share")


def build(selection: Selection) -> Document:
    """Return the figures of the year, the departments side by side, the oldest late tasks."""
    at = selection.position
    counted_cells = count_rows(selection.tasks, at, *COUNTED_DIMENSIONS, "lead")
    late = sum(cell.n for cell in counted_cells if cell.state == "overdue")
    oldest = task_table(
        "oldest",
        "QUÁ HẠN LÂU NHẤT",
        sort_by_deadline(rows_matching(selection.tasks, at, {"state": ("overdue",)}))[:_MAX_OLDEST],
        selection,
        default=("id", "task", "lead", "deadline", "state"),
        footer=f"khtgdv overdue để xem hết {late} nhiệm vụ" if late > _MAX_OLDEST else "",
    )
    figures = _figures_table(counted_cells, selection)
    document = report_document(
        "summary",
        f"TỔNG QUAN NĂM {_years(selection)}",
        selection,
        [figures, _departments_table(counted_cells, selection), oldest],
    )
    return replace(document, figures=_figure_lines(figures.rows[0], selection))


def _figure_lines(figures: Row, selection: Selection) -> tuple[str, ...]:
    """Return the figures as the few lines a leader reads at a glance."""
    f, share = figures.text, figures.values["on_time_share"]
    bar = ""
    if isinstance(share, float):
        bar = f"{'█' * round(_BAR_WIDTH * share)}{'░' * (_BAR_WIDTH - round(_BAR_WIDTH * share))} "
    overdue_word = "sẽ quá hạn" if selection.position.forecast else "quá hạn"
    first = (
        f"{f('total')} nhiệm vụ: hoàn thành {f('completed')} (đúng hạn {f('on_time')})",
        f"đang thực hiện {f('in_progress')}",
        f"{overdue_word} {f('overdue')}",
    )
    second = (
        f"Đến hạn trong {SOON_DAYS} ngày {f('due_soon')}",
        f"chưa báo cáo {f('not_reported')}",
        f"chưa đến kỳ {f('scheduled')}",
        f"chờ cấp trên {f('awaiting')}",
    )
    third = (
        f"Chưa có thời hạn {f('undated')}",
        f"thường xuyên, định kỳ {f('regular')}",
        f"đã hủy {f('cancelled')}",
        f"kiểm tra xong {f('inspections_done')}/{f('inspections')}",
    )
    lines = (" · ".join(line) for line in (first, second, third))
    return (*lines, f"Đúng hạn {bar}{f('on_time_share')}")


def _years(selection: Selection) -> str:
    years = sorted(set(selection.portfolio.years))
    return " - ".join(str(year) for year in (years[:1] + years[-1:] if years[1:] else years))


def _figures_table(counted_cells: Iterable[Cell], selection: Selection) -> Table:
    visits = count_rows(selection.inspections, selection.position, "state")
    done_count = sum(cell.n for cell in visits if cell.state in _DONE_STATES)
    values = count_figures(counted_cells, selection.position)
    values |= {"inspections": sum(cell.n for cell in visits), "inspections_done": done_count}
    row = Row({column.key: values[column.key] for column in FIGURE_COLUMNS}, share_words(values))
    default = tuple(column.key for column in FIGURE_COLUMNS)
    return Table("figures", "", FIGURE_COLUMNS, default, (row,), layout="figures", narrow=_MAIN)


def _departments_table(counted_cells: Sequence[Cell], selection: Selection) -> Table:
    columns = (
        Column("department", "Đơn vị", "code"),
        Column("name", "Đơn vị"),
        *GROUP_FIGURE_COLUMNS,
        Column("dated", "Có thời hạn", "number"),
        Column("dated_completed", "Hoàn thành", "bar", whole_key="dated"),
    )
    cells_by_lead: dict[str, list[Cell]] = {code: [] for code in selection.departments}
    for cell in counted_cells:
        cells_by_lead.setdefault(cell.lead, []).append(cell)
    at, names = selection.position, selection.departments
    rows = [_department_row(code, name, cells_by_lead[code], at) for code, name in names.items()]
    default = ("name", "dated_completed", "overdue", "due_soon", "on_time_share")
    narrow = ("department", *default[1:])
    title = "ĐƠN VỊ (nhiệm vụ có thời hạn)"
    return Table("departments", title, columns, default, tuple(rows), narrow=narrow, of_groups=True)


def _department_row(code: str, name: str, lead_cells: Sequence[Cell], at: Position) -> Row:
    cells = [cell for cell in lead_cells if cell.kind == "dated" and cell.state != "cancelled"]
    dated_count = sum(cell.n for cell in cells)
    done_count = sum(cell.n for cell in cells if cell.state in _DONE_STATES)
    values: dict[str, Value] = {"department": code, "name": name, **count_figures(lead_cells, at)}
    values |= {"dated": dated_count, "dated_completed": done_count}
    tone = Tone.LATE if values["overdue"] else Tone.PLAIN
    words = {**share_words(values), "dated_completed": f"{done_count}/{dated_count}"}
    return Row(values, words, tone)
