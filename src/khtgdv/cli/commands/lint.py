"""`lint`: what is wrong in the plan's own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments.options import OutputOptions, PlanOptions, argument, option
from khtgdv.cli.findings import named, tell_findings
from khtgdv.cli.system.environment import find_plans, shown_path, today
from khtgdv.cli.system.output import say, tell_trouble, write_out
from khtgdv.dates.periods import Position
from khtgdv.errors import ExitCode, UsageError
from khtgdv.text import guessed, nearest, visible

if TYPE_CHECKING:
    from khtgdv.diagnostics import Diagnostic


def lint(
    plan: PlanOptions,
    output: OutputOptions,
    *,
    paths: Annotated[
        list[Path],
        argument(metavar="[TỆP hoặc THƯ MỤC]…", text="Không có thì soát kế hoạch đang dùng."),
    ] = [],  # noqa: B006 - it is never changed
    rule: Annotated[
        list[str],
        option("--rule", metavar="QUY TẮC", text="Chỉ quy tắc này; dùng được nhiều lần."),
    ] = [],  # noqa: B006 - it is never changed
    strict: Annotated[
        bool, option("--strict", metavar=None, text="Kết thúc với mã 1 nếu có chỗ cần xem.")
    ] = False,
    list_rules: Annotated[
        bool, option("--list", metavar=None, text="Liệt kê các quy tắc.")
    ] = False,
    explain: Annotated[
        str | None, option("--explain", metavar="QUY TẮC", text="Giải thích một quy tắc, có ví dụ.")
    ] = None,
) -> ExitCode:
    """Lời văn chép nguyên từ văn bản đã ký: chỗ sai được chỉ ra, không tự sửa.

    Bỏ qua một chỗ đã xem: ghi ở cuối dòng hoặc dòng trên # khtgdv: bỏ qua <quy tắc>: lý do
    """
    from khtgdv.checks.registry import RULES, SILENCING, page

    if list_rules:
        return _list()
    if explain is not None:
        write_out(f"{page(_known(explain))}\n")
        return ExitCode.OK
    names = [part.strip() for text in rule for part in text.split(",") if part.strip()]
    wanted = tuple(dict.fromkeys(map(_known, names))) or (*RULES, *SILENCING)
    return _run(plan, output, named(paths), wanted, strict=strict)


def _run(
    plan: PlanOptions,
    output: OutputOptions,
    paths: tuple[Path, ...],
    wanted: tuple[str, ...],
    *,
    strict: bool,
) -> ExitCode:
    from khtgdv.checks.linting import linted
    from khtgdv.reports.findings import build, told_by_rule
    from khtgdv.source.load.result import Loaded, name_plans
    from khtgdv.source.load.targets import each_target

    found = find_plans(tuple(plan.data))
    loaded = Loaded()
    findings: list[Diagnostic] = []
    for each in each_target(found, paths, plan.year, shown_path):
        findings += linted(each, wanted)
        loaded += each
    footer = told_by_rule(findings, len(wanted))
    plans = tuple(dict.fromkeys(p.name for p in name_plans(loaded).portfolio))
    tell_findings(
        findings, footer, output, found,
        lambda: build("lint", findings, Position(today()), plans, footer),
    )  # fmt: skip
    if not paths:
        tell_trouble(found, loaded)
    return ExitCode.FINDINGS if loaded.errors or (strict and findings) else ExitCode.OK


def _known(name: str) -> str:
    from khtgdv.checks.registry import RULES, SILENCING

    known = (*RULES, *SILENCING)
    if name in known:
        return name
    hint = guessed(nearest(name, known), "khtgdv lint --list cho biết mọi quy tắc")
    raise UsageError(f'Không có quy tắc "{visible(name)}".', hint)


def _list() -> ExitCode:
    from khtgdv.checks.registry import RULES, SILENCING, page

    words = {"error": "lỗi", "warning": "cảnh báo"}
    known = RULES | SILENCING
    width = max(map(len, known))
    lines = [
        f"{name:{width}}  {words[rule.level]:8}  {page(name).splitlines()[0]}"
        for name, rule in known.items()
    ]
    write_out("\n".join(lines) + "\n")
    say(f"{len(known)} quy tắc; giải thích từng quy tắc: khtgdv lint --explain <quy tắc>")
    return ExitCode.OK
