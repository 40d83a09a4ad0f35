"""Whatever is wrong with a command line is said in Vietnamese, with what to do; status 2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import typer

from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.cli.arguments.usage_errors import translate_error
from khtgdv.render.formats import FORMATS

if TYPE_CHECKING:
    from tests.conftest import Run

USAGE = {
    "lits": (
        'Không có lệnh "lits".',
        "Có phải khtgdv list (khtgdv danh-sach)? khtgdv --help cho biết mọi lệnh",
    ),
    "gia hn": (
        'Không có lệnh "gia".',
        "Có phải khtgdv extend (khtgdv gia-han)? khtgdv --help cho biết mọi lệnh",
    ),
    "zzzz": ('Không có lệnh "zzzz".', "khtgdv --help cho biết mọi lệnh"),
    "\x1b[2J": ('Không có lệnh "\\x1b[2J".', "khtgdv --help cho biết mọi lệnh"),
    "--month 3 zzzz": (
        "Không có tùy chọn --month ở đây.",
        "Các tùy chọn đứng sau lệnh. khtgdv --help cho biết cách dùng",
    ),
    "--versoin": (
        "Không có tùy chọn --versoin.",
        "Có phải --version? khtgdv --help cho biết cách dùng",
    ),
    "overdue --mont 3": (
        "Không có tùy chọn --mont.",
        "Có phải --month? khtgdv overdue --help cho biết cách dùng",
    ),
    "overdue -x": ("Không có tùy chọn -x.", "khtgdv overdue --help cho biết cách dùng"),
    "overdue --month": (
        "Tùy chọn --month cần một giá trị.",
        "khtgdv overdue --help cho biết cách dùng",
    ),
    "overdue --recurring=3": (
        "Tùy chọn --recurring không nhận giá trị.",
        "khtgdv overdue --help cho biết cách dùng",
    ),
    "list --limit ba": (
        "Giá trị của --limit không hợp lệ.",
        "Cần một số nguyên. khtgdv list --help cho biết cách dùng",
    ),
    "list --limit -1": ("Số dòng của --limit phải từ 0 trở lên.", "Ví dụ: --limit 20; 0 là hết"),
    "upcoming --within -1": ("Số ngày của --within phải từ 0 đến 3660.", "Ví dụ: --within 30"),
    "overdue một hai": (
        "Thừa tham số: một hai.",
        'Tìm chữ trong nội dung: khtgdv list "một hai". khtgdv overdue --help cho biết cách dùng',
    ),
    "overdue (x)": (
        "Thừa tham số: (x).",
        'Tìm chữ trong nội dung: khtgdv list "(x)". khtgdv overdue --help cho biết cách dùng',
    ),
    "undo 1 2": (
        "Thừa tham số: 2.",
        "Chữ có dấu cách đặt trong dấu nháy kép. khtgdv undo --help cho biết cách dùng",
    ),
    "extend T03-01 --to 5": (
        "Thiếu tùy chọn --reason.",
        "Lý do gia hạn. khtgdv extend --help cho biết cách dùng",
    ),
    "show": (
        "Thiếu tham số MÃ….",
        "Ví dụ T03-12, TX-05, KT-02. khtgdv show --help cho biết cách dùng",
    ),
    "department": ("Chưa chọn đơn vị.", "Ví dụ: khtgdv department VP, hoặc department all"),
    "workload --count x": (
        '--count không có giá trị "x".',
        "Chọn: due (đến hạn), start (bắt đầu), active (đang thực hiện)",
    ),
    "workload --role x": (
        '--role không có giá trị "x".',
        "Chọn: lead (chủ trì), coordinating (phối hợp), both (cả hai)",
    ),
    "list --color blue": ('Không có cách tô màu "blue".', "Chọn: auto, always, never"),
    "list --color blue --output x.csv": (
        'Không có cách tô màu "blue".',
        "Chọn: auto, always, never",
    ),
    "list --format xlxs": (
        'Không có định dạng "xlxs".',
        'Có phải "xlsx"? Các định dạng: ' + ", ".join(FORMATS),
    ),
    "list --month 3 --as-of 2026-03-31": (
        "--as-of và --month không dùng cùng nhau.",
        "Bỏ một trong hai.",
    ),
    "list --year 2031": ("Không có kế hoạch năm 2031.", "Các năm có kế hoạch: 2026"),
    "completion tcsh": ('Chưa hỗ trợ "tcsh".', "Chọn: bash, zsh, fish, powershell, pwsh"),
}
UNDERSTOOD_BUT_WRONG = (
    "show T99-99",
    "department zz",
    "list --department zz",
    "list --coordinating zz",
    "list --month 13",
    "list --month Q1",
    "list --as-of 30/02/2026",
    "list --as-of 3",
    "list --state zz",
    "list --kind zz",
    "list --due zz",
    "list --starts 5-2",
    "list --sort zz",
    "list --columns zz",
    "list --id zz",
    "list --output x.zip",
    "list --data khong/co",
    "list --data README.md",
    "validate khong/co.yaml",
)
ENGLISH = re.compile(
    r"\b(?:error|usage|try|no such|option|argument|missing|invalid|value|expected|unexpected|got|"
    r"requires|unknown|integer|int|str|none|not|is|the|of|for|help\b(?<!--help))\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("line", USAGE)
def test_usage(line: str, run: Run) -> None:
    ran = run(*line.split())
    assert (ran.status, ran.out) == (2, "")
    assert tuple(ran.err.splitlines()) == USAGE[line]


@pytest.mark.parametrize("line", UNDERSTOOD_BUT_WRONG)
def test_what_does_not_exist(line: str, run: Run) -> None:
    ran = run(*line.split())
    assert (ran.status, ran.out) == (2, "")
    message, hint = ran.err.splitlines()
    assert message
    assert hint
    assert not ENGLISH.search(message)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_answers_an_unknown_option(name: str, run: Run) -> None:
    ran = run(name, "--zzzzzz")
    assert ran.status == 2
    assert ran.err == (f"Không có tùy chọn --zzzzzz.\nkhtgdv {name} --help cho biết cách dùng\n")


def test_an_escape_sequence_is_spelt_out_wherever_it_was_typed(run: Run) -> None:
    for arguments in (("list", "--month", "\x1b[2J"), ("list", "--id", "\x1b[2J")):
        assert "\\x1b[2J" in run(*arguments).err
        assert "\x1b" not in run(*arguments).err


class Unforeseen(typer.TyperException):
    """An error of the parser that a later version may bring."""


class UsageError(Unforeseen):
    """One by the name of a known kind, in other words."""


@pytest.mark.parametrize("error", [Unforeseen("x"), UsageError("x")], ids=["kind", "words"])
def test_an_unforeseen_error_is_vietnamese_too(error: Any) -> None:
    ours = translate_error(error)
    assert ours.message == "Dòng lệnh chưa đúng."
    assert ours.hint == "khtgdv --help cho biết cách dùng"
