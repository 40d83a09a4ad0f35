"""`validate`, `lint`: in a line or two how many findings there are; most runs say no more."""

from __future__ import annotations

from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.diagnostics import Diagnostic


def validation_summary(
    findings: Iterable[Diagnostic], usable: int, left_out: int, files: int, *, strict: bool
) -> str:
    """Return in one line how many findings there are, and how much of the plan is usable.

    Where there are warnings it says what they mean for the exit status.
    """
    diagnostics = list(findings)
    errors = sum(finding.level == "error" for finding in diagnostics)
    rows = f"{usable} trên {usable + left_out} dòng kế hoạch dùng được"
    if not diagnostics:
        return f"Không có lỗi: {files} tệp, {rows}"
    paths = len({finding.path for finding in diagnostics})
    if len(diagnostics) == errors:
        return f"{errors} lỗi trong {paths} tệp, {rows}"
    meaning = _exit_status_words(errors, strict=strict)
    return (
        f"{errors} lỗi, {len(diagnostics) - errors} cảnh báo trong {paths} tệp, {rows} · {meaning}"
    )


def _exit_status_words(errors: int, *, strict: bool) -> str:
    if strict:
        return "mã kết thúc 1: với --strict, cảnh báo cũng tính như lỗi"
    if errors:
        return "mã kết thúc 1 vì có lỗi; cảnh báo chỉ tính khi thêm --strict"
    return "mã kết thúc 0: cảnh báo không phải là lỗi (muốn tính như lỗi thì thêm --strict)"


def lint_summary(findings: Iterable[Diagnostic], rules: int) -> str:
    """Return in two lines how many findings of lint there are, in all and by rule."""
    diagnostics = list(findings)
    if not diagnostics:
        return f"Không thấy gì phải sửa theo {rules} quy tắc"
    paths = len({finding.path for finding in diagnostics})
    counts = Counter(finding.rule_name for finding in diagnostics)
    by_rule = " · ".join(f"{rule} {count}" for rule, count in counts.most_common())
    return f"{len(diagnostics)} chỗ cần xem trong {paths} tệp: {by_rule}"
