"""One plan linted: rules run over its words, findings given their lines, silenced ones gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.checks.corpus import Corpus
from khtgdv.checks.registry import RULES, SILENCING, run
from khtgdv.checks.silencing import silenced
from khtgdv.frozen import replace
from khtgdv.plan.model import Inspection, Task
from khtgdv.source.layout.silencing import silencings
from khtgdv.source.load.positions import place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from khtgdv.checks.corpus import Finding
    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.layout.silencing import Silencing
    from khtgdv.source.load.result import Loaded, Source


def linted(loaded: Loaded, wanted: Collection[str]) -> list[Diagnostic]:
    """Return what some rules find in one plan, file by file from top to end."""
    # That a comment silences nothing is only known when every rule has run.
    ran = RULES if any(name in SILENCING for name in wanted) else wanted
    sources = {id(source.value): source for source in loaded.sources}
    found = (_placed(sources, *each) for each in run(_corpus(loaded), ran))
    left = [
        replace(each, graded=(RULES | SILENCING)[each.code].level)
        for each in silenced(found, _silencings(loaded), RULES)
        if each.code in wanted
    ]
    files = {file.path: number for number, file in enumerate(loaded.files)}
    return sorted(left, key=lambda each: (files[each.path], each.span.line, each.span.column))


def _corpus(loaded: Loaded) -> Corpus:
    """Return the plan with every row whose words could be read, those left out of reports too."""
    values = [source.value for source in loaded.sources]
    tasks = tuple(value for value in values if isinstance(value, Task))
    inspections = tuple(value for value in values if isinstance(value, Inspection))
    return Corpus(replace(loaded.portfolio[0], tasks=tasks, inspections=inspections))


def _placed(sources: dict[int, Source], rule: str, finding: Finding) -> Diagnostic:
    source = sources[id(finding.row)]
    row = finding.row
    name = getattr(row, "id", None) or getattr(row, "code", None) or row.name
    mark = place(source, finding.loc, finding.start, finding.end)
    return source.file.finding(rule, mark, finding.message, finding.hint, name, finding.note)


def _silencings(loaded: Loaded) -> Iterator[Silencing]:
    """Yield the comments of the files that were read in full."""
    whole = {file.path for file in loaded.files if not file.gaps}
    for file in {id(source.file): source.file for source in loaded.sources}.values():
        if file.path in whole:
            yield from silencings(file)
