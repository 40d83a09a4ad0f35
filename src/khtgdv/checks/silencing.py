"""Ghi chú bỏ qua một quy tắc viết sai, thiếu lý do, hoặc không còn cần.

Một phát hiện mà người có trách nhiệm đã xem và thấy không phải sửa thì bỏ qua bằng một ghi chú
trong tệp, ở cuối dòng hoặc ở dòng ngay trên:

    # khtgdv: bỏ qua wrong-year: đúng là công nhận mô hình của năm 2025

Ghi chú ở dòng `- id:` có hiệu lực với cả dòng kế hoạch, ở dòng một khóa với giá trị của khóa, ở
một mục của danh sách với mục ấy. Nội dung viết nhiều dòng (>-) thì ghi ở dòng của khóa. Nhiều quy
tắc cách nhau bằng dấu phẩy. Phải có lý do; tên quy tắc phải đúng (unknown-rule); ghi chú không bỏ
qua được gì nữa thì phải xóa (unused-silencing).

Sai:

    - id: T10-07
      # khtgdv: bỏ qua wrong-yaer: đúng là năm 2025
      # khtgdv: bỏ qua wrong-year
      # khtgdv: bỏ qua typing-slip: tên riêng
      task: Công nhận các mô hình của năm 2025.
      lead: VP
      start: 2026-10
      due: 2026-10

Đúng:

    - id: T10-07
      # khtgdv: bỏ qua wrong-year: đúng là công nhận mô hình của năm 2025
      task: Công nhận các mô hình của năm 2025.
      lead: VP
      start: 2026-10
      due: 2026-10
"""

from __future__ import annotations

from khtgdv.text import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.layout.silencing import Silencing

_FORM = "viết # khtgdv: bỏ qua <quy tắc>: lý do"


def apply_silencing(
    findings: Iterable[Diagnostic], comments: Iterable[Silencing], rule_names: Iterable[str]
) -> list[Diagnostic]:
    """Return the findings that no comment silences, and what is wrong with the comments.

    `rule_names` are the rules that there are.
    """
    remaining = list(findings)
    rules = list(rule_names)
    comment_diagnostics: list[Diagnostic] = []
    for comment in comments:
        names = [name for name in comment.rules if name in rules]
        comment_diagnostics += _comment_diagnostics(comment, rules)
        for name in names if comment.reason else ():
            uncovered = [finding for finding in remaining if not _covers(comment, name, finding)]
            if len(uncovered) == len(remaining):
                message = f'ghi chú bỏ qua "{name}" không bỏ qua điều gì'
                comment_diagnostics.append(
                    _diagnostic_at(comment, "unused-silencing", message, "xóa ghi chú này")
                )
            remaining = uncovered
    return remaining + comment_diagnostics


def _comment_diagnostics(comment: Silencing, rules: list[str]) -> Iterator[Diagnostic]:
    if not comment.rules:
        yield _diagnostic_at(comment, "unknown-rule", "ghi chú không nói bỏ qua quy tắc nào", _FORM)
    for name in comment.rules:
        if name not in rules:
            suggestion = did_you_mean(name[:60], rules)
            hint = suggestion or "khtgdv lint --list cho biết mọi quy tắc"
            yield _diagnostic_at(comment, "unknown-rule", f'không có quy tắc "{name}"', hint)
    if comment.rules and not comment.reason:
        yield _diagnostic_at(comment, "missing-reason", "ghi chú bỏ qua thiếu lý do", _FORM)


def _covers(comment: Silencing, rule: str, finding: Diagnostic) -> bool:
    is_same_rule = comment.file.path == finding.path and finding.code == rule
    return is_same_rule and comment.first <= finding.span.line - 1 <= comment.last


def _diagnostic_at(comment: Silencing, code: str, message: str, hint: str) -> Diagnostic:
    return comment.file.make_finding(code, comment.mark, message, hint)
