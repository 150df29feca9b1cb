"""French, after the habits of the Imprimerie nationale: guillemets with narrow no-break spaces, a hyphen between numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from serge_press.phrases.dates import NBSP, Cases, DateWords
from serge_press.phrases.numerals import roman
from serge_press.phrases.table import Phrases
from serge_press.when import Precision

if TYPE_CHECKING:
    from serge_press.when import CalendarDate

_THIN = "\u202f"


def _same(word: str) -> Cases:
    return (word, word)


def _nth(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"


def _century(number: int) -> Cases:
    return _same(f"{roman(number)}{'er' if number == 1 else 'e'}{NBSP}siècle")


_AT_THE = {"p": "au ", "é": "à l’", "a": "à l’", "h": "à l’"}  # by first letter: printemps, été, automne, hiver
_THE = {"p": "le ", "é": "l’", "a": "l’", "h": "l’"}


@dataclass(frozen=True, slots=True)
class FrenchDateWords(DateWords):
    """French puts an article or a preposition before a date, by what kind of date it is."""

    def from_(self, start: CalendarDate) -> str:
        return f"depuis {self._with_article(start)}"

    def to(self, end: CalendarDate) -> str:
        text = self._date(end)
        if end.mark in ("~", "%"):
            return f"jusque {text}"
        if "(" in text or "X" in end.month + end.day:
            return f"jusqu’à{NBSP}: {text}"
        if end.precision is Precision.DECADE:
            return f"jusque dans les {text}"
        if end.day or end.precision in (Precision.CENTURY, Precision.MILLENNIUM) or (end.season or 0) > 32:
            return f"jusqu’au {text}" if (end.season or 0) not in (37, 38, 39) else f"jusqu’en {text}"
        if end.season:
            return f"jusqu’{_AT_THE[text[0]]}{text}"
        return f"jusqu’en {text}"

    def within(self, start: CalendarDate, end: CalendarDate) -> str:
        return f"entre {self._with_article(start)} et {self._with_article(end)}"

    def _with_article(self, date: CalendarDate) -> str:
        text = self._date(date)
        if date.mark in ("~", "%") or "(" in text:
            return text
        if date.precision is Precision.DECADE:
            return f"les {text}"
        if date.season and date.season <= 32:
            return _THE[text[0]] + text
        if (
            date.day
            or date.precision in (Precision.CENTURY, Precision.MILLENNIUM)
            or date.season in (33, 34, 35, 36, 40, 41)
        ):
            return f"le {text}"
        return text


_MONTHS = tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split())

_DATES = FrenchDateWords(
    months=_MONTHS,
    months_of=_MONTHS,
    seasons=(_same("printemps"), _same("été"), _same("automne"), _same("hiver")),
    quarters=tuple(_same(f"{_nth(n)}{NBSP}trimestre") for n in (1, 2, 3, 4)),  # type: ignore[arg-type]
    halves=(_same(f"1er{NBSP}semestre"), _same(f"2e{NBSP}semestre")),
    hemispheres=("hémisphère nord", "hémisphère sud"),
    decade=lambda year: _same(f"années{NBSP}{year}"),
    century=_century,
    millennium=lambda number: _same(f"{_nth(number)}{NBSP}millénaire"),
    before_era=f"{{}}{NBSP}av.{NBSP}J.-C.",
    after_era=f"{{}}{NBSP}apr.{NBSP}J.-C.",
    about="vers",
    uncertain=f"{_THIN}?",
    since="depuis {}",
    until="jusqu’en {}",
    or_earlier="{} ou avant",
    or_later="{} ou après",
    between="entre {} et {}",
    start_unknown="début inconnu",
    end_unknown="fin inconnue",
    or_="ou",
    and_="et",
    marked=(
        ("année incertaine", "année approximative", "année incertaine et approximative"),
        ("mois incertain", "mois approximatif", "mois incertain et approximatif"),
        ("jour incertain", "jour approximatif", "jour incertain et approximatif"),
    ),
    unknown=("année inconnue", "mois inconnu", "jour inconnu", "mois et jour inconnus"),
    open_digits=f"X{NBSP}: chiffre inconnu",
    first_day="1er",
    number_dash="-",
    word_dash="-",
)

PHRASES = Phrases(
    language="fr",
    dates=_DATES,
    headings={
        "contents": "Table des matières",
        "chronology": "Chronologie",
        "concordance": "Où les récits divergent",
        "bibliography": "Bibliographie",
        "names": "Noms et pseudonymes",
        "attributions": "Attributions contestées",
        "people": "Personnes",
        "sources": "Sources",
        "notes": "Notes",
        "colophon": "Colophon",
    },
    languages={
        "en": "anglais",
        "fr": "français",
        "pl": "polonais",
        "ru": "russe",
        "es": "espagnol",
        "de": "allemand",
        "it": "italien",
        "pt": "portugais",
        "nl": "néerlandais",
        "sv": "suédois",
        "el": "grec",
        "tr": "turc",
        "uk": "ukrainien",
        "ca": "catalan",
        "eo": "espéranto",
    },
    nouns={
        "page": ("page", "pages"),
        "note": ("note", "notes"),
        "chapter": ("chapitre", "chapitres"),
        "work": ("œuvre", "œuvres"),
        "source": ("source", "sources"),
        "claim": ("affirmation", "affirmations"),
        "account": ("récit", "récits"),
        "person": ("personne", "personnes"),
        "event": ("événement", "événements"),
        "year": ("année", "années"),
        "volume": ("volume", "volumes"),
        "time": ("fois", "fois"),
    },
    plural_form=lambda number: 0 if abs(number) < 2 else 1,
    ordinal=_nth,
    quotes=((f"«{_THIN}", f"{_THIN}»"), ("“", "”")),
    break_dash=f"{NBSP}– ",
    verdicts={
        "accepted": "admise",
        "probable": "probable",
        "possible": "possible",
        "unresolved": "non tranchée",
        "doubtful": "douteuse",
        "rejected": "rejetée",
    },
    confidences={"high": "élevée", "medium": "moyenne", "low": "faible"},
    stances={
        "asserts": "affirme",
        "supports": "appuie",
        "reports": "rapporte",
        "doubts": "doute",
        "rejects": "rejette",
    },
    weights={"strong": "fort", "fair": "moyen", "slight": "faible", "none": "nul"},
    bases={
        "signature": "signature",
        "archive-document": "document d’archives",
        "payment-record": "trace de paiement",
        "correspondence": "correspondance",
        "self-testimony": "témoignage de l’auteur lui-même",
        "witness": "témoin",
        "stylistic": "style",
        "stylometric": "stylométrie",
        "bibliography-listing": "mention dans une bibliographie",
        "pseudonym-key": "clé de pseudonymes",
        "provenance": "provenance",
        "circumstance": "circonstances",
        "tradition": "tradition",
    },
    agreements={
        "agree": "les récits concordent",
        "fuller": "un récit est plus complet",
        "one-only": "un seul récit",
        "differ": "les récits divergent",
        "silent": "les récits se taisent",
    },
    work_kinds={
        "novel": "roman",
        "stories": "nouvelles",
        "poetry": "poésie",
        "poem": "poème",
        "history": "ouvrage d’histoire",
        "book": "livre",
        "pamphlet": "brochure",
        "article": "article",
        "essay": "essai",
        "report": "rapport",
        "review": "compte rendu",
        "obituary": "nécrologie",
        "speech": "discours",
        "letter": "lettre",
        "diary": "journal",
        "memoir": "mémoires",
        "preface": "préface",
        "translation": "traduction",
        "collection": "recueil",
        "extract": "extrait",
        "manuscript": "manuscrit",
        "leaflet": "tract",
    },
    source_kinds={
        "book": "livre",
        "chapter": "chapitre",
        "article": "article",
        "newspaper": "journal",
        "thesis": "thèse",
        "web": "page web",
        "archive": "document d’archives",
        "letter": "lettre",
        "editors": "la rédaction",
    },
    event_kinds={"life": "vie", "work": "œuvres", "world": "monde"},
    relators={
        "author": "auteur",
        "translator": "traducteur",
        "editor": "éditeur scientifique",
        "introducer": "préfacier",
        "illustrator": "illustrateur",
        "signatory": "signataire",
    },
    publication_roles={
        "first": "première publication",
        "reprint": "réimpression",
        "translation": "traduction",
        "online": "en ligne",
    },
    page="p.",
    pages="p.",
    number="n°",
    volume="vol.",
    chapter="chapitre",
    part="partie",
    note="note",
    see="voir",
    see_also="voir aussi",
    in_="dans",
    with_="avec",
    and_="et",
    or_="ou",
    by="par",
    others="et autres",
    undated="sans date",
    attributed="attribué",
    signed="signé",
    signed_as="signé {name}",
    unsigned="non signé",
    not_seen="non consulté",
    seen_in_part="consulté en partie",
    as_printed="tel qu’imprimé",
    first_published="première publication",
    reprinted="réimpression",
    online="en ligne",
    translated_by="traduit par",
    edited_by="édité par",
    introduced_by="introduit par",
    illustrated_by="illustré par",
    edition="édition",
    read_at="à lire à l’adresse",
    accessed="consulté le",
    no_place="s.\u202fl.",
    no_publisher="s.\u202fn.",
    written="écrit",
    collected_in="repris dans",
    original_title="titre original",
    untitled="sans titre",
    born="né",
    died="mort",
    pseudonyms="Pseudonymes",
    name_uncertain="connu par des listes seulement",
    where_accounts_disagree="Où les récits divergent",
    question="Question",
    claims="Affirmations",
    verdict="Verdict",
    reasoning="Raisonnement",
    finding="Conclusion",
    would_settle="Ce qui trancherait",
    earlier_verdicts="Verdicts antérieurs",
    decided="décidé par {name}, {date}",
    silent="muet",
    confidence="confiance",
    basis="fondement",
    weight="poids",
    author_unknown="auteur inconnu",
    back_to_note="Retour à l’appel de note {n}",
    page_label="Page {n}",
    note_label="Note {n}",
    title_page="Page de titre",
    half_title="Faux-titre",
    imprint="Mentions légales",
    cover="Couverture",
    list_of_pages="Liste des pages",
    landmarks="Repères",
    isbn="ISBN",
    all_rights="Tous droits réservés.",
    licence="Licence",
    publisher="Éditeur",
    printed_edition="édition imprimée",
    electronic_edition="édition électronique",
)
