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

from typing import TYPE_CHECKING

from khtgdv.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.layout.silencing import Silencing

_FORM = "viết # khtgdv: bỏ qua <quy tắc>: lý do"


def silenced(
    findings: Iterable[Diagnostic], comments: Iterable[Silencing], known: Iterable[str]
) -> list[Diagnostic]:
    """Return the findings that no comment silences, and what is wrong with the comments.

    `known` are the rules that there are.
    """
    left = list(findings)
    rules = list(known)
    told: list[Diagnostic] = []
    for comment in comments:
        names = [name for name in comment.rules if name in rules]
        told += _malformed(comment, rules)
        for name in names if comment.reason else ():
            kept = [finding for finding in left if not _covers(comment, name, finding)]
            if len(kept) == len(left):
                message = f'ghi chú bỏ qua "{name}" không bỏ qua điều gì'
                told.append(_about(comment, "unused-silencing", message, "xóa ghi chú này"))
            left = kept
    return left + told


def _malformed(comment: Silencing, rules: list[str]) -> Iterator[Diagnostic]:
    if not comment.rules:
        yield _about(comment, "unknown-rule", "ghi chú không nói bỏ qua quy tắc nào", _FORM)
    for name in comment.rules:
        if name not in rules:
            near = did_you_mean(name[:60], rules)
            hint = near or "khtgdv lint --list cho biết mọi quy tắc"
            yield _about(comment, "unknown-rule", f'không có quy tắc "{name}"', hint)
    if comment.rules and not comment.reason:
        yield _about(comment, "missing-reason", "ghi chú bỏ qua thiếu lý do", _FORM)


def _covers(comment: Silencing, rule: str, finding: Diagnostic) -> bool:
    here = comment.file.path == finding.path and finding.code == rule
    return here and comment.first <= finding.span.line - 1 <= comment.last


def _about(comment: Silencing, code: str, message: str, hint: str) -> Diagnostic:
    return comment.file.finding(code, comment.mark, message, hint)
