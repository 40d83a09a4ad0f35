"""The kinds of value in a plan's files, and why others are refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.fields import FieldError, TextParser
from khtgdv.plan.ids import INSPECTION_ID_PATTERN, SECTION_CODE_PATTERN, TASK_ID_PATTERN
from khtgdv.plan.values import (
    PERIOD_KINDS,
    choice_parser,
    integer_parser,
    parse_code,
    parse_mail_address,
    parse_name,
    parse_section_code,
    parse_text,
    row_id_parser,
)

TASK = row_id_parser(TASK_ID_PATTERN, "viết T03-12")
INSPECTION = row_id_parser(INSPECTION_ID_PATTERN, "viết KT-02")


def code_of(marker: TextParser, text: str) -> str:
    with pytest.raises(FieldError) as caught:
        marker.parse(text)
    assert caught.value.hint
    return caught.value.code


@pytest.mark.parametrize(
    "text",
    ["T01-01", "T12-12", "TX-38", "T03-100", "I-1", "II-12a", "III-2.1", "1-1.1", "NV-12", "NV-03",
     "Đ-4đ", "A.I-2", "B2-7"],
)  # fmt: skip
def test_ids_of_tasks(text: str) -> None:
    assert TASK.parse(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "t01-01",
        "T00-01",
        "T13-01",
        "T1-01",
        "T01-1",
        "T01-001",
        "T03-00",
        "TX01",
        "KT-01",
        "T01-01 ",
        "TX-1",
        "T-1",
        "I.1",
        "I-",
        "I-0",
        "I-1A",
        "i-1",
        "1E-1",
        "I-II-1",
        "I-1.",
        "12",
        "",
    ],
)
def test_other_forms_are_no_id_of_a_task(text: str) -> None:
    assert code_of(TASK, text) == "invalid-id"


@pytest.mark.parametrize("text", ["I", "XIV", "A", "Đ", "1", "12", "1.1", "A.I", "MT2", "TXA"])
def test_codes_of_sections(text: str) -> None:
    assert parse_section_code(text) == text


@pytest.mark.parametrize("text", ["i", "I.", "01", "", "I-1", "Mục I", "1a", "T01", "T1", "T", "TX",
                                  "KT", "NV"])  # fmt: skip
def test_other_forms_and_what_needs_no_declaration_are_no_code(text: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_section_code(text)
    assert caught.value.code == "invalid-id"
    assert caught.value.hint


@given(st.text(st.sampled_from("TXKNVIĐ012."), max_size=5))
def test_the_schema_takes_the_codes_that_the_reader_takes(text: str) -> None:
    try:
        taken = parse_section_code(text) == text
    except FieldError:
        taken = False
    assert taken == bool(re.search(f"^{SECTION_CODE_PATTERN}$", text))


@pytest.mark.parametrize("text", ["KT-1", "KT01", "TX-01", "kt-01"])
def test_other_forms_are_no_id_of_an_inspection(text: str) -> None:
    assert INSPECTION.parse("KT-01") == "KT-01"
    assert code_of(INSPECTION, text) == "invalid-id"


@given(st.text(st.sampled_from("TXKIĐta0123456789-."), max_size=7))
def test_the_schema_takes_the_ids_that_the_reader_takes(text: str) -> None:
    pattern = TASK.schema["pattern"]
    if re.search(pattern, text):
        assert TASK.parse(text) == text
    else:
        assert code_of(TASK, text) == "invalid-id"


@pytest.mark.parametrize("text", ["TT-TH", "VP", "DVCCQNN", "P7"])
def test_codes_of_departments(text: str) -> None:
    assert parse_code(text) == text


@pytest.mark.parametrize("text", ["tt-th", "TT TH", "ĐT-CH", "-VP", "VP-", "TT--TH", ""])
def test_other_forms_are_no_code(text: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_code(text)
    assert caught.value.code == "invalid-id"


@pytest.mark.parametrize("read", [parse_text, parse_name])
def test_texts_keep_their_line_breaks(read: type[str]) -> None:
    assert read("- một;\n- hai") == "- một;\n- hai"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank-text"),
        (" \n\t", "blank-text"),
        ("a\x1b[31m", "control-character"),
        ("a\u202eb", "control-character"),
        ("a\u200bb", "control-character"),
        ("a\ufffdb", "control-character"),
    ],
)
def test_blank_and_unsafe_texts_are_refused(text: str, code: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_text(text)
    assert caught.value.code == code
    assert "\x1b" not in caught.value.message


@given(st.integers(0, 100))
def test_numbers_in_their_bounds(value: int) -> None:
    assert integer_parser(0, 100).parse(str(value)) == value


@pytest.mark.parametrize(
    "text", ["-1", "101", "08", "1_0", "8.0", "1e1", "+5", "٣", " 5", "", "99999999999999"]
)
def test_other_numbers_are_refused(text: str) -> None:
    assert code_of(integer_parser(0, 100), text) == "invalid-number"


def test_a_choice_names_all_of_them_when_it_is_refused() -> None:
    marker = choice_parser(*PERIOD_KINDS)
    assert marker.parse("half-year") == "half-year"
    with pytest.raises(FieldError) as caught:
        marker.parse("Month")
    assert caught.value.code == "invalid-choice"
    assert caught.value.hint == f"chọn một trong: {', '.join(PERIOD_KINDS)}"


@pytest.mark.parametrize("text", ["vp@haiphong.gov.vn", "a.b-c_d+e@x.vn", "a@b-c.d.vn"])
def test_mail_addresses(text: str) -> None:
    assert parse_mail_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "vp", "vp@", "@x.vn", "vp@x", "vp@x.", "vp@.vn", "a b@x.vn", "a..b@x.vn", ".a@x.vn",
        "văn@x.vn", "a@x.vn, b@x.vn", "A <a@x.vn>", "a@x.vn\nBcc: b@x.vn", "a@-x.vn", "a@x-.vn",
    ],
)  # fmt: skip
def test_what_is_no_mail_address(text: str) -> None:
    assert code_of(TextParser(parse_mail_address), text) == "invalid-address"


@pytest.mark.parametrize(
    "text", ["a" * 10**5, "a." * 10**5, f"a@{'b-' * 10**5}", f"a@{'b.' * 10**5}"]
)
def test_a_long_text_is_refused_at_once(text: str) -> None:
    assert code_of(TextParser(parse_mail_address), text) == "invalid-address"
