"""The command that lays the plan's files out in one way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments.options import Color, PlanOptions, argument, option
from khtgdv.cli.pipeline import base_year
from khtgdv.cli.system.environment import find_plans, in_color, shown_path, today
from khtgdv.cli.system.output import say, write_out
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.source.edit.transaction import Exchange
    from khtgdv.source.find import Place

_NAMES = ("plan", "tasks", "inspections")


def fmt(
    plan: PlanOptions,
    *,
    paths: Annotated[
        list[Path],
        argument(metavar="[TỆP hoặc THƯ MỤC]…", text="Không có thì kế hoạch đang dùng."),
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
    painted = in_color(color)
    files = list(dict.fromkeys(_files(plan, paths, writing=not (check or diff))))
    changed = failed = 0
    for path in files:
        try:
            different = _one(path, write=not (check or diff), diff=diff, color=painted)
        except KhtgdvError as error:
            _tell(error, color=painted)
            failed += 1
            continue
        if different:
            changed += 1
            say(f"{'cần sắp lại' if check or diff else 'đã sắp lại'}: {shown_path(path)}")
    say(_footer(len(files), changed, failed, writing=not (check or diff)))
    return ExitCode.FINDINGS if failed or (check and changed) else ExitCode.OK


def _footer(count: int, changed: int, failed: int, *, writing: bool) -> str:
    parts = [f"{count - changed - failed} trên {count} tệp đúng lối trình bày"]
    parts += [f"{changed} tệp {'đã' if writing else 'cần'} sắp lại"] if changed else []
    parts += [f"{failed} tệp có lỗi, giữ nguyên"] if failed else []
    return ", ".join(parts)


def _one(path: Path, *, write: bool, diff: bool, color: bool) -> bool:
    """Lay one file out; tell whether it was different."""
    from khtgdv.cli.write_pipeline import exchange_and_keep
    from khtgdv.source.edit.transaction import locked

    if not write:
        before, after, _ = _laid_out(path)
        if diff:
            from khtgdv.render.diff import text

            write_out(text(before, after, shown_path(path), color=color))
        return before != after
    with locked([path]):
        before, after, made = _laid_out(path)
        if before != after:
            exchange_and_keep(path.parent, [f"sắp lại {shown_path(path)}"], [made])
    return before != after


def _laid_out(path: Path) -> tuple[str, str, Exchange]:
    from khtgdv.source.edit.drafts import decoded
    from khtgdv.source.edit.transaction import Exchange, read_bytes
    from khtgdv.source.layout.fmt import formatted

    data = read_bytes(path)
    shown = shown_path(path)
    bom, text = decoded(data, shown)
    after = formatted(text, shown)
    return text, after, Exchange(path, data, f"{bom}{after}".encode())


def _tell(error: KhtgdvError, *, color: bool) -> None:
    """Say why a file stays as it is, with validate's findings where there are any."""
    from khtgdv.render.diagnostics import text
    from khtgdv.source.layout.fmt import NotFormattedError

    say("\n".join(words for words in (error.message, error.hint) if words))
    if isinstance(error, NotFormattedError):
        write_out(text(error.file.findings, color=color))


def _files(plan: PlanOptions, paths: list[Path], *, writing: bool) -> Iterator[Path]:
    """Yield the files to lay out: those named, those of the folders named, else the plan's."""
    if not paths:
        found = find_plans(tuple(plan.data))
        if found.embedded and writing:
            raise KhtgdvError(
                "Kế hoạch gốc kèm theo chương trình chỉ để xem, không ghi được.",
                "tạo bản của mình: khtgdv init, hoặc chỉ kiểm tra: khtgdv fmt --check",
            )
        if plan.year is not None:
            base_year(plan.year, found, today())
        yield from _of_places(found.places, plan.year)
    for path in paths:
        if path.is_dir():
            yield from _of_places(find_plans((path,)).places, plan.year)
        elif path.is_file():
            yield path
        else:
            raise UsageError(f"Không có {visible(str(path))}.", "kiểm tra lại đường dẫn")


def _of_places(places: Iterable[Place], year: int | None) -> Iterator[Path]:
    for place in places:
        for each in place.years if year is None else (year,):
            for name in _NAMES:
                path = place.folder / f"{name}_{each}.yaml"
                if path.exists():
                    yield path
