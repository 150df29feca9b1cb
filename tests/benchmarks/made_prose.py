"""Chapters for made-up books: paragraphs with evidence, notes, references to pages, other languages, verse, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.made_catalogue import citation
from benchmarks.made_words import HEADINGS, NOTES, VERSE, capital, grown, sentence

if TYPE_CHECKING:
    import random

    from benchmarks.made_catalogue import Catalogue, Size

LANGUAGES = ("fr", "pl", "ru")
SECTION = 480
"""Words after which a heading comes."""


@dataclass
class _Page:
    """A chapter being written."""

    number: int
    size: Size
    catalogue: Catalogue
    chance: random.Random
    blocks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    words: int = 0

    def add(self, block: str) -> None:
        self.blocks.append(block)
        self.words += len(block.split())


def chapter(number: int, size: Size, catalogue: Catalogue, chance: random.Random) -> str:
    """One chapter as a prose file. Chapters are of unlike length; those of a book together have the words of its size."""
    page = _Page(number, size, catalogue, chance)
    wanted = size.words / size.chapters * (0.7 + 0.6 * (number * 7 % size.chapters) / max(1, size.chapters - 1))
    heading = SECTION
    while page.words < wanted - 40:
        if page.words > heading and wanted - page.words > 150:
            page.add(f"## {_heading(chance)} {{#s-{number}-{len(page.blocks)}}}")
            heading = page.words + SECTION
        page.add(_paragraph(page))
        if chance.random() < 0.2:
            page.add(_set_apart(page))
    title = capital(grown(chance.choice(HEADINGS), chance))
    head = f"---\nid: chapter-{number:03}\ntitle: {title}\nrole: chapter\n---\n"
    return "\n".join((head, "\n\n".join(page.blocks), "", "\n\n".join(page.notes), ""))


def edited(text: str, turn: int) -> str:
    """The chapter after a change to the middle one of its paragraphs: a sentence more, another one each turn."""
    parts = text.split("\n\n")
    plain = [at for at, part in enumerate(parts) if re.match(r"\w", part) and part.endswith("]")]
    at = plain[len(plain) // 2]
    more = f"Here the editors have added a remark, number {turn}, that was not in the first printing. "
    parts[at] = more + parts[at]
    return "\n\n".join(parts)


def _heading(chance: random.Random) -> str:
    return capital(grown(chance.choice(HEADINGS), chance))


def _paragraph(page: _Page) -> str:
    """Some hundred words in English with one to three references and notes; its last words are evidence."""
    chance = page.chance
    said = []
    for _ in range(chance.randint(4, 8)):
        said.append(sentence(chance))
        luck = chance.random()
        if luck < 0.045:
            page.notes.append(f"[^n{len(page.notes) + 1}]: {capital(grown(chance.choice(NOTES), chance))}")
            said[-1] += f"[^n{len(page.notes)}]"
        elif luck < 0.10:
            said[-1] = said[-1].removesuffix(".") + f" [@{citation(page.catalogue.sources, chance)}]."
        elif luck < 0.15:
            said.append(_reference(page))
        elif luck < 0.19:
            language = chance.choice(LANGUAGES)
            said.append(f"[{_no_stars(sentence(chance, language))}]{{lang={language} .plain}}")
        elif luck < 0.33:
            said[-1] += f'[]{{.index term="{capital(grown("<thing>", chance))}"}}'
    return f"{' '.join(said)} [@{citation(page.catalogue.sources, chance)}]"


def _reference(page: _Page) -> str:
    """A sentence that sends the reader to another page."""
    chance = page.chance
    chosen = chance.randrange(5)
    if chosen == 0:
        return f"See [](work:{chance.choice(page.catalogue.works).name})."
    if chosen == 1:
        return f"More is told in [](chapter:chapter-{chance.randint(1, page.size.chapters):03})."
    if chosen == 2:
        who, name = chance.choice(page.catalogue.people)
        return f"This was the opinion of [{name}](person:{who})."
    if chosen == 3:
        return f"The question is judged elsewhere: [](case:{chance.choice(page.catalogue.cases)})."
    return f"Compare [](work:{chance.choice(page.catalogue.works).name}) and [](work:{chance.choice(page.catalogue.works).name})."


def _set_apart(page: _Page) -> str:
    """A quotation in another language, verse, or a table."""
    chance = page.chance
    chosen = chance.randrange(4)
    evidence = f"[@{citation(page.catalogue.sources, chance)}]"
    if chosen == 0:
        lines = [VERSE[(chance.randrange(4) * 2 + at) % len(VERSE)] for at in range(4)]
        return "::: verse\n" + "\n".join(f"{'  ' * (at % 2)}{line}" for at, line in enumerate(lines)) + "\n:::"
    if chosen == 1 and page.words % 3 == 0:
        rows = "\n".join(
            f"| {chance.randint(1890, 1934)} | {capital(grown('<thing>', chance))} | {chance.randint(20, 900)} |"
            for _ in range(chance.randint(3, 6))
        )
        return f"| Year | Paid for | Francs |\n|:-----|:-----|-----:|\n{rows}\n\nTable: What was paid {evidence}"
    language = chance.choice(LANGUAGES)
    words = _no_stars(" ".join(sentence(chance, language) for _ in range(2)))
    return f"::: {{lang={language}}}\n> {words} {evidence}\n:::"


def _no_stars(words: str) -> str:
    return words.replace("*", "")
