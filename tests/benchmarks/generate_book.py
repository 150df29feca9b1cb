"""A made-up author companion of any size, as a book folder: always the same for the same size and seed.

    .venv/bin/python tests/benchmarks/generate_book.py medium FOLDER [--edit [N]] [--seed TEXT]

Sizes: ``small`` (12 chapters, 60 works, about 70 pages), ``medium`` (40, 400, 350) and ``large`` (200, 3,000, 1,700).
``--edit`` writes the book as it is after an author has changed one paragraph in the middle chapter; each N changes it
otherwise. The book is without findings: ``serge-press check`` says nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.made_catalogue import SECTIONS, Catalogue, Size, made_catalogue
from benchmarks.made_prose import chapter, edited

SIZES = {
    "small": Size(12, 6_500, 60, 3, 12, 20, 12, 4, 2),
    "medium": Size(40, 60_000, 400, 12, 40, 70, 40, 10, 4),
    "large": Size(200, 270_000, 3000, 40, 150, 240, 120, 24, 10),
}
SEED = "serge-press"


def made_book(size: Size, seed: str = SEED) -> tuple[dict[str, str], Catalogue]:
    """Every file of the book by its path in the folder, and the catalogue for other formats."""
    chance = random.Random(f"{seed}:{size}")
    catalogue = made_catalogue(size, chance)
    chapters = {
        f"lives/{number:03}.md": chapter(number, size, catalogue, chance) for number in range(1, size.chapters + 1)
    }
    files = {
        "book.toml": _plan(size, tuple(chapters)),
        "front/preface.md": _PREFACE,
        **chapters,
        **{f"catalogue/{name}": text for name, text in catalogue.files.items()},
    }
    return files, catalogue


def write_catalogue(folder: Path, size: Size, seed: str = SEED) -> None:
    """Write the catalogue of the book alone, as a book of its bibliography and sources."""
    files, _ = made_book(size, seed)
    plan = re.sub(r"(?s)\[contents\].*?\n\n", '[contents]\nback = ["bibliography", "sources"]\n\n', files["book.toml"])
    _write(folder, {**{name: text for name, text in files.items() if name.startswith(_LISTED)}, "book.toml": plan})


def middle(size: Size) -> str:
    """The path of the chapter that an edit changes."""
    return f"lives/{size.chapters // 2:03}.md"


def write_book(folder: Path, size: Size, seed: str = SEED, edit: int | None = None) -> Catalogue:
    """Write the book into the folder, which is made; with ``edit``, as it is after that edit."""
    files, catalogue = made_book(size, seed)
    if edit is not None:
        files[middle(size)] = edited(files[middle(size)], edit)
    _write(folder, files)
    return catalogue


_LISTED = ("catalogue/works/", "catalogue/people", "catalogue/sources", "catalogue/places")


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


_PREFACE = """\
---
id: preface
title: Preface
role: preface
---

Nobody in this book has lived, and none of its works can be read. It was made to find out how long the making of a book takes.
"""


def _plan(size: Size, chapters: tuple[str, ...]) -> str:
    share = -(-len(chapters) // size.parts)
    parts = [chapters[at : at + share] for at in range(0, len(chapters), share)]
    body = "\n".join(
        f'  {{ part = "Part {number} of a life", of = [{", ".join(f"{chr(34)}{one}{chr(34)}" for one in part)}] }},'
        for number, part in enumerate(parts, 1)
    )
    sections = "\n".join(
        f'  {{ letter = "{letter}", title = "{title}", kinds = [{", ".join(f"{chr(34)}{kind}{chr(34)}" for kind in kinds)}] }},'
        for letter, title, kinds in SECTIONS
    )
    return f"""\
title = "Oriane Velkonis"
subtitle = "A Companion"
slug = "velkonis"
about = "velkonis"
by = ["The generator"]
language = "en-GB"
publisher = "Quayside"
city = "Ghent"
year = "2026"
rights = "None reserved."
licence = "CC0-1.0"
description = "A book made to be measured."
subjects = ["Invented persons"]
project = "urn:example:velkonis"

[contents]
front = ["half-title", "title-page", "imprint", "contents", "front/preface.md"]
body = [
{body}
]
back = ["chronology", "concordance", "bibliography", "names", "attributions", "people", "sources", "notes", "index", "colophon"]

[bibliography]
sections = [
{sections}
]

[concordance]
compare = ["source-001", "source-002"]

[edition.print]
kind = "print"
trim = "138mm x 216mm"
notes = "foot"

[edition.epub]
kind = "epub"
folios = "print"
notes = "end"
"""


def main() -> None:
    """Write the book that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", choices=tuple(SIZES))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edit", type=int, nargs="?", const=1)
    parser.add_argument("--seed", default=SEED)
    given = parser.parse_args()
    write_book(given.folder, SIZES[given.size], given.seed, given.edit)


if __name__ == "__main__":
    main()
