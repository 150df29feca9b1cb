"""Finished issues, each alone and against each other: which checks look at which kind of edition.

A check is loaded when an edition needs it: those of PDFs bring pikepdf, and those of e-books need none of that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.model.plan import LAID_OUT
from serge_press.progress import Step, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from serge_press.checks.validator_desk import Desk
    from serge_press.editions.edition import Issue, Shelves
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript
    from serge_press.model.plan import BookPlan, EditionPlan
    from serge_press.progress import Tell


def check_issues(
    plans: Iterable[EditionPlan],
    issues: Mapping[str, Issue],
    manuscript: Manuscript,
    *,
    validate: bool = True,
    tell: Tell = silent,
    desk: Desk | None = None,
    shelves: Shelves | None = None,
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What is wrong with the issues of these editions, and the tools that were missing to tell, with install lines.

    ``issues`` holds by edition all that were made: an e-book is held against the print edition it follows. ``validate`` runs
    EPUBCheck and veraPDF, at the ``desk`` if there is one; ``shelves`` hold verdicts of before.
    """
    found: list[Finding] = []
    missing: list[str] = []
    for plan in plans:
        issue = issues[plan.name]
        if plan.kind == "onix":
            from serge_press.checks.onix_checks import check_onix

            tell(Step("checking", plan.name))
            found.extend(check_onix(issue, issues))
        if plan.kind == "large-print":
            from serge_press.checks.large_print import check_large_print

            tell(Step("checking", plan.name))
            found.extend(check_large_print(issue, manuscript))
        if plan.printer:
            tell(Step("checking", plan.name))
            found.extend(_preflight(issue, plan, manuscript.plan, issues))
            continue
        if plan.kind in LAID_OUT and validate:
            from serge_press.checks.verapdf import SCREEN_STANDARDS, run_verapdf

            if plan.kind == "screen":
                tell(Step("validating", plan.name))
            standards = SCREEN_STANDARDS if plan.kind == "screen" else (plan.standard,)
            verdict = run_verapdf(issue, manuscript, standards, desk=desk, shelves=shelves)
            found.extend(verdict.findings)
            if verdict.missing:
                missing.append(verdict.missing)
        if plan.kind != "epub":
            continue
        from serge_press.checks.epub_checks import check_epub

        tell(Step("checking", plan.name))
        found.extend(check_epub(issue, plan.profile))
        if validate:
            from serge_press.checks.epubcheck import run_epubcheck

            tell(Step("validating", plan.name))
            verdict = run_epubcheck(issue, manuscript, desk=desk, shelves=shelves)
            found.extend(verdict.findings)
            if verdict.missing:
                missing.append(verdict.missing)
        if plan.folios in issues:
            from serge_press.checks.agreement import check_agreement  # opens PDFs, which an e-book alone does not need

            tell(Step("comparing", plan.name))
            found.extend(check_agreement(issues[plan.folios], issue, manuscript))
    return tuple(found), tuple(dict.fromkeys(missing))


def _preflight(issue: Issue, plan: EditionPlan, book: BookPlan, issues: Mapping[str, Issue]) -> tuple[Finding, ...]:
    """What the printer of an edition would find in it."""
    from serge_press.checks.preflight.run import preflight
    from serge_press.checks.preflight.task import Asked
    from serge_press.model.printer_editions import profile_of, told_by
    from serge_press.printers.spine import SpineWidth, spine_width

    profile = profile_of(plan)
    asked, told = Asked(paper=plan.paper, trim=plan.trim), told_by(book, plan.printer)
    if plan.kind in ("cover", "jacket"):
        pages = issues[plan.folios].pages
        spine = spine_width(profile, pages, plan.paper, entered=told.spine, volume=told.volume, grams=told.grams)
        whole = (told.width, told.height) if told.width is not None and told.height is not None else None
        width = spine.width if isinstance(spine, SpineWidth) else None
        asked = Asked(plan.kind, plan.paper, plan.trim, pages, width, whole if plan.kind == "cover" else None)
    if plan.kind == "jacket" and (own := told.jacket) is not None:
        sheet = (own.width, own.height) if own.width is not None and own.height is not None else None
        asked = replace(asked, spine=own.spine or asked.spine, sheet=sheet, flap=own.flap)
    report = preflight(issue.data, profile, asked)
    return report.as_findings(issue.name)
