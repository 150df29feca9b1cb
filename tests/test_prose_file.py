"""A prose file: its head, its text, and where both stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serge_press.reading.folder import MemoryFolder
from serge_press.reading.prose import ProseFile, read_prose
from serge_press.reading.read import read

CHAPTER = """\
---
id: exile
title: Exile
subtitle: 1933–1936
number: ""
running: In exile
language: pl
evidence: optional
---

He reached Orenburg.
"""


def good(text: str, file: str = "lives/1.md") -> ProseFile:
    made, found = read_prose(text, file)
    assert found == ()
    assert made is not None
    return made


def told(text: str) -> list[str]:
    _, found = read_prose(text, "lives/1.md")
    return [f"{one.place.line}:{one.place.column} {one.rule} {one.message}" for one in found]


def test_every_field_of_the_head() -> None:
    file = good(CHAPTER)
    assert (file.id, file.title, file.role, file.subtitle) == ("exile", "Exile", "chapter", "1933–1936")
    assert (file.number, file.running, file.language, file.evidence) == ("", "In exile", "pl", False)
    assert str(file.place) == "lives/1.md:3:8"


def test_the_text_keeps_its_lines() -> None:
    text = good(CHAPTER).text
    assert (text.text, text.file, text.line, text.language) == ("\nHe reached Orenburg.\n", "lives/1.md", 10, "pl")


def test_what_is_left_out_is_left_to_the_press() -> None:
    file = good("---\ntitle: Two Trials\n---\n", "lives/02-two trials.md")
    assert (file.id, file.number, file.evidence, file.text.text) == ("02-two-trials", None, None, "")


def test_an_epigraph_needs_no_title() -> None:
    assert good("---\nrole: epigraph\n---\nWords.\n").title == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He reached Orenburg.\n", "1:1 F018 the file does not begin with a head"),
        ("", "1:1 F018 the file does not begin with a head"),
        ("---\nid: exile\nHe reached Orenburg.\n", "1:1 F018 the head is not closed"),
        ("---", "1:1 F018 the head is not closed"),
        ("---\n---\nText.\n", "1:1 F018 the head is empty"),
        ("---\n- id\n---\n", "2:1 R003 the head is no list of fields with values"),
        ("---\nid: x\n---\n", "2:5 R002 this prose file has no 'title'"),
        ("---\ntitle: [x]\n---\n", "2:8 R003 title: one text is wanted here, not a list"),
        ("---\nid: X y\ntitle: T\n---\n", "2:5 R004 'X y' cannot be an id"),
        ("---\ntitle: T\nrole: chaptr\n---\n", "3:7 R005 role: 'chaptr' is none of the words known here"),
        ("---\ntitle: T\nlanguage: Polish language\n---\n", "3:11 R011 'Polish language' is no language tag"),
        ("---\ntitle: T\ntitel: T\n---\n", "3:1 R001 a prose file has no field 'titel'"),
        ("---\ntitle: a: b\n---\n", "2:9 F013 a colon and a space stand where no field can begin"),
    ],
)
def test_faults_of_the_head(text: str, said: str) -> None:
    assert told(text) == [said]


def test_a_line_of_hyphens_in_the_text_is_text() -> None:
    assert good("---\ntitle: T\n---\nOne.\n\n---\n\nTwo.\n").text.text == "One.\n\n---\n\nTwo.\n"


@given(st.text("-\n: abid*&[]{}'\"|>", max_size=80), st.booleans())
def test_any_text_gives_a_file_or_findings(text: str, headed: bool) -> None:
    made, found = read_prose(f"---\n{text}" if headed else text, "lives/1.md")
    assert made is not None or found


# -------------------------------------------------------------------------------------------- the whole folder


def test_prose_the_book_does_not_name_is_not_read() -> None:
    toml = '[contents]\nfront = ["front/a.md"]\nbody = [{ part = "P", of = ["lives/1.md"] }]\n'
    page = "---\ntitle: T\n---\n"
    reading, found = read(
        MemoryFolder({"book.toml": toml, "front/a.md": page, "lives/1.md": page, "lives/2.md": "not even a head"})
    )
    assert found == ()
    assert list(reading.prose) == ["front/a.md", "lives/1.md"]
    assert "lives/2.md" in reading.names


def test_two_prose_files_with_one_id() -> None:
    page = "---\nid: same\ntitle: T\n---\n"
    toml = '[contents]\nfront = ["a/1.md", "b/1.md"]\n'
    reading, found = read(MemoryFolder({"book.toml": toml, "a/1.md": page, "b/1.md": page}))
    assert list(reading.prose) == ["a/1.md"]
    assert [(one.rule, one.place.file, one.also[0][0].file) for one in found] == [("R008", "b/1.md", "a/1.md")]


def test_values_laid_over_the_plan() -> None:
    folder = MemoryFolder({"book.toml": 'title = "Old"\n[edition.print]\ntrim = "5in x 8in"\n'})
    reading, found = read(
        folder, (("title", "New"), ("edition.print.trim", "6in x 9in"), ("concordance.compare", "mia"))
    )
    assert found == ()
    book = reading.book
    assert book is not None
    assert book.entries["title"].value.text == "New"  # type: ignore[union-attr]
    assert book.get("concordance") is not None


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "book.toml",
                "catalogue/works.yaml",
                "catalogue/works/a.md",
                "catalogue/people/x.yml",
                "catalogue/odd/a.md",
                "catalogue/b.md",
            ]
        ),
        st.binary(max_size=80),
    )
)
def test_any_bytes_anywhere_give_a_reading(files: dict[str, bytes]) -> None:
    reading, _ = read(MemoryFolder(files))
    assert set(reading.records) == {"people", "sources", "places", "works", "cases", "events", "accounts"}
