"""Rules of what is told to the book trade: identifiers, subjects, prices, suppliers, and the ONIX record made from them."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule(
        "B001", _ERROR, "One ISBN for two editions",
        "An ISBN names one edition in one form. A shop that meets it twice shows one of them under the other's page, and "
        "sends readers the wrong one.",
        'isbn = "978-83-000000-0-1" under both [edition.print] and [edition.epub]',
        "give each edition its own ISBN; leave out the one that you do not have",
    ),
    Rule(
        "B002", _ERROR, "A subject code that its scheme does not have",
        "Shops shelve a book by its codes; one that has not the form of the scheme is dropped, and the book stands nowhere.",
        'bisac = ["BIO7000"]',
        "copy the code from the scheme: Thema DNBL, BISAC BIO007000",
    ),
    Rule(
        "B003", _ERROR, "A country, currency or serial number that does not exist",
        "Records that name an unknown country or currency are refused whole.",
        'country = "UK"',
        "write countries in the two capitals of ISO 3166-1 (GB), currencies in the three of ISO 4217 (GBP), an ISSN with its "
        "check digit",
    ),
    Rule(
        "B004", _ERROR, "A price that cannot be read",
        "A price in a record is a number, and a currency beside it; anything else is not sold, or sold for nothing.",
        'price = "18,00 €"',
        'write price = "18.00" and currency = "EUR"; "0" for a book that is free of charge',
    ),
    Rule(
        "B005", _ERROR, "An ONIX record that nobody sends",
        "A record says who sends it. The press does not invent a publisher.",
        "an edition of the kind onix in a book without publisher and by",
        "give publisher, or by, in book.toml; or leave the edition out",
    ),
    Rule(
        "B006", _ERROR, "A supplier of an edition that the book does not have",
        "Nobody would be told where the editions that there are can be had.",
        'editions = ["hardback"] where the book has print and epub',
        "name editions of this book.toml; leave editions out for all of them",
    ),
    Rule(
        "B007", _ERROR, "A contact where nobody can be reached",
        "The address stands in the e-book and in its record; a reader whom something hinders will write to it.",
        'contact = "the publisher"',
        "write an e-mail address, or the address of a page on the web",
    ),
    Rule(
        "B010", _ERROR, "The ONIX record is not valid",
        "Those who receive it refuse what their schema does not allow.",
        "an element that ONIX 3.1 does not have in this place",
        "this is a fault of the press: report it with the book that shows it",
    ),
    Rule(
        "B011", _ERROR, "The ONIX record and the editions do not agree",
        "What a record says of pages, sizes, accessibility and other editions is taken for true by shops and libraries.",
        "a record of 240 pages beside a PDF of 246",
        "build all editions again, together; if it stays, report it with the book that shows it",
    ),
)  # fmt: skip
