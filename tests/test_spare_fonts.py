"""A book brings fonts for letters that the house lacks, and words from right to left agree in print and e-book."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

import serge_press
from books import book_with, files_of, overlaid
from serge_press.checks.comparing import bare
from serge_press.checks.right_to_left import as_read
from serge_press.editions.edition import Issue
from serge_press.findings import Finding, Severity
from serge_press.press import bring_out, prepare
from serge_press.reading.folder import MemoryFolder

HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
CHINESE = "名理探"
TOML = """
[[fonts]]
family = "Squares"
faces = [{ file = "fonts/Squares.ttf" }]
"""
LINE = "Beside [ספר התפוח]{lang=he}, [ספר הסיבות]{.title lang=he}; and ספר, התפוח. [名理探]{lang=zh} [@obituary].\n"


@cache
def squares() -> bytes:
    """A font with a square for every Hebrew letter and three Chinese ones."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    names = {ord(letter): f"uni{ord(letter):04X}" for letter in HEBREW + CHINESE}
    order = [".notdef", *names.values()]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    font.setupGlyf(dict.fromkeys(order, square))
    font.setupHorizontalMetrics(dict.fromkeys(order, (600, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def folder(**more: bytes) -> MemoryFolder:
    files = files_of(Path(serge_press.__file__).parent / "scaffold" / "book")
    life = files["lives/2-later.md"] + f"\n{LINE}".encode()
    return MemoryFolder(overlaid(files, {"lives/2-later.md": life, **more}))


@cache
def made() -> tuple[dict[str, Issue], tuple[Finding, ...]]:
    proof = prepare(folder(**{"styles/fonts.toml": TOML.encode(), "styles/fonts/Squares.ttf": squares()}))
    assert proof.plan is not None
    run = bring_out(proof, proof.plan.editions, 1_790_000_000, validate=False)
    return {one.issue.kind: one.issue for one in run.made}, run.findings


def test_nothing_stops_a_book_with_hebrew_and_chinese_words_and_a_font_for_them() -> None:
    issues, found = made()
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert set(issues) == {"print", "epub"}


def test_the_page_is_set_in_the_font_that_was_brought() -> None:
    with pikepdf.open(io.BytesIO(made()[0]["print"].data)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.obj.Resources.get("/Font", {}).values()}
    assert any("Squares" in name for name in fonts)


def test_the_e_book_has_of_it_what_the_house_lacks() -> None:
    with zipfile.ZipFile(io.BytesIO(made()[0]["epub"].data)) as epub:
        held = set(TTFont(io.BytesIO(epub.read("EPUB/fonts/book-squares.ttf"))).getBestCmap())
        sheet = epub.read("EPUB/css/book.css").decode()
        text = epub.read("EPUB/text/later-years.xhtml").decode()
    assert held == {ord(letter) for letter in LINE if letter in HEBREW + CHINESE}
    assert 'font-family: "EB Garamond", "Squares", serif' in sheet
    assert '<i class="foreign" lang="he" xml:lang="he" dir="rtl">ספר התפוח</i>' in text


def test_without_a_font_one_finding_for_each_script_says_what_to_bring() -> None:
    proof = prepare(folder())
    assert proof.plan is not None
    found = bring_out(proof, proof.plan.editions, 1_790_000_000, validate=False).findings
    told = [one for one in found if one.severity is Severity.ERROR]
    assert [one.rule for one in told] == ["P005", "P005"]
    assert "nor 8 more of its script: " in told[0].message
    assert "styles/fonts.toml" in told[0].mend


def test_a_font_that_is_not_there_is_told_at_its_line() -> None:
    proof = prepare(folder(**{"styles/fonts.toml": TOML.encode()}))
    assert [(one.rule, one.place.file, one.place.line) for one in proof.findings if one.rule == "S002"] == [
        ("S002", "styles/fonts.toml", 4)
    ]


def test_a_file_of_fonts_that_is_no_toml_is_told() -> None:
    found = prepare(book_with({"styles/fonts.toml": "[[fonts"})).findings
    assert [one.message[:27] for one in found if one.rule == "S001"] == ["fonts.toml cannot be read: "]


def seen(read: str) -> str:
    """Hebrew letters as they stand from left to right."""
    return read[::-1]


@pytest.mark.parametrize(
    ("line", "book", "read"),
    [
        (f"a {seen('ספר התפוח')} b", "a ספר התפוח b", "a ספר התפוח b"),
        (f"{seen('ספר, התפוח')}.", "ספר, התפוח.", "ספר, התפוח."),  # one text
        (f"{seen('ספר')}, {seen('התפוח')}.", "ספר, התפוח.", "ספר, התפוח."),  # two, side by side
        (f"{seen('ספר')}, {seen('א, ב')}; c", "ספר, א, ב; c", "ספר, א, ב; c"),
        ("13-ה האמב", "במאה ה-13", "במאה ה-13"),  # figures after the word they belong to
        (f"in 13 {seen('ספר')}", "in 13 ספר", "in 13 ספר"),
        (f"{seen('התפוח')} Stagire {seen('ספר')}", "ספר Stagire התפוח", "ספר Stagire התפוח"),  # all from the right
        ("Stagire 384", "Stagire 384", "Stagire 384"),
    ],
)
def test_a_line_is_read_as_the_book_has_it(line: str, book: str, read: str) -> None:
    assert bare(as_read(line, lambda letters: letters in bare(book))) == bare(read)
