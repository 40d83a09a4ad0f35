"""What a clerk probably meant, from what was written."""

from __future__ import annotations

import pytest

from khtgdv.source.load import hints
from khtgdv.source.yaml.nodes import PlacedMapping


@pytest.mark.parametrize(
    ("code", "text", "meant"),
    [
        ("invalid-period", "28/02/2026", "2026-02-28"),
        ("invalid-period", "2026-2-5", "2026-02-05"),
        ("invalid-period", "Tháng 02/2026", "2026-02"),
        ("invalid-period", "2026/3", "2026-03"),
        ("invalid-period", "Quý I/2026", "2026-Q1"),
        ("invalid-period", "quý 4 năm 2026", "2026-Q4"),
        ("invalid-period", "2026 Q2", "2026-Q2"),
        ("invalid-period", "6 tháng đầu năm 2026", "2026-H1"),
        ("invalid-period", "6 tháng cuối năm 2026", "2026-H2"),
        ("invalid-period", "9 tháng năm 2026", "2026-9M"),
        ("invalid-period", "cả năm 2026", "2026"),
        ("invalid-period", "“2026-02”", "2026-02"),
        ("invalid-date", "Ngày 5/3/2026", "2026-03-05"),
        ("invalid-date", "03-31-2026", "2026-03-31"),
        ("invalid-date", "2026-03-05 08:00", "2026-03-05"),
        ("invalid-id", "t3-1", "T03-01"),
        ("invalid-id", "T0301", "T03-01"),
        ("invalid-id", "T03–101", "T03-101"),
        ("invalid-id", "tx5", "TX-05"),
        ("invalid-number", "050 %", "50"),
        ("invalid-choice", "hàng tháng", "month"),
        ("invalid-choice", "quater", "quarter"),
    ],
)
def test_a_value_that_was_meant(code: str, text: str, meant: str) -> None:
    assert hints.value_hint(code, text) == f'có phải "{meant}"?'


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("invalid-period", "Tháng 2"),
        ("invalid-period", "2026-13"),
        ("invalid-period", "30/2/2026"),
        ("invalid-date", "hôm qua"),
        ("invalid-id", "T13-01"),
        ("invalid-id", "việc 5"),
        ("invalid-id", "T3-0"),
        ("invalid-number", "nửa"),
        ("invalid-choice", "???"),
        ("invalid-period", "1/2026" * 10),
        ("blank-text", " "),
    ],
)
def test_nothing_is_made_up(code: str, text: str) -> None:
    assert hints.value_hint(code, text) is None


def test_words_have_a_key_of_their_own() -> None:
    assert "due_text" in str(hints.value_hint("invalid-period", "Theo KH của TW"))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("chủ_trì", 'có phải "lead"?'),
        ("Hạn", 'có phải "due"?'),
        ("leed", 'có phải "lead"?'),
        ("Tình trạng", "khtgdv tự tính tình trạng; ghi started, completed hoặc cancelled"),
        ("lead:VP", 'viết "lead: VP", có một dấu cách sau dấu hai chấm'),
        ("zzzz", None),
    ],
)
def test_a_key_that_was_meant(word: str, said: str | None) -> None:
    assert hints.key_hint(word, ["id", "lead", "due"]) == said


def _braces(**values: object) -> PlacedMapping:
    mapping = PlacedMapping((None, None))
    mapping.update({name.replace("_", " "): value for name, value in values.items()})
    mapping.flow = True
    return mapping


@pytest.mark.parametrize(
    ("mapping", "meant"),
    [
        (_braces(name="Phòng A", khoa_B=None), 'name: "Phòng A, khoa B"'),
        (_braces(name="Phòng A", viện_C=None, khoa_B=None), 'name: "Phòng A, viện C, khoa B"'),
        (_braces(name="a" * 130, khoa_B=None), f'name: "{"a" * 120}…"'),
        (_braces(name="Phòng A", khoa_B="có"), None),
        (_braces(name=["Phòng A"], khoa_B=None), None),
        (_braces(khoa_B=None, name="Phòng A"), None),
        (_braces(name="Phòng A", khoa_B=None, **{f"k{n}": None for n in range(60)}), None),
    ],
)
def test_words_that_a_comma_cut_off(mapping: PlacedMapping, meant: str | None) -> None:
    hint = hints.cut_value_hint("khoa B", mapping, {"code", "name"})
    told = "dấu phẩy trong { } ngăn các khóa, đặt cả nội dung trong dấu nháy"
    assert hint == (f"{told}: {meant}" if meant else None)
    mapping.flow = False
    assert hints.cut_value_hint("khoa B", mapping, {"code", "name"}) is None
