"""What figures say, in English."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "part.figures": "The life in figures",
    "figure.number": "Figure {n}.",
    "figure.number-short": "No.",
    "figure.year": "Year",
    "figure.years": "Years",
    "figure.date": "Date",
    "figure.kind": "Of",
    "figure.what": "What",
    "figure.title": "Title",
    "figure.place": "Place",
    "figure.language": "Language",
    "figure.position": "Position",
    "figure.life": "the life",
    "figure.work": "a work",
    "figure.yes": "yes",
    "figure.no": "no",
    "figure.timeline.caption": (
        "The life and the larger works. A dot is a date known to the month; a bar is as long as the"
        " time that a date may mean."
    ),
    "figure.timeline.alt": (
        "An axis of years from {first} to {last}; on its left events of the life ({n}), on its right works ({works})"
    ),
    "figure.works.caption": (
        "Works by year, {n} in all. Solid: dated within one year. Hatched: shares of works that may"
        " belong to several years. Not shown, for want of a date: {undated}; for coming out later: "
        "{later}. Works whose attribution is doubted or rejected are left out."
    ),
    "figure.works.alt": "Bars for the years {first} to {last}; the highest is that of {top}",
    "figure.works.sure": "Dated within the year",
    "figure.works.spread": "Shares of works not so dated",
    "figure.names.caption": (
        "Names in print: a stroke for each work so signed. A bar is the time in which a pseudonym is said "
        "to have been used; it is hatched where only lists give the name."
    ),
    "figure.names.alt": "Rows for names ({n}), over the years {first} to {last}",
    "figure.names.name": "Name",
    "figure.names.used": "Used",
    "figure.names.works": "Works",
    "figure.names.sure": "Attested by a signed text",
    "figure.periodicals.caption": (
        "Where works were printed first, by year. A full dot: the editors have seen all of the works; a "
        "ring with a point: some; a ring: none. Works not shown, for want of a sure year or for coming out "
        "later: {undated}; periodicals not shown, for want of room: {left}."
    ),
    "figure.periodicals.alt": (
        "Rows for periodicals and collections ({n}), over the years {first} to {last}, with a dot where a "
        "work was first printed"
    ),
    "figure.periodicals.name": "Periodical or collection",
    "figure.periodicals.seen": "Seen",
    "figure.periodicals.unseen": "Not seen",
    "figure.periodicals.unsaid": "Not said",
    "figure.translations.caption": (
        "The translations of {title}, by language and year of their first known edition. A ring: "
        "the year is not certain; a broken line: no year is known."
    ),
    "figure.translations.alt": ("A tree of {n} languages into which {title} was translated, over the years"),
    "figure.claims.caption": ("{case}: who said what, and when. A broken line is the time that a date may mean."),
    "figure.claims.alt": (
        "{n} claims in the order of their dates, from {first} to {last}, each with a sign for its stance"
    ),
    "figure.claims.who": "Who",
    "figure.claims.stance": "Stance",
    "figure.stance.asserts": "asserts",
    "figure.stance.supports": "supports",
    "figure.stance.reports": "reports",
    "figure.stance.doubts": "doubts",
    "figure.stance.rejects": "rejects",
    "figure.stance.silent": "is silent",
    "figure.map.caption": (
        "The places of the life, numbered as they were first come to. Broken lines join them by the"
        " shortest way, which is not the way that was travelled. Coastlines: Natural Earth."
    ),
    "figure.map.alt": "A map of {n} places joined by a route, from {first} to {last}",
}
