"""Một đơn vị bị kiểm tra nhiều hơn một lần trong năm.

Đơn vị cùng tên và cùng loại đứng trong hai cuộc kiểm tra, giám sát, khảo sát. Cách sửa: ghép hai
đoàn, hoặc chọn đơn vị khác. Cuộc đã hủy không kể.

Sai:

    inspections:
      - id: KT-01
        content: Kiểm tra việc học tập nghị quyết.
        units: [{kind: Phường, names: [Kiến An, An Hải]}]
        due: 2026-06
      - id: KT-02
        content: Kiểm tra phong trào thi đua.
        units: [{kind: Phường, names: [Kiến An]}]
        due: 2026-09

Đúng:

    inspections:
      - id: KT-01
        content: Kiểm tra việc học tập nghị quyết.
        units: [{kind: Phường, names: [Kiến An, An Hải]}]
        due: 2026-06
      - id: KT-02
        content: Kiểm tra phong trào thi đua.
        units: [{kind: Xã, names: [Kiến An, Gia Lộc]}]
        due: 2026-09
"""

from __future__ import annotations

from khtgdv.checks.corpus import Finding
from khtgdv.text import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each unit that an earlier inspection reaches too."""
    inspection_by_unit: dict[tuple[str, str], str] = {}
    for work in corpus.plan.inspections:
        for group, units in enumerate(() if work.cancelled else work.units):
            for number, name in enumerate(units.names):
                first_inspection = inspection_by_unit.setdefault(
                    (name_key(units.kind or ""), name_key(name)), work.id
                )
                if first_inspection != work.id:
                    unit_text = f"{units.kind} {name}" if units.kind else name
                    loc = ("units", group, "names", number)
                    message = f"{unit_text} đã được kiểm tra ở {first_inspection} trong cùng năm"
                    hint = "ghép hai cuộc, hoặc chọn đơn vị khác"
                    yield Finding(work, loc, message, hint, 0, len(name))
