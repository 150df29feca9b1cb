"""What an e-book says of its cover and of its accessibility, by language; its other words are those of ``phrases``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EpubWords:
    """Sentences. ``cover_alt`` takes title and authors, ``by_pages`` the name of the print edition."""

    cover_alt: str
    summary: str
    pictures_told: str
    pictures_untold: str
    by_pages: str


_WORDS = {
    "en": EpubWords(
        cover_alt="Cover: {title}, {by}.",
        summary="The whole text is real text in reading order, with headings, contents and two-way note links.",
        pictures_told="Every picture is described in words.",
        pictures_untold="Some pictures are not described in words.",
        by_pages="Page marks and the page list give the pages of the print edition: {source}.",
    ),
    "de": EpubWords(
        cover_alt="Umschlag: {title}, {by}.",
        summary="Der ganze Text ist echter Text in Lesefolge, mit Überschriften, Inhaltsverzeichnis und Anmerkungen, die hin "
        "und zurück verweisen.",
        pictures_told="Jedes Bild ist in Worten beschrieben.",
        pictures_untold="Einige Bilder sind nicht in Worten beschrieben.",
        by_pages="Seitenmarken und Seitenliste geben die Seiten der gedruckten Ausgabe an: {source}.",
    ),
    "fr": EpubWords(
        cover_alt="Couverture\u00a0: {title}, {by}.",
        summary="Le texte entier est du vrai texte, dans l’ordre de lecture, avec intertitres, table des matières et renvois "
        "de notes dans les deux sens.",
        pictures_told="Chaque image est décrite en mots.",
        pictures_untold="Certaines images ne sont pas décrites en mots.",
        by_pages="Les repères et la liste des pages suivent l’édition imprimée\u00a0: {source}.",
    ),
    "pl": EpubWords(
        cover_alt="Okładka: {title}, {by}.",
        summary="Cały tekst jest tekstem w kolejności czytania, z nagłówkami, spisem treści i przypisami połączonymi w obie "
        "strony.",
        pictures_told="Każda ilustracja jest opisana słowami.",
        pictures_untold="Niektóre ilustracje nie są opisane słowami.",
        by_pages="Znaczniki i lista stron podają strony wydania drukowanego: {source}.",
    ),
    "ru": EpubWords(
        cover_alt="Обложка: {title}, {by}.",
        summary="Весь текст – настоящий текст в порядке чтения, с заголовками, оглавлением и примечаниями, связанными в обе "
        "стороны.",
        pictures_told="Каждая иллюстрация описана словами.",
        pictures_untold="Не все иллюстрации описаны словами.",
        by_pages="Отметки и список страниц дают страницы печатного издания: {source}.",
    ),
}


def epub_words(language: str) -> EpubWords:
    """The words of a BCP 47 language by its first subtag; English where the press has none of the language's own."""
    return _WORDS.get(language.lower().split("-")[0], _WORDS["en"])
