"""One print edition for one printer, made from the plan of a print edition of the book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.findings import NOWHERE
from serge_press.model.plan import PRINTED, EditionPlan
from serge_press.model.printing import PrinterPlan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.model.plan import BookPlan
    from serge_press.printers.profile import PrinterProfile


def told_by(plan: BookPlan, name: str) -> PrinterPlan:
    """What the book says of a printer; nothing where it has no such table."""
    return next((one for one in plan.printers if one.name == name), PrinterPlan(name, NOWHERE))


def base_edition(plan: BookPlan, name: str) -> EditionPlan:
    """The print edition that a printer's edition comes from: the one its table names, else the first, else the usual one."""
    told = next((one for one in plan.printers if one.name == name), None)
    prints = {one.name: one for one in plan.editions if one.kind in PRINTED}
    if told is not None and told.edition in prints:
        return prints[told.edition]
    usual = (one for one in prints.values() if one.kind == "print")
    return next(usual, EditionPlan("print", "print", plan.place))


def printer_editions(plan: BookPlan, names: Iterable[str]) -> tuple[EditionPlan, ...]:
    """A print edition for each printer, called as the printer is, its cover if the printer takes one, and its jacket if the book
    wants one.

    KeyError for a printer the press does not know.

    Its trim is that of the book where the printer has it, else the printer's nearest; its ISBN and paper are those of
    ``[printer.NAME]`` where they stand there.
    """
    from serge_press.printers.shelf import printer  # few books go to a printer in most runs

    made: list[EditionPlan] = []
    for name in dict.fromkeys(names):
        profile, base = printer(name), base_edition(plan, name)
        told = next((one for one in plan.printers if one.name == name), None)
        made.append(
            replace(
                base,
                name=name,
                place=told.place if told is not None else base.place,
                trim=trim_for(profile, base.trim),
                isbn=told.isbn if told is not None and told.isbn else base.isbn,
                folios="",
                standard="",
                printer=name,
                paper=told.paper if told is not None else "",
                signature=told.signature if told is not None else 0,
            )
        )
        if profile.cover_bleed is not None or profile.cover_height is not None:
            made.append(replace(made[-1], name=f"{name}-cover", kind="cover", folios=name))
        if told is not None and told.jacket is not None:
            made.append(replace(made[-1], name=f"{name}-jacket", kind="jacket", folios=name, place=told.jacket.place))
    return tuple(made)


def profile_of(plan: EditionPlan) -> PrinterProfile:
    """The profile of the printer of an edition, with the signature that the book says its pages are bound in."""
    from serge_press.printers.shelf import printer

    profile = printer(plan.printer)
    if not plan.signature or profile.multiple is None:
        return profile
    return replace(profile, multiple=replace(profile.multiple, value=plan.signature))


def trim_for(profile: PrinterProfile, trim: tuple[float, float]) -> tuple[float, float]:
    """The trim itself if the printer has it or says nothing of trims, else the nearest of those it names.

    A printer that gives a range alone gets the trim brought into it.
    """
    found = profile.trim_of(*trim)
    if found is not None:
        return (found[0].width, found[0].height)
    named = [one for fact in profile.trims for one in fact.value]
    if named:
        near = min(named, key=lambda one: (abs(one.width - trim[0]) + abs(one.height - trim[1]), one.width))
        return near.width, near.height
    for fact in profile.custom_trim:
        reach = fact.value
        return (
            min(max(trim[0], reach.narrowest), reach.widest),
            min(max(trim[1], reach.lowest), reach.highest),
        )
    return trim
