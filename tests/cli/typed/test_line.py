"""The line that was meant: what is put in order, what is left alone, what is asked for."""

from __future__ import annotations

import shlex

import pytest

from khtgdv.cli.typed.line import meant_line
from khtgdv.errors import UsageError
from tests.conftest import ROOT

LINES = (
    ("quá hạn tháng 3", 'khtgdv overdue --month "tháng 3"', True),
    ("qua-han -d VP", "khtgdv overdue -d VP", False),
    ("-d VP overdue", "khtgdv overdue -d VP", False),
    ("-d phòng tt th overdue", 'khtgdv overdue -d "phòng tt th"', True),
    ("--data list overdue", "khtgdv overdue --data list", False),
    ("--data=data VP", "khtgdv summary --data data --department VP", True),
    ("--recurring overdue", "khtgdv overdue --recurring", False),
    ("--month=3", "khtgdv summary --month 3", False),
    ("list —state 'quá hạn'", 'khtgdv list --state "quá hạn"', False),
    ("list --note=x", None, False),
    ("list --state=quá hạn", "khtgdv list hạn --state quá", False),
    ('list "" -d VP', None, False),
    ("list -d “phòng tt th”", 'khtgdv list -d "phòng tt th"', False),
    ("list ‘báo cáo’", 'khtgdv list "báo cáo"', False),
    ("list “báo cáo", None, False),
    ("list báo cáo", None, False),
    ("list -d", None, False),
    ("overdue -d VP TTTH", "khtgdv overdue -d VP,TTTH", True),
    ("overdue -d VP -d TTTH", None, False),
    ("overdue --strange 3", None, False),
    ("overdue abc", None, False),
    ("overdue --recurring=3", None, False),
    ("overdue 3 4", None, False),
    ("overdue --month 3 T4", None, False),
    ("overdue VP TTTH T3", "khtgdv overdue --department VP,TTTH --month T3", True),
    ("overdue VP tháng 3 TTTH",
     'khtgdv overdue --department VP --month "tháng 3" --department TTTH', True),
    ("overdue của VP", "khtgdv overdue --department VP", True),
    ("overdue phòng xyz", "khtgdv overdue --department xyz", True),
    ("overdue quý 1", "khtgdv overdue --as-of 31/03/2026", True),
    ("overdue 45", "khtgdv overdue --month 45", True),
    ("overdue T03-12", "khtgdv overdue --id T03-12", True),
    ("upcoming 30 ngày", "khtgdv upcoming --within 30", True),
    ("upcoming tháng 4 của VP", 'khtgdv upcoming --due "tháng 4" --department VP', True),
    ("changes tuần 13", 'khtgdv changes --week "tuần 13"', True),
    ("changes tháng 3", "khtgdv changes --from 01/03/2026 --to 31/03/2026", True),
    ("changes tháng 13", None, False),
    ("upcoming 2 tuần tới", "khtgdv upcoming --within 14", True),
    ("upcoming --within 1 tuần", "khtgdv upcoming --within 7", True),
    ("upcoming đến 15/4", 'khtgdv upcoming --due "đến 15/4"', True),
    ("changes từ 1/3 đến 31/3", "khtgdv changes --from 01/03/2026 --to 31/03/2026", True),
    ("overdue từ 1/3 đến 31/3", 'khtgdv overdue --due "từ 1/3 đến 31/3"', True),
    ("changes từ 31/3 đến 1/3", None, False),
    ("undo 2 lần", "khtgdv undo 2", True),
    ("undo 1 2", None, False),
    ("summary --limit=năm", "khtgdv summary --limit năm", False),
    ("done T03-01, 02 và 03", "khtgdv done T03-01 T03-02 T03-03", True),
    ("done --on cuối tháng T03-12", 'khtgdv done T03-12 --on "cuối tháng"', True),
    ("overdue --month 3 --month 4", None, False),
    ("report quý I VP", "khtgdv report quý I --department VP", True),
    ("report 31/3", None, False),
    ("list --due 6 tháng đầu năm báo cáo",
     'khtgdv list báo cáo --due "6 tháng đầu năm"', True),
    ("list --due tháng 1 đến tháng 3", 'khtgdv list --due "tháng 1 đến tháng 3"', True),
    ("list --due từ xưa", "khtgdv list xưa --due từ", False),
    ("list --columns mã,nhiệm vụ báo", 'khtgdv list báo --columns "mã,nhiệm vụ"', True),
    ("history T03-12 tuần 10", None, False),
    ("changes 31/3", "khtgdv changes --from 31/03/2026 --to 31/03/2026", True),
    ("done T03-12 tháng 3", 'khtgdv done T03-12 --on "tháng 3"', True),
    ("add --task Báo cáo tháng", 'khtgdv add --task "Báo cáo tháng"', True),
    ("văn phòng", 'khtgdv department "văn phòng"', True),
    ("extend T04-01 tháng 6", 'khtgdv extend T04-01 --to "tháng 6"', True),
    ("department VP TTTH", "khtgdv department VP,TTTH", True),
    ("department all", None, False),
    ("department phòng xyz abc", 'khtgdv department "phòng xyz abc"', False),
    ("done T03-12 T03-13 hôm qua", 'khtgdv done T03-12 T03-13 --on "hôm qua"', True),
    ("done T03-12 và T03-13", "khtgdv done T03-12 T03-13", False),
    ("done T03-12 kết quả 145-BC", "khtgdv done T03-12 --result 145-BC", True),
    ("done T03-12 --result", None, False),
    ("done T03-12 xem thử", "khtgdv done T03-12 --dry-run", True),
    ("done T03-12 lý do", None, False),
    ("done T03-12 kết quả", None, False),
    ("done hôm qua", None, False),
    ("done T03-12 145-BC/BTGDVTU", "khtgdv done T03-12 --result 145-BC/BTGDVTU", True),
    ("done T03-12 xyz hôm qua", None, False),
    ("done T03-12 12 hôm qua", None, False),
    ("cancel T04-01 không làm nữa", 'khtgdv cancel T04-01 --reason "không làm nữa"', True),
    ("extend T04-01 30/6 chờ ý kiến",
     'khtgdv extend T04-01 --to 30/6 --reason "chờ ý kiến"', True),
    ("done T03-12 --result số 5 T03-13", 'khtgdv done T03-12 T03-13 --result "số 5"', True),
    ("done T03-12 --result 5-BC T03-13", "khtgdv done T03-12 T03-13 --result 5-BC", False),
    ("cancel T04-01 --reason trùng với T04-02",
     'khtgdv cancel T04-01 --reason "trùng với T04-02"', True),
    ("cancel --reason 2 T04-01", "khtgdv cancel T04-01 --reason 2", False),
    ("extend T04-01 đến 30/6 lý do chờ ý kiến",
     'khtgdv extend T04-01 --to "đến 30/6" --reason "chờ ý kiến"', True),
    ("extend T04-01 hạn 30/6", "khtgdv extend T04-01 --to 30/6", True),
    ("visit KT-02 Kiến An", None, False),
    ("show T03-01-05", "khtgdv show T03-01..T03-05", True),
    ("thêm Báo cáo tháng -d VP", 'khtgdv add --task "Báo cáo tháng" --lead VP', True),
    ("summary --limit 5 dòng", "khtgdv summary --limit 5", True),
    ("tx 28", 'khtgdv show "tx 28"', True),
    ("T03-12 T03-13", "khtgdv show T03-12 T03-13", True),
    ("31/3", "khtgdv list --during 31/3", True),
    ("45", None, False),
    ("list VP tháng 3", 'khtgdv list --department VP --during "tháng 3"', True),
    ("tx -d VP", "khtgdv list --section TX -d VP", True),
    ("xyz", None, False),
    ("", None, False),
    ("help", "khtgdv --help", False),
    ("trợ giúp quá hạn", "khtgdv overdue --help", False),
    ("help help", "khtgdv --help", False),
    ("help xyz", "khtgdv xyz --help", False),
    ("-d VP help", None, False),
    ("xong --help", "khtgdv done --help", False),
    ("xem VP", "khtgdv department VP", True),
    ("extend T04-01 --lý do chờ --to 5", "khtgdv extend T04-01 --reason chờ --to 5", True),
    ("extend T04-01 --chẳng có", None, False),
    ("overdue month=3", "khtgdv overdue --month 3", False),
    ("overdue month 3", "khtgdv overdue --month 3", True),
    ("việc của VP tháng 3", 'khtgdv list --department VP --during "tháng 3"', True),
    ("các việc quá hạn", "khtgdv overdue", True),
    ("việc xong T03-12", None, False),
    ("việc", None, False),
    ("việc xyz", None, False),
    ("VP xyz", None, False),
    ("chưa xong", 'khtgdv list --state "chưa xong"', True),
    ("phiên bản", "khtgdv --version", False),
    ("?", "khtgdv --help", False),
    ("done số 5-BC/TU T03-12", "khtgdv done 5-BC/TU T03-12", False),
    ("extend T04-01 đến T04-03 đến 12 vì chờ",
     'khtgdv extend "T04-01 đến T04-03" --to "đến 12" --reason chờ', True),
    ("xem --id VP", None, False),
    ("xem lịch", "khtgdv calendar", True),
    ("xem T03-12", "khtgdv show T03-12", False),
    ("xem quá hạn --strange", None, False),
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("KHTGDV_TODAY", "2026-04-02")


@pytest.mark.parametrize(("typed", "meant", "is_guess"), LINES)
def test_the_line_that_was_meant(typed: str, meant: str | None, is_guess: bool) -> None:  # noqa: FBT001
    line = meant_line(shlex.split(typed))
    assert (line and line.text, bool(line and line.is_guess)) == (meant, is_guess)


def test_what_may_be_words_or_rows_is_asked_for() -> None:
    with pytest.raises(UsageError, match="là nội dung hay có cả mã nhiệm vụ") as refused:
        meant_line(["update", "T03-12", "--note", "chờ", "T04-02"])
    assert refused.value.hint == 'đặt nội dung trong dấu nháy kép: --note "chờ T04-02"'


def test_a_calendar_is_of_a_month_or_a_week() -> None:
    with pytest.raises(UsageError, match='không theo "quý 1"') as refused:
        meant_line(["calendar", "quý", "1"])
    assert refused.value.hint == 'việc của thời gian ấy: khtgdv list --during "quý 1"'


def test_a_row_is_nothing_to_undo() -> None:
    with pytest.raises(UsageError, match="undo không theo mã") as refused:
        meant_line(["undo", "T03-12"])
    assert str(refused.value.hint).endswith("khtgdv reopen T03-12")


@pytest.mark.parametrize("typed", ["năm sau", "sang nam"])
def test_next_year_is_asked_about(typed: str) -> None:
    with pytest.raises(UsageError, match="xem việc của năm sau") as refused:
        meant_line(typed.split())
    assert "khtgdv rollover" in str(refused.value.hint)


def test_without_a_plan_no_word_is_a_department(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("bare")
    monkeypatch.setenv("KHTGDV_DATA", str(folder / "nowhere"))
    assert meant_line(["VP"]) is None
    (folder / "tasks_2026.yaml").write_text("tasks: []\n", encoding="utf-8")
    monkeypatch.setenv("KHTGDV_DATA", str(folder))
    assert meant_line(["VP"]) is None


def test_a_number_alone_and_a_slip_in_a_record_are_asked_about() -> None:
    with pytest.raises(UsageError, match='"12" là tháng 12 hay số của một việc'):
        meant_line(["12"])
    with pytest.raises(UsageError, match="Chưa ghi gì: câu lệnh chưa rõ") as refused:
        meant_line(["done", "T03-01", "02"])
    assert refused.value.hint == "có phải: khtgdv done T03-01 T03-02"
