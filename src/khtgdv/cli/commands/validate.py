"""`validate`: what is wrong in the files."""

from __future__ import annotations

from pathlib import Path

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import OutputOptions, PlanOptions
from khtgdv.cli.findings import copy_warnings, existing_paths, tell_findings
from khtgdv.cli.pipeline import base_year, load_years
from khtgdv.cli.system.environment import display_path, search_plans, today
from khtgdv.cli.system.output import say
from khtgdv.dates.periods import Position
from khtgdv.errors import ExitCode
from khtgdv.frozen import replace
from khtgdv.hints import Annotated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.diagnostics import Diagnostic
    from khtgdv.document.document import Document
    from khtgdv.source.find import PlanSearch
    from khtgdv.source.load.result import LoadResult


def validate(
    plan: PlanOptions,
    output: OutputOptions,
    *,
    paths: Annotated[
        list[Path],
        argument(
            metavar="[TỆP hoặc THƯ MỤC]…",
            text="Không có thì kiểm tra kế hoạch đang dùng.",
            complete="files",
        ),
    ] = [],  # noqa: B006 - it is never changed
    strict: Annotated[
        bool, option("--strict", metavar=None, text="Kết thúc với mã 1 cả khi chỉ có cảnh báo.")
    ] = False,
) -> ExitCode:
    """Mọi lỗi trong một lần chạy, mỗi lỗi có chỗ, lý do và cách sửa; kết thúc với mã 1 nếu có lỗi.

    Cảnh báo chỉ chỗ nên xem lại, tệp vẫn dùng được: mã kết thúc là 0, thêm --strict thì là 1.
    --format github ghi chú thích cho GitHub Actions, tự chọn khi chạy ở đó.
    """
    from khtgdv.reports.finding_counts import validation_summary

    targets = existing_paths(paths)
    search = search_plans(tuple(plan.data), may_be_empty=True)
    load_result = _load_plans(search, plan, targets)
    copies = copy_warnings(load_result)
    load_result = replace(load_result, findings=load_result.findings + copies)
    footer = validation_summary(
        load_result.findings,
        load_result.row_count,
        load_result.rows_left_out,
        len(load_result.files),
        strict=strict,
    )
    plans = tuple(dict.fromkeys(p.name for p in load_result.portfolio))
    tell_findings(
        load_result.findings, footer, output, search,
        lambda: _document(load_result.findings, plans, footer),
    )  # fmt: skip
    if search.embedded and not paths:
        say("đã kiểm tra kế hoạch mẫu kèm chương trình")
    refused = load_result.error_count or (strict and load_result.findings)
    return ExitCode.FINDINGS if refused else ExitCode.OK


def _document(findings: tuple[Diagnostic, ...], plans: tuple[str, ...], footer: str) -> Document:
    from khtgdv.reports.findings import build

    return build("validate", findings, Position(today()), plans, footer)


def _load_plans(search: PlanSearch, plan: PlanOptions, paths: tuple[Path, ...]) -> LoadResult:
    if not paths:
        year = base_year(plan.year, search, today()) if plan.year and search.folders else plan.year
        return load_years(search, lambda place: [y for y in place.years if year in (None, y)])
    from khtgdv.source.load.targets import load_targets

    return load_targets(search, paths, plan.year, display_path)
