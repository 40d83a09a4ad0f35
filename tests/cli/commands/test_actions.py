"""The commands that record: what they write, what they say, what they refuse and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from khtgdv.query.times.places import DAY, DEADLINE
from tests.support.plan_lines import changed_lines

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

TODAY = "2026-03-31"
TASKS = """\
  - id: T03-01
    task: Việc tháng ba
    lead: VP
    start: 2026-03
    due: 2026-03
  - id: T03-02
    task: Việc chờ cấp trên
    lead: VP
    start: 2026-03
    due_text: Theo KH của TW
  - id: T03-03
    task: Việc đang làm
    lead: VP
    start: 2026-02
    due: 2026-02
    assignee: Bà B
    started: 2026-02-10
    progress: 10
  - id: T03-04
    task: Việc đã xong
    lead: VP
    start: 2026-03
    due: 2026-03
    completed: 2026-03-20
    result: 01-BC
  - id: T03-05
    task: Việc đã hủy
    lead: VP
    start: 2026-03
    cancelled:
      on: 2026-03-10
      reason: không còn cần
  - id: T03-06
    task: Việc xong không số
    lead: VP
    completed: 2026-03-20
  - id: TX-01
    task: Báo cáo tháng và quý
    lead: VP
    repeat:
      - {every: month}
      - {every: quarter, label: sơ kết}
      - {every: quarter, in: [1], label: giao ban}
    log:
      2026-01: 2026-01-30
  - id: TX-02
    task: Báo cáo ngày
    lead: VP
    repeat: day
"""
INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra các phường
    units:
      - {kind: Phường, names: [Kiến An, Đông Hải]}
      - names: [Vĩnh Am]
    start: 2026-03
    due: 2026-04
    due_text: Tháng 3, 4/2026
"""


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(TASKS, INSPECTIONS)


def lines(folder: Path) -> list[str]:
    return changed_lines(folder, TASKS, INSPECTIONS)


# The command line, what is said, and the lines that are written.
WRITTEN: dict[str, tuple[list[str], str, list[str]]] = {
    "done in time": (
        ["done", "t3-1", "--result", "145-BC/BTGDVTU"],
        "T03-01 hoàn thành ngày 31/03/2026 (đúng hạn), kết quả 145-BC/BTGDVTU",
        ["+    completed: 2026-03-31", "+    result: 145-BC/BTGDVTU"],
    ),
    "done late, on another day": (
        ["done", "T03-03", "--on", "20/3/2026"],
        "T03-03 hoàn thành ngày 20/03/2026, chậm 20 ngày (lưu ý: tiến độ còn ghi 10%)",
        ["+    completed: 2026-03-20"],
    ),
    "done without a deadline": (
        ["done", "T03-02"],
        "T03-02 hoàn thành ngày 31/03/2026",
        ["+    completed: 2026-03-31"],
    ),
    "done before the row's own month": (
        ["done", "T03-01", "--on", "2026-02-01"],
        (
            "T03-01 hoàn thành ngày 01/02/2026 (đúng hạn)"
            " (lưu ý: ngày 01/02/2026 sớm hơn thời gian bắt đầu 3/2026)"
        ),
        ["+    completed: 2026-02-01"],
    ),
    "an inspection done": (
        ["done", "KT-01"],
        "KT-01 hoàn thành ngày 31/03/2026 (đúng hạn) (lưu ý: còn 3 trên 3 nơi chưa ghi kiểm tra)",
        ["+    completed: 2026-03-31"],
    ),
    "reopened": (
        ["reopen", "T03-04"],
        "T03-04 mở lại: bỏ ghi nhận hoàn thành ngày 20/03/2026, kết quả 01-BC",
        ["-    completed: 2026-03-20", "-    result: 01-BC"],
    ),
    "reopened, no paper": (
        ["reopen", "T03-06"],
        "T03-06 mở lại: bỏ ghi nhận hoàn thành ngày 20/03/2026",
        ["-    completed: 2026-03-20"],
    ),
    "reopened, not cancelled any more": (
        ["reopen", "T03-05"],
        "T03-05 mở lại: bỏ việc hủy ngày 10/03/2026",
        ["-    cancelled:", "-      on: 2026-03-10", "-      reason: không còn cần"],
    ),
    "begun": (
        ["start", "T03-01", "--on", "2026-03-05"],
        "T03-01 bắt đầu thực hiện ngày 05/03/2026",
        ["+    started: 2026-03-05"],
    ),
    "updated": (
        ["update", "T03-03", "--progress", "60", "--product", "Dự thảo: bản 1", "--note", "- một"],
        "T03-03: sản phẩm Dự thảo: bản 1, tiến độ 60%, thêm 1 ghi chú",
        [
            '+    product: "Dự thảo: bản 1"',
            "-    progress: 10",
            "+    progress: 60",
            "+    notes:",
            '+      - "- một"',
        ],
    ),
    "updated with what is there and what is not": (
        ["update", "T03-03", "--assignee", "Bà B", "--responsibility", "a", "--authority", "b"],
        "T03-03: trách nhiệm a, thẩm quyền b",
        ["+    responsibility: a", "+    authority: b"],
    ),
    "a leader in charge": (
        ["update", "T03-03", "--leader", "Ông C"],
        "T03-03: lãnh đạo phụ trách Ông C",
        ["+    leader: Ông C"],
    ),
    "an inspection's note": (
        ["update", "KT-01", "--note", "một", "--note", "hai"],
        "KT-01: thêm 2 ghi chú",
        ["+    notes:", "+      - một", "+      - hai"],
    ),
    "extended": (
        ["extend", "T03-01", "--to", "5", "--reason", "chờ # ý kiến", "--document", "12-CV"],
        "T03-01 gia hạn đến 5/2026 (hạn cũ 3/2026), lý do: chờ # ý kiến",
        [
            "+    extensions:",
            "+      - to: 2026-05",
            "+        on: 2026-03-31",
            '+        reason: "chờ # ý kiến"',
            "+        document: 12-CV",
        ],
    ),
    "a deadline fixed": (
        ["extend", "T03-02", "--to", "30/04/2026", "--reason", "TW đã có KH", "--on", "30/3/2026"],
        "T03-02 ấn định hạn 30/04/2026, lý do: TW đã có KH",
        [
            "+    extensions:",
            "+      - to: 2026-04-30",
            "+        on: 2026-03-30",
            "+        reason: TW đã có KH",
        ],
    ),
    "an inspection extended": (
        ["extend", "KT-01", "--to", "Q2", "--reason", "lũ"],
        "KT-01 gia hạn đến quý II/2026 (hạn cũ 4/2026), lý do: lũ",
        [
            "+    extensions:",
            "+      - to: 2026-Q2",
            "+        on: 2026-03-31",
            "+        reason: lũ",
        ],
    ),
    "cancelled": (
        ["cancel", "KT-01", "--reason", "trùng cuộc khác", "--on", "2026-03-01"],
        "KT-01 hủy ngày 01/03/2026, lý do: trùng cuộc khác",
        ["+    cancelled:", "+      on: 2026-03-01", "+      reason: trùng cuộc khác"],
    ),
    "a period": (
        ["log", "TX-01", "2", "--on", "27/02/2026"],
        "TX-01, kỳ 2/2026: đã làm ngày 27/02/2026",
        ["+      2026-02: 2026-02-27"],
    ),
    "periods, one with its label": (
        ["log", "TX-01", "2026-03", "Q1 giao ban", "q1 GIAO BAN"],
        "TX-01, kỳ 3/2026, quý I/2026 giao ban: đã làm ngày 31/03/2026",
        ["+      2026-03: 2026-03-31", "+      2026-Q1 giao ban: 2026-03-31"],
    ),
    "a period that no other rule has needs no label": (
        ["log", "TX-01", "Q2", "--on", "2026-03-30"],
        "TX-01, kỳ quý II/2026 sơ kết: đã làm ngày 30/03/2026 (lưu ý: quý II/2026 sơ kết chưa đến)",
        ["+      2026-Q2: 2026-03-30"],
    ),
    "a day": (
        ["log", "TX-02", "30/3/2026"],
        "TX-02, kỳ 30/03/2026: đã làm ngày 31/03/2026",
        ["+    log:", "+      2026-03-30: 2026-03-31"],
    ),
    "a visit": (
        ["visit", "kt1", "phường kien an", "Vĩnh Am", "--on", "2026-03-03"],
        "KT-01 đã kiểm tra Kiến An, Vĩnh Am ngày 03/03/2026 (2 trên 3 đơn vị)",
        ["+    visits:", "+      Kiến An: 2026-03-03", "+      Vĩnh Am: 2026-03-03"],
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_happened_is_written(name: str, run: Run, folder: Path) -> None:
    arguments, said, written = WRITTEN[name]
    ran = run(*arguments, cwd=folder, today=TODAY)
    assert (ran.status, ran.err) == (0, "")
    first, row, last = ran.out.splitlines()
    assert first == said
    assert re.fullmatch("  (Văn phòng: |Kiểm tra các phường).*", row)
    assert last.endswith("dòng. Hoàn tác: khtgdv undo")
    assert lines(folder) == written
    errors = run("validate", "-f", "json", cwd=folder, today=TODAY).json["tables"]["findings"]
    assert [row for row in errors if row["level"] == "error"] == []


# The command line, the exit status, and what is said: what is wrong, what to do.
REFUSED: dict[str, tuple[list[str], int, list[str]]] = {
    "done already": (
        ["done", "T03-04"],
        1,
        ["T03-04 đã ghi hoàn thành ngày 20/03/2026.", "Ghi sai thì mở lại: khtgdv reopen T03-04"],
    ),
    "cancelled already": (
        ["done", "T03-05"],
        1,
        ["T03-05 đã hủy ngày 10/03/2026.", "Làm lại thì mở lại: khtgdv reopen T03-05"],
    ),
    "an unknown ID": (
        ["done", "T03-71"],
        2,
        ['Không có dòng nào mang mã "T03-71".', "Gần nhất: T03-01. khtgdv list cho biết mọi mã"],
    ),
    "a day to come": (
        ["done", "T03-01", "--on", "1/4/2026"],
        1,
        [
            "T03-01: ngày 01/04/2026 ở sau hôm nay (31/03/2026).",
            "Chỉ ghi việc đã xảy ra; chọn ngày khác",
        ],
    ),
    "done before it began": (
        ["done", "T03-03", "--on", "9/2/2026"],
        1,
        [
            "T03-03 bắt đầu thực hiện ngày 10/02/2026, không thể hoàn thành ngày 09/02/2026.",
            "Chọn ngày khác bằng --on, hoặc sửa: khtgdv update T03-03 --set started=NGÀY",
        ],
    ),
    "a repeated task is never done": (
        ["done", "TX-01"],
        1,
        [
            "TX-01 là việc định kỳ, làm xong theo từng kỳ.",
            "Ghi từng kỳ: khtgdv log TX-01 2026-03",
        ],
    ),
    "a repeated task, after the last period": (
        ["done", "TX-02", "--on", "31/12/2026"],
        1,
        [
            "TX-02 là việc định kỳ, làm xong theo từng kỳ.",
            "Ghi từng kỳ: khtgdv log TX-02 2026-12-31",
        ],
    ),
    "nothing to reopen": (
        ["reopen", "T03-01"],
        1,
        [
            "T03-01 chưa ghi hoàn thành, cũng chưa hủy: không có gì để mở lại.",
            "Xem dòng ấy: khtgdv show T03-01",
        ],
    ),
    "begun already": (
        ["start", "T03-03"],
        1,
        [
            "T03-03 đã ghi bắt đầu thực hiện ngày 10/02/2026.",
            "Sửa ngày: khtgdv update T03-03 --set started=NGÀY",
        ],
    ),
    "an inspection has no start": (
        ["start", "KT-01"],
        1,
        [
            "KT-01 là dòng kiểm tra, giám sát.",
            'Ghi nơi đã kiểm tra: khtgdv visit KT-01 "tên đơn vị"',
        ],
    ),
    "an inspection has no progress": (
        ["update", "KT-01", "--progress", "5"],
        1,
        [
            "KT-01 là dòng kiểm tra, giám sát, không có progress (tiến độ).",
            (
                "Các khóa: id, start, due, due_text, completed, result, extensions, cancelled, "
                "added, notes, content, team, units, lead, related, visits"
            ),
        ],
    ),
    "progress of what has not begun": (
        ["update", "T03-01", "--progress", "0"],
        1,
        [
            "T03-01 chưa có ngày bắt đầu thực hiện nên chưa ghi được tiến độ.",
            "Ghi trước: khtgdv start T03-01",
        ],
    ),
    "nothing new": (
        ["update", "T03-03", "--progress", "10", "--assignee", "Bà B"],
        1,
        ["T03-03 đã ghi đúng như vậy, không có gì thay đổi.", "Xem dòng ấy: khtgdv show T03-03"],
    ),
    "nothing said": (
        ["update", "T03-03"],
        2,
        ["Chưa cho biết cần ghi nội dung gì.", "Ví dụ: khtgdv update T03-12 --progress 60"],
    ),
    "more than all": (
        ["update", "T03-03", "--progress", "101"],
        2,
        ["--progress phải từ 0 đến 100.", "Ví dụ: --progress 60"],
    ),
    "no words": (
        ["update", "T03-03", "--note", "  "],
        2,
        ["--note: giá trị để trống.", "Viết nội dung trong dấu nháy kép"],
    ),
    "hidden characters": (
        ["done", "T03-01", "--result", "a\u202eb"],
        2,
        [
            r"--result: có ký tự \u202e trong chữ.",
            "Gõ lại, bỏ ký tự ấy: nó không hiện ra khi đọc",
        ],
    ),
    "not later": (
        ["extend", "T03-01", "--to", "31/3/2026", "--reason", "x"],
        1,
        [
            "T03-01 đang có hạn 3/2026; hạn mới 31/03/2026 không muộn hơn.",
            "Chọn thời hạn muộn hơn; ghi sai lần trước thì: khtgdv edit T03-01",
        ],
    ),
    "before its start": (
        ["extend", "T03-02", "--to", "2", "--reason", "x"],
        1,
        [
            "T03-02 bắt đầu từ 3/2026; hạn mới 2/2026 ở trước đó.",
            'Có phải --to "2/2027"? chọn thời hạn muộn hơn',
        ],
    ),
    "a week is no deadline": (
        ["extend", "T03-01", "--to", "W20", "--reason", "x"],
        2,
        [
            '"W20" không dùng làm thời hạn được: đó là một tuần.',
            f'Có phải "17/5/2026"? {DEADLINE.hint}',
        ],
    ),
    "a repeated task has many deadlines": (
        ["extend", "TX-01", "--to", "5", "--reason", "x"],
        1,
        [
            "TX-01 là việc định kỳ, mỗi kỳ có hạn riêng.",
            "Sửa lịch (repeat): khtgdv edit TX-01",
        ],
    ),
    "logged already": (
        ["log", "TX-01", "1"],
        1,
        [
            "TX-01 kỳ 1/2026 đã ghi làm ngày 30/01/2026.",
            'Ghi sai ngày thì bỏ rồi ghi lại: khtgdv log TX-01 "2026-01" --remove',
        ],
    ),
    "a period of two rules": (
        ["log", "TX-01", "Q1"],
        1,
        [
            "TX-01 có hai lịch cùng có kỳ quý I/2026.",
            'Ghi rõ: khtgdv log TX-01 "2026-Q1 sơ kết" hoặc "2026-Q1 giao ban"',
        ],
    ),
    "a period of none": (
        ["log", "TX-01", "W07"],
        1,
        [
            'TX-01 không có kỳ "2026-W07" trong lịch năm 2026.',
            'Có phải "2026-02"? xem lịch định kỳ: khtgdv show TX-01',
        ],
    ),
    "a word that is no period": (
        ["log", "TX-01", "sơ kêt"],
        1,
        [
            'TX-01 không có kỳ "sơ kêt" trong lịch năm 2026.',
            'Có phải "2026-Q4 sơ kết"? xem lịch định kỳ: khtgdv show TX-01',
        ],
    ),
    "a word like nothing": (
        ["log", "TX-02", "zzz"],
        1,
        [
            'TX-02 không có kỳ "zzz" trong lịch năm 2026.',
            "Xem lịch định kỳ: khtgdv show TX-02",
        ],
    ),
    "not repeated": (
        ["log", "T03-01", "3"],
        1,
        ["T03-01 không phải việc định kỳ.", "Ghi hoàn thành: khtgdv done T03-01"],
    ),
    "an unknown unit": (
        ["visit", "KT-01", "Kien Anh"],
        1,
        [
            'KT-01 không có đơn vị "Kien Anh".',
            "Có phải Kiến An? các đơn vị: Kiến An, Đông Hải, Vĩnh Am",
        ],
    ),
    "a day off has no period": (
        ["log", "TX-02", "29/3/2026"],
        1,
        [
            "TX-02: 29/03/2026 là ngày nghỉ (cuối tuần), không có kỳ.",
            "Chọn một ngày làm việc",
        ],
    ),
    "a working day of another year": (
        ["log", "TX-02", "31/3/2025"],
        1,
        ['TX-02 không có kỳ "2025-03-31" trong lịch năm 2026.'],
    ),
    "a unit like none": (
        ["visit", "KT-01", "zzz"],
        1,
        ['KT-01 không có đơn vị "zzz".', "Các đơn vị: Kiến An, Đông Hải, Vĩnh Am"],
    ),
    "a task is not visited": (
        ["visit", "T03-01", "Kiến An"],
        1,
        [
            "T03-01 không phải dòng kiểm tra, giám sát.",
            "Ghi hoàn thành nhiệm vụ: khtgdv done T03-01",
        ],
    ),
    "no such day": (
        ["done", "T03-01", "--on", "30/2/2026"],
        2,
        [
            '"30/2/2026" không phải một ngày: tháng 2/2026 chỉ có 28 ngày.',
            f'Có phải "28/02/2026"? {DAY.hint}',
        ],
    ),
    "years away": (
        ["done", "T03-01", "--on", "2016-03-01", "--force"],
        1,
        ["Ghi như vậy thì kế hoạch có lỗi, nên chưa ghi gì:", "Sửa lại nội dung cần ghi"],
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused(name: str, run: Run, folder: Path) -> None:
    arguments, status, said = REFUSED[name]
    ran = run(*arguments, cwd=folder, today=TODAY)
    assert (ran.status, ran.out) == (status, "")
    told = ran.err.splitlines()
    assert [line for line in said if line not in told] == []
    assert lines(folder) == []


def test_a_visited_unit_is_refused(run: Run, folder: Path) -> None:
    run("visit", "KT-01", "Kiến An", cwd=folder, today=TODAY)
    ran = run("visit", "KT-01", "KIEN AN", cwd=folder, today=TODAY)
    assert ran.status == 1
    assert ran.err.splitlines() == [
        "KT-01 đã ghi kiểm tra Kiến An ngày 31/03/2026.",
        'Ghi sai ngày thì bỏ rồi ghi lại: khtgdv visit KT-01 "Kiến An" --remove',
    ]


def test_a_working_saturday_of_the_plan_is_a_period(run: Run, write_plan: WritePlan) -> None:
    from tests.conftest import PLAN_TEMPLATE

    swapped = PLAN_TEMPLATE.format(year=2026) + (
        "working_days:\n  - {date: 2026-03-28, name: làm bù}\n"
        "holidays:\n  - {date: 2026-03-27, name: nghỉ bù}\n"
    )
    folder = write_plan(TASKS, plan=swapped)
    assert run("log", "TX-02", "28/3/2026", cwd=folder, today=TODAY).status == 0
    assert run("log", "TX-02", "27/3/2026", cwd=folder, today=TODAY).status == 1
    assert run("validate", cwd=folder).status == 0


RESULTS = [
    "145-BC/BTGDVTU", "#1", ": x", "- x", "'\"", "2026", "no", "a: b", "a #b", "1:30", "08", "~",
    "null", "2026-03", "2026-03-31", "[x]", "{x}", "@x", "%x", "&x", "*x", "!x", "|", ">", "`x`",
    "x" * 1000, "chữ " * 250 + "hết", "một\nhai", "một\n\n  hai", "a\tb", "\\n", "x:", "? x", "-",
    "=", "<<", "1_000", "0x1f", "1e3", ".inf", "true", "y", "…", "“ngoặc”", "😀", "a,b", "]", "---",
]  # fmt: skip


@pytest.mark.uncounted
@pytest.mark.parametrize("result", RESULTS, ids=lambda text: text[:12])
def test_every_text_comes_back_as_it_was(result: str, run: Run, folder: Path) -> None:
    before = (folder / "tasks_2026.yaml").read_bytes()
    assert run("done", "T03-01", "--result", result, cwd=folder, today=TODAY).status == 0
    shown = run("show", "T03-01", "-f", "json", cwd=folder, today=TODAY).json
    one_line = " ".join(result.split()) if set(result) & set("\n\t") else result.strip()
    assert shown["tables"]["tasks"][0]["result"] == one_line
    assert run("validate", cwd=folder, today=TODAY).status == 0
    assert run("reopen", "T03-01", cwd=folder, today=TODAY).status == 0
    assert (folder / "tasks_2026.yaml").read_bytes() == before


def test_a_decomposed_argument_is_written_composed(run: Run, folder: Path) -> None:
    run("done", "T03-01", "--result", "Quye\u0302\u0301t đi\u0323nh", cwd=folder, today=TODAY)
    assert "+    result: Quyết định" in lines(folder)


def test_an_extension_of_an_earlier_day_tells_which_deadline_holds(run: Run, folder: Path) -> None:
    later = ["extend", "T03-01", "--to", "6", "--reason", "x", "--on", "20/3/2026"]
    earlier = ["extend", "T03-01", "--to", "5", "--reason", "y", "--on", "1/3/2026"]
    note = "(lưu ý: từ 20/03/2026 có hiệu lực hạn 6/2026 đã ghi)"
    first = run(*later, cwd=folder, today=TODAY)
    second = run(*earlier, cwd=folder, today=TODAY)
    assert (first.status, second.status) == (0, 0)
    assert note not in first.out
    assert note in second.out


def test_an_extension_to_a_day_that_has_passed_is_told(run: Run, write_plan: WritePlan) -> None:
    task = "  - {id: T01-03, task: Một, lead: VP, start: 2026-01, due: 2026-01}\n"
    folder = write_plan(task)
    said = run("extend", "T01-03", "--to", "15/2", "--reason", "x", cwd=folder, today="2026-11-30")
    caution = "(lưu ý: hạn mới 15/02/2026 đã qua; là của năm 2027 thì ghi cả năm)"
    assert caution in " ".join(said.out.split())


def test_a_refused_deadline_of_the_past_offers_that_of_next_year(
    run: Run, write_plan: WritePlan
) -> None:
    folder = write_plan("  - {id: T11-01, task: Một, lead: VP, start: 2026-11, due: 2026-11}\n")
    line = ("extend", "T11-01", "--to", "15/1", "--reason", "x")
    said = run(*line, cwd=folder, today="2026-11-30")
    assert said.status != 0
    assert 'Có phải --to "15/01/2027"?' in " ".join(said.err.split())
