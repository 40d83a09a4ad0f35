"""`clarity`: by row and by department, what is clear and what the paper leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row, Table, Tone
from khtgdv.language.clarity import ANSWERS, PARTS, answers
from khtgdv.language.suggestions import product
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.rows import default_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.document.document import Document, Value
    from khtgdv.language.clarity import Answer
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection

    Known = list[tuple[TaskRow, Mapping[str, Answer]]]

_DEPARTMENTS = (
    Column("department", "Đơn vị", "code"),
    Column("name", "Đơn vị"),
    Column("total", "Số việc", "number"),
    *(Column(part, title, "number") for part, title in PARTS.items()),
    Column("share", "Tất cả", "share"),
    Column("shares", "Tỷ lệ"),
)
_TASKS = (
    Column("id", "Mã", "id"),
    Column("task", "Nhiệm vụ", "long"),
    Column("department", "Chủ trì", "code"),
    *(Column(part, title) for part, title in PARTS.items()),
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
_HEAD = "KẾ HOẠCH RÕ ĐẾN ĐÂU (5 rõ, 6 rõ)"
_SURE = frozenset({"content", "lead"})  # a row without these is an error of the file
_INTRO = (
    "rõ: đã nêu · chờ: theo lịch của cấp trên · trống: bản giấy có cột mà bỏ trống · "
    "dấu chấm: bản giấy không có cột ấy"
)  # fmt: skip


def build(selection: Selection, *, missing: tuple[str, ...] = ()) -> Document:
    """Return the departments, then the rows, those that lack most first.

    With `missing` only the rows that lack these parts.
    """
    known = [(row, answers(row.work, row.status.kind)) for row in selection.tasks]
    lacking = [each for each in known if all(each[1][part] != "stated" for part in missing)]
    lacking.sort(key=lambda each: sum(answer == "stated" for answer in each[1].values()))
    footer = f"{len(lacking)} trên {selection.total} nhiệm vụ"
    if missing:
        footer += f" chưa nêu {', '.join(PARTS[part].lower() for part in missing)}"
    tasks = Table(
        "tasks", "TỪNG NHIỆM VỤ, thiếu nhiều nhất ở trên", _TASKS,
        default_columns(
            ("id", "task", "department", *_cells(missing), "suggested_product"), selection
        ),
        tuple(_task(row, said) for row, said in lacking),
        footer=f"{footer}. Sản phẩm gợi ý theo lời văn: xem rồi mới ghi.",
        empty="Không có nhiệm vụ nào khớp bộ lọc.",
        narrow=("id", "task", "lacking", "suggested_product"),
    )  # fmt: skip
    return frame("clarity", _HEAD, selection, [_matrix(selection, known), tasks])


def _cells(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts worth a column: those a row may lack; none where all shown lack the same."""
    if missing:
        return ("lacking",)
    return tuple(part for part in PARTS if part not in _SURE)


def _matrix(selection: Selection, known: Known) -> Table:
    """Return the matrix of departments by parts, with a last line for all."""
    rows = [
        _department(code, name, [said for row, said in known if row.lead == code])
        for code, name in selection.departments.items()
    ]
    total = _department("", "Cộng", [said for _, said in known])
    default = ("name", "total", *PARTS, "share")
    return Table(
        "departments",
        "TỪNG ĐƠN VỊ: phần trăm số việc đã nêu",
        _DEPARTMENTS,
        default,
        tuple(rows),
        total,
        intro=_INTRO,
        narrow=("department", *(key for key in default[1:] if key not in _SURE)),
    )


def _department(code: str, name: str, said: list[Mapping[str, Answer]]) -> Row:
    counts = {part: _stated(each[part] for each in said) for part in PARTS}
    whole = len(said) * len(PARTS)
    share = _share(sum(counts.values()), whole)
    shares = {part: _share(count, len(said)) for part, count in counts.items()}
    values: dict[str, Value] = {
        "department": code or "Cộng",
        "name": name,
        "total": len(said),
        **counts,
        "share": share,
        "shares": dict(shares),
    }
    return Row(
        values, {part: _per_cent(each) for part, each in (shares | {"share": share}).items()}
    )


def _share(count: int, whole: int) -> float | None:
    return round(count / whole, 4) if whole else None


def _per_cent(share: float | None) -> str:
    return "–" if share is None else f"{round(share * 100)} %"


def _stated(found: Iterable[Answer]) -> int:
    return sum(answer == "stated" for answer in found)


def _lacking(part: str, answer: Answer) -> str:
    """Return a part that a row lacks; that the paper has no column for it goes without saying."""
    name = PARTS[part].lower()
    return name if answer == "not-in-paper" else f"{name} ({ANSWERS[answer]})"


def _task(row: TaskRow, said: Mapping[str, Answer]) -> Row:
    lacking = tuple(part for part, answer in said.items() if answer != "stated")
    suggested = None if row.work.product else product(row.work.task)
    values: dict[str, Value] = {
        "id": row.id,
        "task": row.work.task,
        "department": row.lead,
        **said,
        "stated": _stated(said.values()),
        "lacking": lacking,
        "suggested_product": suggested,
        "plan": row.plan.name,
    }
    words = {part: _SIGNS[answer] for part, answer in said.items()}
    words["lacking"] = ", ".join(_lacking(part, said[part]) for part in lacking)
    words["suggested_product"] = f"gợi ý: {suggested}" if suggested else ""
    tone = Tone.SOON if "blank" in said.values() or "unclear" in said.values() else Tone.PLAIN
    return Row(values, words, tone)
