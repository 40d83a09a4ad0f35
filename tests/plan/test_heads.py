"""What a paper's number tells of the body that issued it."""

from __future__ import annotations

import pytest

from khtgdv.plan.heads import head_form, issuer_symbol, number_form


@pytest.mark.parametrize(
    "number",
    [
        "31-KH/BTGDVTU", "31-KH/TU", "05-CTr/TU", "12-KH/ĐU", "12-KH/ĐUK", "07-KH/HU", "3-NQ/ThU",
        "15-KH/VPTU", "15-KH/BTC TU", "15-KH/BTC-TU", "9-KH/UBKT", "9-KH/UBKTTU", "2-KH/UBKT ĐU",
        "4-KH/BXDĐ", "10-KH/TW", "10-HD/VPTW", "8-KH/QUTW", "6-KH/BCĐ35", "1-KH/CB", "1-NQ/CB2",
        "31 – KH/TU", "Số: 31-KH/TU", "-KH/TU", "12a-KH/TGDVTU", "5-KH/ĐUCA",
    ],
)  # fmt: skip
def test_numbers_of_party_bodies(number: str) -> None:
    assert head_form(number, "Cơ quan") == "party"


@pytest.mark.parametrize(
    "number",
    [
        "10/KH-UBND", "834/KH-CĐMN", "03/NQ-CP", "30/2020/NĐ-CP", "05/KH-SGD&ĐT", "/KH-UBND",
        "57 / KH – UBND", "12A/BC-HĐND",
    ],
)  # fmt: skip
def test_numbers_of_state_bodies(number: str) -> None:
    assert head_form(number, "Cơ quan") == "state"


@pytest.mark.parametrize(
    "number",
    [
        "02-NS/KH", "05-KH/TĐTN", "05-KH/TWĐTN", "7-KH/LĐLĐ", "7-KH/MTTQ", "3-KH/CTU", "3-KH/XNTU",
        "1-KH/BTC", "KH 31", "12/2026", "31", "31-KH", "05/KH", "2-KH/ABC", "2-KH/TUABC",
    ],
)  # fmt: skip
def test_the_dash_alone_is_no_proof(number: str) -> None:
    assert head_form(number, "Công ty CP Minh Phát") == "other"


@pytest.mark.parametrize(
    ("agency", "form"),
    [
        ("Chi bộ Trường THCS Hòa An", "party"),
        ("ĐẢNG ỦY XÃ HÒA AN", "party"),
        ("Ban Tổ chức Tỉnh uỷ", "party"),
        ("Văn phòng Thành ủy Hải Phòng", "party"),
        ("Ban Tổ chức hội thi", "other"),
        ("Công đoàn Văn phòng Thành ủy", "other"),
        ("Đoàn xã Hòa An", "other"),
    ],
)
def test_the_name_of_the_body_tells_where_its_letters_are_not_known(agency: str, form: str) -> None:
    assert head_form("05-KH/ABC", agency) == form
    assert head_form("KH 5", agency) == "other"


@pytest.mark.parametrize(
    ("number", "form", "symbol"),
    [
        ("31-KH/BTGDVTU", "party", "BTGDVTU"), ("Số: 31–KH/BTC TU", "party", "BTC TU"),
        ("57/KH-UBND", "state", "UBND"), ("12/2026/KH-SNV-VP", "state", "SNV-VP"),
        ("02-NS/KH", "party", "KH"), ("31", "other", ""), ("KH 31", "other", ""),
    ],
)  # fmt: skip
def test_a_number_tells_how_it_is_written_and_whose_letters_it_has(
    number: str, form: str, symbol: str
) -> None:
    assert (number_form(number), issuer_symbol(number)) == (form, symbol)
