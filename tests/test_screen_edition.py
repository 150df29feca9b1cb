"""The edition for a screen: the pages of print, told by their structure, and a file that archives and readers can keep to."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageCms

import issues
import more_editions
from more_editions import elements, kids, made, opened
from pdf_facts import contents_of
from serge_press.checks import java
from serge_press.checks.opened_print import OpenedPrint, open_print
from serge_press.checks.validator_desk import open_desk
from serge_press.checks.verapdf import claims, run_verapdf
from serge_press.editions.edition import Order
from serge_press.editions.line_ends import soften
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.screen.edition import bring_out_screen, centred
from serge_press.editions.screen.srgb import srgb_profile
from serge_press.editions.screen.xmp import BookFacts, xmp_packet
from serge_press.findings import NOWHERE
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.model.plan import EditionPlan
from serge_press.reading.folder import MemoryFolder
from serge_press.rendering.house_style import House


@cache
def shown() -> OpenedPrint:
    return open_print(made()[0]["screen"].data)


@cache
def printed() -> OpenedPrint:
    return open_print(made()[0]["print"].data)


# ---------------------------------------------------------------------------------------------- its pages


def test_it_has_the_words_of_print_on_the_pages_of_print() -> None:
    said = {page.label: page.letters.text for page in printed().pages}
    for page in shown().pages[1:]:
        assert page.letters.text == said[page.label], f"page {page.label}"


def test_only_pages_on_which_nothing_stands_are_left_out() -> None:
    there = {page.label for page in shown().pages}
    left_out = [page for page in printed().pages if page.label not in there]
    assert left_out
    assert all(page.text.strip() == "" for page in left_out)


def test_the_cover_comes_first_and_is_told_in_words() -> None:
    assert shown().pages[0].label == "Cover"
    with opened("screen") as pdf:
        first = kids(pdf.Root.StructTreeRoot.K[0])[0]
        assert first.S == "/Figure"
        assert str(first.Alt) == "Cover: Mirela Tandari: A Companion"
        assert first.Pg.objgen == pdf.pages[0].objgen


def test_lines_are_as_long_as_in_print_and_stand_in_the_middle() -> None:
    with opened("screen") as pdf, opened("print") as before:
        assert pdf.pages[5].MediaBox == before.pages[5].MediaBox
    for trim in ((138.0, 216.0), (129.5, 198.4), (152.4, 228.6)):
        geometry = page_geometry(trim)
        assert geometry is not None
        same = centred(geometry)
        assert abs(same.inside - same.outside) < 0.011
        assert f"{same.inside + same.outside:.2f}" == f"{geometry.inside + geometry.outside:.2f}"


def test_references_lead_to_the_page_that_they_name() -> None:
    """Every link in the words "(p. 15)" goes to the page that is labelled 15."""
    with opened("screen") as pdf:
        labels = [page.label for page in shown().pages]
        pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
        names = {str(name): place for name, place in pairs(pdf.Root.Names.Dests.Names)}
        ends = {
            labels[pages[names[str(note.Dest)][0].objgen]]
            for page in pdf.pages
            for note in links(page)
            if "/Dest" in note
        }
    assert ends <= set(labels)
    assert len(ends) > 15


def test_the_same_bytes_with_one_process_and_with_two() -> None:
    assert made(1)[0]["screen"].data == made(2)[0]["screen"].data
    assert made(1)[0]["large"].data == made(2)[0]["large"].data


# ---------------------------------------------------------------------------------------------- its structure


def test_furniture_of_the_margins_is_no_part_of_the_text() -> None:
    """Everything that is drawn is either in the tree or an artifact (ISO 14289-1, 7.1)."""
    folios = made()[0]["screen"].folios
    assert folios is not None
    with opened("screen") as pdf:
        for folio, page in zip(folios.pages, pdf.pages, strict=True):
            depth, furnished = 0, False
            instructions: Any = pikepdf.parse_content_stream(page)
            for operands, operator in instructions:
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
                furnished |= str(operator) == "BDC" and str(operands[0]) == "/Artifact"
                assert depth or str(operator) not in ("Tj", "TJ"), f"text outside of everything on page {folio.label}"
            assert furnished or not folio.printed


def test_every_picture_has_words_in_its_place() -> None:
    with opened("screen") as pdf:
        figures = [one for one in elements(pdf) if one.S == "/Figure"]
        assert len(figures) > 1
        assert all(str(one.get("/Alt", "")).strip() for one in figures)


def test_foreign_words_have_their_language() -> None:
    with opened("screen") as pdf:
        spoken = [(str(one.S), str(one.Lang)) for one in elements(pdf) if "/Lang" in one]
        assert str(pdf.Root.Lang) == "en-GB"
    assert {"fr", "pl", "ru"} <= {language for _, language in spoken}
    assert ("/Sect", "pl") in spoken  # a chapter
    assert ("/Span", "fr") in spoken  # words in a line


def test_notes_follow_the_paragraph_in_which_they_are_called() -> None:
    with opened("screen") as pdf:
        notes = [one for one in elements(pdf) if one.S == "/Note"]
        assert len({str(one.ID) for one in notes}) == len(notes) > 10
        for note in notes:
            assert note.P.S in ("/P", "/LBody", "/TD", "/Caption", "/H2", "/H3", "/BlockQuote")
            assert any(isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Reference" for kid in kids(note.P))
            assert kids(note)[0].S == "/Lbl"


def of_long_paragraphs(*sheets: tuple[str, str]) -> pikepdf.Pdf:
    """Two paragraphs of many pages for a screen, with more style sheets."""
    manuscript, before, _ = issues.long_paragraphs()
    base = issues.complete().house
    assert base is not None
    house = House("house", {"screen": (*base.sheets("screen"), *sheets)}, base.fonts, base._templates)
    plan = EditionPlan("screen", "screen", NOWHERE)
    order = Order(plan, manuscript, house, MemoryFolder({}), NO_FOLIOS, issues.STAMP, (), (before,), workers=1)
    made_, found = bring_out_screen(order)
    assert made_ is not None
    assert found == ()
    return pikepdf.open(io.BytesIO(made_.data))


def test_a_paragraph_that_goes_on_over_the_page_is_one() -> None:
    with of_long_paragraphs() as pdf:
        paragraphs = [one for one in elements(pdf) if one.S == "/P"]
        over = [{kid.Pg.objgen for kid in kids(one) if isinstance(kid, pikepdf.Dictionary)} for one in paragraphs]
    assert len(paragraphs) == 2
    assert all(len(pages) > 1 for pages in over)


def test_laid_out_in_one_run_it_is_the_same_but_for_names_within() -> None:
    """A sheet whose pages hang on each other keeps sections from being laid out alone."""
    with of_long_paragraphs() as one, of_long_paragraphs(("extra.css", "@page :first { }")) as other:
        for found, wanted in zip(elements(one), elements(other), strict=True):
            assert (found.S, len(kids(found))) == (wanted.S, len(kids(wanted)))
        drawn = [b"".join(part.read_bytes() for part in contents_of(pdf.pages[4])) for pdf in (one, other)]
    assert all(re.search(rb"/Artifact\s<</Type /Pagination>>", part) for part in drawn)


def test_contents_are_contents_and_headings_stand_once() -> None:
    with opened("screen") as pdf:
        kinds = [str(one.S) for one in elements(pdf)]
        assert kinds.count("/TOC") == 1
        assert kinds.count("/TOCI") > 10
        assert not any(one.P.S == one.S for one in elements(pdf) if re.fullmatch("/H[1-6]", str(one.S)))
        assert {str(one.A.Scope) for one in elements(pdf) if one.S == "/TH"} >= {"/Column"}
        assert all(one.P.S == "/Figure" for one in elements(pdf) if one.S == "/Caption" and one.P.S != "/Table")


def test_the_hyphen_of_a_broken_word_is_a_soft_one() -> None:
    with opened("screen") as pdf:
        drawn = b"".join(stream.read_bytes() for page in pdf.pages for stream in contents_of(page))
    assert drawn.count(b"/ActualText <FEFF00AD>") > 3
    assert drawn.count(b"BDC") + drawn.count(b"BMC") == drawn.count(b"EMC")


def test_words_are_parted_by_a_space_where_a_line_ends() -> None:
    """The tree knows no lines: without a space their words would run together."""
    with opened("screen") as pdf:
        drawn = b"".join(stream.read_bytes() for page in pdf.pages for stream in contents_of(page))
        faces = sum(1 for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font")
    spaces = re.findall(rb"TJ\n\[<([0-9a-f]{4})>\] TJ\nET", drawn)
    assert len(spaces) > 300
    assert len(set(spaces)) <= faces


@given(some.lists(some.integers(0, 0xFFFF), min_size=1, max_size=6), some.integers(-20, 20))
def test_softening_moves_no_glyph(glyphs: list[int], kerning: int) -> None:
    row = "".join(f"{one:04x}" for one in glyphs)
    drawn = [f"[<{row}>{kerning if kerning else ''}] TJ".encode()]
    soften(drawn)
    told = b" ".join(drawn)
    assert "".join(one.decode() for one in re.findall(rb"\[[^\]]*?<([0-9a-f]*)>", told)) == row
    assert told.count(b"BDC") == told.count(b"EMC") == 1


def test_it_can_be_found_one_s_way_about_in() -> None:
    with opened("screen") as pdf:
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.PageMode == "/UseOutlines"
        assert "/Outlines" in pdf.Root
        assert all(page.Tabs == "/S" for page in pdf.pages)
        outward = [note for page in pdf.pages for note in links(page) if "/A" in note]
        assert outward
        assert all(note.F == 4 for page in pdf.pages for note in links(page))


# ---------------------------------------------------------------------------------------------- what it says of itself


def test_it_claims_both_standards() -> None:
    assert claims(made()[0]["screen"].data) == ("pdf/ua-1", "pdf/a-3a")


def test_old_and_new_properties_say_the_same() -> None:
    with opened("screen") as pdf, pdf.open_metadata() as told:
        assert told["dc:title"] == str(pdf.docinfo["/Title"]) == "Mirela Tandari: A Companion"
        assert ", ".join(told["dc:creator"]) == str(pdf.docinfo["/Author"])
        assert told["pdf:Producer"] == str(pdf.docinfo["/Producer"])
        assert told["xmp:CreateDate"] == "2026-09-21T15:33:20Z" or told["xmp:CreateDate"].startswith("2026-09-21")
        assert set(told["dc:language"]) == {"en-GB"}


def test_words_that_mean_something_to_xml_are_only_words() -> None:
    facts = BookFacts('A < B & "C"', "en", ("<x>",), "", (), "", "", "", "urn:uuid:1", "", "p", "c", 0)
    packet = xmp_packet(facts)
    assert b"A &lt; B &amp; &quot;C&quot;" in packet
    assert b"<dc:description>" not in packet


def test_its_colours_are_meant_as_srgb() -> None:
    with opened("screen") as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()


def test_the_profile_is_srgb_to_every_shade() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert "No rights reserved" in ImageCms.getProfileCopyright(profile)
    change = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    picture = Image.frombytes(
        "RGB", (256, 3), bytes((x * k + 37 * c) % 256 for k in (1, 7, 11) for x in range(256) for c in range(3))
    )
    made_ = ImageCms.applyTransform(picture, change)
    assert made_ is not None
    assert max(abs(one - other) for one, other in zip(picture.tobytes(), made_.tobytes(), strict=True)) <= 1


@pytest.mark.skipif(not java.program() or not java.verapdf_jar(), reason="veraPDF or Java is not installed")
def test_verapdf_finds_nothing_under_either_profile() -> None:
    with open_desk() as desk:
        verdict = run_verapdf(
            made()[0]["screen"], more_editions.proof().manuscript, ("pdf/ua-1", "pdf/a-3a"), desk=desk
        )
    assert verdict.findings == ()
    assert verdict.version


def pairs(row: Any) -> list[tuple[Any, Any]]:
    held = list(row)
    return list(zip(held[::2], held[1::2], strict=True))


def links(page: Any) -> list[Any]:
    return [note for note in page.get("/Annots", ()) if note.Subtype == "/Link"]
