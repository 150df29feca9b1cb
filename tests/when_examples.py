"""Dates to test with: the examples of the EDTF specification, and a maker of dates for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from serge_press.when import DateFault, When

LEVEL_0 = (
    "1985-04-12", "1985-04", "1985", "1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30", "1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08", "2004-02-01/2005-02",
    "2004-02-01/2005", "2005/2006-02",
)  # fmt: skip

LEVEL_1 = (
    "Y170000002", "Y-170000002", "2001-21", "1984?", "2004-06~", "2004-06-11%", "201X", "20XX", "2004-XX", "1985-04-XX",
    "1985-XX-XX", "1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12", "../1985-04", "../1985", "1985-04-12/",
    "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985", "-1985", "1984~/2004-06", "1984/2004-06~", "1984?/2004%",
)  # fmt: skip

LEVEL_2 = (
    "Y-17E7", "Y17E8", "1950S2", "Y171010000S3", "Y3388E2S3", "2001-34", "[1667,1668,1670..1672]", "[..1760-12-03]",
    "[1760-12..]", "[1760-01,1760-02,1760-12..]", "[1667,1760-12]", "{1667,1668,1670..1672}", "{1960,1961-12}", "{..1984}",
    "2004-06~-11", "2004?-06-11", "?2004-06-~11", "2004-%06-11", "156X-12-25", "15XX-12-25", "XXXX-12-XX", "1XXX-XX",
    "1XXX-12", "1984-1X", "2004-06-~01/2004-06-~20", "2004-06-XX/2004-07-03",
)  # fmt: skip

SPECIFICATION = (*LEVEL_0, *LEVEL_1, *LEVEL_2)

_mark = st.sampled_from(("", "", "", "?", "~", "%"))
_year = st.one_of(
    st.integers(0, 9999).map("{:04}".format),
    st.integers(1880, 1950).map(str),
    st.integers(1, 9999).map("-{:04}".format),
    st.text("0123456789X", min_size=4, max_size=4),
    st.sampled_from(
        ("192X", "19XX", "1XXX", "XXXX", "-01XX", "-192X", "000X", "Y170000002", "Y-17E7", "1950S2", "1950S1")
    ),
)
_month = st.one_of(
    st.integers(1, 12).map("{:02}".format), st.integers(21, 41).map(str), st.sampled_from(("XX", "1X", "X2"))
)
_day = st.one_of(st.integers(1, 31).map("{:02}".format), st.sampled_from(("XX", "2X", "X1")))
_one = st.one_of(
    st.builds("{}{}".format, _year, _mark),
    st.builds("{}{}-{}{}{}".format, _year, _mark, _mark, _month, _mark),
    st.builds("{}{}-{}{}-{}{}{}".format, _year, _mark, _mark, _month, _mark, _day, _mark),
)
_range = st.builds("{}..{}".format, _one, _one)
_member = st.one_of(_one, _one, _range, _one.map("{}..".format), _one.map("..{}".format))
_members = st.lists(_member, min_size=1, max_size=4).map(",".join)

likely_texts: st.SearchStrategy[str] = st.one_of(
    _one,
    st.builds("{}/{}".format, _one, _one),
    _one.map("{}/..".format),
    _one.map("../{}".format),
    _one.map("{}/".format),
    _one.map("/{}".format),
    _members.map("[{}]".format),
    _members.map("{{{}}}".format),
)
"""Texts of the right shape; not all of them are dates (a month may be too short for its day)."""


def parsed(text: str) -> When | None:
    """The date, None where the text is none."""
    try:
        return When.parse(text)
    except DateFault:
        return None


single_dates: st.SearchStrategy[When] = _one.map(parsed).filter(lambda w: w is not None)  # type: ignore[assignment]
dates: st.SearchStrategy[When] = likely_texts.map(parsed).filter(lambda w: w is not None)  # type: ignore[assignment]
