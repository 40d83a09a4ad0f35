"""The plans told from a list of files are those that a walk down the folders finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.errors import UsageError
from khtgdv.source.find import find_plans
from khtgdv.spark.listing import Listing, folder_tasks, search_listings

if TYPE_CHECKING:
    from pathlib import Path

TREES = [
    ["tasks_2026.yaml"],
    ["a/plan_2026.yaml", "a/tasks_2025.yaml", "a/b/tasks_2026.yaml"],
    ["a/x/tasks_2026.yaml", "b/x/tasks_2026.yaml", "b/tasks 2026.yml", "c/inspections_2026.yaml"],
    ["1/2/3/4/5/6/tasks_2026.yaml", "1/2/3/4/5/6/7/8/tasks_2026.yaml", "Bản sao tasks_2026.yaml"],
    [f"xã {n}/tasks_2026.yaml" for n in range(30)],
]


def show(path: Path) -> str:
    return f"~/{path}"


@pytest.mark.parametrize("tree", TREES)
def test_a_list_says_what_a_walk_says(tree: list[str], tmp_path: Path) -> None:
    for name in tree:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    walked = find_plans((tmp_path,), None, tmp_path)
    listing = Listing(str(tmp_path), f"file:{tmp_path}", [(name, 0) for name in reversed(tree)])
    listed = search_listings([listing], str)
    assert listed == walked


def test_an_address_is_shown_as_it_is() -> None:
    listings = [
        Listing(root, address, [("xã/tasks_2026.yaml", 7), ("xã/plan 2026.yml", 1)])
        for root, address in (("s3a://kho/a", "s3a://kho/a"), ("b", "file:/c/b"))
    ]
    search = search_listings(listings, show)
    assert [place.path for place in search.folders] == ["s3a://kho/a/xã", "b/xã"]
    assert [place.name for place in search.folders] == ["s3a://kho/a/xã", "b/xã"]
    assert [f.path for f in search.findings] == [
        "s3a://kho/a/xã/plan 2026.yml",
        "~/b/xã/plan 2026.yml",
    ]
    one, other = folder_tasks(search, listings, lambda place: place.years, show)
    assert (one.shown, other.shown) == ("s3a://kho/a/xã", "~/b/xã")
    assert (one.address, other.address) == ("s3a://kho/a/xã", "file:/c/b/xã")
    assert one.files == {"tasks_2026.yaml": 7}
    assert one.partitions != other.partitions
    assert one.partitions.keys() == {2026}


def test_a_folder_below_two_roots_is_one_plan() -> None:
    inner = Listing("a/xã", "file:/a/xã", [("tasks_2026.yaml", 7)])
    outer = Listing("/a", "file:/a", [("xã/tasks_2026.yaml", 7)])
    search = search_listings([inner, outer], str)
    assert [place.path for place in search.folders] == ["/a/xã"]


@pytest.mark.parametrize(
    ("root", "address"),
    [("hdfs://", "hdfs://may:8020/"), ("s3a://kho", "s3a://kho/"), ("/", "file:/")],
)
def test_a_whole_storage_may_be_the_root(root: str, address: str) -> None:
    listing = Listing(root, address, [("xã/tasks_2026.yaml", 7)])
    [task] = folder_tasks(search_listings([listing], str), [listing], lambda _: (2026,), str)
    assert task.shown in {f"{root}/xã", "/xã"}
    assert task.address == f"{address}xã"


def test_a_root_without_a_plan_is_refused() -> None:
    with pytest.raises(UsageError, match="Không có kế hoạch nào trong s3a://kho"):
        search_listings([Listing("s3a://kho", "s3a://kho/", [("a/b.txt", 1)])], show)
