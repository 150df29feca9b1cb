"""What an entry of the bibliography has for those who go on from it: a code of where to read the work, and how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from serge_press.manuscript.apparatus.line import Run, run, tidy
from serge_press.manuscript.apparatus.maker import Leaves, Maker, anchor_for
from serge_press.manuscript.apparatus.titles import numbered
from serge_press.manuscript.nodes import CitedTitle, PageNumber, QRCode, Reference
from serge_press.model.works import PublicationRole
from serge_press.phrases import NBSP
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.model.works import Work

LONGEST = 213
"""Letters of an address: what a code of 57 × 57 modules holds (ISO/IEC 18004:2015, version 10-M), 26 mm wide in print."""

_WEB = ("http://", "https://")


def code(maker: Maker, work: Work, leaves: Leaves) -> tuple[QRCode, ...]:
    """The code of the address at which the work is read; none where there is no address, or one too long (M107)."""
    address, place = _address(work)
    if not address:
        return ()
    letters = ascii_form(address)
    if len(letters) > LONGEST:
        said = f"the address has {len(letters)} letters, and a code holds {LONGEST}; none is printed"
        maker.findings.append(finding("M107", place, said))
        return ()
    alt = maker.words.say("entry.code", address=letters)
    return (QRCode(leaves.next("q"), letters, alt, place),)


def _address(work: Work) -> tuple[str, Place]:
    """Where the work is to be read, or else the first of its publications on the web; ("", place) for none."""
    online = ((one.url, one.place) for one in work.publications if one.role is PublicationRole.ONLINE)
    for url, place in ((work.read_at, work.place), *online):
        if url.strip().lower().startswith(_WEB):
            return url.strip(), place
    return "", work.place


def ascii_form(address: str) -> str:
    """An address in ASCII alone, other letters as escapes of UTF-8 (RFC 3987, section 3.1): for readers of codes guess."""
    return address if address.isascii() else "".join(one if one.isascii() else quote(one) for one in address)


def cite_line(maker: Maker, work: Work) -> Run:
    """ "Cite as: *Victor Serge: A Companion*, A3, p. 104": the book, the number, and the printed page in every edition.

    A number never stands without the mark of its work's standing; a work that has none is not cited, (). Of the subtitle, what
    stands before its own colon is cited.
    """
    if not maker.facts.numbers.get(work.id):
        return ()
    words, plan = maker.words, maker.facts.plan
    subtitle = tidy(plan.subtitle).partition(":")[0].strip()
    whole = run(maker.set(plan.title), words.say("colon") if subtitle else "", maker.set(subtitle))
    return run(
        words.label("entry.cite"),
        CitedTitle(whole),
        ", ",
        Reference("work", work.id, run(numbered(maker, work)), work.place),
        PageNumber(anchor_for("work", work.id), f", {words.say('page')}{NBSP}"),
        ".",
    )
