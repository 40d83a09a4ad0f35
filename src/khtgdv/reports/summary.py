"""`summary`: one screen that shows where the year stands."""

from __future__ import annotations

from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.frozen import replace
from khtgdv.query.cells import count_rows, rows_matching, sort_by_deadline
from khtgdv.reports.shared.figures import (
    COUNTED_DIMENSIONS,
    GROUP_FIGURE_COLUMNS,
    PARTS,
    count_figures,
    figure_columns,
    horizon,
    share_words,
)
from khtgdv.reports.shared.frame import joined_notes, report_document, several_leads_note
from khtgdv.reports.shared.rows import task_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.cells import Cell
    from khtgdv.query.selection import Selection

_MAX_OLDEST = 5
_BAR_WIDTH = 24
_DONE_STATES = frozenset({"completed", "completed-late"})
_PART_COLUMNS = (
    Column("part", "Phần", "code"),
    Column("name", "Tình trạng"),
    Column("count", "Số nhiệm vụ", "number"),
)
_MAIN = ("total", "completed", "overdue", "due_soon", "on_time_share")


def build(selection: Selection) -> Document:
    """Return the figures of the year, the departments side by side, the oldest late tasks."""
    at = selection.position
    counted_cells = count_rows(selection.tasks, at, *COUNTED_DIMENSIONS, "leads")
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
    tables = [figures, _parts_table(figures.rows[0]), _departments_table(counted_cells, selection)]
    title = f"TỔNG QUAN {_years(selection)}"
    document = report_document("summary", title, selection, [*tables, oldest])
    return replace(document, figures=_figure_lines(figures.rows[0], selection))


def _figure_lines(figures: Row, selection: Selection) -> tuple[str, ...]:
    """Return the figures as the few lines a leader reads at a glance: first the parts."""
    f, share = figures.text, figures.values["on_time_share"]
    bar = ""
    if isinstance(share, float):
        bar = f"{'█' * round(_BAR_WIDTH * share)}{'░' * (_BAR_WIDTH - round(_BAR_WIDTH * share))} "
    words = PARTS | ({"overdue": "sẽ quá hạn"} if selection.position.forecast else {})
    first, *rest = (f"{word} {f(part)}" for part, word in words.items())
    late = f" (trong đó chậm {f('late')})" if figures.values["late"] else ""
    inside = (
        f"Trong đó đến hạn {horizon(selection.position).words}: {f('due_soon')}",
        f"chờ cấp trên {f('awaiting')}",
        *([f"hạn ghi bằng lời {f('worded')}"] if figures.values["worded"] else []),
        f"chưa có thời hạn {f('undated')}",
    )
    come_due = f"đã đến hạn {f('come_due')}, trong đó đúng hạn {f('on_time')}"
    due = (
        f"Cả kế hoạch có {f('due')} nhiệm vụ có thời hạn, {come_due}",
        f"kiểm tra xong {f('inspections_done')}/{f('inspections')}",
    )
    parts = (f"{f('total')} nhiệm vụ: {first}{late}", *rest)
    lines = (" · ".join(line) for line in (parts, inside, due))
    whole = " số nhiệm vụ đã đến hạn" if bar else ""
    return (*lines, f"Đúng hạn {bar}{f('on_time_share')}{whole}")


def _years(selection: Selection) -> str:
    spans = set(selection.portfolio.spans)
    if len(spans) == 1:
        return spans.pop().label.upper()
    years = sorted(set(selection.portfolio.years))
    years_text = " - ".join(str(year) for year in (years[:1] + years[-1:] if years[1:] else years))
    return f"NĂM {years_text}"


def _figures_table(counted_cells: Iterable[Cell], selection: Selection) -> Table:
    visits = count_rows(selection.inspections, selection.position, "state")
    done_count = sum(cell.n for cell in visits if cell.state in _DONE_STATES)
    values = count_figures(counted_cells, selection.position)
    values |= {"inspections": sum(cell.n for cell in visits), "inspections_done": done_count}
    columns = figure_columns(selection.position)
    row = Row({column.key: values[column.key] for column in columns}, share_words(values))
    hidden = {"regular"} if values["worded"] else {"regular", "worded"}
    default = tuple(column.key for column in columns if column.key not in hidden)
    return Table("figures", "", columns, default, (row,), layout="figures", narrow=_MAIN)


def _parts_table(figures: Row) -> Table:
    """Return the parts that all rows are divided into, as data."""
    rows = tuple(
        Row({"part": part, "name": name, "count": figures.values[part]})
        for part, name in PARTS.items()
    )
    keys = tuple(column.key for column in _PART_COLUMNS)
    return Table("parts", "", _PART_COLUMNS, keys, rows, layout="data")


def _departments_table(counted_cells: Sequence[Cell], selection: Selection) -> Table:
    columns = (
        Column("department", "Đơn vị", "code"),
        Column("name", "Đơn vị"),
        *GROUP_FIGURE_COLUMNS,
        Column("dated", "Có thời hạn", "number", counts="due"),
        Column("dated_completed", "Hoàn thành", "bar", whole_key="dated", counts="due_completed"),
    )
    cells_by_lead: dict[str, list[Cell]] = {code: [] for code in selection.departments}
    for cell in counted_cells:
        for code in cell.leads:
            cells_by_lead.setdefault(code, []).append(cell)
    at, names = selection.position, selection.departments
    rows = [_department_row(code, name, cells_by_lead[code], at) for code, name in names.items()]
    default = ("name", "dated_completed", "overdue", "due_soon", "come_due", "on_time_share")
    narrow = ("department", *default[1:])
    title = "ĐƠN VỊ (nhiệm vụ có thời hạn)"
    note = joined_notes(f"Sắp đến hạn: {horizon(at).words}", several_leads_note(counted_cells))
    return Table(
        "departments", title, columns, default, tuple(rows),
        narrow=narrow, footer=note, of_groups=True,
    )  # fmt: skip


def _department_row(code: str, name: str, lead_cells: Sequence[Cell], at: Position) -> Row:
    values: dict[str, Value] = {"department": code, "name": name, **count_figures(lead_cells, at)}
    values |= {"dated": values["due"], "dated_completed": values["due_completed"]}
    tone = Tone.LATE if values["overdue"] else Tone.PLAIN
    done_words = f"{values['dated_completed']}/{values['dated']}"
    words = {**share_words(values), "dated_completed": done_words}
    return Row(values, words, tone)
