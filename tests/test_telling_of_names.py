"""What is said of an edition, a printer or an ISBN that there is not: what there is, and what may have been meant."""

from __future__ import annotations

import pytest
from click import UsageError

from issues import complete
from serge_press.cli.printers import named
from serge_press.findings import Place
from serge_press.model.editions_on_request import no_edition
from serge_press.model.isbn import isbn_fault


def of_edition(name: str) -> str:
    plan = complete().plan
    assert plan is not None
    return no_edition(name, plan)


def test_what_is_made_on_request_is_named_too() -> None:
    assert "; on request also: " in of_edition("nothing")
    assert "large-print" in of_edition("nothing")
    assert "Did you mean 'large-print'?" in of_edition("largeprint")


def test_an_edition_with_a_printer_s_name_is_asked_for_otherwise() -> None:
    assert of_edition("kdp-paperback").endswith("For a printer write: -p kdp-paperback.")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("kdp", "Did you mean 'kdp-paperback' or 'kdp-hardcover'?"),
        ("Ingram", "Did you mean 'ingram-paperback' or 'ingram-case'?"),
        ("lulu-papreback", "Did you mean 'lulu-paperback'?"),
        ("xyz", "'serge-press printers' lists them."),
    ],
)
def test_the_beginning_of_a_printer_s_name_is_enough_to_be_told_the_rest(name: str, meant: str) -> None:
    with pytest.raises(UsageError) as told:
        named(name)
    assert told.value.message.endswith(meant)


@pytest.mark.parametrize(
    ("isbn", "why"),
    [
        ("978-0-306-40615-5", "the last one would be 7"),
        ("0-306-40615-3", "the last one would be 2"),
        ("0-8044-2957-0", "the last one would be X"),
        ("978-0-306-40615", "it has 12 digits, not 13 or 10"),
        ("977-0-306-40615-7", "begins with 978 or 979"),
        ("978-0-306-4O615-7", "it is made of digits"),
    ],
)
def test_of_what_is_no_isbn_the_reason_is_told(isbn: str, why: str) -> None:
    assert why in isbn_fault(isbn)
    assert isbn_fault("978-0-306-40615-7") == isbn_fault("0-8044-2957-X") == ""


def test_a_place_is_as_long_as_what_is_known_of_it() -> None:
    assert [str(one) for one in (Place("a.md", 3, 7), Place("a.pdf", 12), Place("a.pdf"))] == [
        "a.md:3:7",
        "a.pdf:12",
        "a.pdf",
    ]
