"""Words of a value in its file: whatever its style, each letter is found where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.checks.positions import PositionFinder
from khtgdv.source.load.result import RowSource
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.nodes import MappingNode, ScalarNode
from khtgdv.source.yaml.parser import parse_root

TEXT = 'Báo cáo "DLXH", Nhân dân: it\'s được — số 12-QĐ/TU'
STYLES = {
    "plain": "a: Báo cáo “DLXH” về\n  tình hình\n\n  mới\n",
    "single": "a: 'Báo cáo ''DLXH'' về\n  tình hình\n\n  mới'\n",
    "double": 'a: "Báo cáo \\"DLXH\\" v\\u1EC1\\n\n  t\\xECnh hình\\\n  \\ \\tm\\U00001edbi"\n',
    "folded": "a: >-\n  Báo cáo “DLXH” về\n  tình hình\n\n  mới\n",
    "literal": "a: |\n  Báo cáo “DLXH” về\n    tình hình\n\n  mới\n",
    "flow": "{a: [x, Báo cáo “DLXH” về\n  tình hình mới]}\n",
}


def value_of(text: str) -> tuple[SourceFile, ScalarNode]:
    file = SourceFile("a.yaml", text)
    root, _ = parse_root(file)
    assert isinstance(root, MappingNode)
    found = root["a"]
    scalar = found if isinstance(found, ScalarNode) else found[1]
    assert isinstance(scalar, ScalarNode)
    return file, scalar


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_letter_is_found(style: str, line_end: str) -> None:
    file, scalar = value_of(STYLES[style].replace("\n", line_end))
    for at, char in enumerate(scalar):
        mark = PositionFinder().mark_in_scalar(file.lines, scalar, at, at + 1)
        if not char.isspace():
            here = file.lines[mark.line][mark.column]
            assert here == char or (here == "\\" and style == "double")


@pytest.mark.parametrize("style", STYLES)
def test_words_over_a_line_break(style: str) -> None:
    file, scalar = value_of(STYLES[style])
    start = scalar.index("tình")
    mark = PositionFinder().mark_in_scalar(file.lines, scalar, start, start + len("tình hình"))
    assert mark.line == mark.end_line
    assert file.lines[mark.line][mark.column :].startswith(("tình hình", "t\\xECnh hình"))


@given(st.text(alphabet="ab ăđ'\"\\:#“”,\n", min_size=1, max_size=40), st.data())
def test_any_text_in_double_quotes(text: str, data: st.DataObject) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    file, scalar = value_of(f'a: "{escaped}"\n')
    assert scalar == text
    solid = [at for at, char in enumerate(text) if not char.isspace()]
    if solid:
        at = data.draw(st.sampled_from(solid))
        mark = PositionFinder().mark_in_scalar(file.lines, scalar, at, at + 1)
        assert file.lines[0][mark.column] in {text[at], "\\"}
        assert mark.column == 4 + len(
            text[:at].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        )


def test_what_is_no_text_has_its_brackets_place_or_its_keys() -> None:
    file = SourceFile("a.yaml", "a: 1\nb: [x]\nc:\n- x\n")
    root, _ = parse_root(file)
    assert isinstance(root, MappingNode)
    source = RowSource(file, None, root)
    assert PositionFinder().mark_in_row(source, ("b",)) == (1, 3, 1, 6)
    assert PositionFinder().mark_in_row(source, ("b",), 0, 1) == (1, 3, 1, 6)
    assert PositionFinder().mark_in_row(source, ("c",)) == (2, 0, 2, 1)
    assert PositionFinder().mark_in_row(source, ("a",)) == (0, 3, 0, 4)
    assert PositionFinder().mark_in_row(source, ("zzz",)) == root.mark


def test_keys_that_are_no_merge_keys_stand_where_they_stand() -> None:
    file = SourceFile("tệp", '"<<": a\n? |\n  b\n: c\n')
    root, _ = parse_root(file)
    assert isinstance(root, MappingNode)
    assert root == {"<<": "a", "b\n": "c"}
    assert [root.key_mark(key) for key in root] == [(0, 0, 0, 4), (1, 2, 3, 0)]
    assert not file.findings
