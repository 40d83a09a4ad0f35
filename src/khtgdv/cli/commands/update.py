"""The command that sets and clears what a row says, key by key."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import option
from khtgdv.cli.arguments.options import PlanOptions
from khtgdv.cli.arguments.row_options import Force, Ids
from khtgdv.cli.arguments.values_given import option_text
from khtgdv.cli.row_settings import given_settings, read_settings
from khtgdv.cli.write_pipeline import WriteOptions, record, record_dates
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.plan.model import Inspection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.source.edit.record import Record, Work


def update(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    rows: Ids,
    assignee: Annotated[
        str | None, option(
            "--assignee", metavar="TÊN", text="Rõ người: người được giao.",
            complete="assignees",
        )
    ] = None,
    leader: Annotated[
        str | None, option(
            "--leader", metavar="TÊN", text="Lãnh đạo phụ trách.",
            complete="leaders",
        )
    ] = None,
    product: Annotated[
        str | None, option(
            "--product", metavar="CHỮ", text="Rõ sản phẩm: kết quả phải có.",
            complete="free",
        )
    ] = None,
    responsibility: Annotated[
        str | None, option(
            "--responsibility", metavar="CHỮ", text="Rõ trách nhiệm.",
            complete="free",
        )
    ] = None,
    authority: Annotated[
        str | None, option(
            "--authority", metavar="CHỮ", text="Rõ thẩm quyền: ai ban hành.",
            complete="free",
        )
    ] = None,
    progress: Annotated[
        str | None, option(
            "--progress", metavar="SỐ", text="Tiến độ, từ 0 đến 100: 60 hoặc 60%.",
            complete="free",
        )
    ] = None,
    note: Annotated[
        list[str],
        option(
            "--note", metavar="CHỮ", text="Thêm ghi chú; dùng được nhiều lần.", keep_lines=True,
            complete="free"
        ),
    ] = [],  # noqa: B006 - it is never changed
    assignments: Annotated[
        list[str],
        option(
            "--set", metavar="KHÓA=NỘI DUNG",
            text="Ghi một khóa bất kỳ của dòng, ví dụ due=5/2026; nhiều lần được.",
            keep_lines=True, complete="set-keys",
        ),
    ] = [],  # noqa: B006 - it is never changed
    cleared: Annotated[
        list[str],
        option(
            "--clear", metavar="KHÓA", text="Bỏ một khóa, ví dụ assignee; nhiều lần được.",
            complete="clear-keys",
        ),
    ] = [],  # noqa: B006 - it is never changed
    force: Force = False,
) -> ExitCode:  # fmt: skip
    """Ghi thêm hoặc thay những phần của "6 rõ" mà phụ lục không có; sửa, bỏ một khóa bất kỳ.

    Khóa là tên trong tệp YAML (task, lead, due, completed …), với một bước là T03-01.2. Danh sách
    cách nhau bằng dấu chấm phẩy; phần nhiều khóa viết {…} hoặc […] như trong tệp.

    Ví dụ: khtgdv update T03-05 --assignee "Bà B" --set due=15/5/2026
    """
    named = {
        "assignee": assignee,
        "leader": leader,
        "product": product,
        "responsibility": responsibility,
        "authority": authority,
        "progress": progress,
    }
    texts = given_settings(named, assignments, cleared)
    notes = [option_text(text, "--note") for text in note]
    if not texts and not notes:
        raise UsageError(
            "Chưa cho biết cần ghi nội dung gì.", "ví dụ: khtgdv update T03-12 --progress 60"
        )
    return record(
        plan,
        write,
        rows,
        lambda work, drafts: _update(work, None, drafts, texts, notes, force=force),
        step_action=lambda work, number, drafts: _update(
            work, number, drafts, texts, notes, force=force
        ),
    )


def _with_words_of(work: Work, texts: Mapping[str, str | None]) -> Mapping[str, str | None]:
    """Return settings in which the words of an inspection go by its own key."""
    if isinstance(work, Inspection):
        return {"content" if key == "task" else key: text for key, text in texts.items()}
    return texts


def _update(
    work: Work, number: int | None, drafts: PlanDraft, texts: Mapping[str, str | None],
    notes: Sequence[str], *, force: bool,
) -> Record:  # fmt: skip
    """Return what is recorded of a row or of one of its steps."""
    from khtgdv.source.edit import actions as records
    from khtgdv.source.edit.settings import may_have_facts, require_likely_facts, update_step

    dates = record_dates(None, drafts, force=force)
    settings = read_settings(_with_words_of(work, texts), drafts)
    if number is None:
        made = records.update(work, settings, notes, dates)
    elif notes:
        raise UsageError("Một bước không có ghi chú.", "ghi chú cho cả dòng, không thêm số bước")
    else:
        made = update_step(work, number, settings)
    if may_have_facts(settings):
        changed = drafts.changed_row(work.id, made.changes)
        require_likely_facts(work, changed or work, dates)
    return made
