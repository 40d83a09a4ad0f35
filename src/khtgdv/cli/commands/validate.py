"""`validate`: what is wrong in the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments.options import OutputOptions, PlanOptions, argument
from khtgdv.cli.findings import named, tell_findings
from khtgdv.cli.pipeline import base_year, load_years
from khtgdv.cli.system.environment import find_plans, shown_path, today
from khtgdv.cli.system.output import say
from khtgdv.dates.periods import Position
from khtgdv.errors import ExitCode

if TYPE_CHECKING:
    from khtgdv.source.find import Found
    from khtgdv.source.load.result import Loaded


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
    from khtgdv.reports.findings import build, counted

    wanted = named(paths)
    found = find_plans(tuple(plan.data))
    loaded = _loaded(found, plan, wanted)
    footer = counted(loaded.findings, loaded.rows, loaded.left_out, len(loaded.files))
    plans = tuple(dict.fromkeys(p.name for p in loaded.portfolio))
    tell_findings(
        loaded.findings, footer, output, found,
        lambda: build("validate", loaded.findings, Position(today()), plans, footer),
    )  # fmt: skip
    if found.embedded and not paths:
        say("đã kiểm tra kế hoạch gốc kèm theo")
    return ExitCode.FINDINGS if loaded.findings else ExitCode.OK


def _loaded(found: Found, plan: PlanOptions, paths: tuple[Path, ...]) -> Loaded:
    if not paths:
        year = plan.year and base_year(plan.year, found, today())
        return load_years(found, lambda place: [y for y in place.years if year in (None, y)])
    from khtgdv.source.load.targets import load_targets

    return load_targets(found, paths, plan.year, shown_path)
