"""Words by the keys that were pressed for them."""

from __future__ import annotations

import pytest

from khtgdv.keystrokes import has_same_keys


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("quas hanj", "quá hạn"), ("quahsanj", "quá hạn"), ("qua1 ha5n", "quá hạn"),
        ("hoom qua", "hôm qua"), ("baos caos", "báo cáo"), ("dduwngf", "đừng"),
        ("d9u72ng", "đừng"), ("hoafn thafnh", "hoàn thành"), ("kieemr tra", "kiểm tra"),
        ("lít", "list"), ("shơ", "show"), ("ađ", "add"), ("calendả", "calendar"),
        ("repỏt", "report"), ("ẽtend", "extend"),
    ],
)  # fmt: skip
def test_the_keys_of_a_word(typed: str, word: str) -> None:
    assert has_same_keys(typed, word)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("list", "list"), ("lits", "list"), ("qua han", "quá hạn"), ("quá hạn", "quá hạn"),
        ("huys", "hủy"), ("", "list"), ("hanj quas", "quá hạn"), ("lists", "list"),
    ],
)  # fmt: skip
def test_other_words(typed: str, word: str) -> None:
    assert not has_same_keys(typed, word)
