"""An imported plan as the text of its files: every row, and as comments what of it was unread."""

from __future__ import annotations

from khtgdv.frozen import dataclass, field, fields
from khtgdv.source.layout.layout import Emitter, NodeComments
from khtgdv.source.yaml.outline import node_from_value
from khtgdv.text import escape_unsafe, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from khtgdv.importer.fields import ImportedRow, UnreadCell
    from khtgdv.importer.paper_facts import PaperFacts
    from khtgdv.plan.office import Department

_HEADS = {
    "plan": "Văn bản, đơn vị, mục của kế hoạch. Xem lại từng dòng trước khi dùng.",
    "tasks": "Các nhiệm vụ. Dòng bắt đầu bằng # là chỗ chưa đọc được, nguyên văn từ bảng.",
    "inspections": "Kiểm tra, giám sát, khảo sát. Dòng bắt đầu bằng # là chỗ chưa đọc được.",
}


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """What the tables of a paper come to: a plan of a year, and what was not understood."""

    year: int
    facts: PaperFacts
    departments: Sequence[Department]
    sections: Mapping[str, str]
    rows: Sequence[ImportedRow]
    source_name: str
    remarks: Sequence[str] = field(default_factory=tuple)

    @property
    def unread(self) -> tuple[UnreadCell, ...]:
        """Every cell that was not understood, in the order of the paper."""
        return tuple(cell for row in self.rows for cell in row.unread)

    def rows_of(self, section: str) -> tuple[ImportedRow, ...]:
        """Return the rows of one list."""
        return tuple(row for row in self.rows if row.section == section)


def plan_file_text(plan: ImportedPlan) -> str:
    """Return the text of the plan's own file."""
    facts = plan.facts
    document = {
        "year": plan.year,
        "span": facts.span or None,
        "number": facts.number or None,
        "date": facts.issued.isoformat() if facts.issued else None,
        "title": facts.title or f"Kế hoạch công tác năm {plan.year}",
        "agency": facts.agency or "(ghi tên cơ quan)",
        "status": None if facts.number and facts.issued else "draft",
    }
    sections = [{"code": code, "heading": words} for code, words in plan.sections.items()]
    data: dict[str, object] = {
        "plan": {key: value for key, value in document.items() if value is not None},
        "departments": [_filled(department) for department in plan.departments],
        **({"sections": sections} if sections else {}),
    }
    return _text("plan", plan, node_from_value(data), {})


def rows_text(plan: ImportedPlan, section: str) -> str:
    """Return the text of a file of rows."""
    rows = plan.rows_of(section)
    root = node_from_value({section: [dict(row.fields) for row in rows]})
    nodes = root.pairs[0][1].items
    comments = {
        id(node): NodeComments(before=list(_comments(row.unread)))
        for node, row in zip(nodes, rows, strict=True)
        if row.unread
    }
    return _text(section, plan, root, comments)


def _text(name: str, plan: ImportedPlan, root: Any, comments: dict[int, NodeComments]) -> str:
    head = [
        f"# Nhập từ {one_line(plan.source_name)}.",
        f"# {_HEADS[name]}",
    ]
    return "\n".join([*head, *Emitter(comments).document_lines(root), ""])


def _comments(cells: Iterable[UnreadCell]) -> Iterator[str]:
    """Yield unread cells as comment lines that nothing in them can break out of."""
    for cell in cells:
        first, *more = map(escape_unsafe, cell.text.split("\n"))
        place = f"{one_line(cell.table)}, dòng {cell.row}, {one_line(cell.column)}"
        yield f"# {place}: {first}".rstrip()
        yield from (f"#   {line}" for line in more)


def _filled(value: Any) -> dict[str, object]:
    """Return a value of the model as the mapping its file has, without what is empty."""
    pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
    return {name: list(v) if isinstance(v, tuple) else v for name, v in pairs if v}
