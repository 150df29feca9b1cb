"""Rules of the letter C: what the facts of the catalogue say of each other."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    Rule(
        "C001",
        _ERROR,
        "Works that are parts of each other",
        "The bibliography sets a part below its whole; in a ring there is no whole to begin with.",
        "a is part_of b, b is part_of a",
        "Take part_of out of the largest of them.",
    ),
    Rule(
        "C002",
        _ERROR,
        "The same stable number twice",
        "Readers cite a work by its number; it must lead to one work only.",
        "number: A3 in two works",
        "Give the newer record another number. A number that has been printed is never given to another work.",
    ),
    Rule(
        "C003",
        _WARNING,
        "A stable number whose letter no section has",
        "The letter of a number decides in which section the work stands, so that a reader who has the number finds it there.",
        "number: X3, where book.toml has the sections A and C",
        "Correct the letter, or give book.toml a section of that letter.",
    ),
    Rule(
        "C004",
        _NOTE,
        "A work without a stable number",
        "Until the book is printed the order may still change; before it is printed, numbers must be fixed so that they "
        "never change after.",
        "a work without number",
        "Add number: with the letter of its section and the next free number.",
    ),
    Rule(
        "C010",
        _ERROR,
        "Died before being born",
        "Even at the latest, the death stands before the earliest birth.",
        "born: 1890, died: 1847",
        "Correct the two dates.",
    ),
    Rule(
        "C011",
        _WARNING,
        "An improbable span of life",
        "More than 115 years lie between the latest birth and the earliest death.",
        "born: 1790, died: 1947",
        "Correct the dates, or allow the finding with a reason.",
    ),
    Rule(
        "C012",
        _NOTE,
        "A work without a date",
        "An undated work stands at the end of its section, where nobody looks for it.",
        "a work with neither when nor a dated publication",
        "Add when: as far as it is known, such as 192X or ../1936.",
    ),
    Rule(
        "C013",
        _WARNING,
        "A work listed under a date after its author's death",
        "Often a reprint's or translation's date that has come to stand for the work's own. It is right only for what was "
        "published from papers left behind.",
        "when: 1951 for an author who died in 1947, without written",
        "Give the date of writing under written, or list the work by it.",
    ),
    Rule(
        "C014",
        _WARNING,
        "Written after its author's death",
        "Nobody writes then; the date or the author is wrong.",
        "written: 1951, by an author who died in 1947",
        "Correct the date or the author.",
    ),
    Rule(
        "C015",
        _WARNING,
        "Published before it was written",
        "Even at the latest, the publication stands before the earliest writing.",
        "written: 1930, published: 1928",
        "Correct one of the two dates. If an earlier version was published, make it a work of its own.",
    ),
    Rule(
        "C016",
        _WARNING,
        "A publication before the one called first",
        "The publication with role first is the earliest by name, so no other may stand before it.",
        "role: first, when: 1931 beside role: reprint, when: 1929",
        "Give the earlier one the role first, or correct the dates.",
    ),
    Rule(
        "C017",
        _WARNING,
        "Several first publications",
        "A work appears for the first time once. Two places on the same day are rare enough to be said in a note.",
        "two publications with role: first",
        "Give all but the earliest the role reprint or translation.",
    ),
    Rule(
        "C018",
        _WARNING,
        "Written before its author was ten",
        "Works of children are rare in bibliographies; slips in years are not.",
        "written: 1893, by an author born in 1890",
        "Correct the date, or allow the finding with a reason.",
    ),
    Rule(
        "C019",
        _WARNING,
        "An event of a life outside that life",
        "An event of kind life is of the book's subject, and stands before the birth or more than two years after the death.",
        "kind: life, when: 1885, of a subject born in 1890",
        "Correct the date, or give the event the kind world or work.",
    ),
    Rule(
        "C020",
        _WARNING,
        "A source nobody cites",
        "The list of sources shows what the book rests on; nothing rests on this one.",
        "a source that no citation names",
        "Cite it where it was used, or take it out.",
    ),
    Rule(
        "C021",
        _NOTE,
        "A person nobody names",
        "Neither a work nor a case nor the book itself refers to the person, so nothing leads to their entry.",
        "a person who signed nothing and is no link's target",
        "Link to the person from the text (person:id), or take the record out.",
    ),
    Rule(
        "C023",
        _NOTE,
        "A source nobody of the editors has seen",
        "A citation of what was not seen rests on someone else's word, and should name that someone.",
        "seen: not seen, yet cited",
        "Cite the source that quotes it as well, or look at it and say seen: whole or part.",
    ),
    Rule(
        "C024",
        _WARNING,
        "An event without evidence",
        "Each line of the chronology tells the reader where it is known from.",
        "an event without evidence",
        "Add evidence: with the ids of sources.",
    ),
    Rule(
        "C025",
        _WARNING,
        "A work without evidence",
        "Without a source nobody can tell that the work exists.",
        "a work that the editors have not seen, without evidence and without rows",
        "Add evidence:, or rows: of another bibliography, or say seen: true.",
    ),
    Rule(
        "C030",
        _WARNING,
        "A principal work without annotation",
        "Principal works are the ones a reader wants to be told about.",
        "principal: true and no text below the head",
        "Write 40 to 150 words on what it is, how it came about and in which state it survives.",
    ),
    Rule(
        "C031",
        _NOTE,
        "An annotation too short or too long",
        "The annotations of principal works are read one after another; 40 to 150 words keep them alike.",
        "an annotation of twelve words",
        "Say more, or move what is more than that into the life.",
    ),
    Rule(
        "C040",
        _WARNING,
        "An agreement that the accounts do not bear out",
        "The word printed in the table of accounts must fit what stands beside it: a silent account says nothing, and where "
        "accounts agree or differ at least two of them speak.",
        "agreement: differ, with one account that speaks",
        "Correct the agreement, or what the accounts say.",
    ),
)

__all__ = ["RULES"]
