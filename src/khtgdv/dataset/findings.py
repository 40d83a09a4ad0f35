"""What could not be read of the plans, as data: beside the rows that could."""

from __future__ import annotations

from khtgdv.document.document import Column, Row, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.document.document import Value

FINDING_COLUMNS = (
    Column("path", "Tệp", storage_type="text"),
    Column("line", "Dòng", "number", storage_type="number"),
    Column("column", "Cột", "number", storage_type="number"),
    Column("level", "Mức", storage_type="text"),
    Column("code", "Mã lỗi", storage_type="text"),
    Column("message", "Lỗi", storage_type="text"),
    Column("hint", "Cách sửa", storage_type="text"),
    Column("id", "Mã dòng", storage_type="text"),
)


def finding_table(findings: Iterable[Diagnostic]) -> Table:
    """Return findings as rows, in the order they were made."""
    rows = tuple(Row(finding_values(finding)) for finding in findings)
    return Table("findings", "", FINDING_COLUMNS, (), rows)


def finding_values(finding: Diagnostic) -> dict[str, Value]:
    """Return what a finding says, by the keys of the columns."""
    return {
        "path": finding.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "level": finding.level,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
        "id": finding.row_name,
    }
