"""Một chữ hay một cụm chữ viết hai lần liền nhau.

"cơ sở sở", "ban hành Ban hành". Từ láy (từ từ, thường thường) không kể; hai chữ giống nhau mà
thuộc hai từ khác nhau (cơ quan quan tâm) cũng không kể.

Sai:

    - id: T02-11
      task: Xây dựng tiêu chí chấm điểm kết quả thực hiện dân chủ ở cơ sở sở.
      lead: VP
      start: 2026-02
      due: 2026-03

Đúng:

    - id: T02-11
      task: Đề nghị cơ quan quan tâm, từ từ xây dựng tiêu chí dân chủ ở cơ sở.
      lead: VP
      start: 2026-02
      due: 2026-03
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

_REDUPLICATIONS = frozenset(
    [
        "từ",
        "luôn",
        "thường",
        "dần",
        "ngày",
        "người",
        "nhà",
        "lần",
        "đời",
        "mãi",
        "chung",
        "riêng",
        "hay",
        "rất",
        "xanh",
        "vui",
        "song",
        "hằng",
        "cùng",
        "ai",
        "nơi",
        "ngành",
        "đêm",
        "năm",
        "tháng",
        "kịp",
        "khăng",
        "mau",
        "rành",
        "chan",
        "chuyên",
        "đồng",
        "đều",
        "sâu",
        "cao",
        "xa",
        "gần",
    ]
)
# Second halves, after a syllable that also ends a word: `cơ quan quan tâm`.
_HEADS: dict[str, frozenset[str]] = {
    "sinh": frozenset(["viên", "hoạt", "sống", "sản"]),
    "quan": frozenset(["trọng", "tâm", "hệ", "điểm", "sát", "trắc"]),
    "hội": frozenset(["viên", "nghị", "thảo", "thi", "họp", "nhập"]),
    "dân": frozenset(["tộc", "vận", "cư", "số", "chủ", "sinh", "quân", "sự", "tình", "quyền"]),
    "viên": frozenset(["chức"]),
    "tác": frozenset(["động", "phẩm", "giả", "phong", "nghiệp"]),
    "hình": frozenset(["thành", "thức", "ảnh", "tượng", "sự"]),
    "chức": frozenset(["năng", "danh", "vụ", "trách"]),
    "nghị": frozenset(["quyết", "định"]),
    "hành": frozenset(["chính", "động", "vi", "trình"]),
    "chính": frozenset(["quyền", "sách", "trị", "thức", "xác"]),
    "thi": frozenset(["đua", "hành"]),
    "sở": frozenset(["hữu", "tại"]),
    "phố": frozenset(["phường", "cổ"]),
    "thành": frozenset(["phố", "lập", "viên", "tích", "công"]),
    "phong": frozenset(["trào", "cách", "tặng"]),
    "động": frozenset(["viên", "lực"]),
    "công": frozenset(["tác", "chức", "nhân", "an", "nghiệp", "khai", "bố", "đoàn"]),
    "gia": frozenset(["đình", "nhập"]),
    "kết": frozenset(["quả", "luận", "hợp"]),
    "trình": frozenset(["bày", "độ", "duyệt"]),
    "cán": frozenset(["bộ"]),
    "bộ": frozenset(["phận", "máy", "tiêu"]),
    "hợp": frozenset(["tác", "lý"]),
    "hiện": frozenset(["nay", "đại", "trạng"]),
    "tự": frozenset(["do", "tin", "chủ", "quản"]),
}
_FOUR_WORDS = 3  # the index of the last of four words, where two can stand twice


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each word or two words that stand twice."""
    for plan_text in corpus.texts:
        words = plan_text.words
        for number in range(1, len(words)):
            if _is_word_doubled(corpus, plan_text, number) and _is_unbroken(plan_text, number, 1):
                yield _finding(plan_text, words[number].start, words[number].end)
            elif (
                number >= _FOUR_WORDS
                and _two_twice(plan_text, number)
                and _is_unbroken(plan_text, number, 3)
            ):
                yield _finding(plan_text, words[number - 1].start, words[number].end)


def _finding(plan_text: PlanText, start: int, end: int) -> Finding:
    return plan_text.finding(
        start, end, f'"{plan_text.text[start:end]}" viết hai lần', "bỏ một lần"
    )


def _is_unbroken(plan_text: PlanText, number: int, gaps: int) -> bool:
    """Tell whether only blanks stand between a word and as many words before it."""
    return not any(plan_text.gap_after(number - gap).strip() for gap in range(1, gaps + 1))


def _is_word_doubled(corpus: Corpus, plan_text: PlanText, number: int) -> bool:
    word, previous = plan_text.words[number].text, plan_text.words[number - 1].text
    if word != previous or word[0].isdigit() or word in _REDUPLICATIONS:
        return False
    if number + 1 == len(plan_text.words) or plan_text.gap_after(number).strip():
        return True
    next_word = plan_text.words[number + 1].text.lower()
    return next_word not in _HEADS.get(word, ()) and (word, next_word) not in corpus.bigrams


def _two_twice(plan_text: PlanText, number: int) -> bool:
    first, two, third, fourth = plan_text.words[number - 3 : number + 1]
    if first.folded != third.folded or two.folded != fourth.folded or first.folded == two.folded:
        return False
    same = first.text.lower() == third.text.lower() and two.text.lower() == fourth.text.lower()
    return same and not first.text[0].isdigit()
