"""Facts about the printed book: folios, labels, references, heads, fonts, boxes, outline; and what is wrong with faulty ones."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest

from makers import HERE, call, division, figure, fresh, heading, item_list, manuscript, note, paragraph, runs
from sample_order import STAMP, house, order, printed
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.print_edition import bring_out_print
from serge_press.editions.sections import workers
from serge_press.editions.sections.lay import lay_section
from serge_press.editions.sections.request import SectionRequest
from serge_press.editions.sections.sheets import SectionSheets
from serge_press.findings import Place
from serge_press.manuscript.folios import Folios
from serge_press.manuscript.nodes import Anchor, CitedTitle, Emphasis, PageNumber, Reference
from serge_press.manuscript.parts import Matter, Role
from serge_press.rendering.house import House

if TYPE_CHECKING:
    from serge_press.findings import Finding
    from serge_press.manuscript.nodes import Block
    from serge_press.manuscript.parts import Manuscript

POINTS = 72 / 25.4


def folios() -> Folios:
    found = printed()[0].folios
    assert found is not None
    return found


@cache
def pdf() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(printed()[0].data)


@cache
def words(leaf: int) -> str:
    """What a PDF reader finds on a whole page, in one line."""
    return " ".join(pdf()[leaf - 1].get_textpage().get_text_range().replace("\ufffe", "").split())


def margin(leaf: int) -> str:
    """What stands above and below the text area."""
    geometry = page_geometry((138.0, 216.0))
    assert geometry is not None
    page = pdf()[leaf - 1].get_textpage()
    above = page.get_text_bounded(bottom=(216 - geometry.head + 1) * POINTS)
    below = page.get_text_bounded(top=(geometry.foot - 1) * POINTS)
    return " ".join(f"{above} {below}".split())


def page_label(leaf: int) -> str:
    raw = pypdfium2.raw
    length = raw.FPDF_GetPageLabel(pdf(), leaf - 1, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_GetPageLabel(pdf(), leaf - 1, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le")


# -------------------------------------------------------------------------------------------------- a sound book


def test_a_sound_book_has_no_findings() -> None:
    """But for one last page of a few lines, of which the press can only tell: no paragraph before it bears another line."""
    (told,) = printed()[1]
    assert (told.rule, told.place.file) == ("P030", "lives/1-exile.md")
    assert "ends a section after a few lines" in told.message


def test_the_number_printed_is_the_label_a_reader_shows_and_the_folio_told() -> None:
    assert len(pdf()) == printed()[0].pages == len(folios().pages)
    for page in folios().pages:
        assert page_label(page.leaf) == page.label
        assert page.printed == (page.label in margin(page.leaf).split())


def test_front_matter_is_roman_and_the_body_begins_with_1_on_a_right_hand_page() -> None:
    labels = [page.label for page in folios().pages]
    first = labels.index("1")
    assert labels[:4] == ["i", "ii", "iii", "iv"]
    assert all(re.fullmatch("[ivxl]+", label) for label in labels[:first])
    assert labels[first:] == [str(number) for number in range(1, len(labels) - first + 1)]
    assert first % 2 == 0
    assert folios().of(Anchor("life")) == "1"


def test_blank_and_display_pages_bear_nothing() -> None:
    bare = [page for page in folios().pages if page.anchor is None]
    assert bare
    for page in bare:
        assert words(page.leaf) == ""
    for anchor in ("half", "title", "imprint", "dedication", "epigraph", "life", "zycie"):
        assert margin(leaf_of(anchor)) == "", anchor


def leaf_of(anchor: str) -> int:
    label = folios().of(Anchor(anchor))
    return next(page.leaf for page in folios().pages if page.label == label)


def test_running_heads_name_the_part_on_the_left_and_the_chapter_on_the_right() -> None:
    begin = leaf_of("compositor")
    left = [leaf for leaf in range(begin + 1, begin + 6) if leaf % 2 == 0]
    right = [leaf for leaf in range(begin + 1, begin + 6) if leaf % 2]
    assert {re.sub(r"\d+", "", margin(leaf)).strip() for leaf in left} == {"A Life"}
    assert {re.sub(r"\d+", "", margin(leaf)).strip() for leaf in right} == {"The Compositor"}


def test_an_opening_page_has_its_folio_at_the_foot_and_no_head() -> None:
    begin = leaf_of("compositor")
    assert margin(begin) == "3"
    low = pdf()[begin - 1].get_textpage().get_text_bounded(top=20 * POINTS)
    assert low.strip() == "3"


def test_every_printed_reference_and_every_line_of_the_contents_is_true() -> None:
    lock = folios().of(Anchor("lock"))
    asking = leaf_of("h-45") if folios().of(Anchor("h-45")) else leaf_of("compositor")
    body = " ".join(words(leaf) for leaf in range(asking - 1, asking + 3))
    assert f"see the second chapter (p. {lock})" in body
    contents = words(leaf_of("contents"))
    for title, anchor in (
        ("The Lock", "lock"),
        ("Śluza", "sluza"),
        ("Bibliography", "bibliography"),
        ("Preface", "preface"),
    ):
        assert re.search(rf"{title}[ .]*{folios().of(Anchor(anchor))}\b", contents), title


def test_where_tells_the_page_on_which_words_stand() -> None:
    assert "A18. Letters from the Lower Gate, volume 18" in words(leaf_of("work-18"))
    assert "What the ledger says" in words(leaf_of("compositor") + 4)


def test_only_the_houses_fonts_are_in_the_file() -> None:
    with pikepdf.open(BytesIO(printed()[0].data)) as file:
        fonts = {
            str(one.BaseFont) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
        }
    assert fonts
    assert all("+House-EB-Garamond" in font for font in fonts)
    assert any("Italic" in font for font in fonts)


def test_the_page_is_the_trim_and_margins_are_mirrored() -> None:
    with pikepdf.open(BytesIO(printed()[0].data)) as file:
        for page in file.pages:
            assert [float(x) for x in page.mediabox] == pytest.approx([0, 0, 138 * POINTS, 216 * POINTS], abs=0.02)
    begin = leaf_of("compositor") + 1
    lefts = [sorted(c[0] for c in _lines(leaf))[3] for leaf in (begin, begin + 1)]  # a few marks hang into the margin
    geometry = page_geometry((138.0, 216.0))
    assert geometry is not None
    assert lefts[0] == pytest.approx(geometry.outside * POINTS, abs=2)
    assert lefts[1] == pytest.approx(geometry.inside * POINTS, abs=2)


def _lines(leaf: int) -> list[tuple[float, float, float, float]]:
    page = pdf()[leaf - 1].get_textpage()
    return [page.get_rect(index) for index in range(page.count_rects())]


def baseline(page: pypdfium2.PdfTextPage, index: int) -> float:
    """The height of a character's base line over the foot of the sheet, in points."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(page, index, x, y)
    return y.value


def test_lines_of_facing_pages_stand_level() -> None:
    """Full lines of running prose stand on one grid, from page to page."""
    geometry = page_geometry((138.0, 216.0))
    assert geometry is not None
    begin = leaf_of("sluza") + 1
    for leaf in (begin, begin + 1):
        page = pdf()[leaf - 1].get_textpage()
        text = page.get_text_range()
        begin_of_text = text.index(folios().pages[leaf - 1].opens[:12])
        lines = {round(baseline(page, index), 2) for index in range(begin_of_text, begin_of_text + 600)}
        steps = {round((max(lines) - line) % geometry.leading, 1) % geometry.leading for line in lines}
        assert len(lines) > 8
        assert len(steps) == 1


def test_the_outline_has_clean_titles_that_lead_to_their_pages() -> None:
    entries = [(entry.get_title(), entry.get_dest().get_index()) for entry in pdf().get_toc()]
    titles = dict(entries)
    assert titles["Preface"] == leaf_of("preface") - 1
    assert titles["1 The Compositor"] == leaf_of("compositor") - 1
    assert titles["II Życie"] == leaf_of("zycie") - 1
    assert titles["The unsigned articles"] == leaf_of("h-45") - 1


def test_the_file_says_what_it_is_and_when_it_was_made() -> None:
    with pikepdf.open(BytesIO(printed()[0].data)) as file:
        assert str(file.docinfo.Title) == "The Lock-Keeper’s Ledger: A Companion to Jadwiga Wolska"
        assert str(file.docinfo.Author) == "The editors"
        assert str(file.docinfo.CreationDate).startswith("D:20260101000000")
        assert str(file.Root.Lang) == "en-GB"
    assert STAMP == 1_767_225_600
    assert (printed()[0].name, printed()[0].media_type) == ("ledger-print.pdf", "application/pdf")


def test_the_same_order_gives_the_same_bytes() -> None:
    book = small()
    assert bring_out_print(order(book)) == bring_out_print(order(book))


def test_an_accessible_file_is_tagged_and_says_so() -> None:
    issue, found = bring_out_print(order(small(), standard="pdf/ua-1"))
    assert issue is not None
    assert found == ()
    with pikepdf.open(BytesIO(issue.data)) as file:
        assert bool(file.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in file.Root
        assert str(file.open_metadata()["pdfuaid:part"]) == "1"


def test_lists_and_links_are_tagged_as_such() -> None:
    """PDF/UA-1, 7.2 and 7.18.5: an item holds labels and bodies alone, a link's annotation stands in a link."""
    title = CitedTitle(runs("Tide Tables"))
    reference = Reference("work", "x", (title, *runs(" (A1)")), HERE, target=Anchor("only"))
    extra = (paragraph("See ", reference, "."), item_list(paragraph("one"), paragraph("two"), ordered=True))
    issue, found = bring_out_print(order(small(*extra), standard="pdf/ua-1"))
    assert issue is not None
    assert found == ()
    with pikepdf.open(BytesIO(issue.data)) as file:
        elements = [
            one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
        ]
        items = [one for one in elements if one.S == "/LI"]
        assert len(items) == 2
        assert {str(kid.S) for item in items for kid in item.K} == {"/Lbl", "/LBody"}
        numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
        parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        links = [note for page in file.pages for note in page.get("/Annots", [])]
        assert [str(parents[int(note.StructParent)].S) for note in links] == ["/Link"]


@pytest.mark.parametrize("trim", [(90.0, 130.0), (105.0, 148.0), (129.0, 198.0), (152.4, 228.6), (210.0, 297.0)])
def test_geometry_for_any_trim(trim: tuple[float, float]) -> None:
    page = page_geometry(trim)
    assert page is not None
    assert page.inside > page.outside >= 12
    assert page.foot >= page.head - 4
    text = page.height - page.head - page.foot
    assert page.lines * page.leading / POINTS <= text < page.lines * page.leading / POINTS + 0.02
    letters = page.measure * POINTS / (0.41 * page.size)
    assert 38 <= letters <= 100


# ------------------------------------------------------------------------------------------------- faulty books


def small(*extra: Block) -> Manuscript:
    """A book of one chapter with a note."""
    fresh()
    said = note("one", "What she said.")
    blocks = (paragraph("A short text", call("one"), "."), *extra)
    return manuscript(division("only", *blocks, title="Only", notes=(said,)))


def faults(book: Manuscript, **plan: Any) -> list[Finding]:
    return list(bring_out_print(order(book, **plan))[1])


def styled(book: Manuscript, sheet: str) -> list[Finding]:
    """What is found when the house has one more print sheet."""
    base = house()
    own = House("house", {"print": (*base.sheets("print"), ("extra.css", sheet))}, base.fonts, base._templates)
    return list(bring_out_print(replace(order(book), house=own))[1])


def test_characters_the_house_lacks_are_named_at_their_first_place() -> None:
    found = faults(small(replace(paragraph("In Chinese 漢字 and again 漢."), place=Place("lives/2.md", 7, 3))))
    assert [(f.rule, f.place.line) for f in found if f.rule == "P005"] == [("P005", 7)]
    assert "“漢” (U+6F22 CJK UNIFIED IDEOGRAPH-6F22), nor 1 more of its script: 字" in found[0].message


def test_a_font_of_the_machine_is_told() -> None:
    found = styled(small(), "p { font-family: serif }")
    assert [f.rule for f in found] == ["P006"]


def test_what_weasyprint_does_not_understand_is_told_at_its_line() -> None:
    found = styled(small(), "p { colour: red }\np { text-indent: 3 }")
    assert [(f.rule, f.place.file, f.place.line) for f in found] == [
        ("P007", "styles/house/extra.css", 1),
        ("P007", "styles/house/extra.css", 2),
    ]


def test_a_picture_that_does_not_open_is_told() -> None:
    book = small(figure("plates/lock.png", "The lock"))
    issue, found = bring_out_print(order(book, files={"plates/lock.png": b"not a picture"}))
    assert issue is not None
    assert [(f.rule, f.place.file) for f in found] == [("P008", "plates/lock.png")]


def test_nothing_is_read_but_pictures_of_the_book() -> None:
    book = small(figure("../outside.png", "Outside"), figure("/etc/hostname", "Elsewhere"))
    assert {f.rule for f in faults(book)} == {"P008"}
    found = styled(small(), '@font-face { font-family: X; src: url("file:///usr/share/fonts/x.ttf") }')
    assert [f.rule for f in found] == ["P008"]


def test_a_reference_to_what_is_not_printed_is_told() -> None:
    lost = Reference("chapter", "x", runs("there"), Place("a.md", 4, 2), page=True, target=Anchor("nowhere"))
    found = faults(small(paragraph("See ", lost, ".")))
    assert ("P009", 4) in [(f.rule, f.place.line) for f in found]


@pytest.mark.parametrize("aligned", ["justify", "left"])
def test_what_runs_into_the_margin_is_told(aligned: str) -> None:
    wide = replace(paragraph("The file with the checksum ", "9c3b03de" * 12, " is kept."), place=Place("a.md", 9, 1))
    found = styled(small(wide), f"p {{ text-align: {aligned} !important }}")
    assert [(f.rule, f.place.line) for f in found] == [("P010", 9)]


@pytest.mark.parametrize(
    ("words", "sheet"),
    [
        ("9c3b03de" * 12, "p { direction: rtl; text-align: right }"),
        ("No word is long.", "p { margin-left: -12mm !important }"),
    ],
)
def test_what_runs_into_the_left_hand_margin_is_told_too(words: str, sheet: str) -> None:
    """A word that is too long runs to the left where text runs from right to left."""
    wide = replace(paragraph(words), place=Place("a.md", 9, 1))
    assert ("P010", 9) in [(f.rule, f.place.line) for f in styled(small(wide), sheet)]


def test_what_is_higher_than_the_page_is_told() -> None:
    found = styled(small(), "p { line-height: 300mm }")
    assert [(f.rule, f.place.file) for f in found] == [("P011", HERE.file)]


@pytest.mark.parametrize("trim", [(50.0, 70.0), (0.0, 0.0), (138.0, 100.0)])
def test_a_page_too_small_for_text_is_refused(trim: tuple[float, float]) -> None:
    issue, found = bring_out_print(order(small(), trim=trim))
    assert issue is None
    assert [(f.rule, f.place.file) for f in found] == [("P012", "book.toml")]


@pytest.mark.parametrize("standard", ["pdf/ua-2", "pdf/a-1a", "debug", "nonsense"])
def test_a_standard_that_cannot_be_kept_is_refused(standard: str) -> None:
    issue, found = bring_out_print(order(small(), standard=standard))
    assert issue is None
    assert [f.rule for f in found] == ["P013"]


def test_a_folio_that_is_not_the_pages_number_is_told() -> None:
    found = styled(small(), "@page { @bottom-center { content: '77' } } @page text-1:nth(1 of text-1) {"
                   " @bottom-center { content: '77' } }")  # fmt: skip
    assert [f.rule for f in found] == ["P014"]


def test_page_numbers_that_never_settle_are_told_at_the_reference() -> None:
    """“viii” takes more room than “ix”: sixty of them push their target to page ix, where there is room on page viii again."""
    there = Place("front/preface.md", 40, 5)

    def book(lines: int) -> Manuscript:
        fresh()
        reference = Reference("anchor", "goal", runs("the end"), there, page=True, target=Anchor("goal"))
        filler = [paragraph("words of a filler paragraph " * 12) for _ in range(22)]
        filler += [paragraph("One line.") for _ in range(lines)]
        asking = paragraph(*(one for _ in range(60) for one in (reference, " and ")))
        goal = paragraph("The goal stands here.", at="goal")
        return manuscript(
            division("pre", *filler, asking, goal, title="Preface", role=Role.PREFACE, matter=Matter.FRONT)
        )

    told = [f for lines in (34, 35, 36) for f in faults(book(lines), trim=(100.0, 140.0))]
    assert {(f.rule, f.place) for f in told} == {("P004", there)}
    assert re.search("between (ix and viii|viii and ix)", told[0].message)


def test_a_book_that_settles_is_laid_out_no_more_than_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[SectionRequest] = []

    def counting(request: SectionRequest) -> SectionSheets:
        if request.layer == "text":
            laid.append(request)
        return lay_section(request)

    monkeypatch.setattr(workers, "lay_section", counting)
    faults(small())
    assert len(laid) == 1
    faults(small(heading("Here", at="here"), paragraph("It is on ", PageNumber(Anchor("here")), ".")))
    assert len(laid) == 2


def test_emphasis_within_a_title_does_not_break_a_head() -> None:
    book = manuscript(division("one", paragraph("Text."), title=(Emphasis(runs("Italic & <odd>")),)))
    issue, found = bring_out_print(order(book))
    assert issue is not None
    assert found == ()
    assert HERE.file


def test_the_layout_engine_is_loaded_only_to_lay_out() -> None:
    """``check`` and ``inspect`` need no Pango."""
    said = "import sys, serge_press.editions.print_edition; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_book_with_nothing_in_it_is_one_empty_page() -> None:
    issue, found = bring_out_print(order(manuscript()))
    assert issue is not None
    assert (issue.pages, found) == (1, ())
