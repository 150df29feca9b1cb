"""PDFs of other programs: sound ones raise nothing that refuses or warns, and each planted fault is found in all of them."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from printed_pdfs import Sample
from serge_press.checks.preflight.run import Report, preflight
from serge_press.checks.preflight.task import Asked
from serge_press.findings import Severity
from serge_press.printers.shelf import PRINTERS, printer

FOLDER = Path(__file__).parent / "foreign"
FILES = sorted(FOLDER.glob("*.pdf"))
ORDERED = Asked(trim=(152.4, 228.6))
SAID = {"Q007", "Q026", "Q061"}
"""What is true of them: no title, no TrimBox, black in RGB. For printers who ask for none of it each is a note."""


@pytest.mark.parametrize("name", ["kdp-paperback", "kdp-hardcover", "lulu-paperback", "lulu-casewrap"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sound_book_of_another_program_passes(path: Path, name: str) -> None:
    report = preflight(path, printer(name), ORDERED)
    found = {one.rule: one for one in report.findings}
    if name == "kdp-hardcover":
        found.pop("Q010")  # 75 pages are the least
    assert set(found) <= SAID, found
    assert all(one.severity is Severity.NOTE for one in found.values())
    assert (report.pages, report.trim) == (32, (152.4, 228.6))


def spoilt(path: Path, change: Callable[[pikepdf.Pdf], None], **more: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(path) as pdf:
        change(pdf)
        pdf.save(out, **more)
    return out.getvalue()


def turn(pdf: pikepdf.Pdf) -> None:
    pdf.pages[8].rotate(90, relative=True)


def widen(pdf: pikepdf.Pdf) -> None:
    for box in ("/MediaBox", "/TrimBox", "/BleedBox", "/CropBox", "/ArtBox"):
        if box in pdf.pages[4].obj or box == "/MediaBox":
            pdf.pages[4].obj[box] = Array([0, 0, 500, 700])


def link(pdf: pikepdf.Pdf) -> None:
    held = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([80, 80, 90, 90]))
    pdf.pages[6].obj["/Annots"] = Array([pdf.make_indirect(held)])


def strip_fonts(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if isinstance(one, Dictionary) and key in one:
                del one[key]


def at_the_edge(pdf: pikepdf.Pdf) -> None:
    pdf.pages[4].contents_add(b"q 1 0 0 1 -52 0 cm", prepend=True)
    pdf.pages[4].contents_add(b"Q")


def empty(pdf: pikepdf.Pdf) -> None:
    for number in (10, 11, 12):
        pdf.pages[number].Contents = pdf.make_stream(b"")


def drop(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[3]


FAULTS: tuple[tuple[str, str, Callable[[pikepdf.Pdf], None]], ...] = (
    ("Q022", "lulu-paperback", widen), ("Q072", "kdp-paperback", link), ("Q040", "lulu-paperback", strip_fonts),
    ("Q032", "kdp-paperback", at_the_edge), ("Q013", "kdp-paperback", empty), ("Q011", "lulu-paperback", drop),
    ("Q025", "bod-paperback", turn),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "name", "change"), FAULTS, ids=[f"{one[0]}-{one[2].__name__}" for one in FAULTS])
def test_a_fault_is_found_whoever_made_the_file(rule: str, name: str, change: Callable[[pikepdf.Pdf], None]) -> None:
    for path in FILES:
        before, after = preflight(path, printer(name)), preflight(spoilt(path, change), printer(name))
        told = {one.rule for one in after.findings} - {one.rule for one in before.findings}
        assert rule in told, path.stem


def test_a_locked_file_and_one_of_pdf_2_are_told_whoever_made_them() -> None:
    for path in FILES:
        locked = spoilt(path, lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u"))
        assert rules(preflight(locked, printer("home"))) == {"Q003"}
        assert "Q005" in rules(preflight(spoilt(path, lambda pdf: None, force_version="2.0"), printer("home")))


def rules(report: Report) -> set[str]:
    return {found.rule for found in report.findings}


@cache
def cover() -> bytes:
    book = Sample(trim=(330.0, 235.0), pages=1, blank=(1,), standard="pdf/x-4", condition="FOGRA39")
    book.bar_code(1, (80, 20))
    return book.bytes()


ODD: tuple[Callable[[], Any], ...] = (
    lambda: 0, lambda: -1, lambda: 10**18, lambda: 1e30, lambda: True, lambda: Name.Nope, lambda: String("x" * 3000),
    lambda: String(b"\xfe\xff\xd8\x00"), lambda: Array([]), lambda: Array([1, 2, 3]), lambda: Array([0] * 20_000),
    Dictionary, lambda: Array([0, 0, 1e-30, 1e-30]), lambda: Array([-1e9, -1e9, 1e9, 1e9]),
)  # fmt: skip
WORDS = (b" Do ", b" q ", b" Q ", b"[", b"]", b"<<", b"(", b" 1e99 ", b" sh ", b" gs ", b" BI ", b" ID ", b" 0 0 0 0 0 0 cm ",
         b" Tf ", b" nan ", b" scn ", b"%", b"\x00")  # fmt: skip


def wired_wrong(data: bytes, chance: random.Random) -> bytes | None:
    """The file with some of its values exchanged for others, of other kinds, or for each other; None where none is written."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        objects = [one for one in pdf.objects if isinstance(one, Dictionary | Stream)]
        for _ in range(chance.choice((1, 2, 5, 12))):
            holder = chance.choice(objects)
            keys = sorted(key for key in holder.keys() if key != "/Length")  # noqa: SIM118 - an object of pikepdf
            if keys:
                value = chance.choice(objects) if chance.random() < 0.4 else chance.choice(ODD)()
                holder[chance.choice(keys)] = value
        streams = [one for one in objects if isinstance(one, Stream)]
        if streams and chance.random() < 0.5:
            held = chance.choice(streams)
            try:
                content = bytearray(held.read_bytes())
            except (pikepdf.PdfError, RuntimeError, NotImplementedError):
                content = bytearray(b"0 g")
            for _ in range(4):
                at = chance.randrange(len(content) + 1)
                content[at:at] = chance.choice(WORDS)
            held.write(bytes(content))
        try:
            pdf.save(out, static_id=True)
        except (pikepdf.PdfError, RuntimeError, ValueError):
            return None
    return out.getvalue()


@pytest.mark.parametrize("seed", range(40))
def test_a_file_wired_wrong_is_borne(seed: int) -> None:
    """Not torn, but written whole with values that do not belong: what is behind the door is looked at too."""
    chance = random.Random(seed)
    as_cover = seed % 4 == 0
    data = wired_wrong(cover() if as_cover else chance.choice(FILES).read_bytes(), chance)
    if data is None:
        return
    asked = Asked(chance.choice(("cover", "jacket")) if as_cover else "interior", "", (152.4, 228.6), 120, 10.0)
    report = preflight(data, printer(chance.choice(PRINTERS)), asked)
    json.dumps(report.record(), allow_nan=False)
    assert all(one.message.isprintable() for one in report.as_findings("book.pdf"))
