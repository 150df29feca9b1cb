"""What a book says of its accessibility, in French."""

from __future__ import annotations

ACCESSIBILITY: dict[str, str] = {
    "imprint.access": "Si quelque chose vous empêche de lire ce livre, écrivez à {address}",
    "access.title": "Accessibilité",
    "access.has": "Ce qu’offre ce livre numérique",
    "access.text": "Le texte entier est du vrai texte, dans un seul ordre de lecture\u00a0: il peut être agrandi, "
    "affiché dans d’autres caractères et couleurs, lu à voix haute ou rendu en braille.",
    "access.text-fixed": "Le texte entier est du vrai texte, qui peut être lu à voix haute ou rendu en "
    "braille\u00a0; sa "
    "présentation ne peut pas être entièrement modifiée.",
    "access.headings": "La table des matières, les intertitres et les repères mènent à chaque partie.",
    "access.contents": "La table des matières mène à chaque partie.",
    "access.notes": "Chaque note ramène à sa place dans le texte.",
    "access.pages": "Les pages de l’édition imprimée sont marquées et listées\u00a0: {source}.",
    "access.index": "L’index mène au texte.",
    "access.pictures": "Images\u00a0: {n}. Chacune est décrite en mots.",
    "access.pictures-long": "Images\u00a0: {n}. Chacune est décrite en mots, et longuement à côté.",
    "access.pictures-untold": "Images\u00a0: {n}. Sans description\u00a0: {without}.",
    "access.tables": "Tableaux\u00a0: {n}. Chacun nomme ses colonnes ou ses lignes.",
    "access.tables-untold": "Tableaux\u00a0: {n}. Sans nom de colonnes ni de lignes\u00a0: {without}.",
    "access.formulas": "Les formules sont écrites en MathML.",
    "access.languages": "La langue de chaque passage est indiquée\u00a0: {languages}.",
    "access.quiet": "Rien n’y clignote, n’y bouge ni n’y sonne.",
    "access.open": "Il n’a pas de protection contre la copie et n’exécute aucun script.",
    "access.limits": "Ce qui peut être difficile",
    "access.scripts": "Il y a des mots en d’autres écritures ({scripts})\u00a0; une voix qui n’en connaît pas la "
    "langue "
    "peut mal les lire ou les sauter.",
    "access.short": "Les images n’ont que de courtes descriptions.",
    "access.wide": "Les tableaux peuvent être plus larges qu’un petit écran.",
    "access.moving": "Quelque chose y bouge\u00a0; le risque de clignotement n’a pas été examiné.",
    "access.tested": "Comment nous le savons",
    "access.computed": "La presse a relevé tout cela par programme dans les fichiers de ce livre numérique.",
    "access.no-person": "Personne ne l’a évalué avec un lecteur d’écran ou une plage braille, et aucune "
    "conformité à une "
    "norme n’est déclarée.",
    "access.certified": "{name} a évalué ce livre numérique et l’a trouvé conforme à {standard}",
    "access.certified-on": "Date de l’évaluation\u00a0: {date}",
    "access.report": "Rapport\u00a0: {address}",
    "access.contact": "Si quelque chose vous gêne, écrivez à {address}.",
    "access.exempt.microenterprise": "L’éditeur déclare être, en tant que microentreprise, exempté de l’acte "
    "européen sur l’accessibilité.",
    "access.exempt.disproportionate-burden": "L’éditeur invoque l’exemption de l’acte européen sur l’accessibilité "
    "pour charge disproportionnée.",
    "access.exempt.fundamental-alteration": "L’éditeur invoque l’exemption de l’acte européen sur l’accessibilité "
    "pour modification fondamentale.",
    "script.latin": "latine",
    "script.cyrillic": "cyrillique",
    "script.greek": "grecque",
    "script.hebrew": "hébraïque",
    "script.arabic": "arabe",
    "script.cjk": "chinoise",
    "script.hiragana": "japonaise",
    "script.katakana": "japonaise",
    "script.hangul": "coréenne",
    "script.armenian": "arménienne",
    "script.georgian": "géorgienne",
}
