"""What rules look at, and what they find: a plan's texts word by word, findings by row and key."""

from __future__ import annotations

from functools import cached_property

from khtgdv.frozen import dataclass
from khtgdv.language import wording
from khtgdv.language.abbreviations import Abbreviations
from khtgdv.language.citations import Citation, find_citations
from khtgdv.plan.model import Inspection, Task

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.language.wording import Loc
    from khtgdv.plan.model import Plan

AnyWorkItem = Task | Inspection


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: about the value at `loc` of a row, or about some of its characters."""

    row: Any
    loc: Loc
    message: str
    hint: str | None = None
    start: int = 0
    end: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class PlanText:
    """One text of a plan, and where it stands."""

    row: Any
    row_name: str
    loc: Loc
    text: str

    @cached_property
    def words(self) -> tuple[wording.Word, ...]:
        """Its words."""
        return wording.split_words(self.text)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The documents it cites."""
        return tuple(find_citations(self.text))

    def gap_after(self, word_index: int) -> str:
        """Return what stands between a word and the next one."""
        start = self.words[word_index].end
        return self.text[start : self.words[word_index + 1].start]

    def finding(
        self,
        start: int,
        end: int,
        message: str,
        hint: str | None = None,
        *,
        note: str | None = None,
    ) -> Finding:
        """Return a finding about the characters `start` to `end`."""
        return Finding(self.row, self.loc, message, hint, start, end, note)


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """Two tasks whose texts are alike: the later, the earlier, the words only one of them has.

    `copy_count` counts the earlier tasks with the very same words; `copy_names` names the first of
    them.
    """

    later: PlanText
    earlier: PlanText
    copy_count: int
    copy_names: tuple[str, ...]
    differing_words: frozenset[str] = frozenset()
    score: float = 1.0


@dataclass(frozen=True)
class Corpus:
    """A plan as rules look at it."""

    plan: Plan

    @property
    def work_items(self) -> Iterator[AnyWorkItem]:
        """Every task and inspection."""
        yield from self.plan.tasks
        yield from self.plan.inspections

    @cached_property
    def texts(self) -> tuple[PlanText, ...]:
        """What the plan says in words of its own: of rows, sections, focus areas and bodies."""
        return tuple(self._texts())

    @cached_property
    def task_texts(self) -> tuple[PlanText, ...]:
        """What each task is about."""
        return tuple(
            plan_text
            for plan_text in self.texts
            if plan_text.loc == ("task",) and not plan_text.row.cancelled
        )

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """The short forms the plan explains."""
        return Abbreviations(self.plan.abbreviations)

    @cached_property
    def similar_pairs(self) -> tuple[SimilarPair, ...]:
        """Every task with the first one before it whose text is alike, the later one first.

        Of tasks with the same words only the first is compared with others.
        """
        texts = [
            wording.split_words(self.abbreviations.expand(plan_text.text))
            for plan_text in self.task_texts
        ]
        groups: dict[tuple[str, ...], list[PlanText]] = {}
        for plan_text, words in zip(self.task_texts, texts, strict=True):
            groups.setdefault(tuple(word.folded for word in words), []).append(plan_text)
        exact = (
            SimilarPair(
                later,
                group[0],
                number,
                tuple(plan_text.row_name for plan_text in group[: min(number, _MAX_COPY_NAMES)]),
            )
            for group in groups.values()
            for number, later in enumerate(group)
            if number
        )
        firsts, sets = [group[0] for group in groups.values()], [*map(frozenset, groups)]
        near_pairs = (
            SimilarPair(firsts[index], firsts[two], 0, (), sets[index] ^ sets[two], score)
            for index, two, score in wording.SimilarSets(sets).similar_pairs(_MIN_SIMILARITY)
        )
        return (*exact, *near_pairs)

    @cached_property
    def unit_names(self) -> tuple[PlanText, ...]:
        """Every name of a unit: who leads, who co-ordinates, who inspects, who is inspected."""
        return tuple(plan_text for plan_text in self.texts if plan_text.loc[0] in _UNIT_NAME_KEYS)

    @cached_property
    def bigrams(self) -> frozenset[tuple[str, str]]:
        """Every two words, in small letters, that follow each other with only a blank between.

        What follows a word written twice does not count.
        """
        return frozenset(
            (first.text.lower(), second.text.lower())
            for plan_text in self.texts
            for number, (first, second) in enumerate(
                zip(plan_text.words, plan_text.words[1:], strict=False)
            )
            if not plan_text.gap_after(number).strip()
            and (number == 0 or plan_text.words[number - 1].text != first.text)
        )

    def _texts(self) -> Iterator[PlanText]:
        for work in self.work_items:
            for loc, text in wording.text_cells(work):
                yield PlanText(work, work.id, loc, text)
        for section in self.plan.sections:
            yield PlanText(section, section.code, ("heading",), section.heading)
        for area in self.plan.focus:
            yield PlanText(area, area.code, ("text",), area.text)
        for body in self.plan.bodies:
            yield PlanText(body, body.name, ("name",), body.name)
            if body.duty:
                yield PlanText(body, body.name, ("duty",), body.duty)


_UNIT_NAME_KEYS = frozenset({"lead_text", "coordinating", "team", "units"})
_MAX_COPY_NAMES = 5
_MIN_SIMILARITY = 0.75
