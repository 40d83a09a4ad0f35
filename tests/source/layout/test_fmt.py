"""Single cases of the one layout; its laws are in `test_layout_laws`."""

from __future__ import annotations

import pytest

from khtgdv.source.layout.fmt import NotFormattedError, format_text


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        ("tasks:\n- id: A\n  result:   # vì sao\n", "tasks:\n  - id: A\n    result: # vì sao\n"),
        (
            "tasks:\n- id: A\n  notes:\n  - null\n  - b\n",
            "tasks:\n  - id: A\n    notes:\n      - null\n      - b\n",
        ),
    ],
)
def test_what_has_no_value_stays_so(text: str, laid_out: str) -> None:
    assert format_text(text, "a.yaml") == laid_out


def test_what_cannot_be_laid_out_for_certain_stays_as_it_is() -> None:
    with pytest.raises(NotFormattedError) as caught:
        format_text("tasks:\n- id: A\n  notes: [~, a]\n", "a.yaml")
    said = "a.yaml: khtgdv không sắp lại được mà giữ nguyên nội dung; tệp giữ nguyên."
    assert str(caught.value) == said


def test_a_comment_stays_with_the_one_before_it() -> None:
    text = (
        "tasks:\n  - id: A\n    notes:\n      - a\n      # một\n        # hai\n"
        "    # ba\n    # bốn\n    task: b\n  - id: B\n"
    )
    laid_out = format_text(text, "a.yaml")
    assert [line.strip() for line in laid_out.split("\n") if "#" in line] == [
        "# ba", "# bốn", "# một", "# hai",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "laid_out"),
    [
        ("coordinating: [VP,\n    TT] # c", ["coordinating: [VP, TT] # c"]),
        ("notes:\n  - [a, # c\n     b]", ["notes:", "- - a # c", "- b"]),
    ],
)
def test_a_comment_stays_beside_what_it_speaks_of(value: str, laid_out: list[str]) -> None:
    lines = format_text(f"tasks:\n- id: A\n  {value}\n", "a.yaml").splitlines()
    assert [line.strip() for line in lines[2:]] == laid_out


def test_a_text_that_cannot_be_read_in_full_is_refused() -> None:
    with pytest.raises(NotFormattedError, match="chưa sắp được vì tệp có lỗi") as caught:
        format_text("tasks: [\n", "tệp.yaml")
    assert caught.value.findings
