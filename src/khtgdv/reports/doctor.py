"""`doctor`: which plan is used and why, and what the machine has."""

from __future__ import annotations

from khtgdv.document.document import Column, Document, Row, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Value

COLUMNS = (
    Column("folder", "Thư mục kế hoạch"),
    Column("why", "Vì sao"),
    Column("years", "Các năm"),
    Column("plans", "Kế hoạch"),
    Column("rows", "Dòng dùng được"),
    Column("left_out", "Số dòng bị loại vì có lỗi"),
    Column("errors", "Lỗi"),
    Column("warnings", "Cảnh báo"),
    Column("holidays", "Ngày nghỉ"),
    Column("writable", "Ghi được"),
    Column("cache", "Bộ nhớ đệm"),
    Column("today", "Hôm nay"),
    Column("time_zone", "Múi giờ"),
    Column("version", "khtgdv"),
    Column("python", "Python"),
    Column("system", "Hệ điều hành"),
    Column("libraries", "Thư viện"),
    Column("formats", "Văn bản in, lịch"),
    Column("fonts", "Phông chữ của PDF"),
    Column("terminal", "Cửa sổ lệnh"),
    Column("encoding", "Bảng mã"),
)


def build(
    facts: Mapping[str, Value], words: Mapping[str, str], position: Position, advice: str
) -> Document:
    """Return the facts in order, with a line of advice where something is wrong."""
    row = Row({column.key: facts[column.key] for column in COLUMNS}, words)
    keys = tuple(column.key for column in COLUMNS)
    table = Table("doctor", "", COLUMNS, keys, (row,), layout="record", footer=advice)
    plans = facts["plans"]
    names = tuple(str(plan) for plan in plans) if isinstance(plans, tuple) else ()
    return Document("doctor", "KIỂM TRA CÀI ĐẶT", position, names, (table,))
