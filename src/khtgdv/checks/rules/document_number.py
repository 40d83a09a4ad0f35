"""Số, ký hiệu văn bản không hợp với loại văn bản hoặc cơ quan ban hành.

Ký hiệu phải là của loại văn bản (Chương trình hành động: CTr, không phải CT), phần sau dấu / phải
là của cơ quan ban hành (Bộ Chính trị, Ban Bí thư: TW; Thành ủy, Tỉnh ủy: TU), và văn bản của Đảng
phải có phần ấy. Không nói rõ loại hay cơ quan thì không xét.

Sai:

    - id: T06-03
      task: Sơ kết Chỉ thị số 02-CT/TW, ngày 24/7/2025 của Ban Thường vụ Thành ủy.
      lead: VP
      start: 2026-06
      due: 2026-08

Đúng:

    - id: T06-03
      task: >-
        Sơ kết Chỉ thị số 02-CT/TU, ngày 24/7/2025 của Ban Thường vụ Thành ủy và Nghị
        định 30/2020/NĐ-CP.
      lead: VP
      start: 2026-06
      due: 2026-08
"""

from __future__ import annotations

from khtgdv.frozen import replace
from khtgdv.language.citations import DOCUMENT_SIGNS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding
    from khtgdv.language.citations import Citation


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each document number whose form does not fit what is said of the document."""
    for plan_text in corpus.texts:
        for citation in plan_text.citations:
            issuer = citation.issuer and corpus.abbreviations.expand(citation.issuer)
            if mismatch := _mismatch(replace(citation, issuer=issuer)):
                message, hint = mismatch
                yield plan_text.finding(citation.start, citation.end, message, hint)


def _mismatch(citation: Citation) -> tuple[str, str] | None:
    signs = DOCUMENT_SIGNS.get(citation.kind or "")
    if signs and citation.sign.partition("-")[0].rstrip("0123456789") not in signs:
        message = f'ký hiệu "{citation.sign}" không phải của {citation.kind}'
        return message, f"{citation.kind} có ký hiệu {signs[0]}"
    if (
        citation.issuer_level
        and citation.issuer_sign in {"TW", "TU"}
        and citation.issuer_sign != citation.issuer_level
    ):
        message = f'"{citation.issuer_sign}" không phải ký hiệu của {citation.issuer}'
        return message, f"cơ quan này có ký hiệu {citation.issuer_level}"
    if citation.kind and citation.is_party_document and citation.issuer_sign is None:
        return "thiếu ký hiệu cơ quan ban hành sau dấu /", f"ví dụ 12-{citation.sign}/TU"
    return None
