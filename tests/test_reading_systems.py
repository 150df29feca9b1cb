"""What reading systems stumble over: each row of the table is planted in a sound e-book, and found; hostile files are told."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

import issues
from serge_press.checks import opened_epub
from serge_press.checks.reading_systems import apart
from serge_press.checks.reading_systems.apart import look_apart
from serge_press.checks.reading_systems.run import look_at
from serge_press.checks.reading_systems.table import BY_PROFILE, READERS, Trap, table
from serge_press.cli.main import cli
from serge_press.findings import Finding
from serge_press.press import bring_out, chosen_editions

CSS, TEXT, NOTES, NAV, OPF = (
    f"EPUB/{name}" for name in ("css/book.css", "text/compositor.xhtml", "text/notes.xhtml", "nav.xhtml", "content.opf")
)
Change = bytes | Callable[[bytes], bytes]


@cache
def sound(profile: str) -> bytes:
    proof = issues.complete()
    assert proof.plan is not None
    run = bring_out(proof, chosen_editions(proof.plan, (profile,))[0], issues.STAMP, validate=False)
    return run.made[0].issue.data


def changed(profile: str, changes: Mapping[str, Change]) -> bytes:
    """The e-book with files made anew, or added where it has none of the name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound(profile))) as box, zipfile.ZipFile(out, "w") as new:
        files = {info.filename: box.read(info) for info in box.infolist()}
        for name, change in changes.items():
            files[name] = change if isinstance(change, bytes) else change(files[name])
        for name, data in files.items():
            new.writestr(name, data)
    return out.getvalue()


def css(rule: str) -> Mapping[str, Change]:
    return {CSS: lambda data: data + rule.encode()}


def put(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), 1)

    return change


def item(name: str, media_type: str, data: bytes) -> Mapping[str, Change]:
    listed = f'<item id="planted" href="{name}" media-type="{media_type}"/></manifest>'
    return {OPF: put("</manifest>", listed), f"EPUB/{name}": data}


def picture(form: str, size: tuple[int, int], mode: str = "L") -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, form)
    return buffer.getvalue()


def huge(kind: bytes, size: int) -> bytes:
    """A picture with so many bytes behind its end."""
    return kind + b"\0" * (size - len(kind))


def cover(data: bytes) -> Mapping[str, Change]:
    return {"EPUB/images/cover.jpg": data}


def first_note(change: Callable[[str], str]) -> Mapping[str, Change]:
    def on(data: bytes) -> bytes:
        text = data.decode()
        note = re.search(r'<div class="note".*?</div>', text, re.DOTALL)
        assert note is not None
        return text.replace(note[0], change(note[0]), 1).encode()

    return {NOTES: on}


def note_of(words: str) -> Callable[[str], str]:
    def change(note: str) -> str:
        return re.sub(r"<p.*</p>", f"<p>{words}</p>", note, flags=re.DOTALL)

    return change


def moved_before(data: bytes) -> bytes:
    """The package with the notes first in the spine."""
    ref = b'<itemref idref="text-notes-xhtml"/>'
    assert ref in data
    return data.replace(ref, b"").replace(b"<itemref", ref + b"<itemref", 1)


LINK = '<li><a href="accessibility.xhtml">a</a>'
DEEP = put("</ol>\n</nav>", f"{LINK}<ol>{LINK}<ol>{LINK}</li></ol></li></ol></li></ol>\n</nav>")
LABELLED = re.compile(rb"(<li><a [^>]*>)([^<]*)")

PLANTED: list[tuple[str, str, str, Mapping[str, Change]]] = [
    ("E020", "apple", "takes words out", css("p { position: absolute }")),
    ("E020", "apple", "fixes a colour", css("@media all { p { color: #111 } }")),
    ("E020", "apple", "obsolete name", css("p { -epub-hyphens: auto }")),
    ("E020", "apple", "from elsewhere", css("@import 'more.css';")),
    ("E020", "adobe", "is computed: old", css("p { width: calc(100% - 2em) }")),
    ("E020", "adobe", "not known to old renderers", css("@supports (a: b) { p { margin: 0 } }")),
    ("E020", "kindle", "newer selector", css("p:has(> i) { margin: 0 }")),
    ("E020", "kindle", "is a variable", css("p { --tone: 1 }")),
    ("E020", "kindle", "is computed, which", css("p { width: var(--tone) }")),
    ("E020", "kindle", "by epub:type", css("[epub|type~='footnote'] { margin: 0 }")),
    ("E020", "kindle", "is negative", css("p { margin-left: -1em }")),
    ("E020", "kindle", "a unit that Kindle", css("p { width: 3rem }")),
    ("E020", "kobo", "write page-break-*", css("p { break-inside: avoid }")),
    ("E020", "kobo", "puts round everything", css(".a > span { margin: 0 }")),
    ("E020", "kobo", "files laid on a Kobo", css("p { width: 3vw }")),
    ("E021", "kobo", "not shown on e-ink [W3C", item("images/a.webp", "image/webp", b"RIFF")),
    ("E021", "kobo", "picture of its own", item("images/a.svg", "image/svg+xml", b"<svg/>")),
    ("E021", "kobo", "font that is not read", item("fonts/a.woff2", "font/woff2", b"wOF2")),
    ("E021", "apple", "is a program", item("a.js", "text/javascript", b"")),
    ("E021", "kobo", "clear parts", item("images/a.png", "image/png", picture("PNG", (4, 4), "LA"))),
    ("E022", "kobo", "at most 5,000,000 [", item("images/a.jpg", "image/jpeg", huge(picture("JPEG", (4, 4)), 5_000_001))),
    ("E022", "apple", "pixels: at most 4,000,000", item("images/a.png", "image/png", picture("PNG", (2001, 2000), "1"))),
    ("E022", "ingram", "pixels: at most 3,200,000", item("images/a.png", "image/png", picture("PNG", (2001, 1600), "1"))),
    ("E022", "kobo", "bytes: at most 10,000,000", {TEXT: lambda data: data + b" " * 10_000_000}),
    ("E023", "kobo", "comes later in the book", {OPF: moved_before}),
    ("E023", "kobo", "letters: a note", first_note(note_of("So."))),
    ("E023", "kobo", "letters: a note", first_note(note_of("So. " * 1300))),
    ("E023", "kindle", "the link back", first_note(note_of("So it was."))),
    ("E024", "apple", "has elements in it", {NAV: lambda data: LABELLED.sub(rb"\1<span>\2</span>", data, count=1)}),
    ("E024", "kindle", "levels: 2 are shown", {NAV: DEEP}),
    ("E025", "apple", "style of its own", {TEXT: put("<p ", "<p style='margin: 0' ")}),
    ("E025", "apple", "runs a program", {TEXT: put("</head>", "<script>1</script></head>")}),
    ("E026", "apple", "letters, spaces or signs", item("images/a b.jpg", "image/jpeg", picture("JPEG", (4, 4)))),
    ("E027", "apple", "without an end tag", {TEXT: put("</section>", "<span/></section>")}),
    ("E028", "kobo", "bytes: at most 3,000,000", cover(huge(picture("JPEG", (1560, 2496)), 3_000_001))),
    ("E028", "google", "at least 640", cover(picture("JPEG", (600, 960)))),
    ("E028", "kindle", "at least 625", cover(picture("JPEG", (600, 960)))),
    ("E028", "kobo", "which picture is its cover", {OPF: put('<meta name="cover"', '<meta name="covers"')}),
    ("E028", "kobo", "beside other things", {"EPUB/cover.xhtml": put("</section>", "<p>And more.</p></section>")}),
    ("E029", "apple", "unreadable at night", {
        "META-INF/com.apple.ibooks.display-options.xml":
            b'<display_options><platform name="*"><option name="specified-fonts">true</option></platform></display_options>'
    }),
    ("E029", "apple", "hides its fonts", {"META-INF/encryption.xml": b"<a b='http://www.idpf.org/2008/embedding'/>"}),
    ("E029", "kindle", "sets a face", css("body { font-family: serif }")),
    ("E030", "apple", "several words", {NAV: put('epub:type="bodymatter"', 'epub:type="bodymatter chapter"')}),
]  # fmt: skip


def profile_for(reader: str) -> str:
    return next(profile for profile, readers in BY_PROFILE.items() if reader in readers)


def found(reader: str, data: bytes) -> tuple[Finding, ...]:
    return look_at(data, (reader,))


@pytest.mark.parametrize(("rule", "reader", "words", "changes"), PLANTED)
def test_a_planted_trap_is_found(rule: str, reader: str, words: str, changes: Mapping[str, Change]) -> None:
    profile = profile_for(reader)
    assert [one.message for one in found(reader, sound(profile))] == []
    hits = [one for one in found(reader, changed(profile, changes)) if one.rule == rule]
    assert [one for one in hits if words in one.message], hits


def test_kindle_shows_a_cover_page_twice() -> None:
    assert "stands there twice" in " ".join(one.message for one in found("kindle", sound("epub")))


def tells(trap: Trap) -> str:
    return str(trap.says or trap.asked["of"])


def test_every_row_of_the_table_is_planted() -> None:
    said = " ".join(
        one.message for _, reader, _, changes in PLANTED for one in found(reader, changed(profile_for(reader), changes))
    ) + " ".join(one.message for one in found("kindle", sound("epub")))
    rows = [trap for kind in ("style", "form", "habit") for trap in table().traps[kind]]
    assert [trap.says for trap in rows if trap.says not in said] == []
    measures = {trap.asked["of"] for trap in table().traps["measure"]}
    assert measures == {
        "image bytes", "image pixels", "text bytes", "file bytes", "cover bytes", "cover side", "note letters", "contents levels",
    }  # fmt: skip


def test_a_file_too_large_for_a_shop(monkeypatch: pytest.MonkeyPatch) -> None:
    from serge_press.checks.opened_epub import open_epub
    from serge_press.checks.reading_systems.run import check_reading_systems

    book = open_epub(sound("epub"))
    for reader, most in (
        ("ingram", 100_000_000),
        ("kindle", 50_000_000),
        ("kobo", 1_000_000_000),
        ("apple", 2_000_000_000),
    ):
        for size, wanted in ((most, 0), (most + 1, 1)):
            told = [one for one in check_reading_systems(book, size, (reader,)) if "the e-book has" in one.message]
            assert len([one for one in told if one.rule == "E022"]) == wanted


def test_every_row_names_a_reader_and_a_source_that_are_there() -> None:
    for rows in table().traps.values():
        for trap in rows:
            assert trap.readers <= {*READERS, "any"}, tells(trap)
            assert trap.source.grade in "ABC"
    assert set(table().readers) == {*READERS, "any"}


def test_the_same_trap_in_one_file_is_told_once_with_a_count() -> None:
    (one,) = found(
        "kobo", changed("kobo", css("p { break-after: avoid; break-before: avoid } b { break-inside: avoid }"))
    )
    assert "(and in 2 more places of this file)" in one.message
    assert one.place.file == CSS


# ---------------------------------------------------------------------------------------------- files of strangers

HOSTILE: dict[str, bytes] = {
    "no zip": b"PK\x03\x04 and then nothing",
    "no container": changed("epub", {"META-INF/container.xml": b"<a/>"}),
    "a package of entities": changed(
        "epub",
        {
            OPF: b"<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>"
            + b"&c;" * 9
            + b"</a>"
        },
    ),
    "brackets without end": changed("epub", {CSS: b"p{a:" + b"(" * 200_000}),
    "a text nested deep": changed(
        "epub",
        {TEXT: b"<html xmlns='http://www.w3.org/1999/xhtml'>" + b"<b>" * 100_000 + b"</b>" * 100_000 + b"</html>"},
    ),
    "a text of no characters": changed("epub", {TEXT: b"\xff\xfe\x00"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_file_is_it_gets_findings(name: str, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(HOSTILE[name])
    assert look_apart(path, "kindle")


def test_a_file_that_unpacks_to_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened_epub, "_MOST", 1 << 16)
    (one,) = found("kobo", sound("epub"))
    assert one.rule == "E013"
    assert "unpacks to more than" in one.message


def test_a_process_that_gets_no_memory_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(sound("epub"))
    (one,) = look_apart(path, "kobo", memory=1 << 20)
    assert (one.rule, "came to an end" in one.message) == ("E013", True)


def test_a_process_that_does_not_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(sound("epub"))
    (one,) = look_apart(path, "apple", seconds=0.001)
    assert "cannot be looked at" in one.message
    assert len(sound("epub")) < apart.LARGEST


def test_the_verb_looks_at_e_books_for_readers_and_at_nothing_else(tmp_path: Path) -> None:
    path, paper = tmp_path / "book.epub", tmp_path / "book.pdf"
    path.write_bytes(sound("kobo"))
    paper.write_bytes(b"%PDF-1.7")
    run = CliRunner().invoke(cli, ["preflight", str(path), "-p", "kobo", "--format", "json"])
    assert (run.exit_code, json.loads(run.stdout)) == (
        0,
        {"reports": [{"file": str(path), "reader": "kobo", "findings": []}]},
    )
    run = CliRunner().invoke(cli, ["preflight", str(path), "-p", "kindle", "--strict"])
    assert run.exit_code == 1
    assert f"{path}/{NOTES}" in run.stdout
    for args, words in (
        ([str(paper), "-p", "kobo"], "kobo reads e-books"),
        ([str(path), "-p", "kdp-paperback"], "kdp-paperback prints PDFs"),
    ):
        run = CliRunner().invoke(cli, ["preflight", *args])
        assert run.exit_code == 2
        assert words in run.output
