"""Every rule reads a text of 30,000 letters, however odd; `python bench/growth.py` measures it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

LETTERS = 30_000


@pytest.mark.uncounted
@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("đ", None),
        ("(", "unbalanced-mark"),
        ("“", "unbalanced-mark"),
        ("; ", "punctuation"),
        ("báo cáo ", "doubled-word"),
        ("năm 2026 ", None),
        ("50 năm (", "unbalanced-mark"),
        ("Chỉ thị số 12-CT/TW ngày 01/02/2025; ", None),
    ],
)
def test_a_text_of_any_length_is_linted(
    unit: str, code: str | None, run: Run, write_plan: WritePlan
) -> None:
    text = (unit * LETTERS)[:LETTERS]
    rows = [
        {"id": "T03-01", "task": f"Việc {text}x.", "lead": "VP", "due": "2026-03"},
        {"id": "T03-02", "task": "Việc hai.", "lead": "VP", "due": "2026-03"},
    ]
    ran = run("lint", "--data", write_plan(rows), "--format", "json")
    found = {one["code"] for one in ran.json["tables"]["findings"]}
    assert ran.status in (0, 1)
    assert code is None or code in found
