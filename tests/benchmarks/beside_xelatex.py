"""The prose of a book set four ways on one measure in one font: how even each is (see ``loose_lines.py``).

    .venv/bin/python tests/benchmarks/beside_xelatex.py [BOOK] [--measure MM] [--keep FOLDER] [--curve]

The paragraphs of the book's chapters, as plain text, are set by WeasyPrint line by line; by the paragraph; by the paragraph
with hanging punctuation and scaled letters, as the house has it; and, if ``xelatex`` is installed, by XeLaTeX with microtype
(which hangs punctuation there; XeTeX cannot scale letters), with its own ways: french spacing, nothing else changed.

Evenness is bought with hyphens. ``--curve`` sets the prose by the press, by XeLaTeX as it comes and by XeLaTeX with an
emergency stretch of 2 em at several prices of a hyphen, and prints what share of lines is loose (over 1.6 of the ideal
space) or runs out of the measure, beside the share that ends in a hyphen.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import html as lxml_html

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.loose_lines import heads, ideal, tell
from sample_order import house
from serge_press.editions.engine import font_configuration
from serge_press.editions.line_breaking import whole_lines
from serge_press.editions.lines import hyphens
from serge_press.editions.press_room import fetcher
from serge_press.editions.print_document import font_address, units
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.press import prepare
from serge_press.reading.folder import DiskFolder
from serge_press.rendering.house_style import house_family
from set_lines import set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "styles/house/fonts"
POLISH = "\\setotherlanguage{polish}\n"
SIZE, LEADING, INDENT = 11, 14, 1.3

WAYS = (
    ("line by line", "--line-breaking: line"),
    ("by the paragraph", "--line-breaking: paragraph"),
    ("as the house has it", "--line-breaking: paragraph; --hanging-punctuation: 1; --glyph-scaling: 2%"),
)

Prose = tuple[str, str]
"""Language and text of a paragraph."""


def main() -> None:
    """Set the prose every way and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("book", nargs="?", type=Path, default=ROOT / "book")
    parser.add_argument("--measure", type=float, default=117.0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--curve", action="store_true")
    given = parser.parse_args()
    prose = prose_of(given.book)
    if given.curve:
        curve(prose, given.measure)
        return
    print(f"{len(prose)} paragraphs, {sum(len(text.split()) for _, text in prose)} words, {given.measure:g} mm")
    heads()
    space = ideal(FONTS / "EBGaramond-Regular.ttf")
    files = [(name, *weasyprint(prose, given.measure, wish)) for name, wish in WAYS]
    if shutil.which("xelatex"):
        files.append(("XeLaTeX, microtype", *xelatex(prose, given.measure)))
    for name, data, seconds in files:
        tell(name, set_lines(data), space)
        print(f"{'':24}{seconds:7.1f} s of CPU")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            Path(given.keep, name.replace(", ", "-").replace(" ", "-") + ".pdf").write_bytes(data)
    if not shutil.which("xelatex"):
        print("XeLaTeX is not installed: not measured")


def curve(prose: Sequence[Prose], measure: float) -> None:
    """Print loose lines beside hyphens at several prices of a hyphen (TeX's measure; 50 is usual in both)."""
    space = ideal(FONTS / "EBGaramond-Regular.ttf")
    names = ("HYPHEN", "SHORT", "COMPOUND")
    usual = {name: getattr(hyphens, name) for name in names}
    print("price      the press           XeLaTeX, microtype   the same, stretched")
    print("        hyphens   faults     hyphens   faults     hyphens   faults")
    for price in (0, 20, 50, 100, 200, 400, 1000):
        vars(hyphens).update({name: usual[name] * price / usual["HYPHEN"] for name in names})
        files = [weasyprint(prose, measure, WAYS[2][1])[0]]
        vars(hyphens).update(usual)
        if shutil.which("xelatex"):
            files += [
                xelatex(prose, measure, f"\\hyphenpenalty={price}\\emergencystretch={room}em ")[0] for room in (0, 2)
            ]
        print(
            f"{price:5} ", "   ".join("{:8.1f}% {:7.2f}%".format(*_faults(file, space)) for file in files), flush=True
        )


def _faults(data: bytes, space: float) -> tuple[float, float]:
    """Of a hundred lines that end a line and no paragraph: those that end in a hyphen, and those too loose or too long."""
    lines = [line for line in set_lines(data) if line.filled or line.over]
    wrong = sum(line.over or line.space / line.size / space > 1.6 for line in lines)
    return 100 * sum(line.hyphenated for line in lines) / len(lines), 100 * wrong / len(lines)


def prose_of(book: Path) -> list[Prose]:
    """The longer paragraphs of a book's chapters."""
    proof = prepare(DiskFolder(book))
    assert proof.manuscript is not None
    assert proof.house is not None
    found: list[Prose] = []
    for unit in units(proof.manuscript, proof.house, NO_FOLIOS):
        if "chapter" not in unit.classes:
            continue
        tree = lxml_html.fromstring(f"<div>{unit.content}</div>")
        for note in list(tree.iter("span")):
            if note.get("class") == "footnote":
                note.drop_tree()
        for element in tree.iter("p"):
            text = " ".join(str(element.text_content()).split(" ")).strip()
            if len(text) > 200:
                spoken = next((one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang")), "")
                found.append((spoken or proof.manuscript.plan.language, " ".join(text.split("\n"))))
    return found


def weasyprint(prose: Sequence[Prose], measure: float, wish: str) -> tuple[bytes, float]:
    """The prose set by WeasyPrint with these wishes, and the seconds of CPU."""
    from weasyprint import CSS, HTML

    fonts, family = font_configuration(), house_family("EB Garamond")
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-style: {font.style}; font-weight: {font.weight}; '
        f'src: url("{font_address(font.file)}") }}\n'
        for font in house().fonts
    )
    sheet = (
        f"{faces}@page {{ size: {measure + 40}mm 230mm; margin: 20mm }} html {{ {wish}; font: {SIZE}pt/{LEADING}pt "
        f'"{family}"; text-align: justify; hyphens: auto; hyphenate-limit-chars: 5 2 3; '
        "font-variant-numeric: oldstyle-nums } body, p { margin: 0; orphans: 2; widows: 2 } "
        f"p {{ text-indent: {INDENT}em }}"
    )
    serve: Any = fetcher(house().fonts, lambda name: b"")
    body = "\n".join(f'<p lang="{language}">{escape(text)}</p>' for language, text in prose)
    begun = time.process_time()
    with whole_lines():
        html = HTML(string=f"<!DOCTYPE html><html><body>{body}", url_fetcher=serve, base_url="house:///")
        style = CSS(string=sheet, font_config=fonts, url_fetcher=serve, base_url="house:///")
        data: bytes = html.write_pdf(stylesheets=[style], font_config=fonts)
    return data, time.process_time() - begun


def xelatex(prose: Sequence[Prose], measure: float, said: str = "") -> tuple[bytes, float]:
    """The prose set by XeLaTeX with microtype, and the seconds of wall clock of one run. ``said`` is put before it."""
    polish = any(language.startswith("pl") for language, _ in prose)
    body = "\n\n".join(_paragraph(language, text) for language, text in prose)
    source = (
        "\\documentclass{article}\n"
        f"\\usepackage[paperwidth={measure + 40}mm,paperheight=230mm,margin=20mm]{{geometry}}\n"
        "\\usepackage{fontspec}\n\\usepackage{polyglossia}\n\\setdefaultlanguage[variant=british]{english}\n"
        f"{POLISH if polish else ''}"
        "\\usepackage[protrusion=true]{microtype}\n"
        f"\\setmainfont{{EBGaramond-Regular.ttf}}[Path={FONTS}/,Numbers=OldStyle]\n"
        "\\frenchspacing\\pagestyle{empty}\n\\begin{document}\n"
        f"\\fontsize{{{SIZE}bp}}{{{LEADING}bp}}\\selectfont\\setlength{{\\parindent}}{{{INDENT}em}}{said}\n"
        f"{body}\n\\end{{document}}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "prose.tex").write_text(source, encoding="utf-8")
        begun = time.perf_counter()
        done = subprocess.run(
            ["xelatex", "-interaction=nonstopmode", "prose.tex"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - begun
        file = Path(folder, "prose.pdf")
        if not file.exists():
            sys.exit(done.stdout[-2000:])
        return file.read_bytes(), seconds


def _paragraph(language: str, text: str) -> str:
    for mark in "\\{}$&#^_~%":
        text = text.replace(mark, "" if mark in "\\^~" else f"\\{mark}")
    text = text.replace("\u00a0", "~").replace("\u2060", "")
    return f"{{\\selectlanguage{{polish}}{text}\\par}}" if language.startswith("pl") else text


if __name__ == "__main__":
    main()
