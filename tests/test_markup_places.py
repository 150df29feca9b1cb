"""Every fault and every reference is placed on its very characters, however deep it stands."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serge_press.manuscript.compose import compose, compose_inline
from serge_press.manuscript.nodes import CitationRef, IndexMark, NoteRef, Reference
from serge_press.manuscript.tree import every_block, every_inline, every_leaf, leaves_of
from serge_press.reading.prose_text import ProseText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Place
    from serge_press.manuscript.compose import Composed

PLACED = CitationRef | IndexMark | NoteRef | Reference


def places(composed: Composed) -> Iterator[Place]:
    """The places of all marks among the words: of the text, then of the notes."""
    paragraphs = [paragraph for note in composed.notes for paragraph in note.paragraphs]
    for leaf in (*every_leaf(composed.blocks), *paragraphs):
        for inline in every_inline(leaf.inlines):
            if isinstance(inline, PLACED):
                yield inline.place


def found_at(text: str, place: Place) -> str:
    """The characters of the text at a place."""
    return text.split("\n")[place.line - 1][place.column - 1 : place.column - 1 + place.width]


def marks(text: str) -> list[str]:
    """The source of every mark in a text, by its place."""
    composed, _ = compose(ProseText(text, "a.md"), language="en-GB", prefix="a")
    return [found_at(text, place) for place in places(composed)]


@pytest.mark.parametrize(
    "text",
    [
        "He came @ at once",
        "# He @ came",
        "## He @ came ##",
        "He @ came\n==========",
        "He came\n   and @ left",
        "> He came\n> and @ left",
        "> He came\nand @ left",
        "- one\n- two\n  and @ three\n\n      and @ four",
        "1. > - deep @ down\n   >   and @ further",
        "Term @\n: what @ it\n  is @",
        "| a | b @ |\n|---|---|\n| \\| @ | c | \n| x | @ \\| @ |",
        "a | @\n--|--\n@ | b",
        "::: verse\n  one @\n\n    two @\n:::",
        "::: {lang=pl}\n> - w @\n:::",
        "x[^a]\n\n[^a]: one @\n\n    two\n    three @",
        "*very* **much @** [@x] \\* &amp; `c` _@_",
        "tab\tthen @\n\tand @",
    ],
)
@pytest.mark.parametrize("mark", ["[@src, p. 1]", "[the *letters*](work:x)", "[](case:y)", '[]{.index term="T"}'])
def test_a_mark_is_placed_on_its_own_characters(text: str, mark: str) -> None:
    written = text.replace("[@x]", "").replace("@", mark)
    assert marks(written)
    assert [found for found in marks(written) if found != "[^a]"] == [mark] * written.count(mark)


def test_places_count_from_where_the_text_stands_in_its_file() -> None:
    composed, _ = compose(ProseText("one\ntwo [@x]", "w.yaml", line=10, indent=4), language="en-GB", prefix="a")
    (place,) = places(composed)
    assert (place.file, place.line, place.column, place.width) == ("w.yaml", 11, 9, 4)


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("> one\n> two <b>x</b>", "M009", "<b>"),
        ("- a\n  [b](work:C)", "X002", "[b](work:C)"),
        ("a [@one; @Two]", "X004", "@Two"),
        ("a [@one;\n  @Two]", "X004", "@Two"),
        ('he *said* "no', "T001", '"'),
        ("he \\* \\* - she", "T002", "-"),
        ("a [b]{.tittle}", "M014", ".tittle"),
        ("## a {#B}", "M014", "#B"),
        ("a[^zz]", "N001", "[^zz]"),
        ("a\n\n   [^q]: b", "N002", "[^q]"),
    ],
)
def test_a_fault_is_placed_on_its_own_characters(text: str, rule: str, words: str) -> None:
    _, findings = compose(ProseText(text, "a.md"), language="en-GB", prefix="a")
    assert [found_at(text, found.place) for found in findings if found.rule == rule][:1] == [words]


def test_a_short_field_is_placed_too() -> None:
    text = "\n  one\n  two [@Bad]\n"
    _, findings = compose_inline(ProseText(text, "a.yaml", 3, 2), language="en-GB")
    assert [(f.rule, f.place.line, f.place.column) for f in findings] == [("X004", 5, 10)]


MARKDOWN = st.lists(
    st.sampled_from(
        ["a", "Życie", " ", "  ", "\n", "\n\n", "> ", "- ", "1. ", "# ", "    ", "*", "**", "_", "[", "]", "(", ")", "{", "}",
         "[@a, p. 1]", "[@", "](work:x)", "]{.title}", "{#x}", ":::", "::: verse\n", "::: {lang=pl}\n", "\n:::\n", "|", "|-|-|\n",
         ": ", "[^a]", "[^a]: ", '"', "'", "--", "...", "<b>", "<!--", "-->", "`", "\\", "![x](y)", "Table: ", "***\n", "\t",
         "\r\n", "\x00", "&amp;", "<http://x>", "[r]: /u\n", "«", "”", "===\n"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(MARKDOWN | st.text(max_size=200))
def test_composing_never_raises_and_places_lie_in_the_text(text: str) -> None:
    composed, findings = compose(ProseText(text, "a.md", 7, 2), language="en-GB", prefix="a")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    nodes = [block.place for block in every_block(composed.blocks)]
    nodes += [leaf.place for block in every_block(composed.blocks) for leaf in leaves_of(block)]
    for place in (*nodes, *places(composed), *(found.place for found in findings)):
        assert 0 <= place.line - 7 < len(lines)
        start = place.column - 1 - 2
        assert 0 <= start <= len(lines[place.line - 7])
        assert start + place.width <= len(lines[place.line - 7])
    anchors = [
        a for block in every_block(composed.blocks) for a in {block.anchor, *(x.anchor for x in leaves_of(block))}
    ]
    explicit = [anchor for anchor in anchors if not anchor.startswith("a-")]
    assert len(set(anchors) - set(explicit)) == len(anchors) - len(explicit)


@settings(max_examples=100, deadline=None)
@given(MARKDOWN)
def test_short_fields_never_raise(text: str) -> None:
    inlines, _ = compose_inline(ProseText(text, "a.md"), language="pl")
    assert isinstance(inlines, tuple)


HOSTILE = {
    "brackets": "[" * 10_000,
    "links": "[a](" * 12_000,
    "quotations": ">" * 5_000,
    "lists": "- " * 5_000 + "x",
    "fences": "::: aside\n" * 3_000,
    "wide table": "|" + "a|" * 3_000 + "\n|" + "-|" * 3_000,
    "long table": "|a|b|\n|-|-|\n" + "|c|d|\n" * 5_000,
    "one paragraph": "word " * 150_000,
    "emphasis": "*a_ " * 10_000,
    "lines": "a\n\n" * 50_000,
    "notes in notes": "[^a]: " * 3_000 + "x",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_book_could_hold_is_refused_at_once(text: str) -> None:
    started = time.process_time()
    composed, findings = compose(ProseText(text, "a.md"), language="en-GB", prefix="a")
    assert {found.rule for found in findings} == {"M010"}
    assert time.process_time() - started < 1
    assert len(composed.blocks) <= 1


def test_many_short_annotations_are_quick() -> None:
    text = "Seven letters on the strike; the 1931 text completes the third from a notebook now lost [@notebook-1930, p. 8]."
    started = time.process_time()
    for number in range(1_000):
        compose(ProseText(text, "a.md"), language="en-GB", prefix=f"work-{number}")
    assert time.process_time() - started < 0.6  # three times what it takes
