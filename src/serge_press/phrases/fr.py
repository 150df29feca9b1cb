"""French, after the habits of the Imprimerie nationale: guillemets with narrow no-break spaces, a hyphen between numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from serge_press.phrases.dates import NBSP, Cases, DateWords
from serge_press.phrases.numerals import roman
from serge_press.phrases.table import Phrases

if TYPE_CHECKING:
    from serge_press.when import CalendarDate

_THIN = "\u202f"


def _nth(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"


def _century(number: int) -> Cases:
    words = f"{roman(number)}{'er' if number == 1 else 'e'}{NBSP}siècle"
    return (words, f"le {words}")


def _season(word: str) -> Cases:
    return (word, f"le {word}" if word[0] == "p" else f"l’{word}")


def _with_le(words: str) -> Cases:
    return (words, f"le {words}")


@dataclass(frozen=True, slots=True)
class FrenchDateWords(DateWords):
    """French puts an article or a preposition before a date, by what kind of date it is."""

    def _stem(self, date: CalendarDate, genitive: bool = False) -> str:
        stem = DateWords._stem(self, date, genitive)
        return f"le {stem}" if genitive and date.day.isdigit() else stem

    def from_(self, start: CalendarDate) -> str:
        """A span without an end: "depuis l’été 1938", "depuis environ 1920"."""
        return f"depuis {self._date(start, genitive=True)}".replace(f"depuis {self.about}", "depuis environ")

    def to(self, end: CalendarDate) -> str:
        """A span without a beginning: "jusqu’au 12 mars", "jusqu’en mars", "jusqu’à l’été", "jusque dans les années"."""
        governed = self._date(end, genitive=True)
        if governed.startswith(self.about):
            return f"jusque {governed}"
        if governed.startswith("les "):
            return f"jusque dans {governed}"
        if governed.startswith("le "):
            return f"jusqu’au {governed[3:]}"
        if governed.startswith("l’"):
            return f"jusqu’à {governed}"
        return f"jusqu’en {governed}"


_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

_DATES = FrenchDateWords(
    months=_MONTHS,
    months_of=_MONTHS,
    seasons=(_season("printemps"), _season("été"), _season("automne"), _season("hiver")),
    quarters=tuple(_with_le(f"{_nth(n)}{NBSP}trimestre") for n in (1, 2, 3, 4)),  # type: ignore[arg-type]
    halves=(_with_le(f"1er{NBSP}semestre"), _with_le(f"2e{NBSP}semestre")),
    hemispheres=("hémisphère nord", "hémisphère sud"),
    decade=lambda year: (f"années{NBSP}{year}", f"les années{NBSP}{year}"),
    century=_century,
    millennium=lambda number: _with_le(f"{_nth(number)}{NBSP}millénaire"),
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
    between_governs=True,
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
