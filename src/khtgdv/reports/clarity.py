"""`clarity`: by row and by department, what is clear and what the paper leaves out."""

from __future__ import annotations

from khtgdv.document.document import Column, Row, Table, Tone
from khtgdv.language.clarity import ANSWER_LABELS, PART_LABELS, clarity_answers
from khtgdv.language.suggestions import suggest_product
from khtgdv.query.cells import count_rows
from khtgdv.reports.shared.figures import percent
from khtgdv.reports.shared.frame import report_document, several_leads_note
from khtgdv.reports.shared.printed import lead_text, lead_words
from khtgdv.reports.shared.rows import default_columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.document.document import Document, Value
    from khtgdv.language.clarity import Answer
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection

    RowAnswers = list[tuple[TaskRow, Mapping[str, Answer]]]

_DEPARTMENT_COLUMNS = (
    Column("department", "Đơn vị", "code"),
    Column("name", "Đơn vị"),
    Column("total", "Số việc", "number"),
    *(Column(part, title, "number") for part, title in PART_LABELS.items()),
    Column("share", "Tất cả", "share"),
    Column("shares", "Tỷ lệ"),
)
_TASK_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("task", "Nhiệm vụ", "long"),
    Column("department", "Chủ trì", "code"),
    *(Column(part, title) for part, title in PART_LABELS.items()),
    Column("stated", "Số phần rõ", "number"),
    Column("lacking", "Còn thiếu"),
    Column("suggested_product", "Sản phẩm (gợi ý)"),
    Column("plan", "Kế hoạch"),
)
_SIGNS: Mapping[Answer, str] = {
    "stated": "rõ",
    "unclear": "chờ",
    "blank": "trống",
    "not-in-paper": "·",
}
_TITLE = "KẾ HOẠCH RÕ ĐẾN ĐÂU (5 rõ, 6 rõ)"
_ALWAYS_STATED = frozenset({"content", "lead"})  # a row without these is an error of the file
_INTRO = (
    "rõ: đã nêu · chờ: theo lịch của cấp trên · trống: bản giấy có cột mà bỏ trống · "
    "dấu chấm: bản giấy không có cột ấy"
)  # fmt: skip


def build(selection: Selection, *, missing: tuple[str, ...] = ()) -> Document:
    """Return the departments, then the rows, those that lack most first.

    With `missing` only the rows that lack these parts.
    """
    row_answers = [(row, clarity_answers(row.work, row.status.kind)) for row in selection.tasks]
    lacking = [pair for pair in row_answers if all(pair[1][part] != "stated" for part in missing)]
    lacking.sort(key=lambda pair: sum(answer == "stated" for answer in pair[1].values()))
    footer = f"{len(lacking)} trên {selection.total_tasks} nhiệm vụ"
    if missing:
        footer += f" chưa nêu {', '.join(PART_LABELS[part].lower() for part in missing)}"
    tasks = Table(
        "tasks", "TỪNG NHIỆM VỤ, thiếu nhiều nhất ở trên", _TASK_COLUMNS,
        default_columns(
            ("id", "task", "department", *_part_columns(missing), "suggested_product"), selection
        ),
        tuple(_task_row(row, answers) for row, answers in lacking),
        footer=f"{footer}. Sản phẩm gợi ý theo lời văn: xem rồi mới ghi.",
        empty="Không có nhiệm vụ nào trong phạm vi đã chọn.",
        narrow=("id", "task", "lacking", "suggested_product"),
    )  # fmt: skip
    return report_document("clarity", _TITLE, selection, [_matrix(selection, row_answers), tasks])


def _part_columns(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts worth a column: those a row may lack; none where all shown lack the same."""
    if missing:
        return ("lacking",)
    return tuple(part for part in PART_LABELS if part not in _ALWAYS_STATED)


def _matrix(selection: Selection, row_answers: RowAnswers) -> Table:
    """Return the matrix of departments by parts, with a last line for all."""
    rows = [
        _department_row(code, name, [answers for row, answers in row_answers if code in row.leads])
        for code, name in selection.departments.items()
    ]
    total = _department_row("", "Cộng", [answers for _, answers in row_answers])
    default = ("name", "total", *PART_LABELS, "share")
    return Table(
        "departments",
        "TỪNG ĐƠN VỊ: phần trăm số việc đã nêu",
        _DEPARTMENT_COLUMNS,
        default,
        tuple(rows),
        total,
        intro=_INTRO,
        footer=several_leads_note(count_rows(selection.tasks, selection.position, "leads")),
        of_groups=True,
        narrow=("department", *(key for key in default[1:] if key not in _ALWAYS_STATED)),
    )


def _department_row(code: str, name: str, answers_of_rows: list[Mapping[str, Answer]]) -> Row:
    counts = {part: _count_stated(each[part] for each in answers_of_rows) for part in PART_LABELS}
    part_count = len(answers_of_rows) * len(PART_LABELS)
    share = _share(sum(counts.values()), part_count)
    shares = {part: _share(count, len(answers_of_rows)) for part, count in counts.items()}
    values: dict[str, Value] = {
        "department": code or "Cộng",
        "name": name,
        "total": len(answers_of_rows),
        **counts,
        "share": share,
        "shares": dict(shares),
    }
    return Row(
        values, {part: _per_cent(share) for part, share in (shares | {"share": share}).items()}
    )


def _share(count: int, total: int) -> float | None:
    return round(count / total, 4) if total else None


def _per_cent(share: float | None) -> str:
    return "–" if share is None else percent(share)


def _count_stated(answers: Iterable[Answer]) -> int:
    return sum(answer == "stated" for answer in answers)


def _missing_part_words(part: str, answer: Answer) -> str:
    """Return a part that a row lacks; that the paper has no column for it goes without saying."""
    name = PART_LABELS[part].lower()
    return name if answer == "not-in-paper" else f"{name} ({ANSWER_LABELS[answer]})"


def _task_row(row: TaskRow, answers: Mapping[str, Answer]) -> Row:
    missing_parts = tuple(part for part, answer in answers.items() if answer != "stated")
    suggestion = None if row.work.product else suggest_product(row.work.task)
    values: dict[str, Value] = {
        "id": row.id,
        "task": row.work.task,
        "department": row.lead,
        **answers,
        "stated": _count_stated(answers.values()),
        "lacking": missing_parts,
        "suggested_product": suggestion,
        "plan": row.plan_name,
    }
    words = {part: _SIGNS[answer] for part, answer in answers.items()}
    words["department"] = lead_words(row)
    words["lacking"] = ", ".join(_missing_part_words(part, answers[part]) for part in missing_parts)
    words["suggested_product"] = f"gợi ý: {suggestion}" if suggestion else ""
    tone = Tone.SOON if "blank" in answers.values() or "unclear" in answers.values() else Tone.PLAIN
    return Row(values, words, tone, printed_words={"department": lead_text(row)})
