"""The commands around the plan: the state of the installation, shell completion."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version as installed

from khtgdv import __version__
from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import OutputOptions, PlanOptions
from khtgdv.cli.findings import copy_warnings
from khtgdv.cli.pipeline import PlanReading, load_years, present
from khtgdv.cli.system.environment import (
    PIPED_WIDTH,
    display_path,
    find_face,
    search_plans,
    terminal_width,
    time_zone,
    today,
)
from khtgdv.cli.system.output import say, write_out
from khtgdv.cli.system.own_folders import cache_folder
from khtgdv.dates.periods import Position, format_date
from khtgdv.dates.spans import typing_span, year_span
from khtgdv.errors import ExitCode, UsageError
from khtgdv.frozen import replace
from khtgdv.hints import Annotated
from khtgdv.query.selection import select_all
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.document.document import Value

_LIBRARIES = ("typer", "rich", "pydantic", "PyYAML", "python-dateutil")
_NO_FORMAT = frozenset({"holidays", "spark"})  # extras that are for something else


def doctor(plan: PlanOptions, output: OutputOptions) -> ExitCode:
    """Khi có gì lạ, xem trang này trước."""
    from khtgdv.reports.doctor import build
    from khtgdv.source.yaml.parser import require_c_parser

    require_c_parser()  # a snapshot would do without it
    search = search_plans(tuple(plan.data), may_be_empty=True)
    load_result = load_years(search, lambda place: place.years)
    copies = copy_warnings(load_result)
    load_result = replace(load_result, findings=load_result.findings + copies)
    for copy in copies:
        say(f"{copy.path}: {copy.message}; {copy.hint}")
    position = Position(today())
    year = position.as_of.year
    selection = select_all(load_result.portfolio, position)
    reading = PlanReading(
        search, load_result, selection, year, typing_span(year_span(year), position.as_of)
    )
    extras = _extra_versions()
    facts = {**_facts(reading), "formats": extras}
    advice = "khtgdv validate cho biết từng lỗi và cách sửa" if load_result.findings else ""
    width = terminal_width()
    terminal = f"{width} cột" if width else f"không có; bảng rộng {PIPED_WIDTH} cột"
    cache = str(facts["cache"] or "tắt: mỗi lần chạy đều đọc lại các tệp")
    words = {
        "terminal": terminal,
        "folder": "\n".join(_folder_names(reading)),
        "cache": cache,
        "today": _today_in_words(),
        "formats": _formats_in_words(extras),
        "fonts": _fonts_in_words(facts["fonts"]),
    }
    status = present(reading, build(facts, words, position, advice), output)
    _tell_how_to_install(extras)
    return status


def _today_in_words() -> str:
    """Return the day on which reports stand, and what fixed it."""
    day = format_date(today())
    return f"{day} (theo biến KHTGDV_TODAY)" if os.environ.get("KHTGDV_TODAY") else day


def _extra_versions() -> dict[str, Value]:
    """Return for each extra format the version of its library, None where one is not there."""
    from khtgdv.cli.installation.needs import extra_versions

    return {extra: version for extra, version in extra_versions() if extra not in _NO_FORMAT}


def _formats_in_words(versions: dict[str, Value]) -> str:
    """Return the formats that are ready, and those that are not."""
    ready_formats = [extra for extra, version in versions.items() if version]
    missing_formats = [extra for extra, version in versions.items() if not version]
    lines = [f"dùng được: {', '.join(ready_formats)}"] if ready_formats else []
    if missing_formats:
        lines.append(f"chưa cài: {', '.join(missing_formats)}")
    return "\n".join(lines)


def _tell_how_to_install(versions: dict[str, Value]) -> None:
    """Say how to have the formats that are not ready; below the table, which would break it."""
    from khtgdv.cli.installation.advice import install_command

    if missing := [extra for extra, version in versions.items() if not version]:
        say(f"Cài {', '.join(missing)} bằng lệnh: {install_command(missing)}")


def _fonts_in_words(family: Value) -> str:
    """Return the face of letters that a PDF is set in, and why it is none that papers want."""
    if family:
        return f"{family}, có sẵn trên máy"
    return (
        "phông kèm theo chương trình (Libertinus Serif)\n"
        "máy không có Times New Roman, Liberation Serif hay Tinos đủ chữ Việt"
    )


def _folder_names(reading: PlanReading) -> tuple[str, ...]:
    return tuple(display_path(plan_folder.folder) for plan_folder in reading.search.folders)


def _facts(reading: PlanReading) -> dict[str, Value]:
    search, load_result = reading.search, reading.load_result
    return {
        "folder": _folder_names(reading),
        "why": search.reason,
        "years": search.years,
        "plans": reading.selection.plans,
        "rows": load_result.row_count,
        "left_out": load_result.rows_left_out,
        "errors": load_result.error_count,
        "warnings": len(load_result.findings) - load_result.error_count,
        "holidays": tuple(_holidays_in_words(reading)),
        "writable": bool(search.folders)
        and not search.embedded
        and all(os.access(p.folder, os.W_OK) for p in search.folders),
        "cache": str(folder) if (folder := cache_folder()) else None,
        "today": today(),
        "time_zone": time_zone(),
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "libraries": tuple(f"{name} {installed(name)}" for name in _LIBRARIES),
        "fonts": face.family if (face := find_face()) else None,
        "terminal": terminal_width(),
        "encoding": sys.stdout.encoding,
    }


def _holidays_in_words(reading: PlanReading) -> Iterator[str]:
    """Yield for each year of the plans how many days off are known, or that none are."""
    calendar = reading.selection.portfolio.workdays
    for year in reading.search.years:
        off, worked = (
            sum(day.year == year for day in days)
            for days in (calendar.days_off, calendar.days_worked)
        )
        known = f"năm {year}: {off} ngày nghỉ, {worked} ngày làm bù"
        yield known if off else f"chưa có ngày nghỉ năm {year} trong plan_{year}.yaml"


def completion(
    *,
    shell: Annotated[
        str,
        argument(
            metavar="[CỬA SỔ LỆNH]", text="bash, zsh, fish hoặc powershell.", complete="shells"
        ),
    ] = "bash",
    install: Annotated[
        bool, option("--install", metavar=None, text="Cài vào cấu hình của người dùng.")
    ] = False,
) -> ExitCode:
    """In ra đoạn lệnh để bấm TAB thì hiện lệnh, tùy chọn, mã nhiệm vụ, mã đơn vị."""
    from khtgdv.cli.shells.scripts import SCRIPTS

    if shell not in SCRIPTS:
        raise UsageError(f'Chưa hỗ trợ "{escape_unsafe(shell)}".', f"Chọn: {', '.join(SCRIPTS)}")
    if install:
        from khtgdv.cli.shells.installation import install as install_script

        path = install_script(shell)
        say(f"Đã cài gợi ý vào {path}; mở lại cửa sổ lệnh để dùng.")
        return ExitCode.OK
    write_out(SCRIPTS[shell])
    return ExitCode.OK
