"""What a finished PDF for a screen offers to those who cannot see it, read off its own structure."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from serge_press.editions.accessibility.claims import Claims
from serge_press.phrases import phrases
from serge_press.values import dataclass

if TYPE_CHECKING:
    from pikepdf import Pdf

_HEADS = frozenset(f"/H{rank}" for rank in range(1, 7)) | {"/H"}
_PLAYING = frozenset({"/Movie", "/Screen", "/RichMedia", "/3D", "/Sound"})


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """Pages, the cover among them; claims, in the words of the same vocabulary as those of an e-book, with a summary of them;
    whether its language is marked. ``claims`` is None for text that is not tagged, of which nothing can be said."""

    pages: int
    claims: Claims | None = None
    summary: str = ""
    languages: bool = False


def facts_of(data: bytes, language: str) -> PdfFacts:
    """What the PDF is. ``language`` is the book's, in which the summary stands."""
    import pikepdf  # no other record needs it

    with pikepdf.open(io.BytesIO(data)) as pdf:
        root, pages = pdf.Root, len(pdf.pages)
        marked = root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)
        if not marked or "/StructTreeRoot" not in root or pdf.is_encrypted:
            return PdfFacts(pages)
        heads, pictures, silent, played = _counted(pdf)
        features = [
            *(["tableOfContents"] if "/First" in root.get("/Outlines", pikepdf.Dictionary()) else []),
            "readingOrder",
            *(["structuralNavigation"] if heads else []),
            *(["alternativeText"] if pictures and not silent else []),
            "unlocked",
        ]
        claims = Claims(
            modes=("textual", *(["visual"] if pictures else [])),
            sufficient=("textual,visual",) if silent else ("textual",),
            features=tuple(features),
            hazards=("unknownFlashingHazard", "unknownMotionSimulationHazard", "unknownSoundHazard")
            if played
            else ("none",),
        )
        words = phrases(language)
        said = f"{words.say('access.text-fixed')} {words.say('access.no-person')}"
        return PdfFacts(pages, claims, said, bool(str(root.get("/Lang", ""))))


def _counted(pdf: Pdf) -> tuple[int, int, int, int]:
    """Headings; pictures, and those of them without words; annotations that play."""
    import pikepdf

    heads = pictures = silent = played = 0
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Dictionary):
            continue
        kind = str(one.get("/S", ""))
        if kind in _HEADS and "/P" in one:
            heads += 1
        elif kind == "/Figure" and "/P" in one:
            pictures += 1
            silent += not (str(one.get("/Alt", "")) or str(one.get("/ActualText", "")))
        elif str(one.get("/Subtype", "")) in _PLAYING or kind == "/JavaScript":
            played += 1
    return heads, pictures, silent, played
