"""Pictures are told by their bytes; what would fill the memory, never end, or reach out is refused in both editions."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from serge_press.editions.pictures import MOST_PARTS, picture_kind
from serge_press.press import bring_out, prepare
from serge_press.reading.folder import MemoryFolder

BOOK = """title = "H"
language = "en"
by = ["X"]
[contents]
body = ["a.md"]
[edition.print]
kind = "print"
"""
PROSE = "---\nid: a\ntitle: A\n---\n\nWords.\n\n![what is seen](plates/p.png)\n"


def painted(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3)).save(buffer, kind)
    return buffer.getvalue()


def lively() -> bytes:
    """A PNG with something in it."""
    buffer = io.BytesIO()
    Image.frombytes("L", (200, 200), bytes(n * n % 251 for n in range(40_000))).save(buffer, "PNG")
    return buffer.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG that says it is so large and holds nothing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = (head, b"IDAT", b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


def svg(inside: str, before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()


def repeated(times: int, levels: int) -> str:
    groups = (f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * times + "</g>" for n in range(1, levels))
    return '<g id="g0"><rect/></g>' + "".join(groups)


def marked(times: int, levels: int) -> str:
    """Lines whose ends are drawn with lines, by a sheet of style: so many millions that no drawing of them is done."""
    sheet = "".join(f".l{n} {{ marker-start: url(#m{n - 1}) }}" for n in range(1, levels))
    marks = (f'<marker id="m{n}">' + f'<path class="l{n}" d="M0 0L3 3"/>' * times + "</marker>" for n in range(levels))
    return f'<style>{sheet}</style>{"".join(marks)}<path class="l{levels - 1}" d="M0 0L3 3"/>'


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (painted("PNG"), "image/png"),
        (painted("JPEG"), "image/jpeg"),
        (svg("<rect/>"), "image/svg+xml"),
        (b"\xef\xbb\xbf" + svg("<rect/>"), "image/svg+xml"),
        (svg('<linearGradient id="a"/><rect fill="url(#a)"/>' + '<circle fill="url(#a)"/>' * 999), "image/svg+xml"),
        (svg(repeated(5, 4)), "image/svg+xml"),
        (svg('<g id="a"><a href="#a"><text>here</text></a></g>'), "image/svg+xml"),
        (svg("<!-- Drawn by hand --><rect/>", "<!-- at home -->"), "image/svg+xml"),
        (
            svg('<style>.b, g > .a:hover { fill: url("#g") }</style><linearGradient id="g"/><rect class="a b"/>'),
            "image/svg+xml",
        ),
        (svg("<text>@importer, url: \\</text>"), "image/svg+xml"),
    ],
)
def test_pictures_that_are_taken(data: bytes, media_type: str) -> None:
    assert picture_kind(data)[0] == media_type
    assert picture_kind(data)[2] == ""


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (painted("JPEG")[:-2], "cut short"),
        (lively()[: len(lively()) // 2], "cut short"),
        (b"", "no JPEG, PNG or SVG"),
        (painted("GIF"), "no JPEG, PNG or SVG"),
        (b"<html><p>x</p></html>", "no JPEG, PNG or SVG"),
        (png_head(50_000, 50_000), "more pixels than any"),
        (png_head(10_000, 9_000), "90 million pixels"),
        (svg("<script/>"), "script"),
        (svg('<rect onclick="x()"/>'), "script"),
        (svg('<image href="file:///etc/passwd"/>'), "outside itself"),
        (svg("<style>@import 'x.css'</style>"), "outside itself"),
        (svg('<rect fill="url(http://example.org/#a)"/>'), "outside itself"),
        (svg('<rect fill="URL(http://example.org/#a)"/>'), "outside itself"),
        (svg("<style>@IMPORT 'x.css'</style>"), "outside itself"),
        (svg("<style>rect { fill: \\75 rl(x.svg) }</style>"), "outside itself"),
        (svg("<style>@imp<!-- -->ort 'x.css'</style>"), "outside itself"),
        (svg('<a><set attributeName="xlink:href" to="http://example.org"/></a>'), "outside itself"),
        (svg("<rect/>", '<?xml-stylesheet href="x.css"?>'), "outside itself"),
        (svg("<?php x ?>"), "script"),
        (svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "document type"),
        (svg("<rect>"), "well-formed"),
        (svg("<g>" * 2000 + "</g>" * 2000), "well-formed"),
        (svg(repeated(10, 10) + '<use href="#g9"/>'), f"more than {MOST_PARTS:,} parts"),
        (svg('<g id="a"><use href="#a"/></g>'), "repeats itself"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "repeats itself"),
        (svg('<pattern id="p"><rect fill="url(#p)"/></pattern>'), "repeats itself"),
        (svg('<style>.a { fill: url(#p) }</style><pattern id="p"><rect class="a"/></pattern>'), "repeats itself"),
        (
            svg(
                "<style>@media print { g rect, circle { fill: URL('#p') } }</style><pattern id='p'><circle/></pattern>"
            ),
            "itself",
        ),
        (svg(f"<style>{''.join(f'.r{n} {{ fill: url(#p) }}' for n in range(600))}</style>"), "more than 500 rules"),
        (svg(marked(12, 7)), f"more than {MOST_PARTS:,} parts"),
    ],
)
def test_pictures_that_are_refused(data: bytes, fault: str) -> None:
    assert fault in picture_kind(data)[2]


def test_the_print_edition_refuses_what_the_e_book_refuses() -> None:
    drawing = svg(repeated(10, 10) + '<use href="#g9"/>')
    proof = prepare(MemoryFolder({"book.toml": BOOK, "a.md": PROSE, "plates/p.png": drawing}))
    assert proof.plan is not None
    run = bring_out(proof, proof.plan.editions, 0)
    assert [found.rule for found in run.findings if "plates/p.png" in found.message] == ["P008"]
    assert "repeat others" in next(found.message for found in run.findings if found.rule == "P008")
