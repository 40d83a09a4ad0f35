"""Hai nhiệm vụ gần như cùng một nội dung.

Hai nội dung có phần lớn chữ chung thì được coi là gần trùng. Những cặp chỉ khác nhau ở con số, ở
kỳ (6 tháng, 9 tháng) hoặc ở khâu của công việc (xây dựng kế hoạch, tổ chức, tổng kết) là các việc
khác nhau nên không kể, trừ khi gần như trùng hết. Cách sửa: gộp hai dòng, hoặc viết cho thấy hai
việc khác nhau.

Sai:

    - id: T06-03
      task: >-
        Xây dựng báo cáo kết quả 01 năm triển khai công tác phòng ngừa các hiện tượng
        tín ngưỡng mới trên địa bàn thành phố, đề xuất các giải pháp quản lý.
      lead: VP
      start: 2026-06
      due: 2026-08
    - id: T08-02
      task: >-
        Báo cáo kết quả 01 năm triển khai công tác phòng ngừa các hiện tượng tín ngưỡng
        mới trên địa bàn thành phố, đề xuất các giải pháp quản lý.
      lead: VP
      start: 2026-08
      due: 2026-08

Đúng:

    - id: T06-03
      task: Báo cáo công tác tuyên truyền miệng 6 tháng đầu năm 2026.
      lead: VP
      start: 2026-06
      due: 2026-06
    - id: T09-02
      task: Báo cáo công tác tuyên truyền miệng 9 tháng đầu năm 2026.
      lead: VP
      start: 2026-09
      due: 2026-09
"""

from __future__ import annotations

import re

from khtgdv.checks.ordinals import shared_ordinal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, SimilarPair

_MIN_SCORE = 0.88
_MIN_WORDS = 6  # shorter texts differ in a word and mean something else
# Words, folded, in which a period, a turn or a stage of one piece of work differs from the next.
_PERIOD_WORD = re.compile(r".*\d.*|[ivx]+|dau|cuoi|nhat|hai|ba|tu|nam|thang|quy|tuan|ngay|hang")
_STAGE_WORDS = frozenset(
    [
        "ke",
        "hoach",
        "huong",
        "dan",
        "bao",
        "cao",
        "xay",
        "dung",
        "ban",
        "hanh",
        "to",
        "chuc",
        "khao",
        "sat",
        "tong",
        "so",
        "ket",
        "de",
        "an",
        "hoi",
        "nghi",
        "thao",
        "toa",
        "dam",
        "tap",
        "huan",
        "tai",
        "lieu",
        "danh",
        "gia",
        "tham",
        "muu",
        "cham",
        "diem",
        "trinh",
        "kiem",
        "tra",
        "giam",
        "theo",
        "doi",
        "don",
        "doc",
        "ra",
        "soat",
        "ky",
        "phat",
        "dong",
        "hop",
        "cong",
        "bo",
        "chi",
        "thi",
        "bien",
        "soan",
        "thi",
        "cuoc",
    ]
)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each row that says nearly what an earlier one says."""
    reported_rows: set[int] = set()
    for pair in corpus.similar_pairs:
        if (
            pair.copy_count
            or id(pair.later) in reported_rows
            or not _is_near_duplicate(pair)
            or shared_ordinal(pair)
        ):
            continue
        reported_rows.add(id(pair.later))
        share = round(pair.score * 100)
        message = f"nội dung gần trùng với {pair.earlier.row_name} ({share}% số chữ)"
        hint = "gộp hai dòng, hoặc ghi rõ hai việc khác nhau ở đâu"
        yield pair.later.finding(0, len(pair.later.text), message, hint)


def _is_near_duplicate(pair: SimilarPair) -> bool:
    if len({word.folded for word in pair.later.words}) < _MIN_WORDS:
        return False
    if any(_PERIOD_WORD.fullmatch(word) for word in pair.differing_words):
        return False
    return pair.score >= _MIN_SCORE or not pair.differing_words & _STAGE_WORDS
