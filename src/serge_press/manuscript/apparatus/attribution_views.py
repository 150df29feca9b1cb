"""Two views of all attributions: the claims of every case as a table, and the works that are attributed elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.collation import collation_key
from serge_press.manuscript.apparatus.line import Run, joined, run, sentences, upper_first
from serge_press.manuscript.apparatus.maker import anchor_for
from serge_press.manuscript.apparatus.publications import contributors
from serge_press.manuscript.apparatus.signatures import own_contributions
from serge_press.manuscript.apparatus.titles import numbered, work_link
from serge_press.manuscript.nodes import (
    Anchor,
    Block,
    Cell,
    Paragraph,
    ParagraphStyle,
    Reference,
    Table,
)
from serge_press.model.attributions import Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.findings import Place
    from serge_press.manuscript.apparatus.maker import Leaves, Maker
    from serge_press.model.attributions import Case, Claim
    from serge_press.model.works import Work
    from serge_press.when import When

_LEAST = 3  # cases, below which a reader sees them all at once without a table
_NOT_HIS = frozenset({Verdict.UNRESOLVED, Verdict.DOUBTFUL, Verdict.REJECTED})
_NONE = "–"


def claims_matrix(maker: Maker, leaves: Leaves) -> tuple[Table, ...]:
    """A row a case, in the order of the part: how many claims of each stance, in which years, and the verdict.

    () in a book of fewer than three cases.
    """
    cases = tuple(maker.facts.catalogue.cases.values())
    if len(cases) < _LEAST:
        return ()
    words = maker.words
    place = maker.facts.plan.place
    anchor = leaves.next("t")
    named = [words.say(f"figure.stance.{stance.value}") for stance in Stance]
    heads = (words.say("matrix.case"), *named, words.say("case.verdict"))
    head = tuple(Cell(Anchor(f"{anchor}-h{n}"), run(said), place, "col") for n, said in enumerate(heads, 1))
    rows = tuple(_row(maker, case, f"{anchor}-r{n}") for n, case in enumerate(cases, 1))
    caption = Paragraph(Anchor(f"{anchor}-caption"), run(words.say("matrix.caption")), place, ParagraphStyle.CAPTION)
    return (Table(anchor, caption, (head,), rows, place, style="claims"),)


def _row(maker: Maker, case: Case, name: str) -> tuple[Cell, ...]:
    work = maker.facts.catalogue.works.get(case.work) if case.work else None
    number = numbered(maker, work) if work else ""
    title = run(number, "\u2002" if number else "", case_link(maker, case, case.place))
    cells = [title]
    cells += [_claims(maker, [claim for claim in case.claims if claim.stance is stance]) for stance in Stance]
    cells.append(run(maker.words.say(f"verdict.{case.verdict.value}")))
    return tuple(
        Cell(Anchor(f"{name}c{n}"), words, case.place, "" if n > 1 else "row") for n, words in enumerate(cells, 1)
    )


def _claims(maker: Maker, claims: list[Claim]) -> Run:
    """How many, and the years of those that have one, each once."""
    if not claims:
        return run(_NONE)
    dated = sorted((claim.made for claim in claims if claim.made), key=lambda when: when.sort_key)
    years = dict.fromkeys(said for said in map(_years, dated) if said)
    return run(str(len(claims)), maker.words.say("colon") if years else "", ", ".join(years))


def _years(when: When) -> str:
    """The years a date may mean: ``1939``, ``1928–30``; open where it is. "" for one that says nothing."""
    first = str(when.earliest.year) if when.earliest else ""
    last = str(when.latest.year) if when.latest else ""
    if first == last:
        return first
    return f"{first}–{last[2:] if first[:2] == last[:2] else last}"


def case_link(maker: Maker, case: Case, place: Place) -> Run:
    """A link to a case by its title, with its page; no mention for the index, as a list says nothing about the work."""
    anchor = anchor_for("case", case.id)
    return (Reference("anchor", anchor, run(maker.set(case.title)), place, page=True, target=anchor),)


def attributed_elsewhere(maker: Maker, leaves: Leaves) -> tuple[Block, ...]:
    """The works of the bibliography that the editors do not hold to be the subject's, under their marks; () for none.

    These are works whose case is unresolved, doubtful or rejected, and works in which the subject had no part.
    """
    numbers = maker.facts.numbers
    works = sorted(_elsewhere(maker), key=lambda work: (collation_key(numbers.get(work.id, ""), "en"), work.id))
    if not works:
        return ()
    words = maker.words
    return (
        leaves.heading(2, words.say("elsewhere.heading")),
        *leaves.line(ParagraphStyle.DETAIL, sentences(words.say("elsewhere.note"))),
        *leaves.items(_item(maker, work) for work in works),
    )


def _elsewhere(maker: Maker) -> Iterable[Work]:
    catalogue = maker.facts.catalogue
    for work in catalogue.works.values():
        if catalogue.standing(work.id) in _NOT_HIS or not _has_part(maker, work):
            yield work


def _has_part(maker: Maker, work: Work) -> bool:
    """Whether the book's subject did anything for the work or for a printing of it."""
    about = maker.facts.plan.about
    if about is None or own_contributions(maker, work):
        return True
    return any(part.person == about for publication in work.publications for part in publication.by)


def _item(maker: Maker, work: Work) -> Run:
    """Mark, number, title and page of the entry; the verdict of each case with its page; whose the work is, if known."""
    words = maker.words
    said = [sentences(work_link(maker, work, work.place, page=True))]
    for case in maker.facts.catalogue.cases_of(work.id):
        verdict = upper_first(run(words.say(f"verdict.{case.verdict.value}")))
        said.append(sentences(run(verdict, words.say("colon"), case_link(maker, case, work.place))))
    if not own_contributions(maker, work):
        said.append(sentences(upper_first(contributors(maker, work.by, alone=True))))
    return joined(said, " ")
