"""`lint`: what is wrong in the plan's own words."""

from __future__ import annotations

from pathlib import Path

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import OutputOptions, PlanOptions
from khtgdv.cli.findings import existing_paths, tell_findings
from khtgdv.cli.rendering import deliver
from khtgdv.cli.system.environment import display_path, search_plans, today
from khtgdv.cli.system.output import tell_load_problems, write_words
from khtgdv.dates.periods import Position
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.text import closest_match, escape_unsafe, listed, name_key, suggestion_hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.diagnostics import Diagnostic


def lint(
    plan: PlanOptions,
    output: OutputOptions,
    *,
    paths: Annotated[
        list[Path],
        argument(
            metavar="[TỆP hoặc THƯ MỤC]…",
            text="Không có thì soát kế hoạch đang dùng.",
            complete="files",
        ),
    ] = [],  # noqa: B006 - it is never changed
    rule: Annotated[
        list[str],
        option(
            "--rule",
            metavar="QUY TẮC",
            text="Chỉ quy tắc này; dùng được nhiều lần.",
            complete="lint-rules",
        ),
    ] = [],  # noqa: B006 - it is never changed
    strict: Annotated[
        bool, option("--strict", metavar=None, text="Kết thúc với mã 1 nếu có chỗ cần xem.")
    ] = False,
    list_rules: Annotated[
        bool, option("--list", metavar=None, text="Liệt kê các quy tắc.")
    ] = False,
    explain: Annotated[
        str | None,
        option(
            "--explain",
            metavar="QUY TẮC",
            text="Giải thích một quy tắc, có ví dụ.",
            complete="lint-rules",
        ),
    ] = None,
) -> ExitCode:
    """Lời văn chép nguyên từ văn bản đã ký: chỗ sai được chỉ ra, không tự sửa.

    Bỏ qua một chỗ đã xem: ghi ở cuối dòng hoặc dòng trên # khtgdv: bỏ qua <quy tắc>: lý do
    """
    from khtgdv.checks.registry import ALL_RULES, rule_page

    if list_rules:
        return _list_rules(output)
    if explain is not None:
        write_words(f"{rule_page(_require_rule(explain))}\n")
        return ExitCode.OK
    names = [name for text in rule for name in listed(text)]
    rule_names = tuple(dict.fromkeys(map(_require_rule, names))) or tuple(ALL_RULES)
    return _run_rules(plan, output, existing_paths(paths), rule_names, strict=strict)


def _run_rules(
    plan: PlanOptions,
    output: OutputOptions,
    paths: tuple[Path, ...],
    rule_names: tuple[str, ...],
    *,
    strict: bool,
) -> ExitCode:
    from khtgdv.checks.linting import lint_plan
    from khtgdv.reports.finding_counts import lint_summary
    from khtgdv.reports.findings import build
    from khtgdv.source.load.result import LoadResult, name_plans
    from khtgdv.source.load.targets import iterate_targets

    search = search_plans(tuple(plan.data), may_be_empty=bool(paths))
    load_result = LoadResult()
    findings: list[Diagnostic] = []
    for target in iterate_targets(search, paths, plan.year, display_path):
        findings += lint_plan(target, rule_names) if target.portfolio else []
        load_result += target
    footer = lint_summary(findings, len(rule_names))
    plans = tuple(dict.fromkeys(p.name for p in name_plans(load_result).portfolio))
    tell_findings(
        findings, footer, output, search,
        lambda: build("lint", findings, Position(today()), plans, footer),
    )  # fmt: skip
    if not paths or (load_result.error_count and not search.embedded):
        tell_load_problems(search, load_result)
    return ExitCode.FINDINGS if load_result.error_count or (strict and findings) else ExitCode.OK


def _require_rule(name: str) -> str:
    """Return the code of a rule that was called by its code, or by its name as screens have it."""
    from khtgdv.checks.registry import ALL_RULES

    codes = {name_key(rule.name): code for code, rule in ALL_RULES.items()}
    code = name if name in ALL_RULES else codes.get(name_key(name))
    if code is not None:
        return code
    hint = suggestion_hint(
        closest_match(name, ALL_RULES), "khtgdv lint --list cho biết mọi quy tắc"
    )
    raise UsageError(f'Không có quy tắc "{escape_unsafe(name)}".', hint)


def _list_rules(output: OutputOptions) -> ExitCode:
    from khtgdv.reports.findings import list_rules

    deliver(list_rules(Position(today())), output)
    return ExitCode.OK
