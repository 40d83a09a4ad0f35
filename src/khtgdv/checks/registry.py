"""The table of rules. A rule is one module with a `check`, imported when it runs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from khtgdv.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.checks.corpus import Corpus, Finding
    from khtgdv.diagnostics import Level

_PACKAGE = "khtgdv.checks"


@dataclass(frozen=True, slots=True)
class LintRule:
    """A rule: how grave its findings are, and its module, whose docstring is its page.

    An `error` is surely wrong; a `warning` is for a person to judge.
    """

    level: Level
    module: str


RULES: dict[str, LintRule] = {
    # rows against each other
    "duplicate-row": LintRule("warning", "duplicate_row"),
    "near-duplicate-row": LintRule("warning", "near_duplicate_row"),
    "repeated-ordinal": LintRule("warning", "repeated_ordinal"),
    "citation-differs": LintRule("warning", "citation_differs"),
    "term-differs": LintRule("warning", "term_differs"),
    # time
    "missing-deadline": LintRule("warning", "missing_deadline"),
    "deadline-before-signing": LintRule("warning", "deadline_before_signing"),
    "deadline-before-start": LintRule("error", "deadline_before_start"),
    "too-many-deadlines": LintRule("warning", "too_many_deadlines"),
    "wrong-year": LintRule("warning", "wrong_year"),
    "anniversary": LintRule("warning", "anniversary"),
    # words
    "missing-word": LintRule("error", "missing_word"),
    "typing-slip": LintRule("error", "typing_slip"),
    "doubled-word": LintRule("error", "doubled_word"),
    "malformed-roman": LintRule("error", "malformed_roman"),
    "mixed-tone-marks": LintRule("warning", "mixed_tone_marks"),
    # marks
    "unbalanced-mark": LintRule("error", "unbalanced_mark"),
    "mixed-quotes": LintRule("error", "mixed_quotes"),
    "punctuation": LintRule("warning", "punctuation"),
    "missing-full-stop": LintRule("warning", "missing_full_stop"),
    # names and numbers
    "body-spelling": LintRule("warning", "body_spelling"),
    "name-spacing": LintRule("warning", "name_spacing"),
    "unexplained-abbreviation": LintRule("warning", "unexplained_abbreviation"),
    "abbreviation-slip": LintRule("error", "abbreviation_slip"),
    "document-number": LintRule("error", "document_number"),
    # inspections
    "inspection-without-task": LintRule("warning", "inspection_without_task"),
    "unlinked-inspection": LintRule("warning", "unlinked_inspection"),
    "unit-inspected-twice": LintRule("warning", "unit_inspected_twice"),
}  # fmt: skip
# What is said of the comments that silence a rule: found when the rules have run.
SILENCING_RULES: dict[str, LintRule] = {
    "unknown-rule": LintRule("error", "silencing"),
    "missing-reason": LintRule("error", "silencing"),
    "unused-silencing": LintRule("warning", "silencing"),
}


def run_rules(corpus: Corpus, rules: Iterable[str]) -> Iterator[tuple[str, Finding]]:
    """Yield what some rules find, rule by rule."""
    for rule in rules:
        check = import_module(f"{_PACKAGE}.rules.{RULES[rule].module}").check
        yield from ((rule, finding) for finding in check(corpus))


def rule_page(rule: str) -> str:
    """Return the manual page of a rule."""
    module = f"rules.{RULES[rule].module}" if rule in RULES else SILENCING_RULES[rule].module
    return (import_module(f"{_PACKAGE}.{module}").__doc__ or "").strip()
