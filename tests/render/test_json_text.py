from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import parse_period
from khtgdv.render.formats import RenderOptions
from khtgdv.render.json_text import escape_json, render

if TYPE_CHECKING:
    from khtgdv.document.document import Value
    from tests.render.conftest import MakeDocument, MakeTable


def test_the_frame(document: MakeDocument, table: MakeTable) -> None:
    made = document(table(name="a"), table({"id": "T1"}, name="b"), filter={"id": ("T1",)})
    assert json.loads(render(made, RenderOptions())) == {
        "schema": "khtgdv/1",
        "report": "thu",
        "position": {"as_of": "2026-03-31", "closed": True, "forecast": False},
        "plan": ["01-KH/THU"],
        "filter": {"id": ["T1"]},
        "tables": {"a": [], "b": [{"id": "T1"}]},
    }


def test_values(document: MakeDocument, table: MakeTable) -> None:
    row: dict[str, Value] = {
        "date": date(2026, 3, 1), "period": parse_period("2026-9M"), "none": None, "yes": True,
        "list": ("a", date(2026, 1, 1)), "map": {"to": parse_period("2026-03")}, "share": 0.5,
        "text": "Ký \x1b[31m\u202e“kết”\ud800\U000e0041",
    }  # fmt: skip
    written = render(document(table(row)), RenderOptions()).decode()
    (read,) = json.loads(written)["tables"]["t"]
    assert read == {
        "date": "2026-03-01", "period": "2026-9M", "none": None, "yes": True,
        "list": ["a", "2026-01-01"], "map": {"to": "2026-03"}, "share": 0.5,
        "text": "Ký \x1b[31m\u202e“kết”\ud800\U000e0041",
    }  # fmt: skip
    assert r"\u001b[31m\u202e“kết”" in written
    assert written.endswith("}\n")


def test_rows_stay_whole_whatever_columns_were_chosen(
    document: MakeDocument, table: MakeTable
) -> None:
    made = table({"id": 1, "a": "x", "b": "y"}, choice=("b", "id"))
    assert json.loads(render(document(made), RenderOptions()))["tables"]["t"] == [
        {"id": 1, "a": "x", "b": "y"}
    ]


@given(
    texts=st.lists(st.text() | st.text('ab"\\\n\t\x00\x1f đ'), min_size=1),
    numbers=st.lists(
        st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
    ),
)
def test_values_are_written_as_the_standard_writes_them(
    texts: list[str], numbers: list[float], document: MakeDocument, table: MakeTable
) -> None:
    row: dict[str, Value] = {text: text for text in texts} | {"numbers": tuple(numbers)}
    plain = {key: list(numbers) if key == "numbers" else value for key, value in row.items()}
    written = render(document(table(row)), RenderOptions()).decode()
    standard = json.dumps({"a": [plain]}, ensure_ascii=False, indent=2).split("\n", 2)[2]
    lines = [
        line.lstrip()
        for line in escape_json(standard).encode("utf-8", "backslashreplace").decode().split("\n")
    ]
    assert "\n".join(lines[:-2]) in "\n".join(line.lstrip() for line in written.split("\n"))
