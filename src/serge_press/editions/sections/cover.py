"""The cover of a joined PDF: catalogue, metadata and the fonts of all sections, written by WeasyPrint itself.

A document without a word is given the fonts of the sections, each with the glyphs of all, so that font files, widths and
character maps are what one run over the book would write.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from serge_press.editions.press_room import listening
from serge_press.editions.print_document import document
from serge_press.editions.sections.sheets import FontUse
from serge_press.editions.sections.stand_ins import with_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from serge_press.editions.edition import Order
    from serge_press.editions.sections.join import Part
    from serge_press.editions.sections.request import Setting
    from serge_press.editions.sections.workers import Workers

Said = tuple[tuple[str, str, int], ...]


def cover_of(
    order: Order, setting: Setting, parts: Sequence[Part], printed: Mapping[str, str], pool: Workers
) -> tuple[bytes, Said]:
    """A PDF of one empty page with the metadata of the order's book and the fonts of all parts; what WeasyPrint said.

    ``printed`` are the page labels that are put in.
    """
    first: dict[str, FontUse] = {}
    more: dict[str, tuple[dict[int, float], dict[int, str]]] = {}  # where a glyph is read in two ways the first is kept
    for use in (use for part in parts for use in (*with_labels(part.text, printed), *part.heads.fonts())):
        first.setdefault(use.hash, use)
        widths, to_unicode = more.setdefault(use.hash, ({}, {}))
        own, read = use.glyphs
        widths.update((glyph, width) for glyph, width in own.items() if glyph not in widths)
        to_unicode.update((glyph, text) for glyph, text in read.items() if glyph not in to_unicode)
    html = document(order.manuscript, (), order.stamp)
    return pool.call(write_cover, html, tuple(use.with_more(*more[use.hash]) for use in first.values()))


def write_cover(setting: Setting, html: str, uses: tuple[FontUse, ...]) -> tuple[bytes, Said]:
    """The PDF. Pure: the same arguments give the same bytes."""
    from weasyprint import HTML

    files = dict(zip(setting.faces, (font.data for font in setting.fonts), strict=True))
    variant = setting.standard or None
    with listening() as listener:
        laid = HTML(string=html).render(pdf_variant=variant)
        laid.fonts = {use.hash: _font(use, files.get(use.source, use.data)) for use in uses}
        data: bytes = laid.write_pdf(pdf_variant=variant)
    return data, tuple(listener.said)


def _font(use: FontUse, data: bytes) -> Any:
    """A WeasyPrint font made from plain values, as if it had drawn all that the sections drew."""
    from weasyprint.pdf.fonts import Font

    font = object.__new__(Font)
    traits, (widths, to_unicode) = use.traits, use.glyphs
    for name, value in traits.items():
        setattr(font, name, value)
    font.hash = use.hash
    font.name = traits["name"].encode()
    font.file_content = data
    font.hb_face = _face(data, traits["index"])
    font.widths = dict(sorted(widths.items()))
    font.to_unicode = dict(sorted(to_unicode.items()))
    font.variations = dict(traits["variations"])
    font.missing = {}
    font.used_in_forms = False
    return font


def _face(data: bytes, index: int) -> Any:
    """A HarfBuzz face of a font file: WeasyPrint makes faces from Pango alone."""
    from weasyprint.text import ffi as text

    own, library = _harfbuzz()
    duplicate = 0  # HB_MEMORY_MODE_DUPLICATE: HarfBuzz keeps a copy of its own
    blob = library.hb_blob_create(data, len(data), duplicate, own.NULL, own.NULL)
    face = library.hb_face_create(blob, index)
    held = text.ffi.cast("hb_face_t *", int(own.cast("uintptr_t", face)))
    text.harfbuzz.hb_blob_destroy(text.ffi.cast("hb_blob_t *", int(own.cast("uintptr_t", blob))))
    return text.ffi.gc(held, text.harfbuzz.hb_face_destroy)


@cache
def _harfbuzz() -> tuple[Any, Any]:
    """HarfBuzz with the two functions that WeasyPrint does not name.

    File names first: to look for any other name, Python asks the linker's cache, gcc and ld.
    """
    from weasyprint.text import ffi as text

    own = type(text.ffi)()
    own.cdef(
        "typedef struct hb_blob_t hb_blob_t; typedef struct hb_face_t hb_face_t;"
        "hb_blob_t *hb_blob_create(const char *, unsigned, int, void *, void *);"
        "hb_face_t *hb_face_create(hb_blob_t *, unsigned);"
    )
    names = (
        "libharfbuzz.so.0",
        "libharfbuzz.0.dylib",
        "libharfbuzz-0.dll",
        "libharfbuzz-0",
        "harfbuzz",
        "harfbuzz-0.0",
    )
    return own, text._dlopen(own, *names)
