"""Plan folders as a portfolio: every healthy row, and beside it every finding of the run.

Nothing stops at the first mistake, and no row disappears in silence: `left_out` counts them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khtgdv.frozen import replace
from khtgdv.plan import model
from khtgdv.source.find import is_there
from khtgdv.source.load.consistency import Context, check
from khtgdv.source.load.nearest import Guesses
from khtgdv.source.load.planfile import read_plan_file
from khtgdv.source.load.result import FileRead, Loaded, Source, name_plans
from khtgdv.source.load.sections import open_content, read_rows
from khtgdv.source.load.validate import CRITICAL, mark_of, row_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.find import Place
    from khtgdv.source.load.planfile import PlanFile
    from khtgdv.source.load.sections import Content, Rows
    from khtgdv.source.load.validate import Checked
    from khtgdv.source.text.sourcefile import Mark, SourceFile

Show = Callable[[Path], str]


def load(places: Iterable[Place], years: Callable[[Place], Iterable[int]], show: Show) -> Loaded:
    """Read the plans of some years from some folders; `show` gives a path as people know it."""
    loaded = Loaded()
    for place in places:
        for year in years(place):
            loaded += load_plan(place, year, show)
    return name_plans(loaded)


def load_plan(place: Place, year: int, show: Show) -> Loaded:
    """Read one year of one folder."""
    plan_file = read_plan_file(place.folder / f"plan_{year}.yaml", year, show)
    tasks_path = place.folder / f"tasks_{year}.yaml"
    contents = {"tasks": open_content(tasks_path, show(tasks_path), ["tasks"])}
    inspections_path = place.folder / f"inspections_{year}.yaml"
    if is_there(inspections_path):
        shown = show(inspections_path)
        contents["inspections"] = open_content(inspections_path, shown, ["inspections"])
    return read_work(place, year, plan_file, list(contents.items()))


def read_work(
    place: Place, year: int | None, plan_file: PlanFile, contents: list[tuple[str, Content]]
) -> Loaded:
    """Read lists of rows from files that are open, held against the plan's own file.

    `contents` names the list of each file; a file that holds both lists stands there twice.
    """
    parts = [(content, _work_rows(name, content)) for name, content in contents]
    _same_ids(parts)
    context = _context(year, plan_file, contents, parts)
    for content, part in parts:
        _checked(content.file, part, context)
    rows = [value for _, part in parts for value in part.values]
    files = {id(content): content for content in plan_file.contents}
    files |= {id(content): content for _, content in contents}
    work = {id(content): content for _, content in contents}
    return Loaded(
        (plan_file.plan(place, year or 0, rows),),
        tuple(finding for content in files.values() for finding in in_order(content.file)),
        tuple(
            FileRead(content.file.path, len(content.file.lines), content.gaps, content.file.content)
            for content in files.values()
        ),
        sum(part.left_out for _, part in parts) + sum(content.lost for content in work.values()),
        tuple(_sources([*plan_file.parts, *((content.file, part) for content, part in parts)])),
        len(rows),
    )


def _sources(parts: Iterable[tuple[SourceFile, Rows[Any]]]) -> Iterator[Source]:
    """Yield every row whose words are all its own, those left out for what they say included."""
    for file, part in parts:
        for row in part.all():
            if row.value is not None and (row.usable or not row.dropped):
                yield Source(file, row.value, row.node)


def in_order(file: SourceFile) -> Iterator[Diagnostic]:
    """Yield a file's findings from its top to its end, each once."""
    unique = dict.fromkeys(file.findings)
    yield from sorted(unique, key=lambda finding: (finding.span.line, finding.span.column))


def _work_rows(name: str, content: Content) -> Rows[Any]:
    kind = model.Inspection if name == "inspections" else model.Task
    return read_rows(content, name, kind, required=True)


def _context(
    year: int | None,
    plan_file: PlanFile,
    contents: list[tuple[str, Content]],
    parts: list[tuple[Content, Rows[Any]]],
) -> Context:
    """Return what rows are held against: a reference to a row that is left out is no mistake."""
    tasks = [both for (name, _), both in zip(contents, parts, strict=True) if name == "tasks"]
    known = _known_ids(tasks) if tasks else None
    return Context(year, plan_file.directory, plan_file.focus_codes, known, plan_file.workdays)


def _known_ids(tasks: list[tuple[Content, Rows[Any]]]) -> frozenset[str] | None:
    """Return the IDs of all tasks; None where one cannot be read, which may be any."""
    rows = [row for _, part in tasks for row in part.all()]
    found = frozenset(str(row.node.get("id")) for row in rows if "id" not in row.dropped)
    read = len(rows) == sum(len(part.rows) + part.left_out for _, part in tasks)
    listed = all(content.whole and content.has("tasks") for content, _ in tasks)
    return found if listed and read and all("id" not in row.dropped for row in rows) else None


def _same_ids(parts: list[tuple[Content, Rows[Any]]]) -> None:
    """Report an ID that stands twice, and leave the later row out."""
    seen: dict[str, tuple[SourceFile, Checked[Any]]] = {}
    for content, part in parts:
        twice = []
        for row in part.all():
            name = row.node.get("id")
            if "id" in row.dropped or not isinstance(name, str):
                continue
            file, first = seen.setdefault(name, (content.file, row))
            if first is not row:
                message = f"mã {name} đã có ở {file.path}:{_id_mark(first).line + 1}"
                hint = "đổi sang số tiếp theo còn trống của mục này"
                content.file.report("duplicate-id", _id_mark(row), message, hint, name)
                twice.append(row)
        part.leave_out(twice)


def _id_mark(row: Checked[Any]) -> Mark:
    return mark_of(row.node, ("id",)) or row.node.mark


def _checked(file: SourceFile, part: Rows[Any], context: Context) -> None:
    """Report what rows say wrongly; those wrong in a critical key are left out."""
    context = replace(context, guess=Guesses(file))
    part.leave_out([row for row in part.all() if _wrong(file, row, context)])


def _wrong(file: SourceFile, row: Checked[Any], context: Context) -> bool:
    """Report what a row says wrongly; tell whether that is in a critical key."""
    critical = False
    for trouble in check(row.value, context) if row.value is not None else ():
        if row.dropped & {str(trouble.loc[0]), trouble.relies}:
            continue
        mark = mark_of(row.node, trouble.loc, key=trouble.at_key)
        about = (mark, trouble.message, trouble.hint, row_name(row.node), trouble.note)
        if file.report(trouble.code, *about) and trouble.loc[0] in CRITICAL:
            critical = True
    return critical
