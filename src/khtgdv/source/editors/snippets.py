"""What editors offer to write for a person: a new row, an extension, a cancellation, an entry.

A body is in the form of yaml-language-server: `${1:text}` is filled in, `${1|a,b|}` chosen.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from khtgdv.plan.model import Portfolio

    Snippet = dict[str, Any]


def snippets(portfolio: Portfolio) -> dict[tuple[str, str | None], list[Snippet]]:
    """Return the snippets with the year and the codes of some plans.

    They go by the kind of mapping and its key, or None for the mapping itself.
    """
    year = max((plan.year for plan in portfolio), default=2026)
    codes = dict.fromkeys(d.code for plan in portfolio for d in plan.departments)
    lead = f"|{','.join(codes)}|" if codes else ":VP"
    extension = {
        "to": f"${{1:{year}-05}}",
        "on": f"${{2:{year}-03-20}}",
        "reason": "${3:Lý do}",
        "document": "${4:Số văn bản}",
    }
    cancellation = {"on": f"${{1:{year}-03-20}}", "reason": "${2:Lý do}"}
    extension_snippets = [_snippet("Gia hạn", "Thêm một lần gia hạn", extension)]
    cancellation_snippets = [_snippet("Hủy", "Ghi ngày và lý do hủy", cancellation)]
    task = {
        "id": f"${{1:{_example_id(portfolio)}}}",
        "task": "${2:Nội dung nhiệm vụ}",
        "lead": f"${{3{lead}}}",
        "start": f"${{4:{year}-03}}",
        "due": f"${{5:{year}-03}}",
    }
    inspection = {
        "id": "${1:KT-05}",
        "content": "${2:Nội dung kiểm tra}",
        "start": f"${{3:{year}-09}}",
        "due": f"${{4:{year}-10}}",
        "due_text": f"${{5:Tháng 9, 10/{year}}}",
    }
    log_entry = {f"${{1:{year}-03}}": f"${{2:{year}-03-31}}"}
    visit = {"${1:Tên đơn vị}": f"${{2:{year}-03-31}}"}
    return {
        ("TasksFileModel", "tasks"): [_snippet("Nhiệm vụ mới", "Thêm một dòng nhiệm vụ", task)],
        ("InspectionsFileModel", "inspections"): [
            _snippet("Cuộc kiểm tra mới", "Thêm một cuộc kiểm tra, giám sát", inspection)
        ],
        ("Task", "extensions"): extension_snippets,
        ("Inspection", "extensions"): extension_snippets,
        ("Cancellation", None): cancellation_snippets,
        ("Task", "log"): [_snippet("Ghi một kỳ", "Kỳ đã làm và ngày làm xong", log_entry)],
        ("Inspection", "visits"): [_snippet("Ghi một đơn vị", "Đơn vị và ngày đã kiểm tra", visit)],
    }


def _example_id(portfolio: Portfolio) -> str:
    """Return an ID as the plans have them: of their first declared section, else of March."""
    declared = (section.code for plan in portfolio for section in plan.sections)
    code = next(declared, None)
    return f"{code}-1" if code else "T03-13"


def _snippet(label: str, description: str, body: object) -> Snippet:
    return {"label": label, "description": description, "body": body}
