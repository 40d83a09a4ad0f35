"""What stands around the tables of a printed copy, for formats that know no plan."""

from __future__ import annotations

from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.document.issued import IssuedText
    from khtgdv.plan.heads import HeadForm


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands around the tables of a printed copy: whose it is, what it is taken from.

    `form` is that of its heading: `party`, `state` or `other`. `banner` are the lines at the right
    of it, `parent`, `agency` and `unit` those at the left; `place` is where the paper is dated.
    `title` is the paper's, where a screen says less; `basis` names the signed plan, `filter_text`
    the filter, `opening` are its first sentences. `signatures` are the places for them at the end.
    One with a `label` is an appendix: it has that in place of a head, and says what it goes with
    (`enclosed`). A paper that is signed and sent has an `issued` text, and its tables are
    appendices of that.
    """

    banner: tuple[str, ...] = ()
    agency: str = ""
    unit: str = ""
    form: HeadForm = "other"
    parent: str = ""
    place: str = ""
    title: str = ""
    basis: str = ""
    filter_text: str = ""
    opening: str = ""
    signatures: tuple[str, ...] = ()
    label: str = ""
    enclosed: str = ""
    issued: IssuedText | None = None

    @property
    def is_bare(self) -> bool:
        """Tell whether a copy has neither head nor signatures: a page to look things up in."""
        return not (self.names or self.banner or self.signatures)

    @property
    def names(self) -> tuple[str, ...]:
        """Whose it is, and the body right above it: no head names more."""
        return tuple(name for name in (self.parent, self.agency, self.unit) if name)[-2:]
