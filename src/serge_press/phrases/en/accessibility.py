"""What a book says of its accessibility, in English."""

from __future__ import annotations

ACCESSIBILITY: dict[str, str] = {
    "imprint.access": "If anything keeps you from reading this book, write to {address}",
    "access.title": "Accessibility",
    "access.has": "What this e-book offers",
    "access.text": "The whole text is real text in one reading order: it can be enlarged, set in other fonts and "
    "colours, read aloud or shown in braille.",
    "access.text-fixed": "The whole text is real text, which can be read aloud or shown in braille; not all of "
    "its look can be "
    "changed.",
    "access.headings": "Contents, headings and landmarks lead to every part.",
    "access.contents": "The contents lead to every part.",
    "access.notes": "Every note leads back to its place in the text.",
    "access.pages": "The pages of the print edition are marked and listed: {source}.",
    "access.index": "The index leads into the text.",
    "access.pictures": "Pictures: {n}. Each is described in words.",
    "access.pictures-long": "Pictures: {n}. Each is described in words, and at length beside it.",
    "access.pictures-untold": "Pictures: {n}. Not described in words: {without}.",
    "access.tables": "Tables: {n}. Each names its columns or rows.",
    "access.tables-untold": "Tables: {n}. Without names for columns or rows: {without}.",
    "access.formulas": "Formulas are written in MathML.",
    "access.languages": "The language of every passage is marked: {languages}.",
    "access.quiet": "Nothing in it flashes, moves or sounds.",
    "access.open": "It has no copy protection and runs no scripts.",
    "access.limits": "What may be hard",
    "access.scripts": "There are words in other scripts ({scripts}); a voice that does not know their language "
    "may misread "
    "or skip them.",
    "access.short": "Pictures have short descriptions only.",
    "access.wide": "Tables may be wider than a small screen.",
    "access.moving": "Something in it moves; whether it may flash has not been examined.",
    "access.tested": "How we know",
    "access.computed": "The press read all this off the files of this e-book by program.",
    "access.no-person": "No person has evaluated it with a screen reader or a braille display, and no conformance to a "
    "standard is claimed.",
    "access.certified": "{name} evaluated this e-book and found that it conforms to {standard}",
    "access.certified-on": "Date of the evaluation: {date}",
    "access.report": "Report: {address}",
    "access.contact": "If anything hinders you, write to {address}.",
    "access.exempt.microenterprise": "The publisher states that, as a microenterprise, it is exempt from the "
    "European Accessibility Act.",
    "access.exempt.disproportionate-burden": "The publisher claims the exemption of the European Accessibility Act "
    "for a disproportionate burden.",
    "access.exempt.fundamental-alteration": "The publisher claims the exemption of the European Accessibility Act "
    "for a fundamental alteration.",
    "script.latin": "Latin",
    "script.cyrillic": "Cyrillic",
    "script.greek": "Greek",
    "script.hebrew": "Hebrew",
    "script.arabic": "Arabic",
    "script.cjk": "Chinese",
    "script.hiragana": "Japanese",
    "script.katakana": "Japanese",
    "script.hangul": "Korean",
    "script.armenian": "Armenian",
    "script.georgian": "Georgian",
}
