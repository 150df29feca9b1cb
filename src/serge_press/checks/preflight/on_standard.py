"""Checks of PDF/X: what the file claims, whether the printer takes that, and whether the file keeps it.

The rules are those of ISO 15930-1, -3, -4, -6 and -7 that can be seen in the file by one reading; no program certifies a
file by them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.on_newest import check_newest
from serge_press.checks.preflight.streams import unpacked
from serge_press.checks.preflight.values import FAULTS, dictionary, entry, items, name, text, whole
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.preflight.bounds import Budget
    from serge_press.checks.preflight.task import Summary, Task

_IN_XMP = re.compile(rb"GTS_PDFXVersion(?:>\s*|\s*=\s*[\"'])([^<\"']{1,40})")
_LABELS = {
    "PDF/X-1:2001": "pdf/x-1a:2001",
    "PDF/X-1a:2001": "pdf/x-1a:2001",
    "PDF/X-1a:2003": "pdf/x-1a:2003",
    "PDF/X-3:2002": "pdf/x-3:2002",
    "PDF/X-3:2003": "pdf/x-3:2003",
    "PDF/X-4": "pdf/x-4",
    "PDF/X-4p": "pdf/x-4p",
}
_NEWEST = {
    "pdf/x-1a:2001": "1.3", "pdf/x-1a:2003": "1.4", "pdf/x-3:2002": "1.3", "pdf/x-3:2003": "1.4", "pdf/x-4": "1.6",
    "pdf/x-4p": "1.6",
}  # fmt: skip
_LATE_FILTERS = ("JPXDecode", "JBIG2Decode")


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent for PDF/X: the name of the print condition, and how many inks its profile has (0: no profile)."""

    condition: str
    inks: int
    words: str


def check_standard(task: Task, budget: Budget, version: str) -> None:
    """Rules Q080 to Q082, when every page has been looked at."""
    claimed = claim(task.pdf, budget)
    asked = task.printer.pdf_standards
    if asked is not None and claimed not in asked.value:
        has = f"it claims {_written(claimed)}" if claimed else "it claims no PDF/X"
        wanted = " or ".join(_written(one) for one in asked.value)
        task.faults.file("Q080", f"{has}; {wanted} is asked for", asked)
    intents = list(_intents(task.pdf))
    if claimed:
        broken = [*_broken(task, claimed, intents, version)]
        if claimed.startswith("pdf/x-4"):
            held = next((one for one in items(entry(task.pdf.Root, "/OutputIntents"), 16) if _is_intent(one)), None)
            broken += check_newest(task.pdf, held, budget, partial=claimed == "pdf/x-4p")
        for words in broken:
            task.faults.file("Q081", f"the file claims {_written(claimed)}, but {words}", kind=words)
    condition = task.printer.print_condition
    if condition is not None and intents and not any(_is_for(one, condition.value) for one in intents):
        told = intents[0].condition or "one without a name"
        task.faults.file("Q082", f"the output intent is {told}; {condition.value} is asked for", condition)


def claim(pdf: pikepdf.Pdf, budget: Budget) -> str:
    """The PDF/X standard a file claims, in small letters (``pdf/x-1a:2001``); empty for none."""
    info = entry(pdf.trailer, "/Info")
    label = text(entry(info, "/GTS_PDFXVersion"))
    conformance = text(entry(info, "/GTS_PDFXConformance"))
    if label == "PDF/X-1:2001" and conformance not in ("PDF/X-1a:2001", ""):
        label = conformance
    if not label:
        held = entry(pdf.Root, "/Metadata")
        if isinstance(held, pikepdf.Stream):
            try:
                found = _IN_XMP.search(unpacked(held, budget, 4 << 20))
            except FAULTS:
                found = None
            label = found[1].decode("latin-1").strip() if found is not None else ""
    return _LABELS.get(label, label.lower()[:40])


def _written(standard: str) -> str:
    return standard.upper().replace("X-1A", "X-1a").replace("X-4P", "X-4p")


def _intents(pdf: pikepdf.Pdf) -> Iterator[Intent]:
    for held in items(entry(pdf.Root, "/OutputIntents"), 16):
        if _is_intent(held):
            profile = entry(held, "/DestOutputProfile")
            inks = whole(entry(profile, "/N")) or 0 if isinstance(profile, pikepdf.Stream) else 0
            yield Intent(text(entry(held, "/OutputConditionIdentifier"))[:60], inks, text(entry(held, "/Info"))[:200])


def _is_intent(held: Any) -> bool:
    return name(entry(held, "/S")) == "GTS_PDFX"


def _is_for(intent: Intent, condition: str) -> bool:
    def bare(words: str) -> str:
        return "".join(letter for letter in words.casefold() if letter.isalnum())

    return bare(condition) in bare(intent.condition + intent.words)


def _broken(task: Task, claimed: str, intents: list[Intent], version: str) -> Iterator[str]:
    """Every rule of the standard that the file is seen to break, in words."""
    pdf, summary = task.pdf, task.summary
    if claimed not in _NEWEST:
        yield "there is no such standard"
        return
    if version > _NEWEST[claimed]:
        yield f"it is PDF {version}, and the standard knows none after {_NEWEST[claimed]}"
    yield from _information(pdf, claimed)
    yield from _intent(intents)
    for sheet in task.sheets:
        if ("TrimBox" in sheet.boxes) == ("ArtBox" in sheet.boxes):
            yield "a page has neither TrimBox nor ArtBox, or both"
            break
    if pdf.is_encrypted:
        yield "it is encrypted"
    if summary.loose_fonts:
        yield "a font is not in the file"
    if summary.acting:
        yield "it has actions"
    if summary.annotated:
        yield "annotations stand on its pages"
    if "LZWDecode" in summary.packed:
        yield "a picture is packed with LZW"
    if not claimed.startswith("pdf/x-4"):
        yield from _older(pdf, summary, claimed)
    yield from _colours(summary, claimed, intents)


def _information(pdf: pikepdf.Pdf, claimed: str) -> Iterator[str]:
    info = entry(pdf.trailer, "/Info")
    if not claimed.startswith("pdf/x-4"):
        missing = [key[1:] for key in ("/Title", "/CreationDate", "/ModDate") if not text(entry(info, key))]
        if missing:
            yield f"its properties have no {', '.join(missing)}"
    if not claimed.startswith("pdf/x-4") and name(entry(info, "/Trapped")) not in ("True", "False"):
        yield "it does not say whether it is trapped"
    if not isinstance(entry(pdf.trailer, "/ID"), pikepdf.Array):
        yield "it has no identifier (/ID)"


def _intent(intents: list[Intent]) -> Iterator[str]:
    if len(intents) != 1:
        yield f"it has {len(intents) or 'no'} output intents for PDF/X"
    elif not intents[0].condition and not intents[0].inks:
        yield "its output intent names no print condition"


def _older(pdf: pikepdf.Pdf, summary: Summary, claimed: str) -> Iterator[str]:
    """What PDF/X-1a and X-3 forbid and X-4 allows."""
    if summary.see_through or summary.groups:
        yield "it has transparency" if summary.see_through else "it has transparency groups"
    if dictionary(entry(pdf.Root, "/OCProperties")) is not None:
        yield "it has layers"
    late = sorted(summary.packed & set(_LATE_FILTERS))
    if late and not (claimed.endswith("2003") and late == ["JBIG2Decode"]):
        yield f"a picture is packed with {' and '.join(late)}"


def _colours(summary: Summary, claimed: str, intents: list[Intent]) -> Iterator[str]:
    tagged = {kind for kind, is_tagged in summary.kinds if is_tagged}
    plain = {kind for kind, is_tagged in summary.kinds if not is_tagged}
    if claimed.startswith("pdf/x-1a"):
        if summary.kinds & {("rgb", False), ("rgb", True), ("lab", True)}:
            yield "it has colours other than gray, CMYK and spot"
        if tagged - {"lab", "rgb"}:
            yield "colours carry profiles of their own"
        return
    inks = intents[0].inks if intents else 0
    if "rgb" in plain and inks != 3:
        yield "it has RGB without a profile, and the output intent is not RGB"
    if "cmyk" in plain and inks == 3:
        yield "it has CMYK without a profile, and the output intent is RGB"
