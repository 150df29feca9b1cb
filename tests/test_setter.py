"""Any manuscript gives well-formed XHTML, the same words in every medium, and marks where its pages begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generated_manuscripts import folios_of, leaves, manuscripts
from makers import call, division, fresh, heading, manuscript, note, paragraph, runs, setter_for
from serge_press.manuscript.folios import Folio, Folios
from serge_press.manuscript.letters import is_letter
from serge_press.manuscript.nodes import Anchor, Emphasis, Foreign, LineBreak, PageNumber, Reference
from serge_press.manuscript.parts import Role
from serge_press.rendering.marks import page_id
from serge_press.rendering.medium import PRINT, SCREEN, Medium

if TYPE_CHECKING:
    from lxml.etree import _Element

    from serge_press.manuscript.nodes import Inline
    from serge_press.manuscript.parts import Manuscript

EPUB = "http://www.idpf.org/2007/ops"
TYPE = f"{{{EPUB}}}type"
PRINT_WITH_ENDNOTES = Medium("print", "end")


def parsed(book: Manuscript, medium: Medium, folios: Folios, without_notes: bool = False) -> _Element:
    """The whole book, or all but its division of notes, as one strict XML tree."""
    setter = setter_for(book, medium, folios)
    content = "\n".join(
        setter.division(one) for one in book.all_divisions() if not without_notes or one.role is not Role.NOTES
    )
    return etree.fromstring(f'<body xmlns:epub="{EPUB}">{content}</body>')


def letters_set(root: _Element) -> str:
    """All counting letters of a set text, without notes and their calls."""
    for element in root.xpath("//*[@class='footnote' or @class='noteref']"):
        tail = element.tail or ""
        before, parent = element.getprevious(), element.getparent()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)
    return "".join(filter(is_letter, "".join(root.itertext())))


ANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@ANY
@given(manuscripts(), st.integers(0, 9))
def test_any_manuscript_is_well_formed_and_the_same_in_every_medium(book: Manuscript, every: int) -> None:
    folios = folios_of(book, every)
    for on_paper in (PRINT, PRINT_WITH_ENDNOTES):
        page = parsed(book, on_paper, folios, without_notes=True)
        screen = parsed(book, SCREEN, folios, without_notes=True)
        assert letters_set(page) == letters_set(screen)


@ANY
@given(manuscripts(), st.integers(0, 9))
def test_every_id_stands_once_and_every_link_in_the_book_is_met(book: Manuscript, every: int) -> None:
    for medium in (PRINT, SCREEN):
        root = parsed(book, medium, folios_of(book, every))
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        for target in root.xpath("//@href[starts-with(., '#')]"):
            assert target[1:] in ids or target == "#n-1"
        assert not root.xpath("//a//a")
        for target in root.xpath("//@aria-labelledby"):
            assert target in ids


@ANY
@given(manuscripts(), st.integers(0, 9))
def test_every_page_is_marked_once_and_in_order(book: Manuscript, every: int) -> None:
    folios = folios_of(book, every)
    marks = [
        str(mark.get("aria-label")) for mark in parsed(book, SCREEN, folios).iter() if mark.get(TYPE) == "pagebreak"
    ]
    assert sorted(marks) == sorted(page.label for page in folios.pages)
    assert parsed(book, PRINT, folios).xpath("count(//@role) - count(//@role[. = 'list' or . = 'presentation'])") == 0


@ANY
@given(manuscripts(), st.integers(0, 9))
def test_a_mark_stands_at_the_beginning_of_the_word_with_which_the_page_opens(book: Manuscript, every: int) -> None:
    folios = folios_of(book, every)
    root = parsed(book, SCREEN, folios)
    anchors = {anchor for one in book.divisions for anchor, _ in leaves(one.blocks)}
    for page in folios.pages:
        if page.anchor not in anchors:
            continue
        found = root.xpath("//*[@id=$id]", id=page_id(page.label))[0]
        if found.tag == "div":
            assert page.letters == 0
            continue
        leaf = next(a for a in found.iterancestors() if a.get("id") == page.anchor)
        before = text_before(leaf, found)
        assert sum(map(is_letter, before)) <= page.letters
        assert not before or before[-1].isspace() or before[-1] in "–—\u200b" or page.letters >= total(leaf)


def text_before(leaf: _Element, mark: _Element) -> str:
    """The words of a leaf before a mark, without note calls; a line break is a line break."""
    said: list[str] = []

    def walk(element: _Element) -> bool:
        if element is mark:
            return True
        if element.tag == "br":
            said.append("\n")
        if element.get("class") != "noteref":
            said.append(element.text or "")
            for child in element:
                if walk(child):
                    return True
                said.append(child.tail or "")
        return False

    walk(leaf)
    return "".join(said)


def total(leaf: _Element) -> int:
    """All letters of a leaf."""
    return sum(
        map(is_letter, text_before(leaf, leaf[-1]) + "".join(leaf[-1].itertext()) if len(leaf) else leaf.text or "")
    )


@pytest.mark.parametrize(
    ("said", "letters", "before"),
    [
        (("one two three",), 3, "one "),
        (("one two three",), 4, "one "),  # the page opens inside a word: the mark stands before it
        (("extra\u00adordi\u00adnary",), 5, ""),
        (("an anti-fascist",), 6, "an "),
        (("Moscow – Paris",), 7, "Moscow – "),
        (("1911–1917",), 5, "1911–"),
        (("one ", Emphasis(runs("two")), "fold three"), 6, "one "),
        (("one", LineBreak(), "two"), 3, "one\n"),
        (("he said ‘no’",), 6, "he said "),
        (("e\u0301te\u0301 fini",), 5, "e\u0301te\u0301 "),
        (("one two",), 6, "one two"),  # all of it stands on earlier pages
    ],
)
def test_where_a_mark_stands(said: tuple[str | Inline, ...], letters: int, before: str) -> None:
    book = manuscript(division("here", paragraph(*said, at="p")))
    root = parsed(book, SCREEN, Folios((Folio(1, "xii", Anchor("p"), letters),)))
    leaf = root.xpath("//*[@id='p']")[0]
    mark = root.xpath("//*[@id='page-xii']")[0]
    assert text_before(leaf, mark) == before
    assert mark.attrib == {"id": "page-xii", TYPE: "pagebreak", "role": "doc-pagebreak", "aria-label": "xii"}


def test_note_calls_count_no_letters() -> None:
    book = manuscript(division("here", paragraph("one", call("a"), " two", at="p"), notes=(note("a", "said"),)))
    root = parsed(book, SCREEN, Folios((Folio(1, "7", Anchor("p"), 3),)))
    assert text_before(root.xpath("//*[@id='p']")[0], root.xpath("//*[@id='page-7']")[0]) == "one "


def test_a_page_that_opens_with_a_heading_is_marked_before_it() -> None:
    book = manuscript(division("here", heading("One", at="h"), title="Exile"))
    root = parsed(book, SCREEN, Folios((Folio(1, "1", Anchor("here-title")), Folio(2, "2", Anchor("h")))))
    for name, after in (("page-1", "header"), ("page-2", "h2")):
        mark = root.xpath("//div[@id=$id]", id=name)[0]
        assert mark.getnext().tag == after
    assert root.xpath("string(//h1)") == "Exile"


def test_page_labels_make_plain_ids() -> None:
    assert [page_id(label) for label in ("12", "IV", "A 1/2")] == ["page-12", "page-iv", "page-a-1-2"]


def test_page_numbers_say_the_same_in_both_media_and_wait_for_a_layout_in_print() -> None:
    target = Anchor("p")
    said = (Reference("chapter", "x", runs("Exile"), paragraph().place, True, target), " ", PageNumber(target))
    book = manuscript(division("here", paragraph(*said, at="p", language="pl")))
    known = Folios((), {target: "iv"})
    assert parsed(book, PRINT, known).xpath("string(//p)") == "Exile (s.\u00a0\u2060iv) iv"
    assert parsed(book, SCREEN, known).xpath("string(//p)") == "Exile (s.\u00a0iv) iv"
    assert parsed(book, PRINT, Folios()).xpath("string(//p)") == "Exile (s.\u00a0\u2060000) 000"
    assert parsed(book, SCREEN, Folios()).xpath("string(//p)") == "Exile "


@pytest.mark.parametrize(("shown", "gap"), [("A6.1", "\u00a0"), ("Exile", " "), ("The 1937 edition", " ")])
def test_the_number_of_a_work_keeps_its_page_on_its_line(shown: str, gap: str) -> None:
    target = Anchor("p")
    said = Reference("work", "x", runs(shown), paragraph().place, True, target)
    book = manuscript(division("here", paragraph(said, at="p")))
    for medium in (PRINT, SCREEN):
        words = parsed(book, medium, Folios((), {target: "12"})).xpath("string(//p)").replace("\u2060", "")
        assert words == f"{shown}{gap}(p.\u00a012)"


def test_languages_are_told_twice_on_a_screen_and_once_in_print() -> None:
    book = manuscript(division("here", paragraph(Foreign(runs("mot"), "fr", True)), language="pl"))
    screen = parsed(book, SCREEN, Folios())
    for element in screen.xpath("//*[@lang]"):
        assert element.get("{http://www.w3.org/XML/1998/namespace}lang") == element.get("lang")
    assert screen.xpath("//i/@lang") == ["fr"]
    assert not parsed(book, PRINT, Folios()).xpath("//@xml:lang")
    assert parsed(book, PRINT, Folios()).xpath("//section/@lang") == ["pl"]


def test_print_is_plain_html() -> None:
    book = manuscript(
        division("here", paragraph("a", call("n")), title="Exile", notes=(note("n", "said"),)),
        division("notes", role=Role.NOTES, title="Notes"),
    )
    root = parsed(book, PRINT_WITH_ENDNOTES, Folios())
    assert not [
        key for element in root.iter() for key in element.attrib if key.startswith(("{", "aria-")) or key == "role"
    ]


def test_no_element_but_a_void_one_is_written_without_an_end_tag() -> None:
    book = manuscript(division("here", paragraph(), paragraph(Emphasis(())), role=Role.CHAPTER))
    setter = setter_for(book, SCREEN, Folios((Folio(1, "1", Anchor("here")),)))
    assert "/>" not in setter.division(book.divisions[0])


def test_every_way_back_from_a_note_has_a_name_of_its_own() -> None:
    chapters = [
        division(f"c{n}", paragraph(call(f"n{n}")), title="Childhood", number="1", notes=(note(f"n{n}", "said"),))
        for n in (1, 2)
    ]
    root = parsed(manuscript(*chapters, division("notes", role=Role.NOTES, title="Notes")), SCREEN, Folios())
    names = root.xpath("//a[@role='doc-backlink']/@aria-label")
    assert len(names) == len(set(names)) == 2
    calls = root.xpath("//a[@role='doc-noteref']/@id")
    assert root.xpath("//a[@role='doc-backlink']/@href") == [f"#{one}" for one in calls]


def test_notes_of_some_divisions_can_be_gathered_alone() -> None:
    chapters = [
        division(f"c{n}", paragraph(call(f"n{n}")), title=f"Chapter {n}", notes=(note(f"n{n}", f"said {n}"),))
        for n in (1, 2)
    ]
    notes = division("notes", role=Role.NOTES, title="Notes")
    setter = setter_for(manuscript(*chapters, notes), SCREEN)
    some = setter.division(notes, noted=chapters[1:])
    assert "said 2" in some
    assert "said 1" not in some


def test_a_book_without_notes_has_no_page_for_them() -> None:
    book = manuscript(division("here", paragraph("a")), division("notes", role=Role.NOTES, title="Notes"))
    assert [setter_for(book, medium).division(book.divisions[1]) for medium in (PRINT, SCREEN)] == ["", ""]


def test_setting_is_the_same_every_time() -> None:
    fresh()
    book = manuscript(division("here", paragraph("a", call("n")), title="Exile", notes=(note("n", "said"),)))
    setter = setter_for(book, SCREEN)
    assert setter.division(book.divisions[0]) == setter.division(book.divisions[0])
    assert setter.inlines(runs("a ", Emphasis(runs("b")))) == "a <em>b</em>"
    assert setter.plain(runs("a ", Emphasis(runs("<b>")), call("n"))) == "a <b>"
