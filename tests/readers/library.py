"""The books that the readers are given: Victor Serge, every miniature book, and the one that `serge-press new` makes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import books
from readers.opened import Opened
from readers.tools import ROOT
from serge_press.model.editions_on_request import editions_on_request
from serge_press.model.plan import PROFILES
from serge_press.press import bring_out, prepare
from serge_press.reading.folder import DiskFolder

STAMP = 1_790_000_000
SERGE = "victor-serge"
NEW = "new"
MINIATURES = tuple(sorted(folder.name for folder in books.BOOKS.iterdir() if (folder / "book.toml").is_file()))
TITLES = (SERGE, *MINIATURES, NEW)
MAIN = (SERGE, "complete")
"""The books that have everything."""


def folder_of(title: str) -> Path:
    """Where a book stands."""
    if title == SERGE:
        return ROOT / "book"
    if title == NEW:
        return Path(str(resources.files("serge_press") / "scaffold" / "book"))
    return books.BOOKS / title


@dataclass(frozen=True)
class Shelved:
    """The finished files of a book: its print edition, and an e-book for every profile."""

    title: str
    pdf: Path
    epubs: dict[str, Path]

    def opened(self, profile: str = "epub") -> Opened:
        """One of the e-books, read."""
        return Opened(self.epubs[profile])


def brought_out(title: str, room: Path) -> Shelved:
    """Make the print edition and every e-book of a book, by the press in this process, and put them into a folder."""
    shelf = room / title
    shutil.copytree(
        folder_of(title), shelf / "book", dirs_exist_ok=True, ignore=shutil.ignore_patterns("build", "__pycache__")
    )
    proof = prepare(DiskFolder(shelf / "book"))
    assert proof.plan is not None, proof.findings
    print_plan = next(one for one in proof.plan.editions if one.kind == "print")
    offered = {one.name: one for one in (*editions_on_request(proof.plan), *proof.plan.editions)}
    wanted = {one.profile: one for one in reversed([*offered.values()]) if one.kind == "epub" and one.folios}
    run = bring_out(proof, (print_plan, *wanted.values()), STAMP, validate=False)
    files: dict[str, Path] = {}
    for made in run.made:
        path = shelf / f"{made.issue.edition}-{made.issue.name}"
        path.write_bytes(made.issue.data)
        files[made.issue.edition] = path
    assert set(files) == {print_plan.name, *(one.name for one in wanted.values())}, run.findings
    return Shelved(title, files[print_plan.name], {p: files[wanted[p].name] for p in PROFILES if p in wanted})


class Library:
    """Books brought out when they are first asked for."""

    def __init__(self, room: Path) -> None:
        self.take = cache(lambda title: brought_out(title, room))
