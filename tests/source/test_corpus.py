"""What fuzzing guided by coverage has found: each file of the corpus keeps the laws of reading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import fuzz_laws, guided_inside

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_read_by_the_laws(path: Path) -> None:
    guided_inside.check(path.read_bytes())


def test_a_broken_law_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_laws, "CONTROL_CHARACTERS", re.compile("lỗi"))
    with pytest.raises(AssertionError, match="terminal"):
        guided_inside.check(b"tasks: x")
