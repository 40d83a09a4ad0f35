"""What a page says in place of the command line's advice; every word of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.errors import KhtgdvError
from khtgdv.web.views.asking import UndoListener, page_advice
from khtgdv.web.views.choices import choice_fields
from khtgdv.web.views.forms import FORMS
from khtgdv.web.views.pages import PAGES
from tests.support.desk import Browser, words_of

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import WritePlan


@pytest.mark.parametrize(
    ("advice", "told"),
    [
        ("sửa rồi chạy lại", "sửa rồi chạy lại"),
        ("khtgdv list cho biết mọi mã", "trang “Danh sách” cho biết mọi mã"),
        (
            "khtgdv validate cho biết từng lỗi và cách sửa",
            "trang “Lỗi trong tệp” cho biết từng lỗi và cách sửa",
        ),
        (
            "ghi hoàn thành: khtgdv done T03-01",
            "ghi hoàn thành: mục “Hoàn thành” ở trang của nhiệm vụ",
        ),
        ("xem dòng ấy: khtgdv show T03-01", ""),
        ("ghi bằng tay: khtgdv edit", "ghi bằng tay: khtgdv edit (gõ ở cửa sổ lệnh)"),
        (
            "T03-02: tiến độ 100% (lưu ý: đã xong thì ghi khtgdv done T03-02)",
            "T03-02: tiến độ 100% (lưu ý: đã xong thì ghi mục “Hoàn thành” ở trang của nhiệm vụ)",
        ),
        (
            'bỏ rồi ghi lại: khtgdv log TX-01 "2026-01" --remove',
            'bỏ rồi ghi lại: khtgdv log TX-01 "2026-01" --remove (gõ ở cửa sổ lệnh)',
        ),
        (
            "đúng là ngày ấy thì thêm --force",
            "đúng là ngày ấy thì chọn “Ghi cả khi ngày ở trước thời gian của kế hoạch”",
        ),
        ("chọn ngày khác bằng --on; xem dòng ấy: khtgdv show T03-01", "chọn ngày khác"),
        (
            "Chỉ hiện 50 trên 90 dòng; --limit 0 để xem hết, --output TỆP để ghi hết ra tệp.",
            "Chỉ hiện 50 trên 90 dòng; lấy về Excel, Word để xem hết",
        ),
    ],
)  # fmt: skip
def test_what_a_page_says(advice: str, told: str) -> None:
    assert page_advice(advice) == told


def test_a_refusal_names_what_the_page_has(write_plan: WritePlan) -> None:
    plan = write_plan("  - {id: TX-01, task: Họp, lead: VP, repeat: month}")
    said = words_of(Browser(plan).get("/row/TX-99"))
    assert "trang “Danh sách” cho biết mọi mã" in said
    assert "khtgdv" not in said


def test_every_word_of_the_forms(snapshot: SnapshotAssertion) -> None:
    fields = [
        f"{name}: {form.title} · {form.button} · {field.label} · {field.example}"
        for name, form in FORMS.items()
        for field in form.fields
    ]
    choices = [f"{name}: {choice_fields(page, {}, {})}" for name, page in PAGES.items()]
    assert "\n".join((*fields, *choices)) == snapshot


def test_every_word_around_a_page(write_plan: WritePlan, snapshot: SnapshotAssertion) -> None:
    browser = Browser(write_plan("  - {id: T03-01, task: Việc, lead: VP, due: 2026-03}"))
    pages = {address: browser.get(address).text for address in ("/persons", "/undo")}
    assert {name: text.partition("<main")[0] for name, text in pages.items()} == snapshot
    assert pages["/undo"].rpartition("</main>")[2].partition("<form")[0] == snapshot
    assert words_of(browser.send("/", "/invite")).partition("http")[0] == snapshot


def test_another_change_was_made_since() -> None:
    with pytest.raises(KhtgdvError) as refused:
        UndoListener(["T03-01: a"]).require_undo(["T03-02: b"])
    assert refused.value.message == (
        "Lần ghi sau cùng nay là lần khác, nên chưa hoàn tác gì.\nlần ghi sau cùng: T03-02: b"
    )
    assert refused.value.hint == "xem lại trước khi hoàn tác"
