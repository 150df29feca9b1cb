"""Which figures and small capitals are drawn: asked of the shaped glyphs, so that it is true whatever the sheets say.

Where a face has one kind of figures alone nothing is said; that is a choice of the house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions.lines.faces import face_of
from serge_press.editions.typography.lines import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from serge_press.editions.typography.lines import PageLine

OLD_STYLE, LINING = "old-style", "lining"

_TELLING = "3456789"  # figures that go above or below the others
_WIDTHS = ("", "tabular-nums", "proportional-nums")
_ALIKE = frozenset("oszvxwcıо")  # small letters that a face may draw for small capitals


def wrong_figures(page: Any, lines: Sequence[PageLine]) -> Iterator[tuple[str, str, str]]:
    """Figures of a kind that does not belong: lining ones are for tables, in the text stand those of the house's text.

    One of each kind for a page.
    """
    of_text = figures_of(page.children[0].style)
    told: set[str] = set()
    for line in lines:
        kind, wanted = ("cell", LINING) if line.cell else ("text", of_text)
        if not wanted or kind in told or not (line.cell or line.note or line.running):
            continue
        for box in _texts(line.box):
            drawn = figures_of(box.style) if any(figure in box.text for figure in _TELLING) else ""
            if drawn and drawn != wanted:
                told.add(kind)
                yield f"figures-{kind}", line.anchor, f"“{box.text.strip()[-60:]}”"
                break


def false_small_capitals(lines: Sequence[PageLine]) -> Iterator[tuple[str, str, str]]:
    """The first text of a page that is to be set in small capitals and holds a letter of which the face has none."""
    for line in lines:
        for box in _texts(line.box):
            if "small-caps" in box.style["font_variant_caps"] and any(
                letter.islower() and letter not in _ALIKE and not _is_small_capital(box.style, letter)
                for letter in set(box.text)
            ):
                yield "capitals", line.anchor, f"“{box.text.strip()[:60]}”"
                return


def figures_of(style: Any) -> str:
    """The kind of figures that a style draws; "" where its face has one kind, or another still."""
    known = _known(style)
    if "figures" not in known:
        drawn = _glyphs(style, _TELLING)
        old, lining = ({_figures(style, kind, wide) for wide in _WIDTHS} for kind in ("oldstyle-nums", "lining-nums"))
        known["figures"] = "" if old & lining else OLD_STYLE if drawn in old else LINING if drawn in lining else ""
    return str(known["figures"])


def _figures(style: Any, *numbers: str) -> tuple[int, ...]:
    asked = tuple(filter(None, numbers))
    return _glyphs(
        style, _TELLING, font_variant_numeric=asked, font_feature_settings="normal", font_variant_caps="normal"
    )


def _is_small_capital(style: Any, letter: str) -> bool:
    """Whether a letter is drawn as what it is called: neither as it is, nor as a capital made smaller."""
    known = _known(style)
    if letter not in known:
        drawn = _glyphs(style, letter)
        known[letter] = all(
            drawn != _glyphs(style, other, font_variant_caps="normal") for other in (letter, letter.upper())
        )
    return bool(known[letter])


def _known(style: Any) -> dict[str, str | bool]:
    """What was found out of the face of a style."""
    known: dict[str, str | bool] = face_of(style).__dict__.setdefault("_press_forms", {})
    return known


def _texts(line: Any) -> Iterator[Any]:
    """The texts of a line that the manuscript has; what sheets make (calls of notes, markers) has figures of its own."""
    if "::" in (line.element_tag or ""):
        return
    for child in getattr(line, "children", ()):
        if hasattr(child, "text"):
            if "::" not in (child.element_tag or "") and words_of(child).strip():
                yield child
        else:
            yield from _texts(child)


def _glyphs(style: Any, text: str, **changes: Any) -> tuple[int, ...]:
    """The numbers of the glyphs that a text is drawn with, in a style or in one changed so."""
    from weasyprint.text.ffi import ffi
    from weasyprint.text.line_break import Layout

    plain = style.copy()
    plain["text_decoration_line"] = "none"
    for name, value in changes.items():
        plain[name] = value
    layout = Layout(plain)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    found: list[int] = []
    run = line.runs
    while run != ffi.NULL:
        glyphs = ffi.cast("PangoGlyphItem *", run.data).glyphs
        found += [glyphs.glyphs[index].glyph for index in range(glyphs.num_glyphs)]
        run = run.next
    return tuple(found)
