"""What makes a tagged PDF of pages the file for a screen: the cover before them, labels, metadata, colours, links."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.editions.press_ready.pictures import pixels_of
from serge_press.editions.screen.srgb import NAME, srgb_profile
from serge_press.editions.screen.xmp import xmp_packet
from serge_press.manuscript.folios import roman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.editions.screen.xmp import BookFacts

_PRINT = 4
"""The flag of an annotation that is printed (ISO 32000-1, table 165), which PDF/A wants on every one (ISO 19005-3, 6.3.2)."""


def finished(data: bytes, stay: Sequence[int], front: bytes, facts: BookFacts, labels: Sequence[str]) -> bytes:
    """The file. ``stay`` are the pages of the tagged PDF that are kept, from 0; ``front`` a PDF of the cover or nothing.

    ``labels`` are those of all pages, the cover's first. The same arguments give the same bytes.
    """
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        for index in sorted(set(range(len(pdf.pages))) - set(stay), reverse=True):
            del pdf.pages[index]
        if front:
            _put_cover(pdf, front, f"{labels[0]}: {facts.title}")
        else:
            labels = labels[1:]
        for page in pdf.pages:
            page.obj.Tabs = pikepdf.Name.S  # in the order of the structure (ISO 14289-1, 7.18.3)
            for note in page.obj.get("/Annots", ()):
                note.F = _PRINT
        _suit_pictures(pdf)
        _label(pdf, labels)
        _intend(pdf)
        _inform(pdf, facts)
        root = pdf.Root
        root.Lang = pikepdf.String(facts.language)
        root.MarkInfo = pikepdf.Dictionary(Marked=True)
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        root.PageLayout = pikepdf.Name.SinglePage  # leaves are left out: two pages side by side are no opening
        root.PageMode = pikepdf.Name.UseOutlines
        out = BytesIO()
        pdf.save(
            out, min_version="1.7", deterministic_id=True, compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip
    return out.getvalue()


def _put_cover(pdf: Any, front: bytes, says: str) -> None:
    """Put the cover before all pages, as one figure with words in its place (ISO 32000-1, 14.9.3)."""
    import pikepdf

    with pikepdf.open(BytesIO(front)) as cover:
        pdf.pages.insert(0, cover.pages[0])
    page = pdf.pages[0].obj
    inner = page.Contents
    pieces = list(inner) if isinstance(inner, pikepdf.Array) else [inner]
    opening = pdf.make_stream(b"/Figure <</MCID 0>> BDC q")
    page.Contents = pikepdf.Array([opening, *pieces, pdf.make_stream(b"Q EMC")])
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    document = tree.K[0]
    figure = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, P=document, Pg=page, K=0, Alt=pikepdf.String(says),
            A=pikepdf.Dictionary(
                O=pikepdf.Name.Layout, Placement=pikepdf.Name.Block, BBox=pikepdf.Array([float(x) for x in page.MediaBox])
            ),
        )
    )  # fmt: skip
    document.K = pikepdf.Array([figure, *document.K])
    row = list(tree.ParentTree.Nums)
    key = 1 + max((int(one) for one in row[::2]), default=-1)
    page.StructParents = key
    tree.ParentTree.Nums = pikepdf.Array([*row, key, pikepdf.Array([figure])])
    tree.ParentTreeNextKey = key + 1


def _suit_pictures(pdf: Any) -> None:
    """Pictures in the colours of the output intent, which has three: those in four inks become red, green and blue."""
    import pikepdf

    for one in pdf.objects:
        if not isinstance(one, pikepdf.Stream) or one.get("/Subtype") != "/Image":
            continue
        if "/Interpolate" in one:
            one.Interpolate = False  # ISO 19005-3, 6.2.8
        if str(one.get("/ColorSpace", "")) == "/DeviceCMYK":
            picture = pixels_of(one).convert("RGB")
            for key in ("/DecodeParms", "/Decode"):
                if key in one:
                    del one[key]
            one.ColorSpace, one.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
            one.write(picture.tobytes())


def _label(pdf: Any, labels: Sequence[str]) -> None:
    """Page labels (ISO 32000-1, 12.4.2): a run wherever a number does not follow the one before; the cover by its name."""
    import pikepdf

    nums: list[Any] = []
    before = ("", 0)
    for index, label in enumerate(labels):
        style, number = _counted(label)
        if not style:
            nums += [index, pikepdf.Dictionary(P=pikepdf.String(label))]
        elif (style, number - 1) != before:
            run = pikepdf.Dictionary(S=pikepdf.Name(style))
            if number != 1:
                run.St = number
            nums += [index, run]
        before = (style, number)
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(nums))


def _counted(label: str) -> tuple[str, int]:
    """The style and number of a label; no style for a word."""
    if label.isdecimal():
        return "/D", int(label)
    number = next((n for n in range(1, 1000) if roman(n) == label), 0) if set(label) <= set("ivxlcdm") else 0
    return ("/r", number) if number else ("", 0)


def _intend(pdf: Any) -> None:
    """The output intent (ISO 19005-3, 6.2.3): colours are meant as sRGB."""
    import pikepdf

    profile = pdf.make_stream(srgb_profile(), N=3)
    pdf.Root.OutputIntents = pikepdf.Array([
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1, OutputConditionIdentifier=pikepdf.String(NAME),
            RegistryName=pikepdf.String("http://www.color.org"), Info=pikepdf.String(NAME), DestOutputProfile=profile,
        )
    ])  # fmt: skip


def _inform(pdf: Any, facts: BookFacts) -> None:
    """XMP, and the old properties with the same words."""
    import time

    import pikepdf

    when = time.strftime("D:%Y%m%d%H%M%SZ", time.gmtime(facts.stamp))
    old = {
        "/Title": facts.title, "/Author": ", ".join(facts.by), "/Subject": facts.description,
        "/Keywords": ", ".join(facts.subjects), "/Creator": facts.creator, "/Producer": facts.producer,
        "/CreationDate": when, "/ModDate": when,
    }  # fmt: skip
    for key in list(pdf.docinfo):
        del pdf.docinfo[key]
    for key, words in old.items():
        if words:
            pdf.docinfo[key] = pikepdf.String(words)
    pdf.Root.Metadata = pdf.make_stream(
        xmp_packet(facts), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )  # fmt: skip
