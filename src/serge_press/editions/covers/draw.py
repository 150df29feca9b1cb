"""A cover as a PDF of one page: the house's template laid out by WeasyPrint, with the boxes that printers cut by."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from serge_press.editions.black_ink import black_alone
from serge_press.editions.covers.sheet import sheet_values
from serge_press.editions.engine import font_configuration, load_engine
from serge_press.editions.epub_templates import cover_template
from serge_press.editions.page_geometry import POINTS
from serge_press.editions.press_room import fetcher, listening
from serge_press.editions.print_document import font_faces, picture_address
from serge_press.rendering.house_style import house_family
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from serge_press.editions.covers.sheet import Misfit
    from serge_press.editions.covers.words import CoverWords
    from serge_press.editions.covers.wrap import Box, Wrap
    from serge_press.rendering.house_style import Font


@dataclass(frozen=True, slots=True)
class DrawnCover:
    """The PDF, what does not fit on it, and what WeasyPrint said (sheet, message, level)."""

    data: bytes
    misfits: tuple[Misfit, ...]
    said: tuple[tuple[str, str, int], ...]


def draw_cover(
    wrap: Wrap,
    words: CoverWords,
    fonts: tuple[Font, ...],
    colours: str,
    picture: str = "",
    read: Callable[[str], bytes] | None = None,
) -> DrawnCover:
    """Draw a cover. ``colours`` is cmyk or rgb; ``picture`` a file of the book folder, which ``read`` reads.

    The same arguments give the same bytes. Raises ValueError for a house without a roman face.
    """
    load_engine()
    from weasyprint import HTML

    roman, italic = _face(fonts, "normal"), _face(fonts, "italic")
    address = picture_address(picture) if picture else ""
    values, misfits = sheet_values(wrap, words, roman, italic, colours, address)
    page = cover_template().render(
        **values, family=house_family(roman.family), faces=Markup(font_faces(fonts)), mm=_millimetres, at=_at
    )  # fmt: skip
    with listening() as listener, black_alone():
        serve = fetcher(fonts, read) if read else fetcher(fonts)
        laid = HTML(string=page, url_fetcher=serve, base_url="cover:///").render(font_config=font_configuration())
        data: bytes = laid.write_pdf()
        said = tuple(listener.said)
    return DrawnCover(_boxed(data, wrap), misfits, said)


def _boxed(data: bytes, wrap: Wrap) -> bytes:
    """With the box that is cut by and the bleed (ISO 32000-1, 14.11.2), measured from the lower left corner in points."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        high = wrap.sheet.height
        sheet = [0, 0, _point(wrap.sheet.width), _point(high)]
        cut = wrap.trimmed
        page.MediaBox = pikepdf.Array(sheet)
        page.BleedBox = pikepdf.Array(sheet)
        page.TrimBox = pikepdf.Array(
            [_point(cut.left), _point(high - cut.foot), _point(cut.right), _point(high - cut.top)]
        )
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _point(millimetres: float) -> float:
    return round(millimetres * POINTS, 4)


def _millimetres(value: float) -> str:
    return f"{value:.4f}mm"


def _at(box: Box | dict[str, Any]) -> str:
    """A place as CSS."""
    left, top, width, height = (
        (box["left"], box["top"], box["width"], box["height"])
        if isinstance(box, dict)
        else (box.left, box.top, box.width, box.height)
    )
    return f"left: {_millimetres(left)}; top: {_millimetres(top)}; width: {_millimetres(width)}; height: {_millimetres(height)};"


def _face(fonts: tuple[Font, ...], style: str) -> Font:
    """The face nearest to regular of a style; the roman where there is no italic."""
    of_style = [font for font in fonts if font.style == style] or list(fonts)
    if not of_style:
        raise ValueError("a house without fonts draws no cover")
    return min(of_style, key=lambda font: abs(font.weight - 400))
