"""One entry of the bibliography: a work, what is known of it, and on what that rests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.collation import collation_key
from serge_press.manuscript.apparatus.furniture import cite_line, code
from serge_press.manuscript.apparatus.line import Run, commas, joined, run, sentences, tidy, upper_first
from serge_press.manuscript.apparatus.maker import Leaves, anchor_for, link_out
from serge_press.manuscript.apparatus.publications import (
    as_printed,
    by_role,
    contributors,
    identifiers,
    imprint,
    remarks,
    seen,
    statement,
)
from serge_press.manuscript.apparatus.signatures import own_contributions, signed
from serge_press.manuscript.apparatus.titles import QUOTED, cited_title, full_title, numbered
from serge_press.manuscript.nodes import Block, Group, GroupStyle, ParagraphStyle, Reference
from serge_press.model.attributions import Verdict
from serge_press.model.sources import SourceId
from serge_press.model.works import PublicationRole, Relator, WorkKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.model.works import Publication, Work, WorkId

_DEEPEST = 6  # parts of parts beyond this stand side by side: no page could show more steps


def entry(maker: Maker, work: Work, parts: Mapping[WorkId, tuple[Work, ...]], depth: int = 0) -> Group:
    """The entry of a work, with the entries of its parts inside it."""
    leaves = Leaves(anchor_for("work", work.id), work.place)
    blocks: list[Block] = [
        *leaves.line(ParagraphStyle.REFERENCE, reference_line(maker, work)),
        *standing_lines(maker, work, leaves),
        *leaves.line(ParagraphStyle.DETAIL, details(maker, work)),
        *first_details(maker, work, leaves),
        *leaves.group(GroupStyle.PUBLICATIONS, other_publications(maker, work, leaves)),
        *leaves.group(GroupStyle.ANNOTATION, maker.prose(work.annotation, leaves.prefix("a"))),
        *leaves.line(ParagraphStyle.EVIDENCE, evidence_line(maker, work)),
        *leaves.line(ParagraphStyle.CITE_AS, cite_line(maker, work) if maker.facts.plan.cite else ()),
    ]
    inside = parts.get(work.id, ())
    if inside and depth < _DEEPEST:
        blocks += leaves.line(ParagraphStyle.LABEL, maker.words.say("entry.parts"))
        blocks += [entry(maker, part, parts, depth + 1) for part in inside]
    elif inside:
        blocks += [entry(maker, part, {}, depth + 1) for part in _all_below(work, parts)]
    standing = maker.facts.catalogue.standing(work.id)
    label = (
        ""
        if standing is Verdict.ACCEPTED
        else maker.words.say(
            "bibliography.label",
            number=maker.facts.numbers.get(work.id, ""),
            standing=maker.words.say(f"standing.{standing.value}"),
        )
    )
    style = GroupStyle.SUBENTRY if depth else GroupStyle.ENTRY
    return Group(leaves.anchor, style, tuple(blocks), work.place, label=label)


def _all_below(work: Work, parts: Mapping[WorkId, tuple[Work, ...]]) -> list[Work]:
    found: list[Work] = []
    waiting = list(reversed(parts.get(work.id, ())))
    while waiting:
        part = waiting.pop()
        found.append(part)
        waiting.extend(reversed(parts.get(part.id, ())))
    return found


def reference_line(maker: Maker, work: Work) -> Run:
    """The first line: number, title [translation]. Kind. Place: publisher, date. Signed so."""
    number = numbered(maker, work)
    first = _first(work)
    listed = maker.words.date(work.when) or maker.set(work.as_printed)
    where = imprint(maker, work, first, listed) if first else ()
    return sentences(
        run(number, "\u2002" if number else "", full_title(maker, work)),
        upper_first(run(maker.words.say(f"kind.{work.kind.value}"))),
        upper_first(where or run(listed or maker.words.say("entry.undated"))),
        signed(maker, work),
    )


def _first(work: Work) -> Publication | None:
    firsts = by_role(work, PublicationRole.FIRST)
    return firsts[0] if firsts else None


def standing_lines(maker: Maker, work: Work, leaves: Leaves) -> list[Block]:
    """How the attribution stands, in words, with the page of the case; one line for each case that judges the work."""
    lines: list[Block] = []
    for case in maker.facts.catalogue.cases_of(work.id):
        link: Run = (Reference("case", case.id, run(maker.set(case.title)), work.place, page=True),)
        words = maker.words.say(f"standing.{case.verdict.value}")
        said = upper_first(maker.words.phrase("standing.see", standing=words, case=link))
        lines += leaves.line(ParagraphStyle.VERDICT, said, ".")
    return lines


def details(maker: Maker, work: Work) -> Run:
    """What else is known of the work itself, in one paragraph of short sentences."""
    words = maker.words
    first = _first(work)
    listed = words.date(work.when)
    differs = bool(first and first.when and work.when and first.when.edtf != work.when.edtf)
    quoted = work.kind in QUOTED
    also = [cited_title(maker, other, work.title.language, quoted=quoted) for other in work.title.also]
    short = tidy(work.title.short)
    return sentences(
        words.say("entry.principal") if work.principal else "",
        upper_first(_others(maker, work)),
        run(words.label("entry.also"), joined(also, "; ")) if also else "",
        words.phrase("entry.short", title=cited_title(maker, short, work.title.language, quoted=quoted))
        if short and short != tidy(work.title.text)
        else "",
        words.phrase("entry.translation-of", original=maker.inline(work.translation_of, work, "translation_of"))
        if tidy(work.translation_of)
        else "",
        words.phrase("entry.listed", date=listed) if differs and listed else "",
        upper_first(
            as_printed(maker, "" if first and first.as_printed == work.as_printed else work.as_printed, listed)
        ),
        upper_first(words.phrase("entry.basis", basis=maker.set(work.date_basis))) if tidy(work.date_basis) else "",
        words.phrase("entry.written", date=words.date(work.written)) if work.written else "",
        seen(maker, work.seen),
        words.phrase("entry.record", confidence=words.say(f"confidence.{work.confidence.value}"))
        if work.confidence
        else "",
    )


def _others(maker: Maker, work: Work) -> Run:
    """Who else did what: beside the subject, or alone where the subject wrote none of it."""
    about = maker.facts.plan.about
    alone = not any(part.person == about and part.role is Relator.AUTHOR for part in work.by)
    others = [part for part in work.by if not _is_subject(maker, work, part.person, part.role)]
    if not own_contributions(maker, work):  # the first line gives their signature
        others = [replace(part, signed_as=None) for part in others]
    return contributors(maker, tuple(others), alone=alone)


def _is_subject(maker: Maker, work: Work, person: str, role: Relator) -> bool:
    """Whether a contribution goes without saying: the subject as author, or as translator of what he translated."""
    if person != maker.facts.plan.about:
        return False
    return role is Relator.AUTHOR or (role is Relator.TRANSLATOR and work.kind is WorkKind.TRANSLATION)


def first_details(maker: Maker, work: Work, leaves: Leaves) -> list[Block]:
    """What the first line could not hold of the first publication: its own title, helpers, identifiers, remarks."""
    first = _first(work)
    if first is None:
        return []
    words = maker.words
    own = tidy(first.title)
    same = own == tidy(work.title.text)
    named = () if same else cited_title(maker, own, first.language or work.title.language, quoted=work.kind in QUOTED)
    helpers = contributors(maker, tuple(p for p in first.by if not _is_subject(maker, work, p.person, p.role)))
    said = joined(
        [
            upper_first(sentences(commas(named, helpers))),
            sentences(*identifiers(maker, first)),
            remarks(maker, work, first),
        ],
        " ",
    )
    return list(leaves.line(ParagraphStyle.DETAIL, words.say("entry.first-details"), ". ", said)) if said else []


def other_publications(maker: Maker, work: Work, leaves: Leaves) -> list[Block]:
    """Further first publications, reprints, translations by language, and where to read the work."""
    words = maker.words
    blocks: list[Block] = []
    blocks += _list(maker, work, leaves, words.say("entry.first"), by_role(work, PublicationRole.FIRST)[1:])
    blocks += _list(maker, work, leaves, words.say("entry.reprints"), by_role(work, PublicationRole.REPRINT))
    translations = by_role(work, PublicationRole.TRANSLATION)
    languages = {publication.language for publication in translations}
    for language in sorted(
        languages, key=lambda tag: (not tag, collation_key(words.name_of(tag), words.language), tag)
    ):
        label = words.phrase("entry.translations-into", language=words.name_of(language)) if language else ()
        chosen = [publication for publication in translations if publication.language == language]
        blocks += _list(maker, work, leaves, label or words.say("entry.translations"), chosen)
    online = [_publication(maker, work, publication) for publication in by_role(work, PublicationRole.ONLINE)]
    known = {publication.url.strip() for publication in work.publications}
    if work.read_at.strip() and work.read_at.strip() not in known:
        online.insert(0, sentences(link_out(work.read_at)))
    if any(online):
        blocks += leaves.line(ParagraphStyle.LABEL, words.say("entry.online"))
        blocks += leaves.items(online)
    if maker.facts.plan.codes:
        blocks += code(maker, work, leaves)
    return blocks


def _list(maker: Maker, work: Work, leaves: Leaves, label: str | Run, chosen: list[Publication]) -> list[Block]:
    lines = [line for line in (_publication(maker, work, publication) for publication in chosen) if line]
    if not lines:
        return []
    return [*leaves.line(ParagraphStyle.LABEL, label), *leaves.items(lines)]


def _publication(maker: Maker, work: Work, publication: Publication) -> Run:
    return joined([statement(maker, work, publication), remarks(maker, work, publication)], " ")


def evidence_line(maker: Maker, work: Work) -> Run:
    """The evidence for the record, and the rows of other catalogues it answers to."""
    words = maker.words
    rows = [_row(maker, row, work) for row in work.rows]
    return sentences(
        run(words.label("entry.evidence"), maker.evidence(work.evidence)) if work.evidence else "",
        run(words.label("entry.rows"), joined(rows, "; ")) if rows else "",
    )


def _row(maker: Maker, row: str, work: Work) -> Run:
    name, number = (tidy(part) for part in (*row.split(":", 1), "")[:2])
    source = maker.facts.catalogue.sources.get(SourceId(name))
    shown: Run = (
        (Reference("source", source.id, run(maker.set(source.short or source.title)), work.place),)
        if source
        else run(name)
    )
    return maker.words.phrase("entry.row", source=shown, row=number) if number else shown
