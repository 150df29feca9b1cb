"""Generated books that are hard on footnotes: small pages, several notes a page, notes of every length."""

from __future__ import annotations

import random
from dataclasses import dataclass

_SYLLABLES = [
    "ba",
    "ber",
    "con",
    "dor",
    "el",
    "fa",
    "gra",
    "hil",
    "in",
    "jo",
    "kan",
    "lor",
    "mi",
    "nu",
    "or",
    "pel",
    "qua",
    "ri",
    "sta",
    "tu",
    "vel",
    "wen",
    "za",
]

_SHEET = """
@page { size: 95mm 130mm; margin: 12mm 12mm 14mm; @footnote { border-top: .4pt solid; padding-top: 2pt; margin-top: 6pt } }
html { font: 10pt/13pt "EB Garamond", serif }
p { margin: 0; text-indent: 1em; text-align: justify; widows: 2; orphans: 2 }
h2 { font-size: 12pt; line-height: 13pt; margin: 13pt 0; break-after: avoid }
blockquote { margin: 6.5pt 1em }
.footnote { float: footnote; footnote-policy: line; font-size: 8pt; line-height: 10pt; text-indent: 0 }
"""


@dataclass(frozen=True)
class StressBook:
    """HTML, and by note id the note's number of letters, in the order of the calls."""

    html: str
    notes: dict[str, int]


def stress_book(
    seed: int,
    paragraphs: int = 60,
    notes_a_paragraph: float = 1.6,
    references: bool = False,
    lengths: tuple[int, ...] = (1, 1, 1, 2, 2, 4),
) -> StressBook:
    """A book of ten to fifteen small pages. With ``references`` WeasyPrint itself lays out more than once.

    ``lengths`` are those, in sentences, that a note may have.
    """
    chance = random.Random(seed)
    notes: dict[str, int] = {}
    out: list[str] = []
    for number in range(paragraphs):
        sentences: list[str] = []
        for _ in range(chance.randint(1, 6)):
            sentence = _sentence(chance, chance.randint(4, 22))
            if chance.random() < notes_a_paragraph / 3.5:
                name = f"n{len(notes) + 1}"
                text = " ".join(_sentence(chance, chance.randint(3, 20)) for _ in range(chance.choice(lengths)))
                notes[name] = len(text.replace(" ", ""))
                sentence += f'<span class="footnote" id="{name}">{text}</span>'
            sentences.append(sentence)
        text = " ".join(sentences)
        if references and number % 4 == 0:
            text += f' See p. <a class="page" href="#p{chance.randrange(paragraphs)}"></a>.'
        block = f'<p id="p{number}">{text}</p>'
        if chance.random() < 0.1:
            block = f"<blockquote>{block}</blockquote>"
        if chance.random() < 0.08:
            block = f"<h2>{_sentence(chance, 4)}</h2>{block}"
        out.append(block)
    sheet = _SHEET + ("a.page::after { content: target-counter(attr(href), page) }" if references else "")
    return StressBook(f'<html lang="en"><style>{sheet}</style><body>{"".join(out)}</body></html>', notes)


def _sentence(chance: random.Random, words: int) -> str:
    made = ("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(words))
    return " ".join(made).capitalize() + "."
