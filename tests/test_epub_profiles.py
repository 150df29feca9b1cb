"""E-books for Kobo and for Kindle: the words and pages of the e-book for all, in the form that those renderers ask for."""

from __future__ import annotations

import copy
import io
import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from PIL import Image

import issues
import makers
from generated_manuscripts import folios_of, manuscripts
from serge_press.checks.epub_checks import check_epub
from serge_press.checks.epub_stream import read_stream
from serge_press.checks.epubcheck import run_epubcheck
from serge_press.checks.opened_epub import OpenedEpub, open_epub
from serge_press.editions.edition import Issue, Order
from serge_press.editions.epub_edition import bring_out_epub
from serge_press.editions.epub_metadata import identifier
from serge_press.editions.epub_pictures import figures
from serge_press.editions.epub_survey import EPUB_TYPE, XHTML
from serge_press.editions.profiles.profile import profile_of
from serge_press.editions.profiles.sheets import sifted
from serge_press.editions.profiles.trees import written
from serge_press.editions.store_cover import bring_out_store_cover
from serge_press.findings import Place
from serge_press.manuscript.folios import NO_FOLIOS, Folios
from serge_press.manuscript.nodes import Link, Text
from serge_press.manuscript.parts import Manuscript
from serge_press.model.editions_on_request import editions_on_request
from serge_press.model.plan import PROFILES, EditionPlan
from serge_press.model.printing import CoverPlan
from serge_press.press import bring_out, chosen_editions
from serge_press.reading.folder import MemoryFolder
from shelves import DictShelves

KEPT = DictShelves()
"""So that a cover of the same words is drawn once."""


@cache
def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (4, 4)).save(buffer, "JPEG")
    return buffer.getvalue()


def e_book(manuscript: Manuscript, profile: str, folios: Folios = NO_FOLIOS) -> Issue:
    house = copy.copy(makers.house())
    house.fonts = ()
    plan = EditionPlan(profile, "epub", manuscript.plan.place, profile=profile)
    pictures = {figure.file: picture() for figure in figures(manuscript)}
    order = Order(plan, manuscript, house, MemoryFolder(pictures), folios, issues.STAMP, (), shelves=KEPT)
    issue, found = bring_out_epub(order)
    assert issue is not None, found
    return issue


@cache
def issue_of(profile: str) -> Issue:
    """The e-book of the complete book in a profile; the press finds nothing wrong with it."""
    proof = issues.complete()
    assert proof.plan is not None
    chosen, unknown = chosen_editions(proof.plan, (profile,))
    assert not unknown
    run = bring_out(proof, chosen, issues.STAMP, validate=False, shelves=KEPT)
    assert run.findings == (), run.findings
    return run.made[0].issue


@cache
def complete(profile: str) -> OpenedEpub:
    return open_epub(issue_of(profile).data)


def said(book: OpenedEpub) -> tuple[object, ...]:
    """All that a book says and where its pages begin, whatever its form."""
    stream = read_stream(book)
    marks = [(mark.label, mark.at, mark.word) for mark in stream.marks]
    notes = [(note.anchor, note.number, note.letters) for note in stream.notes]
    return stream.letters, marks, stream.calls, notes, stream.headings, book.entries("page-list")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_complete_book_has_nothing_wrong_in_any_profile(profile: str) -> None:
    book = complete(profile)
    assert len(book.entries("page-list")) > 30
    assert said(book)[:5] == said(complete("epub"))[:5]


@given(manuscripts())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_profile_says_the_same_and_marks_the_same_pages(manuscript: Manuscript) -> None:
    folios = folios_of(manuscript, 40)
    first, *others = (e_book(manuscript, profile, folios) for profile in PROFILES)
    for other in others:
        assert {found.rule for found in check_epub(other)} <= {found.rule for found in check_epub(first)}
        assert said(open_epub(other.data)) == said(open_epub(first.data))


@pytest.mark.parametrize("profile", ["kobo", "kindle"])
def test_passes_change_nothing_the_second_time(profile: str) -> None:
    passes = profile_of(profile)
    for path, tree in complete("epub").trees.items():
        once = written(passes.text(copy.deepcopy(tree)))
        assert written(passes.text(etree.fromstring(once))) == once, path


def test_the_same_order_gives_the_same_bytes_and_a_name_that_tells_the_profile() -> None:
    book = makers.manuscript(makers.division("one", makers.paragraph("He left. She stayed.")))
    names = {profile: e_book(book, profile).name for profile in PROFILES}
    slug = book.plan.slug
    assert names == {"epub": f"{slug}.epub", "kobo": f"{slug}.kepub.epub", "kindle": f"{slug}-kindle.epub"}
    assert all(e_book(book, profile).data == e_book(book, profile).data for profile in PROFILES)


@pytest.mark.epubcheck
@pytest.mark.parametrize("profile", ["kobo", "kindle"])
def test_epubcheck_has_nothing_to_say(profile: str) -> None:
    assert [one.message for one in run_epubcheck(issue_of(profile)).findings] == []


# ------------------------------------------------------------------------------------------------------ Kobo


def spans(book: OpenedEpub, file: str) -> list[tuple[str, str]]:
    found = book.trees[file].iter(f"{XHTML}span")
    return [(one.get("id", ""), "".join(map(str, one.itertext()))) for one in found if one.get("class") == "koboSpan"]


def test_sentences_and_pictures_are_numbered_by_paragraph() -> None:
    makers.fresh()
    chapter = makers.division(
        "one",
        makers.paragraph("He left in May. ‘Why?’ she asked: nobody knew."),
        makers.paragraph("He came back", Link((Text("by sea"),), "https://example.org/"), "."),
        title="A Voyage",
    )
    book = open_epub(e_book(makers.manuscript(chapter), "kobo").data)
    assert spans(book, "EPUB/text/one.xhtml") == [
        ("kobo.1.1", "A Voyage"),
        ("kobo.2.1", "He left in May. "), ("kobo.2.2", "‘Why?’ "), ("kobo.2.3", "she asked: "), ("kobo.2.4", "nobody knew."),
        ("kobo.3.1", "He came back"), ("kobo.3.2", "by sea"), ("kobo.3.3", "."),
    ]  # fmt: skip
    assert spans(book, "EPUB/cover.xhtml") == [("kobo.1.1", "")]


def test_kobo_finds_its_columns_and_opens_notes_over_the_page() -> None:
    book = complete("kobo")
    for path in book.spine:
        if book.nav and path == book.nav[0]:
            continue
        body = book.trees[path].find(f"{XHTML}body")
        assert body is not None
        assert [child.get("id") for child in body] == ["book-columns"]
        assert [child.get("id") for child in body[0]] == ["book-inner"]
    calls = [a for tree in book.trees.values() for a in tree.iter(f"{XHTML}a") if a.get("role") == "doc-noteref"]
    assert {call.get(EPUB_TYPE) for call in calls} == {"noteref endnote"}
    shown = [a[0] for tree in book.trees.values() for a in tree.iter(f"{XHTML}a") if a.get("class") == "outward"]
    assert shown
    assert all(span.get("class") == "kobo-link" for span in shown)
    nav = book.nav
    assert nav is not None
    assert not list(nav[1].iter(f"{XHTML}span"))


def test_kobos_style_sheet_has_no_new_page_breaks_and_no_fixed_colour() -> None:
    sheet = complete("kobo").data["EPUB/css/book.css"].decode()
    assert "page-break-after" in sheet
    assert not re.search(r"[;{]\s*break-|vh\b", sheet)
    assert set(re.findall(r"color:\s*(\w+)", sheet)) <= {"inherit"}


# ------------------------------------------------------------------------------------------------------ Kindle


def test_a_note_begins_with_its_number_which_leads_back() -> None:
    book = complete("kindle")
    notes = [
        div for tree in book.trees.values() for div in tree.iter(f"{XHTML}div") if div.get(EPUB_TYPE) == "footnote"
    ]
    assert len(notes) > 5
    for note in notes:
        paragraph = next(note.iter(f"{XHTML}p"))
        back = paragraph[0]
        assert back.get(EPUB_TYPE) == "backlink"
        assert not (paragraph.text or "").strip()
        assert re.search(rf" {(back.text or '').rstrip('.')},", back.get("aria-label", ""))
        assert len([a for a in note.iter(f"{XHTML}a") if a.get(EPUB_TYPE) == "backlink"]) == 1
    assert not [ol for tree in book.trees.values() for ol in tree.iter(f"{XHTML}ol") if ol.get("class") == "notes"]


def test_contents_have_two_levels_the_cover_no_page_and_the_reader_chooses_the_face() -> None:
    book = complete("kindle")
    nav = book.nav
    assert nav is not None
    toc = next(one for one in nav[1].iter(f"{XHTML}nav") if one.get(EPUB_TYPE) == "toc")
    assert max(len(list(li.iterancestors(f"{XHTML}ol"))) for li in toc.iter(f"{XHTML}li")) == 2
    assert b'content="2"' in book.data["EPUB/toc.ncx"].split(b"dtb:depth")[1][:20]
    assert not [name for name in book.names if "cover.xhtml" in name or name.endswith((".ttf", ".otf"))]
    assert "cover" not in {kind for _, _, kind in book.entries("landmarks")}
    assert [item.path for item in book.items if "cover-image" in item.properties] == ["EPUB/images/cover.jpg"]
    assert b"font-family" not in book.data["EPUB/css/book.css"]


def test_what_a_renderer_stumbles_over_is_taken_out_of_a_style_sheet_and_nothing_else() -> None:
    sheet = (
        "/* a */\np { margin: 0; text-wrap: balance }\n"
        "@media all { b { height: calc(1em + 2px); color: red; } }\ni { width: 2em }"
    )
    left = sifted(sheet, lambda name, units: name == "text-wrap" or "calc" in units)
    assert left == "/* a */\np { margin: 0; }\n@media all { b { color: red; } }\ni { width: 2em }"


# ------------------------------------------------------------------------------------------------------ asking for them


def test_profiles_can_be_asked_for_without_a_table_and_do_not_come_unasked() -> None:
    proof = issues.complete()
    assert proof.plan is not None
    assert [edition.name for edition in chosen_editions(proof.plan, ())[0]] == ["print", "epub"]
    chosen, unknown = chosen_editions(proof.plan, ("epub", "kobo", "kindle", "store-cover", "sony"))
    assert [(one.name, one.kind, one.profile) for one in chosen] == [
        ("epub", "epub", "epub"), ("kobo", "epub", "kobo"), ("kindle", "epub", "kindle"), ("store-cover", "store-cover", "epub"),
    ]  # fmt: skip
    assert unknown == ("sony",)
    assert {one.folios for one in chosen[1:3]} == {"print"}


def test_another_form_of_the_book_does_not_take_its_isbn() -> None:
    plan = replace(makers.plan(), editions=(EditionPlan("e", "epub", makers.plan().place, isbn="9783161484100"),))
    kobo = next(one for one in editions_on_request(plan) if one.name == "kobo")
    book = replace(makers.manuscript(makers.division("one")), plan=plan)
    order = Order(kobo, book, makers.house(), MemoryFolder({}), NO_FOLIOS, issues.STAMP, ())
    assert identifier(order).startswith("urn:uuid:")


def test_a_picture_of_the_cover_is_on_screens_too_and_its_words_say_so() -> None:
    """A white picture, clear at its left, lies over the upper part of the field: red gives way to white."""
    shown = Image.new("RGBA", (40, 20), (255, 255, 255, 255))
    shown.paste((0, 0, 0, 0), (0, 0, 20, 20))
    buffer = io.BytesIO()
    shown.save(buffer, "PNG")
    plan = replace(makers.plan(), cover=CoverPlan(makers.plan().place, picture="cover/harbour.png", alt="Snow."))
    book = replace(makers.manuscript(makers.division("one", makers.paragraph("He left."))), plan=plan)
    edition = EditionPlan("epub", "epub", plan.place)
    folder = MemoryFolder({"cover/harbour.png": buffer.getvalue()})
    issue, _ = bring_out_epub(Order(edition, book, makers.house(), folder, NO_FOLIOS, issues.STAMP, ()))
    assert issue is not None
    opened = open_epub(issue.data)
    cover = Image.open(io.BytesIO(opened.data["EPUB/images/cover.jpg"])).convert("RGB")
    assert [cover.getpixel((x, 100)) for x in (50, 1500)] == [(255, 255, 255)] * 2
    image = next(opened.trees["EPUB/cover.xhtml"].iter(f"{XHTML}img"))
    assert (image.get("alt") or "").endswith("below a picture. Snow.")


def test_the_store_cover_is_the_front_of_the_book_in_the_size_shops_like() -> None:
    plan = EditionPlan("store-cover", "store-cover", makers.plan().place)
    book = makers.manuscript(makers.division("one"))
    order = Order(plan, book, makers.house(), MemoryFolder({}), NO_FOLIOS, issues.STAMP, (), shelves=KEPT)
    issue, found = bring_out_store_cover(order)
    assert not found
    assert issue is not None
    assert issue.name == f"{book.plan.slug}-store-cover.jpg"
    picture = Image.open(io.BytesIO(issue.data))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1600, 2560))
    assert len(issue.data) < 5_000_000
    assert "icc_profile" not in picture.info  # without one a JPEG is sRGB
    again, _ = bring_out_store_cover(replace(order, shelves=None))
    assert again is not None
    assert issue.data == again.data


@pytest.mark.parametrize("data", [b"nonsense", b"<svg", None])
def test_a_picture_of_the_cover_that_cannot_be_drawn_is_told(data: bytes | None) -> None:
    place = Place("book.toml", 9, 11)
    cover = CoverPlan(makers.plan().place, picture="cover/harbour.jpg", picture_place=place)
    plan = replace(makers.plan(), cover=cover)
    book = replace(makers.manuscript(makers.division("one", makers.paragraph("He left."))), plan=plan)
    folder = MemoryFolder({} if data is None else {"cover/harbour.jpg": data})
    for kind, made in (("epub", bring_out_epub), ("store-cover", bring_out_store_cover)):
        edition = EditionPlan(kind, kind, plan.place)
        issue, found = made(Order(edition, book, makers.house(), folder, NO_FOLIOS, issues.STAMP, ()))
        assert issue is None
        assert [(one.rule, one.place) for one in found] == [("E002", place)]
