"""Help pages in Vietnamese: how to call, what it does, the parameters, the commands."""

from __future__ import annotations

from typing import Any

_OWN = "Tùy chọn"
_FOOT = "Thêm --help sau một lệnh để xem các tùy chọn của lệnh đó, ví dụ: khtgdv overdue --help"


def write_help(
    command: Any, ctx: Any, formatter: Any, families: dict[str, list[tuple[str, str]]] | None = None
) -> None:
    """Write the help page of a command, or of the program where there are `families`."""
    words = "[LỆNH] [TÙY CHỌN]" if families is not None else _usage(command, ctx)
    formatter.write_usage(ctx.command_path, words, prefix="Cách dùng: ")
    for paragraph in (command.help or "").split("\n\n"):
        formatter.write_paragraph()
        formatter.write_text(" ".join(paragraph.split()))
    for title, rows in _sections(command, ctx, families or {}):
        with formatter.section(title):
            formatter.write_dl(rows)
    if families is not None:
        formatter.write_paragraph()
        formatter.write_text(_FOOT)


def _usage(command: Any, ctx: Any) -> str:
    arguments = [param.make_metavar(ctx) for param in command.params if _is_argument(param)]
    return " ".join([*arguments, "[TÙY CHỌN]"])


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _sections(
    command: Any, ctx: Any, families: dict[str, list[tuple[str, str]]]
) -> list[tuple[str, list[tuple[str, str]]]]:
    shown = [param for param in command.params if not getattr(param, "hidden", False)]
    arguments = [(p.make_metavar(ctx), p.help or "") for p in shown if _is_argument(p)]
    groups: dict[str, list[tuple[str, str]]] = {_OWN: []}
    for param in shown:
        if not _is_argument(param):
            title = getattr(param, "rich_help_panel", None) or _OWN
            groups.setdefault(title, []).append(_option(param, ctx))
    groups[_OWN].append((", ".join(ctx.help_option_names), "Hiện trang này."))
    sections = list(families.items())
    if arguments:
        sections.append(("Tham số", arguments))
    return [*sections, *groups.items()]


def _option(param: Any, ctx: Any) -> tuple[str, str]:
    names, _ = param.get_help_record(ctx)
    return names, f"{param.help} Bắt buộc." if param.required else param.help
