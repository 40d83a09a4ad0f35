"""The command that makes a plan of the tables of Word, Excel and CSV files."""

from __future__ import annotations

import time
from pathlib import Path

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import DryRun, OutputOptions, PlanOptions
from khtgdv.cli.rendering import deliver
from khtgdv.cli.system.environment import display_path, today
from khtgdv.cli.system.new_files import create_files, refuse_existing, tell_remembered
from khtgdv.cli.system.output import ONLY_TRIED, say
from khtgdv.cli.system.progress import importing_progress
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.frozen import replace
from khtgdv.hints import Annotated
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from khtgdv.importer.importing import TablesOfPlan
    from khtgdv.importer.plan_files import ImportedPlan
    from khtgdv.source.load.planfile import PlanFile
    from khtgdv.source.load.result import LoadResult

_LIST_WORDS = {"tasks": "nhiệm vụ", "inspections": "cuộc kiểm tra"}


def import_plan(
    plan: PlanOptions,
    output: OutputOptions,
    *,
    files: Annotated[
        list[Path],
        argument(
            metavar="TỆP…", text="Tệp .docx, .xlsx hay .csv có bảng kế hoạch.", complete="files"
        ),
    ],
    into: Annotated[
        Path | None,
        option(
            "--into", metavar="THƯ MỤC", text="Thư mục kế hoạch sẽ ghi vào.", complete="folders"
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        option(
            "--sheet", metavar="TÊN", text="Chỉ trang tính này của tệp Excel.", complete="sheets"
        ),
    ] = None,
    table: Annotated[
        int | None,
        option("--table", metavar="SỐ", text="Chỉ bảng thứ mấy của tệp.", complete="tables"),
    ] = None,
    update: Annotated[
        bool,
        option("--update", metavar=None, text="Ghi những ô đã điền ở bảng xuất bằng --editable."),
    ] = False,
    dry_run: DryRun = False,
) -> ExitCode:
    """Bảng của Word, Excel thành kế hoạch; chỗ nào chưa đọc được thì kể ra và giữ ở ghi chú.

    Cột nhận ra theo tiêu đề (Nhiệm vụ, Chủ trì, Phối hợp, Thời hạn …), mục theo hàng ngang bảng.
    Lời văn giữ nguyên. Tệp có sẵn không bị đổi.

    Bảng xuất bằng --editable, đã điền: --update cho biết từng ô đổi, ghi như done, extend, update.
    Xóa trắng một ô là bỏ ghi nhận ấy; dòng đã đổi ở cả bảng và kế hoạch thì không ghi.

    --force: thay tệp của --output đã có; cùng --update thì còn ghi cả ngày ở trước năm của kế
    hoạch.

    Ví dụ: khtgdv import ke-hoach.docx --into "Kế hoạch 2027"
    """
    if update:
        return _update(plan, files, output, {"--into": into, "--sheet": sheet, "--table": table},
                       dry_run=dry_run)  # fmt: skip
    if plan.data:
        raise UsageError("--data của import chỉ dùng cùng --update.", "nơi ghi chọn bằng --into")
    watch = importing_progress(time.monotonic())
    source, plan_year = _of_year(_read_sources(files, sheet, table), plan.year)
    if into is None and not dry_run:
        raise UsageError(
            "Chưa cho biết ghi kế hoạch vào thư mục nào.",
            'ví dụ --into "Kế hoạch 2027"; --dry-run để xem thử',
        )
    imported = _imported_plan(source, plan_year, into, watch)
    texts = _texts_to_write(imported, into)
    written_to = None if dry_run else into
    if written_to is not None:
        contents = {name: text.encode() for name, text in texts.items()}
        refuse_existing(written_to, contents)
        create_files(written_to, contents)
    return _tell(imported, texts, written_to, output)


def _update(
    plan: PlanOptions, files: Sequence[Path], output: OutputOptions, others: Mapping[str, object],
    *, dry_run: bool,
) -> ExitCode:  # fmt: skip
    """Record what was filled in in a sheet; UsageError where that was not asked alone."""
    for name, value in others.items():
        if value is not None:
            message = f"{name} không dùng cùng --update: bảng điền đã ghi nó là của kế hoạch nào."
            raise UsageError(message, "chọn kế hoạch bằng --data")
    if len(files) > 1:
        raise UsageError("--update nhận mỗi lần một tệp.", "chạy lần lượt cho từng tệp")
    from khtgdv.cli.form_update import FormWrite, update_from_form

    return update_from_form(plan, files[0], output, FormWrite(dry_run=dry_run, force=output.force))


def _read_sources(files: Sequence[Path], sheet: str | None, table: int | None) -> TablesOfPlan:
    from khtgdv.importer.files.readers import read_table_file
    from khtgdv.importer.importing import tables_of_plan

    return tables_of_plan([read_table_file(path) for path in files], sheet, table)


def _of_year(source: TablesOfPlan, wanted: int | None) -> tuple[TablesOfPlan, int]:
    """Return the tables as those of the year wanted, else of the one the paper names."""
    year = wanted or source.facts.year
    if year is None:
        raise UsageError("Tệp không ghi năm của kế hoạch.", "thêm --year, ví dụ --year 2027")
    if year != source.facts.year:
        source = replace(source, facts=replace(source.facts, span=""))
    return source, year


def _imported_plan(
    source: TablesOfPlan, year: int, into: Path | None, watch: Callable[[Any], Any]
) -> ImportedPlan:
    from khtgdv.dates.spans import parse_span, year_span
    from khtgdv.importer.finish import finish_reader
    from khtgdv.importer.importing import Office, PlanYears
    from khtgdv.importer.importing import import_plan as import_tables

    declared = _declared(into, year)
    own = source.facts.span
    span = (declared and declared.span) or (parse_span(own) if own else year_span(year))
    office = Office(declared.departments, declared.groups) if declared else Office()
    years = PlanYears(year, span, today())
    return import_tables(source, years, finish_reader(span), office, watch)


def _declared(into: Path | None, year: int) -> PlanFile | None:
    """Return what the folder's own plan file declares, if it has one."""
    from khtgdv.source.find import path_exists
    from khtgdv.source.load.planfile import read_plan_file

    if into is None or not path_exists(path := into / f"plan_{year}.yaml"):
        return None
    plan_file = read_plan_file(path, year, display_path)
    if plan_file.directory is None:
        message = f"{display_path(path)} đang có lỗi nên chưa nhập gì."
        raise KhtgdvError(message, f'khtgdv validate "{display_path(path)}" cho biết chỗ sai')
    return plan_file


def _texts_to_write(plan: ImportedPlan, into: Path | None) -> dict[str, str]:
    """Return the files that the folder lacks, by their names; one of rows may not be there yet."""
    from khtgdv.importer.plan_files import plan_file_text, rows_text
    from khtgdv.source.find import path_exists

    lists = {s: rows_text(plan, s) for s in _LIST_WORDS if plan.rows_of(s)}
    texts = {f"{section}_{plan.year}.yaml": text for section, text in lists.items()}
    plan_name, tasks_name = f"plan_{plan.year}.yaml", f"tasks_{plan.year}.yaml"
    if into is None or not path_exists(into / plan_name):
        texts = {plan_name: plan_file_text(plan), **texts}
    if tasks_name not in texts and (into is None or not path_exists(into / tasks_name)):
        texts[tasks_name] = "tasks: []\n"
    return texts


def _tell(
    plan: ImportedPlan, texts: Mapping[str, str], written_to: Path | None, output: OutputOptions
) -> ExitCode:
    """Say what was read and what was not, and whether the plan that was written validates."""
    from khtgdv.dates.periods import Position
    from khtgdv.reports.imported import build

    lines = (f"{plan.source_name} · {_counts(plan)}", *plan.remarks)
    rows = [row.fields for row in plan.rows]
    footer = _footer(texts, written_to)
    deliver(build(rows, plan.unread, Position(today()), lines, footer), output)
    if written_to is None:
        return ExitCode.OK
    findings = _load(written_to, plan.year)
    errors = findings.error_count
    if errors:
        say(f"Kế hoạch nhập vào có {errors} lỗi; khtgdv validate cho biết từng lỗi và cách sửa")
    say(f'Xem: khtgdv list --data "{escape_unsafe(str(written_to))}"')
    tell_remembered(written_to)
    return ExitCode.FINDINGS if errors else ExitCode.OK


def _counts(plan: ImportedPlan) -> str:
    parts = [
        f"{len(rows)} {words}"
        for section, words in _LIST_WORDS.items()
        if (rows := plan.rows_of(section))
    ]
    read = sum(len(row.fields) for row in plan.rows)
    return f"{', '.join(parts)}; {read} ô đã đọc, {len(plan.unread)} chỗ cần xem lại"


def _footer(texts: Mapping[str, str], written_to: Path | None) -> str:
    names = ", ".join(texts)
    if written_to is None:
        return f"{ONLY_TRIED} Sẽ ghi: {names}"
    return f"Đã ghi vào {escape_unsafe(str(written_to))}: {names}"


def _load(into: Path, year: int) -> LoadResult:
    from khtgdv.source.find import PlanFolder
    from khtgdv.source.load.load import load_plan

    return load_plan(PlanFolder(str(into), into.name, (year,)), year, display_path)
