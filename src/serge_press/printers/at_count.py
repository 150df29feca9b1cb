"""What a printer asks of a book of so many pages: what is bound, the spine on each paper, the inner margin, the price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.printers.listing import length
from serge_press.printers.spine import SpineWanted, spine_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.printers.profile import PrinterProfile


def at_count(profile: PrinterProfile, pages: int) -> Iterator[tuple[str, str]]:
    """Label and words for a book of so many pages (1 or more), at trims without limits of their own."""
    bound = profile.whole(pages)
    yield "bound as", f"{bound} pages"
    for name in tuple(fact.value.name for fact in profile.papers) or ("",):
        label = f"spine on {name}" if name else "spine"
        broken = [one.value for one in profile.limits(paper=name) if not one.value.trims and not one.value.holds(bound)]
        if broken:
            yield label, f"not bound: {broken[0]} pages can be"
            continue
        spine = spine_width(profile, bound, name)
        yield label, spine.why if isinstance(spine, SpineWanted) else length(spine.width, profile.unit)
    if (step := profile.gutter_at(bound)) is not None:
        after = profile.next_gutter(bound)
        more = f"; from {after.pages} pages on {length(after.inside, profile.unit)}" if after is not None else ""
        yield "inner margin", f"{length(step.inside, profile.unit)} at least{more}"
    if profile.price_bands:
        band = profile.next_price_band(bound)
        yield "price", f"charged in another way from {band.value} pages on" if band else "in the last band"
