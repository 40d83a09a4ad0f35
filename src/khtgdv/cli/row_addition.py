"""A new row on its way into a plan: where it goes, which ID it gets, when it starts."""

from __future__ import annotations

from khtgdv.cli.row_settings import plans_of
from khtgdv.cli.system.environment import today
from khtgdv.dates.periods import parse_period
from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.plan.ids import INSPECTION_SECTION, MONTH_SECTIONS
from khtgdv.query.names import resolve_section
from khtgdv.query.ranges import read_deadline, read_month
from khtgdv.source.text.nearest import name_list
from khtgdv.text import name_key, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.dates.periods import DateRange
    from khtgdv.source.edit.drafts import PlanDraft


@dataclass(frozen=True, slots=True)
class TargetSection:
    """Where a row goes: the letters of its ID, the file's list, the key of what is to be done."""

    code: str
    file: str = "tasks"
    text_key: str = "task"


def target_section(section: str | None, month: str | None, drafts: PlanDraft) -> TargetSection:
    """Return where the row goes; a month alone is its section."""
    if section is None:
        if month is None:
            raise UsageError("Thiếu --month hoặc --section.", _sections_hint(drafts))
        return TargetSection(f"T{read_month(month, drafts.typing_span(today())).number:02}")
    code = resolve_section(section, plans_of(drafts))
    if code == INSPECTION_SECTION:
        return TargetSection(code, "inspections", "content")
    if month is not None:
        raise UsageError("--month và --section không dùng cùng nhau.", "bỏ một trong hai")
    return TargetSection(code)


def _sections_hint(drafts: PlanDraft) -> str:
    """Return the ways to say where a row goes."""
    codes = [section.code for section in drafts.plan_file.sections]
    example = f"--section {codes[0]} (các mục đã khai: {name_list(codes)})" if codes else ""
    return f"ví dụ: {example or '--month 3, --section TX'}"


def start_of(
    target: TargetSection, month: str | None, start: str | None, span: DateRange
) -> str | None:
    """Return when a row starts: in the month of its section, or as it was said."""
    if start is not None and (month is not None or target.code in MONTH_SECTIONS):
        message = "--start không dùng với mục theo tháng: tháng của mục là lúc bắt đầu."
        raise UsageError(message, "bỏ --start")
    if start is not None:
        return str(read_deadline(start, span))
    if month is not None:
        return str(read_month(month, span))
    return str(read_month(target.code, span)) if target.code in MONTH_SECTIONS else None


def require_order(fields: Mapping[str, object]) -> None:
    """Refuse a deadline before the row starts: it is an option that is wrong, no file."""
    start, due = fields.get("start"), fields.get("due")
    if start is None or due is None:
        return
    begin, end = parse_period(str(start)), parse_period(str(due))
    if end.end < begin.start:
        message = f"--due {end.label} ở trước khi việc bắt đầu ({begin.label})."
        raise UsageError(message, "chọn --due muộn hơn, hoặc tháng của mục (--month) sớm hơn")


def _same_rows(drafts: PlanDraft, target: TargetSection, fields: Mapping[str, object]) -> str:
    """Return a notice of the rows that say the same of the same department; mostly nothing."""
    key = target.text_key
    wording, lead = name_key(str(fields[key])), fields.get("lead")
    rows = [
        str(row["id"])
        for row in drafts.files[target.file].rows
        if name_key(str(row.get(key))) == wording and row.get("lead") == lead
    ]
    return f" (lưu ý: cùng nội dung, cùng chủ trì với {', '.join(rows)})" if rows else ""


def insert_row(
    drafts: PlanDraft, target: TargetSection, fields: dict[str, object]
) -> tuple[str, str]:
    """Add a row to the draft, behind the last one of its section.

    Return the ID it gets, and what is said about it.
    """
    notice = _same_rows(drafts, target, fields) if target.file in drafts.files else ""
    row_id = _insert(drafts, target, fields)
    leads = fields.get("lead", [])
    codes = "; ".join(leads) if isinstance(leads, list) else leads
    lead = f" (chủ trì {codes})" if codes else ""
    return row_id, f"{row_id} thêm mới: {one_line(str(fields[target.text_key]))}{lead}{notice}"


def _insert(drafts: PlanDraft, target: TargetSection, fields: dict[str, object]) -> str:
    """Add a row to the draft; return the ID it gets."""
    from khtgdv.plan.ids import next_id, row_to_insert_after
    from khtgdv.source.edit.changes import RowInsertion

    if target.file not in drafts.files:
        message = f"Kế hoạch năm {drafts.year} chưa có tệp {drafts.path(target.file).name}."
        raise KhtgdvError(message, f"tạo tệp ấy với một dòng {target.file}: rồi chạy lại")
    ids = [str(row["id"]) for row in drafts.files[target.file].rows]
    row_id = next_id(ids, target.code)
    declared = [section.code for section in drafts.plan_file.sections]
    first_month = drafts.span.start.month
    previous_id = row_to_insert_after(ids, target.code, declared, first_month)
    drafts.apply_changes(
        target.file,
        [RowInsertion(target.file, row_id, (("id", row_id), *fields.items()), previous_id)],
    )
    return row_id
