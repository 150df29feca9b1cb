"""Plan, catalogue and prose to one manuscript: divisions in the order of the book, numbered, with the parts made from data.

The contents are made last, from the titles of all other divisions with calls and links taken out, so nothing here waits
for references to be resolved: the caller runs ``references.resolve`` on the result.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from serge_press.manuscript.anchors import anchor_for
from serge_press.manuscript.apparatus.attributions import attributions
from serge_press.manuscript.apparatus.bibliography import bibliography
from serge_press.manuscript.apparatus.chronology import chronology
from serge_press.manuscript.apparatus.colophon import colophon
from serge_press.manuscript.apparatus.concordance import concordance
from serge_press.manuscript.apparatus.contents import contents
from serge_press.manuscript.apparatus.imprint import imprint
from serge_press.manuscript.apparatus.line import run
from serge_press.manuscript.apparatus.maker import Facts, Made
from serge_press.manuscript.apparatus.names import names
from serge_press.manuscript.apparatus.numbering import number_works
from serge_press.manuscript.apparatus.people import people
from serge_press.manuscript.apparatus.sources import sources
from serge_press.manuscript.apparatus.title_pages import half_title, title_page
from serge_press.manuscript.apparatus.words import Words
from serge_press.manuscript.compose import compose, compose_inline
from serge_press.manuscript.figures.part import figures
from serge_press.manuscript.nodes import Anchor
from serge_press.manuscript.parts import Division, Manuscript, Matter, Role
from serge_press.manuscript.typography import typeset
from serge_press.memory import as_before, remembered_by_identity
from serge_press.model.plan import INDEX_PARTS
from serge_press.reading.prose_text import ProseText
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from serge_press.findings import Finding, Place
    from serge_press.manuscript.apparatus.colophon import ColophonFacts
    from serge_press.manuscript.apparatus.line import Run
    from serge_press.manuscript.apparatus.numbering import Numbering
    from serge_press.manuscript.nodes import Paragraph
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.plan import BookPlan, PlannedPart
    from serge_press.reading.prose import ProseFile

_UNLISTED = frozenset({Role.HALF_TITLE, Role.TITLE_PAGE, Role.IMPRINT, Role.DEDICATION, Role.EPIGRAPH, Role.CONTENTS})
"""Divisions the contents do not list."""

_MAY_BE_EMPTY = frozenset({Role.CONTENTS, Role.NOTES, Role.INDEX})
"""Made parts whose matter comes later: the contents at the end of assembling, indexes when the book is resolved, the notes
when an edition is made."""


def assemble(
    plan: BookPlan,
    catalogue: Catalogue,
    prose: Mapping[str, ProseFile],
    made_with: ColophonFacts,
    numbering: Numbering | None = None,
) -> tuple[Manuscript, tuple[Finding, ...]]:
    """The whole book as one tree, and what was found in the prose on the way.

    ``numbering`` is that of the bibliography, where it is known. ``prose`` holds the prose files by path. A path the plan
    names and ``prose`` lacks makes no division: whoever read the folder has told of it.
    """
    numbering = numbering or number_works(plan, catalogue)
    facts = _facts(plan, catalogue, numbering)
    bench = _Bench(facts, prose, made_with, numbering)
    divisions: list[Division] = []
    for matter, planned in ((Matter.FRONT, plan.front), (Matter.BODY, plan.body), (Matter.BACK, plan.back)):
        divisions += bench.matter(matter, planned)
    listed = as_before("contents", contents(divisions, plan.place, plan.language))
    whole = tuple(_listing(d, listed) if d.role is Role.CONTENTS else d for d in divisions)
    return Manuscript(plan, whole), tuple(bench.findings)


@remembered_by_identity
def _facts(plan: BookPlan, catalogue: Catalogue, numbering: Numbering) -> Facts:
    return Facts(plan, catalogue, Words(plan.language), numbering.numbers)


@remembered_by_identity
def _listing(division: Division, listed: tuple[Paragraph, ...]) -> Division:
    return replace(division, blocks=listed)


@dataclass
class _Bench:
    """Gathers findings and anchors while the divisions are made."""

    facts: Facts
    prose: Mapping[str, ProseFile]
    made_with: ColophonFacts
    numbering: Numbering
    findings: list[Finding] = field(default_factory=list)
    taken: dict[Anchor, Place] = field(default_factory=dict)
    parts: int = 0

    def matter(self, matter: Matter, planned: Iterable[PlannedPart]) -> list[Division]:
        """The divisions of one matter. Chapters of the body that stand in no part are numbered through it."""
        count = _Count()
        made = [self._division(matter, part, count) for part in planned]
        return [division for division in made if division]

    def _division(self, matter: Matter, part: PlannedPart, count: _Count) -> Division | None:
        if part.members:
            return self._part(matter, part)
        if part.made:
            return self._made(matter, part)
        return self._prose(matter, part, count)

    def _free(self, anchor: Anchor, place: Place) -> bool:
        """Whether no division has this anchor yet; takes it. Two of one name cannot both be linked to."""
        if anchor in self.taken:
            self.findings.append(
                finding(
                    "M103",
                    place,
                    f"a division with the id '{anchor}' is in the book already",
                    also=((self.taken[anchor], "the first stands here"),),
                )
            )
            return False
        self.taken[anchor] = place
        return True

    def _part(self, matter: Matter, part: PlannedPart) -> Division | None:
        self.parts += 1
        anchor = Anchor(f"part-{self.parts}")
        if not self._free(anchor, part.place):
            return None
        count = _Count()
        children = [
            self._made(matter, member) if member.made else self._prose(matter, member, count, part)
            for member in part.members
        ]
        division = _of_part(anchor, matter, part, self.facts, *(child for child in children if child))
        return as_before(("division", anchor), division)

    def _made(self, matter: Matter, part: PlannedPart) -> Division | None:
        role = Role.INDEX if part.name in INDEX_PARTS else Role(part.name)
        made = self._maker(role)()
        self.findings += made.findings
        if not made.blocks and role not in _MAY_BE_EMPTY:
            self.findings.append(
                finding("M102", part.place, f"the catalogue holds nothing to make '{part.name}' from; it is left out")
            )
            return None
        anchor = Anchor(part.name)
        if not self._free(anchor, part.place):
            return None
        division, found = _of_facts(anchor, role, matter, part, self.facts, made)
        self.findings += found
        return as_before(("division", anchor), division)

    def _maker(self, role: Role) -> Callable[[], Made]:
        facts, made_with = self.facts, self.made_with
        makers: dict[Role, Callable[[], Made]] = {
            Role.HALF_TITLE: lambda: half_title(facts),
            Role.TITLE_PAGE: lambda: title_page(facts),
            Role.IMPRINT: lambda: imprint(facts, made_with),
            Role.CHRONOLOGY: lambda: chronology(facts),
            Role.CONCORDANCE: lambda: concordance(facts),
            Role.BIBLIOGRAPHY: lambda: bibliography(facts, self.numbering),
            Role.NAMES: lambda: names(facts),
            Role.ATTRIBUTIONS: lambda: attributions(facts),
            Role.PEOPLE: lambda: people(facts),
            Role.SOURCES: lambda: sources(facts),
            Role.FIGURES: lambda: figures(facts),
            Role.COLOPHON: lambda: colophon(facts, made_with),
        }
        return makers.get(role, lambda: Made(()))

    def _prose(
        self, matter: Matter, part: PlannedPart, count: _Count, above: PlannedPart | None = None
    ) -> Division | None:
        """A division of prose; ``above`` is the part it stands in."""
        file = self.prose.get(part.name)
        if file is None:
            return None
        anchor = anchor_for("chapter", file.id)
        if not self._free(anchor, part.place):
            return None
        number = file.number
        if number is None:
            number = count.next() if file.role == Role.CHAPTER.value and matter is Matter.BODY else ""
        division, found = _of_prose(anchor, matter, file, number, above, self.facts.words, self.facts.language)
        self.findings += found
        return as_before(("division", anchor), division)


@remembered_by_identity
def _of_part(anchor: Anchor, matter: Matter, part: PlannedPart, facts: Facts, *children: Division) -> Division:
    """A part with its chapters."""
    title = run(typeset(" ".join(part.name.split()), part.language or facts.language))
    own = part.language if part.language != facts.language else ""
    return Division(anchor, Role.PART, matter, title, (), part.place, children=children, language=own)


@remembered_by_identity
def _of_facts(
    anchor: Anchor, role: Role, matter: Matter, part: PlannedPart, facts: Facts, made: Made
) -> tuple[Division, tuple[Finding, ...]]:
    """A division of a part made from data."""
    wanted = facts.plan.titles.get(part.name, "")
    title, found = _field(wanted, part.place, facts.language)
    if not wanted.strip():
        title = run(facts.words.say(f"part.{part.name}"))
    listed = role not in _UNLISTED and role is not Role.NOTES
    blocks = tuple(as_before(("block", block.anchor), block) for block in made.blocks)
    return Division(anchor, role, matter, title, blocks, part.place, notes=made.notes, in_contents=listed), found


@remembered_by_identity
def _of_prose(
    anchor: Anchor,
    matter: Matter,
    file: ProseFile,
    number: str,
    above: PlannedPart | None,
    words: Words,
    language: str,
) -> tuple[Division, tuple[Finding, ...]]:
    """A division of an author's prose; ``above`` is the part it stands in, ``language`` the book's."""
    inherited = above.language if above else ""
    own = file.language or inherited
    spoken = own or language
    role = Role(file.role)
    composed, found = compose(file.text, language=spoken, prefix=anchor)
    title, of_title = _field(file.title, file.place, spoken)
    subtitle, of_subtitle = _field(file.subtitle, file.place, spoken)
    division = Division(
        anchor,
        role,
        matter,
        title or _name(role, words),
        composed.blocks,
        file.place,
        number=number,
        subtitle=subtitle,
        notes=composed.notes,
        language="" if own == language else own,
        in_contents=role not in _UNLISTED,
        running=typeset(" ".join(file.running.split()), spoken),
        evidence=(above is not None and role is Role.CHAPTER) if file.evidence is None else file.evidence,
    )
    return division, (*found, *of_title, *of_subtitle)


def _name(role: Role, words: Words) -> Run:
    """A name for a division without a title: no page shows it, but the navigation of an e-book needs one."""
    key = f"part.{role.value}"
    return run(words.say(key)) if words.has(key) else ()


def _field(text: str, place: Place, language: str) -> tuple[Run, tuple[Finding, ...]]:
    """A title as inlines."""
    if not text.strip():
        return (), ()
    words = ProseText(" ".join(text.split()), place.file, max(place.line, 1), max(place.column - 1, 0))
    return compose_inline(words, language=language)


class _Count:
    """Counts chapters from 1."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        """The next number, as printed."""
        self._last += 1
        return str(self._last)
