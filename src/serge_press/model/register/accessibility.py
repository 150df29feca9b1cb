"""[accessibility] of book.toml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.model.accessibility import (
    EXEMPTIONS,
    FEATURES,
    HAZARDS,
    LEVELS,
    MODES,
    SUFFICIENT,
    WCAG,
    AccessibilityPlan,
    Certificate,
    Claim,
)
from serge_press.reading.record import near

if TYPE_CHECKING:
    from serge_press.reading.record import Record

_MAIL = re.compile(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+\.[^\s@<>\"',;:.]+")
_CERTIFICATE = ("certified_by", "wcag", "level", "credential", "report", "certified_on")


def read_accessibility(book: Record) -> AccessibilityPlan:
    """The table; the usual plan where the book says nothing."""
    record = book.record("accessibility", "accessibility table")
    if record is None:
        return AccessibilityPlan()
    statement = record.flag("statement")
    plan = AccessibilityPlan(
        place=book.place_of("accessibility"),
        modes=_claims(record, "modes", MODES),
        sufficient=_sets(record),
        features=_claims(record, "features", FEATURES),
        hazards=_claims(record, "hazards", HAZARDS),
        summary=" ".join(record.text("summary").split()),
        limits=tuple(" ".join(one.split()) for one in record.texts("limits")),
        contact=read_contact(record, "contact"),
        exemption=record.word("exemption", EXEMPTIONS),
        certificate=_certificate(record),
        statement=statement is not False,
    )
    record.finish()
    return plan


def read_contact(record: Record, name: str) -> str:
    """An e-mail address or an address on the web (B007)."""
    text = record.text(name)
    if not text or _MAIL.fullmatch(text) or re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        return text
    record.report("B007", record.place_of(name), f"'{text}' is neither an e-mail address nor an address on the web")
    return ""


def _claims(record: Record, name: str, words: tuple[str, ...]) -> tuple[Claim, ...]:
    claims = []
    for value in record.scalars(name):
        word = value.text.strip()
        if word in words:
            claims.append(Claim(word, value.place))
            continue
        old = word == "printPageNumbers"
        mend = "write pageBreakMarkers and pageNavigation" if old else near(word, words)
        mend = mend or f"write one of: {', '.join(words)}"
        record.report("R005", value.place, f"{name}: '{word}' is no word of the accessibility vocabulary", mend)
    return tuple(claims)


def _sets(record: Record) -> tuple[Claim, ...]:
    """Sets of modes, in the order of the vocabulary."""
    claims = []
    for value in record.scalars("sufficient"):
        words = [one.strip() for one in value.text.split(",")]
        wrong = [one for one in words if one not in SUFFICIENT]
        if wrong:
            mend = near(wrong[0], SUFFICIENT) or f"write one or several of: {', '.join(SUFFICIENT)}"
            words_ = f"sufficient: '{wrong[0]}' is no word of the accessibility vocabulary"
            record.report("R005", value.place, words_, mend)
        else:
            claims.append(Claim(",".join(one for one in SUFFICIENT if one in words), value.place))
    return tuple(claims)


def _certificate(record: Record) -> Certificate | None:
    """Who says that the e-book conforms; anything about it without a name is E041."""
    by, level = record.text("certified_by"), record.word("level", LEVELS)
    wcag = record.word("wcag", WCAG, "2.2")
    credential, report, on = record.text("credential"), record.url("report"), record.when("certified_on")
    if by:
        return Certificate(by, wcag, level or "AA", record.place_of("certified_by"), credential, report, on)
    said = next((name for name in _CERTIFICATE[1:] if record.mapping.get(name) is not None), "")
    if said:
        words = f"'{said}' says that the e-book was evaluated, and nobody is named who did it"
        record.report("E041", record.place_of(said), words)
    return None
