"""What an e-book says of its accessibility: never more than its content bears, and found out where it would be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import books
import issues
import makers
from serge_press.checks.epub_checks import check_epub
from serge_press.checks.opened_epub import OPF, open_epub
from serge_press.editions.accessibility.claims import claims_of, false_claims
from serge_press.editions.accessibility.content import Content, content_of, moves
from serge_press.editions.accessibility.statement import Told, statement_page, summary
from serge_press.editions.epub_edition import bring_out_epub
from serge_press.editions.epub_files import TextFile
from serge_press.editions.epub_nav import SetFile
from serge_press.editions.epub_package import PackedFile
from serge_press.editions.epub_survey import XHTML, Survey
from serge_press.findings import Place
from serge_press.manuscript.nodes import Anchor
from serge_press.manuscript.parts import Division, Matter, Role
from serge_press.manuscript.tree import every_block, leaves_of, plain_words
from serge_press.model.accessibility import FEATURES, HAZARDS, MODES, AccessibilityPlan, Certificate, Claim
from serge_press.phrases import languages
from serge_press.press import prepare
from serge_press.reading.folder import MemoryFolder
from serge_press.when import When
from test_epub_edition import order  # the house without its fonts, which is quick

if TYPE_CHECKING:
    from serge_press.editions.accessibility.claims import Claims

HERE = Place("book.toml", 7, 12)
CERTIFICATE = Certificate(
    "Jana Blau", "2.2", "AA", HERE, "IAAP WAS", "https://example.org/report", When.parse("2026-09-01")
)


def _within(content: Content) -> Content:
    """The same, with no more pictures of a kind than there are."""
    least = min(content.undescribed, content.pictures)
    return replace(content, undescribed=least, explained=min(content.explained, content.pictures))


counts = st.integers(0, 5)
words = st.sampled_from(["", "font-size: 12px"])
contents = st.builds(
    Content,
    pictures=counts, undescribed=counts, explained=counts, tables=counts, headless=counts, formulas=counts, played=counts,
    moving=counts, roles=st.booleans(), index=st.booleans(), entries=counts, landmarks=counts, pages=counts, notes=counts,
    cover=st.booleans(), unheaded=st.sampled_from([(), ("text/a.xhtml",)]), skipping=st.sampled_from([(), ("text/b.xhtml",)]),
    fixed=words, displaced=words, scripts=st.sampled_from([(), ("CYRILLIC",), ("CJK", "GREEK")]),
).map(_within)  # fmt: skip


def set_file(body: str, role: Role = Role.CHAPTER, name: str = "one") -> SetFile:
    """A text file of an e-book, as it comes from the setter."""
    xml = f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'
    root = etree.fromstring(xml)
    division = Division(Anchor(name), role, Matter.BODY, (), (), HERE)
    letters = frozenset("".join(map(str, root.itertext())))
    return SetFile(TextFile(f"text/{name}.xhtml", division, 1), xml.encode(), root, name, 3, letters, Survey(root))


def read(body: str, sheet: str = "", pictures: tuple[PackedFile, ...] = (), language: str = "en-GB") -> Content:
    """What is read off a chapter with this body."""
    file = set_file(f"<section><h1>One</h1>{body}</section>")
    return content_of((file,), pictures, sheet, language=language, cover=True, entries=1, landmarks=2, pages=0)


def claimed(body: str, sheet: str = "") -> Claims:
    return claims_of(read(body, sheet))


# ---------------------------------------------------------------------------------------------- claims from content


@given(contents)
def test_a_claim_is_made_just_where_nothing_is_against_it(content: Content) -> None:
    claims = claims_of(content)
    assert set(claims.features) <= set(FEATURES)
    assert set(claims.modes) <= set(MODES)
    assert set(claims.hazards) <= set(HAZARDS)
    assert not set(claims.features) & set(claims.lacking)
    assert ("alternativeText" in claims.features) == (
        content.undescribed == 0 and (content.pictures > 0 or content.cover)
    )
    assert ("pageNavigation" in claims.features) == ("pageBreakMarkers" in claims.features) == (content.pages > 0)
    assert ("displayTransformability" in claims.features) == (not content.fixed)
    assert ("visual" in claims.modes) == (content.pictures > 0)
    assert (claims.sufficient == ("textual",)) == (content.undescribed == 0)
    assert (claims.hazards == ("none",)) == (not content.moving and not content.played)
    assert "printPageNumbers" not in claims.features
    assert "ttsMarkup" not in claims.features


@given(contents)
def test_nobody_certifies_what_a_program_can_refute(content: Content) -> None:
    claims = claims_of(content, AccessibilityPlan(certificate=CERTIFICATE))
    assert (claims.certificate is None) == bool(claims.barriers)
    broken = (
        content.undescribed
        or content.headless
        or content.skipping
        or content.fixed
        or content.displaced
        or content.moving
    )
    assert bool(claims.barriers) == bool(broken)
    assert claims_of(content).certificate is None


@given(contents, st.lists(st.sampled_from(FEATURES), max_size=4), st.lists(st.sampled_from(MODES), max_size=3))
def test_what_the_author_states_is_found_out_just_where_it_is_false(
    content: Content, features: list[str], modes: list[str]
) -> None:
    plan = AccessibilityPlan(
        features=tuple(Claim(word, HERE) for word in features), modes=tuple(Claim(word, HERE) for word in modes)
    )
    claims = claims_of(content, plan)
    found = false_claims(plan, content, claims)
    wrong = sum(word not in claims.features for word in features) + sum(word not in claims.modes for word in modes)
    assert len(found) == wrong
    assert {one.rule for one in found} <= {"E040"}
    assert all(one.place == HERE for one in found)


@settings(deadline=None)
@given(contents, st.sampled_from(languages()), st.booleans())
def test_the_statement_is_one_in_every_language(content: Content, language: str, certified: bool) -> None:
    plan = AccessibilityPlan(
        certificate=CERTIFICATE if certified else None, contact="help@example.org", limits=("A <map>.",)
    )
    told = Told(content, claims_of(content, plan), plan, language, "The Book, 2026")
    root = etree.fromstring(statement_page(told, "A & B"))
    said = " ".join("".join(map(str, root.itertext())).split())
    assert "{" not in said
    assert "A <map>." in said
    assert "help@example.org" in said
    assert ("Jana Blau" in said) == (told.claims.certificate is not None)
    assert ("Jana Blau" in summary(told)) == (told.claims.certificate is not None)
    assert ("The Book, 2026" in said) == (content.pages > 0)
    heads = [head.tag for head in root.iter(f"{XHTML}h1", f"{XHTML}h2")]
    assert heads[:2] == [f"{XHTML}h1", f"{XHTML}h2"]
    assert root.get("lang") == language


def test_pictures_are_told_apart_by_what_stands_for_them() -> None:
    shown = (
        '<img src="a" alt="A lock"/><img src="b" alt="" role="presentation"/><img src="c" alt=""/>'
        '<img src="d" alt="A map" aria-details="long"/>'
        '<svg xmlns="http://www.w3.org/2000/svg"><title>A chart</title><svg/></svg>'
        '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"/>'
    )
    content = read(shown)
    assert (content.pictures, content.undescribed, content.explained) == (4, 1, 1)
    assert claims_of(content).lacking["alternativeText"] == "1 of its 4 pictures have no description"


def test_every_picture_with_a_long_description_makes_the_feature() -> None:
    assert "longDescription" in claimed('<img src="a" alt="A map" aria-details="x"/>').features
    assert "longDescription" not in claimed('<img src="a" alt="A map"/>').features
    assert "longDescription" not in claimed("<p>No pictures.</p>").features


def test_tables_formulas_index_and_roles() -> None:
    content = read(
        "<table><tr><th>Year</th></tr></table><table><tr><td>1911</td></tr></table>"
        '<math xmlns="http://www.w3.org/1998/Math/MathML"/>'
        '<section epub:type="index" role="doc-index"><a href="#x">9</a></section>'
    )
    assert (content.tables, content.headless, content.formulas) == (2, 1, 1)
    assert {"MathML", "index", "ARIA"} <= set(claims_of(content).features)
    assert "index" not in claimed('<section epub:type="index"><p>Lock</p></section>').features


@pytest.mark.parametrize(
    ("sheet", "lost"),
    [
        ("p { font-size: 12px }", "displayTransformability"),
        ("p { font: italic 9.5pt/12pt serif }", "displayTransformability"),
        ("p { line-height: 0.5in }", "displayTransformability"),
        ("p { color: black !important }", "displayTransformability"),
        ("p { -webkit-user-select: none; user-select: none }", "displayTransformability"),
        ("p { position: absolute }", "readingOrder"),
        ("p { order: 2 }", "readingOrder"),
        ("div { flex-direction: row-reverse }", "readingOrder"),
        ("/* font-size: 12px */ p { font-size: 1.2em; line-height: 1.4; margin: 2px; border: 1px solid }", ""),
        ("hr { position: relative; width: 20px } .border { order: 0 }", ""),
    ],
)  # fmt: skip
def test_a_style_sheet_can_take_a_claim_away(sheet: str, lost: str) -> None:
    both = {"displayTransformability", "readingOrder"}
    assert both - set(claimed("<p>Words.</p>", sheet).features) == ({lost} if lost else set())


def test_headings_make_ways() -> None:
    assert "structuralNavigation" in claimed("<h2>Two</h2><h3>Three</h3><h2>Two</h2>").features
    assert claims_of(read("<h3>Three</h3>")).lacking["structuralNavigation"].endswith("skipped in text/one.xhtml")
    bare = content_of((set_file("<p>Words.</p>"),), (), "", language="en", cover=True, entries=1, landmarks=1, pages=0)
    assert "no heading in text/one.xhtml" in claims_of(bare).lacking["structuralNavigation"]
    quiet = set_file("<p>For Ada.</p>", Role.DEDICATION)
    assert not content_of((quiet,), (), "", language="en", cover=True, entries=1, landmarks=1, pages=0).unheaded


@pytest.mark.parametrize(
    ("media_type", "data", "moving"),
    [
        ("image/svg+xml", b'<svg><rect><animate attributeName="x"/></rect></svg>', True),
        ("image/svg+xml", b"<svg:svg><svg:set/></svg:svg>", True),
        ("image/svg+xml", b"<svg><style>@keyframes a {}</style></svg>", True),
        ("image/svg+xml", b"<svg><title>A settlement</title></svg>", False),
        ("image/png", b"\x89PNG....acTL....IDAT", True),
        ("image/png", b"\x89PNG....IDAT....acTL", False),
        ("image/jpeg", b"\xff\xd8 acTL <animate ", False),
    ],
)
def test_what_moves(media_type: str, data: bytes, moving: bool) -> None:
    assert moves(media_type, data) is moving


def test_what_moves_may_flash_until_somebody_has_looked() -> None:
    film = PackedFile("images/a.svg", "image/svg+xml", b"<svg><animate/></svg>")
    content = read("", pictures=(film,))
    assert claims_of(content).hazards == ("unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard")
    looked = AccessibilityPlan(hazards=(Claim("noFlashingHazard", HERE), Claim("none", HERE)))
    assert claims_of(content, looked).hazards[0] == "noFlashingHazard"
    assert [one.message.partition("'")[2][:4] for one in false_claims(looked, content, claims_of(content, looked))] == [
        "none"
    ]


@pytest.mark.parametrize(
    ("text", "language", "scripts"),
    [
        ("Виктор Серж", "en", ("CYRILLIC",)),
        ("Victor Serge", "en", ()),
        ("Wiktor Żółć", "pl", ()),
        ("Victor Serge, Виктор", "ru", ("LATIN",)),
        ("Виктор", "ru", ()),
        ("λόγος 書", "fr", ("CJK", "GREEK")),
        ("½ § → “”", "en", ()),
    ],
)
def test_scripts_that_a_voice_may_not_know(text: str, language: str, scripts: tuple[str, ...]) -> None:
    file = set_file(text)
    assert (
        content_of((file,), (), "", language=language, cover=True, entries=1, landmarks=1, pages=0).scripts == scripts
    )


# ---------------------------------------------------------------------------------------------- in the book


@cache
def package() -> str:
    return issues.unpacked(issues.brought_out()[1])["EPUB/content.opf"].decode()


def test_without_a_person_there_is_no_line_of_conformance() -> None:
    assert "conformsTo" not in package()
    assert "a11y:" not in package()
    assert "no conformance to a standard is claimed" in package()


def test_the_statement_is_read_last_and_is_in_the_contents() -> None:
    book = open_epub(issues.brought_out()[1].data)
    assert book.spine[-1] == "EPUB/accessibility.xhtml"
    assert book.entries("toc")[-1][:2] == ("Accessibility", "EPUB/accessibility.xhtml")
    said = " ".join("".join(map(str, book.trees["EPUB/accessibility.xhtml"].itertext())).split())
    assert "Pictures: 1. Each is described in words." in said
    assert "other scripts (Cyrillic)" in said
    assert "The pages of the print edition are marked and listed: Mirela Tandari, Quayside Press, 2026." in said


SPOILED: list[tuple[str, str, str, Callable[[str], str]]] = [
    ("E043", "longDescription", "content.opf", lambda t: t.replace(">unlocked<", ">longDescription<")),
    ("E043", "signLanguage", "content.opf", lambda t: t.replace(">unlocked<", ">signLanguage<")),
    ("E044", "unlocked", "content.opf", lambda t: t.replace(">unlocked<", ">ARIA<")),
    ("E043", "pageNavigation", "nav.xhtml", lambda t: re.sub(r'<nav epub:type="page-list".*?</nav>', "", t, flags=re.S)),
    ("E043", "alternativeText", "text/lock.xhtml", lambda t: re.sub(r' alt="[^"]+"', ' alt=""', t)),
    ("E043", "accessModeSufficient textual", "text/lock.xhtml", lambda t: re.sub(r' alt="[^"]+"', ' alt=""', t)),
    ("E043", "displayTransformability", "css/book.css", lambda t: t + "p { font-size: 9pt }"),
    ("E043", "readingOrder", "css/book.css", lambda t: t + "p { position: fixed }"),
    ("E043", "structuralNavigation", "text/lock.xhtml", lambda t: re.sub(r"<(/?)h\d", r"<\1p", t)),
    ("E043", "accessMode auditory", "content.opf", lambda t: t.replace('accessMode">visual<', 'accessMode">auditory<')),
    ("E044", "visual means", "content.opf", lambda t: re.sub(r'<meta property="schema:accessMode">visual</meta>', "", t)),
    ("E043", "none is claimed", "text/lock.xhtml", lambda t: t.replace("</body>", "<p><audio/></p></body>")),
    ("E043", "flashing", "content.opf", lambda t: t.replace('Hazard">none<', 'Hazard">flashing<')),
    ("E043", "nobody is named", "content.opf", lambda t: t.replace("</metadata>",
        '<meta property="dcterms:conformsTo" id="c">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>')),
    ("E043", "WCAG 1.3.1", "content.opf", lambda t: t.replace("</metadata>",
        '<meta property="dcterms:conformsTo" id="c">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
        '<meta refines="#c" property="a11y:certifiedBy">Jana Blau</meta></metadata>')),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "words", "name", "change"), SPOILED)
def test_a_finished_e_book_that_says_other_than_it_bears(
    rule: str, words: str, name: str, change: Callable[[str], str]
) -> None:
    book = issues.brought_out()[1]
    if words == "WCAG 1.3.1":
        book = issues.spoiled(book, "text/concordance.xhtml", lambda text: re.sub(r"<(/?)th\b", r"<\1td", text))
    found = check_epub(issues.spoiled(book, name, change))
    assert any(one.rule == rule and words in one.message for one in found), found


def test_a_named_evaluator_stands_in_the_package_with_all_that_is_said() -> None:
    plan = AccessibilityPlan(certificate=CERTIFICATE, exemption="eaa-microenterprise", statement=False)
    one = makers.division("one", makers.paragraph("He left."), title="One")
    book = replace(makers.plan(), accessibility=plan)
    issue, found = bring_out_epub(replace(order(one), manuscript=makers.manuscript(one, book=book)))
    assert issue is not None
    assert found == ()
    assert check_epub(issue) == ()
    opened = open_epub(issue.data)
    said = {(meta.get("property"), meta.get("refines")): meta.text for meta in opened.package.iter(f"{OPF}meta")}
    assert said["dcterms:conformsTo", None] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert said["a11y:certifiedBy", "#conformance"] == "Jana Blau"
    assert said["a11y:certifierCredential", "#certifier"] == "IAAP WAS"
    assert said["dcterms:date", "#certifier"] == "2026-09-01"
    assert said["a11y:exemption", None] == "eaa-microenterprise"
    links = {link.get("rel"): link.get("href") for link in opened.package.iter(f"{OPF}link")}
    assert links == {"a11y:certifierReport": "https://example.org/report"}
    assert "EPUB/accessibility.xhtml" not in opened.names


def test_print_says_whom_to_write_to_where_an_address_is_given() -> None:
    files = books.files_of(books.BOOKS / "complete")
    files["book.toml"] += b'\n[accessibility]\ncontact = "help@example.org"\n'
    for folder, wanted in ((MemoryFolder(files), 1), (books.book("complete"), 0)):
        manuscript = prepare(folder).manuscript
        assert manuscript is not None
        imprint = next(one for one in manuscript.divisions if one.role is Role.IMPRINT)
        lines = [plain_words(leaf.inlines) for block in every_block(imprint.blocks) for leaf in leaves_of(block)]
        assert sum("write to help@example.org" in line for line in lines) == wanted
