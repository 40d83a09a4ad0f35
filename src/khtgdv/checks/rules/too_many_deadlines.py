"""Một đơn vị có quá nhiều việc đến hạn trong một tháng.

Hơn 8 việc chủ trì cùng đến hạn trong một tháng thì khó làm kịp cả: nên rải ra các tháng khác.
Tính theo tháng của hạn đang hiệu lực (kể cả gia hạn); việc đã hủy, đã hoàn thành không kể.

Sai:

    - {id: T12-01, task: Tổng kết công tác khoa giáo., lead: VP, start: 2026-12, due: 2026-12}
    - {id: T12-02, task: Tổng kết công tác văn hóa., lead: VP, start: 2026-12, due: 2026-12}
    - {id: T12-03, task: Tổng kết công tác tôn giáo., lead: VP, start: 2026-12, due: 2026-12}
    - {id: T12-04, task: Tổng kết công tác dân tộc., lead: VP, start: 2026-12, due: 2026-12}
    - {id: T12-05, task: Tổng kết công tác thi đua., lead: VP, start: 2026-12, due: 2026-12}
    - {id: T12-06, task: Tổng kết công tác báo chí., lead: VP, start: 2026-12, due: 2026-12}
    - {id: T12-07, task: Tổng kết công tác xuất bản., lead: VP, start: 2026-12, due: 2026-12}
    - {id: T12-08, task: Tổng kết công tác đối ngoại., lead: VP, start: 2026-12, due: 2026-12}
    - {id: T12-09, task: Tổng kết công tác tài chính., lead: VP, start: 2026-12, due: 2026-12}

Đúng:

    - {id: T12-01, task: Tổng kết công tác khoa giáo., lead: VP, start: 2026-11, due: 2026-11}
    - {id: T12-02, task: Tổng kết công tác văn hóa., lead: VP, start: 2026-12, due: 2026-12}
"""

from __future__ import annotations

from collections import defaultdict

from khtgdv.checks.corpus import Finding
from khtgdv.dates.periods import Period

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import AnyWorkItem, Corpus

_MAX_DEADLINES = 8


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the first deadline of a department that is one too many in its month."""
    months: defaultdict[tuple[str, int, int], list[AnyWorkItem]] = defaultdict(list)
    for work in corpus.plan.tasks:
        deadline = _latest_deadline(work)
        if deadline and not (work.completed or work.cancelled):
            for lead in work.leads:
                months[lead, deadline.end.year, deadline.end.month].append(work)
    for (lead, year, month), works in months.items():
        if len(works) > _MAX_DEADLINES:
            message = f"{lead} có {len(works)} việc đến hạn trong tháng {month}/{year}"
            note = f"các việc: {', '.join(work.id for work in works)}"
            hint = f"nhiều hơn {_MAX_DEADLINES} việc thì nên rải sang tháng khác"
            loc = ("extensions",) if works[_MAX_DEADLINES].extensions else ("due",)
            yield Finding(works[_MAX_DEADLINES], loc, message, hint, note=note)


def _latest_deadline(work: AnyWorkItem) -> Period | None:
    latest_extension = max(work.extensions, key=lambda extension: extension.on, default=None)
    return latest_extension.to if latest_extension else work.due
