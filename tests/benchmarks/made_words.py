"""Words for made-up books: sentences grown from patterns, in four languages, about a mapmaker who never lived.

A pattern names what may stand in a gap (``<city>``); a gap is filled by a word of that name, which may have gaps itself.
All of it was written for these benchmarks. What matters is its shape: lengths of words and sentences as in real prose,
accents, Cyrillic, quotation marks, numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

GIVEN = (
    "Aldous", "Anneke", "Beniamin", "Bogna", "Cornelis", "Damaris", "Edmund", "Eulalie", "Fabien", "Gerda", "Gwendolen",
    "Honorata", "Ignace", "Isolde", "Joachim", "Kazimiera", "Laurent", "Ludwika", "Marek", "Mireille", "Nadia", "Odile",
    "Piotr", "Quentin", "Rozalia", "Severin", "Tamara", "Ulryka", "Valentin", "Wanda", "Xavier", "Zygmunt",
)  # fmt: skip
FAMILY = (
    "Abendroth", "Bystroń", "Carvallan", "Dłuska", "Escoffet", "Farrow", "Gaillardin", "Haldane", "Ilnicki", "Jarvisse",
    "Kettering", "Lorrimer", "Mazurek", "Niemirska", "Ostrander", "Paquelin", "Quillfeather", "Rzewuska", "Sandoval",
    "Trevanion", "Urbanik", "Vauquier", "Wiśniowska", "Ysendyck", "Zaborowa", "Ashgrove", "Brzezicki", "Coudray",
    "Drummle", "Estreicherowa",
)  # fmt: skip
TITLES = {
    "en": (
        "<the> <thing>", "<the> <thing> and <the> <thing>", "Notes on <the> <thing>", "<The> <Adjective> <thing>",
        "Against <the> <adjective> <thing>", "A short history of <the> <thing>", "<The> <thing> at <city>",
        "Letters about <the> <thing>",
    ),
    "fr": ("La <chose>", "Contre la <chose>", "Notes sur la <chose>", "La <chose> de <city>", "Histoire de la <chose>"),
    "pl": ("Opowieść o <czym>", "Rzecz o <czym>", "Listy o <czym>", "Uwagi o <czym>", "Nowe wiersze o <czym>"),
    "ru": ("Повесть о <чём>", "Записки о <чём>", "Письма о <чём>", "Заметки о <чём>", "Новые стихи о <чём>"),
}  # fmt: skip
SLOTS: Mapping[str, tuple[str, ...]] = {
    "the": ("the",), "The": ("The",), "Adjective": ("Crooked", "Patient", "Northern", "Inland", "Wintering", "Borrowed"),
    "adjective": (
        "careful", "crooked", "northern", "inland", "unsigned", "provincial", "quarrelsome", "half-finished", "official",
        "long-forgotten", "second-hand", "hand-coloured", "water-stained", "anonymous", "reluctant", "punctual",
    ),
    "thing": (
        "lighthouse", "survey", "estuary", "tollhouse", "almanac", "copperplate", "ferry timetable", "harbour office",
        "drawing table", "boundary stone", "signal station", "field notebook", "cholera map", "river commission",
        "engraver’s shop", "lending library", "subscription list", "railway gazetteer", "night school", "printing house",
    ),
    "chose": ("carte marine", "frontière", "rivière gelée", "douane", "bibliothèque", "route du nord", "lampe du phare"),
    "czym": ("mapie", "granicy", "latarni", "zimowej drodze", "bibliotece", "przewoźniku", "cichym urzędzie"),
    "чём": ("карте", "границе", "маяке", "зимней дороге", "библиотеке", "перевозчике", "тихой конторе"),
    "city": (
        "Antwerp", "Bergen", "Danzig", "Dorpat", "Ghent", "Grenoble", "Hull", "Kovno", "Lisbon", "Lublin", "Malmö",
        "Nantes", "Riga", "Rostock", "Szczecin", "Tallinn", "Trieste", "Toruń", "Vyborg", "Zurich",
    ),
    "paper": (
        "*Coastal Gazette*", "*Weekly Surveyor*", "*Lantern*", "*Chartseller’s Circular*", "*Northern Review*",
        "*Open Water*", "*Tribune of the Ports*",
    ),
    "count": ("two", "three", "four", "five", "six", "seven", "nine", "eleven", "fourteen", "twenty", "some thirty"),
    "month": ("January", "February", "April", "May", "June", "August", "September", "November", "December"),
    "time": (
        "in <month> <year>", "before the winter of <year>", "in the spring of <year>", "by the end of <year>",
        "on a <weekday> in <month> <year>", "between <month> and <month> of <year>", "as early as <year>",
    ),
    "weekday": ("Monday", "Tuesday", "Thursday", "Friday", "Saturday"),
    "person": ("<given> <family>",), "given": GIVEN, "family": FAMILY,
    "who": ("Velkonis", "the mapmaker", "she", "Oriane Velkonis", "the author of the *Soundings*"),
    "opening": (
        "If we may trust the <adjective> <thing>,", "According to <person>,", "So far as the papers tell,",
        "When the <thing> had been closed,", "After the quarrel with <person>,", "To the surprise of her creditors,",
        "Without asking the <thing> at <city>,", "In the account that <person> left,",
    ),
    "core": (
        "<who> moved to <city> <time>", "<who> sold the <thing> to <person> for <count> hundred francs",
        "<person> lent her the <adjective> <thing> that hung in the office at <city>",
        "<who> began the <adjective> description of the <thing>", "the <thing> at <city> kept <count> of the sheets",
        "<who> read the proofs in a room above the <thing>", "<person> set down <count> objections to the <adjective> plan",
        "the editors of the <paper> returned the piece with <count> corrections",
        "<who> travelled by way of <city> and <city>, and drew the <thing> from memory",
        "nobody in <city> thought the <adjective> <thing> worth the postage",
        "the commission asked <person> for a second opinion, and had to wait until <month> for it",
        "<who> signed with initials only, as was the custom of the <thing>",
        "<count> copies went to <city>, where <person> gave them away",
        "the <thing> burned <time>, and with it the <adjective> half of the correspondence",
    ),
    "tail": (
        "though the receipt is dated <year>", "and nothing was heard of it again",
        "which explains the <adjective> tone of the letters that follow", "as the ledger of the <thing> confirms",
        "and <person> never forgave the delay", "while the <paper> printed another version altogether",
        "for the <thing> was then in the hands of a <adjective> landlord", "so that the sheets had to be engraved anew",
        "because the road to <city> was under water", "but the second state of the plate says the opposite",
        "a sum that would have paid a copyist for <count> months", "as anyone who has worked in such a <thing> will know",
    ),
    "remark": (
        "Little of this can be seen on the printed sheet.", "The handwriting is hers; the spelling is not.",
        "What happened next is told in <count> ways, none of them by a witness.",
        "Of the <count> drafts, only the <adjective> one has been kept.",
        "The price was never paid.", "It rained, we are told, until <month>.",
        "“The <thing>,” she wrote to <person>, “is a poor master and a worse tenant.”",
        "“Send me the <adjective> sheet,” <person> answered, “or send me nothing.”",
        "Whether the <thing> was meant as a joke must be left to the reader of the <paper>.",
        "The <adjective> <thing> is now in the museum at <city> -- or was, when <person> looked for it in <year>.",
    ),
}  # fmt: skip
SENTENCES = {
    "en": (
        "<core>, <tail>.", "<core>, <tail>.", "<opening> <core>.", "<opening> <core>, <tail>.", "<core>; <core>.",
        "<core>.", "<remark>", "<core>, and <core>, <tail>.",
    ),
    "fr": (
        "En <year>, la <chose> fut confiée à <person>, qui la garda <combien> mois sans l’ouvrir.",
        "Elle écrivait à <city> que rien n’était prêt, ni les épreuves, ni la <chose>, ni l’argent du voyage.",
        "On ne sait pas qui a gravé la <chose> ; le registre de <city> n’en dit rien.",
        "« La <chose>, disait-elle, n’appartient à personne, surtout pas à ceux qui la dessinent. »",
        "Il fallut <combien> hivers pour achever le relevé, et <combien> autres pour oser le publier.",
        "Le libraire de <city> refusa d’abord l’ouvrage, puis en commanda <combien> exemplaires à l’étonnement général.",
    ),
    "pl": (
        "W <year> roku <person> przywiozła do portu <ile> skrzynie papierów, których nikt nie zdążył obejrzeć.",
        "Pisała o <czym> z taką cierpliwością, jakby miała przed sobą jeszcze <ile> długie zimy.",
        "Nie wiadomo, kto pierwszy opowiedział tę historię o <czym>; świadkowie milczą albo przeczą sobie nawzajem.",
        "Księgarz odesłał rękopis, lecz zatrzymał szkic do książki o <czym> i nigdy go nie zwrócił.",
        "Przez całą wiosnę mieszkała u przyjaciół, poprawiała odbitki i czekała na wiadomość z urzędu.",
        "Źródła różnią się co do daty: jedne podają rok <year>, inne mówią tylko o późnej jesieni.",
    ),
    "ru": (
        "В <year> году она вернулась в город и сразу принялась за новую книгу о <чём>.",
        "Письма о <чём> долго считались потерянными, пока их не нашли в ящике старого стола.",
        "Никто из знакомых не помнил, когда именно была сделана эта надпись и чья рука её вывела.",
        "Гравёр просил ещё <сколько> недели, но издатель не хотел ждать ни одного дня.",
        "Она терпеливо исправляла корректуры, спорила о каждой запятой и не жаловалась на холод.",
        "О <чём> здесь говорили неохотно, будто о дальнем родственнике, который задолжал всей улице.",
    ),
}  # fmt: skip
_NUMERALS = {
    "combien": ("deux", "trois", "quatre", "cinq", "six", "dix"), "ile": ("dwie", "trzy", "cztery"),
    "сколько": ("две", "три", "четыре"),
}  # fmt: skip
NOTES = (
    "The sheet is in the collection at <city>, where the clerk counted <count> pinholes in its margin.",
    "<person> gives another year, <year>, without naming a witness.", "The postmark reads <city>; the month is blotted.",
    "So in the fair copy. The draft has only the words about the <thing>, struck out in pencil.",
    "For what a <adjective> <thing> cost in those years see the accounts of the <thing> at <city>.",
)  # fmt: skip
ANNOTATIONS = (
    "Describes the <adjective> <thing> at <city> in <count> short chapters, of which the last was added in proof.",
    "The argument about the <thing> is taken up again in <year>, at greater length and with less patience.",
    "Known from <count> copies, none of them complete; the plate of the <thing> is wanting in all.",
    "<person> thought it the best thing she wrote on the <thing>, and said so in the <paper>.",
    "An occasional piece, written for the opening of the <thing>, and printed with <count> misprints that she corrected by hand.",
    "The <adjective> tone misled <person> into taking the whole for the work of another hand.",
    "Two states are known; the second drops the dedication to <person> and alters the bearings of the <thing>.",
    "The engraved title is by <person>, who was paid for it with a <adjective> <thing>.",
)  # fmt: skip
HEADINGS = (
    "The <adjective> <thing>", "A room in <city>", "What the <thing> kept", "Proofs and plates", "The road to <city>",
    "<count> sheets", "The quarrel about the <thing>", "A <adjective> winter", "After the <thing>",
)  # fmt: skip
VERSE = (
    "The ferry leaves the quay at five", "and every lamp is lit,", "the chart says nothing of the wind",
    "nor who will pay for it;", "the clerk has gone, the ink is dry,", "the ledger bears no name,",
    "the river that we measured once", "is never found the same.",
)  # fmt: skip
_GAP = re.compile(r"<(\w+)>")
_ARTICLE = re.compile(r"\ba (?=[aeiou])")


def grown(pattern: str, chance: random.Random) -> str:
    """The pattern with every gap filled; ``<year>`` is any year of the life."""

    def fill(gap: re.Match[str]) -> str:
        name = gap[1]
        if name == "year":
            return str(chance.randint(1889, 1934))
        return grown(chance.choice(_NUMERALS.get(name) or SLOTS[name]), chance)

    return _ARTICLE.sub("an ", _GAP.sub(fill, pattern))


def capital(words: str) -> str:
    """The words with a capital where a sentence begins, also inside the stars of an emphasis."""
    at = 1 if words[:1] in "*“«" else 0
    return words[:at] + words[at : at + 1].upper() + words[at + 1 :]


def sentence(chance: random.Random, language: str = "en") -> str:
    """One sentence."""
    return capital(grown(chance.choice(SENTENCES[language]), chance))


def title(chance: random.Random, language: str = "en") -> str:
    """A title in sentence case, without a full stop."""
    return capital(grown(chance.choice(TITLES[language]), chance))
