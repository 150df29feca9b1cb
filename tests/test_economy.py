"""What saves work while pages are laid out changes nothing on them, byte for byte, and steps aside where it does not fit."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from books import book
from printed_samples import sample
from sample_order import order
from serge_press.editions import economy
from serge_press.editions.economy.page_by_page import Unsteady
from serge_press.editions.leaves import holdings
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.print_document import units
from serge_press.editions.sections import documents, lay
from serge_press.editions.sections.book import setting_of
from serge_press.editions.sections.heads import Run, page_by_page
from serge_press.editions.sections.lay import lay_section
from serge_press.editions.sections.request import SectionRequest
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.press import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.editions.economy.fitting import Saving
    from serge_press.editions.edition import Order
    from serge_press.editions.sections.sheets import SectionSheets


def requests_of(asked: Order) -> list[SectionRequest]:
    """Every section of the order's book, and the heads of ten pages of one."""
    geometry = page_geometry(asked.plan.trim)
    assert geometry is not None
    setting = setting_of(asked, geometry)
    language = asked.manuscript.plan.language
    leaves = tuple(holdings(asked.manuscript).leaves)
    content = units(asked.manuscript, asked.house, NO_FOLIOS)
    sections = [documents.alone(unit.html(), language) for unit in content]
    texts = [SectionRequest(setting, "text", one, tuple(documents.targets(one)), leaves=leaves) for one in sections]
    run = Run(content[-1], content[0], tuple(range(4, 14)), right=False, blank=False)
    return [*texts, page_by_page(run, geometry, language, setting).request]


@cache
def asked(standard: str) -> list[SectionRequest]:
    """The sample book, and if it is to be tagged the complete miniature."""
    orders = [order(sample(), standard=standard)]
    if standard:
        proof = prepare(book("complete"))
        assert proof.manuscript is not None
        orders = [order(proof.manuscript, standard=standard)]
    return [request for one in orders for request in requests_of(one)]


def laid(standard: str) -> list[SectionSheets]:
    economy.forget()
    return [lay_section(request) for request in asked(standard)]


@cache
def stock(standard: str) -> list[SectionSheets]:
    """As WeasyPrint does it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(economy, "SAVINGS", ())
        return laid(standard)


@pytest.mark.parametrize("standard", ["", "pdf/ua-1"])
def test_pages_are_the_same_with_all_savings(standard: str) -> None:
    assert laid(standard) == stock(standard)


@pytest.mark.parametrize("saving", economy.SAVINGS, ids=lambda one: one.name)
def test_pages_are_the_same_with_one_saving(saving: Saving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(economy, "SAVINGS", (saving,))
    assert laid("pdf/ua-1") == stock("pdf/ua-1")


@pytest.mark.parametrize("saving", economy.SAVINGS, ids=lambda one: one.name)
def test_every_saving_fits_the_library_that_is_installed(saving: Saving) -> None:
    assert saving.fits()
    assert saving.spots()


def test_a_saving_that_does_not_fit_replaces_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.css import StyleFor

    strange = replace(economy.SAVINGS[0], leans_on=("weasyprint.html",), _spots=[])
    monkeypatch.setattr(economy, "SAVINGS", (strange,))
    before = vars(StyleFor)["__init__"]
    with economy.thrifty():
        assert vars(StyleFor)["__init__"] is before


def test_the_library_is_as_it_was_afterwards() -> None:
    spots = [spot for saving in economy.SAVINGS for spot in saving.spots()]
    assert len(spots) >= len(economy.SAVINGS)
    with economy.thrifty():
        assert all(vars(spot.owner)[spot.name] is spot.ours for spot in spots)
    assert all(vars(spot.owner)[spot.name] is spot.stock for spot in spots)


# ------------------------------------------------------------------------------------------------- what styles hang on


def document(body: str, sheet: str = "") -> SectionRequest:
    geometry = page_geometry((135.0, 210.0))
    assert geometry is not None
    base = setting_of(order(sample()), geometry)
    setting = replace(base, sheets=(*base.sheets, ("own.css", sheet))) if sheet else base
    return SectionRequest(setting, "text", documents.alone(body, "en"))


def both_ways(requests: Sequence[SectionRequest], monkeypatch: pytest.MonkeyPatch) -> tuple[list[Any], list[Any]]:
    economy.forget()
    ours = [lay_section(request) for request in requests]
    monkeypatch.setattr(economy, "SAVINGS", ())
    return ours, [lay_section(request) for request in requests]


BODIES = {
    "ids": '<p id="a">One <em id="b">two</em> <em>three</em></p><p id="c">Four <em>five</em></p>',
    "ids that are keywords": '<p id="inherit">One</p><p id="initial">two</p><p id="q\\x">three</p>',
    "languages": '<p lang="fr">Un <em lang="en">two</em></p><p lang="fr" id="x">trois <em>quatre</em></p>',
    "own styles": '<p style="margin-left: 2em" id="s">One <em>two</em></p><p style="margin-left: 3em">three</p>',
    "lists": "<ul><li>One</li><li id='z'>two</li></ul><ol><li>one</li></ol>",
    "tables": "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td id='t'>1</td></tr></tbody></table>",
    "spaces": "<p>One <em> two </em> three\u00a0four <b>\u00a0five\u00a0</b>six  seven\u2003eight.</p>",
    "scripts": "<p>Серж 1936, «Виктор» Victor 1936. Ἀθῆναι 12 и Paris; \u05e9\u05dc\u05d5\u05dd 日本 ﬁne "
    "fjord ‘x’ (y) \u2060z.</p>",
    "page numbers": '<p>See p. <span class="folio" data-folio="x">00</span>, or 00, 00 and <b class="folio">00</b>: '
    '<span class="folio" data-folio="y">000</span> and 000, 01.</p>',
    "small capitals": "<p><span class='small-caps'>One two</span> <sup>3</sup> AV To. “Wa” f’i 1789–1936</p>",
    "notes": '<p>One<span class="footnote" id="n1" data-number="1">first</span> two'
    '<span class="footnote" id="n2" data-number="2" data-short="">second</span></p>',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_elements_are_styled_as_the_library_styles_them(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, stocks = both_ways([document(body), document(body)], monkeypatch)
    assert ours == stocks


SHEETS = {
    "spaced words": "p { word-spacing: -.02em; text-align: justify; letter-spacing: 0 } em { letter-spacing: .1em }",
    "unseen spaces": "p { word-spacing: .000001px; text-align: left }",
    "lines at the text": "p { text-align: left } em { text-decoration: underline line-through; word-spacing: 1px }",
    "width of the page": "p { margin-left: 10vw }",
    "anchors from a sheet": 'em { -weasy-anchor: "here" }',
    "layers": "@layer one, two; @layer two { em { color: red } } @layer one { em { color: blue } }",
    "important": "em { color: red !important } p em { color: blue }",
    "siblings": "p + p { text-indent: 0 } p:nth-child(2) em { font-weight: 600 }",
    "pages": "@page { margin-top: 30mm } @page :nth(2) { margin-top: 40mm; @top-left { content: 'x' } }",
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_rules_hold_as_in_the_library(sheet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(BODIES.values()) * 8
    ours, stocks = both_ways([document(body, sheet), document(body * 2, sheet)], monkeypatch)
    assert ours == stocks


def test_a_warning_is_heard_in_every_section(monkeypatch: pytest.MonkeyPatch) -> None:
    request = document('<p style="width: calc(1px + 1s)">One</p>')
    ours, stocks = both_ways([request, request], monkeypatch)
    assert ours == stocks
    assert all(any("calc" in message for _, message, _ in one.said) for one in ours)


# ---------------------------------------------------------------------------------------------------- page by page


@pytest.mark.parametrize("standard", ["", "pdf/ua-1"])
def test_pages_painted_as_they_come_are_the_same(standard: str) -> None:
    texts = [request for request in asked(standard) if request.layer == "text"]
    assert [lay._lay(one, by_page=True) for one in texts] == [lay._lay(one, by_page=False) for one in texts]


def test_a_link_to_nowhere_has_the_pages_laid_out_first() -> None:
    request = document('<p>See <a href="#gone">there</a>.</p>')
    with pytest.raises(Unsteady):
        lay._lay(request, by_page=True)
    assert lay_section(request) == lay._lay(request, by_page=False)
