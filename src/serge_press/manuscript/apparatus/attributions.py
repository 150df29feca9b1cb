"""The disputed attributions: a table of all claims, then each case with its question, its claims in order of date, its
reasoning, its verdict and those before it; last the works that are attributed elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.asking import by_itself
from serge_press.manuscript.apparatus.attribution_views import attributed_elsewhere, claims_matrix
from serge_press.manuscript.apparatus.line import Run, bracketed, commas, joined, run, sentences, tidy, upper_first
from serge_press.manuscript.apparatus.maker import Leaves, Maker, anchor_for
from serge_press.manuscript.apparatus.titles import work_link
from serge_press.manuscript.nodes import Anchor, Block, Group, GroupStyle, ParagraphStyle, Reference, Strong
from serge_press.memory import remembered_by_identity

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.manuscript.apparatus.maker import Facts, Made
    from serge_press.model.attributions import Case, Claim, PastVerdict
    from serge_press.model.people import PersonId


@remembered_by_identity
def attributions(facts: Facts) -> Made:
    """Every case of the catalogue, in the author's order, between the views of all of them; empty without cases."""
    maker = Maker(facts)
    if not facts.catalogue.cases:
        return maker.made(())
    leaves = Leaves(Anchor("attributions"), facts.plan.place)
    return maker.made(
        [
            *claims_matrix(maker, leaves),
            *(by_itself(maker, _case, case) for case in facts.catalogue.cases.values()),
            *attributed_elsewhere(maker, leaves),
        ]
    )


def _case(maker: Maker, case: Case) -> Group:
    leaves = Leaves(anchor_for("case", case.id), case.place)
    words = maker.words
    blocks: list[Block] = [
        leaves.heading(2, maker.set(case.title)),
        *leaves.line(ParagraphStyle.QUESTION, maker.inline(case.question, case, "question")),
        *leaves.line(ParagraphStyle.DETAIL, _subject(maker, case)),
        leaves.heading(3, words.say("case.claims")),
    ]
    if case.claims:
        ordered = sorted(case.claims, key=lambda c: (c.made is None, c.made.sort_key if c.made else ()))
        blocks += [_claim(maker, claim, leaves) for claim in ordered]
    else:
        blocks += leaves.line(ParagraphStyle.DETAIL, sentences(words.say("case.no-claims")))
    settle = maker.inline(case.would_settle, case, "would_settle")
    if settle:
        blocks.append(leaves.heading(3, words.say("case.settle")))
        blocks += leaves.line(ParagraphStyle.BODY, sentences(settle))
    reasoning = maker.prose(case.reasoning, leaves.prefix("r"))
    if reasoning:
        blocks += [leaves.heading(3, words.say("case.reasoning")), *reasoning]
    if case.history:
        blocks.append(leaves.heading(3, words.say("case.history")))
        past = sorted(case.history, key=lambda one: one.decided.sort_key)
        blocks += leaves.items(_past(maker, one, past[n - 1] if n else None) for n, one in enumerate(past))
    blocks.append(leaves.heading(3, words.say("case.verdict")))
    blocks += leaves.line(ParagraphStyle.VERDICT, _verdict(maker, case))
    return Group(leaves.anchor, GroupStyle.CASE, tuple(blocks), case.place)


def _subject(maker: Maker, case: Case) -> Run:
    """The work that is judged, with its page, and whose authorship, where that is not the book's subject."""
    words = maker.words
    work = maker.facts.catalogue.works.get(case.work) if case.work else None
    link = work_link(maker, work, case.place, page=True) if work else ()
    person = _person(maker, case.person, case.place) if case.person and case.person != maker.facts.plan.about else ()
    return sentences(
        run(words.label("case.work"), link) if link else "",
        words.phrase("case.person", person=person) if person else "",
    )


def _person(maker: Maker, name: PersonId, place: Place) -> Run:
    person = maker.facts.catalogue.people.get(name)
    return run(Reference("person", name, run(person.name.display if person else str(name)), place))


def _claim(maker: Maker, claim: Claim, leaves: Leaves) -> Group:
    """One claim: date, who, stance in words; what was said; basis and weight; the source."""
    anchor = leaves.next("g")
    words = maker.words
    by = _person(maker, claim.by_person, claim.place) if claim.by_person else ()
    if by and claim.by and claim.by != _display(maker, claim):
        by = run(Reference("person", claim.by_person or "", run(maker.set(claim.by)), claim.place))
    who = by or run(maker.set(claim.by))
    date = upper_first(run(words.date(claim.made) or words.say("case.undated")))
    said = sentences(run(who, " " if who else "", _stance(maker, claim)))
    bases = joined([run(words.say(f"basis.{basis.value}")) for basis in claim.basis], ", ")
    grounds = sentences(
        run(words.label("case.basis"), bases) if bases else "",
        run(words.label("case.weight"), words.say(f"weight.{claim.weight.value}")),
        words.phrase("confidence.label", confidence=words.say(f"confidence.{claim.confidence.value}"))
        if claim.confidence
        else "",
    )
    inside: list[Block] = [
        *leaves.line(ParagraphStyle.DATE, joined([run(Strong(sentences(date))), said], " ")),
        *leaves.line(ParagraphStyle.BODY, sentences(maker.inline(claim.summary, claim, "summary"))),
        *leaves.line(ParagraphStyle.DETAIL, grounds),
        *leaves.line(
            ParagraphStyle.EVIDENCE,
            sentences(run(words.label("case.source"), maker.evidence(claim.source))) if claim.source else "",
        ),
    ]
    return Group(anchor, GroupStyle.CLAIM, tuple(inside), claim.place)


def _display(maker: Maker, claim: Claim) -> str:
    person = maker.facts.catalogue.people.get(claim.by_person) if claim.by_person else None
    return person.name.display if person else ""


def _stance(maker: Maker, claim: Claim) -> Run:
    """What the claimant does with the attribution: "denies the authorship of …"."""
    words = maker.words
    candidate = (
        _person(maker, claim.candidate, claim.place) if claim.candidate else run(maker.set(claim.candidate_name))
    )
    if claim.candidate and claim.candidate == claim.by_person:
        return run(words.say(f"stance.self.{claim.stance.value}"))
    if candidate and claim.candidate_name.strip().casefold() != words.nobody():
        return words.phrase(f"stance.{claim.stance.value}", candidate=candidate)
    return run(words.say(f"stance.unknown.{claim.stance.value}"))


def _decided(maker: Maker, by: str, date: str) -> Run:
    words = maker.words
    if by and date:
        return words.phrase("case.decided", by=by, date=date)
    if by:
        return words.phrase("case.decided-by", by=by)
    return words.phrase("case.decided-when", date=date) if date else ()


def _past(maker: Maker, past: PastVerdict, before: PastVerdict | None) -> Run:
    words = maker.words
    edition = words.phrase("case.edition", edition=maker.set(past.edition)) if tidy(past.edition) else ()
    return sentences(
        commas(upper_first(run(words.say(f"verdict.{past.verdict.value}"))), edition),
        _changed(maker, before, past),
        _decided(maker, maker.set(past.decided_by), words.date(past.decided)),
    )


def _changed(maker: Maker, before: PastVerdict | None, after: PastVerdict | Case) -> Run:
    """From what to what a verdict changed, each with its date; () where it did not."""
    if before is None or before.verdict is after.verdict:
        return ()
    earlier, later = (
        joined([run(maker.words.say(f"verdict.{one.verdict.value}")), bracketed(maker.words.date(one.decided))], " ")
        for one in (before, after)
    )
    return maker.words.phrase("case.changed", before=earlier, after=later)


def _verdict(maker: Maker, case: Case) -> Run:
    """The verdict in one word and in one sentence, from what it changed, then who decided it and when."""
    words = maker.words
    word = upper_first(run(words.say(f"verdict.{case.verdict.value}")))
    last = max(case.history, key=lambda one: one.decided.sort_key, default=None)
    return joined(
        [
            run(Strong(sentences(word))),
            sentences(maker.inline(case.finding, case, "finding")),
            sentences(_changed(maker, last, case)),
            sentences(_decided(maker, maker.set(case.decided_by), words.date(case.decided))),
        ],
        " ",
    )
