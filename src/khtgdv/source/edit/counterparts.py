"""An inspection and the tasks that are the same work: what closing one leaves open in the other."""

from __future__ import annotations

from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.status import completion_date
from khtgdv.source.edit.record import unvisited_cautions
from khtgdv.source.load.validate import validate_row
from khtgdv.source.yaml.nodes import MappingNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from khtgdv.source.edit.drafts import FileDraft
    from khtgdv.source.edit.record import Work
    from khtgdv.source.load.sections import YamlFile


def counterpart_cautions(
    tasks: FileDraft | None, inspections: FileDraft | None
) -> dict[str, list[str]]:
    """Return for each row that the changes close what is left open in those related to it."""
    if tasks is None or inspections is None:
        return {}
    before = _works(inspections.old_content, tasks.old_content)
    after = _works(inspections.new_content, tasks.new_content)
    cautions: dict[str, list[str]] = {}
    for one, other in _pairs(after):
        was_closed = one.id in before and _is_closed(before[one.id])
        if _is_closed(one) and not was_closed and not _is_closed(other):
            cautions.setdefault(one.id, []).append(_caution(other))
    return cautions


def _works(inspections: YamlFile, tasks: YamlFile) -> dict[str, Work]:
    """Return the inspections that can be read, and the tasks they are related to."""
    works: dict[str, Work] = dict(_rows(inspections, "inspections", Inspection))
    related = {
        task for work in works.values() if isinstance(work, Inspection) for task in work.related
    }
    return works | dict(_rows(tasks, "tasks", Task, related))


def _rows(
    content: YamlFile, section: str, kind: type[Work], ids: Collection[str] | None = None
) -> Iterator[tuple[str, Work]]:
    file = content.source.without_findings()
    for node in content.root[section] if content.root and content.has_list(section) else ():
        if isinstance(node, MappingNode) and (ids is None or node.get("id") in ids):
            row = validate_row(file, node, kind)
            if row and row.value and row.usable:
                yield row.value.id, row.value


def _pairs(works: dict[str, Work]) -> Iterator[tuple[Work, Work]]:
    """Yield every inspection with each task it is related to, and the reverse."""
    for work in works.values():
        if isinstance(work, Inspection):
            for task in (works[name] for name in work.related if name in works):
                if not (isinstance(task, Task) and task.repeat):  # never closed as a whole
                    yield work, task
                    yield task, work


def _is_closed(work: Work) -> bool:
    return bool(completion_date(work) or work.cancelled)


def _caution(work: Work) -> str:
    cautions = unvisited_cautions(work) if isinstance(work, Inspection) else ()
    return f"{work.id} là việc liên quan, {', '.join(cautions) or 'chưa ghi hoàn thành'}"
