"""Files for printers before other people's programs: qpdf finds no fault, Ghostscript draws them without a word, and no ink is
where it may not be.

Where the programs are not installed these tests say so and are skipped; CI has them (``.ci/setup``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pikepdf
import pytest

import judges
from books import BOOKS, files_of
from printed_pdfs import kdp
from serge_press.findings import Severity
from serge_press.press import Run, bring_out, chosen_editions, prepare
from serge_press.reading.folder import MemoryFolder

pytestmark = pytest.mark.skipif(
    bool(judges.missing()),
    reason=f"not installed: {', '.join(judges.missing())} (Debian: qpdf ghostscript poppler-utils)",
)

ISBN = 'isbn = "978-0-306-40615-7"\nprice = "52499"\n'
TABLES = f"""
[cover]
blurb = "A small book for trying what printers ask for."
author = "Nobody at all."
price = "£24.00"

[edition.folded]
kind = "booklet"

[edition.marked]
kind = "proof"

[printer.kdp-paperback]
paper = "cream"
{ISBN}
[printer.ingram-paperback]
paper = "creme-50"
spine = "6mm"
{ISBN}
[printer.ingram-case]
paper = "creme-50"
spine = "10mm"
{ISBN}
[printer.ingram-case.jacket]
flap = "3.5in"
width = "19.4in"
height = "9in"

[printer.lulu-paperback]
paper = "white"
{ISBN}
[printer.bod-paperback]
paper = "white"
{ISBN}
[printer.offset-eu]
standard = "pdf/x-4"
marks = true
grams = 90
volume = 1.5
{ISBN}
[printer.offset-eu.jacket]
flap = "80mm"
spine = "12mm"
width = "480mm"
height = "232mm"
"""
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">
<defs><linearGradient id="f"><stop offset="0" stop-color="#14c"/><stop offset="1" stop-color="#fe0"/></linearGradient></defs>
<rect x="5" y="5" width="80" height="80" fill="#a01020"/><rect x="100" y="5" width="80" height="80" fill="url(#f)"/>
<circle cx="240" cy="45" r="35" fill="#00a040" opacity="0.5"/><line x1="5" y1="95" x2="295" y2="95" stroke="#00f"/></svg>"""
"""A drawing in every way that printers do not take: red, green and blue, a gradient, opacity."""

PRINTERS = ("kdp-paperback", "ingram-paperback", "ingram-case", "lulu-paperback", "bod-paperback", "offset-eu")
COVERS = tuple(f"{name}-cover" for name in PRINTERS)
JACKETS = ("ingram-case-jacket", "offset-eu-jacket")
OWN = ("print", "folded", "marked")


@cache
def run() -> Run:
    files = dict(files_of(BOOKS / "complete"))
    files["book.toml"] = files["book.toml"].replace(b'  "people",', b'  "figures",\n  "people",') + TABLES.encode()
    files["plates/plan.svg"] = DRAWING
    files["lives/en/1-compositor.md"] += b"\n\n![The plan of the lock in colours](plates/plan.svg)\n"
    proof = prepare(MemoryFolder(files))
    assert proof.plan is not None, proof.findings
    chosen, unknown = chosen_editions(proof.plan, OWN, ("all",))
    assert not unknown
    return bring_out(proof, chosen, 0, validate=False, workers=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("judged")
    for made in run().made:
        (out / f"{made.issue.edition}.pdf").write_bytes(made.issue.data)
    return out


@pytest.mark.parametrize("name", [*PRINTERS, *COVERS, *JACKETS, *OWN])
def test_nobody_complains(folder: Path, name: str) -> None:
    verdict = judges.judged(folder / f"{name}.pdf")
    assert verdict.content, verdict
    if name in PRINTERS:
        assert verdict.inks
        drawing = (13,) if name == "offset-eu" else ()  # whose paper is not said to be printed in black
        assert verdict.coloured == drawing  # else black ink alone, marks included
    elif name == "print":
        assert len(verdict.coloured) == 1  # the coloured drawing, and no page of figures
    elif name.startswith("ingram"):
        assert verdict.heaviest <= 240  # what Ingram takes


def test_nothing_that_goes_to_a_printer_is_refused() -> None:
    refused = [f"{one.rule} {one.message}" for one in run().findings if one.severity is Severity.ERROR]
    assert not [words for words in refused if not words.startswith("Q010")]  # the small book has few pages


def test_each_file_is_of_the_standard_that_was_asked_for(folder: Path) -> None:
    said: dict[str, str] = {}
    for name in (*PRINTERS, *COVERS, *JACKETS):
        with pikepdf.open(folder / f"{name}.pdf") as pdf, pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            held = (pdf.docinfo.get(key) for key in ("/GTS_PDFXConformance", "/GTS_PDFXVersion"))
            label = next((str(one) for one in held if one is not None), "")
            said[name] = str(label or metadata.get("pdfxid:GTS_PDFXVersion") or "")
    for name, standard in said.items():
        expected = {"ingram": "PDF/X-1a:2001", "offset": "PDF/X-4"}.get(name.partition("-")[0], "")
        assert standard == expected, name


def test_the_judges_are_awake(tmp_path: Path) -> None:
    """A torn file, text in four inks and a missing font do not pass."""
    torn, rich, loose = (tmp_path / f"{name}.pdf" for name in ("torn", "rich", "loose"))
    torn.write_bytes(kdp(pages=4).bytes()[:-400])
    rich.write_bytes(kdp(pages=2, ink="0.6 0.4 0.4 1 k").bytes())
    sample = kdp(pages=2)
    del sample.font.FontDescriptor["/FontFile2"]
    loose.write_bytes(sample.bytes())
    assert judges.judged(torn).qpdf
    verdict = judges.judged(rich)
    assert verdict.coloured == (1, 2)
    assert verdict.heaviest > 100
    assert judges.judged(loose).loose
