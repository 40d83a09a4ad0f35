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

from typing import TYPE_CHECKING

from khtgdv.frozen import replace
from khtgdv.language.citations import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding
    from khtgdv.language.citations import Citation


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each document number whose form does not fit what is said of the document."""
    for said in corpus.texts:
        for cited in said.citations:
            issuer = cited.issuer and corpus.abbreviations.in_full(cited.issuer)
            if wrong := _wrong(replace(cited, issuer=issuer)):
                message, hint = wrong
                yield said.found(cited.start, cited.end, message, hint)


def _wrong(cited: Citation) -> tuple[str, str] | None:
    signs = SIGNS.get(cited.kind or "")
    if signs and cited.sign.partition("-")[0].rstrip("0123456789") not in signs:
        message = f'ký hiệu "{cited.sign}" không phải của {cited.kind}'
        return message, f"{cited.kind} có ký hiệu {signs[0]}"
    if cited.level and cited.body in {"TW", "TU"} and cited.body != cited.level:
        message = f'"{cited.body}" không phải ký hiệu của {cited.issuer}'
        return message, f"cơ quan này có ký hiệu {cited.level}"
    if cited.kind and cited.party and cited.body is None:
        return "thiếu ký hiệu cơ quan ban hành sau dấu /", f"ví dụ 12-{cited.sign}/TU"
    return None
