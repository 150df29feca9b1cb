"""What an e-book may claim of its accessibility: read off its content, and nothing that the content does not bear.

EPUB Accessibility 1.1, section 2, in the words of the Schema.org Accessibility Properties for Discoverability Vocabulary.
"""

from __future__ import annotations

from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING

from serge_press.model.accessibility import AccessibilityPlan
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from serge_press.editions.accessibility.content import Content
    from serge_press.findings import Finding
    from serge_press.model.accessibility import Certificate, Claim

_UNSEEN = "the press finds nothing in the e-book that bears it"
_STILL = ("none", "noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard")


@dataclass(frozen=True, slots=True)
class Claims:
    """What is claimed, in the order of the metadata. ``lacking`` gives for a feature why the content does not bear it;
    ``barriers`` are what a program can find against WCAG; ``certificate`` is None where nobody stands for conformance."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    lacking: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    barriers: tuple[str, ...] = ()
    certificate: Certificate | None = None


def claims_of(content: Content, plan: AccessibilityPlan | None = None) -> Claims:
    """The claims that this content bears. Of the plan only what a program cannot know is taken: who certifies, and
    whether what moves is a hazard."""
    plan = plan or AccessibilityPlan()
    told = tuple(_features(content))
    barriers = tuple(_barriers(content))
    return Claims(
        modes=("textual", *(["visual"] if content.pictures else ())),
        sufficient=("textual",) if not content.undescribed else ("textual,visual",),
        features=tuple(word for word, why in told if not why),
        hazards=_hazards(content, {claim.word for claim in plan.hazards}),
        lacking={word: why for word, why in told if why},
        barriers=barriers,
        certificate=None if barriers else plan.certificate,
    )


def false_claims(plan: AccessibilityPlan, content: Content, claims: Claims) -> tuple[Finding, ...]:
    """What the author states and the content does not bear (E040), and conformance where it is broken (E042)."""
    found = [
        *_untrue("features", plan.features, claims.features, claims.lacking),
        *_untrue("modes", plan.modes, claims.modes, {"visual": "it has no pictures"}),
        *(
            _false("sufficient", claim, why)
            for claim in plan.sufficient
            if (why := _insufficient(claim.word.split(","), content))
        ),
        *(_false("hazards", claim, why) for claim in plan.hazards if (why := _unlikely(claim.word, content))),
    ]
    if plan.certificate is not None:
        said = f"“{plan.certificate.standard}” cannot hold"
        found += [finding("E042", plan.certificate.place, f"{said}: {why}") for why in claims.barriers]
    return tuple(found)


def _features(content: Content) -> Iterator[tuple[str, str]]:
    """Every feature a program can tell, and why it is not there; "" where it is."""
    heads = _listed("no heading in", content.unheaded) or _listed("a level of heading is skipped in", content.skipping)
    unseen = f"{content.undescribed} of its {content.pictures} pictures have no description"
    yield "tableOfContents", "" if content.entries else "it has no table of contents"
    yield (
        "readingOrder",
        f"the style sheet moves text out of its order: {content.displaced}" if content.displaced else "",
    )
    yield "structuralNavigation", heads
    yield (
        "displayTransformability",
        f"the style sheet fixes what readers may change: {content.fixed}" if content.fixed else "",
    )
    yield "ARIA", "" if content.roles else "no element has a role"
    yield (
        "alternativeText",
        unseen if content.undescribed else "" if content.pictures or content.cover else "it has no pictures",
    )
    yield "longDescription", "" if content.pictures and content.explained == content.pictures else _unexplained(content)
    yield "index", "" if content.index else "it has no index that leads into the text"
    yield "pageBreakMarkers", "" if content.pages else "it marks no pages of a print edition"
    yield "pageNavigation", "" if content.pages else "it has no list of the pages of a print edition"
    yield "MathML", "" if content.formulas else "no formula in it is written in MathML"
    yield "unlocked", ""  # the press locks nothing


def _unexplained(content: Content) -> str:
    if not content.pictures:
        return "it has no pictures"
    return f"{content.pictures - content.explained} of its {content.pictures} pictures have a short description only"


def _listed(words: str, files: tuple[str, ...]) -> str:
    return f"{words} {', '.join(files[:3])}" + (" and others" if len(files) > 3 else "") if files else ""


def _hazards(content: Content, said: set[str]) -> tuple[str, ...]:
    if not content.moving and not content.played:
        return ("none",)
    made = []
    for no, yes, unknown in (
        ("noFlashingHazard", "flashing", "unknownFlashingHazard"),
        ("noMotionSimulationHazard", "motionSimulation", "unknownMotionSimulationHazard"),
    ):
        made.append(yes if yes in said else no if no in said else unknown)
    return (*made, "unknownSoundHazard" if content.played else "noSoundHazard")


def _barriers(content: Content) -> Iterator[str]:
    """What breaks a success criterion of WCAG 2.2 and a program can see."""
    if content.undescribed:
        yield f"{content.undescribed} pictures have no description (WCAG 1.1.1)"
    if content.headless:
        yield f"{content.headless} tables have no head cells (WCAG 1.3.1)"
    if content.skipping:
        yield f"{_listed('a level of heading is skipped in', content.skipping)} (WCAG 1.3.1)"
    if content.displaced:
        yield f"the style sheet moves text out of its order, {content.displaced} (WCAG 1.3.2)"
    if content.fixed:
        yield f"the style sheet fixes what readers may change, {content.fixed} (WCAG 1.4.4, 1.4.12)"
    if content.moving:
        yield f"{content.moving} pictures move and cannot be stopped (WCAG 2.2.2)"


def _insufficient(modes: list[str], content: Content) -> str:
    """Why a set of modes does not suffice to take in the book; "" where it does."""
    if "auditory" in modes or "tactile" in modes:
        return (
            "the e-book holds neither sound nor anything to touch; synthetic speech and braille are counted as textual"
        )
    if "textual" not in modes:
        return "its matter is text, which is not a picture of text"
    if content.undescribed and "visual" not in modes:
        return f"{content.undescribed} of its pictures have no description"
    return ""


def _unlikely(hazard: str, content: Content) -> str:
    if not content.moving and not content.played:
        return "" if hazard in _STILL else "nothing in the e-book moves or sounds"
    if hazard == "none":
        return "something in it moves: say noFlashingHazard and noMotionSimulationHazard if you have looked at it"
    return "nothing in the e-book sounds" if hazard in ("sound", "unknownSoundHazard") and not content.played else ""


def _untrue(name: str, said: tuple[Claim, ...], true: tuple[str, ...], lacking: Mapping[str, str]) -> Iterator[Finding]:
    for claim in said:
        if claim.word not in true:
            yield _false(name, claim, lacking.get(claim.word, _UNSEEN))


def _false(name: str, claim: Claim, why: str) -> Finding:
    return finding("E040", claim.place, f"{name}: '{claim.word}' would be false: {why}")
