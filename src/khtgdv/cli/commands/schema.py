"""The command that makes JSON Schemas for editors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments.options import PlanOptions, argument, option
from khtgdv.cli.pipeline import load_years
from khtgdv.cli.system.environment import find_plans, shown_path
from khtgdv.cli.system.output import say, tell_trouble, unwritable, write_out
from khtgdv.errors import ExitCode, UsageError
from khtgdv.text import guessed, nearest, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.source.find import Found

_HOW = "khtgdv schema tasks in ra một bản; khtgdv schema --output schemas ghi cả ba"


def schema(
    plan: PlanOptions,
    *,
    name: Annotated[
        str | None, argument(metavar="[TÊN]", text="plan, tasks hoặc inspections.")
    ] = None,
    output: Annotated[
        Path | None,
        option("--output", "-o", metavar="THƯ MỤC", text="Ghi các tệp .schema.json vào đây."),
    ] = None,
) -> ExitCode:
    """Trình soạn thảo nhờ đó giải thích từng khóa, gợi ý mã đơn vị, gạch chân chỗ sai.

    Mã đơn vị và nhiệm vụ trọng tâm lấy từ kế hoạch đang dùng: khi danh sách ấy đổi thì chạy lại.
    Dòng đầu của mỗi tệp YAML chỉ ra bản của nó.

    Cách ghi dòng ấy: docs/quan-tri/trinh-soan-thao.md
    """
    from khtgdv.source.editors.schema import FILES, as_text, schema_of

    names = _names(name, FILES, output)
    found = find_plans(tuple(plan.data))
    years = (plan.year,) if plan.year else None
    loaded = load_years(found, lambda place: years or place.years)
    texts = {name: as_text(schema_of(name, loaded.portfolio)) for name in names}
    if output is None:
        write_out(texts[names[0]])
    else:
        _write(texts, output, found)
    tell_trouble(found, loaded)
    return ExitCode.FINDINGS if loaded.errors else ExitCode.OK


def _names(name: str | None, known: Iterable[str], output: Path | None) -> tuple[str, ...]:
    """Return the schemas that are asked for."""
    if name is None and output is None:
        raise UsageError("Cần cho biết in bản nào hoặc ghi vào đâu.", _HOW)
    if name is not None and name not in known:
        hint = guessed(nearest(name, known), f"Chọn: {', '.join(known)}")
        raise UsageError(f'Không có bản "{visible(name)}".', hint)
    return tuple(known) if name is None else (name,)


def _write(texts: dict[str, str], folder: Path, found: Found) -> None:
    """Write the files, and say which first line makes an editor find them."""
    from khtgdv.source.editors.schema import file_name

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / file_name(name)).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(error) from error
    say(f"Đã ghi {', '.join(shown_path(folder / file_name(name)) for name in texts)}")
    for place in () if found.embedded else found.places:
        for name in texts:
            path = _from(place.folder, folder / file_name(name))
            say(f"dòng đầu của {shown_path(place.folder / name)}_<năm>.yaml: {modeline(path)}")


def modeline(path: str) -> str:
    """Return the line that tells an editor where a file's schema is; a blank would end the path."""
    quoted = path.replace("%", "%25").replace(" ", "%20")
    return f"# yaml-language-server: $schema={quoted}"


def _from(folder: Path, file: Path) -> str:
    """Return a path as a file in a folder names it; the whole path on another drive of Windows."""
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return file.resolve().as_posix()
