"""Two branches that each add a row: how a conflict or two rows of one ID are explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.source.text.new_rows import added_rows_hint, are_other_texts

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

HEAD = "tasks:\n  - id: T09-01\n    task: Việc cũ.\n    lead: VP\n  - id: T10-01\n"
MINE = "    task: >-\n      Kiểm kê tài sản.\n    lead: KT\n"
THEIRS = "    task: >-\n      Rà soát quy chế.\n    lead: VP\n"
ADVICE = (
    "hai việc khác nhau cùng mã T10-01 (“Kiểm kê tài sản.” và “Rà soát quy chế.”): giữ cả hai, "
    "việc thứ hai đổi thành T10-0{}"
)


def hint(text: str) -> str | None:
    lines = text.split("\n")
    return added_rows_hint(lines, [n for n, line in enumerate(lines) if line[:7] in MARKS])


WHOLE = (
    f"tasks:\n<<<<<<< HEAD\n  - id: T10-01\n{MINE}||||||| goc\n=======\n"
    f"  - id: T10-01\n{THEIRS}>>>>>>> lan\n"
)
MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"{HEAD}<<<<<<< HEAD\n{MINE}=======\n{THEIRS}>>>>>>> lan\n", 2),
        (  # the line that opens the text is common to both
            HEAD + "    task: >-\n<<<<<<< HEAD\n      Kiểm kê tài sản.\n=======\n"
            "      Rà soát quy chế.\n>>>>>>> lan\n    lead: VP\n",
            2,
        ),
        (  # each side with the whole row, as git writes it with what stood before
            WHOLE + "  - id: T10-07\n",
            8,
        ),
        (f"{HEAD}<<<<<<< HEAD\n    task: 'Kiểm kê tài sản.'\n=======\n{THEIRS}>>>>>>> lan\n", 2),
    ],
)
def test_both_are_kept(text: str, number: int) -> None:
    assert hint(text) == ADVICE.format(number)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}    task: Một.\n<<<<<<< a\n    due: 2026-10\n=======\n    lead: KT\n>>>>>>> x\n",
        f"{HEAD}<<<<<<< HEAD\n    lead: VP\n=======\n    due: 2026-11\n>>>>>>> x\n",
        f"{HEAD}<<<<<<< HEAD\n{MINE}||||||| goc\n    task: Cũ.\n=======\n{THEIRS}>>>>>>> x\n",
        "tasks:\n<<<<<<< HEAD\n  - id: T10-01\n" + MINE + "=======\n  - id: T10-02\n" + THEIRS
        + ">>>>>>> x\n",
        f"<<<<<<< HEAD\n{MINE}=======\n{THEIRS}>>>>>>> x\n",
        f"{HEAD}<<<<<<< HEAD\n{MINE}",
        f"{HEAD}<<<<<<< HEAD\n{MINE}=======\n{MINE.replace('KT', 'VP')}>>>>>>> x\n",
    ],
)  # fmt: skip
def test_other_conflicts_are_no_new_rows(text: str) -> None:
    assert hint(text) is None


def test_two_wordings_may_be_one_task_or_two() -> None:
    mine, theirs = (MINE.replace("tài sản", f"tài sản, công cụ phòng {n}") for n in (1, 2))
    assert hint(f"{HEAD}<<<<<<< HEAD\n{mine}=======\n{theirs}>>>>>>> x\n") == (
        "giữ lại một trong hai bản; nếu là hai việc khác nhau thì giữ cả hai, "
        "việc thứ hai đổi thành T10-02"
    )


def test_wordings_of_one_task_share_words() -> None:
    assert are_other_texts("Kiểm kê tài sản", "Rà soát quy chế")
    assert not are_other_texts("Kiểm kê tài sản", "Kiểm kê các tài sản năm 2026")
    assert not are_other_texts("", "Rà soát")


def test_a_merge_that_left_two_rows_of_one_id(run: Run, write_plan: WritePlan) -> None:
    texts = ("Kiểm kê tài sản.", "Rà soát quy chế.", "Mở lớp tập huấn.", "Kiểm kê tài sản cũ.")
    folder = write_plan([{"id": "T10-01", "task": text, "lead": "VP"} for text in texts])
    found = run("validate", "--data", folder, "--format", "json").json["tables"]["findings"]
    assert [one["code"] for one in found] == ["duplicate-id"] * 3
    assert [one["hint"] for one in found] == [
        ADVICE.format(2),
        ADVICE.format(3).replace("Rà soát quy chế.", "Mở lớp tập huấn."),
        "đổi sang số tiếp theo còn trống của mục này",
    ]


def test_a_declared_section_goes_on_as_it_is_numbered() -> None:
    text = (
        f"tasks:\n  - id: A.I-2.9\n<<<<<<< HEAD\n  - id: A.I-2.10\n{MINE}=======\n"
        f"  - id: A.I-2.10\n{THEIRS}>>>>>>> lan\n"
    )
    assert str(hint(text)).endswith("việc thứ hai đổi thành A.I-2.11")
