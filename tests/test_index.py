"""Indexes: which pages are printed, by which words a name is told, what an author's marks do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import books
from serge_press.collation import collation_key, initial
from serge_press.manuscript.folios import Folio, Folios
from serge_press.manuscript.index.kinds import Kind, Term
from serge_press.manuscript.index.names import known_names, names_in, table
from serge_press.manuscript.nodes import Anchor, Locators, Mention, Paragraph, Spot
from serge_press.manuscript.parts import Manuscript, Role
from serge_press.manuscript.tree import every_block, every_leaf, plain_words
from serge_press.press import prepare
from serge_press.reading.folder import DiskFolder
from serge_press.rendering.locators import locators

LABELS = ["i", "ii", "iii", *map(str, range(1, 30))]
FOLIOS = Folios(
    tuple(Folio(leaf, label, Anchor(f"p{label}")) for leaf, label in enumerate(LABELS, 1)),
    {Anchor(f"{kind}{label}"): label for label in LABELS for kind in ("a", "b")},
)


def spots(said: str) -> list[Spot]:
    """``12`` a page, ``12n`` a note, ``12*`` the main entry, ``12-15`` a range."""
    out: list[Spot] = []
    for one in said.split():
        first, _, last = one.partition("-")
        bare = first.strip("n*")
        out.append(Spot(Anchor(f"a{bare}"), "n" in first, "*" in first, Anchor(f"a{last}") if last else None))
    return out


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("4", "4"),
        ("4 4 4", "4"),
        ("7 4", "4, 7"),
        ("4 5", "4, 5"),
        ("4 5 6", "4–6"),
        ("4 5 6 8 9 10 11", "4–6, 8–11"),
        ("ii iii 1", "ii, iii, 1"),
        ("i ii iii 1 2", "i–iii, 1, 2"),
        ("4n", "4n"),
        ("4n 4", "4"),
        ("4 5n 6", "4, 5n, 6"),
        ("4 5* 6", "4, 5, 6"),
        ("4-9", "4–9"),
        ("4-4", "4"),
        ("4-9 6 12", "4–9, 12"),
        ("4-9 6*", "4–9, 6"),
        ("4-6 6-8", "4–8"),
    ],
)
def test_pages_as_printed(given: str, printed: str) -> None:
    assert ", ".join(one.words for one in locators(spots(given), FOLIOS)) == printed


def test_the_page_about_the_thing_itself_is_known_from_the_others() -> None:
    assert [one.label for one in locators(spots("4 5* 6"), FOLIOS) if one.main] == ["5"]


def test_a_spot_without_a_page_is_left_out() -> None:
    assert locators([Spot(Anchor("nowhere"))], FOLIOS) == ()


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("Łódź", "pl", "Ł"), ("Łódź", "en", "L"), ("Żeromski", "pl", "Ż"), ("Żeromski", "en", "Z"), ("Éluard", "fr", "E"),
        ("Серж", "en", "С"), ("Ёлкин", "ru", "Е"), ("1905", "en", ""), ("‘Anarchists’", "en", "A"), ("Œuvres", "fr", "O"),
        ("Άλφα", "en", "Α"), ("²", "en", ""), ("Ⅳ", "en", ""), ("_x", "en", "X"), ("chata", "cs", "Ch"),
    ],
)  # fmt: skip
def test_the_letter_a_name_stands_under(text: str, language: str, letter: str) -> None:
    assert initial(text, language) == letter


BOOK = {
    "book.toml": 'title = "T"\nabout = "serge"\nlanguage = "en-GB"\n[contents]\nbody = ["a.md", "b.md"]\n'
    'back = ["people", "index"]\n'
    '[edition.print]\nkind = "print"\n',
    "catalogue/people.yaml": """
- {id: serge, name: Victor Serge, sort: "Serge, Victor"}
- {id: trotsky, name: Leon Trotsky, sort: "Trotsky, Leon"}
- {id: white, name: Judith White, sort: "White, Judith"}
- {id: sedova, name: Natalia Sedova, sort: "Sedova, Natalia"}
- {id: other, name: Maria Sedova, sort: "Sedova, Maria"}
- {id: levi, name: Claude Lévi-Strauss, sort: "Lévi-Strauss, Claude"}
""",
    "a.md": "---\nid: a\ntitle: A\nevidence: optional\n---\n\n",
    "b.md": "---\nid: b\ntitle: B\nevidence: optional\n---\n\nWhite armies came; Trotsky’s train did not.\n",
}


def book(tmp_path: Path, chapter: str) -> Manuscript:
    """The book above with this text in its first chapter, indexed."""
    for name, text in BOOK.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + (chapter if name == "a.md" else ""), encoding="utf-8")
    proof = prepare(DiskFolder(tmp_path))
    assert proof.manuscript is not None, proof.findings
    return proof.manuscript


def entries(manuscript: Manuscript) -> dict[str, list[str]]:
    """Every entry of the index with the divisions it points into, those of its own part in front of a star."""
    out: dict[str, list[str]] = {}
    for division in manuscript.divisions:
        if division.role is Role.INDEX:
            for block in every_block(division.blocks):
                if isinstance(block, Paragraph) and block.style.value == "index-entry":
                    found = [spot for one in block.inlines if isinstance(one, Locators) for spot in one.spots]
                    out[plain_words(block.inlines).removesuffix(", ")] = [
                        "*" if one.main else one.anchor.partition("--")[0] for one in found
                    ]
    return out


def test_a_full_name_counts_and_the_family_name_where_it_was_introduced(tmp_path: Path) -> None:
    found = entries(book(tmp_path, "Leon Trotsky spoke. Then Trotsky’s guard left.\n"))
    assert found["Trotsky, Leon"] == ["a", "a", "*"]  # not in chapter b, which names nobody in full
    assert found["White, Judith"] == ["*"]


def test_a_link_introduces_a_person_whatever_its_words(tmp_path: Path) -> None:
    found = entries(book(tmp_path, "Her [translator](person:white) agreed. White wrote back.\n"))
    assert found["White, Judith"] == ["a", "a", "*"]


def test_a_family_name_that_two_bear_tells_neither(tmp_path: Path) -> None:
    found = entries(book(tmp_path, "Natalia Sedova wrote. Sedova waited.\n"))
    assert found["Sedova, Natalia"] == ["a", "*"]


def test_a_name_with_a_hyphen_is_one_name(tmp_path: Path) -> None:
    found = entries(book(tmp_path, "On board was Claude Lévi-Strauss; Lévi-Strauss wrote of it.\n"))
    assert found["Lévi-Strauss, Claude"] == ["a", "a", "*"]


def test_of_the_subject_only_marks_count(tmp_path: Path) -> None:
    found = entries(book(tmp_path, 'Victor Serge came home.[]{.index term="person:serge!and home"}\n'))
    assert found["Serge, Victor"] == ["*"]
    assert found["and home"] == ["a"]


def test_marks_stand_at_their_word_and_print_nothing(tmp_path: Path) -> None:
    manuscript = book(tmp_path, 'He was []{.index term="Exile"}sent away [for three years]{.index term="Time"}.\n')
    leaf = next(block for block in every_block(manuscript.divisions[0].blocks) if isinstance(block, Paragraph))
    assert plain_words(leaf.inlines) == "He was sent away for three years."
    assert entries(manuscript)["Exile"] == ["a"]


def test_a_mark_after_a_full_stop_stands_at_the_word_before_it(tmp_path: Path) -> None:
    manuscript = book(tmp_path, 'He wrote for *The Harbour*.[]{.index term="Press"} Nobody read it.\n')
    leaf = next(block for block in every_block(manuscript.divisions[0].blocks) if isinstance(block, Paragraph))
    marked = [plain_words(one.inlines) for one in leaf.inlines if isinstance(one, Mention)]
    assert marked == ["The Harbour"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('He was sent away []{.index term="Exile"} [@harbour-archive].\n', "away"),
        ('He was sent away [@harbour-archive] []{.index term="Exile"}.\n', "away"),
    ],
)
def test_a_mark_with_no_word_after_it_stands_at_the_word_before_it(tmp_path: Path, text: str, word: str) -> None:
    manuscript = book(tmp_path, text)
    leaf = next(block for block in every_block(manuscript.divisions[0].blocks) if isinstance(block, Paragraph))
    marked = [plain_words(one.inlines) for one in leaf.inlines if isinstance(one, Mention)]
    assert [one.strip() for one in marked] == [word]
    assert entries(manuscript)["Exile"] == ["a"]


def test_a_range_has_its_two_ends(tmp_path: Path) -> None:
    text = 'One.[]{.index term="Exile" range=begin}\n\nTwo.\n\nThree.[]{.index term="Exile" range=end}\n'
    manuscript = book(tmp_path, text)
    found = [
        one.spots
        for division in manuscript.divisions
        if division.role is Role.INDEX
        for block in every_block(division.blocks)
        if isinstance(block, Paragraph) and plain_words(block.inlines).startswith("Exile")
        for one in block.inlines
        if isinstance(one, Locators)
    ]
    assert [[(spot.anchor, spot.until) for spot in row] for row in found] == [[("a--x1", "a--x2")]]


def test_marking_mentions_changes_no_letter_of_the_text(tmp_path: Path) -> None:
    source = books.BOOKS / "complete"
    shutil.copytree(source, tmp_path / "bare", ignore=shutil.ignore_patterns("build", ".press"))
    plan = (source / "book.toml").read_text(encoding="utf-8")
    bare = plan.replace('  "index",\n  "index-claimants",\n', "")
    assert bare != plan
    (tmp_path / "bare" / "book.toml").write_text(bare, encoding="utf-8")
    assert words(source) == words(tmp_path / "bare")


def words(folder: Path) -> dict[str, list[str]]:
    """The words of every leaf of a book, by division, without contents and indexes."""
    manuscript = prepare(DiskFolder(folder)).manuscript
    assert manuscript is not None
    return {
        division.anchor: [plain_words(leaf.inlines) for leaf in every_leaf(division.blocks)]
        for division in manuscript.all_divisions()
        if division.role
        not in (Role.CONTENTS, Role.INDEX, Role.COLOPHON)  # the colophon names the digest of the folder
    }


def test_names_are_told_from_longer_words() -> None:
    term = Term(Kind.PLACES.value, "x")
    names = table([("Rome", term)], [], {})
    assert [(a, b) for a, b, _ in names_in("Romeo went to Rome’s gate, (Rome).", names, frozenset())] == [
        (14, 18),
        (28, 32),
    ]


@pytest.mark.parametrize("language", ["en", "cs", "ru", "el"])
def test_no_letter_heads_two_groups(language: str) -> None:
    words = [f"{letter}{end}" for letter in "aáΆαάβ_²Ⅳ½9cčch’жёЁй가İßæ" for end in ("", "b", "ž")]
    found = [initial(word, language) for word in sorted(words, key=lambda word: collation_key(word, language))]
    groups = [letter for at, letter in enumerate(found) if not at or found[at - 1] != letter]
    assert len(groups) == len(set(groups)), groups


def test_a_name_that_begins_with_a_mark_is_found() -> None:
    term = Term(Kind.PERSONS.value, "x")
    names = table([("'t Hooft", term), ("?", term)], [("'t Hooft", term)], {})
    assert [(a, b) for a, b, _ in names_in("Who? Then ’t Hooft, not that Hooft.", names, frozenset())] == [(10, 18)]


def test_one_entry_may_send_on_to_another_in_whatever_order_they_are_marked(tmp_path: Path) -> None:
    marks = ['[]{.index term="Arrest" see="Prison"}', '[]{.index term="Prison" see="Exile"}', '[]{.index term="Exile"}']
    for at, order in enumerate((marks, marks[::-1])):
        folder = tmp_path / str(at)
        folder.mkdir()
        found = entries(book(folder, " ".join(f"Word {mark}" for mark in order) + "\n"))
        assert {"Arrest, see Prison", "Prison, see Exile", "Exile"} <= found.keys()


def test_known_names_of_the_miniature_tell_one_thing_each() -> None:
    proof = prepare(DiskFolder(books.BOOKS / "complete"))
    assert proof.plan is not None
    known = known_names(proof.plan, proof.catalogue)
    assert known.full
    assert known.titles["tide tables"].kind == Kind.WORKS.value
