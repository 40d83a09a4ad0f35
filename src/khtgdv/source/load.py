"""Plan folders as a portfolio: every healthy row, and beside it every finding of the run.

Nothing stops at the first mistake, and no row disappears in silence: `left_out` counts them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from khtgdv import model
from khtgdv.source.check import Context, check
from khtgdv.source.planfile import PlanFile, read_plan_file
from khtgdv.source.sections import Content, Rows, open_content, read_rows
from khtgdv.source.validate import CRITICAL, mark_of, row_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.find import Place
    from khtgdv.source.sourcefile import SourceFile

Show = Callable[[Path], str]
Work = model.Task | model.Inspection


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file of a run: its path as shown, and how many lines were read if not all could be."""

    path: str
    stopped: int | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a run read: the portfolio, the findings, how many rows they left out."""

    portfolio: model.Portfolio = ()
    findings: tuple[Diagnostic, ...] = ()
    files: tuple[FileRead, ...] = ()
    left_out: int = 0

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(finding.level == "error" for finding in self.findings)

    @property
    def rows(self) -> int:
        """How many healthy rows there are."""
        return sum(len(plan.tasks) + len(plan.inspections) for plan in self.portfolio)

    def __add__(self, other: Loaded) -> Loaded:
        """Return both runs as one."""
        return Loaded(
            self.portfolio + other.portfolio,
            self.findings + other.findings,
            self.files + other.files,
            self.left_out + other.left_out,
        )


def load(places: Iterable[Place], years: Callable[[Place], Iterable[int]], show: Show) -> Loaded:
    """Read the plans of some years from some folders; `show` gives a path as people know it."""
    loaded = Loaded()
    for place in places:
        for year in years(place):
            loaded += load_plan(place, year, show)
    return name_plans(loaded)


def name_plans(loaded: Loaded) -> Loaded:
    """Name a plan that stands alone by its document's number."""
    folders = {plan.folder for plan in loaded.portfolio}
    if len(folders) != 1:
        return loaded
    named = (
        replace(plan, name=plan.document.number if plan.document else plan.name)
        for plan in loaded.portfolio
    )
    return replace(loaded, portfolio=tuple(named))


def load_plan(place: Place, year: int, show: Show) -> Loaded:
    """Read one year of one folder."""
    plan_file = read_plan_file(place.folder / f"plan_{year}.yaml", year, show)
    tasks_path = place.folder / f"tasks_{year}.yaml"
    tasks = open_content(tasks_path, show(tasks_path), ["tasks"])
    inspections_path = place.folder / f"inspections_{year}.yaml"
    contents = [tasks]
    if inspections_path.exists():
        shown = show(inspections_path)
        contents.append(open_content(inspections_path, shown, ["inspections"]))
    return read_work(place, year, plan_file, contents)


def read_work(place: Place, year: int, plan_file: PlanFile, contents: list[Content]) -> Loaded:
    """Read tasks and inspections from files that are open, held against the plan's own file."""
    parts = [_work_rows(content) for content in contents]
    _same_ids(contents, parts)
    tasks = [value for part in parts for value in part.values if isinstance(value, model.Task)]
    context = Context(
        year,
        plan_file.directory,
        frozenset(focus.code for focus in plan_file.focus),
        frozenset(task.id for task in tasks) if _all_read(contents, parts) else None,
    )
    for content, part in zip(contents, parts, strict=True):
        _checked(content.file, part, context)
    rows = [value for part in parts for value in part.values]
    plan = plan_file.plan(place, year, rows)
    files = [*plan_file.contents, *contents]
    return Loaded(
        (plan,),
        tuple(finding for content in files for finding in in_order(content.file)),
        tuple(FileRead(content.file.path, content.stopped) for content in files),
        sum(part.left_out for part in parts),
    )


def _all_read(contents: list[Content], parts: list[Rows[Work]]) -> bool:
    whole = all(content.whole for content in contents)
    return whole and not any(part.left_out for part in parts)


def in_order(file: SourceFile) -> Iterator[Diagnostic]:
    """Yield a file's findings from its top to its end, each once."""
    unique = dict.fromkeys(file.findings)
    yield from sorted(unique, key=lambda finding: (finding.span.line, finding.span.column))


def _work_rows(content: Content) -> Rows[Work]:
    root = content.root
    if root is not None and "inspections" in root and "tasks" not in root:
        return read_rows(content, "inspections", model.Inspection, required=True)
    return read_rows(content, "tasks", model.Task, required=True)


def _same_ids(contents: list[Content], parts: list[Rows[Work]]) -> None:
    """Report an ID that stands twice, and leave the later row out."""
    seen: dict[str, str] = {}
    for content, part in zip(contents, parts, strict=True):
        kept = []
        for value, node in part.rows:
            mark = mark_of(node, ("id",))
            if value.id in seen:
                message = f"mã {value.id} đã có ở {seen[value.id]}"
                hint = "đổi sang số tiếp theo còn trống của mục này"
                content.file.report("duplicate-id", mark, message, hint, value.id)
                part.left_out += 1
            else:
                line = mark.line + 1 if mark else 1
                seen[value.id] = f"{content.file.path}:{line}"
                kept.append((value, node))
        part.rows = kept


def _checked(file: SourceFile, part: Rows[Work], context: Context) -> None:
    """Report what rows say wrongly; those wrong in a critical key are left out."""
    kept = []
    for value, node in part.rows:
        critical = False
        for trouble in check(value, context):
            mark = mark_of(node, trouble.loc, key=trouble.at_key)
            file.report(
                trouble.code, mark, trouble.message, trouble.hint, row_name(node), trouble.note
            )
            is_error = file.findings[-1].level == "error"
            critical = critical or (is_error and trouble.loc[0] in CRITICAL)
        if critical:
            part.left_out += 1
        else:
            kept.append((value, node))
    part.rows = kept
