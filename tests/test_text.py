"""Folding for search, the order of a Vietnamese dictionary, what may be shown on a terminal."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.text import (
    UNSAFE_CHARACTER,
    closest_match,
    collation_key,
    contains,
    escape_unsafe,
    fold,
    has_unsafe,
    name_key,
    nfc,
    one_line,
    replace_unsafe,
    sentence_case,
)

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
words = st.text(st.sampled_from(LETTERS + LETTERS.upper() + " -–,0123456789"), max_size=30)


@given(words)
def test_composition_and_case_make_no_difference_to_search(text: str) -> None:
    folded = fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(text.upper()) == fold(text.lower()) == folded
    assert fold(folded) == folded
    assert folded.isascii()


@given(st.text())
def test_composition_makes_no_difference_in_any_script(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đề án", "de an"),
        ("ủy viên", "uỷ viên"),
        ("hòa bình", "hoà bình"),
        ("ÐẢNG", "đảng"),  # U+00D0, which old keyboards wrote for Đ
        ("2025 – 2030", "2025 - 2030"),
        ("“Dân vận khéo”", '"dan van kheo"'),
        ("Phòng\u00a0TT", "phong tt"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_key_has_letters_and_digits_only() -> None:
    assert name_key("Phòng KG, VH - VN") == "phongkgvhvn"
    assert name_key("Đoàn thể & Các hội") == "doanthecachoi"
    assert name_key(" -;. ") == ""


@pytest.mark.parametrize("query", ["bao cao dlxh", "Báo cáo DLXH", "DLXH tuan", "", "  "])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_text_contains_every_word_of_a_query(query: str, form: str) -> None:
    text = "Báo cáo tình hình DLXH hằng tuần."
    decomposed = {"NFC": query, "NFD": unicodedata.normalize("NFD", query)}[form]
    assert contains(text, decomposed)


def test_a_text_without_one_of_the_words_does_not_match() -> None:
    assert not contains("Báo cáo tình hình DLXH hằng tuần.", "báo cáo tháng")


def test_the_nearest_word_is_found_across_accents_and_none_when_none_is_near() -> None:
    assert closest_match("qua han", ["hoàn thành", "quá hạn"]) == "quá hạn"
    assert closest_match("T03-16", ["T03-15", "TX-01"]) == "T03-15"
    assert closest_match("xyz", ["hoàn thành", "quá hạn"]) is None
    assert closest_match("xyz", []) is None


HIDDEN_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
HIDDEN = "\u00ad\u034f\u061c\u115f\u180e\u200b\u200e\u202e\u2060\u2066\u206f\u3164\ufeff\U000e0041"


@given(
    st.text(st.characters(categories=("Cc", "Cs", "Cf", "Zl", "Zp", "L")) | st.sampled_from(HIDDEN))
)
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    shown = escape_unsafe(text)
    for char in shown.replace("\t", "").replace("\n", ""):
        assert unicodedata.category(char) not in HIDDEN_CATEGORIES
        assert unicodedata.bidirectional(char) not in {
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        }  # fmt: skip
        assert char not in HIDDEN


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mđỏ", r"\x1b[31mđỏ"),
        ("a\u202eb", r"a\u202eb"),
        ("a\rb\x00\x85", r"a\x0db\x00\x85"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800", r"\ud800"),
        ("hai\ndòng\tvà TAB", "hai\ndòng\tvà TAB"),
    ],
)
def test_unsafe_characters_are_spelt_out(text: str, shown: str) -> None:
    assert escape_unsafe(text) == shown


def test_one_line_has_single_blanks() -> None:
    assert one_line(" - một;\n -  hai\t\x1b ") == r"- một; - hai \x1b"


# As a dictionary has them: by syllables, their letters before their tones (không, huyền, hỏi,
# ngã, sắc, nặng).
DICTIONARY = [
    "1 tháng", "10", "a", "à", "ả", "ã", "á", "ạ", "an", "ăn", "ân", "ba", "ba mươi", "bà",
    "bà con", "bả", "bã", "bá", "bạ", "bạc", "ban", "Bàn", "bản", "băng", "bâng", "c", "da", "đa",
    "đề án", "em", "êm", "o", "ô", "ơ", "phòng", "tu", "tù", "tủ", "tư", "từ", "từ chức", "tử",
    "uy", "ủy", "vui", "xa", "ý",
]  # fmt: skip


@given(st.permutations(DICTIONARY), st.sampled_from(["NFC", "NFD"]))
def test_words_sort_as_a_dictionary_has_them(
    shuffled: list[str], form: Literal["NFC", "NFD"]
) -> None:
    keys = {word: collation_key(unicodedata.normalize(form, word)) for word in shuffled}
    assert sorted(shuffled, key=keys.__getitem__) == DICTIONARY


def test_the_alphabet_knows_no_case_and_the_old_letter_of_dang() -> None:
    assert collation_key("ÐẢNG bộ") == collation_key("Đảng Bộ")


@given(st.text())
def test_any_text_can_be_sorted(text: str) -> None:
    assert collation_key(text) == collation_key(f" {text} ")


def test_a_tone_without_a_letter_is_no_letter() -> None:
    assert collation_key("\u0301b") < collation_key("\u0301b c")
    assert [letters for letters, _ in collation_key("\u0301")] == [()]


def test_advice_is_a_sentence_and_a_command_stays_as_it_is_typed() -> None:
    assert sentence_case("đổi tên tệp") == "Đổi tên tệp"
    assert sentence_case("khtgdv --help cho biết mọi lệnh") == "khtgdv --help cho biết mọi lệnh"
    assert sentence_case("") == ""


def test_a_character_is_unsafe_by_the_pattern_alone() -> None:
    """What spares most texts the pattern spares none that it finds."""
    everything = map(chr, range(sys.maxunicode + 1))
    unsafe = re.compile(UNSAFE_CHARACTER)
    assert [c for c in everything if has_unsafe(c) != bool(unsafe.match(c))] == []


def test_each_unsafe_character_is_replaced() -> None:
    assert replace_unsafe("a\x1bb\u3164c\n", "<{}>".format) == "a<\x1b>b<\u3164>c\n"
    assert replace_unsafe("chữ", "<{}>".format) == "chữ"
