"""The command that lays the plan's files out in one way."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import Color, PlanOptions
from khtgdv.cli.pipeline import base_year
from khtgdv.cli.system.environment import (
    display_path,
    search_plans,
    terminal_width,
    today,
    use_color,
)
from khtgdv.cli.system.interrupts import interrupts_deferred
from khtgdv.cli.system.output import confirm, require_whole_search, say, write_diff
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.hints import Annotated
from khtgdv.source.find import is_file, is_folder, path_exists
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khtgdv.cli.system.plan_files import Written
    from khtgdv.source.edit.transaction import FileReplacement
    from khtgdv.source.find import PlanFolder, PlanSearch
    from khtgdv.source.load.result import LoadResult

_FILE_NAMES = ("plan", "tasks", "inspections")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The files of a folder that are laid out anew, and how many stay for what is wrong in them."""

    exchanges: tuple[FileReplacement, ...]
    refused_count: int


def fmt(
    plan: PlanOptions,
    *,
    paths: Annotated[
        list[Path],
        argument(
            metavar="[TỆP hoặc THƯ MỤC]…", text="Không có thì kế hoạch đang dùng.", complete="files"
        ),
    ] = [],  # noqa: B006 - it is never changed
    check: Annotated[
        bool,
        option("--check", metavar=None, text="Chỉ kiểm tra; kết thúc với mã 1 nếu có tệp cần sắp."),
    ] = False,
    diff: Annotated[bool, option("--diff", metavar=None, text="Chỉ hiện chỗ sẽ khác.")] = False,
    color: Color = "auto",
) -> ExitCode:
    """Giữ mọi ghi chú (#), không đổi nội dung: đọc trước và sau phải như nhau, nếu không thì thôi.

    Tệp có lỗi thì giữ nguyên. Chạy lần thứ hai không đổi gì thêm.
    """
    from khtgdv.source.yaml.parser import require_c_parser

    require_c_parser()
    colored, writing = use_color(color), not (check or diff)
    files = list(dict.fromkeys(_files_to_format(plan, paths, writing=writing)))
    changed_count = failed_count = 0
    for folder_files in _by_folder(files):
        outcome = (
            _write(folder_files, color=colored)
            if writing
            else _look(folder_files, diff=diff, color=colored)
        )
        changed_count += len(outcome.exchanges)
        failed_count += outcome.refused_count
    say(_footer(len(files), changed_count, failed_count, writing=writing))
    return ExitCode.FINDINGS if failed_count or (check and changed_count) else ExitCode.OK


def _by_folder(files: Iterable[Path]) -> Iterable[list[Path]]:
    """Return the files of each folder together, in their order."""
    files_by_folder: dict[Path, list[Path]] = {}
    for path in files:
        files_by_folder.setdefault(path.parent, []).append(path)
    return files_by_folder.values()


def _footer(count: int, changed_count: int, failed_count: int, *, writing: bool) -> str:
    parts = [f"{count - changed_count - failed_count} trên {count} tệp đúng lối trình bày"]
    parts += [f"{changed_count} tệp {'đã' if writing else 'cần'} sắp lại"] if changed_count else []
    parts += [f"{failed_count} tệp có lỗi, giữ nguyên"] if failed_count else []
    return ", ".join(parts)


def _look(files: Sequence[Path], *, diff: bool, color: bool) -> _Outcome:
    """Say which files of a folder would be laid out anew, and how."""
    outcome = _lay_out(files, color=color)
    for exchange in outcome.exchanges:
        name = display_path(exchange.path)
        if diff:
            before, after = (
                data.decode("utf-8-sig") for data in (exchange.old_bytes, exchange.new_bytes)
            )
            write_diff(before, after, name, color=color)
        say(f"cần sắp lại: {name}")
    return outcome


def _write(files: Sequence[Path], *, color: bool) -> _Outcome:
    """Lay the files of a folder out: all in one step, which `undo` takes back."""
    from khtgdv.cli.system.plan_files import exchange_and_keep, locked

    try:
        with ExitStack() as until_confirmed:
            with locked(files):
                outcome = _lay_out(files, color=color)
                if not outcome.exchanges:
                    return outcome
                messages = [f"sắp lại {display_path(change.path)}" for change in outcome.exchanges]
                until_confirmed.enter_context(interrupts_deferred())
                written = exchange_and_keep(files[0].parent, messages, outcome.exchanges)
            _tell_written(outcome, written)
    except KhtgdvError as error:
        _tell_refusal(error, color=color)
        return _Outcome((), len(files))
    return outcome


def _tell_written(outcome: _Outcome, written: Written) -> None:
    for change in outcome.exchanges:
        say(f"đã sắp lại: {display_path(change.path)}")
    for line in [*written.notes, *([] if written.undoable else [written.undo_words])]:
        say(line)


def _lay_out(files: Sequence[Path], *, color: bool) -> _Outcome:
    """Return how files of a folder shall be; say which stay as they are, and why."""
    from khtgdv.source.find import PlanSearch
    from khtgdv.source.load.targets import load_targets

    loaded = load_targets(PlanSearch((), ""), tuple(files), None, display_path)
    exchanges: list[FileReplacement] = []
    refused_count = 0
    for path in files:
        try:
            exchange = _format_file(path, loaded)
        except KhtgdvError as error:
            _tell_refusal(error, color=color)
            refused_count += 1
            continue
        if exchange.old_bytes != exchange.new_bytes:
            exchanges.append(exchange)
    return _Outcome(tuple(exchanges), refused_count)


def _format_file(path: Path, loaded: LoadResult) -> FileReplacement:
    """Return how a file shall be, from the very bytes that were validated."""
    from khtgdv.source.edit.drafts import decode_text
    from khtgdv.source.edit.transaction import FileReplacement, read_bytes
    from khtgdv.source.layout.fmt import format_text, require_no_errors

    name = display_path(path)
    content = next((file.content for file in loaded.files if file.path == name), None)
    data = read_bytes(path) if content is None else content
    bom, text = decode_text(data, name)
    if text.strip():
        require_no_errors(name, loaded.findings)
    return FileReplacement(path, data, f"{bom}{format_text(text, name)}".encode())


def _tell_refusal(error: KhtgdvError, *, color: bool) -> None:
    """Say why a file stays as it is, with validate's findings where there are any."""
    from khtgdv.render.diagnostics import findings_text
    from khtgdv.source.layout.fmt import NotFormattedError

    say("\n".join(words for words in (error.message, error.hint) if words))
    if isinstance(error, NotFormattedError):
        confirm(findings_text(error.findings, color=color, width=terminal_width()))


def _files_to_format(plan: PlanOptions, paths: list[Path], *, writing: bool) -> Iterator[Path]:
    """Yield the files to lay out: those named, those of the folders named, else the plan's."""
    if not paths:
        search = search_plans(tuple(plan.data))
        if search.embedded and writing:
            raise KhtgdvError(
                "Kế hoạch mẫu kèm chương trình chỉ để xem, không ghi được.",
                "tạo bản của mình: khtgdv init, hoặc chỉ kiểm tra: khtgdv fmt --check",
            )
        _check_search(search, writing=writing)
        if plan.year is not None:
            base_year(plan.year, search, today())
        yield from _plan_files(search.folders, plan.year)
    for path in paths:
        if is_folder(path):
            search = search_plans((path,))
            _check_search(search, writing=writing)
            yield from _plan_files(search.folders, plan.year)
        elif is_file(path):
            yield path
        else:
            raise UsageError(
                f"Không tìm thấy tệp hoặc thư mục “{escape_unsafe(str(path))}”.",
                "kiểm tra lại đường dẫn",
            )


def _plan_files(plan_folders: Iterable[PlanFolder], year: int | None) -> Iterator[Path]:
    for plan_folder in plan_folders:
        for file_year in plan_folder.years if year is None else (year,):
            for name in _FILE_NAMES:
                path = plan_folder.folder / f"{name}_{file_year}.yaml"
                if path_exists(path):
                    yield path


def _check_search(search: PlanSearch, *, writing: bool) -> None:
    """Refuse where a plan may be hidden; say what nobody reads beside those to be written."""
    from khtgdv.cli.write_pipeline import tell_copies

    require_whole_search(search)
    if writing:
        tell_copies(search.folders)
