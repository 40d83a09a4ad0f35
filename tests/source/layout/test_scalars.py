"""Texts as YAML: whatever reads them, and between whatever brackets, gets the same text back."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.source.layout.scalars import folded_lines, literal_lines, quote, scalar_text

WORDS = st.sampled_from(
    ["a", "ấ", "2026", "-", "- ", "#", " #", ": ", ":", ",", "'", '"', "\\", "[", "}", "\n", "\t",
     " ", "  ", "yes", "no", "~", "null", "1:30", "08", "0x1f", "1e3", ".inf", "=", "<<", "!", "&",
     "*", "|", ">", "%", "@", "`", "?", "...", "---", "\x1b", "\u202e", "\x85", "\ufeff", "\u2028",
     "1_000", "2026-03-31", "+1", "on", "Y"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=6).map("".join) | st.text(max_size=12)
BLOCKS = st.lists(
    st.sampled_from(["một", "hai ba", "  ", " ", "\n", "#", "- ", "dài " * 12, "\t", ": "]),
    max_size=12,
).map("".join)


def read(text: str) -> object:
    """Read as YAML 1.1 does, which sees most things other than texts."""
    return yaml.safe_load(text)


@given(TEXTS)
def test_a_text_comes_back_as_text(text: str) -> None:
    assert read(f"k: {scalar_text(text)}\n") == {"k": text}
    assert read(f"[{scalar_text(text, flow=True)}, x]\n") == [text, "x"]
    assert read(f"- {quote(text)}\n") == [text]


def test_dates_and_numbers_of_the_model_stay_plain() -> None:
    assert [scalar_text(text, typed=True) for text in ("2026-03-31", "60", "2026-03", "no")] == [
        "2026-03-31", "60", "2026-03", '"no"',
    ]  # fmt: skip
    assert scalar_text("2026-03-31") == '"2026-03-31"'


@given(BLOCKS, st.integers(5, 40))
def test_blocks_of_text_come_back_or_are_refused(text: str, width: int) -> None:
    for mark, lines in ((">-", folded_lines(text, width)), ("|-", literal_lines(text))):
        if lines is not None:
            block = "\n".join(f"  {line}" if line else "" for line in lines)
            assert read(f"k: {mark}\n{block}\nend: 1\n") == {"k": text, "end": 1}


def test_what_blocks_can_hold() -> None:
    assert folded_lines("một hai ba", 7) == ["một hai", "ba"]
    assert folded_lines("một\nhai", 40) == ["một", "", "hai"]
    assert folded_lines("một  hai", 3) == ["một  hai"]
    assert literal_lines("một\n\n  hai") == ["một", "", "  hai"]
    assert [literal_lines(text) for text in (" đầu", "a\n \nb", "a\tb", "a\n")] == [None] * 4
    assert [folded_lines(text, 9) for text in ("", " ", "a\n b", "a \nb")] == [None] * 4
