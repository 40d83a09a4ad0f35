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
class Rule:
    """A rule: how grave its findings are, and its module, whose docstring is its page.

    An `error` is surely wrong; a `warning` is for a person to judge.
    """

    level: Level
    module: str


RULES: dict[str, Rule] = {
    # rows against each other
    "duplicate-row": Rule("warning", "duplicate_row"),
    "near-duplicate-row": Rule("warning", "near_duplicate_row"),
    "repeated-ordinal": Rule("warning", "repeated_ordinal"),
    "citation-differs": Rule("warning", "citation_differs"),
    "term-differs": Rule("warning", "term_differs"),
    # time
    "missing-deadline": Rule("warning", "missing_deadline"),
    "deadline-before-signing": Rule("warning", "deadline_before_signing"),
    "deadline-before-start": Rule("error", "deadline_before_start"),
    "too-many-deadlines": Rule("warning", "too_many_deadlines"),
    "wrong-year": Rule("warning", "wrong_year"),
    "anniversary": Rule("warning", "anniversary"),
    # words
    "missing-word": Rule("error", "missing_word"),
    "typing-slip": Rule("error", "typing_slip"),
    "doubled-word": Rule("error", "doubled_word"),
    "malformed-roman": Rule("error", "malformed_roman"),
    "mixed-tone-marks": Rule("warning", "mixed_tone_marks"),
    # marks
    "unbalanced-mark": Rule("error", "unbalanced_mark"),
    "mixed-quotes": Rule("error", "mixed_quotes"),
    "punctuation": Rule("warning", "punctuation"),
    "missing-full-stop": Rule("warning", "missing_full_stop"),
    # names and numbers
    "body-spelling": Rule("warning", "body_spelling"),
    "name-spacing": Rule("warning", "name_spacing"),
    "unexplained-abbreviation": Rule("warning", "unexplained_abbreviation"),
    "abbreviation-slip": Rule("error", "abbreviation_slip"),
    "document-number": Rule("error", "document_number"),
    # inspections
    "inspection-without-task": Rule("warning", "inspection_without_task"),
    "unit-inspected-twice": Rule("warning", "unit_inspected_twice"),
}  # fmt: skip
# What is said of the comments that silence a rule: found when the rules have run.
SILENCING: dict[str, Rule] = {
    "unknown-rule": Rule("error", "silencing"),
    "missing-reason": Rule("error", "silencing"),
    "unused-silencing": Rule("warning", "silencing"),
}


def run(corpus: Corpus, rules: Iterable[str]) -> Iterator[tuple[str, Finding]]:
    """Yield what some rules find, rule by rule."""
    for rule in rules:
        check = import_module(f"{_PACKAGE}.rules.{RULES[rule].module}").check
        yield from ((rule, finding) for finding in check(corpus))


def page(rule: str) -> str:
    """Return the manual page of a rule."""
    module = f"rules.{RULES[rule].module}" if rule in RULES else SILENCING[rule].module
    return (import_module(f"{_PACKAGE}.{module}").__doc__ or "").strip()
