"""What rules look at, and what they find: a plan's texts word by word, findings by row and key."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from khtgdv.frozen import dataclass
from khtgdv.language import wording
from khtgdv.language.abbreviations import Abbreviations
from khtgdv.language.citations import Citation, citations
from khtgdv.plan.model import Inspection, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.language.wording import Loc
    from khtgdv.plan.model import Plan

Work = Task | Inspection


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
class Said:
    """One text of a plan, and where it stands."""

    row: Any
    name: str
    loc: Loc
    text: str

    @cached_property
    def words(self) -> tuple[wording.Word, ...]:
        """Its words."""
        return wording.words(self.text)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The documents it cites."""
        return tuple(citations(self.text))

    def between(self, number: int) -> str:
        """Return what stands between a word and the next one."""
        here = self.words[number].end
        return self.text[here : self.words[number + 1].start]

    def found(
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
class Pair:
    """Two tasks whose texts are alike: the later, the earlier, the words only one of them has.

    `copies` counts the earlier tasks with the very same words; `copied` names the first of them.
    """

    later: Said
    earlier: Said
    copies: int
    copied: tuple[str, ...]
    differing: frozenset[str] = frozenset()
    score: float = 1.0


@dataclass(frozen=True)
class Corpus:
    """A plan as rules look at it."""

    plan: Plan

    @property
    def works(self) -> Iterator[Work]:
        """Every task and inspection."""
        yield from self.plan.tasks
        yield from self.plan.inspections

    @cached_property
    def texts(self) -> tuple[Said, ...]:
        """Everything the plan says in words of its own: of rows, focus areas and bodies."""
        return tuple(self._texts())

    @cached_property
    def rows(self) -> tuple[Said, ...]:
        """What each task is about."""
        return tuple(
            said for said in self.texts if said.loc == ("task",) and not said.row.cancelled
        )

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """The short forms the plan explains."""
        return Abbreviations(self.plan.abbreviations)

    @cached_property
    def same(self) -> tuple[Pair, ...]:
        """Every task with the first one before it whose text is alike, the later one first.

        Of tasks with the same words only the first is compared with others.
        """
        texts = [wording.words(self.abbreviations.in_full(said.text)) for said in self.rows]
        groups: dict[tuple[str, ...], list[Said]] = {}
        for said, words in zip(self.rows, texts, strict=True):
            groups.setdefault(tuple(word.folded for word in words), []).append(said)
        exact = (
            Pair(later, group[0], number, tuple(said.name for said in group[: min(number, _TOLD)]))
            for group in groups.values()
            for number, later in enumerate(group)
            if number
        )
        firsts, sets = [group[0] for group in groups.values()], [*map(frozenset, groups)]
        near = (
            Pair(firsts[one], firsts[two], 0, (), sets[one] ^ sets[two], score)
            for one, two, score in wording.Alike(sets).pairs(_ALIKE)
        )
        return (*exact, *near)

    @cached_property
    def names(self) -> tuple[Said, ...]:
        """Every name of a unit: who leads, who co-ordinates, who inspects, who is inspected."""
        return tuple(said for said in self.texts if said.loc[0] in _NAMES)

    @cached_property
    def following(self) -> frozenset[tuple[str, str]]:
        """Every two words, in small letters, that follow each other with only a blank between.

        What follows a word written twice does not count.
        """
        return frozenset(
            (one.text.lower(), other.text.lower())
            for said in self.texts
            for number, (one, other) in enumerate(zip(said.words, said.words[1:], strict=False))
            if not said.between(number).strip()
            and (number == 0 or said.words[number - 1].text != one.text)
        )

    def _texts(self) -> Iterator[Said]:
        for work in self.works:
            for loc, text in wording.cells(work):
                yield Said(work, work.id, loc, text)
        for area in self.plan.focus:
            yield Said(area, area.code, ("text",), area.text)
        for body in self.plan.bodies:
            yield Said(body, body.name, ("name",), body.name)
            if body.duty:
                yield Said(body, body.name, ("duty",), body.duty)


_NAMES = frozenset({"lead_text", "coordinating", "team", "units"})
_TOLD = 5
_ALIKE = 0.75
