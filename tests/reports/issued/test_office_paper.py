"""Numbers, signatures and recipients in the form of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.document.issued import Signature
from khtgdv.errors import UsageError
from khtgdv.plan.office import Office, PlanDocument, Signer
from khtgdv.reports.issued.office_paper import (
    chosen_signer,
    enclosed_words,
    number_of_paper,
    recipient_lines,
    signature,
)

if TYPE_CHECKING:
    from khtgdv.plan.heads import HeadForm

HEAD = Signer(title="Trưởng Ban", name="Nguyễn Văn An")
DEPUTY = Signer(authority="K/T Trưởng Ban", title="Phó Trưởng Ban", name="Trần Thị Bình")
OTHER = Signer(authority="KT. Trưởng Ban", title="Phó Trưởng Ban", name="Lê Văn Bình")
OFFICE = Office(signers=(HEAD, DEPUTY, OTHER))
PAPER = PlanDocument(
    year=2026, number="1-KH/TU", title="Kế hoạch", agency="Ban", signer="Đỗ Hoa",
    signer_title="Chánh Văn phòng",
)  # fmt: skip


@pytest.mark.parametrize(
    ("form", "symbol", "plan_number", "number"),
    [
        ("party", "BTGDVTU", "", "Số ……-BC/BTGDVTU"),
        ("party", None, "31-KH/BTGDVTU", "Số ……-BC/BTGDVTU"),
        ("state", None, "57/KH-UBND", "Số: ……/BC-UBND"),
        ("state", "SNV", "57/KH-UBND", "Số: ……/BC-SNV"),
        ("party", None, "", "Số ……-BC/……"),
        ("other", None, "02-NS/KH", "Số: ……-BC/KH"),
        ("other", None, "02/KH-CTAN", "Số: ……/BC-CTAN"),
        ("other", "ABC", "số 5", "Số: ……/BC-ABC"),
        ("other", None, "số 5", "Số: ……"),
    ],
)
def test_a_number_has_the_form_of_the_office(
    form: HeadForm, symbol: str | None, plan_number: str, number: str
) -> None:
    assert number_of_paper("BC", form, symbol, plan_number) == number


@pytest.mark.parametrize(
    ("form", "number", "words"),
    [
        ("party", "Số ……-BC/TU", "Kèm theo Báo cáo số ……-BC/TU, ngày …/…/…… của Ban"),
        ("state", "Số: ……/BC-UB", "Kèm theo Báo cáo số ……/BC-UB ngày … tháng … năm …… của Ban"),
    ],
)
def test_an_appendix_says_what_it_goes_with(form: HeadForm, number: str, words: str) -> None:
    assert enclosed_words("Báo cáo", number, form, "Ban") == words
    assert enclosed_words("Báo cáo", number, form, "") == words.removesuffix(" của Ban")


@pytest.mark.parametrize(
    ("authority", "party", "state"),
    [
        ("T/M Ban Thường vụ", "T/M BAN THƯỜNG VỤ", "TM. BAN THƯỜNG VỤ"),
        ("TM. ỦY BAN NHÂN DÂN", "T/M ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN"),
        ("K/T CHỦ TỊCH", "K/T CHỦ TỊCH", "KT. CHỦ TỊCH"),
        ("TL CHÁNH VĂN PHÒNG", "T/L CHÁNH VĂN PHÒNG", "TL. CHÁNH VĂN PHÒNG"),
        ("TUQ. GIÁM ĐỐC", "T/UQ GIÁM ĐỐC", "TUQ. GIÁM ĐỐC"),
        ("Q. GIÁM ĐỐC", "Q. GIÁM ĐỐC", "Q. GIÁM ĐỐC"),
        ("KTX", "KTX", "KTX"),
    ],
)
def test_in_whose_name_is_written_as_the_form_has_it(
    authority: str, party: str, state: str
) -> None:
    signer = Signer(authority=authority, title="Phó", name="An")
    assert signature(signer, "party") == Signature((party, "PHÓ"), "An")
    assert signature(signer, "state") == Signature((state, "PHÓ"), "An")
    assert signature(signer, "other").lines[0] == authority.upper()


def test_nobody_known_is_to_be_written_in() -> None:
    assert signature(None, "party") == Signature(("[…]",), "[…]")
    assert signature(HEAD, "party") == Signature(("TRƯỞNG BAN",), "Nguyễn Văn An")


def test_who_signs() -> None:
    assert chosen_signer(OFFICE, (), None) == HEAD
    assert chosen_signer(OFFICE, (), "tran thi binh") == DEPUTY
    assert chosen_signer(OFFICE, (), "trưởng ban") == HEAD
    assert chosen_signer(Office(), (PAPER,), None) == Signer(title="Chánh Văn phòng", name="Đỗ Hoa")
    assert chosen_signer(Office(), (PAPER, PAPER), None) is None
    assert chosen_signer(None, (), None) is None


@pytest.mark.parametrize(
    ("office", "choice", "message", "hint"),
    [
        (OFFICE, "Bình", "Có nhiều người ký", "Nguyễn Văn An (Trưởng Ban); Trần"),
        (OFFICE, "Cường", "Không có người ký", "Nguyễn Văn An (Trưởng Ban); Trần"),
        (OFFICE, " ", "Có nhiều người ký", "Nguyễn"),
        (Office(), "An", "Không có người ký", "office.signers"),
        (None, "\x1b[31m", r'"\\x1b\[31m"', "office.signers"),
    ],
)
def test_a_choice_that_is_nobody_is_refused_with_the_names(
    office: Office | None, choice: str, message: str, hint: str
) -> None:
    with pytest.raises(UsageError, match=message) as refused:
        chosen_signer(office, (), choice)
    assert hint in (refused.value.hint or "")


def test_recipients_end_as_the_form_has_it() -> None:
    names = ("Thường trực Thành ủy (để b/c)", "Các phòng;", "BTG: + Lãnh đạo,\n+ Lưu.")
    assert recipient_lines(names, "party") == (
        "- Thường trực Thành ủy (để b/c),", "- Các phòng,", "- BTG: + Lãnh đạo,\n+ Lưu.",
    )  # fmt: skip
    assert recipient_lines(names, "state")[:2] == (
        "- Thường trực Thành ủy (để b/c);",
        "- Các phòng;",
    )
    assert recipient_lines((), "other") == ("- […].",)
