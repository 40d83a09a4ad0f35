"""Short forms that every Vietnamese office writes and none explains, each with where it is fixed.

The source is the rule or the law that gives the short form, or the name it is short for.
"""

from __future__ import annotations

from functools import cache

from khtgdv.language.abbreviations import Abbreviations
from khtgdv.plan.office import Abbreviation

# Of each source its short forms, and what they are short for.
_FORMS_BY_SOURCE: dict[str, dict[str, str]] = {
    "Nghị định 30/2020/NĐ-CP, Phụ lục III (chữ viết tắt tên loại văn bản)": {
        "NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "QC": "quy chế",
        "QyĐ": "quy định", "TC": "thông cáo", "TB": "thông báo", "HD": "hướng dẫn",
        "CTr": "chương trình", "KH": "kế hoạch", "PA": "phương án", "ĐA": "đề án", "DA": "dự án",
        "BC": "báo cáo", "BB": "biên bản", "TTr": "tờ trình", "HĐ": "hợp đồng",
        "CĐ": "công điện", "NĐ": "nghị định", "TT": "thông tư", "CV": "công văn",
        "NĐ-CP": "nghị định của Chính phủ",
    },
    "Luật Tổ chức chính quyền địa phương 72/2025/QH15": {
        "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "TP": "thành phố",
        "TP.HCM": "Thành phố Hồ Chí Minh", "HCM": "Hồ Chí Minh",
    },
    "Điều lệ Đảng Cộng sản Việt Nam": {
        "TW": "Trung ương", "TƯ": "Trung ương", "BCH": "Ban Chấp hành", "BTV": "Ban Thường vụ",
        "BCT": "Bộ Chính trị", "UBKT": "Ủy ban Kiểm tra", "KL": "kết luận", "ĐH": "đại hội",
        "ĐU": "Đảng ủy",
    },
    "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam": {
        "QH": "Quốc hội", "CP": "Chính phủ", "ĐBQH": "đại biểu Quốc hội",
    },
    "Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15": {
        "VBQPPL": "văn bản quy phạm pháp luật",
    },
    "Luật Xây dựng 50/2014/QH13": {
        "XDCB": "xây dựng cơ bản", "QLDA": "quản lý dự án", "ĐTXD": "đầu tư xây dựng",
    },
    "Luật Đầu tư 61/2020/QH14, Luật Quản lý nợ công 20/2017/QH14": {
        "FDI": "đầu tư trực tiếp nước ngoài", "ODA": "hỗ trợ phát triển chính thức",
    },
    "Luật Doanh nghiệp 59/2020/QH14": {
        "DN": "doanh nghiệp", "SXKD": "sản xuất, kinh doanh",
    },
    "Luật Thể dục, thể thao 77/2006/QH11": {"TDTT": "thể dục, thể thao"},
    "Luật Bảo vệ môi trường 72/2020/QH14": {"BVMT": "bảo vệ môi trường"},
    "Luật Phòng, chống thiên tai 33/2013/QH13": {
        "PCTT": "phòng, chống thiên tai", "TKCN": "tìm kiếm cứu nạn",
    },
    "Luật Mặt trận Tổ quốc Việt Nam 75/2015/QH13": {
        "MTTQ": "Mặt trận Tổ quốc", "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
        "MTTQVN": "Mặt trận Tổ quốc Việt Nam",
    },
    "Luật Bảo hiểm xã hội 41/2024/QH15": {
        "BHXH": "bảo hiểm xã hội", "BHYT": "bảo hiểm y tế", "BHTN": "bảo hiểm thất nghiệp",
    },
    "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ 55/2024/QH15": {
        "PCCC": "phòng cháy, chữa cháy", "CNCH": "cứu nạn, cứu hộ",
    },
    "Luật Giáo dục 43/2019/QH14": {
        "THPT": "trung học phổ thông", "THCS": "trung học cơ sở",
        "GDTX": "giáo dục thường xuyên", "GDĐT": "giáo dục và đào tạo",
        "GD-ĐT": "giáo dục - đào tạo", "GD&ĐT": "giáo dục và đào tạo",
        "HSSV": "học sinh, sinh viên", "NCKH": "nghiên cứu khoa học", "HSG": "học sinh giỏi",
        "GVCN": "giáo viên chủ nhiệm",
    },
    "Luật An toàn thực phẩm 55/2010/QH12": {
        "ATTP": "an toàn thực phẩm", "VSATTP": "vệ sinh an toàn thực phẩm",
    },
    "Luật An toàn, vệ sinh lao động 84/2015/QH13": {
        "ATVSLĐ": "an toàn, vệ sinh lao động", "ATLĐ": "an toàn lao động",
    },
    "Luật Hợp tác xã 17/2023/QH15": {"HTX": "hợp tác xã"},
    "Luật Công nghệ thông tin 67/2006/QH11": {
        "CNTT": "công nghệ thông tin", "CĐS": "chuyển đổi số", "KHCN": "khoa học và công nghệ",
        "KH&CN": "khoa học và công nghệ", "ATTT": "an toàn thông tin",
        "CSDL": "cơ sở dữ liệu",
    },
    "Nghị định 63/2010/NĐ-CP (kiểm soát thủ tục hành chính)": {
        "TTHC": "thủ tục hành chính", "CCHC": "cải cách hành chính",
        "DVC": "dịch vụ công", "DVCTT": "dịch vụ công trực tuyến",
    },
    "Luật Đất đai 31/2024/QH15": {
        "GPMB": "giải phóng mặt bằng", "QSDĐ": "quyền sử dụng đất", "TĐC": "tái định cư",
    },
    "Luật Cán bộ, công chức 80/2025/QH15": {
        "CBCC": "cán bộ, công chức", "CBCCVC": "cán bộ, công chức, viên chức",
        "NLĐ": "người lao động",
    },
    "Luật Tiếp công dân 42/2013/QH13, Luật Khiếu nại 02/2011/QH13": {
        "KNTC": "khiếu nại, tố cáo", "PCTN": "phòng, chống tham nhũng",
    },
    "Nghị quyết hằng năm của Quốc hội, Chính phủ về phát triển kinh tế - xã hội": {
        "KT-XH": "kinh tế - xã hội", "QP-AN": "quốc phòng - an ninh",
        "QPAN": "quốc phòng, an ninh", "ANTT": "an ninh, trật tự",
        "ATGT": "an toàn giao thông", "NTM": "nông thôn mới", "NSNN": "ngân sách nhà nước",
        "QLNN": "quản lý nhà nước", "OCOP": "mỗi xã một sản phẩm",
        "KPI": "chỉ số đánh giá kết quả công việc", "VH-XH": "văn hóa - xã hội",
        "ĐTC": "đầu tư công",
    },
    "Tên chính thức của các tổ chức chính trị - xã hội": {
        "LĐLĐ": "Liên đoàn Lao động", "LHPN": "Liên hiệp Phụ nữ", "CCB": "Cựu chiến binh",
        "TNCS": "Thanh niên Cộng sản", "ĐVTN": "đoàn viên, thanh niên", "ND": "Nông dân",
        "ĐTN": "Đoàn Thanh niên",
    },
}  # fmt: skip


@cache
def well_known_abbreviations() -> Abbreviations:
    """Return the short forms that need no explanation, each with its source."""
    return Abbreviations(
        Abbreviation(short=short, full=full, place=source)
        for source, forms in _FORMS_BY_SOURCE.items()
        for short, full in forms.items()
    )
