"""The table of commands. A command's module is imported when the command is called."""

from __future__ import annotations

from importlib import import_module

from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the module and function it is, its family in the help, what it does."""

    module: str
    function: str
    family: str
    help: str


VIEW, CHECK, WRITE, TOOLS = "Xem", "Kiểm tra", "Ghi", "Công cụ"
_COMMANDS_PACKAGE = "khtgdv.cli.commands"
COMMANDS: dict[str, Command] = {
    "summary": Command("reports", "summary", VIEW, "Tổng quan: tiến độ cả năm."),
    "list": Command(
        "reports", "listing", VIEW, "Danh sách nhiệm vụ, lọc theo chữ và các tùy chọn."
    ),
    "show": Command("reports", "show", VIEW, "Xem chi tiết một hoặc nhiều nhiệm vụ."),
    "overdue": Command("reports", "overdue", VIEW, "Nhiệm vụ quá hạn, chờ cấp trên, chưa có hạn."),
    "upcoming": Command("reports", "upcoming", VIEW, "Nhiệm vụ sắp đến hạn."),
    "workload": Command("reports", "workload", VIEW, "Khối lượng của từng đơn vị theo tháng."),
    "department": Command("reports", "department", VIEW, "Danh sách của một đơn vị, để in."),
    "calendar": Command("calendar", "calendar", VIEW, "Lịch một tháng hoặc một tuần."),
    "timeline": Command("calendar", "timeline", VIEW, "Sơ đồ tiến độ cả năm theo đơn vị."),
    "inspections": Command("reports", "inspections", VIEW, "Kiểm tra, giám sát, khảo sát."),
    "report": Command(
        "periodic", "periodic", VIEW, "Báo cáo tuần, tháng, quý, 6 tháng, 9 tháng, năm."
    ),
    "changes": Command("changes", "changes", VIEW, "Trong tuần, trong kỳ đã ghi nhận những gì."),
    "remind": Command("remind", "remind", VIEW, "Thư nhắc việc cho từng đơn vị."),
    "history": Command(
        "history", "history", VIEW, "Ai đã ghi gì, lúc nào: một dòng, hoặc gần đây."
    ),
    "clarity": Command("clarity", "clarity", VIEW, "Kế hoạch rõ đến đâu: 5 rõ, 6 rõ."),
    "references": Command(
        "clarity", "references", VIEW, "Văn bản được viện dẫn, ở những dòng nào."
    ),
    "glossary": Command("clarity", "glossary", VIEW, "Chữ viết tắt và nghĩa của nó."),
    "validate": Command("validate", "validate", CHECK, "Kiểm tra các tệp YAML của kế hoạch."),
    "lint": Command("lint", "lint", CHECK, "Soát lời văn: trùng lặp, thiếu chữ, sai số hiệu …"),
    "done": Command("actions", "done", WRITE, "Ghi đã hoàn thành."),
    "reopen": Command("actions", "reopen", WRITE, "Mở lại việc đã hoàn thành hoặc đã hủy."),
    "start": Command("actions", "start", WRITE, "Ghi ngày bắt đầu thực hiện."),
    "update": Command(
        "update", "update", WRITE, "Ghi người được giao, tiến độ, ghi chú; sửa một khóa bất kỳ."
    ),
    "extend": Command("actions", "extend", WRITE, "Gia hạn, hoặc ấn định thời hạn."),
    "cancel": Command("actions", "cancel", WRITE, "Hủy: không phải làm nữa."),
    "log": Command("entries", "log", WRITE, "Ghi đã làm một kỳ của việc định kỳ."),
    "visit": Command("entries", "visit", WRITE, "Ghi nơi đã kiểm tra, giám sát, khảo sát."),
    "add": Command("add", "add", WRITE, "Thêm một nhiệm vụ, lấy mã tiếp theo của mục."),
    "remove": Command("actions", "remove", WRITE, "Bỏ một dòng đã thêm sau khi ký."),
    "edit": Command("edit", "edit", WRITE, "Mở trình soạn thảo ở một dòng, kiểm tra khi đóng."),
    "undo": Command("undo", "undo", WRITE, "Hoàn tác những lần ghi sau cùng của khtgdv."),
    "redo": Command("undo", "redo", WRITE, "Ghi lại điều vừa hoàn tác."),
    "fmt": Command("fmt", "fmt", WRITE, "Sắp lại các tệp YAML theo một lối trình bày."),
    "init": Command(
        "new_plan", "init", WRITE, "Tạo kế hoạch của mình: chép kế hoạch mẫu, hoặc kế hoạch trống."
    ),
    "rollover": Command(
        "rollover", "rollover", WRITE, "Lập dự thảo kế hoạch năm sau từ kế hoạch năm nay."
    ),
    "import": Command(
        "import_plan", "import_plan", WRITE, "Nhập kế hoạch từ bảng Word, Excel, CSV."
    ),
    "web": Command("web", "web", VIEW, "Mở kế hoạch trong trình duyệt của máy này, để xem và ghi."),
    "use": Command("use", "use", TOOLS, "Nhớ một kế hoạch để dùng ở mọi nơi."),
    "export": Command("export", "export", TOOLS, "Xuất mọi dòng ra dữ liệu: parquet, json, csv."),
    "sql": Command("sql", "sql", TOOLS, "Câu hỏi SQL cho bộ dữ liệu mà export đã ghi."),
    "schema": Command("schema", "schema", TOOLS, "JSON Schema cho trình soạn thảo."),
    "doctor": Command(
        "environment_commands", "doctor", TOOLS, "Kế hoạch nào đang dùng, vì sao; máy có gì."
    ),
    "completion": Command(
        "environment_commands", "completion", TOOLS, "Gợi ý khi bấm TAB trong cửa sổ lệnh."
    ),
}


def command_function(name: str) -> Callable[..., Any]:
    """Import and return the function that a command is."""
    command = COMMANDS[name]
    implementation: Callable[..., Any] = getattr(
        import_module(f"{_COMMANDS_PACKAGE}.{command.module}"), command.function
    )
    return implementation
