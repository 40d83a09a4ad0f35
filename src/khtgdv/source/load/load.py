"""Plan folders as a portfolio: every healthy row, and beside it every finding of the run.

Nothing stops at the first mistake, and no row disappears in silence: `rows_left_out` counts them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from khtgdv.frozen import replace
from khtgdv.plan import model
from khtgdv.plan.ids import row_key
from khtgdv.source.load.consistency import check_row
from khtgdv.source.load.inconsistency import Context
from khtgdv.source.load.planfile import read_plan_file
from khtgdv.source.load.result import InputFile, LoadResult, RowSource, name_plans
from khtgdv.source.load.sections import YamlFile, parse_yaml_file, read_rows
from khtgdv.source.load.units import with_lead_codes
from khtgdv.source.load.validate import CRITICAL_KEYS, mark_of, row_name
from khtgdv.source.text.files import open_file
from khtgdv.source.text.nearest import NearestGuesser
from khtgdv.source.text.sourcefile import PlacesNeeded, SourceFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.find import PlanFolder
    from khtgdv.source.load.planfile import PlanFile
    from khtgdv.source.load.sections import RowList
    from khtgdv.source.load.validate import ValidatedRow
    from khtgdv.source.text.files import FileOpener
    from khtgdv.source.text.sourcefile import Mark

PathFormatter = Callable[[Path], str]


def load_plans(
    folders: Iterable[PlanFolder], years: Callable[[PlanFolder], Iterable[int]], show: PathFormatter
) -> LoadResult:
    """Read the plans of some years from some folders; `show` gives a path as people know it."""
    result = LoadResult()
    for plan_folder in folders:
        for year in years(plan_folder):
            result += load_plan(plan_folder, year, show)
    return name_plans(result)


def load_plan(
    plan_folder: PlanFolder, year: int, show: PathFormatter, open_file: FileOpener = open_file
) -> LoadResult:
    """Read one year of one folder, whose files are on the disk unless `open_file` has them."""
    folder = plan_folder.folder
    plan_file = read_plan_file(folder / f"plan_{year}.yaml", year, show, open_file)
    tasks_path = folder / f"tasks_{year}.yaml"
    content = open_file(tasks_path, show(tasks_path))
    yaml_files = {"tasks": _parse_tasks_file(content, tasks_path, show(tasks_path))}
    inspections_path = folder / f"inspections_{year}.yaml"
    if content := open_file(inspections_path, show(inspections_path)):
        yaml_files["inspections"] = parse_yaml_file(content, ["inspections"])
    return load_yaml_files(plan_folder, year, plan_file, list(yaml_files.items()))


def load_plan_unplaced(
    plan_folder: PlanFolder, year: int, show: PathFormatter, open_file: FileOpener = open_file
) -> LoadResult:
    """Read as `load_plan` does, without `sources`: in half of the time where nothing is found."""

    def open_unplaced(path: Path, display_path: str) -> SourceFile | None:
        file = open_file(path, display_path)
        return file and file.without_places()

    try:
        return load_plan(plan_folder, year, show, open_unplaced)
    except PlacesNeeded:
        return replace(load_plan(plan_folder, year, show, open_file), sources=())


def _parse_tasks_file(content: SourceFile | None, path: Path, display_path: str) -> YamlFile:
    """Read `tasks_<year>.yaml`; where there is none, that is a finding."""
    if content:
        return parse_yaml_file(content, ["tasks"])
    file = SourceFile(display_path)
    message = "thư mục có tệp kế hoạch nhưng thiếu tệp nhiệm vụ"
    hint = f"tạo tệp {path.name}, chưa có nhiệm vụ thì chỉ một dòng: tasks: []"
    file.report("missing-tasks-file", None, message, hint)
    return YamlFile(file, None)


def load_yaml_files(
    folder: PlanFolder, year: int | None, file: PlanFile, yaml_files: list[tuple[str, YamlFile]]
) -> LoadResult:
    """Read lists of rows from files that are open, held against the plan's own file.

    `yaml_files` names the list of each file; a file that holds both lists stands there twice.
    """
    parts = [(content, _read_work_rows(name, content)) for name, content in yaml_files]
    _leave_out_duplicate_ids(parts)
    context = _plan_context(file, yaml_files, parts)
    for content, part in parts:
        _leave_out_inconsistent(content.source, part, context)
        part.change_values(partial(with_lead_codes, directory=context.directory))
    rows = [value for _, part in parts for value in part.values]
    files = {id(content): content for content in file.yaml_files}
    files |= {id(content): content for _, content in yaml_files}
    work = {id(content): content for _, content in yaml_files}
    return LoadResult(
        (file.build_plan(folder, year or 0, rows),),
        tuple(finding for content in files.values() for finding in sorted_findings(content.source)),
        tuple(
            InputFile(
                content.source.path, content.source.line_count, content.gaps, content.source.content
            )
            for content in files.values()
        ),
        sum(part.left_out for _, part in parts)
        + sum(content.unread_rows for content in work.values()),
        tuple(_sources([*file.row_lists, *((content.source, part) for content, part in parts)])),
        len(rows),
    )


def _sources(parts: Iterable[tuple[SourceFile, RowList[Any]]]) -> Iterator[RowSource]:
    """Yield every row whose words are all its own, those left out for what they say included.

    Of files that were read without places none is.
    """
    for file, part in parts:
        for row in part.all() if file.placed else ():
            if row.value is not None and (row.usable or not row.dropped_keys):
                yield RowSource(file, row.value, row.node)


def sorted_findings(file: SourceFile) -> Iterator[Diagnostic]:
    """Yield a file's findings from its top to its end, each once."""
    unique = dict.fromkeys(file.findings)
    yield from sorted(unique, key=lambda finding: (finding.span.line, finding.span.column))


def _read_work_rows(name: str, yaml_file: YamlFile) -> RowList[Any]:
    kind = model.Inspection if name == "inspections" else model.Task
    return read_rows(yaml_file, name, kind, required=True)


def _plan_context(
    plan_file: PlanFile,
    yaml_files: list[tuple[str, YamlFile]],
    parts: list[tuple[YamlFile, RowList[Any]]],
) -> Context:
    """Return what rows are held against: a reference to a row that is left out is no mistake."""
    tasks = [both for (name, _), both in zip(yaml_files, parts, strict=True) if name == "tasks"]
    task_ids = _task_ids(tasks) if tasks else None
    return Context(
        plan_file.span,
        plan_file.directory,
        plan_file.section_codes,
        plan_file.focus_codes,
        task_ids,
        plan_file.workdays,
    )


def _task_ids(tasks: list[tuple[YamlFile, RowList[Any]]]) -> frozenset[str] | None:
    """Return the IDs of all tasks; None where one cannot be read, which may be any."""
    rows = [row for _, part in tasks for row in part.all()]
    ids = frozenset(str(row.node.get("id")) for row in rows if "id" not in row.dropped_keys)
    read = len(rows) == sum(len(part.usable_rows) + part.left_out for _, part in tasks)
    complete = all(content.is_complete and content.has_list("tasks") for content, _ in tasks)
    return ids if complete and read and all("id" not in row.dropped_keys for row in rows) else None


_MAX_NUMBERED = 2000  # rows among which two that were added apart are given a number


def _leave_out_duplicate_ids(parts: list[tuple[YamlFile, RowList[Any]]]) -> None:
    """Report an ID that stands twice, and leave the later row out."""
    first_by_id: dict[object, tuple[SourceFile, ValidatedRow[Any]]] = {}
    ids: list[str] = []
    for yaml_file, part in parts:
        duplicates = []
        for row in part.all():
            name = row.node.get("id")
            if "id" in row.dropped_keys or not isinstance(name, str):
                continue
            file, first = first_by_id.setdefault(row_key(name), (yaml_file.source, row))
            if first is not row:
                message = f"mã {name} đã có ở {file.path}:{_id_mark(first).line + 1}"
                ids = ids or [str(row.node.get("id")) for _, one in parts for row in one.all()]
                hint = _duplicate_hint(name, (first, row), ids)
                yaml_file.source.report("duplicate-id", _id_mark(row), message, hint, name)
                duplicates.append(row)
        part.leave_out(duplicates)


def _duplicate_hint(
    name: str, rows: tuple[ValidatedRow[Any], ValidatedRow[Any]], ids: list[str]
) -> str:
    """Return what to do about two rows of one ID: two that were added apart are both kept.

    The number that is given away is added to `ids`.
    """
    from khtgdv.plan.ids import row_number
    from khtgdv.source.text.new_rows import are_other_texts, numbered_after, two_rows_hint

    texts = [str(row.node.get("task") or row.node.get("content") or "") for row in rows]
    if row_number(name) is None or len(ids) > _MAX_NUMBERED or not are_other_texts(*texts):
        return "đổi sang số tiếp theo còn trống của mục này"
    ids.append(numbered_after(name, ids))
    return two_rows_hint(name, texts, ids[-1])


def _id_mark(row: ValidatedRow[Any]) -> Mark:
    return mark_of(row.node, ("id",)) or row.node.mark


def _leave_out_inconsistent(file: SourceFile, part: RowList[Any], context: Context) -> None:
    """Report what rows say wrongly; those wrong in a critical key are left out."""
    context = replace(context, guess=NearestGuesser(file))
    part.leave_out([row for row in part.all() if _report_inconsistencies(file, row, context)])


def _report_inconsistencies(file: SourceFile, row: ValidatedRow[Any], context: Context) -> bool:
    """Report what a row says wrongly; tell whether that is in a critical key."""
    critical = False
    for trouble in check_row(row.value, context) if row.value is not None else ():
        if row.dropped_keys & {str(trouble.loc[0]), trouble.relies_on}:
            continue
        mark = mark_of(row.node, trouble.loc, key=trouble.at_key)
        details = (mark, trouble.message, trouble.hint, row_name(row.node), trouble.note)
        is_error = file.report(trouble.code, *details)
        if is_error and trouble.loc[0] in CRITICAL_KEYS and not trouble.keeps_row:
            critical = True
    return critical
