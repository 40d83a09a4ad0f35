"""The table of commands, and the group that imports a command only when it is called."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from khtgdv.cli.grouped import flattened
from khtgdv.cli.help import write_help
from khtgdv.errors import UsageError
from khtgdv.text import nearest, visible

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
    "validate": Command("check", "validate", CHECK, "Kiểm tra các tệp YAML của kế hoạch."),
    "done": Command("write", "done", WRITE, "Ghi đã hoàn thành."),
    "reopen": Command("write", "reopen", WRITE, "Mở lại việc đã hoàn thành hoặc đã hủy."),
    "start": Command("write", "start", WRITE, "Ghi ngày bắt đầu thực hiện."),
    "update": Command("write", "update", WRITE, "Ghi người được giao, sản phẩm, tiến độ, ghi chú."),
    "extend": Command("write", "extend", WRITE, "Gia hạn, hoặc ấn định thời hạn."),
    "cancel": Command("write", "cancel", WRITE, "Hủy: không phải làm nữa."),
    "log": Command("write", "log", WRITE, "Ghi đã làm một kỳ của việc định kỳ."),
    "visit": Command("write", "visit", WRITE, "Ghi nơi đã kiểm tra, giám sát, khảo sát."),
    "add": Command("add", "add", WRITE, "Thêm một nhiệm vụ, lấy mã tiếp theo của mục."),
    "undo": Command("mend", "undo", WRITE, "Hoàn tác thay đổi sau cùng mà khtgdv đã ghi."),
    "fmt": Command("fmt", "fmt", WRITE, "Sắp lại các tệp YAML theo một lối trình bày."),
    "init": Command("mend", "init", WRITE, "Tạo kế hoạch của mình từ kế hoạch kèm theo."),
    "schema": Command("schema", "schema", AROUND, "JSON Schema cho trình soạn thảo."),
    "doctor": Command("around", "doctor", AROUND, "Kế hoạch nào đang dùng, vì sao; máy có gì."),
    "completion": Command("around", "completion", AROUND, "Gợi ý khi bấm TAB trong cửa sổ lệnh."),
}


class VietnameseCommand(TyperCommand):
    """A command whose help is Vietnamese."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; an error names the command they were for."""
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            error.__dict__["ctx"] = ctx
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        write_help(self, ctx, formatter)


class LazyGroup(TyperGroup):
    """All commands by name; a command's module is imported when the command is called."""

    made: MutableMapping[str, Any] | None = None

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, made now; None where there is none of that name."""
        del ctx
        return make_command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command to run; UsageError with the nearest where there is none."""
        name = args[0]
        if name in COMMANDS:
            return name, self.get_command(ctx, name), args[1:]
        near = nearest(name, COMMANDS)
        guess = f'Có phải "khtgdv {near}"? ' if near else ""
        message = f'Không có lệnh "{visible(name)}".'
        raise UsageError(message, f"{guess}khtgdv --help cho biết mọi lệnh")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page with the table of commands."""
        families: dict[str, list[tuple[str, str]]] = {}
        for name, command in COMMANDS.items():
            families.setdefault(command.family, []).append((name, command.help))
        write_help(self, ctx, formatter, families)


def make_command(name: str) -> Any:
    """Import and build one command."""
    command = COMMANDS[name]
    function = getattr(import_module(f"{_COMMANDS}.{command.module}"), command.function)
    return _single(name, function, command.help)


def _single(name: str, function: Callable[..., Any], text: str) -> Any:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    made: Callable[..., Any] = flattened(function)
    long_help = text if not function.__doc__ else f"{text}\n\n{function.__doc__}"
    app.command(name, cls=VietnameseCommand, help=long_help)(made)
    return get_command(app)


def root() -> Any:
    """Build the program: bare `khtgdv` shows the summary."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"help_option_names": ["--help", "-h"]}

    @app.callback(
        cls=LazyGroup,
        invoke_without_command=True,
        help="Kế hoạch công tác năm: việc gì đến hạn, việc gì quá hạn, ai gánh bao nhiêu.",
        context_settings=settings,
    )
    def khtgdv(
        ctx: typer.Context,
        *,
        version: bool = typer.Option(
            False, "--version", help="Cho biết phiên bản.", show_default=False
        ),
    ) -> Any:
        if version:
            from khtgdv import __version__

            typer.echo(f"khtgdv {__version__}")
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            return make_command("summary").main([], "khtgdv summary", standalone_mode=False)
        return None

    return get_command(app)
