"""The cover of an e-book: a page of type in two colours, made by the house's template and drawn as a picture.

Layout is WeasyPrint's, as for print; PDFium draws the page and Pillow writes the JPEG. No font of the machine takes part.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from serge_press.editions.engine import font_configuration, libraries, load_engine
from serge_press.editions.epub_templates import epub_template
from serge_press.editions.kept import made_once
from serge_press.editions.press_room import fetcher
from serge_press.editions.print_document import font_address

if TYPE_CHECKING:
    from PIL.Image import Image

    from serge_press.editions.edition import Shelves
    from serge_press.editions.epub_fonts import SubsetFont
    from serge_press.model.plan import BookPlan

WIDTH, HEIGHT = 1560, 2496  # pixels, 1 to 1.6, below the four million of the strictest shop
COVER = "images/cover.jpg"
BETWEEN = " · "  # between two names
_POINTS_A_PIXEL = 72 / 96


class CoverError(Exception):
    """The house's cover template did not give one page of the right size."""


def cover_jpeg(plan: BookPlan, fonts: tuple[SubsetFont, ...], shelves: Shelves | None = None) -> bytes:
    """The cover as a baseline JPEG, sRGB, 1560 by 2496 pixels, set in these fonts, which must have its letters.

    One that was drawn from the same before is taken from the shelf ``pictures``. Raises CoverError for a template that
    gives another size.
    """
    longest = max((len(word) for word in plan.title.split()), default=1)
    size = min(330, 2300 // max(longest, 4), 2900 // max(len(plan.title) ** 0.5 * 2, 4))
    page = epub_template("cover").render(
        language=plan.language,
        title=plan.title,
        subtitle=plan.subtitle,
        by=BETWEEN.join(plan.by),
        publisher=plan.publisher,
        initial=plan.title[:1],
        size=round(size),
        subtitle_size=round(108 * min(1.0, (70 / max(len(plan.subtitle), 1)) ** 0.5)),  # its space holds so much
        family=fonts[0].family if fonts else "serif",
        faces=Markup(_faces(fonts)),
    )
    made_with: list[str] = [metadata.version(name) for name in ("weasyprint", "pypdfium2", "pillow")]
    made_with += [version for _, version in libraries()]
    made_from: tuple[bytes | str, ...] = (Path(__file__).read_bytes(), *made_with, page, *(font.data for font in fonts))
    return made_once(shelves, "pictures", made_from, lambda: _drawn(page, fonts))


def _drawn(page: str, fonts: tuple[SubsetFont, ...]) -> bytes:
    load_engine()
    import pypdfium2
    from weasyprint import HTML

    pdf = HTML(string=page, url_fetcher=fetcher(_Faces(fonts), _no_picture)).write_pdf(font_config=font_configuration())
    document = pypdfium2.PdfDocument(pdf)
    try:
        if len(document) != 1:
            raise CoverError(f"the cover takes {len(document)} pages, not one")
        picture: Image = document[0].render(scale=1 / _POINTS_A_PIXEL).to_pil().convert("RGB")
    finally:
        document.close()
    if picture.size != (WIDTH, HEIGHT):
        raise CoverError(f"the cover is {picture.size[0]} by {picture.size[1]} pixels, not {WIDTH} by {HEIGHT}")
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=88, subsampling=0, optimize=True)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Faces:
    fonts: tuple[SubsetFont, ...]


def _no_picture(name: str) -> bytes:
    raise ValueError(f"a cover shows no picture: {name}")


def _faces(fonts: tuple[SubsetFont, ...]) -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; font-weight: {font.weight};'
        f' src: url("{font_address(font.file)}") }}'
        for font in fonts
    )
