"""The reference of commands: the groups of options that commands share, each once; every command.

All comes from the table of commands and from what their functions declare, so that a command or an
option cannot be left out. What is written here by hand says where a group is explained at length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.cli.arguments.command_names import VIETNAMESE_NAMES, short_name, slug
from khtgdv.cli.arguments.command_table import COMMANDS, command_function
from khtgdv.cli.arguments.program import root_command
from khtgdv.errors import ExitCode
from tools.parameters import (
    escape_markdown,
    markdown_table,
    parameter_row,
    parameters_by_group,
    shared_groups,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.cli.arguments.option_groups import Parameter

_HEAD = """# Các lệnh và tùy chọn

Trang này sinh từ chính chương trình (`make docs`). Trên cửa sổ lệnh, `khtgdv LỆNH --help` nói cùng
những điều ấy về một lệnh.

- Trong cách dùng, phần để trong ngoặc vuông không bắt buộc.
- Dấu `…`: viết được nhiều lần, như `khtgdv done T03-12 T03-13`,
  `khtgdv list --state open --state overdue`.
- Sau tên lệnh, tùy chọn đứng trước hay sau tham số đều được.
- Giá trị có khoảng trắng thì để trong dấu nháy kép: `--department "phòng tt th"`.
- Tên tiếng Việt của lệnh gõ có dấu hay không, có dấu cách hay dấu gạch đều được: `khtgdv qua-han`,
  `khtgdv quá hạn`. Tùy chọn đứng trước tên lệnh cũng được: `khtgdv -d VP overdue`.
- Ngày, kỳ, mã, đơn vị gõ theo lối thường viết: [Gõ thế nào cũng được](../su-dung/go-lenh.md).
"""
_SHARED_HEAD = """## Tùy chọn dùng chung

Nhiều lệnh nhận cùng những nhóm tùy chọn. Mỗi nhóm được giải thích một lần ở đây; phần của từng lệnh
chỉ nêu tên các nhóm mà lệnh ấy nhận.
"""
_GUIDE = "../su-dung/huong-dan.md"
_TABLES = f"[Lọc, sắp xếp, chọn cột]({_GUIDE}#lọc-sắp-xếp-chọn-cột)"
# What each group is for, and where its reader learns more.
_GROUPS = {
    "Kế hoạch": f"Đọc kế hoạch nào: [Kế hoạch nằm ở đâu]({_GUIDE}#kế-hoạch-nằm-ở-đâu).",
    "Thời điểm": "Xem tại thời điểm nào; không nêu thì số liệu đến hôm nay:\n"
    f"[Xem tại thời điểm nào]({_GUIDE}#xem-tại-thời-điểm-nào).",
    "Chọn dòng": "Lấy những dòng nào. Một tùy chọn viết nhiều lần thì chỉ cần đúng một giá trị;\n"
    f"các tùy chọn khác nhau phải cùng đúng: {_TABLES}.",
    "Xuất ra": "Ra định dạng nào, vào đâu: [In ấn và gửi đi](../su-dung/in-an.md),\n"
    "[Dữ liệu cho chương trình khác](../quan-tri/du-lieu.md).",
    "Bảng": f"Bảng xếp thế nào, có những cột nào: {_TABLES}.",
    "Kế hoạch chưa có nhiệm vụ": "Kế hoạch mới bắt đầu với gì, cùng với `--empty`; điều không nói\n"
    "thì lệnh hỏi, nếu có người ngồi trước máy.",
    "Kế hoạch năm sau": "Lập từ kế hoạch nào, vào đâu, với những gì:\n"
    "[Sang năm mới](../su-dung/nam-moi.md).",
    "Cách ghi": "Ghi thế nào: [Ghi nhận, hoàn tác, xem lại](../su-dung/ghi-nhan.md).",
}
_STATUSES = {
    ExitCode.OK: "Xong; danh sách trống cũng là xong.",
    ExitCode.FINDINGS: "Có lỗi trong tệp, không đọc hay ghi được hết, hoặc thấy điều mà "
    "`overdue --exit-code`, `lint --strict`, `fmt --check` tìm.",
    ExitCode.USAGE: "Gõ lệnh sai, kể cả mã hay đơn vị không có.",
    ExitCode.FAULT: "Lỗi của khtgdv.",
    ExitCode.INTERRUPTED: "Bị ngắt giữa chừng.",
}
_EXAMPLE = "Ví dụ: "


def page() -> str:
    """Return the page in Markdown."""
    shared = [_section(f"### {title}", _group(title, of)) for title, of in shared_groups().items()]
    commands = [_section(f"## khtgdv {name}", _command(name)) for name in COMMANDS]
    return "\n".join(
        [_HEAD, *_index(), _SHARED_HEAD, _program_options(), *shared, _statuses(), *commands]
    )


def _index() -> Iterator[str]:
    yield "## Danh sách các lệnh\n"
    for family in dict.fromkeys(command.family for command in COMMANDS.values()):
        rows = (
            (f"[{name}](#khtgdv-{name})", f"`{short_name(name)}`", escape_markdown(command.help))
            for name, command in COMMANDS.items()
            if command.family == family
        )
        yield f"**{family}**\n"
        yield markdown_table(("lệnh", "tên tiếng Việt", "làm gì"), rows)


def _program_options() -> str:
    program = root_command()
    help_names = ", ".join(sorted(program.context_settings["help_option_names"], key=len))
    rows = [(f"`{help_names}`", "Hiện trang trợ giúp của chương trình hay của một lệnh.")]
    rows += [
        (f"`khtgdv {', '.join(parameter.opts)}`", escape_markdown(parameter.help))
        for parameter in program.params
    ]
    return _section("### Mọi lệnh", [markdown_table(("tùy chọn", "nghĩa"), rows)])


def _group(title: str, options: Iterable[Parameter]) -> Iterator[str]:
    yield f"{_GROUPS[title]}\n"
    yield markdown_table(("tùy chọn", "nghĩa"), map(parameter_row, options))


def _statuses() -> str:
    rows = ((str(int(status)), _STATUSES[status]) for status in ExitCode)
    return _section("## Mã kết thúc", [markdown_table(("mã", "nghĩa"), rows)])


def _command(name: str) -> Iterator[str]:
    shared = parameters_by_group(name)
    own_parameters = sorted(
        shared.pop("", []), key=lambda parameter: bool(parameter.declaration.names)
    )
    metavars = [
        parameter.declaration.metavar
        for parameter in own_parameters
        if not parameter.declaration.names
    ]
    yield "```\n" + " ".join(["khtgdv", name, *map(str, metavars), "[TÙY CHỌN]"]) + "\n```\n"
    names = ", ".join(f"`khtgdv {slug(each)}`" for each in VIETNAMESE_NAMES[name])
    yield f"Cũng gọi là: {names}.\n"
    yield from _paragraphs(
        COMMANDS[name].help, *(command_function(name).__doc__ or "").split("\n\n")
    )
    if own_parameters:
        yield markdown_table(
            ("tham số, tùy chọn riêng", "nghĩa"), map(parameter_row, own_parameters)
        )
    if shared:
        group_links = ", ".join(
            f"[{title}](#{title.lower().replace(' ', '-')})" for title in shared
        )
        yield f"Tùy chọn dùng chung: {group_links}.\n"


def _paragraphs(*paragraphs: str) -> Iterator[str]:
    """Yield what a command does, in words and then in examples."""
    texts = [text for paragraph in paragraphs if (text := " ".join(paragraph.split()))]
    examples = [text.removeprefix(_EXAMPLE) for text in texts if text.startswith(_EXAMPLE)]
    yield from (f"{escape_markdown(text)}\n" for text in texts if not text.startswith(_EXAMPLE))
    if examples:
        yield "```sh\n" + "\n".join(examples) + "\n```\n"


def _section(title: str, content: Iterable[str]) -> str:
    return "\n".join([f"{title}\n", *content])
