"""What the press makes of a book it knows is what it makes of the same book seen for the first time, whatever was edited."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from previewing import copied
from serge_press import memory
from serge_press.editions.print_document import Unit, set_units
from serge_press.editions.sections.memory import RememberingSetter
from serge_press.manuscript.folios import Folio, Folios
from serge_press.manuscript.parts import Manuscript
from serge_press.manuscript.tree import every_leaf
from serge_press.press import Proof, prepare
from serge_press.preview import known_folder, told
from serge_press.preview.known_folder import KnownFolder
from serge_press.preview.reading_view import View, set_view
from serge_press.reading.folder import DiskFolder

CHAPTER = "lives/en/1-compositor.md"
LOCK = "lives/en/2-lock.md"


@pytest.fixture(autouse=True)
def remembering(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(known_folder, "YOUNG", 0)  # a file written a moment ago is known too; here every write shows
    memory.remember()
    yield
    memory.forget()


@dataclass
class Desk:
    """A book being written, gone over after every save."""

    book: Path
    folder: KnownFolder | None = None
    view: View | None = None
    turn: int = 0
    past: list[dict[str, bytes]] = field(default_factory=list)

    def files(self) -> list[Path]:
        return sorted(path for path in self.book.rglob("*") if path.is_file())

    def state(self) -> dict[str, bytes]:
        return {path.relative_to(self.book).as_posix(): path.read_bytes() for path in self.files()}

    def go_over(self) -> Proof:
        """As a session does after a save: the folder, the memory and the view before are known."""
        self.folder = KnownFolder(self.book, self.folder)
        proof = prepare(self.folder)
        if proof.manuscript is not None and proof.house is not None:
            self.turn += 1
            self.view = set_view(proof.manuscript, proof.house, folios_of(proof.manuscript, self.turn // 2), self.view)
        return proof

    def check(self) -> None:
        """Go over the book, and compare with what somebody sees who never saw it before."""
        known = self.go_over()
        printed = units_of(known)
        memory.suspend()
        try:
            fresh = prepare(DiskFolder(self.book))
            view = None
            if fresh.manuscript is not None and fresh.house is not None:
                view = set_view(fresh.manuscript, fresh.house, folios_of(fresh.manuscript, self.turn // 2))
            assert printed == units_of(fresh)
        finally:
            memory.remember()
        assert known.findings == fresh.findings
        assert known.digest == fresh.digest
        assert known.plan == fresh.plan
        assert known.catalogue == fresh.catalogue
        assert known.manuscript == fresh.manuscript
        if view is not None:
            assert self.view is not None
            assert [(one.anchor, one.html) for one in self.view.divisions] == [
                (one.anchor, one.html) for one in view.divisions
            ]
            assert told.findings(known.findings, self.view, known.folder) == told.findings(
                fresh.findings, view, fresh.folder
            )


def units_of(proof: Proof) -> list[Unit]:
    """The book set for print, as the sections of a layout are."""
    if proof.manuscript is None or proof.house is None:
        return []
    folios = folios_of(proof.manuscript)
    return list(set_units(proof.manuscript, RememberingSetter(proof.manuscript, proof.house, folios)))


def folios_of(manuscript: Manuscript, layout: int = 0) -> Folios:
    """Pages as a layout might give them: a new one in every seventh leaf, which are other leaves in another layout."""
    leaves = [leaf.anchor for division in manuscript.all_divisions() for leaf in every_leaf(division.blocks)]
    opening = leaves[layout % 5 :: 7]
    pages = tuple(Folio(n, str(n), anchor, n % 3) for n, anchor in enumerate(opening, 1))
    where = {division.anchor: str(3 * n) for n, division in enumerate(manuscript.all_divisions(), 1 + layout % 2)}
    return Folios(pages, where | {anchor: str(n) for n, anchor in enumerate(opening, 1)}, "print")


def rewritten(desk: Desk, file: str, old: str, new: str) -> None:
    path = desk.book / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


EDITS: tuple[tuple[str, str, str], ...] = (
    (CHAPTER, "mended nets", "mended sails"),
    (CHAPTER, "title: The Compositor", "title: The Setter of Type"),  # other chapters call it by its title
    (CHAPTER, "## The case and the stick", "## Sticks and cases"),
    (CHAPTER, "At fourteen", "A new line [@harbour-archive].\n\nAt fourteen"),
    (CHAPTER, "Her father mended", "Her father[^new] mended"),
    (CHAPTER, "The reviewers were", "[^new]: A new note, with its source [@courier].\n\nThe reviewers were"),
    ("catalogue/people.yaml", "name: ", "name: Old "),
    ("catalogue/sources.yaml", "short: ", "short: New "),
    ("catalogue/places.yaml", "name: ", "name: Upper "),
    ("catalogue/events.yaml", "when: ", "when: ["),  # not YAML any more
    ("catalogue/works/1903-tide-tables.md", "title: ", "title: More "),
    ("catalogue/cases/lock-letters.md", "verdict: ", "verdict: not-"),
    (LOCK, "id: lock", "id: sluice"),  # whoever refers to it points nowhere
    ("book.toml", 'title = "Mirela Tandari"', 'title = "Mirela"'),
    ("book.toml", '  "chronology",\n', ""),  # nothing prints the places any more
    ("book.toml", "# A small", "# A small, small"),
)  # fmt: skip


def test_each_edit_and_its_undoing_show_what_is_in_the_folder(tmp_path: Path) -> None:
    desk = Desk(copied(tmp_path))
    desk.check()
    for file, old, new in EDITS:
        before = (desk.book / file).read_bytes()
        rewritten(desk, file, old, new)
        desk.check()
        (desk.book / file).write_bytes(before)
        desk.check()


def test_edits_on_top_of_each_other_show_what_is_in_the_folder(tmp_path: Path) -> None:
    desk = Desk(copied(tmp_path))
    for file, old, new in EDITS:
        if old in (desk.book / file).read_text(encoding="utf-8"):
            rewritten(desk, file, old, new)
            desk.check()


def test_files_that_come_and_go_show(tmp_path: Path) -> None:
    desk = Desk(copied(tmp_path))
    desk.check()
    styles = desk.book / "styles"
    styles.mkdir()
    (styles / "extra.css").write_text("p { color: red }\n@import 'x';\n", encoding="utf-8")
    desk.check()
    (styles / "templates").mkdir()
    (styles / "templates" / "ornament.xhtml.j2").write_text("<p{{ attrs }}>*</p>", encoding="utf-8")
    desk.check()
    (styles / "templates" / "ornament.xhtml.j2").write_text('<p class="o"{{ attrs }}></p>', encoding="utf-8")
    desk.check()
    shutil.rmtree(styles)
    desk.check()
    (desk.book / CHAPTER).rename(desk.book / "lives/en/other.md")
    desk.check()
    (desk.book / "lives/en/other.md").rename(desk.book / CHAPTER)
    desk.check()
    (desk.book / "catalogue/people.yaml").unlink()
    desk.check()
    (desk.book / "book.toml").unlink()
    desk.check()


@given(st.integers(0, 2**32))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_edits_show_what_is_in_the_folder(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    desk = Desk(copied(tmp_path_factory.mktemp("book")))
    hand = random.Random(seed)
    for _ in range(8):
        desk.past.append(desk.state())
        slip(desk, hand)
        desk.check()


def slip(desk: Desk, hand: random.Random) -> None:
    """One thing that an author may do to a book, wittingly or not."""
    if hand.random() < 0.15:
        restore(desk, hand.choice(desk.past[-3:]))
        return
    path = hand.choice([path for path in desk.files() if path.suffix != ".png"])
    if hand.random() < 0.03:
        path.unlink()
        return
    lines = path.read_text(encoding="utf-8").split("\n")
    at, other = hand.randrange(len(lines)), hand.randrange(len(lines))
    match hand.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[other])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] += " More words."
        case 4:
            words = lines[at].split(" ")
            hand.shuffle(words)
            lines[at] = " ".join(words)
        case _:
            words = lines[other].split(" ")
            lines[at] = f"{lines[at]} {hand.choice(words)}"
    path.write_text("\n".join(lines), encoding="utf-8")


def restore(desk: Desk, state: dict[str, bytes]) -> None:
    """Take back what was done since, file by file."""
    for path in desk.files():
        if path.relative_to(desk.book).as_posix() not in state:
            path.unlink()
    for name, data in state.items():
        path = desk.book / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
