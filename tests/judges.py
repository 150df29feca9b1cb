"""What other people's programs say of a PDF: qpdf of its syntax, Ghostscript of its pages and inks, Poppler of its fonts.

``python tests/judges.py FILE...`` prints a line a file.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

PROGRAMS = ("qpdf", "gs", "pdffonts")
_ROW = re.compile(r"^\s*(\d\.\d+)\s+(\d\.\d+)\s+(\d\.\d+)\s+(\d\.\d+) CMYK OK$")
_SAFE = ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER")
_SCALE = 40
"""Dots an inch at which ink is measured."""


def missing() -> tuple[str, ...]:
    """The programs that are not installed here."""
    return tuple(name for name in PROGRAMS if shutil.which(name) is None)


@dataclass(frozen=True)
class Verdict:
    """What was said. ``qpdf`` and ``ghostscript`` are complaints; ``inks`` the share of each page under C, M, Y and K;
    ``heaviest`` the greatest sum of inks at one place of the first page, in per cent; ``loose`` the fonts that are not in the
    file.
    """

    qpdf: str
    ghostscript: str
    inks: tuple[tuple[float, float, float, float], ...] = field(repr=False)
    heaviest: int
    loose: tuple[str, ...]

    @property
    def coloured(self) -> tuple[int, ...]:
        """Pages, from 1, on which other ink than black stands."""
        return tuple(number for number, ink in enumerate(self.inks, 1) if any(ink[:3]))

    @property
    def content(self) -> bool:
        """Whether nobody complained."""
        return not (self.qpdf or self.ghostscript or self.loose)


def judged(pdf: Path) -> Verdict:
    """The verdict on a file."""
    checked = _run("qpdf", "--check", str(pdf))
    syntax = "" if checked[0] == 0 and "WARNING" not in checked[1] else checked[1].strip()
    status, said = _run(*_SAFE, "-sDEVICE=inkcov", "-o", "-", str(pdf))
    rows = [_ROW.match(line) for line in said.splitlines()]
    complaints = [line for line, row in zip(said.splitlines(), rows, strict=True) if row is None and line.strip()]
    inks = tuple((float(row[1]), float(row[2]), float(row[3]), float(row[4])) for row in rows if row is not None)
    drawn = _drawn(pdf)
    if status or drawn[1]:
        complaints += [f"status {status}", drawn[1]]
    fonts = _run("pdffonts", str(pdf))[1].splitlines()
    at = fonts[0].index("emb") if fonts and "emb" in fonts[0] else 0
    loose = tuple(line.split()[0] for line in fonts[2:] if line[at : at + 3].strip() == "no")
    return Verdict(syntax, "; ".join(complaints), inks, drawn[0], loose)


def _drawn(pdf: Path) -> tuple[int, str]:
    """The heaviest ink on the first page, drawn in four inks, and what Ghostscript complained of."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.tif"
        # Anti-aliasing shows what a press would lay as tone, not single dots.
        status, said = _run(
            *_SAFE, "-sDEVICE=tiff32nc", f"-r{_SCALE}", "-dLastPage=1", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4",
            "-o", str(picture), str(pdf),
        )  # fmt: skip
        if status or not picture.exists():
            return 0, said.strip() or f"status {status}"
        with Image.open(picture) as page:
            inks = {colour for _, colour in page.getcolors(1 << 24) or ()}
    heaviest = max((sum(ink) for ink in inks if isinstance(ink, tuple)), default=0)
    return round(heaviest / 2.55), said.strip()


def _run(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=600, check=False)
    return done.returncode, done.stdout + done.stderr


def _told(file: Path) -> str:
    verdict = judged(file)
    coloured = f"{len(verdict.coloured)} of {len(verdict.inks)} pages with C, M or Y"
    parts = (
        f"qpdf {verdict.qpdf or 'ok'}", f"Ghostscript {verdict.ghostscript or 'ok'}", coloured,
        f"heaviest {verdict.heaviest} %", f"fonts {', '.join(verdict.loose) or 'embedded'}",
    )  # fmt: skip
    return f"{file.name}: {' | '.join(parts)}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(_told(Path(name)) + "\n")
