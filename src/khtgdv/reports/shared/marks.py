"""What must be seen before anything else of a plan: that it is a draft, that it is the sample."""

from __future__ import annotations

from khtgdv.frozen import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.document.document import Document
    from khtgdv.document.letterhead import Letterhead
    from khtgdv.query.plans import Plans

_JOINT = " · "
SAMPLE_MARK = "KẾ HOẠCH MẪU"
DRAFT_MARK = "DỰ THẢO"
SOME_DRAFTS_MARK = "CÓ KẾ HOẠCH DỰ THẢO"


def with_marks(document: Document, plans: Plans, *, sample: bool) -> Document:
    """Return a document whose titles begin with the marks of its plans, on screen and on paper.

    `sample` tells that the plan is the one that ships with the program.
    """
    marks = tuple(_marks(plans, sample=sample))
    return _marked(document, "".join(f"{mark}{_JOINT}" for mark in marks)) if marks else document


def _marks(plans: Plans, *, sample: bool) -> Iterator[str]:
    if sample:
        yield SAMPLE_MARK
    drafts = [paper.draft for paper in plans.papers]
    if any(drafts):
        yield DRAFT_MARK if all(drafts) else SOME_DRAFTS_MARK


def _marked(document: Document, mark: str) -> Document:
    def letterhead() -> Letterhead:
        paper = document.letterhead
        title, issued = f"{mark}{paper.title or document.title}", paper.issued
        if issued:
            issued = replace(issued, kind=f"{mark.removesuffix(_JOINT)}\n{issued.kind}")
        return replace(paper, title=title, issued=issued)

    return replace(
        document,
        title=f"{mark}{document.title}",
        letterhead_of=letterhead,
        parts=tuple(_marked(part, mark) for part in document.parts),
    )
