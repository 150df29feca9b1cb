"""How thick a book is. A width that no rule gives is entered from the printer's template, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.printers.spine_rules import BulkSpine, LinearSpine, TemplateSpine
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.printers.facts import Fact
    from serge_press.printers.profile import PrinterProfile
    from serge_press.printers.spine_rules import SpineRule


@dataclass(frozen=True, slots=True)
class SpineWidth:
    """A width in millimetres, and the fact it comes from; ``entered`` when the author gave it."""

    width: float
    fact: Fact[SpineRule] | None
    entered: bool = False


@dataclass(frozen=True, slots=True)
class SpineWanted:
    """No width: what the author has to enter, and why."""

    why: str


def spine_rule(profile: PrinterProfile, paper: str) -> Fact[SpineRule] | None:
    """The rule for a paper; without a paper, the only rule there is."""
    fitting = [fact for fact in profile.spine if not paper or not fact.value.papers or paper in fact.value.papers]
    same = {fact.value.width(1000) if isinstance(fact.value, LinearSpine) else id(fact) for fact in fitting}
    return fitting[0] if fitting and len(same) == 1 else None


def spine_width(
    profile: PrinterProfile,
    pages: int,
    paper: str = "",
    *,
    entered: float | None = None,
    volume: float | None = None,
    grams: float | None = None,
) -> SpineWidth | SpineWanted:
    """The spine of a book of so many pages, blanks counted.

    ``entered`` is the width the author read from the printer's template, in millimetres, and comes first. ``grams`` and
    ``volume`` are the paper's, for printers that count so.
    """
    if entered is not None:
        return SpineWidth(entered, spine_rule(profile, paper), entered=True)
    fact = spine_rule(profile, paper)
    if not profile.spine:
        return SpineWanted("no rule is known for this printer: ask it for the width")
    if fact is None:
        names = ", ".join(one.value.name for one in profile.papers)
        return SpineWanted(f"the width depends on the paper: name one of {names}")
    rule = fact.value
    if isinstance(rule, TemplateSpine):
        return SpineWanted(f"the width is read from {rule.where}")
    if isinstance(rule, BulkSpine):
        own = profile.paper(paper)
        weight = grams if grams is not None else (own.grams if own else 0.0)
        if not weight or volume is None:
            return SpineWanted("the width depends on the paper's grams and volume: ask the printer for both")
        return SpineWidth(rule.width(pages, weight, volume), fact)
    width = rule.width(pages)
    if width is None:
        return SpineWanted(f"the printer's table has no row for {pages} pages")
    return SpineWidth(width, fact)
