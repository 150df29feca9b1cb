"""Where the jobs of one size work, the book in all its forms, and what is installed on the machine."""

from __future__ import annotations

import compileall
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.generate_book import SIZES, made_book, middle, write_book, write_catalogue
from benchmarks.made_prose import edited

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PRESS = (sys.executable, "-m", "serge_press.cli.main")
PEERS_PYTHON = os.environ.get("BENCH_PYTHON") or sys.executable
"""The Python in which Typst, pybtex, citeproc-py and pandoc are looked for."""


@dataclass(frozen=True)
class Bench:
    """Where the runs of one size work: ``book`` (the folder as generated), ``others`` (the same for other engines)."""

    size: str
    folder: Path
    turn: int = 0

    @property
    def book(self) -> Path:
        """The generated book; never built in place."""
        return self.folder / "book"

    @property
    def others(self) -> Path:
        """Sources for other engines."""
        return self.folder / "others"

    @property
    def middle(self) -> str:
        """The chapter that an edit changes."""
        return middle(SIZES[self.size])

    def chapter(self, turn: int) -> str:
        """That chapter after an edit, another each turn."""
        return edited((self.book / self.middle).read_text(encoding="utf-8"), turn)


def set_out(bench: Bench) -> None:
    """Write the book of a size in all forms, once for the press and the generator as they are now.

    The press is compiled to bytecode, as pip does when it installs one: the others are installed, and theirs is.
    """
    compileall.compile_dir(ROOT / "src", quiet=2)
    ready, digest = bench.folder / "ready", _sources()
    if ready.exists() and ready.read_text() == digest:
        return
    shutil.rmtree(bench.folder, ignore_errors=True)
    size = SIZES[bench.size]
    catalogue = write_book(bench.book, size)
    write_catalogue(bench.folder / "catalogue", size)
    from benchmarks.other_setters import write_for_all
    from benchmarks.pandoc_matter import write_for_pandoc

    write_for_pandoc(made_book(size)[0], catalogue, bench.others)
    changed = bench.folder / "edited"
    write_book(changed, size, edit=1)
    write_for_all(bench.book, bench.others)
    write_for_all(changed, bench.folder / "others-edited")
    ready.write_text(digest)


def _sources() -> str:
    """A digest of all that books are made with."""
    sums = hashlib.sha256()
    for folder in (ROOT / "src", ROOT / "styles", HERE):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                sums.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return sums.hexdigest()


@cache
def missing(need: str) -> str:
    """What is not there of what a job needs, "" if nothing."""
    if not need:
        return ""
    if need == "pandoc":
        return "" if pandoc() else "pandoc is not installed"
    if need == "chromium":
        return "" if chromium() else "Chromium is not installed"
    if need.startswith("python:"):
        name = need.removeprefix("python:")
        if sys.executable == PEERS_PYTHON:
            there = importlib.util.find_spec(name) is not None
        else:
            there = not subprocess.run(
                [PEERS_PYTHON, "-c", f"import {name}"], capture_output=True, check=False
            ).returncode
        return "" if there else f"{name} is not installed"
    return "" if shutil.which(need) else f"{need} is not installed"


@cache
def pandoc() -> str:
    """The pandoc on the path, else the one that the package pypandoc_binary brings, else ""."""
    asked = [PEERS_PYTHON, "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    return (found.stdout.strip() if not found.returncode else "") or shutil.which("pandoc") or ""


@cache
def chromium() -> str:
    """Chromium or Chrome on the path, else ""."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
