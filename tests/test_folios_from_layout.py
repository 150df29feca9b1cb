"""Where pages begin, by the box tree, against what others see: a PDF reader, and word marks in the same document."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from lxml import html as lxml_html

from printed_samples import sample
from sample_order import house, printed
from serge_press.editions.box_tree import SetPage, read_pages
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.print_document import document, units
from serge_press.manuscript.letters import is_letter

if TYPE_CHECKING:
    from serge_press.manuscript.folios import Folio

POINTS = 72 / 25.4
LEAVES = sorted(range(1, printed()[0].pages + 1))


def bare(text: str) -> str:
    """The letters of a text, as the press counts them."""
    return "".join(filter(is_letter, text))


@cache
def raw_text() -> dict[str, str]:
    """The text of everything with an id, as set in XHTML, without the notes that stand in it."""
    issue, _ = printed()
    assert issue.folios is not None
    tree = lxml_html.fromstring(document(sample(), units(sample(), house(), issue.folios), 0))
    for note in list(tree.iter("span")):
        if note.get("class") == "footnote":
            for child in list(note):
                note.remove(child)
    return {str(one.get("id")): str(one.text_content()) for one in tree.iter() if one.get("id")}


@cache
def seen(leaf: int) -> str:
    """The letters that a PDF reader finds in the text area of a page, in order."""
    geometry = page_geometry((138.0, 216.0))
    assert geometry is not None
    page = pypdfium2.PdfDocument(printed()[0].data)[leaf - 1]
    area = {
        "left": 0,
        "right": 138 * POINTS,
        "top": (216 - geometry.head + 1) * POINTS,
        "bottom": geometry.foot * POINTS,
    }
    return bare(page.get_textpage().get_text_bounded(**area).replace("\ufffe", "").replace("\x02", ""))


def folio(leaf: int) -> Folio:
    folios = printed()[0].folios
    assert folios is not None
    return folios.pages[leaf - 1]


@pytest.mark.parametrize("leaf", LEAVES)
def test_a_page_begins_where_a_pdf_reader_says(leaf: int) -> None:
    page = folio(leaf)
    if page.anchor is None:
        assert seen(leaf) == ""
        return
    expected = bare(raw_text()[page.anchor])[page.letters :][:20]
    assert expected
    text = seen(leaf).removeprefix("YearBoatsWhattheledgersays") if not expected.startswith("Year") else seen(leaf)
    text = re.sub(r"^(–|\d\.)", "", text) if page.letters == 0 and not text.startswith(expected) else text
    calls = "".join(re.escape(letter) + r"(?:\d{1,2})?" for letter in expected)  # note calls may stand between
    assert re.match(calls, text), (page, text[:30])
    assert bare(page.opens).startswith(expected[: len(bare(page.opens))][:8])


def test_the_sample_has_every_way_to_begin_a_page() -> None:
    folios = [folio(leaf) for leaf in LEAVES]
    assert any(page.anchor is None for page in folios), "a blank page"
    assert any(page.letters == 0 and page.anchor for page in folios), "a page that begins with a leaf"
    assert any(page.letters > 0 for page in folios), "a page inside a leaf"
    assert any(page.label.isdecimal() for page in folios), "an arabic folio"
    assert any(page.label == "viii" for page in folios), "a roman folio"
    assert any(str(page.anchor).startswith("c-") for page in folios), "a page inside a table"


# ------------------------------------------------------------------- the same document, two ways of looking at it


def render(body: str, sheet: str, leaves: tuple[str, ...]) -> tuple[Any, tuple[SetPage, ...]]:
    from weasyprint import HTML

    laid = HTML(string=f'<html lang="en"><style>{sheet}</style><body>{body}</body></html>').render()
    return laid, read_pages(laid, leaves)


SMALL = """
@page { size: 70mm 60mm; margin: 8mm; @footnote { padding-top: 3pt } @bottom-center { content: counter(page) } }
html { font: 10pt/12pt serif } p, h2 { margin: 0; hyphens: auto; text-align: justify } h2 { font-size: 12pt }
.footnote { float: footnote; font-size: 8pt; line-height: 9pt }
li { list-style-type: decimal }
"""


def test_word_marks_agree_with_the_box_tree() -> None:
    """Every word in a span with an id: WeasyPrint's public ``page.anchors`` then tells the first word of each page."""
    text = (
        "The <em>extraordinarily</em> well administered correspondence of that year<span class=footnote id=n>A note on it, "
        "of some length, so that it takes room.</span> is stained as far as the signature, and nobody has an explanation. "
    )
    leaves = tuple(f"p{n}" for n in range(6))
    paragraphs = [
        f'<p id="{name}">{text.replace("id=n", f"id=n{name}") * (2 + n % 3)}</p>' for n, name in enumerate(leaves)
    ]
    body = f"<h2>Head</h2>{''.join(paragraphs[:3])}<ol><li>{paragraphs[3]}</li><li>{paragraphs[4]}</li></ol>{paragraphs[5]}"
    words: list[tuple[str, int]] = []  # leaf, letters before the word

    def mark(paragraph: re.Match[str]) -> str:
        before = 0
        out: list[str] = []
        for piece in re.split(r"(<span class=footnote.*?</span>|<[^>]+>|\s+)", paragraph[2]):
            if not piece or piece.isspace() or piece.startswith("<"):
                out.append(piece)
                continue
            out.append(f'<span id="w{len(words)}">{piece}</span>')
            words.append((paragraph[1], before))
            before += len(bare(piece))
        return f'<p id="{paragraph[1]}">{"".join(out)}</p>'

    laid, pages = render(re.sub(r'<p id="(\w+)">(.*?)</p>', mark, body), SMALL, leaves)
    assert len(pages) > 8
    for page, public in zip(pages[1:], laid.pages[1:], strict=True):
        first = min(int(name[1:]) for name in public.anchors if re.fullmatch(r"w\d+", name))
        leaf, before = words[first]
        following = words[first + 1][1] if first + 1 < len(words) and words[first + 1][0] == leaf else 10**6
        assert page.anchor == leaf
        assert before <= page.letters < following


@pytest.mark.parametrize("transform", ["none", "uppercase", "capitalize", "lowercase"])
def test_text_transform_does_not_break_the_count(transform: str) -> None:
    source = "Die Straße am Fluß heißt Große Straße, und das weiß außer mir niemand. " * 30
    _, pages = render(f'<p id="p"><b>Groß</b> {source}</p>', SMALL + f"p {{ text-transform: {transform} }}", ("p",))
    assert len(pages) > 3
    letters = bare("Groß" + source)
    for page in pages[1:]:
        rest = letters[page.letters :]
        opens = bare(page.opens)
        assert rest.upper().startswith(opens.upper()), (page.opens, rest[:30])


def test_a_page_may_begin_inside_a_word() -> None:
    """Filled paragraphs avoid it (``editions.lines``); where a house leaves lines to the layout engine it comes about."""
    source = "Extraordinarily uncomfortable administrators correspond notwithstanding innumerable interruptions. " * 40
    _, pages = render(f'<p id="p">{source}</p>', SMALL, ("p",))
    letters = bare(source)
    begins = {len(bare(source[: found.start()])) for found in re.finditer(r"\w+", source)}
    within = [page for page in pages if page.letters not in begins]
    assert within
    for page in within:
        assert letters[page.letters :].startswith(bare(page.opens)), page


def test_what_the_sheet_adds_counts_nothing() -> None:
    sheet = SMALL + 'p::before { content: "Generated " } p::after { content: " added" } em::before { content: "»" }'
    _, pages = render(f'<p id="p">{"Some <em>words</em> of the book. " * 60}</p>', sheet, ("p",))
    letters = bare("Some words of the book. " * 60)
    assert len(pages) > 2
    for page in pages[1:]:
        assert letters[page.letters :].startswith(bare(page.opens)), page
        assert page.margins == (("@bottom-center", str(page.leaf)),)


def test_ids_are_told_where_they_first_stand() -> None:
    body = "".join(f'<p id="p{n}">{"words of the book " * 12}</p>' for n in range(12))
    laid, pages = render(body, SMALL, tuple(f"p{n}" for n in range(12)))
    first: dict[str, int] = {}
    for leaf, public in enumerate(laid.pages, 1):
        for name in public.anchors:
            first.setdefault(name, leaf)
    assert {name: page.leaf for page in pages for name in page.ids} == first
