"""How findings go out: as text with the lines concerned, as annotations, or as a table."""

from __future__ import annotations

from khtgdv.cli.listening.listener import current_listener
from khtgdv.cli.results.delivery import document_stem, emit
from khtgdv.cli.system.environment import (
    display_path,
    on_github_actions,
    terminal_width,
    use_color,
)
from khtgdv.cli.system.output import refuse_binary_on_terminal, say
from khtgdv.errors import UsageError
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from khtgdv.cli.arguments.options import OutputOptions
    from khtgdv.diagnostics import Diagnostic
    from khtgdv.document.document import Document
    from khtgdv.plan.office import PlanDocument
    from khtgdv.source.find import PlanSearch
    from khtgdv.source.load.result import LoadResult


def existing_paths(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the paths to look at; UsageError where one leads nowhere."""
    from khtgdv.source.find import path_exists

    for path in (targets := tuple(paths)):
        if not path_exists(path):
            raise UsageError(
                f"Không tìm thấy tệp hoặc thư mục “{escape_unsafe(str(path))}”.",
                "Kiểm tra lại đường dẫn.",
            )
    return targets


def copy_warnings(load_result: LoadResult) -> tuple[Diagnostic, ...]:
    """Return what nobody reads beside the plans that were read."""
    from khtgdv.source.copies import DatedPlan, find_copies
    from khtgdv.source.find import embedded_folder

    ours = str(embedded_folder())
    plans = [
        DatedPlan(plan.folder, plan.year, plan.document)
        for plan in load_result.portfolio
        if plan.folder != ours
    ]
    return tuple(find_copies(plans, display_path, _read_document))


def _read_document(folder: Path, year: int) -> PlanDocument | None:
    from khtgdv.source.load.planfile import read_document

    return read_document(folder, year)


def tell_findings(
    findings: Sequence[Diagnostic],
    footer: str,
    output: OutputOptions,
    search: PlanSearch,
    make_document: Callable[[], Document],
) -> None:
    """Write findings in the format asked for, a table of `make_document` where one is wanted."""
    listener = current_listener()
    if listener and output.format is None:
        listener.show(make_document())
        return
    destination = output.destination
    chosen = output.format or ("github" if on_github_actions() and not destination.path else None)
    if chosen == "github":
        from khtgdv.render.diagnostics import github_annotations

        emit(github_annotations(findings), destination, search, "github.txt")
        say(footer)
    elif chosen in (None, "table") and destination.path is None:
        emit(_findings_text(findings, footer, output), destination, search)
    else:
        from khtgdv.render.formats import FORMATS, RenderOptions, format_name, render

        name = format_name(chosen, destination.path)
        refuse_binary_on_terminal(name, destination.path)
        document = make_document()
        content = render(document, name, RenderOptions(output.width))
        file_name = f"{document_stem(document)}{FORMATS[name].suffixes[0]}"
        emit(content, destination, search, file_name)


def _findings_text(findings: Sequence[Diagnostic], footer: str, output: OutputOptions) -> str:
    """Return findings with the lines concerned, and the footer in lines that fit the screen."""
    color, width = use_color(output.color), terminal_width()
    lines = [footer]
    if findings:
        from khtgdv.render.diagnostics import findings_text

        lines = [findings_text(findings, color=color, width=width), footer]
    if width:
        from khtgdv.wrapping import wrap_figures

        lines[-1:] = wrap_figures(footer, width)
    return "\n".join([*lines, ""])
