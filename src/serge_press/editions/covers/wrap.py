"""The sheet of a cover: where back, spine and front stand on it, what may be printed where. Lengths are millimetres.

Measured from the top left corner, the outside of the book up: the back is on the left, the spine in the middle, the front on
the right. What is not known of a printer is entered from the printer's template, never guessed (see ``printers.spine``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.printers.profile import PrinterProfile

_SAFE = 5.0
"""Where a printer names no safe area: wider than the 3 to 5 mm that offset printers ask for."""

_BAR_CODE = (57.0, 31.0)
"""Room for a bar code that we draw: a symbol at full size with its add-on, and the ISBN in a line above it."""


_NEAR = 0.01
_MOST_BEYOND = 100.0
"""Millimetres that a sheet has beyond pages and spine at both edges together: no case is turned in by more."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge, from the left of the sheet."""
        return self.left + self.width

    @property
    def foot(self) -> float:
        """Its lower edge, from the top of the sheet."""
        return self.top + self.height

    def within(self, top: float, right: float, foot: float, left: float) -> Box:
        """The box less so much at each edge; nothing is left of a box that is smaller."""
        wide, high = self.width - left - right, self.height - top - foot
        return Box(self.left + left, self.top + top, max(wide, 0.0), max(high, 0.0))


@dataclass(frozen=True, slots=True)
class Entered:
    """What the author read from the printer's template or heard from the printer. Each may be missing."""

    spine: float | None = None
    width: float | None = None
    height: float | None = None
    grams: float | None = None  # g/m² of the paper
    volume: float | None = None  # cm³/g of the paper


@dataclass(frozen=True, slots=True)
class Wrap:
    """A cover in one piece. ``trimmed`` is what is left of a paperback's sheet after cutting; a case is not cut there.

    ``words_on_spine`` tells whether the printer lets the spine bear any; ``spine_safe`` is where. ``bar_code`` is the room of
    the bar code on the back, ``printed_for_us`` whether the printer puts it there, so that the room is left white.
    """

    sheet: Box
    trimmed: Box
    back: Box
    spine: Box
    front: Box
    back_safe: Box
    spine_safe: Box
    front_safe: Box
    words_on_spine: bool
    bar_code: Box
    printed_for_us: bool
    bleed: float
    back_flap: Box | None = None  # of a jacket, which is turned in round the boards
    front_flap: Box | None = None

    @property
    def folds(self) -> tuple[float, ...]:
        """Where the sheet is folded, in mm from the left of what is left after cutting."""
        edges = [self.spine.left, self.spine.right]
        if self.back_flap is not None and self.front_flap is not None:
            edges = [self.back_flap.right, *edges, self.front_flap.left]
        return tuple(edge - self.trimmed.left for edge in edges)


@dataclass(frozen=True, slots=True)
class WrapWanted:
    """No sheet: what the author has to enter, each in words."""

    missing: tuple[str, ...]


def wrap_of(
    profile: PrinterProfile,
    trim: tuple[float, float],
    pages: int,
    paper: str = "",
    entered: Entered | None = None,
) -> Wrap | WrapWanted:
    """The cover of a book of this trim (width, height) and so many pages, those the printer adds included; or what must be
    entered, or looked over because it can be no cover of these pages.
    """
    from serge_press.printers.spine import SpineWanted, spine_width  # an e-book has a front without a spine

    given = entered or Entered()
    pages = profile.whole(pages)
    missing: list[str] = []
    spine = spine_width(
        profile, pages, paper, entered=given.spine, volume=given.volume, grams=given.grams
    )  # fmt: skip
    if isinstance(spine, SpineWanted):
        missing.append(f"spine: {spine.why}")
    added = _added(profile, given, missing)
    if isinstance(spine, SpineWanted) or added is None:
        return WrapWanted(tuple(missing))
    odd = _odd(trim, spine.width, given, added)
    return WrapWanted(odd) if odd else _laid_out(profile, trim, pages, spine.width, given, added)


def _sheet_of(
    trim: tuple[float, float], thick: float, given: Entered, added: tuple[float, float]
) -> tuple[float, float]:
    """Width and height of the whole sheet."""
    width = given.width if given.width is not None else 2 * trim[0] + thick + added[0]
    return width, given.height if given.height is not None else trim[1] + added[1]


def _odd(trim: tuple[float, float], thick: float, given: Entered, added: tuple[float, float]) -> tuple[str, ...]:
    """What was entered and can be no cover of these pages."""
    width, height = _sheet_of(trim, thick, given, added)
    return tuple(
        f"a sheet {size:.1f} mm {how} {'cannot hold' if size < least else 'is too large for'} {what}: "
        "look over width, height and spine of the cover"
        for size, least, how, what in (
            (width, 2 * trim[0] + thick, "wide", f"two pages of {trim[0]:.1f} mm and a spine of {thick:.1f} mm"),
            (height, trim[1], "high", f"pages of {trim[1]:.1f} mm"),
        )
        if not least - _NEAR <= size <= least + _MOST_BEYOND
    )


def _added(profile: PrinterProfile, given: Entered, missing: list[str]) -> tuple[float, float] | None:
    """What the sheet has beside two pages and the spine, and beside the height of a page; None where it is not known."""
    bleed = profile.cover_bleed.value if profile.cover_bleed is not None else None
    wide = profile.cover_width.value if profile.cover_width is not None else None
    high = profile.cover_height.value if profile.cover_height is not None else None
    if profile.binding != "case" and bleed is not None:
        wide = 2 * bleed if wide is None else wide
        high = 2 * bleed if high is None else high
    for name, value, own in (("width", wide, given.width), ("height", high, given.height)):
        if value is None and own is None:
            missing.append(f"cover {name}: this printer's rule is not known, read it from the printer's template")
    if (wide is None and given.width is None) or (high is None and given.height is None):
        return None
    return (wide or 0.0, high or 0.0)


def _laid_out(
    profile: PrinterProfile,
    trim: tuple[float, float],
    pages: int,
    thick: float,
    given: Entered,
    added: tuple[float, float],
) -> Wrap:
    wide, high = trim
    width, height = _sheet_of(trim, thick, given, added)
    beside, above = (width - 2 * wide - thick) / 2, (height - high) / 2
    sheet = Box(0.0, 0.0, width, height)
    back = Box(beside, above, wide, high)
    spine = Box(back.right, above, thick, high)
    front = Box(spine.right, above, wide, high)
    safe = safe_of(profile)
    hinge = profile.cover_hinge.value if profile.cover_hinge is not None else 0.0
    fold = max(safe, hinge)
    text = profile.spine_text.value if profile.spine_text is not None else None
    clear = text.clear if text is not None else 1.6
    back_safe = back.within(safe, fold, safe, safe)
    case = profile.binding == "case"
    return Wrap(
        sheet=sheet,
        trimmed=sheet if case else Box(beside, above, 2 * wide + thick, high),
        back=back,
        spine=spine,
        front=front,
        back_safe=back_safe,
        spine_safe=spine.within(safe, clear, safe, clear),
        front_safe=front.within(safe, safe, safe, fold),
        words_on_spine=(text is None or pages >= text.pages) and thick - 2 * clear > 0,
        bar_code=bar_code_room(profile, back, back_safe),
        printed_for_us=profile.barcode is not None and profile.barcode.value.printed_by == "printer",
        bleed=profile.cover_bleed.value if profile.cover_bleed is not None and not case else 0.0,
    )


def safe_of(profile: PrinterProfile) -> float:
    """How far words keep from edges and folds of a cover."""
    return profile.cover_safe.value if profile.cover_safe is not None else _SAFE


def bar_code_room(profile: PrinterProfile, back: Box, safe: Box) -> Box:
    """The room at the foot of the back, next to the spine."""
    rule = profile.barcode.value if profile.barcode is not None else None
    wanted = (0.0, 0.0) if rule is not None and rule.printed_by == "printer" else _BAR_CODE
    width = max(rule.width if rule is not None else 0.0, wanted[0])
    height = max(rule.height if rule is not None else 0.0, wanted[1])
    right = back.right - max(rule.from_spine if rule is not None else 0.0, back.right - safe.right)
    foot = back.foot - max(rule.from_foot if rule is not None else 0.0, back.foot - safe.foot)
    return Box(right - width, foot - height, width, height)
