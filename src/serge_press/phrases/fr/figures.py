"""What figures say, in French."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "part.figures": "La vie en figures",
    "figure.number": "Figure {n}.",
    "figure.number-short": "Nº",
    "figure.year": "Année",
    "figure.years": "Années",
    "figure.date": "Date",
    "figure.kind": "Genre",
    "figure.what": "Fait",
    "figure.title": "Titre",
    "figure.place": "Lieu",
    "figure.language": "Langue",
    "figure.position": "Position",
    "figure.life": "la vie",
    "figure.work": "une œuvre",
    "figure.yes": "oui",
    "figure.no": "non",
    "figure.timeline.caption": (
        "La vie et les œuvres majeures. Un point est une date connue au mois près\u00a0; une barre a la "
        "longueur du temps qu’une date peut désigner."
    ),
    "figure.timeline.alt": (
        "Un axe des années de {first} à {last}\u00a0; à gauche, les faits de la vie ({n}), à droite, les "
        "œuvres ({works})"
    ),
    "figure.works.caption": (
        "Les œuvres par année, {n} en tout. Plein\u00a0: datées à un an près. Hachuré\u00a0: parts "
        "d’œuvres qui peuvent appartenir à plusieurs années. Absentes ici, faute de date\u00a0: "
        "{undated}\u00a0; parce que parues plus tard\u00a0: {later}. Les œuvres d’attribution douteuse ou "
        "rejetée ne sont pas comptées."
    ),
    "figure.works.alt": "Barres pour les années {first} à {last}\u00a0; la plus haute est celle de {top}",
    "figure.works.sure": "Datées dans l’année",
    "figure.works.spread": "Parts d’œuvres moins bien datées",
    "figure.names.caption": (
        "Les noms signés, avec un trait pour chaque œuvre ainsi signée. Une barre est le temps pendant "
        "lequel un pseudonyme aurait servi\u00a0; elle est hachurée quand seules des listes le donnent."
    ),
    "figure.names.alt": "Lignes pour les noms ({n}), sur les années {first} à {last}",
    "figure.names.name": "Nom",
    "figure.names.used": "Employé",
    "figure.names.works": "Œuvres",
    "figure.names.sure": "Attesté par un texte signé",
    "figure.periodicals.caption": (
        "Où les œuvres parurent d’abord, par année. Point plein\u00a0: les éditeurs ont vu toutes les "
        "œuvres\u00a0; cercle pointé\u00a0: quelques-unes\u00a0; cercle\u00a0: aucune. Œuvres absentes "
        "ici, faute d’année sûre ou parce que parues plus tard\u00a0: {undated}\u00a0; périodiques "
        "absents, faute de place\u00a0: {left}."
    ),
    "figure.periodicals.alt": (
        "Lignes pour les périodiques et recueils ({n}), sur les années {first} à {last}, avec un point là "
        "où une œuvre parut d’abord"
    ),
    "figure.periodicals.name": "Périodique ou recueil",
    "figure.periodicals.seen": "Vues",
    "figure.periodicals.unseen": "Non vues",
    "figure.periodicals.unsaid": "Non dit",
    "figure.translations.caption": (
        "Les traductions de {title}, par langue et par année de la première édition connue. Cercle\u00a0: "
        "l’année n’est pas certaine\u00a0; ligne brisée\u00a0: aucune année n’est connue."
    ),
    "figure.translations.alt": ("Un arbre de {n} langues dans lesquelles {title} fut traduit, au fil des années"),
    "figure.claims.caption": (
        "{case}\u00a0: qui a dit quoi, et quand. Une ligne brisée est le temps qu’une date peut désigner."
    ),
    "figure.claims.alt": (
        "{n} déclarations dans l’ordre de leurs dates, de {first} à {last}, chacune avec un signe pour sa position"
    ),
    "figure.claims.who": "Qui",
    "figure.claims.stance": "Position",
    "figure.stance.asserts": "affirme",
    "figure.stance.supports": "appuie",
    "figure.stance.reports": "rapporte",
    "figure.stance.doubts": "doute",
    "figure.stance.rejects": "rejette",
    "figure.stance.silent": "se tait",
    "figure.map.caption": (
        "Les lieux de la vie, numérotés dans l’ordre d’arrivée. Les lignes brisées les joignent au plus "
        "court, ce qui n’est pas le chemin suivi. Côtes\u00a0: Natural Earth."
    ),
    "figure.map.alt": (
        "Une carte de {n} lieux joints par un trajet\u00a0; départ\u00a0: {first}, arrivée\u00a0: {last}"
    ),
}
