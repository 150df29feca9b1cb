"""Whatever is saved, and in whatever order, a browser shows what a preview begun afresh would show."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.generate_book import made_book
from benchmarks.made_catalogue import Size
from book_edits import EDITS
from books import BOOKS, files_of
from serge_press import memory
from serge_press.findings import has_errors
from serge_press.press import prepare
from serge_press.preview import known_folder, told
from serge_press.preview.reading_view import set_view
from serge_press.preview.session import Session
from serge_press.reading.folder import DiskFolder

BEGUN = ("complete", "made")


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_folder, "YOUNG", 0)  # a file written a moment ago is known too; here every write shows


class Browser:
    """The part of a browser: it holds what it was told, and puts what is new in its place."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.seen = -1
        self.divisions: dict[str, str] = {}
        self.state = ""
        self.sheet = ""
        self.findings: Any = None

    def listen(self) -> None:
        news = json.loads(json.dumps(self.session.news(self.seen)))
        self.seen, self.state = news["revision"], news["state"]
        self.findings = news.get("findings", self.findings)
        if reading := news.get("reading"):
            self.divisions = {one: reading["divisions"].get(one, self.divisions.get(one)) for one in reading["order"]}
            self.sheet = reading["sheet"]


def check(browser: Browser, book: Path) -> None:
    """What the browser shows is what the folder says, to somebody who never saw it before."""
    memory.suspend()
    folder = DiskFolder(book)
    fresh = prepare(folder)
    view = browser.session.view
    if has_errors(fresh.findings) or fresh.manuscript is None or fresh.house is None:
        assert browser.state in ("held", "draft", "empty")
        assert has_errors(fresh.findings)
    else:
        assert browser.state == "good"
        assert view is not None
        expected = set_view(fresh.manuscript, fresh.house, view.folios)
        assert browser.divisions == {one.anchor: one.html for one in expected.divisions}
        assert list(browser.divisions) == [one.anchor for one in expected.divisions]
        assert browser.sheet == fresh.house.digest[:16]
        view = expected
    if browser.state != "draft":  # a book that began with errors is shown as far as it goes
        assert browser.findings == json.loads(json.dumps(told.findings(fresh.findings, view, folder)))


@pytest.fixture(scope="module")
def rooms() -> Iterator[Path]:
    with TemporaryDirectory() as room:
        yield Path(room)


@cache
def begun(name: str) -> dict[str, bytes]:
    """The files of a book before it is edited."""
    if name == "complete":
        return files_of(BOOKS / "complete")
    files, _ = made_book(Size(4, 900, 10, 2, 6, 8, 6, 2, 2))
    return {path: text.encode() for path, text in files.items()}


def laid_out(room: Path, name: str) -> Path:
    """A folder with the book in it."""
    book = room / name
    shutil.rmtree(book, ignore_errors=True)
    write(book, begun(name))
    return book


def write(book: Path, files: dict[str, bytes]) -> None:
    """Make the folder what these files are, touching none that is so already."""
    for path in [one for one in book.rglob("*") if one.is_file() or one.is_symlink()]:
        if path.relative_to(book).as_posix() not in files:
            path.unlink()
    for name, data in files.items():
        path = book / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


@pytest.mark.parametrize("name", BEGUN)
def test_each_kind_of_save_and_its_undoing_show_what_is_in_the_folder(rooms: Path, name: str) -> None:
    book = laid_out(rooms, name)
    session = Session(book, lay_out=False)
    browser = Browser(session)
    hand = Random(name)
    for edit in EDITS.values():
        edit(book, hand)
        session.refresh()
        browser.listen()
        check(browser, book)
        write(book, begun(name))
    session.refresh()
    browser.listen()
    check(browser, book)
    session.close()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(BEGUN),
    st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 2**16)), min_size=2, max_size=6),
)
def test_any_saves_on_top_of_each_other_show_what_is_in_the_folder(
    rooms: Path, name: str, saves: list[tuple[str, int]]
) -> None:
    book = laid_out(rooms, name)
    session = Session(book, lay_out=False)
    browser = Browser(session)
    session.refresh()
    try:
        for kind, seed in saves:
            EDITS[kind](book, Random(seed))
            session.refresh()
            browser.listen()
            check(browser, book)
    finally:
        session.close()
