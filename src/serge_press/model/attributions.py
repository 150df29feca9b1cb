"""Attribution as evidence: a claim by someone, dated, for or against, from a source; then an editorial verdict."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, NewType

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.findings import Place
    from serge_press.model.people import PersonId
    from serge_press.model.sources import Citation, Confidence
    from serge_press.model.works import WorkId
    from serge_press.reading.prose_text import ProseText
    from serge_press.when import When

CaseId = NewType("CaseId", str)


class Verdict(Enum):
    """The editors' verdict on "is this his?". Never computed."""

    ACCEPTED = "accepted"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNRESOLVED = "unresolved"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


class Basis(Enum):
    """What a claim rests on."""

    SIGNATURE = "signature"
    ARCHIVE_DOCUMENT = "archive-document"
    PAYMENT_RECORD = "payment-record"
    CORRESPONDENCE = "correspondence"
    SELF_TESTIMONY = "self-testimony"
    WITNESS = "witness"
    STYLISTIC = "stylistic"
    STYLOMETRIC = "stylometric"
    BIBLIOGRAPHY_LISTING = "bibliography-listing"
    PSEUDONYM_KEY = "pseudonym-key"
    PROVENANCE = "provenance"
    CIRCUMSTANCE = "circumstance"
    TRADITION = "tradition"


class Stance(Enum):
    """What the claimant does with the attribution."""

    ASSERTS = "asserts"
    SUPPORTS = "supports"
    REPORTS = "reports"
    DOUBTS = "doubts"
    REJECTS = "rejects"
    SILENT = "silent"  # evidence that bears on the question and names no author


class Weight(Enum):
    """How much the editors give a claim, in words; no number is computed from it."""

    STRONG = "strong"
    FAIR = "fair"
    SLIGHT = "slight"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. ``candidate`` is who is said to have (or not have) written it; None = "author unknown"."""

    by: str  # who says so, as shown
    by_person: PersonId | None
    candidate: PersonId | None
    candidate_name: str  # as shown, where the candidate is no person of the catalogue
    stance: Stance
    basis: tuple[Basis, ...]
    weight: Weight
    summary: str  # one or two sentences of Markdown
    source: tuple[Citation, ...]
    place: Place
    made: When | None = None
    confidence: Confidence | None = None
    begins: Mapping[str, Place] = field(default_factory=dict)  # its Markdown fields, by name


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """A verdict of an earlier edition of the book."""

    verdict: Verdict
    decided: When
    decided_by: str
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One disputed attribution: the question, the claims in order, the reasoning, the verdict."""

    id: CaseId
    title: str
    question: str
    verdict: Verdict
    decided: When | None
    decided_by: str
    place: Place
    work: WorkId | None = None
    person: PersonId | None = None  # whose authorship is judged; default the book's subject
    finding: str = ""  # the verdict in one sentence, as printed
    claims: tuple[Claim, ...] = ()
    would_settle: str = ""
    reasoning: ProseText | None = None
    history: tuple[PastVerdict, ...] = ()
    begins: Mapping[str, Place] = field(default_factory=dict)  # its Markdown fields, by name
