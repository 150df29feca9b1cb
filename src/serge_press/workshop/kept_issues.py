"""Editions made before, kept whole: an edit that is taken back, or one edition after the other, makes nothing twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from serge_press.editions.edition import Issue
from serge_press.editions.kept import digest_of
from serge_press.manuscript.folios import Folio, Folios
from serge_press.workshop.ledger import finding_of, finding_record
from serge_press.workshop.provenance import libraries, press_digest, versions

if TYPE_CHECKING:
    from serge_press.editions.edition import Shelf
    from serge_press.findings import Finding
    from serge_press.model.plan import EditionPlan

_UNSETTLED = "P004"
"""An edition whose numbers never settled depends on the numbers it was begun with; it is not kept."""


def key_of(
    plan: EditionPlan,
    book_digest: str,
    house_digest: str,
    settings: tuple[tuple[str, str], ...],
    stamp: int,
    companions: tuple[Issue, ...],
) -> str:
    """The digest of all that an edition is made from: book, house, settings, date, press, libraries, other editions."""
    made_with = [press_digest(), json.dumps(versions()), json.dumps(libraries())]
    made_from = [repr(plan), book_digest, house_digest, json.dumps(settings), str(stamp)]
    return digest_of("edition", *made_with, *made_from, *(one.data for one in companions))


def keep(shelf: Shelf, key: str, issue: Issue, found: tuple[Finding, ...]) -> None:
    """Keep an issue and what was found while it was made."""
    if any(one.rule == _UNSETTLED for one in found):
        return
    folios = issue.folios
    facts: dict[str, Any] = {
        "issue": [issue.edition, issue.kind, issue.name, issue.media_type, issue.pages],
        "folios": [folios.edition, [asdict(page) for page in folios.pages], dict(folios.where)] if folios else None,
        "findings": [finding_record(one) for one in found],
    }
    text = json.dumps(facts, ensure_ascii=False).encode()
    shelf.keep(key, len(text).to_bytes(8, "big") + text + issue.data)


def fetch(shelf: Shelf, key: str) -> tuple[Issue, tuple[Finding, ...]] | None:
    """What was kept under the key: an issue, and what was found while it was made."""
    held = shelf.fetch(key)
    if held is None:
        return None
    try:
        end = 8 + int.from_bytes(held[:8], "big")
        facts = json.loads(held[8:end])
        edition, kind, name, media_type, pages = facts["issue"]
        issue = Issue(edition, kind, name, media_type, held[end:], pages, _folios(facts["folios"]))
        return issue, tuple(finding_of(one) for one in facts["findings"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _folios(facts: list[Any] | None) -> Folios | None:
    if facts is None:
        return None
    edition, pages, where = facts
    return Folios(tuple(Folio(**page) for page in pages), where, edition)
