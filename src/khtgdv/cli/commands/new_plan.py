"""The command that starts a plan of one's own: a copy of the sample, or one without rows."""

import sys
from pathlib import Path

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.system.environment import today
from khtgdv.cli.system.new_files import create_files, finish_new_plan, refuse_existing
from khtgdv.cli.system.output import confirm, say
from khtgdv.errors import ExitCode, UsageError
from khtgdv.frozen import dataclass, field
from khtgdv.hints import Annotated
from khtgdv.pasted import clean_pasted
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.source.new_plans.plan_texts import NewPlan

_EXAMPLE = (
    'Ví dụ: khtgdv init "Kế hoạch 2027" --empty --year 2027 --agency "UBND xã Hòa An" '
    '--department "VP=Văn phòng" --department "KT=Phòng Kinh tế"'
)


@dataclass(frozen=True)
class NewPlanOptions:
    """What a plan without rows begins with."""

    title = "Kế hoạch chưa có nhiệm vụ"

    year: Annotated[
        int | None,
        option(
            "--year",
            metavar="NĂM",
            text="Năm của kế hoạch; không có thì năm nay.",
            complete="new-years",
        ),
    ] = None
    agency: Annotated[
        str | None, option("--agency", metavar="TÊN", text="Cơ quan ban hành.", complete="free")
    ] = None
    number: Annotated[
        str | None,
        option(
            "--number",
            metavar="SỐ",
            text="Số hiệu văn bản; không có thì là dự thảo.",
            complete="free",
        ),
    ] = None
    plan_title: Annotated[
        str | None, option("--title", metavar="TÊN", text="Tên kế hoạch.", complete="free")
    ] = None
    department: Annotated[
        list[str],
        option(
            "--department",
            metavar="MÃ=TÊN",
            text="Một đơn vị; dùng được nhiều lần.",
            complete="free",
        ),
    ] = field(default_factory=list)


def init(
    new: NewPlanOptions,
    *,
    folder: Annotated[
        Path,
        argument(metavar="THƯ MỤC", text="Thư mục mới, hoặc chưa có kế hoạch.", complete="folders"),
    ],
    empty: Annotated[
        bool,
        option(
            "--empty", metavar=None, text="Kế hoạch chưa có nhiệm vụ nào, có ngày nghỉ của năm."
        ),
    ] = False,
) -> ExitCode:
    """Chép kế hoạch kèm theo chương trình vào một thư mục để ghi nhận và sửa."""
    contents = _empty_plan(new) if empty else _sample()
    refuse_existing(folder, contents)
    create_files(folder, contents)
    folder_text = escape_unsafe(str(folder))
    confirm(f"Đã tạo kế hoạch ở {folder_text}: {', '.join(contents)}\n")
    finish_new_plan(folder)
    say(f'Dùng: khtgdv overdue --data "{folder_text}", hoặc chạy trong thư mục đó.')
    say(f'Soạn tệp trong VS Code: khtgdv schema --data "{folder_text}" --output schemas')
    return ExitCode.OK


def _sample() -> dict[str, bytes]:
    from khtgdv.source.find import embedded_folder

    files = sorted(embedded_folder().glob("*.yaml"))
    return {file.name: file.read_bytes() for file in files}


def _empty_plan(options: NewPlanOptions) -> dict[str, bytes]:
    """Return the files of a plan without rows; what nobody gave is asked for."""
    from khtgdv.cli.installation.advice import install_command
    from khtgdv.source.new_plans.plan_texts import plan_texts

    plan = _new_plan(options)
    texts, known = plan_texts(plan)
    if not known:
        say(f"Chưa ghi được ngày nghỉ năm {plan.year}: cần thêm thư viện chưa cài trên máy này.")
        say("Ghi tay vào khóa holidays, hoặc cài thư viện rồi tạo lại kế hoạch.")
        say(f"Cài bằng lệnh: {install_command(['holidays'])}")
    return {name: text.encode() for name, text in texts.items()}


def _new_plan(options: NewPlanOptions) -> "NewPlan":
    from khtgdv.source.new_plans.plan_texts import NewPlan, department_codes

    day = today()
    year = options.year or day.year
    agency = options.agency or _ask("Cơ quan ban hành: ")
    names = options.department or _ask("Các đơn vị, cách nhau bằng dấu chấm phẩy: ").split(";")
    title = options.plan_title or f"Kế hoạch công tác năm {year}"
    departments = department_codes(filter(None, (name.strip() for name in names)))
    if not agency or not departments:
        raise UsageError("Kế hoạch mới cần tên cơ quan và ít nhất một đơn vị.", _EXAMPLE)
    return NewPlan(year, options.number, day, title, agency, departments)


def _ask(question: str) -> str:
    """Ask whoever sits there; nobody answers a script."""
    if not sys.stdin.isatty():
        return ""
    sys.stderr.write(question)
    sys.stderr.flush()
    return clean_pasted(sys.stdin.readline())[0].strip()
