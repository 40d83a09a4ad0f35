"""A row that somebody added to a sheet, added to the plan as `add` does."""

from __future__ import annotations

from khtgdv.cli.arguments.values_given import option_text
from khtgdv.cli.row_addition import TargetSection, insert_row, start_of, target_section
from khtgdv.cli.row_settings import lead_codes
from khtgdv.cli.system.environment import today
from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.query.ranges import read_deadline
from khtgdv.worksheet.edits import RefusedCellError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.worksheet.edits import RowEdits

    T = TypeVar("T")


def add_row(drafts: PlanDraft, row: RowEdits) -> tuple[str, str]:
    """Add a row of a sheet to drafts; return its ID and what is said of it.

    RefusedCellError for the cell that does not allow it.
    """
    texts = row.now
    due = _of_cell("due", lambda: _due(texts["due"], drafts)) if texts["due"] else None
    target = _of_cell("section", lambda: _target(texts["section"], due, drafts))
    fields: dict[str, object] = {
        target.text_key: _of_cell("task", lambda: option_text(texts["task"], "Nội dung")),
        "lead": _of_cell("lead", lambda: _lead(texts["lead"], target, drafts)),
        "start": start_of(target, None, None, drafts.typing_span(today())),
        "due": due,
        "added": today().isoformat(),
    }
    filled = {key: value for key, value in fields.items() if value is not None}
    return _of_cell("task", lambda: insert_row(drafts, target, filled))


def _of_cell(key: str, read: Callable[[], T]) -> T:
    """Return what is read of a cell; RefusedCellError that names it where it cannot be."""
    from khtgdv.source.edit.drafts import BlockingFindingsError

    try:
        return read()
    except BlockingFindingsError:
        raise  # it is the file that does not allow it
    except KhtgdvError as error:
        raise RefusedCellError(key, error) from error


def _due(text: str, drafts: PlanDraft) -> str:
    return str(read_deadline(text, drafts.typing_span(today())))


def _target(section: str, due: str | None, drafts: PlanDraft) -> TargetSection:
    """Return where the row goes: into the section named, else that of the month it is due in."""
    if section:
        return target_section(section, None, drafts)
    declared = [section.code for section in drafts.plan_file.sections]
    if declared or due is None:
        hint = f"ghi mã mục, ví dụ {declared[0] if declared else 'T05, TX'}"
        raise UsageError("Việc mới chưa có mục.", hint)
    return target_section(f"T{read_deadline(due, drafts.span).end.month:02}", None, drafts)


def _lead(text: str, target: TargetSection, drafts: PlanDraft) -> str | list[str] | None:
    """Return who leads the row; a task has somebody."""
    names = [name for name in text.split(";") if name.strip()]
    if not names and target.file == "tasks":
        raise UsageError("Việc mới chưa có đơn vị chủ trì.", "ghi mã hoặc tên đơn vị")
    return lead_codes(names, drafts) if names else None
