"""The command that makes JSON Schemas for editors."""

from __future__ import annotations

import os
from pathlib import Path

from khtgdv.cli.arguments.declarations import STANDARD_OUTPUT, argument, option
from khtgdv.cli.arguments.options import PlanOptions, ReplaceFiles
from khtgdv.cli.pipeline import load_years
from khtgdv.cli.results.delivery import Destination, emit, emit_each
from khtgdv.cli.system.environment import display_path, search_plans
from khtgdv.cli.system.output import say, tell_load_problems, write_out
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.text import closest_match, escape_unsafe, suggestion_hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.source.find import PlanSearch

_USAGE_HINT = "khtgdv schema tasks in ra một bản; khtgdv schema --output schemas ghi cả ba"


def schema(
    plan: PlanOptions,
    *,
    name: Annotated[
        str | None,
        argument(metavar="[TÊN]", text="plan, tasks hoặc inspections.", complete="schemas"),
    ] = None,
    output: Annotated[
        Path | None,
        option(
            "--output",
            "-o",
            metavar="THƯ MỤC",
            text="Ghi các tệp .schema.json vào đây; - là in ra.",
            complete="folders",
        ),
    ] = None,
    force: ReplaceFiles = False,
) -> ExitCode:
    """Trình soạn thảo nhờ đó giải thích từng khóa, gợi ý mã đơn vị, gạch chân chỗ sai.

    Mã đơn vị và nhiệm vụ trọng tâm lấy từ kế hoạch đang dùng: khi danh sách ấy đổi thì chạy lại.
    Dòng đầu của mỗi tệp YAML chỉ ra bản của nó.

    Cách ghi dòng ấy: docs/quan-tri/trinh-soan-thao.md
    """
    from khtgdv.source.editors.schema import FILE_MODELS, build_schema, dump_schema

    output = None if output == STANDARD_OUTPUT else output
    names = _names(name, FILE_MODELS, output)
    search = search_plans(tuple(plan.data))
    years = (plan.year,) if plan.year else None
    load_result = load_years(search, lambda place: years or place.years)
    texts = {name: dump_schema(build_schema(name, load_result.portfolio)) for name in names}
    if output is None:
        write_out(texts[names[0]])
    else:
        _write_schemas(texts, Destination(output, force), search)
    tell_load_problems(search, load_result)
    return ExitCode.FINDINGS if load_result.error_count else ExitCode.OK


def _names(name: str | None, known_names: Iterable[str], output: Path | None) -> tuple[str, ...]:
    """Return the schemas that are asked for."""
    if name is None and output is None:
        raise UsageError("Cần cho biết in bản nào hoặc ghi vào đâu.", _USAGE_HINT)
    if name is not None and name not in known_names:
        hint = suggestion_hint(closest_match(name, known_names), f"Chọn: {', '.join(known_names)}")
        raise UsageError(f'Không có bản "{escape_unsafe(name)}".', hint)
    return tuple(known_names) if name is None else (name,)


def _write_schemas(texts: Mapping[str, str], destination: Destination, search: PlanSearch) -> None:
    """Write the files, and say which first line makes an editor find them."""
    from khtgdv.source.editors.schema import SCHEMA_SUFFIX

    written = _write_files(texts, SCHEMA_SUFFIX, destination, search)
    for plan in () if search.embedded else search.folders:
        for name, file in written.items():
            path = _relative_path(plan.folder, file)
            say(f"dòng đầu của {display_path(plan.folder / name)}_<năm>.yaml: {modeline(path)}")


def _write_files(
    texts: Mapping[str, str], suffix: str, destination: Destination, search: PlanSearch
) -> dict[str, Path]:
    """Write schemas into a folder, one alone into a file where one is named."""
    if destination.folder is not None:
        return emit_each(texts, suffix, destination, search)
    if len(texts) > 1:
        message = f"{escape_unsafe(str(destination.path))} là một tệp, mà có {len(texts)} bản."
        raise UsageError(message, "ghi vào một thư mục, ví dụ --output schemas")
    [(name, text)] = texts.items()
    return {name: emit(text, destination, search)}


def modeline(path: str) -> str:
    """Return the line that tells an editor where a file's schema is; a blank would end the path."""
    quoted = path.replace("%", "%25").replace(" ", "%20")
    return f"# yaml-language-server: $schema={quoted}"


def _relative_path(folder: Path, file: Path) -> str:
    """Return a path as a file in a folder names it; the whole path on another drive of Windows."""
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return file.resolve().as_posix()
