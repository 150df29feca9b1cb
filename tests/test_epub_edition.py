"""Facts about the e-book of the complete miniature book, read from its finished bytes."""

from __future__ import annotations

import copy
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

import issues
import makers
from serge_press.checks.epub_checks import check_epub
from serge_press.checks.opened_epub import DC, OPF, OpenedEpub, open_epub
from serge_press.editions.bibliographic import file_as
from serge_press.editions.edition import Issue, Order
from serge_press.editions.epub_cover import cover_jpeg
from serge_press.editions.epub_edition import bring_out_epub
from serge_press.editions.epub_files import NOTES_A_FILE
from serge_press.editions.epub_survey import EPUB_TYPE, XHTML
from serge_press.findings import Finding
from serge_press.manuscript.folios import NO_FOLIOS, Folio, Folios
from serge_press.manuscript.nodes import Anchor
from serge_press.manuscript.parts import Division, Matter, Role
from serge_press.press import bring_out, prepare
from serge_press.reading.folder import MemoryFolder

if TYPE_CHECKING:
    from lxml.etree import _Element


@cache
def opened() -> OpenedEpub:
    return open_epub(issues.brought_out()[1].data)


def order(*divisions: Division, folios: Folios = NO_FOLIOS, files: dict[str, bytes] | None = None) -> Order:
    """An order for an e-book of these divisions, in the house of the miniature book without its fonts, to be quick."""
    proof = issues.complete()
    assert proof.plan is not None
    assert proof.house is not None
    house = copy.copy(proof.house)
    house.fonts = ()
    plan = next(edition for edition in proof.plan.editions if edition.kind == "epub")
    return Order(plan, makers.manuscript(*divisions), house, MemoryFolder(files or {}), folios, issues.STAMP, ())


def made(*divisions: Division, folios: Folios = NO_FOLIOS) -> OpenedEpub:
    issue, found = bring_out_epub(order(*divisions, folios=folios))
    assert issue is not None, found
    return open_epub(issue.data)


def meta(name: str, book: OpenedEpub | None = None) -> list[str]:
    package = (book or opened()).package
    return [element.text or "" for element in package.iter(f"{OPF}meta") if element.get("property") == name]


def dc(name: str, book: OpenedEpub | None = None) -> list[str]:
    return [element.text or "" for element in (book or opened()).package.iter(f"{DC}{name}")]


def typed(book: OpenedEpub, kind: str) -> list[_Element]:
    return [e for path in book.spine for e in book.trees[path].iter() if kind in (e.get(EPUB_TYPE) or "").split()]


# ---------------------------------------------------------------------------------------------- the whole


def test_our_own_checks_find_nothing() -> None:
    assert check_epub(issues.brought_out()[1]) == ()


def test_it_begins_with_its_media_type_and_names_are_plain() -> None:
    data = issues.brought_out()[1].data
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    assert all(
        re.fullmatch(r"(mimetype|META-INF/container\.xml|EPUB/[a-z0-9/-]+\.[a-z0-9]+)", n) for n in opened().names
    )


def test_every_entry_of_the_zip_has_the_books_date_and_plain_rights() -> None:
    with zipfile.ZipFile(io.BytesIO(issues.brought_out()[1].data)) as box:
        entries = box.infolist()
    assert {entry.date_time for entry in entries} == {(2026, 9, 21, 14, 13, 20)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert [e.filename for e in entries[2:]] == sorted(
        (e.filename for e in entries[2:]), key=lambda n: (not n.endswith(".opf"), n)
    )


def test_dates_before_the_zip_format_knows_dates() -> None:
    issue, _ = bring_out_epub(replace(order(makers.division("a", makers.paragraph("Words."))), stamp=0))
    assert issue is not None
    with zipfile.ZipFile(io.BytesIO(issue.data)) as box:
        assert box.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
    assert meta("dcterms:modified", open_epub(issue.data)) == ["1970-01-01T00:00:00Z"]


BUILD = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
import issues, test_epub_edition as t
from serge_press.manuscript.folios import Folio, Folios
from serge_press.editions.epub_cover import cover_jpeg
from serge_press.editions.epub_edition import bring_out_epub
issue, _ = bring_out_epub(t.sample_order())
print(hashlib.sha256(issue.data).hexdigest())
"""


def sample_order() -> Order:
    """A small order that uses every part of the packaging; without print, so that building it is quick."""
    makers.fresh()
    house = issues.complete().house
    assert house is not None
    one = makers.division(
        "one", makers.paragraph("He left", makers.call("a"), " for the harbour.", at="p-one"), title="One",
        notes=(makers.note("a", "So Pell says."),),
    )  # fmt: skip
    pages = Folios((Folio(1, "1", Anchor("p-one")),), {Anchor("one"): "1"}, "print")
    return replace(order(one, folios=pages), house=house)


@pytest.mark.slow
def test_the_same_order_gives_the_same_bytes_in_any_time_zone() -> None:
    digests = set()
    for zone, seed in (("UTC", "0"), ("America/New_York", "1"), ("Asia/Kolkata", "4711")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
        here = Path(__file__).parent
        ran = subprocess.run(
            [sys.executable, "-c", BUILD, str(here), str(here.parent / "src")],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        digests.add(ran.stdout.strip())
    issue, _ = bring_out_epub(sample_order())
    assert issue is not None
    assert digests == {hashlib.sha256(issue.data).hexdigest()}


# ---------------------------------------------------------------------------------------------- files


def test_one_division_is_one_file_and_a_part_stands_before_its_chapters() -> None:
    names = [path.rsplit("/", 1)[1] for path in opened().spine]
    anchors = [f"{division.anchor}.xhtml" for division in issues.manuscript().all_divisions()]
    assert names == ["cover.xhtml", *anchors, "accessibility.xhtml"]


def test_every_file_has_a_title_of_its_own_and_says_its_language() -> None:
    titles = []
    for path in opened().spine:
        tree = opened().trees[path]
        assert tree.get("lang") == tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        titles.append(tree.findtext(f"{XHTML}head/{XHTML}title"))
    assert "1 The Compositor – Mirela Tandari" in titles
    assert len(set(titles)) == len(titles)
    polish = opened().trees[next(path for path in opened().spine if path.endswith("port.xhtml"))]
    assert polish.get("lang") == "pl"


def test_the_files_hold_no_script_no_style_and_nothing_from_elsewhere() -> None:
    for tree in opened().trees.values():
        assert not list(tree.iter(f"{XHTML}script", f"{XHTML}style", f"{XHTML}iframe", f"{XHTML}object"))
        assert not [element for element in tree.iter() if element.get("style") is not None]
    sheet = opened().data["EPUB/css/book.css"].decode()
    assert not re.search(r"@import|https?:|var\(|!important", sheet)


def test_a_template_that_leaves_a_tag_open_is_a_finding() -> None:
    wanted = order(makers.division("one", makers.paragraph("He left.")))

    class Open:
        def __init__(self) -> None:
            self.house = wanted.house

        def __getattr__(self, name: str) -> object:
            return getattr(self.house, name)

        def fill(self, name: str, **values: object) -> object:
            return self.house.fill(name, **values).replace("</p>", "")

    issue, found = bring_out_epub(replace(wanted, house=Open()))  # type: ignore[arg-type]
    assert issue is None
    assert [one.rule for one in found] == ["E001"]


def test_words_that_look_like_markup_are_words() -> None:
    book = made(makers.division("one", makers.paragraph('Tom & <b>"Jerry"</b> ]]>'), title="<i> & </i>"))
    assert [label for label, _, _ in book.entries("toc")] == ["<i> & </i>", "Accessibility"]
    assert any('Tom & <b>"Jerry"</b> ]]>' in "".join(map(str, tree.itertext())) for tree in book.trees.values())


# ---------------------------------------------------------------------------------------------- navigation


def test_contents_name_every_division_in_order_with_chapters_below_their_part() -> None:
    assert opened().nav is not None
    toc = opened().nav[1].find(f".//{XHTML}nav[@id='toc']")  # type: ignore[index]
    assert toc is not None
    depth = max(sum(1 for _ in link.iterancestors(f"{XHTML}ol")) for link in toc.iter(f"{XHTML}a"))
    assert depth == 3
    labels = [label for label, _, _ in opened().entries("toc")]
    assert labels.index("A life") < labels.index("1 The Compositor") < labels.index("The case and the stick")
    assert not [
        element for link in toc.iter(f"{XHTML}a") for element in link
    ]  # some readers show tags in links as text


def test_landmarks_are_one_word_each() -> None:
    kinds = [kind for _, _, kind in opened().entries("landmarks")]
    assert kinds[:4] == ["cover", "titlepage", "toc", "bodymatter"]
    assert len(set(kinds)) == len(kinds)
    assert {"bibliography", "appendix", "endnotes"} <= set(kinds)


def test_the_ncx_says_what_the_navigation_says() -> None:
    ncx = etree.fromstring(opened().data["EPUB/toc.ncx"])
    namespace = "{http://www.daisy.org/z3986/2005/ncx/}"
    points = [point.findtext(f"{namespace}navLabel/{namespace}text") for point in ncx.iter(f"{namespace}navPoint")]
    assert points == [label for label, _, _ in opened().entries("toc")]
    pages = [page.findtext(f"{namespace}navLabel/{namespace}text") for page in ncx.iter(f"{namespace}pageTarget")]
    assert pages == [label for label, _, _ in opened().entries("page-list")]
    heads = {head.get("name"): head.get("content") for head in ncx.iter(f"{namespace}meta")}
    assert heads["dtb:uid"] == dc("identifier")[0]
    assert heads["dtb:depth"] == "3"
    assert heads["dtb:totalPageCount"] == str(len(pages))


def test_a_book_without_a_page_of_contents_shows_the_navigation_itself() -> None:
    book = made(makers.division("one", makers.paragraph("He left."), title="One"))
    assert book.nav is not None
    assert book.nav[0] in book.spine
    assert ("toc" in [kind for _, _, kind in book.entries("landmarks")]) is True


# ---------------------------------------------------------------------------------------------- pages


def test_one_mark_and_one_entry_for_every_printed_page() -> None:
    printed, book, _ = issues.brought_out()
    assert printed.folios is not None
    labels = [page.label for page in printed.folios.pages]
    assert [mark.get("aria-label") for mark in typed(opened(), "pagebreak")] == labels
    assert [label for label, _, _ in opened().entries("page-list")] == labels
    assert book.pages == len(labels)


def test_without_folios_there_are_no_marks_and_no_page_list() -> None:
    book = made(makers.division("one", makers.paragraph("He left."), title="One"))
    assert not typed(book, "pagebreak")
    assert not book.entries("page-list")
    assert not meta("pageBreakSource", book)
    assert "pageBreakMarkers" not in meta("schema:accessibilityFeature", book)


def test_a_printed_page_that_begins_nowhere_in_the_e_book_is_a_finding() -> None:
    folios = Folios((Folio(1, "1", Anchor("p-1")), Folio(2, "2", Anchor("elsewhere"))), {}, "print")
    issue, found = bring_out_epub(order(makers.division("one", makers.paragraph("He left.", at="p-1")), folios=folios))
    assert issue is None
    assert [(one.rule, one.message[-1]) for one in found] == [("E010", "2")]


def test_blank_pages_at_the_end_of_print_need_no_mark() -> None:
    folios = Folios((Folio(1, "1", Anchor("p-1")), Folio(2, "2", None), Folio(3, "3", None)), {}, "print")
    book = made(makers.division("one", makers.paragraph("He left.", at="p-1"), title="One"), folios=folios)
    assert [label for label, _, _ in book.entries("page-list")] == ["1"]


# ---------------------------------------------------------------------------------------------- metadata


def test_who_wrote_it_and_what_it_is() -> None:
    assert dc("title") == ["Mirela Tandari", "A Companion"]
    assert meta("title-type") == ["main", "subtitle"]
    assert dc("creator") == ["Edda Quist", "Jan Morwin"]
    assert meta("file-as") == ["Quist, Edda", "Morwin, Jan"]
    assert dc("language")[0] == "en-GB"
    assert {"fr", "pl"} <= set(dc("language"))
    assert meta("dcterms:modified") == ["2026-09-21T14:13:20Z"]
    assert dc("publisher") == ["Quayside Press"]


@pytest.mark.parametrize(
    ("name", "filed"),
    [("Edda Quist", "Quist, Edda"), ("The editors", "The editors"), ("Plato", "Plato"), ("Ana de Sá", "Ana de Sá")],
)
def test_how_names_are_filed(name: str, filed: str) -> None:
    assert file_as(name) == filed


def test_the_identifier_is_made_from_the_projects_name_or_is_the_isbn() -> None:
    first = dc("identifier")[0]
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", first)
    wanted = order(makers.division("one", makers.paragraph("He left."), title="One"))
    issue, _ = bring_out_epub(replace(wanted, plan=replace(wanted.plan, isbn="978-0-000-00001-9")))
    assert issue is not None
    assert dc("identifier", open_epub(issue.data)) == ["urn:isbn:9780000000019"]
    assert meta("identifier-type", open_epub(issue.data)) == ["15"]


def test_the_page_list_names_the_very_pdf_it_follows() -> None:
    printed = issues.brought_out()[0]
    digest = hashlib.sha256(printed.data).hexdigest()
    assert meta("pageBreakSource") == [f"Mirela Tandari, Quayside Press, 2026, print PDF sha256:{digest}"]


def test_accessibility_is_told_as_it_is() -> None:
    assert meta("schema:accessMode") == ["textual", "visual"]
    assert {"alternativeText", "pageBreakMarkers", "tableOfContents"} <= set(meta("schema:accessibilityFeature"))
    assert "printPageNumbers" not in meta("schema:accessibilityFeature")
    plain = made(makers.division("one", makers.paragraph("He left."), title="One"))
    assert meta("schema:accessMode", plain) == ["textual"]
    assert not meta("dcterms:conformsTo", plain)  # a claim that people make, not a program


def test_the_summary_is_in_the_language_of_the_book() -> None:
    divisions = (makers.division("one", makers.paragraph("Wyjechał."), title="Jeden"),)
    wanted = replace(order(*divisions), manuscript=makers.manuscript(*divisions, book=makers.plan("Życie", "pl")))
    issue, _ = bring_out_epub(wanted)
    assert issue is not None
    assert meta("schema:accessibilitySummary", open_epub(issue.data))[0].startswith("Cały tekst")


# ---------------------------------------------------------------------------------------------- notes


def test_notes_are_gathered_by_chapter_and_lead_back() -> None:
    headings = [h.text for h in typed(opened(), "endnotes")[0].iter(f"{XHTML}h2")]
    assert len(headings) == len([d for d in issues.manuscript().all_divisions() if d.notes])
    names = [link.get("aria-label") for link in typed(opened(), "backlink")]
    assert len(set(names)) == len(names)  # each with a name of its own, for readers who hear a list of links
    assert len(names) == len(typed(opened(), "noteref"))


def test_notes_without_a_division_of_their_own_get_one_after_the_body() -> None:
    one = makers.division(
        "one", makers.paragraph("He left", makers.call("a"), "."), title="One", notes=(makers.note("a", "So."),)
    )
    back = makers.division(
        "end", makers.paragraph("Set by hand."), title="Colophon", role=Role.COLOPHON, matter=Matter.BACK
    )
    assert [path.rsplit("/", 1)[1] for path in made(one, back).spine][-4:] == [
        "one.xhtml",
        "notes.xhtml",
        "end.xhtml",
        "accessibility.xhtml",
    ]


def test_very_many_notes_are_parted_between_chapters() -> None:
    chapters = []
    for name in ("one", "two"):
        count = NOTES_A_FILE // 2 + 1
        calls = [makers.call(f"{name}{i}", i) for i in range(1, count + 1)]
        notes = tuple(makers.note(f"{name}{i}", "So.", number=i) for i in range(1, count + 1))
        chapters.append(makers.division(name, makers.paragraph("He left.", *calls), title=name, notes=notes))
    book = made(*chapters)
    assert [path.rsplit("/", 1)[1] for path in book.spine if "notes" in path] == ["notes.xhtml", "notes-2.xhtml"]
    assert len(typed(book, "footnote")) == 2 * (NOTES_A_FILE // 2 + 1)
    assert book.nav
    below = book.trees[book.nav[0]].xpath("//*[@*[.='toc']]//*[text()='Notes']/../*/*/*/text()")
    assert below == ["one", "two"], "the contents lead to the notes of both"


# ---------------------------------------------------------------------------------------------- pictures, fonts, cover


def picture(form: str, size: tuple[int, int]) -> bytes:
    buffer = io.BytesIO()
    Image.new("1" if form == "PNG" else "L", size).save(buffer, form)
    return buffer.getvalue()


def found_in_picture(name: str, data: bytes | None) -> tuple[Issue | None, tuple[Finding, ...]]:
    division = makers.division("one", makers.figure(name, "what is seen"), title="One")
    return bring_out_epub(order(division, files={} if data is None else {name: data}))


def test_a_picture_is_what_its_bytes_say() -> None:
    issue, found = found_in_picture("plates/Lock at Night.png", picture("JPEG", (9, 9)))
    assert issue is not None
    assert found == ()
    item = next(item for item in open_epub(issue.data).items if "lock-at-night" in item.path)
    assert (item.path, item.media_type) == ("EPUB/images/lock-at-night.jpg", "image/jpeg")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"GIF89a no",
        b"",
        b"<svg",
        b"<html/>",
        SVG.format("<script>alert(1)</script>").encode(),
        SVG.format('<image href="https://example.org/x.png"/>').encode(),
        SVG.format('<rect style="fill: url(https://example.org/x)"/>').encode(),
        SVG.format('<rect onclick="x()"/>').encode(),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("&a;").encode(),
    ],
)
def test_a_picture_that_cannot_be_packed_is_a_finding(data: bytes | None) -> None:
    issue, found = found_in_picture("plates/x.svg", data)
    assert issue is None
    assert [one.rule for one in found] == ["E002"]


def test_a_sound_svg_picture_is_packed_as_it_is() -> None:
    data = SVG.format('<linearGradient id="a"/><rect width="9" height="9" fill="url(#a)"/>').encode()
    issue, found = found_in_picture("plates/x.svg", data)
    assert issue is not None
    assert found == ()
    assert open_epub(issue.data).data["EPUB/images/x.svg"] == data


def test_a_picture_too_large_for_shops_is_a_warning() -> None:
    issue, found = found_in_picture("plates/map.png", picture("PNG", (2500, 1700)))
    assert issue is not None
    assert [one.rule for one in found] == ["E003"]


def test_fonts_hold_the_letters_of_the_book_and_their_small_capitals() -> None:
    items = [item for item in opened().items if item.media_type == "font/ttf"]
    assert len(items) == 4
    font = TTFont(io.BytesIO(opened().data[items[0].path]))
    assert {ord(letter) for letter in "ŻżłMirela‘’"} <= set(font.getBestCmap())
    assert ord("Ω") not in font.getBestCmap()
    assert {"smcp", "onum", "lnum"} <= {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "fpgm" not in font
    assert sum(len(opened().data[item.path]) for item in items) < 400_000


def test_the_cover_is_a_picture_of_the_size_shops_want() -> None:
    item = next(item for item in opened().items if "cover-image" in item.properties)
    cover = Image.open(io.BytesIO(opened().data[item.path]))
    assert (cover.format, cover.mode, cover.size) == ("JPEG", "RGB", (1560, 2496))
    assert len(set(cover.resize((40, 64)).convert("P").get_flattened_data())) > 2
    image = next(opened().trees[opened().spine[0]].iter(f"{XHTML}img"))
    assert image.get("role") == "doc-cover"
    seen = "Light letters on a field of dark red, with a large faint M behind them."
    assert image.get("alt") == f"Cover: Mirela Tandari: A Companion, Edda Quist, Jan Morwin. {seen}"


# ---------------------------------------------------------------------------------------------- what the checks find

SPOILED: list[tuple[str, str, Callable[[str], str]]] = [
    ("E001", "text/compositor.xhtml", lambda text: text.replace("</p>", "", 1)),
    ("E004", "text/compositor.xhtml", lambda text: re.sub(r'href="[^"]*#person-[^"]*"', 'href="people.xhtml#nobody"', text)
        if "#person-" in text else text.replace('class="reference" href="', 'class="reference" href="no-', 1)),
    ("E005", "text/compositor.xhtml", lambda text: text.replace('<p id="', '<p id="compositor-title" class="', 1)),
    ("E006", "text/lock.xhtml", lambda text: re.sub(r' alt="[^"]*"', "", text)),
    ("E007", "nav.xhtml", lambda text: re.sub(r'<li><a href="text/lock.xhtml">.*?</li>', "", text, flags=re.S)),
    ("E007", "nav.xhtml", lambda text: text.replace('epub:type="endnotes"', 'epub:type="backmatter endnotes"')),
    ("E008", "nav.xhtml", lambda text: text.replace('#page-3">3<', '#page-3">33<')),
    ("E008", "text/compositor.xhtml", lambda text: re.sub(r' aria-label="\d+"></', ' aria-label=""></', text, count=1)),
    ("E009", "content.opf", lambda text: re.sub(r"<dc:language>.*?</dc:language>", "", text)),
    ("E009", "content.opf", lambda text: text.replace("schema:accessMode<", "<").replace('"schema:accessMode"', '"x"')),
    ("E009", "text/lock.xhtml", lambda text: re.sub("<title>.*?</title>", "<title></title>", text)),
    ("E012", "text/notes.xhtml", lambda text: text.replace('epub:type="backlink"', "", 1)),
    ("E012", "text/compositor.xhtml", lambda text: re.sub(r'href="notes.xhtml#[^"]*"', 'href="notes.xhtml"', text, count=1)),
    ("E013", "content.opf", lambda text: text.replace('href="css/book.css"', 'href="css/boook.css"')),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "name", "change"), SPOILED)
def test_a_spoiled_e_book_is_found_out(rule: str, name: str, change: Callable[[str], str]) -> None:
    assert rule in {one.rule for one in check_epub(issues.spoiled(issues.brought_out()[1], name, change))}


def test_a_file_above_the_limit_of_old_readers_is_told() -> None:
    longer = issues.spoiled(
        issues.brought_out()[1],
        "text/lock.xhtml",
        lambda text: text.replace("</body>", "<p>" + "x " * 200_000 + "</p></body>"),
    )
    assert {one.rule for one in check_epub(longer)} == {"E011"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF"])
def test_what_is_no_e_book_is_a_finding(data: bytes) -> None:
    assert [one.rule for one in check_epub(replace(issues.brought_out()[1], data=data))] == ["E013"]


def test_an_e_book_packed_by_hand_is_found_out() -> None:
    book = issues.brought_out()[1]
    files = issues.unpacked(book)
    found = check_epub(issues.repacked(book, {**dict(list(files.items())[1:]), "mimetype": files["mimetype"]}))
    assert [one.rule for one in found] == ["E013"]


@pytest.mark.parametrize("title", ["word " * 800, "w" * 3000, "<b>&\"'", "日本語"])
def test_a_cover_is_made_of_any_title(title: str) -> None:
    cover = Image.open(io.BytesIO(cover_jpeg(replace(makers.plan(title), subtitle=title, by=(title,)), ())))
    assert cover.size == (1560, 2496)


def test_a_book_of_a_title_page_alone_has_contents() -> None:
    plan = (
        'title = "One"\nlanguage = "en"\nby = ["X"]\n[contents]\nbody = ["title-page"]\n[edition.epub]\nkind = "epub"\n'
    )
    proof = prepare(MemoryFolder({"book.toml": plan}))
    assert proof.plan is not None
    run = bring_out(proof, proof.plan.editions, 0, validate=False)
    assert [found.rule for found in run.findings if found.rule == "E007"] == []
    labels = [label for label, _, _ in open_epub(run.made[0].issue.data).entries("toc")]
    assert labels == ["Title page", "Accessibility"]
