"""The e-books in programs that are not browsers: MuPDF lays every page out; calibre turns them into Kindle's formats and back."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from readers.library import SERGE, Library, Shelved
from readers.opened import Opened, flat, squeezed
from readers.texts import Table, bare, followed, leaves, text_of
from readers.tools import KEPT, program

# ---------------------------------------------------------------------------------------------- MuPDF


SHEET = ("-W", "400", "-H", "600", "-S", "11")
"""A page of 400 by 600 points, in type of 11."""


MARKS = re.compile(r"([0-9]+\.|[ivxlcabc]\.|[•◦▪○■‣–-])+")
"""What MuPDF puts before the items of lists."""


def drawn(book: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [program("mutool"), "draw", "-q", *SHEET, *arguments, str(book)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)


def faults(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What MuPDF complains of, but for what it says of every book of EPUB 3, and of how it was compiled."""
    lines = done.stderr.splitlines()
    return [line for line in lines if not re.search(r"unknown epub version|ICC support is not available", line)]


def test_mupdf_lays_out_every_letter(shelved: Shelved, tmp_path: Path) -> None:
    """Beside the text of the e-book only the numbers and signs of its lists are there; tables are told line by line."""
    for profile in shelved.epubs:
        book = shelved.opened(profile)
        out = tmp_path / "text.txt"
        assert faults(drawn(book.path, "-F", "text", "-o", str(out))) == []
        text, at = bare(out.read_text("utf-8")), 0
        for leaf in leaves(book, tables=True):
            mark = MARKS.match(text, at)
            if isinstance(leaf, Table):
                told = text[at : at + len(leaf)]
                assert Counter(told) == Counter(leaf), f"{profile}: {leaf[:60]} is not in {told[:60]}"
            elif not text.startswith(leaf, at):
                assert mark, f"{profile}: before {leaf[:60]} stands {text[at : at + 60]}"
                at = mark.end()
                assert text.startswith(leaf, at), f"{profile}: {leaf[:60]} is not in {text[at : at + 60]}"
            at += len(leaf)
        assert at == len(text)


def test_mupdf_draws_every_page(shelved: Shelved, tmp_path: Path) -> None:
    assert faults(drawn(shelved.epubs["epub"], "-r", "24", "-o", str(tmp_path / "%04d.png"))) == []
    pages = sorted(tmp_path.glob("*.png"))
    assert len(pages) >= len(shelved.opened().spine)
    for page in pages:
        with Image.open(page) as picture:
            ink = [
                count
                for count, colour in picture.convert("L").getcolors() or []
                if isinstance(colour, int) and colour < 200
            ]
        assert sum(ink) > 3, f"{page.name} is empty"
    kept = KEPT / shelved.title
    kept.mkdir(parents=True, exist_ok=True)
    shown = ["-r", "72", "-o", str(kept / "mupdf-%03d.png")]
    subprocess.run(
        [program("mutool"), "draw", "-q", *SHEET, *shown, str(shelved.epubs["epub"]), "1-12"], check=True, timeout=60
    )


# ---------------------------------------------------------------------------------------------- calibre


@cache
def converted(book: Path, kind: str) -> Path:
    """The book in another format."""
    made = book.with_name(f"{book.name}.{kind}")
    command = [program("ebook-convert"), str(book), str(made)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return made


@pytest.mark.parametrize("profile", ["epub", "kindle"])
@pytest.mark.parametrize("title", [SERGE, "complete"])
def test_a_book_for_kindle_loses_nothing(library: Library, title: str, profile: str) -> None:
    """Made into AZW3 by calibre, and read back from that: every letter, every link to the very letter, every line of contents."""
    shelved = library.take(title)
    if profile not in shelved.epubs:
        pytest.skip(f"no e-book is made for {profile}")
    before = shelved.opened(profile)
    after = Opened(converted(converted(before.path, "azw3"), "epub"))
    assert text_of(after) == text_of(before)
    assert followed(after) == followed(before)
    assert None not in [where for _, where in followed(before)]
    assert after.ncx() == before.ncx() == [squeezed(line.label) for line in flat(before.toc)]
    calls = {note.call for note in before.notes}
    assert len(calls) == len(before.notes) > 0
