"""`summary`: one screen that shows where the year stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.frozen import replace
from khtgdv.query.cells import by_deadline, cells, those
from khtgdv.reports.shared.figures import COUNTED, FIGURES, GROUP_FIGURES, counts, share_words
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.rows import SOON_DAYS, task_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.cells import Cell
    from khtgdv.query.selection import Selection

_OLDEST = 5
_BAR = 24
_DONE = frozenset({"completed", "completed-late"})
_MAIN = ("total", "completed", "overdue", "due_soon", "on_time_share")


def build(selection: Selection) -> Document:
    """Return the figures of the year, the departments side by side, the oldest late tasks."""
    at = selection.position
    found = cells(selection.tasks, at, *COUNTED, "lead")
    late = sum(cell.n for cell in found if cell.state == "overdue")
    oldest = task_table(
        "oldest",
        "QUÁ HẠN LÂU NHẤT",
        by_deadline(those(selection.tasks, at, {"state": ("overdue",)}))[:_OLDEST],
        selection,
        default=("id", "task", "lead", "deadline", "state"),
        footer=f"khtgdv overdue để xem hết {late} nhiệm vụ" if late > _OLDEST else "",
    )
    figures = _figures(found, selection)
    document = frame(
        "summary",
        f"TỔNG QUAN NĂM {_years(selection)}",
        selection,
        [figures, _departments(found, selection), oldest],
    )
    return replace(document, figures=_in_words(figures.rows[0], selection))


def _in_words(figures: Row, selection: Selection) -> tuple[str, ...]:
    """Return the figures as the few lines a leader reads at a glance."""
    f, share = figures.text, figures.values["on_time_share"]
    bar = ""
    if isinstance(share, float):
        bar = f"{'█' * round(_BAR * share)}{'░' * (_BAR - round(_BAR * share))} "
    late = "sẽ quá hạn" if selection.position.forecast else "quá hạn"
    first = (
        f"{f('total')} nhiệm vụ: hoàn thành {f('completed')} (đúng hạn {f('on_time')})",
        f"đang thực hiện {f('in_progress')}",
        f"{late} {f('overdue')}",
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


def _figures(found: Iterable[Cell], selection: Selection) -> Table:
    visits = cells(selection.inspections, selection.position, "state")
    done = sum(cell.n for cell in visits if cell.state in _DONE)
    values = counts(found, selection.position)
    values |= {"inspections": sum(cell.n for cell in visits), "inspections_done": done}
    row = Row({column.key: values[column.key] for column in FIGURES}, share_words(values))
    default = tuple(column.key for column in FIGURES)
    return Table("figures", "", FIGURES, default, (row,), layout="figures", narrow=_MAIN)


def _departments(found: Sequence[Cell], selection: Selection) -> Table:
    columns = (
        Column("department", "Đơn vị", "code"),
        Column("name", "Đơn vị"),
        *GROUP_FIGURES,
        Column("dated", "Có thời hạn", "number"),
        Column("dated_completed", "Hoàn thành", "bar", of="dated"),
    )
    led: dict[str, list[Cell]] = {code: [] for code in selection.departments}
    for cell in found:
        led.setdefault(cell.lead, []).append(cell)
    at, names = selection.position, selection.departments
    rows = [_department(code, name, led[code], at) for code, name in names.items()]
    default = ("name", "dated_completed", "overdue", "due_soon", "on_time_share")
    narrow = ("department", *default[1:])
    title = "ĐƠN VỊ (nhiệm vụ có thời hạn)"
    return Table("departments", title, columns, default, tuple(rows), narrow=narrow)


def _department(code: str, name: str, led: Sequence[Cell], at: Position) -> Row:
    dated = [cell for cell in led if cell.kind == "dated" and cell.state != "cancelled"]
    every = sum(cell.n for cell in dated)
    done = sum(cell.n for cell in dated if cell.state in _DONE)
    values: dict[str, Value] = {"department": code, "name": name, **counts(led, at)}
    values |= {"dated": every, "dated_completed": done}
    tone = Tone.LATE if values["overdue"] else Tone.PLAIN
    words = {**share_words(values), "dated_completed": f"{done}/{every}"}
    return Row(values, words, tone)
