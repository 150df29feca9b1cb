"""The sheet of a jacket: back flap, back, spine, front, front flap, with bleed all round. Lengths are millimetres.

A jacket lies loose about the boards, so its panels are wider and higher than the pages; by how much, and how wide the flaps
are, only the printer knows. What its profile does not tell is entered from its template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.covers.wrap import Box, Wrap, WrapWanted, bar_code_room, safe_of
from serge_press.printers.profile import Jacket
from serge_press.printers.spine import SpineWanted, spine_width
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.printers.profile import PrinterProfile

_NARROWEST, _WIDEST = 0.9, 1.2
"""A panel beside the width of a page, and its height beside that of a page: anything else is a slip of the pen."""

_LEAST_FLAP = 30.0


@dataclass(frozen=True, slots=True)
class JacketEntered:
    """What the author read from the printer's template; ``width`` and ``height`` are those of the sheet with its bleed."""

    flap: float | None = None
    spine: float | None = None
    width: float | None = None
    height: float | None = None
    grams: float | None = None
    volume: float | None = None


def jacket_of(
    profile: PrinterProfile, trim: tuple[float, float], pages: int, paper: str, given: JacketEntered
) -> Wrap | WrapWanted:
    """The jacket of a book of this trim and so many pages, those the printer adds included; or what must be entered."""
    known = profile.jacket.value.at(*trim) if profile.jacket is not None else Jacket()
    bleed = known.bleed or (profile.cover_bleed.value if profile.cover_bleed is not None else 0.0)
    missing: list[str] = []
    made = spine_width(
        profile, profile.whole(pages), paper, entered=given.spine, grams=given.grams, volume=given.volume
    )
    if isinstance(made, SpineWanted):
        missing.append(f"spine: {made.why}")
    flap = given.flap or known.flap
    for name, size, own in (
        ("flap", known.flap, given.flap),
        ("width", known.wider, given.width),
        ("height", known.higher, given.height),
    ):
        if not size and own is None:
            missing.append(f"{name} of the jacket: read it from the printer's template")
    if missing or isinstance(made, SpineWanted):
        return WrapWanted(tuple(missing))
    panel = (given.width - 2 * (bleed + flap) - made.width) / 2 if given.width is not None else trim[0] + known.wider
    high = given.height - 2 * bleed if given.height is not None else trim[1] + known.higher
    odd = [
        f"{words} would be {size:.1f} mm beside pages of {page:.1f} mm: look over flap, spine, width and height of the jacket"
        for words, size, page in (("panels", panel, trim[0]), ("the height", high, trim[1]))
        if not _NARROWEST * page <= size <= _WIDEST * page
    ]
    if flap < _LEAST_FLAP or flap > panel:
        odd.append(f"flaps of {flap:.1f} mm hold no jacket on panels of {panel:.1f} mm")
    return WrapWanted(tuple(odd)) if odd else _laid_out(profile, bleed, flap, panel, made.width, high, pages)


def _laid_out(
    profile: PrinterProfile, bleed: float, flap: float, panel: float, thick: float, high: float, pages: int
) -> Wrap:
    back_flap = Box(bleed, bleed, flap, high)
    back = Box(back_flap.right, bleed, panel, high)
    spine = Box(back.right, bleed, thick, high)
    front = Box(spine.right, bleed, panel, high)
    front_flap = Box(front.right, bleed, flap, high)
    safe = safe_of(profile)
    text = profile.spine_text.value if profile.spine_text is not None else None
    clear = text.clear if text is not None else 1.6
    back_safe = back.within(safe, safe, safe, safe)
    return Wrap(
        sheet=Box(0.0, 0.0, front_flap.right + bleed, high + 2 * bleed),
        trimmed=Box(bleed, bleed, front_flap.right - bleed, high),
        back=back,
        spine=spine,
        front=front,
        back_safe=back_safe,
        spine_safe=spine.within(safe, clear, safe, clear),
        front_safe=front.within(safe, safe, safe, safe),
        words_on_spine=(text is None or pages >= text.pages) and thick - 2 * clear > 0,
        bar_code=bar_code_room(profile, back, back_safe),
        printed_for_us=profile.barcode is not None and profile.barcode.value.printed_by == "printer",
        bleed=bleed,
        back_flap=back_flap,
        front_flap=front_flap,
    )
