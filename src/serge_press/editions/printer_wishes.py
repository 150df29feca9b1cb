"""What a file for a printer has to be, from its profile and from what the book asks of it; or why it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.press_ready.profile import read_profile
from serge_press.editions.press_ready.standard import NEEDS_PROFILE, STANDARDS, Wanted
from serge_press.findings import Severity
from serge_press.model.printer_editions import told_by
from serge_press.printers.conditions import condition
from serge_press.printers.facts import Permission
from serge_press.reading.folder import Refusal
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.editions.press_ready.profile import Profile
    from serge_press.findings import Finding
    from serge_press.model.printing import PrinterPlan
    from serge_press.printers.profile import PrinterProfile

_NEWER = ("", "pdf/x-4")
"""Files that may hold a profile of the ICC's version 4, which is younger than PDF 1.4."""


def wanted(order: Order, profile: PrinterProfile, *, cover: bool = False) -> Wanted:
    """What the interior or the cover has to be. Only for an order that ``refused`` has nothing against."""
    told = told_by(order.manuscript.plan, profile.name)
    return wishes(profile, order.plan.paper, told, _own_profile(order, told), cover=cover)


def wishes(
    profile: PrinterProfile, paper: str, told: PrinterPlan, own: Profile | None = None, *, cover: bool = False
) -> Wanted:
    """What a file on this paper has to be; ``own`` is the ICC profile that the book brings.

    The standard is the one that the book asks for, else the printer's first that can be made, unless the printer's asking is
    doubtful.
    """
    named = profile.print_condition.value if profile.print_condition is not None else ""
    icc = own or _carried(named)
    if icc is not None and told.profile and named.casefold() not in icc.words.casefold():
        named = ""  # the author's profile is of another condition than the printer's usual one
    standard = told.standard or _usual_standard(profile, icc)
    flat = _is_flat(profile, standard)
    thinnest = profile.thinnest_line.value if profile.thinnest_line is not None else 0.0
    if profile.colours is None:
        return Wanted(standard, named, profile=icc, flat=flat, thinnest=thinnest)
    kinds = _kinds(profile, paper, cover=cover)
    if standard:  # the output intent is one of four inks
        kinds = tuple(kind for kind in kinds if kind != "rgb") or ("gray", "cmyk")
    return Wanted(standard, named, kinds, icc, _may_separate(profile, told, named), flat, thinnest)


def _is_flat(profile: PrinterProfile, standard: str) -> bool:
    """Whether nothing may be see-through: by the printer's word, or by a standard that came before transparency."""
    forbidden = profile.transparency is not None and profile.transparency.value is Permission.FORBIDDEN
    return forbidden or (bool(standard) and standard not in NEEDS_PROFILE)


def _kinds(profile: PrinterProfile, paper: str, *, cover: bool) -> tuple[str, ...]:
    """The colours that pictures of the part may have."""
    assert profile.colours is not None
    colours = profile.colours.value
    if cover:
        kinds = colours.cover
    else:
        named = profile.paper(paper)
        kinds = colours.colour if named is not None and named.ink == "colour" else colours.black
        if named is not None and named.ink == "black" and "gray" in kinds:
            kinds = ("gray",)  # the book is ordered in black: what is coloured in it would be gray anyhow
    return tuple(kind for kind in kinds if kind != "spot")


def _usual_standard(profile: PrinterProfile, icc: Profile | None) -> str:
    fact = profile.pdf_standards
    if fact is None or fact.severity <= Severity.NOTE:
        return ""
    makeable = [one for one in STANDARDS if one and (icc is not None or one not in NEEDS_PROFILE)]
    return next((one for one in fact.value if one in makeable), "")


def _may_separate(profile: PrinterProfile, told: PrinterPlan, named: str) -> bool:
    """Whether colours may be separated by the profile: it is the author's for this printer, or lays no more ink than is taken."""
    if told.profile:
        return True
    most, limit = condition(named).most_ink, profile.total_ink
    return bool(most) and (limit is None or most <= limit.value)


def _carried(name: str) -> Profile | None:
    data = condition(name).data() if name else b""
    return read_profile(data) if data else None


def _own_profile(order: Order, told: PrinterPlan) -> Profile | None:
    """The profile that the book names; ValueError or Refusal where it is none."""
    return read_profile(order.folder.read_bytes(told.profile)) if told.profile else None


def refused(order: Order, profile: PrinterProfile) -> tuple[Finding, ...]:
    """P023 and P024: why what the book asks of this printer cannot be made. Nothing is laid out for such an order."""
    told, place = told_by(order.manuscript.plan, profile.name), order.plan.place
    found: list[Finding] = []
    try:
        icc = _own_profile(order, told)
    except Refusal as refusal:
        return (refusal.finding,)
    except ValueError as fault:
        return (finding("P024", place, f"{told.profile} is no profile for {profile.name}: {fault}"),)
    if icc is not None and icc.version[0] > 2 and wishes(profile, order.plan.paper, told, icc).standard not in _NEWER:
        words = f"{told.profile} is of version {icc.version[0]}, which a file for {profile.name} may not hold"
        found.append(finding("P024", place, f"{words}: ask for pdf/x-4, or for a profile of version 2"))
    asked = profile.pdf_standards
    if told.standard and asked is not None and told.standard not in asked.value and asked.severity is Severity.ERROR:
        words = f"{profile.name} takes {', '.join(asked.value)}, not {told.standard}"
        found.append(finding("P023", place, f"{words} [{asked.evidence}]"))
    named = profile.print_condition.value if profile.print_condition is not None else ""
    if told.standard in NEEDS_PROFILE and icc is None and _carried(named) is None:
        of = f"of {named}" if named else "of the printer's press and paper"
        found.append(
            finding("P024", place, f"{profile.name}: {told.standard} needs the profile {of}, and the press has none")
        )
    marks = profile.marks
    if told.marks and marks is not None and marks.value is Permission.FORBIDDEN:
        found.append(finding("P023", place, f"{profile.name} forbids printer's marks [{marks.evidence}]"))
    if told.jacket is not None and profile.jacket is None:
        found.append(finding("P023", told.jacket.place, f"no jacket is known to be offered by {profile.name}"))
    return tuple(found)


def wants_marks(order: Order, profile: PrinterProfile) -> bool:
    """Whether the file has crop marks: the book asks for them, or the printer demands them and the book does not object."""
    told = told_by(order.manuscript.plan, profile.name)
    if told.marks is not None:
        return told.marks
    return profile.marks is not None and profile.marks.value is Permission.REQUIRED
