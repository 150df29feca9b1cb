"""The ledger: what the last build was made from, so that an unchanged book is not laid out again.

The key is the digest of everything an edition depends on: the folder, the house style, the press's own code, the versions of
what it is made with, the date, the overridden settings and the editions asked for. A file that is gone or altered, or a
ledger that cannot be read or that the press did not write, is a reason to build, never to fail.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from serge_press.findings import Finding, Place, Severity
from serge_press.values import dataclass
from serge_press.workshop.output_folder import plain_names
from serge_press.workshop.provenance import libraries, press_digest, versions
from serge_press.workshop.seal import seal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.workshop.output_folder import OutputFolder


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier build made and found."""

    editions: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The key of a build to come."""

    fingerprint: str

    @classmethod
    def of(
        cls,
        book_digest: str,
        house_digest: str,
        stamp: int,
        settings: tuple[tuple[str, str], ...],
        names: tuple[str, ...],
        *,
        validated: bool,
    ) -> Ledger:
        """The key for these editions of this book by this press."""
        parts = [book_digest, house_digest, press_digest(), versions(), libraries(), stamp, settings, names, validated]
        return cls(hashlib.sha256(json.dumps(parts).encode()).hexdigest())

    def find(self, output: OutputFolder) -> Kept | None:
        """What the last build made, if it was made from the same and every file is still there, byte for byte."""
        entry = output.ledger()
        try:
            if entry.get("fingerprint") != self.fingerprint or entry.get("seal") != _seal(entry):
                return None
            editions = tuple(dict(record) for record in entry["editions"])
            names = [str(name) for name in entry["files"]]
            whole = len(names) == len(editions) and all(
                output.holds(name, record["sha256"]) for name, record in zip(names, editions, strict=True)
            )
            return Kept(editions, tuple(finding_of(item) for item in entry["findings"])) if whole else None
        except (AttributeError, KeyError, TypeError, ValueError):
            return None


def entry(
    fingerprint: str, output: OutputFolder, names: list[str], findings: Iterable[Finding], records: list[dict[str, Any]]
) -> dict[str, Any]:
    """The ledger's entry for a finished build: the files of those names, and what is told of them. Names of files of the
    builds before stay listed, so that ``clean`` removes them too.
    """
    before = output.ledger()
    made: dict[str, Any] = {
        "fingerprint": fingerprint,
        "editions": records,
        "files": names,
        "older": sorted({*plain_names(before.get("older")), *plain_names(before.get("files"))} - {*names}),
        "findings": [finding_record(found) for found in findings],
    }
    return made | {"seal": _seal(made)}


def _seal(entry: dict[str, Any]) -> str:
    """The seal (hex) of a ledger, over all else that it says."""
    said = {name: value for name, value in entry.items() if name != "seal"}
    return seal("ledger", json.dumps(said, sort_keys=True).encode()).hex()


def finding_record(found: Finding) -> list[Any]:
    """A finding as JSON has it."""
    place = [found.place.file, found.place.line, found.place.column, found.place.width]
    also = [[[p.file, p.line, p.column, p.width], words] for p, words in found.also]
    return [found.rule, int(found.severity), place, found.message, found.mend, also]


def finding_of(item: list[Any]) -> Finding:
    """What ``finding_record`` wrote; raises TypeError or ValueError for anything else."""
    rule, severity, place, message, mend, also = item
    others = tuple((Place(*p), str(words)) for p, words in also)
    return Finding(str(rule), Severity(severity), Place(*place), str(message), str(mend), others)
