"""The table of formats. A format is one module with a `render`, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.text import guessed, nearest, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from khtgdv.document.document import Document


@dataclass(frozen=True, slots=True)
class Look:
    """Where a text goes: its columns (None: as wide as needed), and whether in colour.

    `events` asks a calendar for events in place of things to do. A renderer that takes long goes
    through its rows by `steps`, so that somebody may watch.
    """

    width: int | None = None
    color: bool = False
    events: bool = False
    steps: Callable[[Sequence[Any]], Iterable[Any]] = iter


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its module, and the file suffixes that choose it.

    A `binary` one is not for a terminal. One with room (`page`, `book`) has beside a report what a
    screen leaves out. A `dataset` is always a folder, with a file for each part of the report.
    """

    module: str
    suffixes: tuple[str, ...]
    binary: bool = False
    dataset: bool = False
    room: Literal["", "page", "book"] = ""


FORMATS: dict[str, Format] = {
    "table": Format("khtgdv.render.terminal", (".txt",)),
    "json": Format("khtgdv.render.json_text", (".json",)),
    "csv": Format("khtgdv.render.csv_text", (".csv",)),
    "md": Format("khtgdv.render.markdown", (".md", ".markdown")),
    "ics": Format("khtgdv.render.ics_text", (".ics",)),
    "docx": Format("khtgdv.render.docx_file", (".docx",), binary=True, room="page"),
    "pdf": Format("khtgdv.render.pdf_file", (".pdf",), binary=True, room="page"),
    "xlsx": Format("khtgdv.render.xlsx_file", (".xlsx",), binary=True, room="book"),
    "html": Format("khtgdv.render.html.page", (".html", ".htm"), room="page"),
    "parquet": Format("khtgdv.render.parquet_file", (".parquet",), binary=True, dataset=True),
}


def format_name(asked: str | None, output: Path | None) -> str:
    """Return the format asked for, else the one the file's suffix chooses, else the table."""
    if asked is not None:
        if asked.lower() in FORMATS:
            return asked.lower()
        hint = guessed(nearest(asked, FORMATS), f"Các định dạng: {', '.join(FORMATS)}")
        raise UsageError(f'Không có định dạng "{visible(asked)}".', hint)
    if output is None:
        return "table"
    suffix = output.suffix.lower()
    for name, known in FORMATS.items():
        if suffix in known.suffixes:
            return name
    suffixes = ", ".join(suffix for known in FORMATS.values() for suffix in known.suffixes)
    message = f'Không biết ghi tệp "{visible(output.name)}" theo định dạng nào.'
    raise UsageError(message, f"Thêm --format, hoặc đặt tên tệp có đuôi: {suffixes}")


def not_installed(extra: str) -> KhtgdvError:
    """Return what to say where the library of a format is not there."""
    message = f"Định dạng {extra} cần thêm thư viện chưa cài trên máy này."
    return KhtgdvError(message, f'Cài bằng lệnh: pip install "khtgdv[{extra}]"')


def render(document: Document, name: str, look: Look) -> str | bytes:
    """Render a document in the format of a name."""
    rendered: str | bytes = import_module(FORMATS[name].module).render(document, look)
    return rendered
