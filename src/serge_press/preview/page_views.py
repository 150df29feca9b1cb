"""The pages of a layout as the preview shows them: one record a page, told apart by the digest of what is on it."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pikepdf

from serge_press.manuscript.folios import NO_FOLIOS, Folios
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Finding


@dataclass(frozen=True, slots=True)
class PageView:
    """One page. ``width`` and ``height`` are points; ``label`` is its number as printed or counted."""

    digest: str
    label: str
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """A finished layout: of the folder with this ``digest``, in ``seconds`` of wall clock."""

    digest: str = ""
    pdf: bytes = b""
    folios: Folios = NO_FOLIOS
    pages: tuple[PageView, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0


def page_views(pdf: bytes, folios: Folios) -> tuple[PageView, ...]:
    """One record for each page of a PDF of ours.

    Fonts are not part of a page's digest: glyphs keep their numbers in every subset, so the same text looks the same.
    """
    labels = [page.label for page in folios.pages]
    made: list[PageView] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for index, page in enumerate(document.pages):
            box = [float(length) for length in page.mediabox]
            total = hashlib.sha256(repr(box).encode())
            contents = page.obj.get("/Contents")
            for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
                if isinstance(stream, pikepdf.Stream):
                    total.update(stream.read_bytes())
            for name, image in sorted(page.images.items()):
                total.update(name.encode() + hashlib.sha256(image.read_raw_bytes()).digest())
            label = labels[index] if index < len(labels) else str(index + 1)
            made.append(PageView(total.hexdigest()[:24], label, box[2] - box[0], box[3] - box[1]))
    return tuple(made)
