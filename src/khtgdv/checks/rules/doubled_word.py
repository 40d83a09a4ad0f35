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

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

_REDUPLICATED = frozenset(
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


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each word or two words that stand twice."""
    for said in corpus.texts:
        words = said.words
        for number in range(1, len(words)):
            if _one_twice(corpus, said, number) and _joined(said, number, 1):
                yield _found(said, words[number].start, words[number].end)
            elif number > 2 and _two_twice(said, number) and _joined(said, number, 3):  # noqa: PLR2004
                yield _found(said, words[number - 1].start, words[number].end)


def _found(said: Said, start: int, end: int) -> Finding:
    return said.found(start, end, f'"{said.text[start:end]}" viết hai lần', "bỏ một lần")


def _joined(said: Said, number: int, gaps: int) -> bool:
    """Tell whether only blanks stand between a word and as many words before it."""
    return not any(said.between(number - gap).strip() for gap in range(1, gaps + 1))


def _one_twice(corpus: Corpus, said: Said, number: int) -> bool:
    word, before = said.words[number].text, said.words[number - 1].text
    if word != before or word[0].isdigit() or word in _REDUPLICATED:
        return False
    if number + 1 == len(said.words) or said.between(number).strip():
        return True
    following = said.words[number + 1].text.lower()
    return following not in _HEADS.get(word, ()) and (word, following) not in corpus.following


def _two_twice(said: Said, number: int) -> bool:
    one, two, three, four = said.words[number - 3 : number + 1]
    if one.folded != three.folded or two.folded != four.folded or one.folded == two.folded:
        return False
    same = one.text.lower() == three.text.lower() and two.text.lower() == four.text.lower()
    return same and not one.text[0].isdigit()
