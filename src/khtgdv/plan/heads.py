"""What form the head of an office's papers has: a Party body's, a State body's, or neither."""

from __future__ import annotations

import re

from khtgdv.text import fold, nfc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    HeadForm = Literal["party", "state", "other"]

HEAD_FORMS: tuple[HeadForm, ...] = ("party", "state", "other")

# Letters that stand for a Party committee: the Central Committee (TW), one of a province or city
# (TU), district (HU, QU, ThU), the army (QUTW), or any other party organization (ĐU, ĐUK, ĐUCA).
_COMMITTEE = "(?:QUTW|TW|TU|HU|QU|THU|ĐU[A-ZĐ0-9]{0,10})"
# Letters of what works for a committee, in front of its own: its office, its commissions (tổ chức,
# tuyên giáo và dân vận, nội chính, xây dựng Đảng …), its standing and steering committees.
_ORGAN = "(?:VP|B?TC|B?TG|B?DV|B?TGDV|B?NC|B?KT|B?CSCL|B?XDĐ|UBKT|BCH|BTV|BCĐ[0-9]*|BCSĐ|HĐLL|TTCT)"
# Letters that mean a Party body by themselves.
_ALONE = "(?:UBKT|B?XDĐ|B?TGDV|BTG|BCĐ35|BCSĐ|ĐĐ|CB[0-9]*|ĐB|ĐBBP)"
_PARTY_SYMBOL = f"{_ORGAN}?{_COMMITTEE}|{_ALONE}"
_DASHED_NUMBER = "[0-9]*[A-Z]?-[A-ZĐ]+/(?P<body>.+)"
_STATE_NUMBER = "[0-9]*[A-Z]?/(?:[0-9]{4}/)?[A-ZĐ]+-.+"
# How the name of a Party body begins, folded.
_PARTY_NAME = (
    "(?:chi bo|dang bo|dang doan|dang uy|(?:thanh|tinh|huyen|quan|thi) uy"
    "|ban can su dang|ban xay dung dang|ban tuyen giao"
    r"|(?:ban|van phong|uy ban kiem tra) .*\b(?:dang|thanh|tinh|huyen|quan|thi) uy)\b"
)
_DASHES = str.maketrans("–—\u2011−", "----")


def head_form(number: str, agency: str) -> HeadForm:
    """Return the form that a paper's number tells, where `office.form` says nothing.

    A Party body numbers `31-KH/TU`, a State body `57/KH-UBND` (Nghị định 30/2020/NĐ-CP). The dash
    alone is no proof: companies (`02-NS/KH`) and unions (`05-KH/TĐTN`) write it too. After the
    stroke must stand the letters of a Party committee (TU, HU, ĐU, ĐUK …), alone or behind those
    of one of its organs (VPTU, BTGDVTU, BTC TU), or letters that no other body has (UBKT, BXDĐ);
    where they are not known, the agency's own name must begin as a Party body's does (`Chi bộ …`).
    Anything else is `other`: a head that claims nothing.
    """
    bare = _bare(number)
    if re.fullmatch(_STATE_NUMBER, bare):
        return "state"
    dashed = re.fullmatch(_DASHED_NUMBER, bare)
    if dashed and (_is_party_symbol(dashed["body"]) or re.match(_PARTY_NAME, fold(agency))):
        return "party"
    return "other"


def number_form(number: str) -> HeadForm:
    """Return as whose a number is written: `31-KH/TU` as the Party's, `57/KH-UBND` as the State's.

    It says how the parts stand, not whose paper it is.
    """
    bare = _bare(number)
    if re.fullmatch(_STATE_NUMBER, bare):
        return "state"
    return "party" if re.fullmatch(_DASHED_NUMBER, bare) else "other"


def issuer_symbol(number: str) -> str:
    """Return the part of a number that stands for who issues it (`BTGDVTU`); empty if unknown."""
    plain = re.sub(r"^\s*[Ss]ố:?\s*", "", nfc(number).translate(_DASHES)).strip()
    splits = {"party": "/", "state": "-", "other": ""}
    mark = splits[number_form(number)]
    return plain.partition(mark)[2] if mark else ""


def _bare(number: str) -> str:
    return re.sub(r"^SỐ:?|[\s.]", "", nfc(number).upper().translate(_DASHES))


def _is_party_symbol(body: str) -> bool:
    return re.fullmatch(_PARTY_SYMBOL, body.replace("-", "")) is not None
