"""What the author says of a book's accessibility, and the words in which it may be said.

The words are those of the Schema.org Accessibility Properties for Discoverability Vocabulary (W3C Community Group report of
18 July 2024), which EPUB Accessibility 1.1 asks for.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from serge_press.findings import NOWHERE
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.when import When

MODES: tuple[str, ...] = (
    "textual", "visual", "auditory", "tactile", "chartOnVisual", "chemOnVisual", "colorDependent", "diagramOnVisual",
    "mathOnVisual", "musicOnVisual", "textOnVisual",
)  # fmt: skip
"""Values of ``accessMode``."""

SUFFICIENT: tuple[str, ...] = ("textual", "visual", "auditory", "tactile")
"""What a set of ``accessModeSufficient`` is made of."""

FEATURES: tuple[str, ...] = (
    "alternativeText", "annotations", "ARIA", "audioDescription", "braille", "ChemML", "closedCaptions", "describedMath",
    "displayTransformability", "fullRubyAnnotations", "highContrastAudio", "highContrastDisplay", "horizontalWriting",
    "index", "largePrint", "latex", "latex-chemistry", "longDescription", "MathML", "MathML-chemistry", "openCaptions",
    "pageBreakMarkers", "pageNavigation", "readingOrder", "rubyAnnotations", "signLanguage", "structuralNavigation",
    "synchronizedAudioText", "tableOfContents", "tactileGraphic", "tactileObject", "taggedPDF", "timingControl",
    "transcript", "ttsMarkup", "unlocked", "verticalWriting", "withAdditionalWordSegmentation",
    "withoutAdditionalWordSegmentation",
)  # fmt: skip
"""Values of ``accessibilityFeature`` that claim something. ``printPageNumbers`` is not among them: ``pageBreakMarkers`` and
``pageNavigation`` took its place."""

HAZARDS: tuple[str, ...] = (
    "none", "noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard", "flashing", "motionSimulation", "sound",
    "unknown", "unknownFlashingHazard", "unknownMotionSimulationHazard", "unknownSoundHazard",
)  # fmt: skip
"""Values of ``accessibilityHazard``."""

EXEMPTIONS: tuple[str, ...] = ("eaa-microenterprise", "eaa-disproportionate-burden", "eaa-fundamental-alteration")
"""Values of ``a11y:exemption`` (W3C Group Note, The EPUB Accessibility exemption property)."""

WCAG: tuple[str, ...] = ("2.0", "2.1", "2.2")
LEVELS: tuple[str, ...] = ("A", "AA", "AAA")


@dataclass(frozen=True, slots=True)
class Claim:
    """One word of the vocabulary that the author states, and where."""

    word: str
    place: Place


@dataclass(frozen=True, slots=True)
class Certificate:
    """That a person, by name, has evaluated the e-book and found that it conforms. No program can say so."""

    by: str
    wcag: str
    level: str
    place: Place
    credential: str = ""
    report: str = ""  # address
    on: When | None = None

    @property
    def standard(self) -> str:
        """The line of ``dcterms:conformsTo`` (EPUB Accessibility 1.1, section 3.3.2)."""
        return f"EPUB Accessibility 1.1 - WCAG {self.wcag} Level {self.level}"


@dataclass(frozen=True, slots=True)
class AccessibilityPlan:
    """The ``[accessibility]`` table. What the content bears is claimed without it."""

    place: Place = NOWHERE
    modes: tuple[Claim, ...] = ()
    sufficient: tuple[Claim, ...] = ()  # each a set of words with commas between: "textual", "textual,visual"
    features: tuple[Claim, ...] = ()
    hazards: tuple[Claim, ...] = ()
    summary: str = ""  # said after the sentences that are made
    limits: tuple[str, ...] = field(default=())  # what the author knows to be hard, a sentence each
    contact: str = ""  # an e-mail address or an address on the web
    exemption: str = ""
    certificate: Certificate | None = None
    statement: bool = True  # whether the e-book has a page that says all this
