"""Rule C026: a fact of low confidence never stands in the text as if it were certain.

No machine can tell whether a sentence is careful enough. This one tells when it holds none of the words by which a language
says that it is not sure, which is how such a fact slips through.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.model.sources import Confidence
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.facts import Facts
    from serge_press.findings import Finding, Place

_STEMS = {
    "en": (
        r"if\b|say|said|cannot|could not|perhaps|maybe|(?-i:may)\b|might|possibl|probabl|presumabl|apparent|likel|usual|"
        r"uncertain|unsure|"
        r"unconfirmed|confirmed|unproved|unproven|unknown|not known|suspect|alleg|seem|appear|thought|believ|report|claim|"
        r"memor|unchecked|checked|not seen|no document|no record|no evidence|not found|doubt|guess|suppos|"
        r"assum|infer|one source|so called|attribut|rumour|hearsay|supposition|conjectur|differ|dispute"
    ),
    "pl": (
        r"podobno|rzekom|być może|prawdopodobn|zapewne|chyba|przypuszcz|niepewn|niepotwierdzon|potwierdz|nie wiadomo|"
        r"nieznan|nie ustalono|wedle|według|zdaje się|miał|miała|mieli|mówi|podaje|przypis|domnie|wątpliw|spór|nie ma"
    ),
    "fr": (
        r"peut-être|sans doute|probabl|selon|dit-on|semble|paraît|incertain|inconnu|suppos|prétend|attribu|douteu|"
        r"non vérifié|non confirmé|aurait|serait|possibl|mémoire|rumeur"
    ),
    "ru": (
        r"возможно|вероятн|по-видимому|говор|по словам|якобы|предполож|неизвестн|не установлен|сомнит|кажется|"
        r"приписыва|по памяти|не подтвержд|видимо"
    ),
}
"""Beginnings of the words of doubt, by primary language subtag. May is a month, and a mayor sure of what he does."""


def hedged(text: str, language: str) -> bool:
    """Whether the text holds a word of doubt of the language (BCP 47); true for languages without a table."""
    stems = _STEMS.get(language.partition("-")[0])
    return stems is None or re.search(rf"\b(?:{stems})", text, re.IGNORECASE) is not None


def low_confidence(facts: Facts) -> Iterator[Finding]:
    """C026 for events and for findings of the concordance, where their record has ``confidence: low``.

    A date that is itself uncertain says enough; the entry of a work prints the grade of its record.
    """
    for name, text, language, place in _doubtful(facts):
        if text.strip() and not hedged(text, language or facts.plan.language):
            yield finding("C026", place, f"the confidence of '{name}' is low, and its text does not say so")


def _doubtful(facts: Facts) -> Iterator[tuple[str, str, str, Place]]:
    """Id, text, language and place of each text whose record is of low confidence."""
    catalogue = facts.catalogue
    for event in catalogue.events:
        sure = not (event.when.uncertain or event.when.approximate or event.when.edtf.startswith(("[", "{")))
        if event.confidence is Confidence.LOW and sure:
            yield event.id, event.what.text, event.what.language, event.place
    for point in catalogue.points:
        if point.confidence is Confidence.LOW:
            yield point.id, point.finding + (f" {point.grounds.text}" if point.grounds else ""), "", point.place
