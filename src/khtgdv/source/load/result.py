"""What a run read: the portfolio, beside it every finding. Needs no reader of files to exist."""

from __future__ import annotations

from khtgdv.frozen import dataclass, replace
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.plan.model import Portfolio
    from khtgdv.source.text.sourcefile import SourceFile
    from khtgdv.source.yaml.nodes import MappingNode


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of a run: its path as shown, how many lines it has, which of them were skipped.

    `content` are its bytes, None where it could not be read.
    """

    path: str
    line_count: int = 0
    gaps: tuple[tuple[int, int], ...] = ()
    content: bytes | None = None

    @property
    def gap_notes(self) -> Iterator[str]:
        """In words for people, what was not read."""
        for gap in self.gaps:
            from khtgdv.source.yaml.recovery import Gap

            yield ", ".join(part for part in Gap(*gap).describe(self.line_count) if part)


class RowSource(NamedTuple):
    """Where one row of a plan, as the model has it, stands: for those who speak of its words."""

    file: SourceFile
    value: Any
    node: MappingNode


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a run read: the portfolio, the findings, how many rows they left out and left.

    `sources` are the places of one plan's rows, where they were read from its files. They weigh as
    much as the file's text many times over: two runs put together have none.
    """

    portfolio: Portfolio = ()
    findings: tuple[Diagnostic, ...] = ()
    files: tuple[InputFile, ...] = ()
    rows_left_out: int = 0
    sources: tuple[RowSource, ...] = ()
    row_count: int = 0

    @property
    def error_count(self) -> int:
        """How many of the findings are errors."""
        return sum(finding.level == "error" for finding in self.findings)

    def __add__(self, other: LoadResult) -> LoadResult:
        """Return both runs as one."""
        return LoadResult(
            self.portfolio + other.portfolio,
            self.findings + other.findings,
            self.files + other.files,
            self.rows_left_out + other.rows_left_out,
            row_count=self.row_count + other.row_count,
        )


def with_findings(result: LoadResult, findings: tuple[Diagnostic, ...]) -> LoadResult:
    """Return a result with what was found before any file was read."""
    return replace(result, findings=findings + result.findings) if findings else result


def name_plans(result: LoadResult) -> LoadResult:
    """Name a plan that stands alone by its document: its number, or as a draft."""
    folders = {plan.folder for plan in result.portfolio}
    if len(folders) != 1:
        return result
    plans = (
        replace(plan, name=plan.document.name if plan.document else plan.name)
        for plan in result.portfolio
    )
    return replace(result, portfolio=tuple(plans))
