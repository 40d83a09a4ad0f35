"""`references`: the documents that rows cite, each with the rows that cite it."""

from __future__ import annotations

from collections import defaultdict

from khtgdv.document.document import Column, Row, Table
from khtgdv.language.citations import find_citations
from khtgdv.reports.shared.frame import unsigned_document
from khtgdv.reports.shared.rows import default_columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.document.document import Document, Value
    from khtgdv.language.citations import Citation
    from khtgdv.query.rows import AnyRow
    from khtgdv.query.selection import Selection

_COLUMNS = (
    Column("document", "Văn bản", "line"),
    Column("kind", "Loại"),
    Column("number", "Số, ký hiệu"),
    Column("date", "Ngày", "date"),
    Column("issuer", "Cơ quan ban hành"),
    Column("count", "Số dòng", "number"),
    Column("rows", "Các dòng viện dẫn"),
    Column("plan", "Kế hoạch"),
)


def build(selection: Selection) -> Document:
    """Return each document once, in the order of its first citation."""
    groups: defaultdict[object, list[tuple[AnyRow, Citation]]] = defaultdict(list)
    for row in selection.rows:
        for citation in find_citations(row.work.text):
            groups[row.plan_name, citation.document_key].append((row, citation))
    rows = tuple(_row(group) for group in groups.values())
    citing = {id(row.work) for group in groups.values() for row, _ in group}
    footer = f"{len(rows)} văn bản, {len(citing)} trên {len(selection.rows)} dòng có viện dẫn"
    default = default_columns(("document", "date", "issuer", "rows"), selection)
    empty = "Không dòng nào viện dẫn văn bản."
    table = Table(
        "references", "", _COLUMNS, default, rows, footer=footer, empty=empty,
        narrow=default_columns(("document", "rows"), selection),
    )  # fmt: skip
    return unsigned_document("references", "VĂN BẢN ĐƯỢC VIỆN DẪN", selection, [table])


def _row(group: list[tuple[AnyRow, Citation]]) -> Row:
    """Return one document; what one citation leaves out another may say."""
    first = group[0][1]
    number = (
        f"{first.number}-{first.sign}"
        if first.is_party_document
        else f"{first.number}/{first.sign}"
    )
    number = f"{number}/{first.issuer_sign}" if first.issuer_sign else number
    kind = next(_citation_values(group, "kind"), None)
    ids = tuple(dict.fromkeys(row.id for row, _ in group))
    values: dict[str, Value] = {
        "document": f"{kind} số {number}" if kind else f"số {number}",
        "kind": kind,
        "number": number,
        "date": next(_citation_values(group, "date"), None),
        "issuer": next(_citation_values(group, "issuer"), None),
        "count": len(ids),
        "rows": ids,
        "plan": group[0][0].plan_name,
    }
    return Row(values, {"rows": ", ".join(ids)})


def _citation_values(group: list[tuple[AnyRow, Citation]], name: str) -> Iterator[Value]:
    return (value for _, citation in group if (value := getattr(citation, name)) is not None)
