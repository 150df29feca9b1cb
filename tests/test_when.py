"""Reading dates: bounds, order, and faults that say where and how to mend."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serge_press.rules import all_rules
from serge_press.when import CalendarDate, DateFault, Precision, When
from when_examples import SPECIFICATION, dates, likely_texts, single_dates


def fault_of(text: str) -> DateFault:
    with pytest.raises(DateFault) as caught:
        When.parse(text)
    return caught.value


@pytest.mark.parametrize("text", SPECIFICATION)
def test_every_example_of_the_specification_is_read_and_kept_letter_for_letter(text: str) -> None:
    when = When.parse(text)
    assert when.edtf == str(when) == text
    assert when.first is not None or when.last is not None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1924", (1924, 1, 1), (1924, 12, 31)),
        ("1924-02", (1924, 2, 1), (1924, 2, 29)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("1924-02-29", (1924, 2, 29), (1924, 2, 29)),
        ("192X", (1920, 1, 1), (1929, 12, 31)),
        ("1X2X", (1020, 1, 1), (1929, 12, 31)),
        ("1984-1X", (1984, 10, 1), (1984, 12, 31)),
        ("1924-XX-31", (1924, 1, 31), (1924, 12, 31)),
        ("192X-02-29", (1920, 2, 29), (1928, 2, 29)),
        ("1938-21", (1938, 3, 1), (1938, 5, 31)),
        ("1923-24", (1923, 12, 1), (1924, 2, 29)),
        ("1923-28", (1923, 12, 1), (1924, 2, 29)),
        ("1923-30", (1923, 12, 1), (1924, 2, 29)),
        ("1923-32", (1923, 6, 1), (1923, 8, 31)),
        ("1923-36", (1923, 10, 1), (1923, 12, 31)),
        ("1923-38", (1923, 5, 1), (1923, 8, 31)),
        ("1923-41", (1923, 7, 1), (1923, 12, 31)),
        ("1923-11-XX/1924-02", (1923, 11, 1), (1924, 2, 29)),
        ("1924/..", (1924, 1, 1), None),
        ("/1924-03", None, (1924, 3, 31)),
        ("[1924,1926..1928]", (1924, 1, 1), (1928, 12, 31)),
        ("{1926,1924-03}", (1924, 3, 1), (1926, 12, 31)),
        ("[..1924,1926..]", None, None),
        ("-0044-03-15", (-44, 3, 15), (-44, 3, 15)),
        ("-01XX", (-199, 1, 1), (-100, 12, 31)),
        ("Y-17E7", (-170000000, 1, 1), (-170000000, 12, 31)),
        ("1950S2", (1900, 1, 1), (1999, 12, 31)),
        ("Y171010000S3", (171000000, 1, 1), (171999999, 12, 31)),
    ],
)
def test_bounds_are_the_first_and_last_day_meant(
    text: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    when = When.parse(text)
    assert (when.first, when.last) == (first, last)


def test_earliest_and_latest_are_calendar_days_where_python_has_them() -> None:
    assert When.parse("1924-02").latest == date(1924, 2, 29)
    assert When.parse("1924/..").latest is None
    assert When.parse("-0044").earliest is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1924-03-12", Precision.DAY),
        ("1924-03", Precision.MONTH),
        ("1924-03-XX", Precision.MONTH),
        ("1924-22", Precision.SEASON),
        ("1924-XX", Precision.YEAR),
        ("192X", Precision.DECADE),
        ("19XX", Precision.CENTURY),
        ("1XXX", Precision.MILLENNIUM),
        ("XXXX-12", Precision.NONE),
        ("1924-03/1925", Precision.YEAR),
        ("1924-03-12/..", Precision.DAY),
    ],
)
def test_precision_is_what_is_known(text: str, precision: Precision) -> None:
    assert When.parse(text).precision is precision


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1924?", ("?", "", "")),
        ("1924-03-12~", ("~", "~", "~")),
        ("2004-06~-11", ("~", "~", "")),
        ("2004?-06-11", ("?", "", "")),
        ("?2004-06-~11", ("?", "", "~")),
        ("2004-%06-11", ("", "%", "")),
        ("?1924~", ("%", "", "")),
    ],
)
def test_a_mark_holds_for_its_part_and_from_the_right_for_all_before_it(text: str, marks: tuple[str, str, str]) -> None:
    body = When.parse(text).body
    assert isinstance(body, CalendarDate)
    assert body.marks == marks


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [("1924", False, False), ("1924?", True, False), ("1924/1926~", False, True), ("[1924,1926%]", True, True)],
)
def test_a_date_knows_whether_any_part_is_marked(text: str, uncertain: bool, approximate: bool) -> None:
    when = When.parse(text)
    assert (when.uncertain, when.approximate) == (uncertain, approximate)


def test_order_is_by_first_day_then_last_day_then_precision() -> None:
    in_order = [
        "../1924", "[..1925]", "Y-17E7", "-0044", "0000", "1X2X", "19XX", "192X", "1924-01-01", "1924-01", "1924", "1924~",
        "1924/1925", "1924/..", "1924-24", "Y170000002",
    ]  # fmt: skip
    assert [str(when) for when in sorted(map(When.parse, reversed(in_order)))] == in_order


def test_a_season_stands_after_the_season_before_it() -> None:
    assert sorted(map(When.parse, ("1924-24", "1924-23", "1924-22", "1924-21")))[0].edtf == "1924-21"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1924", "1924"), ("1924-03", "1924-03"), ("1924-03-12", "1924-03-12"), ("1985-04-12T23:20:30Z", "1985-04-12"),
        ("0044", "0044"), ("Y12345", "12345"),
        ("1924~", ""), ("192X", ""), ("1924-XX", ""), ("1924-21", ""), ("1924/1925", ""), ("[1924]", ""), ("-0044", ""),
        ("0000", ""),
    ],
)  # fmt: skip
def test_html_is_given_a_date_only_where_it_can_say_the_same(text: str, value: str) -> None:
    assert When.parse(text).html_datetime == value


def test_years_for_a_chart() -> None:
    assert list(When.parse("1923-24").years()) == [1923, 1924]
    assert list(When.parse("1924/..").years()) == [1924]
    assert list(When.parse("1924/..").years(until=1926)) == [1924, 1925, 1926]
    assert list(When.parse("../1924").years(since=1923)) == [1923, 1924]
    assert list(When.parse("[..1920,1930..]").years()) == []
    assert list(When.parse("[..1920,1930..]").years(1919, 1920)) == [1919, 1920]


MISTAKES = [
    # text, rule, what the finger points at, what to write
    ("c. 1924", "D005", "c. 1924", "Write 1924~."),
    ("circa 1924-03", "D005", "circa 1924-03", "Write 1924-03~."),
    ("1924-13", "D004", "13", "Months are 01 to 12"),
    ("1924-~13", "D004", "13", "Months are 01 to 12"),
    ("-1985-00", "D004", "00", "Months are 01 to 12"),
    ("1924-25-03", "D004", "25", "Leave the day out"),
    ("1924-13-03", "D004", "13", "write 1924-03-13"),
    ("1924-02-30", "D004", "30", "01 to 29"),
    ("1900-02-29", "D004", "29", "01 to 28"),
    ("XXXX-02-30", "D004", "30", "Leave the day open"),
    ("1920–1921", "D005", "1920–1921", "Write 1920/1921."),
    ("1920 — 1921", "D005", "1920 — 1921", "Write 1920/1921."),
    ("1920-1921", "D005", "1920-1921", "Write 1920/1921."),
    ("1924..1925", "D005", "1924..1925", "Write 1924/1925."),
    ("1920 to 1924", "D005", "1920 to 1924", "Write 1920/1924."),
    ("12/01/1924", "D005", "12/01/1924", "Write 1924-01-12 or 1924-12-01, whichever is meant."),
    ("24.05.1924", "D005", "24.05.1924", "Write 1924-05-24."),
    ("1924/03/05", "D005", "1924/03/05", "Write 1924-03-05."),
    ("1924/03", "D005", "03", "Write 1924-03 for the month"),
    ("1924-12-01/02", "D005", "02", "1924-12-01/1924-12-02"),
    ("1920/21", "D005", "21", "1920/1921"),
    ("19240305", "D005", "19240305", "Write 1924-03-05."),
    ("1924.03", "D005", "1924.03", "Write 1924-03."),
    ("1920s", "D005", "1920s", "Write 192X."),
    ("19th century", "D005", "19th century", "Write 18XX."),
    ("XVIe siècle", "D005", "XVIe siècle", "Write 15XX."),
    ("XVI век", "D005", "XVI век", "Write 15XX."),
    ("4th century BC", "D005", "4th century BC", "Write -03XX."),
    ("384 BC", "D005", "384 BC", "Write -0383."),
    ("c. 384 B.C.", "D005", "c. 384 B.C.", "Write -0383~."),
    ("1 BC", "D005", "1 BC", "Write 0000."),
    ("384–322 av. J.-C.", "D005", "384–322 av. J.-C.", "Write -0383/-0321."),
    ("384 г. до н. э.", "D005", "384 г. до н. э.", "Write -0383."),
    ("AD 225", "D005", "AD 225", "Write 0225."),
    ("-384", "D001", "-384", "Write -0384 for 385 BC, or -0383 for 384 BC."),
    ("225~", "D001", "225~", "Write 0225~."),
    ("9XX", "D001", "9XX", "Write 09XX, or 9XXX, whichever is meant."),
    ("1605–15", "D005", "1605–15", "1605/1615"),
    ("March 1924", "D005", "March 1924", "Write 1924-03."),
    ("12 March 1924", "D005", "12 March 1924", "Write 1924-03-12."),
    ("March 12, 1924", "D005", "March 12, 1924", "Write 1924-03-12."),
    ("1er mai 1924", "D005", "1er mai 1924", "Write 1924-05-01."),
    ("12 marca 1924 r.", "D005", "12 marca 1924 r.", "Write 1924-03-12."),
    ("5 мая 1924 г.", "D005", "5 мая 1924 г.", "Write 1924-05-05."),
    ("1924 or 1925", "D005", "1924 or 1925", "Write [1924,1925]."),
    ("between 1924 and 1926", "D005", "between 1924 and 1926", "[1924..1926]"),
    ("before 1924", "D005", "before 1924", "[..1924]"),
    ("n.d.", "D005", "n.d.", "Leave the field out."),
    ("1924-3", "D001", "3", "Write 1924-03."),
    ("1924-03-5", "D001", "5", "Write 1924-03-05."),
    ("192x", "D001", "x", "Write 192X."),
    ("19uu", "D001", "u", "Write 19XX."),
    ("924", "D001", "924", "Write 0924"),
    ("12345", "D001", "12345", "Write Y12345."),
    ("Y1924", "D001", "Y1924", "Write 1924."),
    ("1924?~", "D001", "1924?~", "1924%"),
    ("-0000", "D001", "-", "Write 0000"),
    ("1950S0", "D001", "S0", "1 or more"),
    (" 1924", "D001", " ", "Write 1924."),
    ("[1924,]", "D001", "]", "leave it out"),
    ("[1924, 1925]", "D001", " ", "Write 1925."),
    ("[1924", "D001", "[", "Write"),
    ("1924-03-12T25:00:00", "D001", "T", "Write"),
    ("/", "D001", "/", "at least one end"),
    ("../..", "D001", "../..", "at least one end"),
    ("1924-03-12T12:00:00/1925", "D001", "T12:00:00", "1924-03-12"),
    ("1926/1924", "D002", "1926/1924", "Write the earlier date first: 1924/1926."),
    ("[1920,1926..1924]", "D002", "1926..1924", "1924..1926"),
    ("1924-W12", "D003", "1924-W12", "1924-MM"),
    ("1924-123", "D003", "1924-123", "1924-MM-DD"),
    ("(1924)~-03", "D003", "(1924)~-03", "1924-~03"),
    ("P3Y", "D003", "P3Y", "when it began"),
    ("Y1E99999999999", "D003", "Y1E99999999999", "in words"),
]


@pytest.mark.parametrize(("text", "rule", "pointed_at", "mend"), MISTAKES)
def test_a_mistake_is_pointed_at_and_mended(text: str, rule: str, pointed_at: str, mend: str) -> None:
    fault = fault_of(text)
    assert fault.rule == rule
    assert text[fault.offset : fault.offset + fault.width] == pointed_at
    assert mend in fault.mend


def test_unsupported_says_so() -> None:
    assert all("not supported" in fault_of(text).message for text, rule, _, _ in MISTAKES if rule == "D003")


def test_nothing_is_no_date() -> None:
    assert fault_of("").message == "the date is empty"
    assert fault_of("  ").rule == "D001"


def test_an_endless_list_is_refused_by_its_length() -> None:
    fault = fault_of("[" + "1924," * 60 + "1925]")
    assert (fault.rule, fault.offset) == ("D003", 200)


def test_every_rule_of_the_letter_is_in_the_table() -> None:
    assert {rule for _, rule, _, _ in MISTAKES} == {rule for rule in all_rules() if rule[0] == "D"}


def outcome(text: str) -> When | DateFault:
    try:
        return When.parse(text)
    except DateFault as fault:
        return fault


@given(st.one_of(st.text(max_size=30), st.text("0123456789XY-/.[]{},?~%ES T:Z", max_size=24), likely_texts))
def test_any_text_is_a_date_or_a_fault_within_it(text: str) -> None:
    came = outcome(text)
    if isinstance(came, When):
        assert When.parse(came.edtf) == came
        assert hash(When.parse(came.edtf)) == hash(came)
        return
    assert 0 <= came.offset <= came.offset + came.width <= len(text)
    assert came.width > 0 or not text
    assert came.rule in all_rules()
    assert came.message
    assert came.mend


@given(dates)
def test_bounds_are_in_order(when: When) -> None:
    if when.first and when.last:
        assert when.first <= when.last
        assert when.first[0] in when.years()
        assert when.last[0] in when.years()


@given(dates, dates)
def test_of_two_dates_exactly_one_order_holds(one: When, other: When) -> None:
    assert (one < other) + (other < one) + (one == other) == 1


@given(dates, dates, dates)
def test_order_carries_over(one: When, two: When, three: When) -> None:
    low, middle, high = sorted((one, two, three))
    assert not middle < low
    assert not high < middle
    assert not high < low


@given(single_dates, single_dates)
def test_a_span_lies_between_its_ends(one: When, other: When) -> None:
    came = outcome(f"{one}/{other}")
    if isinstance(came, When):
        assert (came.first, came.last) == (one.first, other.last)
        return
    assert came.rule == "D002"
    assert one.first is not None
    assert other.last is not None
    assert one.first > other.last
