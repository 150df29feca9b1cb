"""What an entry has for those who go on from it: a code that a telephone reads, in print alone; and how to cite it."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from books import BOOKS, book_with, files_of
from catalogues import ALL_WORKS, case, catalogue, facts, plan, printed, words_of, work
from issues import STAMP, brought_out
from serge_press.manuscript.apparatus.entry import entry
from serge_press.manuscript.apparatus.furniture import LONGEST, ascii_form
from serge_press.manuscript.apparatus.maker import Maker
from serge_press.manuscript.nodes import QRCode, Reference
from serge_press.manuscript.tree import every_block, every_inline, every_leaf, plain_words
from serge_press.model.attributions import Verdict
from serge_press.model.works import PublicationRole, WorkKind
from serge_press.press import bring_out, prepare
from serge_press.rendering.qr_code import LEAST, QUIET, USUAL, DrawnCode, drawn_code

if TYPE_CHECKING:
    from serge_press.findings import Finding
    from serge_press.model.works import Work

ARCHIVE = "https://www.marxists.org/archive/serge/1930/prison/index.htm"
ONLINE, FIRST = PublicationRole.ONLINE, PublicationRole.FIRST


def made(one: Work, **asked: object) -> Maker:
    return Maker(facts(catalogue([one]), plan(ALL_WORKS, **asked)))  # type: ignore[arg-type]


def codes(one: Work, **asked: object) -> list[str]:
    blocks = every_block([entry(made(one, **{"codes": True, **asked}), one, {})])
    return [block.address for block in blocks if isinstance(block, QRCode)]


def last_line(one: Work, language: str = "en-GB", subtitle: str = "A Companion: lives and writings") -> str:
    return words_of([entry(made(one, cite=True, language=language, subtitle=subtitle), one, {})])[-1]


def read(picture: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [one.text for one in sorted(found, key=lambda one: one.position.top_left.y)]


def painted(code: DrawnCode, dots: int = 6) -> Image.Image:
    """The code as its path says, dark modules on white."""
    picture = Image.new("L", (code.modules * dots, code.modules * dots), 255)
    pen = ImageDraw.Draw(picture)
    for left, top, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path):
        x, y = int(left) * dots, int(top) * dots
        pen.rectangle((x, y, x + int(wide) * dots - 1, y + dots - 1), fill=0)
    return picture


def test_the_code_is_of_the_address_at_which_the_work_is_read() -> None:
    assert codes(work("prison", read_at=ARCHIVE)) == [ARCHIVE]
    first, second = (printed(ONLINE, url=f"https://example.org/{n}") for n in (1, 2))
    assert codes(work("prison", "A title", WorkKind.NOVEL, first, second)) == ["https://example.org/1"]
    assert codes(work("prison", "A title", WorkKind.NOVEL, first, read_at=ARCHIVE)) == [ARCHIVE]


def test_no_code_where_none_is_asked_for_or_there_is_nothing_to_read() -> None:
    assert codes(work("prison", read_at=ARCHIVE), codes=False) == []
    assert codes(work("prison", "A title", WorkKind.NOVEL, printed(FIRST, url="https://example.org/scan"))) == []
    assert codes(work("prison")) == []


def test_letters_that_are_not_ascii_are_escaped() -> None:
    assert (
        ascii_form("https://example.org/wiki/Серж?a=%20b") == "https://example.org/wiki/%D0%A1%D0%B5%D1%80%D0%B6?a=%20b"
    )


def test_an_address_too_long_for_a_code_is_told_of() -> None:
    for length, told in ((LONGEST, []), (LONGEST + 1, ["M107"])):
        address = ARCHIVE + "?" + "q" * (length - len(ARCHIVE) - 1)
        one = work("prison", read_at=address)
        maker = made(one, codes=True)
        entry(maker, one, {})
        assert [found.rule for found in maker.findings] == told
        assert codes(one) == ([] if told else [address])


@pytest.mark.parametrize("length", [25, 26, 27, 62, 63, 120, LONGEST])
def test_codes_say_exactly_the_address_and_can_be_printed(length: int) -> None:
    address = "https://example.org/" + "a-b_c/d.e?f=%20&g"[: length - 20].ljust(length - 20, "x")
    code = drawn_code(address)
    assert read(painted(code)) == [address]
    assert code.side / code.modules >= LEAST - 1e-9
    assert USUAL <= code.side <= 26
    lefts = [int(left) for left in re.findall(r"M(\d+)", code.path)]
    assert min(lefts) == QUIET


def test_a_code_is_as_small_as_its_address_allows() -> None:
    """ISO/IEC 18004:2015, table 7: 26 letters are a version 2-M of 25 modules, 62 a version 4-M of 33."""
    for letters, modules in ((26, 25), (27, 29), (62, 33), (LONGEST, 57)):
        assert drawn_code("https://example.org/".ljust(letters, "x")).modules == modules + 2 * QUIET


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "Cite as: Victor Serge: A Companion, A3."),
        ("fr", "À citer ainsi : Victor Serge : A Companion, A3."),
        ("pl", "Cytować: Victor Serge: A Companion, A3."),
        ("ru", "Ссылка на эту запись: Victor Serge: A Companion, A3."),
    ],
)
def test_an_entry_says_last_how_to_cite_it(language: str, expected: str) -> None:
    assert last_line(work("prison", number="A3", read_at=ARCHIVE), language) == expected


def test_a_book_without_a_subtitle_is_cited_by_its_title() -> None:
    assert last_line(work("prison", number="A3"), subtitle="") == "Cite as: Victor Serge, A3."


def test_a_disputed_work_is_cited_with_its_mark() -> None:
    one = work("prison", number="A3")
    judged = catalogue([one], [case("prison", Verdict.REJECTED, judges="prison")])
    maker = Maker(facts(judged, plan(ALL_WORKS, cite=True)))
    assert words_of([entry(maker, one, {})])[-1] == "Cite as: Victor Serge, †A3."


# ------------------------------------------------------------------------------------------------ in the finished editions


@cache
def editions() -> tuple[bytes, bytes, tuple[Finding, ...]]:
    """The complete book with codes and citations: the PDF, the e-book, and what was found."""
    asked = files_of(BOOKS / "complete")["book.toml"].decode()
    for old, new in (("[bibliography]", "codes = true\ncite = true"), ('kind = "print"', 'standard = "pdf/ua-1"')):
        asked = asked.replace(old, f"{old}\n{new}")
    proof = prepare(book_with({"book.toml": asked}))
    assert proof.plan is not None
    run = bring_out(proof, proof.plan.editions, STAMP, validate=False)
    issues = {one.issue.edition: one.issue.data for one in run.made}
    return issues["print"], issues["epub"], run.findings


def test_the_editions_agree_and_nothing_is_found() -> None:
    _, _, found = editions()
    assert [one for one in found if one.rule not in {one.rule for one in brought_out()[2]}] == []


def test_the_codes_of_the_pdf_are_read_from_its_pages() -> None:
    pages = pypdfium2.PdfDocument(editions()[0])
    says = [one for page in pages for one in read(page.render(scale=300 / 72, grayscale=True).to_pil())]
    assert says == ["https://example.org/tandari/tide-tables"]


def test_a_code_in_the_pdf_is_a_figure_with_words() -> None:
    with pikepdf.open(io.BytesIO(editions()[0])) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        says = [str(one.get("/Alt", "")) for one in figures]
    assert "QR code of https://example.org/tandari/tide-tables" in says


def test_a_code_is_black_ink_alone() -> None:
    with pikepdf.open(io.BytesIO(editions()[0])) as pdf:
        asked = {str(one.operator) for page in pdf.pages for one in pikepdf.parse_content_stream(page)}
    assert asked & {"rg", "RG", "k", "K", "sc", "scn", "SC", "SCN"} == set()


def test_the_e_book_has_no_codes_and_the_same_pages_to_cite() -> None:
    with ZipFile(io.BytesIO(editions()[1])) as book:
        text = next(
            said
            for name in book.namelist()
            if name.endswith(".xhtml") and 'class="cite-as"' in (said := book.read(name).decode())
        )
    assert 'class="code"' not in text
    cited = re.search(r'<p class="cite-as"[^>]*>(.*?)</p>', text)
    assert cited is not None
    line = re.sub(r"<[^>]*>", "", cited[1]).replace("\xa0", " ")
    found = re.fullmatch(r"Cite as: Mirela Tandari: A Companion, A1, p. (\d+)\.", line)
    assert found is not None
    printed_text = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(editions()[0])]
    assert any(f"A1, p. {found[1]}." in page.replace("\xa0", " ") for page in printed_text)


def test_a_work_named_in_prose_has_its_number_and_its_page_from_the_press() -> None:
    chapter = (
        files_of(BOOKS / "complete")["lives/en/2-lock.md"].decode() + "\nOf this see [](work:tide-tables) again.\n"
    )
    proof = prepare(book_with({"lives/en/2-lock.md": chapter}))
    assert proof.manuscript is not None
    (said,) = (
        leaf.inlines
        for division in proof.manuscript.all_divisions()
        for leaf in every_leaf(division.blocks)
        if plain_words(leaf.inlines).startswith("Of this see ")
    )
    assert plain_words(said) == "Of this see Tide Tables\u00a0(A1) again."
    assert [(one.target, one.page) for one in every_inline(said) if isinstance(one, Reference)] == [
        ("work-tide-tables", True)
    ]
