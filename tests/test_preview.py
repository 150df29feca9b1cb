"""The preview as a program sees it: what a save sends, what an error leaves standing, and how pages follow."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pikepdf
import pytest

from previewing import CHAPTER, PATIENCE, PLATE, Stream, ask, copied, rewrite, seen_of, served_without_pages, serving
from serge_press.findings import Place
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.many import Request, make_editions, put_in_place
from serge_press.preview import layout as layout_module
from serge_press.preview import watch as watch_module
from serge_press.preview.changes import changes
from serge_press.preview.layout import Layouter, LayoutFailed
from serge_press.preview.layout_worker import Job
from serge_press.preview.page_views import Layout
from serge_press.preview.reading_view import set_view
from serge_press.preview.server import PreviewServer
from serge_press.preview.session import Session
from serge_press.preview.watch import Watch, changed, stamps


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def served(folder: Path) -> Iterator[PreviewServer]:
    with served_without_pages(folder) as server:
        yield server


# ---- what a save sends


def test_a_save_sends_the_division_that_changed_and_no_other(served: PreviewServer, folder: Path) -> None:
    stream = Stream(served, seen_of(served))
    _, begun = stream.next()
    assert "reading" not in begun
    assert begun["state"] == "good"
    rewrite(folder, CHAPTER, "mended nets", "mended sails")
    served.session.refresh(frozenset({CHAPTER}))
    name, news = stream.next()
    stream.close()
    assert name == "news"
    sent = news["reading"]["divisions"]
    assert "mended sails" in sent["compositor"]
    assert set(sent) <= {"compositor", "colophon", "imprint"}  # the colophon names the digest of the folder
    assert news["reading"]["first"] == "compositor-p1"
    assert "compositor-p2" not in news["reading"]["leaves"]
    assert "bibliography" in news["reading"]["order"]


def test_a_browser_that_was_away_gets_what_it_missed(served: PreviewServer, folder: Path) -> None:
    seen = seen_of(served)
    rewrite(folder, CHAPTER, "mended nets", "mended sails")
    served.session.refresh(frozenset({CHAPTER}))
    rewrite(folder, "front/preface.md", "Corrections", "All corrections")
    served.session.refresh(frozenset({"front/preface.md"}))
    stream = Stream(served, seen)
    _, news = stream.next()
    assert {"compositor", "preface"} <= set(news["reading"]["divisions"])
    again = Stream(served, stream.mark)
    assert "reading" not in again.next()[1]
    stream.close()
    again.close()


def test_a_browser_of_another_run_begins_anew(served: PreviewServer) -> None:
    for seen in ("", "00000000.1", "nonsense", f"{served.session.boot}.999999"):
        stream = Stream(served, seen)
        assert stream.next() == ("reload", {})
        stream.close()


def test_a_file_touched_but_not_changed_sends_nothing(served: PreviewServer, folder: Path) -> None:
    before = served.session.revision
    (folder / CHAPTER).touch()
    served.session.refresh(frozenset({CHAPTER}))
    assert served.session.revision == before


def test_an_error_keeps_the_last_good_text_with_the_finding(served: PreviewServer, folder: Path) -> None:
    good = ask(served, "/reading")[2].split(b"<body>")[1]
    seen = seen_of(served)
    rewrite(folder, CHAPTER, "mended nets", "mended [sails](work:no-such-work)")
    served.session.refresh(frozenset({CHAPTER}))
    stream = Stream(served, seen)
    _, news = stream.next()
    assert news["state"] == "held"
    assert "reading" not in news
    assert ask(served, "/reading")[2].split(b"<body>")[1] == good
    assert news["findings"]["errors"] == 1
    told = news["findings"]["list"][0]
    assert (told["severity"], told["anchor"]) == ("error", "compositor-p1")
    assert told["place"].startswith(f"{CHAPTER}:")
    assert "no-such-work" in told["line"][1]
    rewrite(folder, CHAPTER, "[sails](work:no-such-work)", "sails")
    served.session.refresh(frozenset({CHAPTER}))
    _, mended = stream.next()
    stream.close()
    assert mended["state"] == "good"
    assert "mended sails" in mended["reading"]["divisions"]["compositor"]
    assert mended["findings"]["errors"] == 0


def test_a_broken_plan_is_told_and_mended(served: PreviewServer, folder: Path) -> None:
    plan = (folder / "book.toml").read_text(encoding="utf-8")
    (folder / "book.toml").write_text("title = [", encoding="utf-8")
    served.session.refresh(frozenset({"book.toml"}))
    news = served.session.news(0)
    assert news["state"] == "held"
    assert news["findings"]["errors"] >= 1
    assert ask(served, "/reading")[0] == 200
    (folder / "book.toml").write_text(plan, encoding="utf-8")
    served.session.refresh(frozenset({"book.toml"}))
    assert served.session.news(0)["state"] == "good"


def test_a_book_that_begins_with_errors_is_shown_as_far_as_it_goes(folder: Path) -> None:
    rewrite(folder, CHAPTER, "mended nets", "mended [sails](work:no-such-work)")
    session = Session(folder, lay_out=False)
    with serving(session) as server:
        assert ask(server, "/reading")[0] == 200  # nothing yet
        assert ask(server, "/house.css")[0] == 404
        session.refresh()
        assert session.news(0)["state"] == "draft"
        assert b"The Compositor" in ask(server, "/reading")[2]


def test_hostile_words_stay_words(folder: Path) -> None:
    rewrite(folder, CHAPTER, "mended nets", r"mended \<script>alert(1)\</script> & nets")
    session = Session(folder, lay_out=False)
    session.refresh()
    with serving(session) as server:
        text = ask(server, "/reading")[2]
        assert b"<script" not in text
        assert b"&lt;script&gt;" in text


def test_what_changed_is_told_apart_from_what_moved(folder: Path) -> None:
    session = Session(folder, lay_out=False)
    session.refresh()
    before = session.view
    assert before is not None
    rewrite(folder, CHAPTER, "At fourteen", "One line more [@harbour-archive].\n\nAt fourteen")
    session.refresh(frozenset({CHAPTER}))
    after = session.view
    assert after is not None
    change = changes(before, after, frozenset({CHAPTER}))
    session.close()
    assert change.first == "compositor-p2"
    assert "compositor-p3" not in change.leaves  # it moved down, and its notes have new numbers, but it says the same
    assert "lock" not in change.divisions


def test_an_unchanged_division_is_not_set_again(folder: Path) -> None:
    session = Session(folder, lay_out=False)
    session.refresh()
    view = session.view
    assert view is not None
    again = set_view(view.manuscript, view.house, view.folios, view)
    session.close()
    assert all(one is two for one, two in zip(view.divisions, again.divisions, strict=True))


def test_a_finding_leads_to_the_leaf_at_its_place(folder: Path) -> None:
    session = Session(folder, lay_out=False)
    session.refresh()
    view = session.view
    session.close()
    assert view is not None
    lines = (folder / CHAPTER).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "At fourteen" in text)
    assert view.nearest(Place(CHAPTER, line, 3)) == "compositor-p2"
    assert view.nearest(Place("nowhere.md", 3)) is None


# ---- seeing a save


def test_every_kind_of_save_is_seen(folder: Path) -> None:
    before = stamps(folder)
    assert not changed(before, stamps(folder))
    (folder / "front/new.md").write_text("new", encoding="utf-8")
    (folder / PLATE).unlink()
    with (folder / CHAPTER).open("a", encoding="utf-8") as file:
        file.write("\n")
    (folder / "build").mkdir()
    (folder / "build/x").write_text("ours", encoding="utf-8")
    (folder / ".swap").write_text("an editor's", encoding="utf-8")
    assert changed(before, stamps(folder)) == {"front/new.md", PLATE, CHAPTER}


def test_a_watch_waits_for_a_save_and_for_its_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(folder)
    stop = threading.Event()
    threading.Timer(0.1, lambda: (folder / "front/new.md").write_text("new", encoding="utf-8")).start()
    assert watch.wait(stop) == {"front/new.md"}
    (folder / "front/new.md").write_text("newer", encoding="utf-8")
    begun = time.monotonic()
    monkeypatch.setattr(watch_module, "EVERY", 3600.0)  # what was saved last is looked at more often than the rest
    assert watch.wait(stop) == {"front/new.md"}
    assert time.monotonic() - begun < 60
    (folder / "front/new.md").unlink()
    assert watch.wait(stop) == {"front/new.md"}
    stop.set()
    assert watch.wait(stop) == frozenset()


# ---- pages


def test_pages_follow_a_save_and_stay_through_an_error(folder: Path) -> None:
    session = Session(folder)
    session.refresh()
    with serving(session) as server:
        first = until_ready(session)
        assert len(first) > 20
        status, headers, body = ask(server, f"/pages/{first[0][0]}-600.png")
        assert (status, headers["Content-Type"], body[:4]) == (200, "image/png", b"\x89PNG")
        assert b'id="page-3"' in ask(server, "/reading")[2]  # page marks of the layout
        rewrite(folder, CHAPTER, "mended nets", "mended sails")
        session.refresh(frozenset({CHAPTER}))
        assert session.news(0)["pages"]["state"] == "working"
        assert [page[0] for page in session.news(0)["pages"]["list"]] == [page[0] for page in first]
        second = until_ready(session)
        other = [a[1] for a, b in zip(first, second, strict=True) if a[0] != b[0]]
        assert 1 <= len(other) <= 3  # the page itself, and the colophon with its digest
        assert session.news(0)["pages"]["first"] in other
        rewrite(folder, CHAPTER, "mended sails", "mended [sails](work:no-such-work)")
        session.refresh(frozenset({CHAPTER}))
        news = session.news(0)
        assert news["state"] == "held"
        assert news["pages"]["list"] == second
        assert ask(server, f"/pages/{second[0][0]}-600.png")[0] == 200


def test_a_link_is_told_of_while_the_same_pages_stay(folder: Path) -> None:
    session = Session(folder)
    session.refresh()
    pages = until_ready(session)
    try:
        for made in (True, False, True):
            if made:
                (folder / "link.md").symlink_to("book.toml")
            else:
                (folder / "link.md").unlink()
            session.refresh(frozenset({"link.md"}))
            assert until_ready(session) == pages
            assert [one["place"] for one in session.news(0, whole=True)["findings"]["list"]] == ["link.md"] * made
    finally:
        session.close()


def test_the_line_of_a_finding_is_counted_as_the_reader_counts(served: PreviewServer, folder: Path) -> None:
    text = (folder / CHAPTER).read_text(encoding="utf-8")
    (folder / CHAPTER).write_bytes(f"{text}\n\u2028 One.\r\nTwo [it](work:none).\n".encode())
    served.session.refresh()
    lines = {one["rule"]: one["line"] for one in served.session.news(0)["findings"]["list"]}
    assert lines["F010"][1] == "\u2028"
    assert lines["X001"] == ["Two ", "[it](work:none)", "."] or tuple(lines["X001"]) == ("Two ", "[it](work:none)", ".")


def until_ready(session: Session) -> list[Any]:
    """The pages, when they are laid out."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        pages = session.news(0)["pages"]
        if pages["state"] == "ready":
            return list(pages["list"])
        session.wait(session.revision, 1.0)
    raise AssertionError("no pages")


def test_a_newer_save_ends_the_layout_of_an_older_one(folder: Path, tmp_path: Path) -> None:
    done: list[Layout | LayoutFailed] = []
    came = threading.Event()

    def take(layout: Layout | LayoutFailed) -> None:
        done.append(layout)
        came.set()

    layouter = Layouter(take)
    kept = tmp_path / "kept"
    kept.mkdir()
    try:
        layouter.ask(Job(str(folder), (("title", "Old"),), NO_FOLIOS, str(kept)))
        time.sleep(0.3)
        layouter.ask(Job(str(folder), (("title", "New"),), NO_FOLIOS, str(kept)))
        assert layouter.busy
        assert came.wait(PATIENCE)
    finally:
        layouter.close()
    assert len(done) == 1
    assert isinstance(done[0], Layout)
    with pikepdf.open(io.BytesIO(done[0].pdf)) as document:
        assert str(document.docinfo["/Title"]).startswith("New")


def test_a_build_and_a_preview_lay_out_nothing_twice(folder: Path) -> None:
    kept = folder / "build" / ".press" / "sections"
    request = Request(("print",))
    put_in_place(make_editions(str(folder), request, directory=str(folder / "build")), str(folder / "build"))
    built = names_in(kept)
    assert len(built) > 10
    session = Session(folder)
    session.refresh()
    with serving(session):
        until_ready(session)
        assert names_in(kept) == built  # all of it was laid out by the build
        rewrite(folder, CHAPTER, "mended nets", "mended sails")
        session.refresh(frozenset({CHAPTER}))
        until_ready(session)
    previewed = names_in(kept)
    assert 1 <= len(previewed - built) <= 5  # the chapter, and the colophon with its digest
    assert make_editions(str(folder), request, directory=str(folder / "build")).files
    assert names_in(kept) == previewed


def names_in(shelf: Path) -> frozenset[str]:
    """What stands on a shelf of the store."""
    return frozenset(path.name for path in shelf.iterdir())


def test_a_preview_of_a_folder_that_cannot_be_written_keeps_what_it_lays_out_elsewhere(folder: Path) -> None:
    (folder / "build").write_text("a file where the press's folder would be", encoding="utf-8")
    session = Session(folder)
    session.refresh()
    with serving(session):
        assert len(until_ready(session)) > 20


def test_a_layout_process_that_ends_is_told_of_and_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def broken() -> subprocess.Popen[bytes]:
        begun.append(1)
        command = [sys.executable, "-c", "import sys; sys.stdin.read(1)"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)

    monkeypatch.setattr(layout_module, "_start", broken)
    done: Queue[Layout | LayoutFailed] = Queue()
    layouter = Layouter(done.put)
    try:
        for _ in range(2):
            layouter.ask(Job("nowhere", (), NO_FOLIOS, "nowhere"))
            assert isinstance(done.get(timeout=PATIENCE), LayoutFailed)
    finally:
        layouter.close()
    assert len(begun) >= 2


# ---- the command


def test_ends_cleanly_when_interrupted(folder: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        command = [sys.executable, "-m", "serge_press.cli.main", "preview", str(folder), "-p", "0"]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert running.stdout is not None
        assert running.stdout.readline().startswith("http://127.0.0.1:")
        time.sleep(1.0)
        running.send_signal(number)
        _, said = running.communicate(timeout=PATIENCE)
        assert running.returncode == 0
        assert "Traceback" not in said


def test_a_bad_date_is_wrong_usage(folder: Path) -> None:
    command = [sys.executable, "-m", "serge_press.cli.main", "preview", str(folder), "-p", "0"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "yesterday"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, env=environment)
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_said_in_one_line(served: PreviewServer, folder: Path) -> None:
    port = str(served.hosts.port)
    command = [sys.executable, "-m", "serge_press.cli.main", "preview", str(folder), "-p", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 3
    assert f"cannot listen at 127.0.0.1, port {port}" in done.stderr
    assert "Traceback" not in done.stderr
