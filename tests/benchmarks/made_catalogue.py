"""Catalogues for made-up books: works with annotations, disputed attributions, people, sources, places, events, accounts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.made_words import ANNOTATIONS, FAMILY, GIVEN, SLOTS, capital, grown, sentence, title

if TYPE_CHECKING:
    import random

SECTIONS = (
    ("A", "Books and pamphlets", ("book", "pamphlet", "memoir", "poetry")),
    ("C", "Articles, essays, reviews", ("article", "essay", "review", "report")),
    ("D", "Letters", ("letter",)),
)
PERIODICALS = tuple(name.strip("*") for name in SLOTS["paper"])
PUBLISHERS = ("Quay & Daughter", "Nadbrzeże", "Éditions de l’Écluse", "Northlight", "Oficyna Mewa", "Halyard House")
STANCES = ("asserts", "supports", "doubts", "reports")


@dataclass(frozen=True)
class Size:
    """How large a book is: chapters and words of prose, entries of the catalogue."""

    chapters: int
    words: int
    works: int
    cases: int
    people: int
    sources: int
    events: int
    accounts: int
    parts: int


@dataclass(frozen=True)
class Work:
    """What other formats must know of a work: BibTeX and CSL have far fewer fields."""

    name: str
    number: str
    kind: str
    title: str
    language: str
    year: int
    month: int
    venue: str
    volume: str
    pages: str
    publisher: str
    city: str
    annotation: str


@dataclass(frozen=True)
class Source:
    """The same of a source."""

    name: str
    kind: str
    title: str
    short: str
    by: str
    year: int
    container: str
    publisher: str
    city: str


@dataclass(frozen=True)
class Catalogue:
    """All files of the folder ``catalogue/`` by name, and what the prose and other formats refer to."""

    files: dict[str, str]
    works: tuple[Work, ...]
    sources: tuple[Source, ...]
    people: tuple[tuple[str, str], ...]  # id, name
    cases: tuple[str, ...]


def made_catalogue(size: Size, chance: random.Random) -> Catalogue:
    """The catalogue of a book of that size."""
    sources = tuple(_source(number, chance) for number in range(1, size.sources + 1))
    people = tuple(
        (f"person-{n:03}", f"{given} {family}") for n, (given, family) in enumerate(_names(size.people, chance), 1)
    )
    works = _works(size.works, chance)
    cases = tuple(f"case-{number:03}" for number in range(1, size.cases + 1))
    files = {
        "people.yaml": _people(people, sources, chance),
        "sources.yaml": "".join(_source_record(source) for source in sources),
        "places.yaml": "".join(f"- {{id: {city.lower()}, name: {city}}}\n" for city in map(_plain, SLOTS["city"])),
        "events.yaml": _events(size.events, sources, chance),
        "accounts.yaml": _accounts(size.accounts, sources, chance),
    }
    for work in works:
        files[f"works/{work.name}.md"] = _work_file(work, sources, people, chance)
    for case, work in zip(cases, works[:: max(1, len(works) // max(1, len(cases)))], strict=False):
        files[f"cases/{case}.md"] = _case_file(case, work, sources, people, chance)
    return Catalogue(files, works, sources, people, cases)


def quoted(text: str) -> str:
    """A text as YAML writes it in quotation marks."""
    return json.dumps(text, ensure_ascii=False)


def citation(sources: tuple[Source, ...], chance: random.Random) -> str:
    """A source with the place in it, as prose and records cite."""
    source = chance.choice(sources)
    page = chance.randint(3, 420)
    if source.kind == "archive":
        return f"{source.name}, f. {page}"
    if source.kind == "newspaper":
        day, month, year = chance.randint(1, 28), chance.choice(SLOTS["month"]), chance.randint(1895, 1936)
        return f"{source.name}, {day} {month} {year}, p. {page % 8 + 1}"
    pages = f"p. {page}" if chance.random() < 0.6 else f"pp. {page}–{page + chance.randint(1, 9)}"
    return f"{source.name}, {pages}"


def _plain(name: str) -> str:
    return name.translate(str.maketrans("öńèé", "onee"))


def _names(count: int, chance: random.Random) -> list[tuple[str, str]]:
    return chance.sample([(given, family) for family in FAMILY for given in GIVEN], count)


def _people(people: tuple[tuple[str, str], ...], sources: tuple[Source, ...], chance: random.Random) -> str:
    records = [
        "- id: velkonis\n  name: Oriane Velkonis\n  sort: Velkonis, Oriane\n  born: 1869-03-02\n  died: 1938-11-19\n"
        f"  roles: mapmaker, essayist\n  life: {quoted('Drew coasts and wrote about them.')}\n  pseudonyms:\n"
        + "".join(
            f"    - {{name: {quoted(name)}, sort: {quoted(name)}, script: Latn, language: en, used: {year}/{year + 3}}}\n"
            for name, year in (("A Pilot", 1894), ("O. V. Kon", 1903), ("Soundings", 1911), ("The Lamplighter", 1920))
        )
    ]
    for name, shown in people:
        born = chance.randint(1840, 1895)
        life = f"{sentence(chance)} {sentence(chance)} [@{citation(sources, chance)}]"
        records.append(
            f"- id: {name}\n  name: {shown}\n  born: {born}\n  died: {born + chance.randint(38, 84)}\n"
            f"  roles: {chance.choice(('engraver', 'publisher', 'harbour clerk', 'reviewer', 'printer', 'surveyor'))}\n"
            f"  life: {quoted(life)}\n"
        )
    return "".join(records)


def _source(number: int, chance: random.Random) -> Source:
    kind = chance.choice(("book", "book", "article", "article", "chapter", "thesis", "archive", "newspaper", "web"))
    language = chance.choice(("en", "en", "fr", "pl"))
    family = chance.choice(FAMILY)
    year = chance.randint(1939, 2021)
    by = "" if kind in {"archive", "newspaper", "web"} else f"{chance.choice(GIVEN)} {family}"
    short = f"{family} {year}" if by else {"archive": "Papers", "newspaper": "Courier", "web": "Pages"}[kind]
    return Source(
        f"source-{number:03}", kind, title(chance, language), f"{short} ({number})", by, year,
        chance.choice(PERIODICALS), chance.choice(PUBLISHERS), chance.choice(SLOTS["city"]),
    )  # fmt: skip


def _source_record(source: Source) -> str:
    lines = [
        f"- id: {source.name}",
        f"  kind: {source.kind}",
        f"  title: {quoted(source.title)}",
        f"  short: {source.short}",
    ]
    lines += [f"  by: [{source.by}]"] if source.by else []
    lines += [f"  container: {quoted(source.container)}"] if source.kind in {"article", "chapter"} else []
    lines += [f"  publisher: {quoted(source.publisher)}"] if source.kind == "book" else []
    lines += [f"  cities: [{source.city}]"] if source.kind in {"book", "newspaper"} else []
    lines += [f"  url: https://example.org/{source.name}", "  accessed: 2026-10-04"] if source.kind == "web" else []
    lines += [f"  held_at: {{repository: City archive, city: {source.city}}}"] if source.kind == "archive" else []
    return "\n".join((*lines, f"  when: {source.year}", "  seen: whole", ""))


def _works(count: int, chance: random.Random) -> tuple[Work, ...]:
    kinds = [kind for _, _, some in SECTIONS for kind in some]
    letters = {kind: letter for letter, _, some in SECTIONS for kind in some}
    dates = sorted((chance.randint(1889, 1936), chance.randint(1, 12)) for _ in range(count))
    numbers = dict.fromkeys(letters.values(), 0)
    made = []
    for number, (year, month) in enumerate(dates, 1):
        kind = chance.choice(kinds)
        letter = letters[kind]
        numbers[letter] += 1
        language = chance.choice(("en", "en", "fr", "pl", "ru"))
        page = chance.randint(1, 300)
        annotation = " ".join(
            capital(grown(chance.choice(ANNOTATIONS), chance)) for _ in range(chance.choice((1, 1, 1, 1, 2)))
        )
        made.append(
            Work(
                f"work-{number:04}",
                f"{letter}{numbers[letter]}",
                kind,
                title(chance, language),
                language,
                year,
                month,
                chance.choice(PERIODICALS),
                str(chance.randint(1, 48)),
                f"{page}–{page + chance.randint(1, 30)}",
                chance.choice(PUBLISHERS),
                chance.choice(SLOTS["city"]),
                annotation,
            )
        )
    return tuple(made)


def _work_file(
    work: Work, sources: tuple[Source, ...], people: tuple[tuple[str, str], ...], chance: random.Random
) -> str:
    book = work.number.startswith("A")
    where = (
        [
            f"    publisher: {quoted(work.publisher)}",
            f"    cities: [{work.city}]",
            f'    pages: "{chance.randint(48, 380)}"',
        ]
        if book
        else [f"    venue: {quoted(work.venue)}", f'    volume: "{work.volume}"', f"    pages: {work.pages}"]
    )
    head = [
        "---", f"id: {work.name}", f"title: {quoted(work.title)}", f"kind: {work.kind}", f"number: {work.number}",
        f"language: {work.language}",
        *([f"translated: {quoted(title(chance))}"] if work.language != "en" and chance.random() < 0.5 else []),
        f"by: [{{person: velkonis, role: author, signed_as: {quoted(chance.choice(('O. V.', 'Oriane Velkonis', '')))}}}]",
        f"when: {work.year}-{work.month:02}", "published:", "  - role: first", f"    when: {work.year}-{work.month:02}", *where,
    ]  # fmt: skip
    if chance.random() < 0.12:
        head += [
            "  - role: reprint",
            f"    when: {work.year + chance.randint(1, 30)}",
            f"    publisher: {quoted(chance.choice(PUBLISHERS))}",
        ]
    number = int(work.name.removeprefix("work-")) - 1
    if number < len(people) or chance.random() < 0.06:  # the first ones name each person of the catalogue once
        head += [
            "  - role: translation", f"    when: {work.year + chance.randint(2, 40)}",
            f"    title: {quoted(title(chance, 'fr'))}", "    language: fr",
            f"    by: [{{person: {people[number % len(people)][0]}, role: translator}}]",
        ]  # fmt: skip
    head += [f"evidence: [{quoted(citation(sources, chance))}]", "---"]
    return "\n".join((*head, "", work.annotation, ""))


def _case_file(
    case: str, work: Work, sources: tuple[Source, ...], people: tuple[tuple[str, str], ...], chance: random.Random
) -> str:
    claims = STANCES[: chance.randint(2, 4)]
    verdict = chance.choice(("probable", "possible", "unresolved", *(("doubtful",) if "doubts" in claims else ())))
    lines = [
        "---", f"id: {case}", f"title: {quoted(f'The case of {work.number}')}", "question: Did Velkonis write this?",
        f"work: {work.name}", "person: velkonis", f"verdict: {verdict}",
        f"finding: {quoted(f'That it is hers is {verdict}.')}", "decided: 2026-10", "decided_by: The editors", "claims:",
    ]  # fmt: skip
    for stance in claims:
        who, shown = chance.choice(people)
        lines += [
            f"  - by: {shown}", f"    by_person: {who}", "    candidate: velkonis", f"    stance: {stance}",
            f"    basis: [{chance.choice(('signature', 'payment-record', 'stylistic', 'correspondence'))}]",
            f"    weight: {chance.choice(('strong', 'fair', 'slight'))}", f"    made: {chance.randint(1940, 2020)}",
            f"    summary: {quoted(sentence(chance))}", f"    source: [{quoted(citation(sources, chance))}]",
        ]  # fmt: skip
    prose = " ".join(sentence(chance) for _ in range(3))
    return "\n".join((*lines, "---", "", f"{prose} [@{citation(sources, chance)}]", ""))


def _events(count: int, sources: tuple[Source, ...], chance: random.Random) -> str:
    years = sorted(chance.randint(1870, 1937) for _ in range(count))
    cities = [_plain(city).lower() for city in SLOTS["city"]]
    return "".join(
        f"- id: event-{number:03}\n  when: {year}-{chance.randint(1, 12):02}\n  what: {quoted(sentence(chance))}\n"
        f"  where: [{chance.choice(cities)}]\n  kind: {chance.choice(('life', 'life', 'work', 'world'))}\n"
        f"  evidence: [{quoted(citation(sources, chance))}]\n"
        for number, year in enumerate(years, 1)
    )


def _accounts(count: int, sources: tuple[Source, ...], chance: random.Random) -> str:
    first, second = sources[0].name, sources[1].name
    return "".join(
        f"- id: account-{number:03}\n  question: {quoted(f'What became of the sheet of {year}?')}\n"
        f"  topic: {quoted(f'The sheet of {year}')}\n  agreement: differ\n  says:\n"
        f"    - {{source: {first}, locator: p. {number}, says: {quoted(sentence(chance))}}}\n"
        f"    - {{source: {second}, locator: p. {number + 7}, says: {quoted(sentence(chance))}}}\n"
        f"  finding: {quoted(sentence(chance))}\n  grounds: {quoted(sentence(chance) + f' [@{citation(sources, chance)}]')}\n"
        for number, year in enumerate((chance.randint(1890, 1930) for _ in range(count)), 1)
    )
