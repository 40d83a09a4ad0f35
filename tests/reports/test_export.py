"""The folders of a dataset: one for each plan, on every system."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.plan.model import Plan
from khtgdv.reports.export import partition_folders

names = st.text(min_size=1, max_size=300) | st.sampled_from(
    ["Xã A", "xã a", "XÃ A", "Ữ" * 200, "a.", "01/KH"]
)


def plan(name: str, folder: str = "", year: int = 2026) -> Plan:
    return Plan(name=name, folder=folder, year=year, document=None)


def folders(*plans: Plan) -> list[str]:
    return list(partition_folders(plans).values())


@given(st.lists(st.tuples(names, st.sampled_from("ABC")), max_size=5, unique=True))
def test_no_two_plans_share_a_folder_on_any_system(plans: list[tuple[str, str]]) -> None:
    found = folders(*(plan(name, folder) for name, folder in plans))
    assert len({folder.casefold() for folder in found}) == len(plans)
    for folder in found:
        year, _, name = folder.partition("/")
        assert year == "year=2026"
        name = name.removeprefix("plan=")
        assert name
        assert not set('<>:"/\\|?*\0') & set(name)
        assert name[-1] not in ". "
        assert len(f"plan={name}".encode()) <= 255


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("31-KH/BTGDVTU", "31-KH%2FBTGDVTU"),
        ("xã Phú Lộc", "xã Phú Lộc"),
        ("100%=1", "100%25%3D1"),
        ("v.v.", "v.v%2E"),
    ],
)
def test_a_folder_reads_back_as_the_name(name: str, folder: str) -> None:
    assert folders(plan(name)) == [f"year=2026/plan={folder}"]
    assert unquote(folder) == name


def test_names_that_a_system_may_take_for_one_are_marked() -> None:
    one, two = folders(plan("Xã A", "1"), plan("xã a", "2"))
    assert one.startswith("year=2026/plan=Xã A~")
    assert two.startswith("year=2026/plan=xã a~")
    assert folders(plan("A", "1"), plan("a", "1", 2025)) == [
        "year=2026/plan=A",
        "year=2025/plan=a",
    ]
