"""What a run read: the portfolio, beside it every finding. Needs no reader of files to exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from khtgdv.frozen import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.plan.model import Portfolio
    from khtgdv.source.text.sourcefile import SourceFile
    from khtgdv.source.yaml.nodes import Mapping


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file of a run: its path as shown, how many lines it has, which of them were skipped.

    `content` are its bytes, None where it could not be read.
    """

    path: str
    lines: int = 0
    gaps: tuple[tuple[int, int], ...] = ()
    content: bytes | None = None

    @property
    def skipped(self) -> Iterator[str]:
        """In words for people, what was not read."""
        for gap in self.gaps:
            from khtgdv.source.yaml.recovery import Gap

            yield ", ".join(part for part in Gap(*gap).told(self.lines) if part)


class Source(NamedTuple):
    """Where one row of a plan, as the model has it, stands: for those who speak of its words."""

    file: SourceFile
    value: Any
    node: Mapping


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a run read: the portfolio, the findings, how many rows they left out and left.

    `sources` are the places of one plan's rows, where they were read from its files. They weigh as
    much as the file's text many times over: two runs put together have none.
    """

    portfolio: Portfolio = ()
    findings: tuple[Diagnostic, ...] = ()
    files: tuple[FileRead, ...] = ()
    left_out: int = 0
    sources: tuple[Source, ...] = ()
    rows: int = 0

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(finding.level == "error" for finding in self.findings)

    def __add__(self, other: Loaded) -> Loaded:
        """Return both runs as one."""
        return Loaded(
            self.portfolio + other.portfolio,
            self.findings + other.findings,
            self.files + other.files,
            self.left_out + other.left_out,
            rows=self.rows + other.rows,
        )


def name_plans(loaded: Loaded) -> Loaded:
    """Name a plan that stands alone by its document's number."""
    folders = {plan.folder for plan in loaded.portfolio}
    if len(folders) != 1:
        return loaded
    named = (
        replace(plan, name=plan.document.number if plan.document else plan.name)
        for plan in loaded.portfolio
    )
    return replace(loaded, portfolio=tuple(named))
