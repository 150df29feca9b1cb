"""The documents say all there is: verbs, options, fields, rules."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from books import BOOKS, files_of
from serge_press.cli.main import VERBS, cli
from serge_press.model.plan import MADE_PARTS
from serge_press.model.register import register
from serge_press.reading.folder import MemoryFolder
from serge_press.reading.read import read
from serge_press.reading.record import Record
from serge_press.rules import all_rules

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "docs" / "book-folder.md").read_text(encoding="utf-8")

SECTIONS = {
    "book": "book.toml", "table of contents": "book.toml", "part": "book.toml", "bibliography": "book.toml",
    "section": "book.toml", "concordance": "book.toml", "table of editions": "book.toml", "edition": "book.toml",
    "allowance": "book.toml", "prose file": "Prose files",
    "person": "people", "form of a name": "people", "pseudonym": "people",
    "source": "sources", "holding": "sources",
    "work": "works", "contribution": "works", "publication": "works",
    "case": "cases", "claim": "cases", "past verdict": "cases",
    "place": "places", "event": "events", "account": "accounts", "saying": "accounts",
}  # fmt: skip
"""Under which heading of docs/book-folder.md each kind of record is described."""


def section(heading: str) -> str:
    """The text under a heading that begins so, up to the next heading of any level."""
    found = re.search(rf"^##+ {re.escape(heading)}\b.*?\n(.*?)(?=^##|\Z)", FORMAT, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def says(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


@pytest.fixture(scope="module")
def fields() -> dict[str, set[str]]:
    """The fields that are asked for in each kind of record while the complete book, with an allowance, is read."""
    asked: dict[str, set[str]] = {}
    finish = Record.finish

    def watched(record: Record) -> None:
        asked.setdefault(record.what, set()).update(record._asked)
        finish(record)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "finish", watched)
        files = files_of(BOOKS / "complete")
        files["book.toml"] += b'\n[[allow]]\nrule = "C012"\nwhere = "catalogue/works.yaml"\nreason = "undated"\n'
        reading, _ = read(MemoryFolder(files))
        register(reading)
    return asked


def test_every_kind_of_record_is_read_in_the_complete_book(fields: dict[str, set[str]]) -> None:
    assert set(fields) | {"table of editions"} == set(SECTIONS)


def test_every_field_is_described_where_its_record_is(fields: dict[str, set[str]]) -> None:
    silent = [
        (what, name)
        for what, names in fields.items()
        for name in sorted(names)
        if not says(section(SECTIONS[what]), name)
    ]
    assert silent == []


@pytest.mark.parametrize("name", MADE_PARTS)
def test_every_made_part_is_named(name: str) -> None:
    assert f"`{name}`" in FORMAT


@pytest.mark.parametrize("letter", sorted({rule[0] for rule in all_rules()}))
def test_every_letter_of_the_rules_is_named(letter: str) -> None:
    assert f"| {letter} |" in section("What is found")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_its_options_are_in_the_readme(verb: str) -> None:
    assert f"serge-press {verb}" in README
    assert isinstance(cli, click.Group)
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    options = [name for one in command.params if isinstance(one, click.Option) for name in one.opts]
    assert [name for name in options if not says(README, name)] == []
