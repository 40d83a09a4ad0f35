"""The table of formats. A format is one module with a `render`, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from khtgdv.errors import MissingLibraryError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.text import closest_match, escape_unsafe, name_key, suggestion_hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import timedelta
    from pathlib import Path
    from typing import Any, Literal

    from khtgdv.document.document import Document
    from khtgdv.document.row_version import Revision, RowVersion


@dataclass(frozen=True, slots=True)
class Face:
    """A face of letters: what it is called, and the folder of its files."""

    family: str
    folder: Path


def _no_face() -> None:
    """Return no face: that which a format brings along will do."""


def _first_revisions(versions: Sequence[RowVersion]) -> list[Revision]:
    """Return the revisions of rows of which nothing is remembered."""
    return [version.first_revision for version in versions]


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """Where a text goes: its columns (None: as wide as needed), and whether in colour.

    `events` asks a calendar for events in place of things to do, `alarms` for reminders so long
    before; `revise` tells it how new the states of rows are. `tell` says what one who
    prints must know besides, such as signs that were replaced. A renderer that takes long goes
    through its rows by `with_progress`, so that somebody may watch. `find_face` looks for the face
    of letters that a paper is to be set in, where the machine has it. A Word file is written in the
    `template` of the office, where there is one.
    """

    width: int | None = None
    color: bool = False
    events: bool = False
    alarms: tuple[timedelta, ...] = ()
    revise: Callable[[Sequence[RowVersion]], Sequence[Revision]] = _first_revisions
    with_progress: Callable[[Sequence[Any]], Iterable[Any]] = iter
    tell: Callable[[str], object] = str
    find_face: Callable[[], Face | None] = _no_face
    template: bytes | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its module, and the file suffixes that choose it.

    `names` are what people call it besides. A `binary` one is not for a terminal. One with
    `all_columns` is read by programs: it has every column of a table. One with room (`page`,
    `screen`, `book`) has beside a report what a screen leaves out. A `dataset` is always a folder,
    with a file for each part of the report.
    """

    module: str
    suffixes: tuple[str, ...]
    names: tuple[str, ...] = ()
    binary: bool = False
    dataset: bool = False
    all_columns: bool = False
    medium: Literal["", "page", "screen", "book"] = ""


FORMATS: dict[str, Format] = {
    "table": Format("khtgdv.render.terminal", (".txt",), names=("bảng", "màn hình", "chữ")),
    "json": Format("khtgdv.render.json_text", (".json",), all_columns=True),
    "csv": Format("khtgdv.render.csv_text", (".csv",), all_columns=True),
    "md": Format("khtgdv.render.markdown", (".md", ".markdown"), names=("markdown",)),
    "ics": Format("khtgdv.render.ics.calendar", (".ics",), names=("lịch",)),
    "docx": Format(
        "khtgdv.render.docx_file", (".docx",), names=("word", "doc"), binary=True, medium="page"
    ),
    "pdf": Format("khtgdv.render.pdf_file", (".pdf",), binary=True, medium="page"),
    "xlsx": Format(
        "khtgdv.render.xlsx_file",
        (".xlsx",),
        names=("excel", "xls", "bảng tính"),
        binary=True,
        medium="book",
    ),
    "html": Format(
        "khtgdv.render.html.page", (".html", ".htm"), names=("web", "trang web"), medium="screen"
    ),
    "parquet": Format(
        "khtgdv.render.parquet_file", (".parquet",), binary=True, dataset=True, all_columns=True
    ),
}


def format_name(format_option: str | None, output: Path | None) -> str:
    """Return the format asked for, else the one the file's suffix chooses, else the table."""
    if format_option is not None:
        if name := _format_named(format_option):
            return name
        called = [*FORMATS, *(each for spec in FORMATS.values() for each in spec.names)]
        meant = _format_named(closest_match(format_option, called) or "")
        hint = suggestion_hint(meant, f"Các định dạng: {', '.join(FORMATS)}")
        raise UsageError(f'Không có định dạng "{escape_unsafe(format_option)}".', hint)
    if output is None:
        return "table"
    suffix = output.suffix.lower()
    for name, spec in FORMATS.items():
        if suffix in spec.suffixes:
            return name
    suffixes = ", ".join(suffix for spec in FORMATS.values() for suffix in spec.suffixes)
    message = f'Không biết ghi tệp "{escape_unsafe(output.name)}" theo định dạng nào.'
    advice = f"Thêm --format, hoặc đặt tên tệp có đuôi: {suffixes}"
    raise UsageError(message, suggestion_hint(_name_meant(output), advice))


def _name_meant(output: Path) -> str | None:
    """Return the name of a file whose suffix is that of an older Word or Excel, with ours."""
    meant = _format_named(output.suffix)
    return escape_unsafe(output.with_suffix(FORMATS[meant].suffixes[0]).name) if meant else None


def _format_named(text: str) -> str | None:
    """Return the format that a text means, by its name or by what people call it."""
    key = name_key(text)
    return next(
        (name for name, spec in FORMATS.items() if key in (name, *map(name_key, spec.names))), None
    )


def render(document: Document, name: str, options: RenderOptions) -> str | bytes:
    """Render a document in the format of a name, or in a template; a library may not be there."""
    in_template = options.template is not None
    module = "khtgdv.render.template.filling" if in_template else FORMATS[name].module
    try:
        content: str | bytes = import_module(module).render(document, options)
    except ImportError as error:
        what = "Mẫu Word" if in_template else f"Định dạng {name}"
        message = f"{what} cần thêm thư viện chưa cài trên máy này."
        raise MissingLibraryError(message, "template" if in_template else name) from error
    return content
