"""How findings go out: as text with the lines concerned, as annotations, or as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.cli.system.environment import in_actions, in_color, width
from khtgdv.cli.system.output import emit, keep_from_terminal, say
from khtgdv.errors import UsageError
from khtgdv.text import broken, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from khtgdv.cli.arguments.options import OutputOptions
    from khtgdv.diagnostics import Diagnostic
    from khtgdv.document.document import Document
    from khtgdv.source.find import Found


def named(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the paths to look at; UsageError where one leads nowhere."""
    from khtgdv.source.find import is_there

    for path in (wanted := tuple(paths)):
        if not is_there(path):
            raise UsageError(f"Không có {visible(str(path))}.", "Kiểm tra lại đường dẫn.")
    return wanted


def tell_findings(
    findings: Sequence[Diagnostic],
    footer: str,
    output: OutputOptions,
    found: Found,
    document: Callable[[], Document],
) -> None:
    """Write findings in the format asked for; `document` makes the table where one is wanted."""
    from khtgdv.render.diagnostics import github, text

    chosen = output.format or ("github" if in_actions() and output.output is None else None)
    if chosen == "github":
        emit(github(findings), output.output, found)
        say(footer)
    elif chosen in (None, "table") and output.output is None:
        shown = text(findings, color=in_color(output.color))
        lines = broken(footer, columns) if (columns := width()) else [footer]
        emit("\n".join([*([shown] if findings else []), *lines, ""]), None, found)
    else:
        from khtgdv.render.formats import Look, format_name, render

        name = format_name(chosen, output.output)
        keep_from_terminal(name, output.output)
        emit(render(document(), name, Look(width())), output.output, found)
