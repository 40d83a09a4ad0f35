"""The table of commands. A command's module is imported when the command is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from khtgdv.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the module and function it is, its family in the help, what it does."""

    module: str
    function: str
    family: str
    help: str


LOOK, CHECK, WRITE, AROUND = "Xem", "Kiểm tra", "Ghi", "Công cụ"
_COMMANDS = "khtgdv.cli.commands"
COMMANDS: dict[str, Command] = {
    "summary": Command("look", "summary", LOOK, "Tổng quan: cả năm đang ở đâu."),
    "list": Command("look", "listing", LOOK, "Danh sách nhiệm vụ, lọc theo chữ và các tùy chọn."),
    "show": Command("look", "show", LOOK, "Mọi điều đã biết về một hay nhiều dòng kế hoạch."),
    "overdue": Command("look", "overdue", LOOK, "Nhiệm vụ quá hạn, chờ cấp trên, chưa có hạn."),
    "upcoming": Command("look", "upcoming", LOOK, "Nhiệm vụ sắp đến hạn."),
    "workload": Command("look", "workload", LOOK, "Khối lượng của từng đơn vị theo tháng."),
    "department": Command("look", "department", LOOK, "Danh sách của một đơn vị, để in."),
    "calendar": Command("calendar", "calendar", LOOK, "Lịch một tháng hoặc một tuần."),
    "timeline": Command("calendar", "timeline", LOOK, "Cả năm thành những vạch, theo đơn vị."),
    "inspections": Command("look", "inspections", LOOK, "Kiểm tra, giám sát, khảo sát."),
    "report": Command("report", "periodic", LOOK, "Báo cáo tháng, quý, 6 tháng, 9 tháng, năm."),
    "remind": Command("remind", "remind", LOOK, "Thư nhắc việc cho từng đơn vị."),
    "history": Command("history", "history", LOOK, "Ai đã ghi gì về một dòng, lúc nào (theo git)."),
    "clarity": Command("clear", "clarity", LOOK, "Kế hoạch rõ đến đâu: 5 rõ, 6 rõ."),
    "references": Command("clear", "references", LOOK, "Văn bản được viện dẫn, ở những dòng nào."),
    "glossary": Command("clear", "glossary", LOOK, "Chữ viết tắt và nghĩa của nó."),
    "validate": Command("check", "validate", CHECK, "Kiểm tra các tệp YAML của kế hoạch."),
    "lint": Command("lint", "lint", CHECK, "Soát lời văn: trùng lặp, thiếu chữ, sai số hiệu …"),
    "done": Command("write", "done", WRITE, "Ghi đã hoàn thành."),
    "reopen": Command("write", "reopen", WRITE, "Mở lại việc đã hoàn thành hoặc đã hủy."),
    "start": Command("write", "start", WRITE, "Ghi ngày bắt đầu thực hiện."),
    "update": Command("write", "update", WRITE, "Ghi người được giao, sản phẩm, tiến độ, ghi chú."),
    "extend": Command("write", "extend", WRITE, "Gia hạn, hoặc ấn định thời hạn."),
    "cancel": Command("write", "cancel", WRITE, "Hủy: không phải làm nữa."),
    "log": Command("write", "log", WRITE, "Ghi đã làm một kỳ của việc định kỳ."),
    "visit": Command("write", "visit", WRITE, "Ghi nơi đã kiểm tra, giám sát, khảo sát."),
    "add": Command("add", "add", WRITE, "Thêm một nhiệm vụ, lấy mã tiếp theo của mục."),
    "edit": Command("edit", "edit", WRITE, "Mở trình soạn thảo ở một dòng, kiểm tra khi đóng."),
    "undo": Command("mend", "undo", WRITE, "Hoàn tác thay đổi sau cùng mà khtgdv đã ghi."),
    "fmt": Command("fmt", "fmt", WRITE, "Sắp lại các tệp YAML theo một lối trình bày."),
    "init": Command("mend", "init", WRITE, "Tạo kế hoạch của mình từ kế hoạch kèm theo."),
    "export": Command("export", "export", AROUND, "Xuất mọi dòng ra dữ liệu: parquet, json, csv."),
    "schema": Command("schema", "schema", AROUND, "JSON Schema cho trình soạn thảo."),
    "doctor": Command("around", "doctor", AROUND, "Kế hoạch nào đang dùng, vì sao; máy có gì."),
    "completion": Command("around", "completion", AROUND, "Gợi ý khi bấm TAB trong cửa sổ lệnh."),
}


def function(name: str) -> Callable[..., Any]:
    """Import and return the function that a command is."""
    command = COMMANDS[name]
    found: Callable[..., Any] = getattr(
        import_module(f"{_COMMANDS}.{command.module}"), command.function
    )
    return found
