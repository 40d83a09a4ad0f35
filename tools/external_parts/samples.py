"""Tasks as people write them, right and wrong, for the programs that read the JSON Schemas."""

MODELINE = "# yaml-language-server: $schema={}\n"
SCHEMA_PATH = "../schemas/tasks.schema.json"
_ROW = "tasks:\n  - id: T03-13\n    task: Việc thử\n    lead: VP\n"

# What the loader takes and a YAML program reads as a number, a list or a mapping.
VALID_SAMPLES = (
    f"{_ROW}    due: 2026\n    started: 2026-03-01\n    progress: 50\n",
    f"{_ROW}    due: '2026'\n    started: 2026-03-01\n    progress: '50'\n    product: on\n",
    f"{_ROW}    start: 2026-03\n    due: 2026-Q1\n    coordinating: []\n    focus: ['1.4']\n",
    f"{_ROW}    repeat: month\n    log: {{2026-02: 2026-02-27}}\n",
    f"{_ROW}    repeat: [day, {{every: quarter, in: [1, 2], label: sơ kết}}]\n",
    f"{_ROW}    extensions: [{{to: 2026-05, on: 2026-03-20, reason: chờ ý kiến}}]\n",
    f"{_ROW}    cancelled: {{on: 2026-03-20, reason: không còn cần}}\n",
)

# What is wrong: its name, the text, the line counted from 1, and what an editor has to say.
INVALID_SAMPLES: tuple[tuple[str, str, int, str], ...] = (
    ("sai đơn vị", _ROW.replace("VP", "VPX"), 4, "Không có đơn vị này; chọn một trong: LLCT-LSD"),
    ("sai tháng", f"{_ROW}    due: 2026-13\n", 5, "Không phải một thời hạn: viết 2026-03"),
    ("sai tháng bắt đầu", f"{_ROW}    start: 2026-00\n", 5, "Không phải một thời hạn"),
    ("sai năm", f"{_ROW}    due: 20266\n", 5, "Không phải một thời hạn"),
    (
        "thiếu khóa",
        _ROW.replace("    lead: VP\n", ""),
        2,
        "Thiếu khóa bắt buộc lead: Đơn vị chủ trì",
    ),
    ("lạ khóa", f"{_ROW}    tilte: b\n", 5, "Nhiệm vụ chỉ gồm các khóa: id, task, lead,"),
    ("lạ khóa đầu tệp", f"{_ROW}task: b\n", 5, "Tệp nhiệm vụ chỉ gồm các khóa: tasks."),
    ("ngày không có", f"{_ROW}    completed: 2026-02-30\n", 5, "Không phải một ngày"),
    ("quá trăm", f"{_ROW}    progress: 150\n", 5, "Viết một số nguyên từ 0 đến 100"),
    ("sai mã", _ROW.replace("T03-13", "T3-13"), 2, "Mã không đúng: viết T03-12"),
    ("số thay chữ", f"{_ROW}    product: 12\n", 5, "Cần chữ; số, true, false, null"),
    ("giá trị trống", f"{_ROW}    product: ' '\n", 5, "Giá trị để trống"),
    ("sai kỳ", f"{_ROW}    repeat: thang\n", 5, "Chọn một trong: day, week, month"),
    ("kỳ trống", f"{_ROW}    repeat: {{every: month, in: []}}\n", 5, "có ít nhất một mục"),
    ("không phải danh sách", f"{_ROW}    coordinating: VP\n", 5, "Cần một danh sách"),
    ("sai nhóm", f"{_ROW}    cancelled: 2026-03-20\n", 5, "Hủy chỉ gồm các khóa: on, reason."),
    ("sai trọng tâm", f"{_ROW}    focus: ['9.9']\n", 5, "Không có nhiệm vụ trọng tâm này"),
)
