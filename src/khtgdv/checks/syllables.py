"""How Vietnamese syllables are spelt, and the compounds of office language.

After the rules of spelling taught in school: onset, rhyme, tone on the main vowel. Names of places
(Đắk Lắk) and foreign words follow others, so only words in small letters are held against them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from khtgdv.text import nfc

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_CLOSED_SYLLABLE_TONES = frozenset({"\u0301", "\u0323"})  # the only ones before c, ch, p, t
_ONSETS = "ngh|ng|nh|n|gh|gi|g|ch|c|kh|k|ph|p|qu|th|tr|t|b|d|đ|h|l|m|r|s|v|x|"
_RHYMES = frozenset(
    [
        "a",
        "ac",
        "ach",
        "ai",
        "am",
        "an",
        "ang",
        "anh",
        "ao",
        "ap",
        "at",
        "au",
        "ay",
        "ăc",
        "ăm",
        "ăn",
        "ăng",
        "ăp",
        "ăt",
        "âc",
        "âm",
        "ân",
        "âng",
        "âp",
        "ât",
        "âu",
        "ây",
        "e",
        "ec",
        "em",
        "en",
        "eng",
        "eo",
        "ep",
        "et",
        "ê",
        "êch",
        "êm",
        "ên",
        "ênh",
        "êp",
        "êt",
        "êu",
        "i",
        "ia",
        "ich",
        "im",
        "in",
        "inh",
        "ip",
        "it",
        "iu",
        "iêc",
        "iêm",
        "iên",
        "iêng",
        "iêp",
        "iêt",
        "iêu",
        "y",
        "yên",
        "yêm",
        "yêt",
        "yêu",
        "yêng",
        "o",
        "oc",
        "oi",
        "om",
        "on",
        "ong",
        "op",
        "ot",
        "oong",
        "ooc",
        "oa",
        "oac",
        "oach",
        "oai",
        "oam",
        "oan",
        "oang",
        "oanh",
        "oao",
        "oap",
        "oat",
        "oay",
        "oăc",
        "oăm",
        "oăn",
        "oăng",
        "oăt",
        "oe",
        "oen",
        "oeo",
        "oet",
        "ô",
        "ôc",
        "ôi",
        "ôm",
        "ôn",
        "ông",
        "ôp",
        "ôt",
        "ơ",
        "ơi",
        "ơm",
        "ơn",
        "ơp",
        "ơt",
        "u",
        "ua",
        "uc",
        "ui",
        "um",
        "un",
        "ung",
        "up",
        "ut",
        "uân",
        "uâng",
        "uât",
        "uây",
        "uê",
        "uêch",
        "uênh",
        "uên",
        "uôc",
        "uôi",
        "uôm",
        "uôn",
        "uông",
        "uôt",
        "uơ",
        "uy",
        "uya",
        "uych",
        "uyên",
        "uyêt",
        "uynh",
        "uyt",
        "uyn",
        "uyu",
        "uyp",
        "ư",
        "ưa",
        "ưc",
        "ưi",
        "ưng",
        "ưt",
        "ưu",
        "ưm",
        "ưn",
        "ươc",
        "ươi",
        "ươm",
        "ươn",
        "ương",
        "ươp",
        "ươt",
        "ươu",
    ]
)
_SYLLABLE = re.compile(rf"({_ONSETS})([a-zăâêôơưđ]*)")
_MARKED_VOWELS = frozenset("ăâêôơư")
_FRONT_VOWELS = frozenset("ieêy")

# Two syllables that make one word, in their right spelling; the list of pairs that only look alike
# without their marks has both (công tác, cộng tác; công nhân, công nhận).
_COMPOUND_LIST = """
    an ninh, an sinh, an toàn, ban hành, bao gồm, biên chế, biên soạn, biên tập, biểu dương,
    báo chí, báo cáo, bình xét, bảo vệ, bảo đảm, bầu cử, bồi dưỡng, bổ sung, chuyên môn,
    chuyên viên, chuyên đề, chuyển đổi, chính quyền, chính sách, chính trị, chúc mừng, chương
    trình, chấm điểm, chất lượng, chỉ thị, chỉ tiêu, chỉ đạo, chủ trì, chủ trương, chủ động,
    cuộc thi, cán bộ, công an, công bố, công chức, công khai, công nghiệp, công nghệ, công
    nhân, công nhận, công tác, công đoàn, cơ quan, cơ sở, cấp ủy, cộng tác, cộng đồng, cụ thể,
    cử tri, cựu chiến, danh hiệu, danh sách, duy trì, dân chủ, dân cư, dân tộc, dân vận, dư
    luận, dự thảo, dự toán, giai cấp, giai đoạn, giao ban, giao lưu, giám sát, giáo dục, giáo
    viên, giới thiệu, hiện đại, hiệu quả, hoàn thiện, hoàn thành, hoạt động, huy động, hình
    thức, hướng dẫn, học tập, hồ sơ, hội nghị, hội thi, hội thảo, hội viên, khen thưởng, khoa
    giáo, khoa học, khảo sát, khắc phục, kinh nghiệm, kinh phí, kinh tế, kiến nghị, kiến thức,
    kiểm tra, kiểm điểm, kiện toàn, ký kết, kế hoạch, kết luận, kết nạp, kết quả, kỷ luật, kỷ
    niệm, lao động, lãnh đạo, lý luận, lĩnh vực, lịch sử, lịch sự, mô hình, mặt trận, mục
    tiêu, nghiên cứu, nghiệm thu, nghị quyết, nghị sự, nghị định, nhiệm kỳ, nhiệm vụ, nhà
    nước, nhân dân, nhân rộng, nhân sự, nhận thức, nâng cao, nâng lương, nông dân, nông thôn,
    năng lực, nền tảng, nội dung, phong cách, phong trào, phát huy, phát hành, phát triển,
    phát động, phê duyệt, phòng ngừa, phương hướng, phương tiện, phương án, phản biện, phản
    bác, phản ánh, phối hợp, phổ biến, phụ nữ, phục vụ, quan trọng, quan tâm, quan điểm, quy
    chế, quy hoạch, quy trình, quy định, quyết toán, quyết định, quán triệt, quân nhân, quân
    sự, quần chúng, quản lý, quản trị, quốc gia, quốc hội, quốc phòng, rà soát, suy tôn, sáng kiến,
    sáng tạo, sáp nhập, sơ kết, số hóa, sử dụng, tham dự, tham gia, tham mưu, thanh niên, thanh
    toán, theo dõi, thi đua, thiết thực, thành lập, thành niên, thành phố, thành tích, thành
    viên, thành ủy, thông báo, thông qua, thông tin, thù địch, thường trực, thường vụ, thường
    xuyên, thẩm định, thống kê, thống nhất, thực hiện, thực tiễn, thực trạng, tiêu biểu, tiêu
    chuẩn, tiêu chí, tiến độ, tiếp tục, trang bị, triển khai, trong tâm, trung tâm, trung
    ương, truyền thông, trách nhiệm, trọng tâm, trực thuộc, trực tuyến, tuyên dương, tuyên
    giáo, tuyên truyền, tài chính, tài liệu, tài sản, tình hình, tín ngưỡng, tôn giáo, tăng
    cường, tư tưởng, tư vấn, tập huấn, tập thể, tập trung, tỉnh ủy, tọa đàm, tổ chức, tổng
    hợp, tổng kết, vi phạm, viên chức, viện dẫn, văn bản, văn hóa, văn nghệ, văn phòng, vận
    hành, vận động, xuất bản, xuất sắc, xây dựng, xã hội, xử lý, ý kiến, điều hành, điều tra,
    đoàn thể, đoàn viên, đào tạo, đánh giá, đôn đốc, đăng ký, đăng tải, đơn vị, đường lối, đại
    biểu, đại diện, đại hội, đảng bộ, đảng viên, đảng ủy, đấu tranh, đặc biệt, đặc khu, đề
    nghị, đề xuất, đề án, đền ơn, địa bàn, địa phương, định hướng, định kỳ, đối ngoại, đối
    thoại, đối tượng, đồng bào, đổi mới, đội ngũ, động viên, đột xuất, ủy ban, ủy viên, ứng
    dụng
    """
COMPOUNDS = tuple(" ".join(pair.split()) for pair in _COMPOUND_LIST.split(","))
# Words that are often taken for one another, with other letters.
COMMON_CONFUSIONS: dict[str, str] = {
    "bổ xung": "bổ sung", "xử dụng": "sử dụng", "sử lý": "xử lý", "sử phạt": "xử phạt",
    "xuất xắc": "xuất sắc", "suất sắc": "xuất sắc", "sát nhập": "sáp nhập",
    "thăm quan": "tham quan",
    "chia xẻ": "chia sẻ", "trao dồi": "trau dồi", "đọc giả": "độc giả", "năng xuất": "năng suất",
    "sơ xuất": "sơ suất", "cọ sát": "cọ xát", "xúc tích": "súc tích", "tựu chung": "tựu trung",
    "vô hình chung": "vô hình trung", "chuẩn đoán": "chẩn đoán", "dành giật": "giành giật",
    "dành thắng": "giành thắng", "đề suất": "đề xuất", "kiểm xoát": "kiểm soát",
    "rà xoát": "rà soát",
    "khảo xát": "khảo sát", "giám xát": "giám sát", "chiển khai": "triển khai",
    "chuyền thông": "truyền thông", "tuyên chuyền": "tuyên truyền", "chương chình": "chương trình",
    "lổi bật": "nổi bật", "xơ kết": "sơ kết", "soạn thải": "soạn thảo",
}  # fmt: skip


@cache
def split_tone(syllable: str) -> tuple[str, str]:
    """Return a syllable's letters without its tone, and the tone: `uỷ` and `ủy` are the same."""
    decomposed = unicodedata.normalize("NFD", syllable.lower())
    bare = nfc("".join(char for char in decomposed if char not in _TONES))
    return bare, "".join(char for char in decomposed if char in _TONES)


@cache
def is_well_spelt(syllable: str) -> bool:
    """Tell whether a word in small letters is spelt as a Vietnamese syllable can be."""
    bare, tone = split_tone(syllable)
    if len(tone) > 1:
        return False
    return any(
        _is_allowed(onset, rhyme, tone) for onset, rhyme in _onset_rhyme_splits(bare)
    ) and _is_tone_on_marked_vowel(syllable)


def _onset_rhyme_splits(bare: str) -> list[tuple[str, str]]:
    match = _SYLLABLE.fullmatch(bare)
    if match is None:
        return []
    onset, rhyme = match[1], match[2]
    splits = [(onset, rhyme)]
    if onset == "gi":  # `gì`, `gìn`, `giết`: the i is the vowel's own
        splits += [("g", f"i{rhyme}"), ("gi", f"i{rhyme}")]
    if onset == "qu":
        splits += [("q", f"u{rhyme}"), ("q", f"o{rhyme}")]
    return splits


def _is_allowed(onset: str, rhyme: str, tone: str) -> bool:
    if rhyme not in _RHYMES or (onset and rhyme.startswith("yê")):
        return False
    if rhyme.endswith(("c", "ch", "p", "t")) and tone not in _CLOSED_SYLLABLE_TONES:
        return False
    is_front_vowel = rhyme[0] in _FRONT_VOWELS
    if onset in {"ng", "c"}:
        return not is_front_vowel
    if onset in {"ngh", "k", "gh"}:
        return is_front_vowel
    return not (onset == "g" and rhyme[0] in "eê")


def _is_tone_on_marked_vowel(syllable: str) -> bool:
    """Tell whether the tone stands on the vowel that has a mark of its own, if there is one."""
    bare, tone = split_tone(syllable)
    marked_positions = [number for number, char in enumerate(bare) if char in _MARKED_VOWELS]
    if not tone or not marked_positions:
        return True
    letters = nfc(syllable.lower())
    return len(letters) == len(bare) and letters[marked_positions[-1]] != bare[marked_positions[-1]]
