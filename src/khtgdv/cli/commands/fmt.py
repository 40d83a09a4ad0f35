"""The command that lays the plan's files out in one way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments.options import Color, PlanOptions, argument, option
from khtgdv.cli.pipeline import base_year
from khtgdv.cli.system.environment import display_path, search_plans, today, use_color
from khtgdv.cli.system.output import say, write_out
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.source.find import is_file, is_folder
from khtgdv.text import escape_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.source.edit.transaction import FileReplacement
    from khtgdv.source.find import PlanFolder

_FILE_NAMES = ("plan", "tasks", "inspections")


def fmt(
    plan: PlanOptions,
    *,
    paths: Annotated[
        list[Path], argument(metavar="[TỆP hoặc THƯ MỤC]…", text="Không có thì kế hoạch đang dùng.")
    ] = [],  # noqa: B006 - it is never changed
    check: Annotated[
        bool,
        option("--check", metavar=None, text="Chỉ kiểm tra; kết thúc với mã 1 nếu có tệp cần sắp."),
    ] = False,
    diff: Annotated[bool, option("--diff", metavar=None, text="Chỉ hiện chỗ sẽ khác.")] = False,
    color: Color = "auto",
) -> ExitCode:
    """Giữ mọi ghi chú (#), không đổi nội dung: đọc trước và sau phải như nhau, nếu không thì thôi.

    Chạy lần thứ hai không đổi gì thêm.
    """
    from khtgdv.source.yaml.parser import require_c_parser

    require_c_parser()
    colored = use_color(color)
    files = list(dict.fromkeys(_files_to_format(plan, paths, writing=not (check or diff))))
    changed_count = failed_count = 0
    for path in files:
        try:
            is_different = _format_file(path, write=not (check or diff), diff=diff, color=colored)
        except KhtgdvError as error:
            _tell_refusal(error, color=colored)
            failed_count += 1
            continue
        if is_different:
            changed_count += 1
            say(f"{'cần sắp lại' if check or diff else 'đã sắp lại'}: {display_path(path)}")
    say(_footer(len(files), changed_count, failed_count, writing=not (check or diff)))
    return ExitCode.FINDINGS if failed_count or (check and changed_count) else ExitCode.OK


def _footer(count: int, changed_count: int, failed_count: int, *, writing: bool) -> str:
    parts = [f"{count - changed_count - failed_count} trên {count} tệp đúng lối trình bày"]
    parts += [f"{changed_count} tệp {'đã' if writing else 'cần'} sắp lại"] if changed_count else []
    parts += [f"{failed_count} tệp có lỗi, giữ nguyên"] if failed_count else []
    return ", ".join(parts)


def _format_file(path: Path, *, write: bool, diff: bool, color: bool) -> bool:
    """Lay one file out; tell whether it was different."""
    from khtgdv.cli.write_pipeline import exchange_and_keep
    from khtgdv.source.edit.transaction import lock_files

    if not write:
        before, after, _ = _format_text(path)
        if diff:
            from khtgdv.render.diff import diff_text

            write_out(diff_text(before, after, display_path(path), color=color))
        return before != after
    with lock_files([path]):
        before, after, exchange = _format_text(path)
        if before != after:
            exchange_and_keep(path.parent, [f"sắp lại {display_path(path)}"], [exchange])
    return before != after


def _format_text(path: Path) -> tuple[str, str, FileReplacement]:
    from khtgdv.source.edit.drafts import decode_text
    from khtgdv.source.edit.transaction import FileReplacement, read_bytes
    from khtgdv.source.layout.fmt import format_text

    data = read_bytes(path)
    display_name = display_path(path)
    bom, text = decode_text(data, display_name)
    after = format_text(text, display_name)
    return text, after, FileReplacement(path, data, f"{bom}{after}".encode())


def _tell_refusal(error: KhtgdvError, *, color: bool) -> None:
    """Say why a file stays as it is, with validate's findings where there are any."""
    from khtgdv.render.diagnostics import findings_text
    from khtgdv.source.layout.fmt import NotFormattedError

    say("\n".join(words for words in (error.message, error.hint) if words))
    if isinstance(error, NotFormattedError):
        write_out(findings_text(error.file.findings, color=color))


def _files_to_format(plan: PlanOptions, paths: list[Path], *, writing: bool) -> Iterator[Path]:
    """Yield the files to lay out: those named, those of the folders named, else the plan's."""
    if not paths:
        search = search_plans(tuple(plan.data))
        if search.embedded and writing:
            raise KhtgdvError(
                "Kế hoạch gốc kèm theo chương trình chỉ để xem, không ghi được.",
                "tạo bản của mình: khtgdv init, hoặc chỉ kiểm tra: khtgdv fmt --check",
            )
        if plan.year is not None:
            base_year(plan.year, search, today())
        yield from _plan_files(search.folders, plan.year)
    for path in paths:
        if is_folder(path):
            yield from _plan_files(search_plans((path,)).folders, plan.year)
        elif is_file(path):
            yield path
        else:
            raise UsageError(f"Không có {escape_unsafe(str(path))}.", "kiểm tra lại đường dẫn")


def _plan_files(plan_folders: Iterable[PlanFolder], year: int | None) -> Iterator[Path]:
    for plan_folder in plan_folders:
        for file_year in plan_folder.years if year is None else (year,):
            for name in _FILE_NAMES:
                path = plan_folder.folder / f"{name}_{file_year}.yaml"
                if path.exists():
                    yield path
