"""Places as Spark calls them: an address survives being taken for a path."""

from __future__ import annotations

from pathlib import Path

import pytest

from khtgdv.spark.addresses import address, address_of, place_of

HERE = Path.cwd().as_posix()


@pytest.mark.parametrize(
    ("typed", "place", "whole"),
    [
        ("s3a://kho/kế hoạch", "s3a://kho/kế hoạch", "s3a://kho/kế hoạch"),
        ("s3a://kho", "s3a://kho", "s3a://kho/"),
        ("s3a://kho/", "s3a://kho", "s3a://kho/"),
        ("s3a://kho//a/./b/../c/", "s3a://kho/a/c", "s3a://kho/a/c"),
        ("hdfs://may-chu:8020/a/b", "hdfs://may-chu:8020/a/b", "hdfs://may-chu:8020/a/b"),
        ("hdfs:///a/b", "hdfs:///a/b", "hdfs:///a/b"),
        ("hdfs:/a", "hdfs:///a", "hdfs:///a"),
        ("hdfs:///", "hdfs://", "hdfs:///"),
        ("abfss://c@kho.dfs.core.windows.net/a", "abfss://c@kho.dfs.core.windows.net/a", ""),
        ("file:///a/đơn vị", "/a/đơn vị", "file:/a/đơn vị"),
        ("FILE:/a", "/a", "file:/a"),
        ("/a/đơn vị/../b", "/a/đơn vị/../b", "file:/a/b"),
        ("//a/b", "//a/b", "file:/a/b"),
        ("/", "/", "file:/"),
        ("a/b", "a/b", f"file:{HERE}/a/b"),
        ("a:b", "a:b", f"file:{HERE}/a:b"),
        ("Mục 1:/b", "Mục 1:/b", f"file:{HERE}/Mục 1:/b"),
    ],
)
def test_what_was_typed_becomes_an_address(typed: str, place: str, whole: str) -> None:
    path = address(typed) or Path(typed)
    assert str(path) == typed
    assert place_of(path) == place
    assert address_of(place) == (whole or place)


def test_a_path_made_of_an_address_is_a_path() -> None:
    path = address("s3a://kho/a/b.csv")
    assert path is not None
    assert (path.name, path.suffix, path.is_dir()) == ("b.csv", ".csv", False)
    assert str(path.parent) == str(Path("s3a:/kho/a"))
