"""The words and marks the setter itself writes, in the language of the passage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """``page`` and ``back`` hold ``{}`` where the page label or the note number goes."""

    open: str
    close: str
    page: str
    back: str


_WORDS = {
    "de": Words("„", "“", "(S.\u00a0{})", "Zurück zu Anmerkung {}"),
    "en": Words("‘", "’", "(p.\u00a0{})", "Back to note reference {}"),
    "en-us": Words("“", "”", "(p.\u00a0{})", "Back to note reference {}"),
    "es": Words("«", "»", "(p.\u00a0{})", "Volver a la llamada de nota {}"),
    "fr": Words("«\u00a0", "\u00a0»", "(p.\u00a0{})", "Retour à l’appel de note {}"),
    "it": Words("«", "»", "(p.\u00a0{})", "Torna al richiamo di nota {}"),
    "pl": Words("„", "”", "(s.\u00a0{})", "Powrót do odsyłacza {}"),
    "ru": Words("«", "»", "(с.\u00a0{})", "Назад к сноске {}"),
}


def words(language: str) -> Words:
    """The words of a BCP 47 language, by the longest known beginning of its tag; English where nothing is known."""
    parts = language.lower().split("-")
    while parts:
        if found := _WORDS.get("-".join(parts)):
            return found
        parts.pop()
    return _WORDS["en"]
