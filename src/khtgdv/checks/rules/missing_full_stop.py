"""Nội dung không có dấu chấm cuối câu, trong khi các dòng khác đều có.

Chỉ xét khi từ chín phần mười số dòng trở lên kết thúc bằng dấu chấm.

Sai:

    - {id: T01-01, task: Hướng dẫn công tác khoa giáo., lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-02, task: Hướng dẫn công tác văn hóa., lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-03, task: Báo cáo tình hình tôn giáo., lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-04, task: Báo cáo tình hình dân tộc., lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-05, task: Tổng kết phong trào thi đua., lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-06, task: Khảo sát dư luận xã hội., lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-07, task: Tập huấn báo cáo viên., lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-08, task: Biên soạn tài liệu học tập., lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-09, task: Kiểm tra công tác đối thoại., lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-10, task: Xây dựng quy chế phối hợp, lead: VP, start: 2026-01, due: 2026-03}

Đúng:

    - {id: T01-01, task: Hướng dẫn công tác khoa giáo, lead: VP, start: 2026-01, due: 2026-03}
    - {id: T01-02, task: Báo cáo tình hình tôn giáo, lead: VP, start: 2026-01, due: 2026-03}
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding

_ONE_IN = 10
_ENDS = (".", "…", "!", "?", ".”", '."', ".)", ":")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the end of each row that lacks what nearly all rows end with."""
    unended = [
        plan_text for plan_text in corpus.task_texts if not plan_text.text.rstrip().endswith(_ENDS)
    ]
    if unended and len(unended) * _ONE_IN <= len(corpus.task_texts):
        for plan_text in unended:
            last = len(plan_text.text.rstrip())
            hint = "thêm dấu chấm như các dòng khác"
            yield plan_text.finding(last - 1, last, "thiếu dấu chấm cuối câu", hint)
