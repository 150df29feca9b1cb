"""The fixed words a book needs, as one typed table; each language fills it once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from serge_press.phrases.dates import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from serge_press.phrases.dates import DateWords
    from serge_press.when import When

MADE_HEADINGS = (
    "contents", "chronology", "concordance", "bibliography", "names", "attributions", "people", "sources", "notes",
    "colophon",
)  # fmt: skip
"""Made parts that carry a heading of their own."""

NAMED_LANGUAGES = ("en", "fr", "pl", "ru", "es", "de", "it", "pt", "nl", "sv", "el", "tr", "uk", "ca", "eo")

COUNTED = ("page", "note", "chapter", "work", "source", "claim", "account", "person", "event", "year", "volume", "time")
"""Nouns that can be counted with ``Phrases.count``."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language. Words that stand within a line are lower-case, headings begin with a capital.

    The mappings from ``verdicts`` to ``publication_roles`` are keyed by the value an author writes
    ("archive-document") and hold every one the model knows. ``{n}``, ``{name}`` and the like are filled by ``str.format``.
    """

    language: str
    dates: DateWords
    headings: Mapping[str, str]  # of made parts, by the bare word of book.toml
    languages: Mapping[str, str]  # names of languages, by BCP 47 tag
    nouns: Mapping[str, tuple[str, ...]]  # by COUNTED: the forms plural_form chooses among
    plural_form: Callable[[int], int]
    ordinal: Callable[[int], str]  # "3rd", "3." as in "3rd edition"
    quotes: tuple[tuple[str, str], tuple[str, str]]  # primary, secondary: opening, closing
    break_dash: str  # between clauses, with its spaces
    verdicts: Mapping[str, str]
    confidences: Mapping[str, str]
    stances: Mapping[str, str]
    weights: Mapping[str, str]
    bases: Mapping[str, str]
    agreements: Mapping[str, str]
    work_kinds: Mapping[str, str]
    source_kinds: Mapping[str, str]
    event_kinds: Mapping[str, str]
    relators: Mapping[str, str]
    publication_roles: Mapping[str, str]
    # places in books
    page: str  # abbreviation, one page
    pages: str  # abbreviation, several
    number: str
    volume: str
    chapter: str
    part: str
    note: str
    see: str
    see_also: str
    in_: str
    with_: str
    and_: str
    or_: str
    by: str
    others: str  # "and others"
    # publications
    undated: str
    attributed: str
    signed: str
    signed_as: str  # with {name}
    unsigned: str
    not_seen: str
    seen_in_part: str
    as_printed: str
    first_published: str
    reprinted: str
    online: str
    translated_by: str
    edited_by: str
    introduced_by: str
    illustrated_by: str
    edition: str
    read_at: str
    accessed: str
    no_place: str
    no_publisher: str
    written: str
    collected_in: str
    original_title: str
    untitled: str
    # people
    born: str
    died: str
    pseudonyms: str
    name_uncertain: str
    # attributions and comparison
    where_accounts_disagree: str
    question: str
    claims: str
    verdict: str
    reasoning: str
    finding: str
    would_settle: str
    earlier_verdicts: str
    decided: str  # with {date} and {name}
    silent: str
    confidence: str
    basis: str
    weight: str
    author_unknown: str
    # made for readers of the e-book
    back_to_note: str  # with {n}
    page_label: str  # with {n}
    note_label: str  # with {n}
    title_page: str
    half_title: str
    imprint: str
    cover: str
    list_of_pages: str
    landmarks: str
    isbn: str
    all_rights: str
    licence: str
    publisher: str
    printed_edition: str
    electronic_edition: str

    def count(self, number: int, noun: str) -> str:
        """A number with its noun in the right form, a no-break space between. Raises KeyError outside of COUNTED."""
        return f"{number}{NBSP}{self.nouns[noun][self.plural_form(number)]}"

    def listed(self, items: Sequence[str], last: str = "") -> str:
        """Items in a row: "a, b and c"; ``last`` stands in for "and"."""
        return self.dates.listed(items, last or self.and_)

    def quoted(self, text: str, depth: int = 0) -> str:
        """Text in quotation marks; those of odd depth are the secondary ones."""
        opening, closing = self.quotes[depth % 2]
        return f"{opening}{text}{closing}"

    def at_pages(self, locator: str) -> str:
        """``p. 12`` or ``pp. 12–14``: the abbreviation and a bare locator, a hyphen between numbers made the range dash."""
        several = any(sign in locator for sign in "-–,;")
        shown = locator.replace("-", self.dates.number_dash) if locator.replace("-", "").isdigit() else locator
        return f"{self.pages if several else self.page}{NBSP}{shown}"

    def language_name(self, tag: str) -> str:
        """A language by name; the tag itself where no name is known. A region or script after the hyphen is left out."""
        return self.languages.get(tag.partition("-")[0].casefold(), tag)

    def date(self, when: When) -> str:
        """A date in words."""
        return self.dates.words(when)
