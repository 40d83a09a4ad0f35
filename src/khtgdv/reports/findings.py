"""`validate`, `lint`: the findings of a run as a table, for the formats that want one."""

from __future__ import annotations

from khtgdv.checks.registry import ALL_RULES, rule_page
from khtgdv.dataset.findings import finding_values
from khtgdv.document.document import Column, Document, Row, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.dates.periods import Position
    from khtgdv.diagnostics import Diagnostic

_COLUMNS = (
    Column("path", "Tệp"),
    Column("line", "Dòng", "number"),
    Column("column", "Cột", "number"),
    Column("level", "Mức"),
    Column("code", "Mã lỗi"),
    Column("message", "Lỗi", "long"),
    Column("hint", "Cách sửa"),
    Column("id", "Mã dòng", "id"),
    Column("rule", "Quy tắc"),
)
_RULE_COLUMNS = (
    Column("rule", "Quy tắc", "id"),
    Column("level", "Mức"),
    Column("name", "Tên", "text"),
    Column("meaning", "Tìm gì", "long"),
)
_LEVEL_LABELS = {"error": "lỗi", "warning": "cảnh báo"}


_TITLES = {"validate": "KIỂM TRA KẾ HOẠCH", "lint": "SOÁT LỜI VĂN KẾ HOẠCH"}


def build(
    report: str,
    findings: Iterable[Diagnostic],
    position: Position,
    plans: tuple[str, ...],
    footer: str,
) -> Document:
    """Return the findings in the order they were made."""
    rows = tuple(_row(finding) for finding in findings)
    keys = tuple(column.key for column in _COLUMNS)
    table = Table("findings", "", _COLUMNS, keys, rows, footer=footer, empty=footer)
    return Document(report, _TITLES[report], position, plans, (table,))


def list_rules(position: Position) -> Document:
    """Return the rules of lint: what each is called in the files, by people, what it finds."""
    rows = [
        Row(
            {
                "rule": code,
                "level": rule.level,
                "name": rule.name,
                "meaning": rule_page(code).splitlines()[0],
            },
            {"level": _LEVEL_LABELS[rule.level]},
        )
        for code, rule in ALL_RULES.items()
    ]
    keys = tuple(column.key for column in _RULE_COLUMNS)
    footer = f"{len(rows)} quy tắc; giải thích từng quy tắc: khtgdv lint --explain QUY-TẮC"
    table = Table("rules", "", _RULE_COLUMNS, keys, rows, footer=footer, narrow=keys[:-1])
    return Document("lint", "CÁC QUY TẮC SOÁT LỜI VĂN", position, (), (table,))


def _row(finding: Diagnostic) -> Row:
    values = {**finding_values(finding), "rule": finding.rule_name or None}
    return Row(values, {"level": _LEVEL_LABELS[finding.level]})
