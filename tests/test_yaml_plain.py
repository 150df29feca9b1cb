"""Plain YAML read line by line gives what libyaml's events give, place for place; what is more than plain is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from serge_press.reading.yaml_events import read_events
from serge_press.reading.yaml_plain import read_plain

WORK = """\
id: work-1
title: "La frontière de Toruń"
language: fr\x20\x20
by: [{person: anna, role: author, signed_as: 'A. N.'}, {person: jan}, ]
when: 1889-01~
# a remark
published:
  - role: first
    cities: [Danzig, "Nowy Targ",  Kraków ]
    pages: 303

  - role: translation
    by:
    - person: piotr
      note: see http://example.org/a#b, c
empty:
nothing: []
none: {}
list:
- one
- "two: 2"
- [a, [b, c]]
last:
"""


def both(text: str) -> bool:
    """Whether the text is read as plain; if so it must be read as by the events."""
    plain = read_plain(text, "f.yaml", 3)
    if plain is not None:
        assert (plain, ()) == read_events(text, "f.yaml", 3)
    return plain is not None


def test_a_work_as_it_is_written_is_plain() -> None:
    assert both(WORK)


def test_a_work_that_is_cut_off_anywhere_is_read_alike() -> None:
    for cut in range(len(WORK)):
        both(WORK[:cut])
        both(WORK[cut:])


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c", "a: b #c", "a: |\n  b\n", "a: >\n  b\n", "a: b\n  c\n", "a: 'it''s'", 'a: "b\\n"', "a: &b c",
        "a: *b", "a: !b c", "a: b\na: c\n", "? a\n: b", "---\na: b\n", "a: b\n...\n", "\ta: b", "a:\tb", "a: [b",
        "a: {b}", "a: {b: }", "a: [b: c]", "a: [b]c", "a: 'b' c", '"a": b', "a b: c", "a: b\n c: d\n",
        "  a: b\nc: d\n", "-\n  a: b\n", "- - a\n", "a: - b", "%YAML 1.1", "a: b\x85c", "a: b\ufeff", "a: [b?]",
        "a: @b", "a: `b", "a: %b", "a: b\n- c\n", "- a\nb: c\n", "- a\n  - b\n", "", "\n", "a", "a: {b: c, b: d}",
        "a: [b,, c]", "a: [,]", "a: [[[[[[[[[[[[b]]]]]]]]]]]]", "a: ,b", "a: [-b]",
    ],
)  # fmt: skip
def test_what_may_be_more_than_plain_is_left_to_the_events(text: str) -> None:
    assert read_plain(text, "f.yaml", 1) is None


@pytest.mark.parametrize(
    "text",
    [
        "a: b:c", "a: b#c", "a: ~", "a: null", "a: 'b: c'", 'a: "#"', "a: ''", "a: b\n\n\n# c\n", "a: .5",
        "a: b 'c' \"d\"", "1: 2", "a:\n- b\n- c\nd: e\n", "a:\n  - b\n  - c\nd: e\n",
        "a:\n  b:\n    c: d\n  e: f\n", "- a: b\n  c: d\n- e\n", "  a: b\n  c: d\n", "-   a: b\n    c: d\n",
        "a: [b , c]", "a: { b: c }", "a: [b c, 'd', \"e\"]", "a: {b: {c: [d]}}", "a: [b,]", "a: b\u00a0c",
        "a: 𝔸 b", "a: é\nb: 日本\n", "a: b (c) [d]", "a: b, c", "a: x{y}", "a:   b   ", "a:   ", "a: [b's]",
        "a: b - c",
    ],
)  # fmt: skip
def test_what_is_plain_is_read(text: str) -> None:
    assert both(text)


PIECES = st.sampled_from(
    [
        "a", "b:", "key: ", "- ", "-", " ", "  ", "\n", "\n", "\n  ", "\n- ", "\n  - ", "\nc: ", "\n  d: ", ":",
        ": ", ",", ", ", "[", "]", "{", "}", "{e: ", "#", " #", "'", '"', "''", "'f'", '"g h"', "\\", "?", "|",
        ">", "&h", "*i", "!j", "%", "@", "~", ".", "1889-01", "\t", "\r", "é", "\u00a0", "\u2028", "\x85", "𝔸",
        "---", "...", "word word", "http://k", "(", "-l", "m-n",
    ]
)  # fmt: skip


@settings(max_examples=600)
@given(st.lists(PIECES, max_size=14))
@example(["a:", "\n", "- ", "b:", "\n", "  ", "c: "])
def test_whatever_is_read_as_plain_is_read_as_by_the_events(pieces: list[str]) -> None:
    both("".join(pieces))


SCALAR = st.sampled_from(
    [
        "word",
        "two words",
        '"in quotes"',
        "'single'",
        "1889-01",
        "a, b",
        "x: y",
        "",
        "c's",
        '"a \\" b"',
        "[d, e]",
        "{f: g}",
    ]
)
LEAF = SCALAR.map(lambda text: [text])


def _nested(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """Blocks of lines: a mapping or a list, its values below the keys or beside them."""

    def mapping(values: list[tuple[str, int, list[str]]]) -> list[str]:
        lines: list[str] = []
        for key, indent, value in values:
            if len(value) == 1:
                lines.append(f"{key}: {value[0]}")
            else:
                lines += [f"{key}:", *(" " * indent + line for line in value)]
        return lines

    def sequence(values: list[tuple[int, list[str]]]) -> list[str]:
        lines: list[str] = []
        for width, value in values:
            first, *rest = value
            lines += ["-" + " " * width + first, *(" " * (width + 1) + line for line in rest)]
        return lines

    keys = st.sampled_from(["id", "title", "by", "note", "a-b", "x_1"])
    return st.lists(
        st.tuples(keys, st.integers(0, 3), inner), min_size=1, max_size=4, unique_by=lambda one: one[0]
    ).map(mapping) | st.lists(st.tuples(st.integers(1, 2), inner), min_size=1, max_size=4).map(sequence)


@settings(max_examples=300)
@given(st.recursive(LEAF, _nested, max_leaves=12))
def test_records_of_any_shape_are_read_alike(lines: list[str]) -> None:
    both("\n".join(lines) + "\n")


@settings(max_examples=100)
@given(st.integers(0, len(WORK) - 1), PIECES)
def test_a_work_with_a_slip_in_it_is_read_alike(at: int, piece: str) -> None:
    both(WORK[:at] + piece + WORK[at:])
    both(WORK[:at] + piece + WORK[at + 1 :])


BOOK = Path(__file__).parent / "books" / "complete" / "catalogue"


def test_most_files_of_a_book_are_plain() -> None:
    texts = [file.read_text(encoding="utf-8") for file in BOOK.rglob("*.yaml")]
    texts += [file.read_text(encoding="utf-8").split("---\n", 2)[1] for file in BOOK.rglob("*.md")]
    read = [both(text) for text in texts]
    assert sum(read) >= len(read) * 0.5
