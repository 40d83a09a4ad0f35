"""The checking commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from khtgdv.cli.environment import find_plans, in_actions, in_color, shown_path, today, width
from khtgdv.cli.options import OutputOptions, PlanOptions, argument
from khtgdv.cli.output import emit, say
from khtgdv.errors import ExitCode, UsageError
from khtgdv.periods import Position
from khtgdv.text import visible


def validate(
    plan: PlanOptions,
    output: OutputOptions,
    *,
    paths: Annotated[
        list[Path],
        argument(metavar="[TỆP hoặc THƯ MỤC]…", text="Không có thì kiểm tra kế hoạch đang dùng."),
    ] = [],  # noqa: B006 - it is never changed
) -> ExitCode:
    """Mọi lỗi trong một lần chạy, mỗi lỗi có chỗ, lý do và cách sửa; kết thúc với mã 1 nếu có lỗi.

    --format github ghi chú thích cho GitHub Actions, tự chọn khi chạy ở đó.
    """
    from khtgdv.render.diagnostics import github, text
    from khtgdv.reports.findings import build, counted
    from khtgdv.source.find import is_there
    from khtgdv.source.targets import load_targets

    for path in paths:
        if not is_there(path):
            raise UsageError(f"Không có {visible(str(path))}.", "Kiểm tra lại đường dẫn.")
    found = find_plans(tuple(plan.data))
    loaded = load_targets(found, tuple(paths), plan.year, shown_path)
    findings = loaded.findings
    footer = counted(findings, loaded.rows, loaded.left_out, len(loaded.files))
    chosen = output.format or ("github" if in_actions() and output.output is None else None)
    status = ExitCode.FINDINGS if findings else ExitCode.OK
    if chosen == "github":
        emit(github(findings), output.output, found)
        say(footer)
    elif chosen in (None, "table") and output.output is None:
        shown = text(findings, color=in_color(output.color))
        emit(f"{shown}{chr(10) if findings else ''}{footer}\n", None, found)
    else:
        from khtgdv.render.formats import Look, format_name, render

        plans = tuple(dict.fromkeys(p.name for p in loaded.portfolio))
        document = build(findings, Position(today()), plans, footer)
        name = format_name(chosen, output.output)
        emit(render(document, name, Look(width())), output.output, found)
    if found.embedded and not paths:
        say("đã kiểm tra kế hoạch gốc kèm theo")
    return status
