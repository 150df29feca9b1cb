"""TOML: values as text, and the place of every key and value."""

from __future__ import annotations

import time
import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from located_values import field
from serge_press.reading.located import LocatedMapping, LocatedText
from serge_press.reading.toml_file import parse_toml

BOOK = """\
# the plan
title = "Exile"
"sub title" = 'A life'
year = 2026
draft = true
made = 1911-03-04

[contents]
front = ["half-title", "front/preface.md"] # two
body = [
  { part = "A life", of = ["lives/1.md",
                           "lives/2.md"] },
  # nothing here
  { part = "Życie", of = ["lives/3.md"], language = "pl" },
]
[edition.print]
trim = "138mm x 216mm"
[edition."e book"]
kind.of = "epub"
[[allow]]
rule = "C012"
[[allow]]
rule = "C013"
  [allow.inner]
  deep = "x"
[texts]
long = \"\"\"
Two
lines\"\"\"
raw = '''no \\ escape'''
"""


def at(*path: str | int, text: str = BOOK) -> LocatedText:
    value, found = parse_toml(text, "book.toml")
    assert found == ()
    return field(value, *path)


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        (("title",), "Exile", "2:9"),
        (("sub title",), "A life", "3:15"),
        (("year",), "2026", "4:8"),
        (("draft",), "true", "5:9"),
        (("made",), "1911-03-04", "6:8"),
        (("contents", "front", 1), "front/preface.md", "9:24"),
        (("contents", "body", 0, "part"), "A life", "11:12"),
        (("contents", "body", 0, "of", 1), "lives/2.md", "12:28"),
        (("contents", "body", 1, "language"), "pl", "14:53"),
        (("edition", "print", "trim"), "138mm x 216mm", "17:8"),
        (("edition", "e book", "kind", "of"), "epub", "19:11"),
        (("allow", 0, "rule"), "C012", "21:8"),
        (("allow", 1, "rule"), "C013", "23:8"),
        (("allow", 1, "inner", "deep"), "x", "25:10"),
        (("texts", "long"), "Two\nlines", "27:8"),
        (("texts", "raw"), "no \\ escape", "30:7"),
    ],
)
def test_values_and_their_places(path: tuple[str | int, ...], text: str, place: str) -> None:
    value = at(*path)
    assert (value.text, f"{value.line}:{value.column}") == (text, place)


def test_a_place_inside_a_text() -> None:
    assert str(at("edition", "print", "trim").at(6)) == "book.toml:17:15"
    assert str(at("texts", "long").at(4)) == "book.toml:29:1"


def test_keys_and_tables_have_places() -> None:
    book, _ = parse_toml(BOOK, "book.toml")
    assert book is not None
    assert str(book.entries["contents"].key.place) == "book.toml:8:2"
    editions = book.get("edition")
    assert isinstance(editions, LocatedMapping)
    assert str(editions.entries["e book"].key.place) == "book.toml:18:10"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title = Exile\n", "1:9"),
        ('title = "Exile\n', "1:15"),
        ("a = 1\na = 2\n", "2:6"),
        ("a = [1, 2\n", "2:1"),
        ("[x\n", "1:3"),
        ("a = 1 b = 2\n", "1:7"),
        ('a = "\t\x01"\n', "1:"),
    ],
)
def test_a_fault_of_syntax_is_told_with_its_place(text: str, place: str) -> None:
    book, found = parse_toml(text, "book.toml")
    assert book is None
    assert [one.rule for one in found] == ["F014"]
    assert f"{found[0].place.line}:{found[0].place.column}".startswith(place)


def test_an_escape_cannot_bring_in_a_control_character() -> None:
    book, found = parse_toml('title = "a\\u0000b"\n', "book.toml")
    assert [one.rule for one in found] == ["F010"]
    assert book is not None
    title = book.get("title")
    assert isinstance(title, LocatedText)
    assert title.text == "a b"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a = " + "[" * 100_000, "F016"),
        ("a = " + "[" * 300 + "]" * 300, "F016"),
        ("a = " + "[" * 30 + "]" * 30, "F016"),
        ("a" + ".a" * 30 + " = 1", "F016"),
        ("a = " + "9" * 5000, "F014"),
        ("a = 1\n" * 50_000, "F002"),
        ("a = 9999-99-99", "F014"),
    ],
)
def test_hostile_files_are_given_up(text: str, rule: str) -> None:
    begun = time.process_time()
    book, found = parse_toml(text, "book.toml")
    assert book is None
    assert [one.rule for one in found] == [rule]
    assert time.process_time() - begun < 2


@given(st.text(max_size=120))
@example("[[a]]\n[a.b]\n[[a]]\n[a.b]")
@example("a.b = {c.d = [{e = 1}, {}]}")
def test_any_text_gives_data_or_findings(text: str) -> None:
    parse_toml(text, "book.toml")


@given(st.text("[]{}=.,'\"# \n\tab1-\\", max_size=50))
def test_any_heap_of_signs_is_read_as_tomllib_reads_it(text: str) -> None:
    book, found = parse_toml(text, "book.toml")
    if book is None:
        assert found
    else:
        assert set(book.entries) == set(tomllib.loads(text))
