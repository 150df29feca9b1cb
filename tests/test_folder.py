"""The book folder: what is listed, what is read, and what is refused before it is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serge_press.reading import folder as folder_module
from serge_press.reading.folder import DiskFolder, MemoryFolder, Refusal
from serge_press.reading.text import decode_text


def rules(found: object) -> list[str]:
    return [one.rule for one in found]  # type: ignore[attr-defined]


def refused(folder: DiskFolder | MemoryFolder, name: str) -> str:
    with pytest.raises(Refusal) as caught:
        folder.read_bytes(name)
    return caught.value.finding.rule


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    (root / "front").mkdir(parents=True)
    (root / "book.toml").write_text('title = "Exile"\n', encoding="utf-8")
    (root / "front" / "preface.md").write_text("Preface.\n", encoding="utf-8")
    return root


def test_names_are_sorted_and_leave_out_what_the_press_writes(book: Path) -> None:
    for name in ("build/exile.pdf", ".git/config", "front/.draft.md", "plates/a.png"):
        (book / name).parent.mkdir(exist_ok=True)
        (book / name).write_bytes(b"x")
    folder = DiskFolder(book)
    assert folder.names() == ("book.toml", "front/preface.md", "plates/a.png")
    assert folder.names("front/") == ("front/preface.md",)
    assert folder.findings() == ()


def test_disk_and_memory_hold_the_same(book: Path) -> None:
    disk = DiskFolder(book)
    memory = MemoryFolder({name: disk.read_bytes(name) for name in disk.names()} | {"build/x.md": "x", ".git/y": "y"})
    assert memory.names() == disk.names()
    assert memory.read_text("front/preface.md") == disk.read_text("front/preface.md") == ("Preface.\n", ())


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../secret.md",
        "front/../../secret.md",
        "front//preface.md",
        "./book.toml",
        "C:/book.toml",
        "front/",
    ],
)
def test_no_path_leads_out(book: Path, name: str) -> None:
    (book.parent / "secret.md").write_text("secret", encoding="utf-8")
    assert refused(DiskFolder(book), name) == "F007"
    assert refused(MemoryFolder({"book.toml": ""}), name) == "F007"


@pytest.mark.parametrize("name", ["", "a\0b.md", "a\\b.md", "a\nb.md", "x" * 1001])
def test_odd_names_are_refused(book: Path, name: str) -> None:
    assert refused(DiskFolder(book), name) == "F009"


def test_a_missing_file_names_the_nearest(book: Path) -> None:
    text, found = DiskFolder(book).read_text("front/prefce.md")
    assert text is None
    assert rules(found) == ["F008"]
    assert found[0].mend == "did you mean 'front/preface.md'?"


def test_links_are_left_out_and_not_followed(book: Path) -> None:
    secret = book.parent / "secret.md"
    secret.write_text("secret", encoding="utf-8")
    (book / "front" / "secret.md").symlink_to(secret)
    (book / "inner.md").symlink_to(book / "front" / "preface.md")
    (book / "outer").symlink_to(book.parent)
    folder = DiskFolder(book)
    assert folder.names() == ("book.toml", "front/preface.md")
    assert [(one.rule, one.place.file) for one in folder.findings()] == [
        ("F003", "inner.md"),
        ("F003", "outer"),
        ("F003", "front/secret.md"),
    ]
    for name in ("front/secret.md", "inner.md", "outer/secret.md"):
        assert refused(folder, name) == "F003"


def test_a_link_put_in_after_the_list_was_made_is_not_followed(book: Path) -> None:
    (book.parent / "secret.md").write_text("secret", encoding="utf-8")
    folder = DiskFolder(book)
    assert "front/preface.md" in folder.names()
    (book / "front" / "preface.md").unlink()
    (book / "front").rmdir()
    (book / "front").symlink_to(book.parent)
    assert refused(folder, "front/secret.md") == "F003"


def test_a_pipe_is_left_out_and_nobody_waits_for_it(book: Path) -> None:
    os.mkfifo(book / "plates.md")
    folder = DiskFolder(book)
    assert rules(folder.findings()) == ["F004"]
    assert "plates.md" not in folder.names()
    assert refused(folder, "plates.md") == "F004"


def test_a_folder_is_no_file(book: Path) -> None:
    assert refused(DiskFolder(book), "front") == "F004"


def test_large_files_are_refused_before_they_are_read(book: Path) -> None:
    for name, size in (
        ("big.md", 2 * 1024 * 1024 + 1),
        ("big.png", 20 * 1024 * 1024 + 1),
        ("good.png", 3 * 1024 * 1024),
    ):
        with (book / name).open("wb") as stream:
            stream.truncate(size)  # takes no room on the disk
    folder = DiskFolder(book)
    assert refused(folder, "big.md") == "F002"
    assert refused(folder, "big.png") == "F002"
    assert len(folder.read_bytes("good.png")) == 3 * 1024 * 1024
    assert refused(MemoryFolder({"big.yaml": b" " * (2 * 1024 * 1024 + 1)}), "big.yaml") == "F002"


def test_too_many_files(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "MAX_FILES", 5)
    for number in range(8):
        (book / f"{number}.md").touch()
    folder = DiskFolder(book)
    assert "F005" in rules(folder.findings())
    assert len(folder.names()) <= 5
    assert rules(MemoryFolder({f"{n}.md": "" for n in range(6)}).findings()) == ["F005"]


def test_names_that_clash_on_other_systems() -> None:
    folder = MemoryFolder({"plates/Lock.png": b"", "plates/lock.png": b"", "é.md": "", "e\u0301.md": ""})
    assert rules(folder.findings()) == ["F006", "F006"]


def test_a_file_name_that_is_not_utf_8(book: Path) -> None:
    try:
        with open(os.fsencode(book) + b"/caf\xe9.md", "wb"):
            pass
    except OSError:
        pytest.skip("this file system knows UTF-8 names only")
    folder = DiskFolder(book)
    assert rules(folder.findings()) == ["F009"]
    assert folder.findings()[0].place.file.isascii()


def test_an_odd_name_is_shown_without_what_is_odd_in_it(tmp_path: Path) -> None:
    (tmp_path / "ł\n\x1b.md").write_text("x", encoding="utf-8")
    assert [found.place.file for found in DiskFolder(tmp_path).findings()] == ["ł\\n\\x1b.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(book: Path) -> None:
    (book / "closed.md").touch(mode=0o000)
    assert refused(DiskFolder(book), "closed.md") == "F011"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    folder = DiskFolder(tmp_path / "nowhere")
    assert folder.names() == ()
    assert rules(folder.findings()) == ["F011"]


# ------------------------------------------------------------------------------------------------- decoding


def test_text_loses_its_mark_and_odd_line_ends() -> None:
    assert decode_text("a.md", b"\xef\xbb\xbfone\r\ntwo\rthree\n") == ("one\ntwo\nthree\n", ())


def test_a_bad_byte_is_told_by_line_and_column() -> None:
    text, found = decode_text("a.md", "Zażółć\ngęśl".encode() + b"\xb9")
    assert text is None
    assert (found[0].rule, str(found[0].place)) == ("F001", "a.md:2:5")
    assert "B9" in found[0].message


def test_utf_16_is_told_by_name() -> None:
    text, found = decode_text("a.md", "Preface".encode("utf-16"))
    assert text is None
    assert found[0].message == "the file is UTF-16"


def test_control_characters_are_told_and_taken_out() -> None:
    text, found = decode_text("a.md", "one\ntwo\0three\u2028".encode())
    assert text == "one\ntwo three "
    assert [(one.rule, str(one.place)) for one in found] == [("F010", "a.md:2:4"), ("F010", "a.md:2:10")]


def test_a_file_of_nothing_but_control_characters_gives_few_findings() -> None:
    _, found = decode_text("a.md", b"\0" * 100_000)
    assert 1 < len(found) < 50


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_told_why_not(data: bytes) -> None:
    text, found = decode_text("a.md", data)
    assert (text is None) <= bool(found)
    for one in found:
        assert one.place.line >= 1
        assert one.place.column >= 1
