"""The last stage: a document rendered in the format asked for, and written where it goes."""

from __future__ import annotations

from khtgdv.cli.listening.listener import current_listener
from khtgdv.cli.results.delivery import document_stem, emit, emit_each
from khtgdv.cli.system.environment import find_face, use_color
from khtgdv.cli.system.output import refuse_binary_on_terminal, say
from khtgdv.source.find import PlanSearch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Any

    from khtgdv.cli.arguments.options import OutputOptions
    from khtgdv.document.document import Document
    from khtgdv.document.row_version import Revision, RowVersion
    from khtgdv.query.selection import Selection
    from khtgdv.render.formats import RenderOptions


def deliver(document: Document, output: OutputOptions) -> None:
    """Render and write a document that is of no plan that was read."""
    from khtgdv.render.formats import format_name

    name = format_name(output.format, output.destination.path)
    deliver_as(name, document, output, PlanSearch((), ""))


def deliver_as(
    name: str, document: Document, output: OutputOptions, search: PlanSearch,
    selection: Selection | None = None, *, template: Path | None = None,
) -> None:  # fmt: skip
    """Render a document in a format and write it; the parts of one go each into a file."""
    from khtgdv.render.formats import FORMATS, render

    destination = output.destination
    if (listener := current_listener()) and name == "table" and destination.path is None:
        listener.show(document, selection)
        return
    refuse_binary_on_terminal(name, destination.path)
    look, suffix = _look(output, name, template), FORMATS[name].suffixes[0]
    if FORMATS[name].dataset:
        from khtgdv.cli.results.dataset import emit_dataset

        contents = (
            (part.file_stem, render(part, name, look)) for part in _with_progress(document.leaves)
        )
        emit_dataset(contents, destination, suffix)
        return
    if document.parts and destination.folder is not None:
        files = {part.file_stem: render(part, name, look) for part in document.parts}
        emit_each(files, suffix, destination, search)
        return
    emit(render(document, name, look), destination, search, f"{document_stem(document)}{suffix}")


def _look(output: OutputOptions, name: str, template: Path | None) -> RenderOptions:
    from khtgdv.render.formats import RenderOptions

    office_file = None
    if template is not None:
        from khtgdv.cli.word_templates import read_template

        office_file = read_template(template, name)
    to_file = output.destination.path is not None
    return RenderOptions(
        output.width, color=use_color(output.color) and not to_file,
        events=output.events, alarms=output.alarms, revise=_revise, with_progress=_with_progress,
        tell=say, find_face=find_face, template=office_file,
    )  # fmt: skip


def _with_progress(rows: Sequence[Any]) -> Iterable[Any]:
    from khtgdv.cli.system.progress import with_progress

    return with_progress(rows)


def _revise(versions: Sequence[RowVersion]) -> Sequence[Revision]:
    """Return how new the states of rows are that a calendar tells of."""
    from khtgdv.cli.results.revisions import revise

    return revise(versions)
