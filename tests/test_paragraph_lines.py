"""Filled paragraphs as they are set: as planned, flush, with the letters of the manuscript and WeasyPrint's own boxes."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from pdf_facts import pdf_facts
from printed_samples import sample
from sample_order import house, keep_documents, order
from serge_press.editions import one_run, print_checks
from serge_press.editions.box_tree import SetPage, read_pages
from serge_press.editions.engine import font_configuration
from serge_press.editions.leaves import holdings
from serge_press.editions.lines.by_paragraph import by_paragraph
from serge_press.editions.lines.hyphens import NAME, penalty, points
from serge_press.editions.lines.proof import misset
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.press_room import fetcher
from serge_press.editions.print_document import font_address
from serge_press.findings import Place, Severity
from serge_press.rendering.house_style import House, house_family
from set_lines import HYPHENS, set_lines

if TYPE_CHECKING:
    from collections import Counter

FAMILY = house_family("EB Garamond")
SHEET = (
    "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-style: {font.style}; font-weight: {font.weight}; '
        f'src: url("{font_address(font.file)}") }}\n'
        for font in house().fonts
    )
    + f'html {{ font: 14.7px/19px "{FAMILY}"; hyphens: auto; hyphenate-limit-chars: 5 2 3 }} body {{ margin: 0 }} '
    "p { margin: 0; text-indent: 1.3em; text-align: justify } @page { size: 400px 570px; margin: 20px } "
    ".footnote { float: footnote; font-size: 80% } a { text-decoration: none } "
)
WISHES = "html { --hanging-punctuation: 1; --glyph-scaling: 2% } "
PROSE = (
    "In France it was the firm of <b>François Maspero</b> that in the 1970s printed the <i>last novel</i>, the stories, the "
    "poems — and the quarrel with <a href='#x'>Trotsky</a>, whom readers of <i>Birth of <span id='x'></span>Our Power</i> "
    "know as Dario;<span class='footnote'>A note on it.</span> he was held without trial in the camp of <b>Précigné</b> in the "
    "Sarthe, “incommunicado”, until the Armistice, the half-forgotten years 1917–1918 notwithstanding. "
)


def laid_out(body: str, wishes: str = WISHES, sheet: str = SHEET) -> tuple[Any, Counter[str]]:
    from weasyprint import CSS, HTML

    fonts, serve = font_configuration(), fetcher(house().fonts, lambda name: b"")
    style = CSS(string=sheet + wishes, font_config=fonts, url_fetcher=serve)
    with by_paragraph() as count:
        html = HTML(string=f'<html lang="en-GB"><body>{body}', url_fetcher=serve, base_url="book:///")
        document = html.render(stylesheets=[style], font_config=fonts)
        document.data = document.write_pdf()
    return document, count


@cache
def sampled(line_by_line: bool = False) -> tuple[Any, bytes]:
    """The sample book in one run: the last document that was laid out, and its PDF."""
    asked = order(sample())
    if line_by_line:
        base = house()
        sheets = {"print": (*base.sheets("print"), ("x.css", ":root { --line-breaking: line }"))}
        asked = replace(asked, house=House("house", sheets, base.fonts, base._templates))
    geometry = page_geometry(asked.plan.trim)
    assert geometry is not None
    with pytest.MonkeyPatch.context() as patch:
        kept = keep_documents(patch)
        laid = one_run.lay_out_in_one_run(asked, geometry, holdings(asked.manuscript))
    return kept[-1], laid.data


# ----------------------------------------------------------------------------------------------- as planned, and exact


def test_every_line_of_the_sample_is_set_as_planned() -> None:
    document, _ = sampled()
    count, wrong = misset(document.pages)
    assert count > 300
    assert wrong == ()


def boxes_of(document: Any) -> list[tuple[Any, ...]]:
    """Every inline box of a document with its place and size, to a fiftieth of a px."""
    from weasyprint.formatting_structure import boxes

    found = []
    for box in document.pages[0]._page_box.descendants():
        if isinstance(box, boxes.InlineBox | boxes.LineBox | boxes.TextBox):
            lengths = (box.position_x, box.position_y, box.width, box.height, box.baseline, box.margin_height())
            found.append(
                (type(box).__name__, box.element_tag, getattr(box, "text", ""), *(round(x * 50) for x in lengths))
            )
    return found


@pytest.mark.parametrize(
    "words",
    [
        "A short line.",
        "One <i>in italics</i>, one <b>bold</b>.",
        "<i>All of <b>it</b> within</i>",
        "With a note.<span class='footnote'>The note.</span> And on.",
        "An <span id='x'></span>anchor and <a href='#x'>a link</a>",
        "<span style='padding: 0 5px 0 3px; margin-left: 2px'>Padded</span> and <small>small <sup>2</sup></small>",
        "<span style='font-variant-caps: small-caps; letter-spacing: .04em'>Small caps</span> spaced",
        "Other letters: Ω \u0416 \u4e2d.",
    ],
)
def test_a_single_line_has_the_boxes_that_weasyprint_gives_it(words: str) -> None:
    ours, count = laid_out(f"<p>{words}</p>", "")
    theirs, none = laid_out(f"<p>{words}</p>", "html { --line-breaking: line }")
    assert count["planned"] >= 1
    assert not none
    assert boxes_of(ours) == boxes_of(theirs)


def test_lines_are_flush_on_both_sides() -> None:
    document, count = laid_out("".join(f"<p>{PROSE * 2}</p>" for _ in range(8)))
    assert set(count) == {"planned"}
    filled = [line for line in set_lines(document.data) if line.filled]
    assert len(filled) > 60
    assert not [line.text for line in set_lines(document.data) if line.over and line.text[-1] != "f"]
    ends = [line.right for line in filled if line.text[-1].isalpha() and line.text[-1] != "f"]
    assert max(ends) - min(ends) < 0.15
    assert all(line.space / line.size / 0.2 > 0.7 for line in filled)


def test_no_letter_is_lost_or_added() -> None:
    """A reader copies the same text from lines that were planned as from WeasyPrint's own."""
    readings = []
    for _, data in (sampled(), sampled(line_by_line=True)):
        text = "".join(pdf_facts(data).words)
        readings.append(
            "".join(sorted(one for one in text if one not in HYPHENS and not one.isspace() and not one.isdigit()))
        )
    assert readings[0] == readings[1]
    text = " ".join(pdf_facts(sampled()[1]).words)
    assert "\u00ad" not in text


def test_breaks_that_a_paragraph_goes_on_from_are_kept_over_pages() -> None:
    document, _ = laid_out(f"<p>{PROSE * 12}</p>")
    assert len(document.pages) > 2
    plain, _ = laid_out(f"<p>{PROSE * 12}</p>", WISHES, SHEET.replace("570px", "3000px"))
    ends = [
        [line.text[-12:] for line in set_lines(one.data) if line.filled and line.size > 10] for one in (document, plain)
    ]
    same = sum(end in ends[1] for end in ends[0])
    assert same > 0.8 * len(ends[0])  # but for lines that were planned anew for the sake of a page's end


# -------------------------------------------------------------------------------------------------------- the rules


def test_no_ladders_no_runts_and_no_broken_word_at_the_end_of_a_page() -> None:
    document, _ = laid_out(
        "".join(f"<p>{PROSE * (1 + n % 4)}</p>" for n in range(16)), WISHES, SHEET.replace("float: footnote", "")
    )
    lines = set_lines(document.data)
    marks = "".join("-" if line.filled and line.hyphenated else " " for line in lines)
    assert "-" in marks
    assert "---" not in marks
    for line, after in pairwise(lines):
        if line.filled and not after.filled and after.page == line.page:
            assert sum(map(str.isalnum, after.text)) >= 5
        if after.page != line.page:
            assert not (line.filled and line.text[-1:] in HYPHENS)


def test_no_line_begins_with_a_dash_or_a_call() -> None:
    document, _ = laid_out("".join(f"<p>{PROSE * 3}</p>" for _ in range(6)))
    firsts = [line.text for line in set_lines(document.data)]
    assert len(firsts) > 40
    assert not [text for text in firsts if text.startswith(("—", "–", "1 ", "2 ", "3 "))]


def test_names_are_broken_last() -> None:
    assert penalty("Kibalchich", 3, "en-GB", opens=False) == NAME
    assert penalty("Kibalchich", 3, "en-GB", opens=True) < NAME
    assert penalty("Eisenbahn", 5, "de", opens=False) < NAME


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("correspondence", "en-GB", "cor-res-pond-ence"), ("zaprzeczenie", "pl", "za-prze-cze-nie"),
        ("l’internationale", "fr", "l’in-ter-na-tio-nale"), ("NKWDISTENVEREIN", "de", "NKWDISTENVEREIN"),
        ("w1914roku", "pl", "w1914roku"), ("word", "en-GB", "word"), ("anything", "xx", "anything"),
    ],
)  # fmt: skip
def test_words_are_broken_as_their_language_has_it(word: str, language: str, parts: str) -> None:
    cuts = (0, *points(word, language, 5, 2, 3), len(word))
    assert "-".join(word[a:b] for a, b in pairwise(cuts)) == parts


# ------------------------------------------------------------------------------------------------------- what is told


def test_what_typographers_avoid_is_counted() -> None:
    """Without another way: a measure so short that words must be broken, and last lines have nothing to take."""
    from serge_press.editions.page_faults import SAYINGS, faults_of

    words = "incommunicability" * 2 + " of it and " + "incommunicability" * 3
    narrow = SHEET.replace("570px", "{}px").replace("400px", "130px")
    body = (
        f"<h2>Head</h2><p>{words}</p><p id='b' style='hyphens: none; text-indent: 0'>antediluvians oh.</p>"
        f"<p style='orphans: 1; widows: 1'>{words} {words}</p>"
    )
    pages: list[Any] = []
    for height in range(120, 320, 19):
        sheet = narrow.replace("{}px", f"{height}px")
        pages += laid_out(body + "<h2 style='break-after: page'>Alone</h2><p>End", WISHES, sheet)[0].pages
    found = [fault for page in pages for fault in faults_of(page._page_box)]
    assert {kind for kind, _, _ in found} == set(SAYINGS) - {"stump"}  # of that see test_copyfitting
    assert ("runt", "b", "“oh.”") in found
    assert all(words.format(label="7", words="x") != words for words in SAYINGS.values())
    clean, _ = laid_out(f"<p>{PROSE * 3}</p>" * 6)
    assert [fault for page in clean.pages for fault in faults_of(page._page_box)] == []


def test_what_is_counted_is_told_with_its_page_and_place() -> None:
    page = SetPage(9, False, "a", 0, "", (), (), (), (), (), 0, 0, 0, 0, 0, (("runt", "a", "“oh.”"),))
    place = Place("lives/001.md", 3, 1)
    folios: Any = SimpleNamespace(pages=(SimpleNamespace(label="7"),), of=str)
    held: Any = SimpleNamespace(asked={}, places={"a": place})
    (told,) = print_checks.pages((page,), folios, held)
    assert (told.rule, told.severity, told.place) == ("P030", Severity.NOTE, place)
    assert told.message == "the last line of a paragraph on page 7 is no more than “oh.”"


def test_a_line_that_is_not_set_as_planned_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """P031, whoever draws the line: the layout engine, or the press from words."""
    from serge_press.editions import economy
    from serge_press.editions.lines.faces import Extent, Face
    from serge_press.editions.press_room import listening

    measure = Face._measure
    for thrifty in (False, True):
        with listening() as listener:
            laid_out("<p>A plain enough sentence of Serge.</p>")
        assert listener.findings({}) == ()
        with monkeypatch.context() as patch, listening() as listener:
            patch.setattr(Face, "_measure", lambda *given: Extent(measure(*given).width + 1, *measure(*given)[1:]))
            if thrifty:
                with economy.thrifty():
                    laid_out("<p>A plain enough sentence of Serge.</p>")
            else:
                laid_out("<p>A plain enough sentence of Serge.</p>")
        assert {one.rule for one in listener.findings({})} == {"P031"}


# --------------------------------------------------------------------------------------------------- left to WeasyPrint


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>One line<br>and another</p>", "a line that is forced"),
        ("<p>A <span style='display: inline-block'>block</span> in the line</p>", "a picture or block in the line"),
        ("<p><span style='float: left'>A</span> letter that floats</p>", "beside a float"),
        ("<p>A letter <span style='float: left'>A</span> that floats</p>", "out of the flow"),
        (f"<p>One {'w' * 900} word</p>", "a word longer than the measure"),
        (f"<p>One {'w' * 1_000_000} word</p>", "a word longer than the measure"),
        ("<p dir=rtl>שלום</p>", "direction or white space"),
    ],
)
def test_what_cannot_be_planned_is_counted_and_left_to_weasyprint(body: str, reason: str) -> None:
    document, count = laid_out(body)
    theirs, none = laid_out(body, WISHES + "html { --line-breaking: line }")
    assert count[reason] >= 1
    assert not none
    assert boxes_of(document) == boxes_of(theirs)


def test_a_mark_that_hangs_does_not_run_into_the_margin_even_where_an_element_begins_after_it() -> None:
    words = "It was said. <span></span><i>It</i> was not. <span></span>So it, <i>then</i>, was done. "
    document, count = laid_out(f"<p id='p'>{words * 40}</p>")
    assert count["planned"] == 1
    assert [page.wide for page in read_pages(document, ())] == [()] * len(document.pages)
    boxes = [box for page in document.pages for box in page._page_box.descendants()]
    hung = [box for box in boxes if box.__dict__.get("press_width", 0.0) - (box.width or 0.0) > 1]
    assert len(hung) > 5
    far, _ = laid_out(f"<p id='p'>It was said. {'9c3b03de' * 12}</p>")
    assert [name for page in read_pages(far, ()) for name, _ in page.wide] == ["p"]


# ------------------------------------------------------------------------------------------------- ragged and centred


def texts(document: Any) -> list[str]:
    """The text of each line of the first page."""
    from weasyprint.formatting_structure import boxes

    lines = (box for box in document.pages[0]._page_box.descendants() if isinstance(box, boxes.LineBox))
    return ["".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox)) for line in lines]


RAGGED = WISHES + "p { text-align: left; text-indent: 0 } "
ENTRY = (
    "<p>‘The Worst Counter-Revolution’. Article. <i>International Press Correspondence</i>, vol. 2, no. 108, 7 December 1922, "
    "pp. 888–889. A fraud in the textile trust of Orekhovo-Zuevo, a reading of the initials of the Council{}</p>"
)


def test_ragged_lines_break_few_words_and_leave_none_behind() -> None:
    entries = (
        f"<div style='width: {260 + 7 * n}px'>{ENTRY.format(' of it' * (n % 4) + end)}</div>"
        for n in range(15)
        for end in (".", ", i.", ", x 7.")
    )
    tall, body = SHEET.replace("570px", "3000px"), "".join(entries)
    document, count = laid_out(body, RAGGED, tall)
    theirs, _ = laid_out(body, RAGGED + "html { --line-breaking: line }", tall)
    ours, stock = texts(document), texts(theirs)
    assert set(count) == {"planned"}
    assert misset(document.pages)[1] == ()
    left = ("\u2010", " a", "vol.", "no.", "pp.", " 7")
    counts = [sum(text.endswith(left) for text in lines) for lines in (ours, stock)]
    assert counts[1] > 10
    assert 4 * counts[0] < counts[1]
    assert min(sum(map(str.isalnum, text)) for text in ours) >= 5
    assert len(ours) <= len(stock) + 3


def test_spaces_of_ragged_lines_are_not_stretched() -> None:
    document, _ = laid_out(ENTRY.format("") * 6, RAGGED)
    spaces = [line.space / line.size for line in set_lines(document.data) if line.space]
    assert len(spaces) > 15
    assert max(spaces) - min(spaces) < 0.02


def test_a_long_word_is_broken_where_a_ragged_line_would_be_very_short() -> None:
    word = "incommunicability" * 2
    document, _ = laid_out(
        f"<p lang='en-GB'>A man who was known for nothing but {word} was held in it for years.</p>", RAGGED
    )
    assert texts(document)[0].endswith("\u2010")


def test_lines_of_a_heading_are_alike_and_as_few_as_can_be() -> None:
    heading = (
        "<h1 style='font-size: 25px; text-align: center; hyphens: none'>The Last Years in Mexico, and Afterwards</h1>"
    )
    document, _ = laid_out(heading)
    theirs, _ = laid_out(heading, "html { --line-breaking: line }")
    widths = [[line.right - line.left for line in set_lines(one.data)] for one in (document, theirs)]
    assert len(widths[0]) == len(widths[1]) == 2
    assert max(widths[0]) - min(widths[0]) < 0.6 * (max(widths[1]) - min(widths[1]))
    first, second = set_lines(document.data)
    assert first.left + first.right == pytest.approx(second.left + second.right, abs=0.5)


@pytest.mark.parametrize("align", ["left", "center", "start"])
def test_a_single_ragged_line_has_the_boxes_that_weasyprint_gives_it(align: str) -> None:
    words = f"<p style='text-align: {align}; text-indent: 0'>One <i>in italics</i>, one <b>bold</b>.</p>"
    ours, count = laid_out(words)
    assert count["planned"] == 1
    assert boxes_of(ours) == boxes_of(laid_out(words, "html { --line-breaking: line }")[0])


def test_a_box_as_wide_as_its_words_holds_them_in_one_line() -> None:
    cells = "".join(f"<td>{'To AV. ' * n}Paris, V’ T. fi</td>" for n in range(3))
    document, _ = laid_out(
        f"<table style='border-collapse: collapse'><tr>{cells}</tr></table>", sheet=SHEET + "td { padding: 0 }"
    )
    assert len(texts(document)) == 3


def test_senseless_wishes_are_none() -> None:
    body = f"<p>{PROSE}</p>"
    plain, _ = laid_out(body, "")
    odd, _ = laid_out(body, "html { --hanging-punctuation: much; --glyph-scaling: -3%; --line-breaking: 7 }")
    assert boxes_of(plain) == boxes_of(odd)


def test_a_paragraph_of_many_words_takes_time_by_its_length() -> None:
    taken = []
    for count in (400, 3_200):
        begun = time.process_time()
        laid_out(f"<p>{'word after word of a paragraph ' * count}</p>")
        taken.append(time.process_time() - begun)
    assert taken[1] < 16 * taken[0]
