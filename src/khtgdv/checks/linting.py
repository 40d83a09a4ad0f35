"""One plan linted: rules run over its words, findings given their lines, silenced ones gone."""

from __future__ import annotations

from khtgdv.checks.corpus import Corpus
from khtgdv.checks.positions import PositionFinder
from khtgdv.checks.registry import ALL_RULES, RULES, SILENCING_RULES, run_rules
from khtgdv.checks.silencing import apply_silencing
from khtgdv.frozen import replace
from khtgdv.plan.model import Inspection, Task
from khtgdv.source.layout.silencing import find_silencings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from khtgdv.checks.corpus import Finding
    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.layout.silencing import Silencing
    from khtgdv.source.load.result import LoadResult, RowSource


def lint_plan(loaded: LoadResult, rule_names: Collection[str]) -> list[Diagnostic]:
    """Return what some rules find in one plan, file by file from top to end."""
    # That a comment silences nothing is only known when every rule has run.
    ran = RULES if any(name in SILENCING_RULES for name in rule_names) else rule_names
    finder = PositionFinder()
    sources = {id(source.value): source for source in loaded.sources}
    diagnostics = (
        _diagnostic_of(sources, finder, *each) for each in run_rules(_corpus_of(loaded), ran)
    )
    remaining = [
        replace(
            diagnostic,
            lint_level=ALL_RULES[diagnostic.code].level,
            rule_name=ALL_RULES[diagnostic.code].name,
        )
        for diagnostic in apply_silencing(diagnostics, _silencing_comments(loaded), RULES)
        if diagnostic.code in rule_names
    ]
    files = {file.path: number for number, file in enumerate(loaded.files)}
    return sorted(
        remaining,
        key=lambda diagnostic: (
            files[diagnostic.path],
            diagnostic.span.line,
            diagnostic.span.column,
        ),
    )


def _corpus_of(loaded: LoadResult) -> Corpus:
    """Return the plan with every row whose words could be read, those left out of reports too."""
    values = [source.value for source in loaded.sources]
    tasks = tuple(value for value in values if isinstance(value, Task))
    inspections = tuple(value for value in values if isinstance(value, Inspection))
    return Corpus(replace(loaded.portfolio[0], tasks=tasks, inspections=inspections))


def _diagnostic_of(
    sources: dict[int, RowSource], finder: PositionFinder, rule: str, finding: Finding
) -> Diagnostic:
    source = sources[id(finding.row)]
    row = finding.row
    name = getattr(row, "id", None) or getattr(row, "code", None) or row.name
    mark = finder.mark_in_row(source, finding.loc, finding.start, finding.end)
    return source.file.make_finding(rule, mark, finding.message, finding.hint, name, finding.note)


def _silencing_comments(loaded: LoadResult) -> Iterator[Silencing]:
    """Yield the comments of the files that were read in full."""
    complete_paths = {file.path for file in loaded.files if not file.gaps}
    for file in {id(source.file): source.file for source in loaded.sources}.values():
        if file.path in complete_paths:
            yield from find_silencings(file)
