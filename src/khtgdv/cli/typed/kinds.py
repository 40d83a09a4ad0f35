"""What kind of value a parameter takes: told by the name that its value has in the help."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.cli.arguments.option_groups import Parameter

# Kinds that `readers` knows; a `choice` of a closed list; `text`, `name`: words of one's own.
# Others are taken as they are.
_KINDS = {
    "NGÀY": "day",
    "THÁNG": "period",
    "TUẦN": "period",
    "KỲ": "period",
    "THỜI HẠN": "period",
    "KHOẢNG": "range",
    "ĐƠN VỊ": "departments",
    "MÃ": "ids",
    "SỐ": "number",
    "TRẠNG THÁI": "states",
    "LOẠI": "kinds",
    "VAI": "choice",
    "CÁCH": "choice",
    "NHÓM": "choice",
    "DẠNG": "choice",
    "PHẦN": "choice",
    "CỘT": "columns",
    "CHỮ": "text",
    "TÊN": "name",
    "SỐ HIỆU": "name",
    "KHÓA": "name",
    "KHÓA=NỘI DUNG": "name",
}


def kind_of(parameter: Parameter) -> str:
    """Return the kind of a parameter's value; nothing where no kind is known."""
    metavar = (parameter.declaration.metavar or "").strip("[]…")
    if parameter.type_hint is int or parameter.type_hint == int | None:
        return "days" if metavar == "NGÀY" else "number"
    return _KINDS.get(metavar, "")
