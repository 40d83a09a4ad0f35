"""Places as Spark calls them: an address survives being taken for a path."""

from __future__ import annotations

from pathlib import Path

import pytest

from khtgdv.spark.addresses import address_of, as_typed


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("s3a://kho/kế hoạch", "s3a://kho/kế hoạch"),
        ("hdfs://may-chu:8020/a/b", "hdfs://may-chu:8020/a/b"),
        ("file:///a/b", "file:/a/b"),
        ("/a/đơn vị/../b", "file:/a/b"),
        ("a/b", f"file:{Path.cwd().as_posix()}/a/b"),
        ("a:b", f"file:{Path.cwd().as_posix()}/a:b"),
    ],
)
def test_what_was_typed_becomes_an_address(typed: str, address: str) -> None:
    assert address_of(as_typed(Path(typed))) == address
