"""Help pages in Vietnamese: how to call, what it does, the parameters, the commands."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_DEFAULT_SECTION = "Tùy chọn"
_FOOTER = "Thêm --help sau một lệnh để xem các tùy chọn của lệnh đó, ví dụ: khtgdv overdue --help"


def write_help(
    command: Any, ctx: Any, formatter: Any, families: dict[str, list[tuple[str, str]]] | None = None
) -> None:
    """Write the help page of a command, or of the program where there are `families`."""
    usage = "[LỆNH] [TÙY CHỌN]" if families is not None else _usage_text(command, ctx)
    formatter.write_usage(ctx.command_path, usage, prefix="Cách dùng: ")
    for paragraph in (command.help or "").split("\n\n"):
        formatter.write_paragraph()
        formatter.write_text(" ".join(paragraph.split()))
    for title, rows in _sections(command, ctx, families or {}):
        with formatter.section(title):
            formatter.write_dl(rows)
    if families is not None:
        formatter.write_paragraph()
        formatter.write_text(_FOOTER)


def _usage_text(command: Any, ctx: Any) -> str:
    arguments = [param.make_metavar(ctx) for param in command.params if _is_argument(param)]
    return " ".join([*arguments, "[TÙY CHỌN]"])


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _sections(
    command: Any, ctx: Any, families: dict[str, list[tuple[str, str]]]
) -> list[tuple[str, list[tuple[str, str]]]]:
    arguments = [(p.make_metavar(ctx), p.help or "") for p in command.params if _is_argument(p)]
    groups: dict[str, list[tuple[str, str]]] = {_DEFAULT_SECTION: []}
    for param in command.params:
        if not _is_argument(param):
            title = param.rich_help_panel or _DEFAULT_SECTION
            groups.setdefault(title, []).append(_option_entry(param, ctx))
    groups[_DEFAULT_SECTION].append((", ".join(ctx.help_option_names), "Hiện trang này."))
    sections = list(families.items())
    if arguments:
        sections.append(("Tham số", arguments))
    return [*sections, *groups.items()]


def _option_entry(param: Any, ctx: Any) -> tuple[str, str]:
    names, _ = param.get_help_record(ctx)
    return names, f"{param.help} Bắt buộc." if param.required else param.help
