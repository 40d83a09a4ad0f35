"""The table of rules. A rule is one module with a `check`, imported when it runs."""

from __future__ import annotations

from importlib import import_module

from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.checks.corpus import Corpus, Finding
    from khtgdv.diagnostics import Level

_PACKAGE = "khtgdv.checks"


@dataclass(frozen=True, slots=True)
class LintRule:
    """A rule: how grave its findings are, what people call it, its module.

    The module's docstring is the page of the rule.
    An `error` is surely wrong; a `warning` is for a person to judge.
    """

    level: Level
    name: str
    module: str


RULES: dict[str, LintRule] = {
    # rows against each other
    "duplicate-row": LintRule("warning", "nhiệm vụ trùng nhau", "duplicate_row"),
    "near-duplicate-row": LintRule("warning", "nhiệm vụ gần giống nhau", "near_duplicate_row"),
    "repeated-ordinal": LintRule("warning", "hai dòng cùng số thứ tự lần", "repeated_ordinal"),
    "citation-differs": LintRule("warning", "viện dẫn không thống nhất", "citation_differs"),
    "term-differs": LintRule("warning", "nhiệm kỳ, giai đoạn không thống nhất", "term_differs"),
    # time
    "missing-deadline": LintRule("warning", "thiếu thời hạn", "missing_deadline"),
    "deadline-before-signing": LintRule(
        "warning", "thời hạn trước ngày ký", "deadline_before_signing"
    ),
    "deadline-before-start": LintRule(
        "error", "thời hạn trước khi bắt đầu", "deadline_before_start"
    ),
    "too-many-deadlines": LintRule("warning", "nhiều việc dồn vào một tháng", "too_many_deadlines"),
    "wrong-year": LintRule("warning", "năm ngoài kế hoạch", "wrong_year"),
    "anniversary": LintRule("warning", "số năm kỷ niệm không khớp", "anniversary"),
    # words
    "missing-word": LintRule("error", "thiếu chữ", "missing_word"),
    "typing-slip": LintRule("error", "lỗi gõ chữ", "typing_slip"),
    "doubled-word": LintRule("error", "lặp chữ", "doubled_word"),
    "malformed-roman": LintRule("error", "số La Mã viết sai", "malformed_roman"),
    "mixed-tone-marks": LintRule("warning", "lẫn hai cách đặt dấu thanh", "mixed_tone_marks"),
    # marks
    "unbalanced-mark": LintRule("error", "ngoặc, nháy không đủ cặp", "unbalanced_mark"),
    "mixed-quotes": LintRule("error", "lẫn nhiều kiểu dấu nháy", "mixed_quotes"),
    "punctuation": LintRule("warning", "dấu câu đặt sai chỗ", "punctuation"),
    "missing-full-stop": LintRule("warning", "thiếu dấu chấm cuối câu", "missing_full_stop"),
    # names and numbers
    "body-spelling": LintRule("warning", "tên cơ quan không thống nhất", "body_spelling"),
    "name-spacing": LintRule("warning", "dấu gạch, dấu cách trong tên", "name_spacing"),
    "unexplained-abbreviation": LintRule(
        "warning", "chữ viết tắt chưa giải thích", "unexplained_abbreviation"
    ),
    "abbreviation-slip": LintRule("error", "chữ viết tắt gõ sai", "abbreviation_slip"),
    "document-number": LintRule("error", "số, ký hiệu văn bản", "document_number"),
    # inspections
    "inspection-without-task": LintRule(
        "warning", "kiểm tra không có nhiệm vụ", "inspection_without_task"
    ),
    "unlinked-inspection": LintRule(
        "warning", "kiểm tra chưa nối với nhiệm vụ", "unlinked_inspection"
    ),
    "unit-inspected-twice": LintRule(
        "warning", "đơn vị bị kiểm tra nhiều lần", "unit_inspected_twice"
    ),
}  # fmt: skip
# What is said of the comments that silence a rule: found when the rules have run.
SILENCING_RULES: dict[str, LintRule] = {
    "unknown-rule": LintRule("error", "bỏ qua quy tắc không có", "silencing"),
    "missing-reason": LintRule("error", "bỏ qua không ghi lý do", "silencing"),
    "unused-silencing": LintRule("warning", "ghi chú bỏ qua không còn cần", "silencing"),
}
ALL_RULES = RULES | SILENCING_RULES


def run_rules(corpus: Corpus, rules: Iterable[str]) -> Iterator[tuple[str, Finding]]:
    """Yield what some rules find, rule by rule."""
    for rule in rules:
        check = import_module(f"{_PACKAGE}.rules.{RULES[rule].module}").check
        yield from ((rule, finding) for finding in check(corpus))


def rule_page(rule: str) -> str:
    """Return the manual page of a rule."""
    module = f"rules.{RULES[rule].module}" if rule in RULES else SILENCING_RULES[rule].module
    return (import_module(f"{_PACKAGE}.{module}").__doc__ or "").strip()
