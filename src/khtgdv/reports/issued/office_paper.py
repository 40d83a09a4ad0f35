"""The number, the signature and the recipients of a paper, in the form of the office.

A Party body follows Quy định số 399-QĐ/TW, a State body Nghị định số 30/2020/NĐ-CP. What nobody
knows before the paper is signed, its number and its day, is left blank.
"""

from __future__ import annotations

import re

from khtgdv.document.issued import TO_BE_WRITTEN, Signature
from khtgdv.errors import UsageError
from khtgdv.plan.heads import issuer_symbol, number_form
from khtgdv.plan.office import Signer
from khtgdv.text import escape_unsafe, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.plan.heads import HeadForm
    from khtgdv.plan.office import Office, PlanDocument
    from khtgdv.query.selection import Selection

BLANK = "……"
_NUMBERS: dict[HeadForm, str] = {
    "party": "Số {blank}-{sign}/{symbol}",
    "state": "Số: {blank}/{sign}-{symbol}",
    "other": "Số: {blank}",
}
_DAYS: dict[HeadForm, str] = {
    "party": ", ngày …/…/……",
    "state": " ngày … tháng … năm ……",
    "other": ", ngày …/…/……",
}
# In whose name somebody signs: the words as a Party body and as a State body write them.
_AUTHORITIES = (("T/M", "TM."), ("K/T", "KT."), ("T/L", "TL."), ("T/UQ", "TUQ."))
_AUTHORITY = re.compile(r"(T\W?M|K\W?T|T\W?L|T\W?UQ)\b[.\s]*")
_ENDS = ".,;:"


def common_office(selection: Selection) -> Office | None:
    """Return the office of the plans; None where several have different ones."""
    offices = [plan.office for plan in selection.portfolio.office_plans]
    return offices[0] if offices and all(office == offices[0] for office in offices) else None


def number_of_paper(sign: str, form: HeadForm, symbol: str | None, plan_number: str) -> str:
    """Return the number of a paper whose kind has a sign, such as `BC`, with a blank to fill in.

    Whoever follows neither rule numbers as the plan's own number is written.
    """
    known_symbol = symbol or issuer_symbol(plan_number)
    if form == "other" and known_symbol:
        dashed = number_form(plan_number) == "party"
        template = "Số: {blank}-{sign}/{symbol}" if dashed else _NUMBERS["state"]
    else:
        template = _NUMBERS[form]
    return template.format(blank=BLANK, sign=sign, symbol=known_symbol or BLANK)


def enclosed_words(kind: str, number: str, form: HeadForm, agency: str) -> str:
    """Return the words by which an appendix says what paper it goes with."""
    bare_number = re.sub(r"^Số:?\s*", "", number)
    issuer = f" của {agency}" if agency else ""
    return f"Kèm theo {kind} số {bare_number}{_DAYS[form]}{issuer}"


def signature(signer: Signer | None, form: HeadForm) -> Signature:
    """Return the signature of a paper; nobody is to be written in by hand."""
    if signer is None:
        return Signature((TO_BE_WRITTEN,), TO_BE_WRITTEN)
    authority = _authority_words(signer.authority.upper(), form) if signer.authority else None
    lines = (line for line in (authority, signer.title.upper()) if line)
    return Signature(tuple(lines), signer.name)


def _authority_words(authority: str, form: HeadForm) -> str:
    """Return in whose name somebody signs, as bodies of a form write it; others as it stands."""
    match = _AUTHORITY.match(authority)
    if form == "other" or not match:
        return authority
    letters = re.sub(r"\W", "", match[1])
    party, state = next(pair for pair in _AUTHORITIES if pair[1].rstrip(".") == letters)
    return f"{party if form == 'party' else state} {authority[match.end() :]}".rstrip()


def chosen_signer(
    office: Office | None, papers: Sequence[PlanDocument], choice: str | None
) -> Signer | None:
    """Return who signs: who was chosen, else the office's first signer, else the plan's own."""
    signers = office.signers if office else ()
    if choice is not None:
        return _signer_named(choice, signers)
    if signers:
        return signers[0]
    paper = papers[0] if len(papers) == 1 else None
    if paper is None or not (paper.signer and paper.signer_title):
        return None
    return Signer(title=paper.signer_title, name=paper.signer)


def _signer_named(choice: str, signers: Iterable[Signer]) -> Signer:
    signers = tuple(signers)
    words = fold(choice)
    found = [s for s in signers if words in fold(f"{s.authority or ''} {s.title} {s.name}")]
    exact = [s for s in found if words in (fold(s.name), fold(s.title))]
    for candidates in (exact, found):
        if len(candidates) == 1 and words.strip():
            return candidates[0]
    names = "; ".join(f"{signer.name} ({signer.title})" for signer in signers)
    reason = "Có nhiều người ký" if len(found) > 1 else "Không có người ký"
    hint = f"Những người ký đã khai: {names}" if names else "Khai người ký ở office.signers"
    raise UsageError(f'{reason} "{escape_unsafe(choice)}".', escape_unsafe(hint))


def recipient_lines(recipients: Iterable[str], form: HeadForm) -> tuple[str, ...]:
    """Return who gets a paper, each line with its mark; the last one ends the list."""
    lines = [f"- {recipient}" for recipient in recipients] or [f"- {TO_BE_WRITTEN}"]
    mark = ";" if form == "state" else ","
    ends = [*[mark] * (len(lines) - 1), "."]
    return tuple(f"{line.rstrip(_ENDS)}{end}" for line, end in zip(lines, ends, strict=True))
