"""Printer profiles are data with evidence: read strictly, told plainly, and never guessed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from serge_press.cli.main import cli
from serge_press.findings import Severity
from serge_press.printers.conditions import conditions
from serge_press.printers.facts import Force, Grade
from serge_press.printers.listing import LABELS, facts_of
from serge_press.printers.profile import PrinterProfile
from serge_press.printers.shelf import PRINTERS, printer, printers, read_profile, sources
from serge_press.printers.spine import SpineWanted, SpineWidth, spine_width

HEAD = 'title = "T"\nprinter = "P"\nbinding = "paperback"\nunit = "in"\nchecked_on = 2026-01-02\n'


def read(body: str) -> PrinterProfile:
    return read_profile("mine", HEAD + body, sources())


def width(name: str, pages: int, paper: str = "") -> float:
    made = spine_width(printer(name), pages, paper)
    assert isinstance(made, SpineWidth), made
    return made.width


@pytest.mark.parametrize("profile", printers(), ids=lambda profile: profile.name)
def test_every_fact_says_how_it_is_known(profile: PrinterProfile) -> None:
    told = list(facts_of(profile))
    assert told
    for name, fact in told:
        assert name in LABELS
        assert fact.sources
        assert fact.checked_on >= date(2026, 11, 1)


def test_every_source_is_used() -> None:
    used = {source.tag for profile in printers() for _, fact in facts_of(profile) for source in fact.sources}
    used |= {source.tag for one in conditions() for source in one.sources}
    assert set(sources()) == used


def test_a_profile_that_goes_with_the_press_is_one_of_four_inks() -> None:
    carried = [one for one in conditions() if one.profile]
    assert carried
    for one in carried:
        data = one.data()
        assert (data[12:16], data[16:20], data[36:40]) == (b"prtr", b"CMYK", b"acsp")
        assert len(data) == int.from_bytes(data[:4], "big")


@pytest.mark.parametrize("profile", printers(), ids=lambda profile: profile.name)
def test_limits_name_trims_and_papers_that_there_are(profile: PrinterProfile) -> None:
    names = {trim.name for fact in profile.trims for trim in fact.value}
    papers = {fact.value.name for fact in profile.papers}
    for fact in profile.pages:
        assert set(fact.value.trims) <= names
        assert set(fact.value.papers) <= papers
        assert fact.value.fewest <= fact.value.most
    for spine in profile.spine:
        assert set(spine.value.papers) <= papers
    for model in profile.model_margins.value if profile.model_margins else ():
        assert model.trim in names


def test_only_grade_a_refuses_and_advice_only_warns() -> None:
    body = '[same_size]\nvalue = true\nsources = ["practice"]\ngrade = '
    severities = [read(body + f'"{grade}"').same_size.severity for grade in "ABC"]  # type: ignore[union-attr]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    advised = read(body + '"A"\nforce = "advised"').same_size
    assert advised is not None
    assert (advised.grade, advised.force, advised.severity) == (Grade.A, Force.ADVISED, Severity.WARNING)
    assert advised.evidence == "grade A, checked 2026-01-02: Common practice, from memory"


@pytest.mark.parametrize(
    ("name", "pages", "paper", "inches"),
    [
        ("kdp-paperback", 300, "white", 0.6756),
        ("kdp-paperback", 300, "cream", 0.75),
        ("kdp-paperback", 300, "premium-colour", 0.7041),
        ("lulu-paperback", 210, "cream", 210 / 444 + 0.06),
        ("lulu-casewrap", 24, "", 0.25),
        ("lulu-casewrap", 84, "", 0.25),
        ("lulu-casewrap", 86, "", 0.5),
        ("lulu-casewrap", 800, "", 2.125),
    ],
)
def test_the_width_of_a_spine_in_inches(name: str, pages: int, paper: str, inches: float) -> None:
    assert width(name, pages, paper) / 25.4 == pytest.approx(inches, abs=1e-5)


@pytest.mark.parametrize(
    ("pages", "paper", "millimetres"),
    [(24, "cream", 2.22), (100, "white", 6.6), (500, "photo-matt", 32.1), (868, "photo-gloss", 44.434)],
)
def test_the_width_of_a_bod_spine(pages: int, paper: str, millimetres: float) -> None:
    assert width("bod-paperback", pages, paper) == pytest.approx(millimetres)


def test_lulus_cover_comes_to_the_size_its_api_gives() -> None:
    lulu = printer("lulu-paperback")
    assert lulu.cover_width is not None
    assert lulu.cover_height is not None
    cover = (2 * 6 * 25.4 + width("lulu-paperback", 210) + lulu.cover_width.value, 9 * 25.4 + lulu.cover_height.value)
    assert [round(side * 72 / 25.4) for side in cover] == [920, 666]


@pytest.mark.parametrize("name", ["ingram-paperback", "ingram-case", "kdp-hardcover", "bod-hardcover"])
def test_a_spine_that_only_a_template_gives_is_wanted_not_guessed(name: str) -> None:
    made = spine_width(printer(name), 300)
    assert isinstance(made, SpineWanted)
    assert "read from" in made.why
    entered = spine_width(printer(name), 300, entered=17.5)
    assert isinstance(entered, SpineWidth)
    assert (entered.width, entered.entered) == (17.5, True)


def test_a_spine_that_hangs_on_the_paper_asks_for_it() -> None:
    assert spine_width(printer("kdp-paperback"), 300) == SpineWanted(
        "the width depends on the paper: name one of white, cream, standard-colour, premium-colour"
    )
    assert isinstance(spine_width(printer("offset-eu"), 300), SpineWanted)
    bulk = spine_width(printer("offset-eu"), 300, grams=90, volume=1.5)
    assert isinstance(bulk, SpineWidth)
    assert bulk.width == pytest.approx(150 * 0.135 + 0.6)
    assert spine_width(printer("lulu-casewrap"), 900) == SpineWanted("the printer's table has no row for 900 pages")


def test_the_gutter_goes_by_the_page_count() -> None:
    kdp = printer("kdp-paperback")
    steps = [kdp.gutter_at(pages) for pages in (24, 150, 151, 300, 301, 828)]
    assert [step.inside for step in steps if step] == [9.525, 9.525, 12.7, 12.7, 15.875, 22.225]
    following = kdp.next_gutter(246)
    assert following is not None
    assert following.pages == 301
    assert kdp.next_gutter(800) is None
    assert printer("bod-paperback").gutter_at(246) is None


def test_a_trim_is_found_within_half_a_millimetre() -> None:
    kdp = printer("kdp-paperback")
    found = [kdp.trim_of(*size) for size in ((152.0, 228.9), (138.0, 216.0), (90.0, 140.0))]
    assert [one[0].name if one else None for one in found] == ["6 x 9", "", None]
    assert printer("bod-paperback").trim_of(138, 216) is None


def test_a_limit_for_a_trim_takes_the_place_of_the_one_for_all() -> None:
    kdp = printer("kdp-paperback")
    assert [fact.value.most for fact in kdp.limits("8.5 x 11", "white")] == [590]
    assert [fact.value.most for fact in kdp.limits("6 x 9", "cream")] == [776]
    assert [fact.value.most for fact in printer("lulu-paperback").limits("9 x 7")] == [250]
    assert [fact.value.most for fact in printer("lulu-paperback").limits("6 x 9")] == [800]


def test_blanks_make_the_count_whole() -> None:
    assert [printer("kdp-paperback").whole(pages) for pages in (245, 246)] == [246, 246]
    assert printer("offset-eu").whole(246) == 256


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('[same_size]\nvalue = true\ngrade = "A"\nsources = ["nobody"]', "no source"),
        ('[same_size]\nvalue = true\ngrade = "A"\nsources = []', "no source"),
        ('[same_size]\nvalue = 1\ngrade = "A"\nsources = ["practice"]', "value is no bool"),
        ('[same_size]\nvalue = true\nvalu = 2\ngrade = "A"\nsources = ["practice"]', "nobody asks for valu"),
        ('[same_size]\nvalue = true\ngrade = "D"\nsources = ["practice"]', "D"),
        ('[same_colour]\nvalue = true\ngrade = "A"\nsources = ["practice"]', r"no field \[same_colour\]"),
        ('[[trims]]\nsizes = ["6 by 9"]\ngrade = "A"\nsources = ["practice"]', "6 by 9 is no size"),
        ('[[spine]]\nrule = "guess"\ngrade = "A"\nsources = ["practice"]', "no rule guess"),
        ('[gutter]\nsteps = [[300, 1], [24, 2]]\ngrade = "A"\nsources = ["practice"]', "not in order"),
    ],
)
def test_a_slip_in_the_data_is_not_read_over(body: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read(body)


def test_the_command_lists_and_shows() -> None:
    listed = CliRunner().invoke(cli, ["printers"])
    assert listed.exit_code == 0
    assert [line.split()[0] for line in listed.output.splitlines()] == list(PRINTERS)
    shown = CliRunner().invoke(cli, ["printers", "show", "kdp-paperback"]).output
    assert "from 151 pages 0.5 in (12.7 mm)" in shown
    assert "[grade A, checked 2026-11-22: Amazon KDP help, Paperback Submission Guidelines]" in shown
    assert "Not known:" in shown
    record = json.loads(CliRunner().invoke(cli, ["printers", "show", "bod-paperback", "--format", "json"]).output)
    bleed = next(fact for fact in record["facts"] if fact["field"] == "bleed")
    assert bleed["value"] == {"top": 5.0, "bottom": 5.0, "inside": 5.0, "outside": 5.0}
    assert bleed["sources"][0]["title"] == "BoD for publishers, Coverberechnung"


@pytest.mark.parametrize("name", PRINTERS)
def test_every_printer_can_be_shown(name: str) -> None:
    for form in ("text", "json"):
        made = CliRunner().invoke(cli, ["printers", "show", name, "--format", form])
        assert made.exit_code == 0
        assert "(" not in made.output or "dataclass" not in made.output


def test_a_misspelt_printer_is_told_the_nearest() -> None:
    made = CliRunner().invoke(cli, ["printers", "show", "kpd-paperback"])
    assert made.exit_code == 2
    assert "Did you mean 'kdp-paperback'?" in made.output


def test_what_holds_for_a_book_of_so_many_pages_is_told_on_demand() -> None:
    told = CliRunner().invoke(cli, ["printers", "show", "kdp-paperback", "--pages", "245"]).stdout
    assert "A book of 245 pages:" in told
    assert "  bound as                  246 pages\n" in told
    assert "  spine on cream            0.615 in (15.62 mm)\n" in told
    assert "  inner margin              0.5 in (12.7 mm) at least; from 301 pages on 0.625 in (15.88 mm)\n" in told
    assert "  price                     in the last band\n" in told
    record = json.loads(
        CliRunner().invoke(cli, ["printers", "show", "kdp-hardcover", "--pages", "20", "--format", "json"]).stdout
    )
    assert record["at_pages"]["pages"] == 20
    assert any("pages can be" in words for words in record["at_pages"].values() if isinstance(words, str))
