"""Pictures that fill their pages: to the edges in print, with the bleed that each printer wants, and read as pictures."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from books import BOOKS, files_of
from serge_press.findings import Severity
from serge_press.press import Run, bring_out, chosen_editions, prepare
from serge_press.printers.shelf import printer
from serge_press.reading.folder import MemoryFolder

MM = 72 / 25.4
CHAPTER = "lives/en/2-lock.md"
TABLES = """
[printer.kdp-paperback]
paper = "cream"

[printer.lulu-paperback]

[printer.offset-eu]
marks = true
"""


def picture(colour: tuple[int, int, int] = (40, 40, 40), size: tuple[int, int] = (1750, 2700)) -> bytes:
    """A picture that is large enough for a page, lighter towards its foot."""
    held = BytesIO()
    made = Image.new("RGB", size, colour)
    made.paste((200, 200, 200), (0, size[1] // 2, size[0], size[1]))
    made.save(held, "JPEG", quality=60)
    return held.getvalue()


def files(line: str = "![The harbour from the mole](plates/harbour.jpg){.full-page}") -> dict[str, bytes]:
    held = dict(files_of(BOOKS / "complete"))
    held["book.toml"] += TABLES.encode()
    held["plates/harbour.jpg"] = picture()
    held[CHAPTER] += f"\n\n{line}\n\nAnd the lock was closed.\n".encode()
    return held


@cache
def run() -> Run:
    proof = prepare(MemoryFolder(files()))
    assert proof.plan is not None
    chosen, _ = chosen_editions(proof.plan, ("print", "epub"), ("all",))
    return bring_out(proof, [one for one in chosen if one.kind != "cover"], 0, validate=False, workers=1)  # type: ignore[arg-type]


def data_of(name: str) -> bytes:
    return next(one.issue.data for one in run().made if one.issue.edition == name)


def plate(pdf: pikepdf.Pdf) -> int:
    """The index of the page that shows nothing but a picture."""
    (index,) = [
        index
        for index, page in enumerate(pdf.pages)
        if {str(one.operator) for one in pikepdf.parse_content_stream(page)}
        <= {"q", "Q", "cm", "Do", "BDC", "EMC", "re", "W", "n"}
        and any(str(one.operator) == "Do" for one in pikepdf.parse_content_stream(page))
    ]
    return index


def plates(pdf: pikepdf.Pdf) -> list[tuple[pikepdf.Page, list[float]]]:
    """The pages on which a picture is drawn that is larger than they are, with its place."""
    found = []
    for page in pdf.pages:
        steps = list(pikepdf.parse_content_stream(page))
        for before, step in pairwise(steps):
            if str(step.operator) == "Do" and str(before.operator) == "cm" and len(before.operands) == 6:
                matrix = [float(one) for one in before.operands]
                left, low, right, top = (float(side) for side in page.trimbox)
                if matrix[0] > right - left and matrix[3] > top - low:
                    found.append((page, matrix))
    return found


def test_it_stands_alone_on_its_page_from_edge_to_edge() -> None:
    data = data_of("print")
    with pikepdf.open(BytesIO(data)) as pdf:
        index = plate(pdf)
    page = pypdfium2.PdfDocument(data)[index]
    drawn = page.render(scale=1).to_pil().convert("L")
    corners = [(1, 1), (drawn.width - 2, 1), (1, drawn.height - 2), (drawn.width - 2, drawn.height - 2)]
    assert [drawn.getpixel(place) for place in corners] == pytest.approx([40, 40, 200, 200], abs=4)
    assert not page.get_textpage().get_text_range().strip()


@pytest.mark.parametrize(("name", "inner"), [("kdp-paperback", 0.0), ("lulu-paperback", 3.175), ("offset-eu", 3.0)])
def test_every_page_has_the_printers_bleed_at_the_edges_that_it_names(name: str, inner: float) -> None:
    with pikepdf.open(BytesIO(data_of(name))) as pdf:
        fact = printer(name).bleed
        assert fact is not None
        for number, page in enumerate(pdf.pages, 1):
            trim, bleed = ([float(x) for x in page.obj[key]] for key in ("/TrimBox", "/BleedBox"))
            beside = ((trim[0] - bleed[0]) / MM, (bleed[2] - trim[2]) / MM)
            assert (beside if number % 2 else beside[::-1]) == pytest.approx((inner, fact.value.outside), abs=0.01)
            assert (trim[1] - bleed[1]) / MM == pytest.approx(fact.value.bottom, abs=0.01)


@pytest.mark.parametrize("name", ["kdp-paperback", "lulu-paperback", "offset-eu"])
def test_the_picture_covers_the_bleed(name: str) -> None:
    data = data_of(name)
    with pikepdf.open(BytesIO(data)) as pdf:
        ((page, matrix),) = plates(pdf)  # on some, marks stand too
        bleed = [float(x) for x in page.obj["/BleedBox"]]
    across, _, _, along, x, y = matrix
    assert x <= bleed[0] + 0.01
    assert y <= bleed[1] + 0.01
    assert x + across >= bleed[2] - 0.01
    assert y + along >= bleed[3] - 0.01


def test_no_printer_has_anything_against_it_but_what_the_small_book_is() -> None:
    found = {one.rule for one in run().findings if one.rule[0] in "PQ" and one.severity > Severity.NOTE}
    assert found <= {"Q010", "Q050"}, [one for one in run().findings if one.rule in found]
    assert [one for one in run().findings if one.severity is Severity.ERROR] == []  # nor is its number missed


def test_marks_stand_beyond_the_bleed() -> None:
    with pikepdf.open(BytesIO(data_of("offset-eu"))) as pdf:
        media, bleed = ([float(x) for x in pdf.pages[4].obj[key]] for key in ("/MediaBox", "/BleedBox"))
    assert media[0] < bleed[0] - 14
    assert media[3] > bleed[3] + 14


def test_the_author_is_told_of_bleed_and_marks() -> None:
    told = {one.message.split(":")[0]: one.message for one in run().findings if one.rule == "Q100"}
    assert "bleed on every page" in told["kdp-paperback"]
    assert "bleed on every page; crop marks" in told["offset-eu"]


def test_a_caption_on_it_is_told() -> None:
    proof = prepare(MemoryFolder(files('![The harbour](plates/harbour.jpg "From the mole"){.full-page}')))
    assert "M026" in {one.rule for one in proof.findings}


def test_a_drawing_cannot_fill_a_page_and_that_is_told() -> None:
    held = files("![The harbour](plates/harbour.svg){.full-page}")
    held["plates/harbour.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>'
    )
    proof = prepare(MemoryFolder(held))
    assert proof.plan is not None
    chosen, _ = chosen_editions(proof.plan, ("print",))
    found = bring_out(proof, chosen, 0, validate=False, workers=1).findings
    (told,) = [one for one in found if one.rule == "P025"]
    assert told.place.file == CHAPTER


def test_of_a_drawing_and_a_picture_it_is_the_drawing_that_is_told_of() -> None:
    held = files("![The mole](plates/mole.svg){.full-page}\n\n![The harbour](plates/harbour.jpg){.full-page}")
    held["plates/mole.svg"] = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>'
    proof = prepare(MemoryFolder(held))
    assert proof.plan is not None
    chosen, _ = chosen_editions(proof.plan, ("print",))
    made = bring_out(proof, chosen, 0, validate=False, workers=1)
    assert [one.message.partition(":")[0] for one in made.findings if one.rule == "P025"] == ["plates/mole.svg"]
    with pikepdf.open(BytesIO(made.made[0].issue.data)) as pdf:
        assert len(plates(pdf)) == 1
