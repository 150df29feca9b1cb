"""What a reader is told of an e-book's accessibility, in its language: sentences made from what its claims are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from serge_press.editions.epub_templates import epub_template
from serge_press.phrases import phrases
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.accessibility.claims import Claims
    from serge_press.editions.accessibility.content import Content
    from serge_press.model.accessibility import AccessibilityPlan, Certificate
    from serge_press.phrases import Phrases

STATEMENT = "accessibility.xhtml"
"""The file of the statement, beside the package document, where no division's file stands."""

ANCHOR = "accessibility"
_MOST_LANGUAGES = 12  # a list of more is no help


@dataclass(frozen=True, slots=True)
class Told:
    """All that the sentences are made from. ``source`` names the edition whose pages are marked, in words."""

    content: Content
    claims: Claims
    plan: AccessibilityPlan
    language: str  # the book's
    source: str = ""


def summary(told: Told) -> str:
    """The ``accessibilitySummary``: the same sentences as in the statement, the most telling of them."""
    words = phrases(told.language)
    said = [*_text(told, words), *_pictures(told, words), *_pages(told, words), *_certified(told, words)]
    return " ".join([*said, *([told.plan.summary] if told.plan.summary else [])])


def statement_title(language: str) -> str:
    """What the statement is called."""
    return phrases(language).say("access.title")


def statement_page(told: Told, title: str) -> bytes:
    """The page as an XHTML file. ``title`` is the book's."""
    words = phrases(told.language)
    groups = (
        (words.say("access.has"), tuple(_offers(told, words))),
        (words.say("access.limits"), tuple(_limits(told, words))),
        (words.say("access.tested"), tuple(_tested(told, words))),
    )
    name = statement_title(told.language)
    section = epub_template("statement").render(anchor=ANCHOR, name=name, groups=[one for one in groups if one[1]])
    page = epub_template("file").render(
        language=told.language,
        title=f"{name} – {title}",
        up="",
        widths=False,
        matter="backmatter",
        content=Markup(section),  # made by a template, which escapes
    )
    return page.encode()


def _offers(told: Told, words: Phrases) -> Iterator[str]:
    content, claims = told.content, told.claims
    yield from _text(told, words)
    if "tableOfContents" in claims.features:
        whole = "structuralNavigation" in claims.features and content.landmarks
        yield words.say("access.headings" if whole else "access.contents")
    if content.notes:
        yield words.say("access.notes")
    yield from _pages(told, words)
    if content.index:
        yield words.say("access.index")
    yield from _pictures(told, words)
    if content.tables:
        key = "access.tables-untold" if content.headless else "access.tables"
        yield words.say(key, n=str(content.tables), without=str(content.headless))
    if content.formulas:
        yield words.say("access.formulas")
    named = dict.fromkeys(words.language_name(tag) for tag in (told.language, *content.languages))
    if 1 < len(named) <= _MOST_LANGUAGES:
        yield words.say("access.languages", languages=words.listed(tuple(named)))
    if claims.hazards == ("none",):
        yield words.say("access.quiet")
    if not content.played:
        yield words.say("access.open")


def _limits(told: Told, words: Phrases) -> Iterator[str]:
    content = told.content
    if content.scripts:
        names = dict.fromkeys(words.say(f"script.{one.lower()}") for one in content.scripts)
        yield words.say("access.scripts", scripts=", ".join(names))
    if content.pictures and not content.undescribed and content.explained < content.pictures:
        yield words.say("access.short")
    if content.tables:
        yield words.say("access.wide")
    if any(one.startswith("unknown") for one in told.claims.hazards):
        yield words.say("access.moving")
    yield from told.plan.limits


def _tested(told: Told, words: Phrases) -> Iterator[str | Markup]:
    yield words.say("access.computed")
    yield from _certified(told, words)
    certificate = told.claims.certificate
    if certificate is not None and certificate.on is not None:
        yield words.say("access.certified-on", date=words.date(certificate.on)).rstrip(".") + "."
    if certificate is not None and certificate.report:
        yield linked(words, "access.report", certificate.report)
    if told.plan.summary:
        yield told.plan.summary
    if told.plan.exemption:
        yield words.say(f"access.exempt.{told.plan.exemption.removeprefix('eaa-')}")
    if told.plan.contact:
        yield linked(words, "access.contact", told.plan.contact)


def _text(told: Told, words: Phrases) -> Iterator[str]:
    whole = {"displayTransformability", "readingOrder"} <= set(told.claims.features)
    yield words.say("access.text" if whole else "access.text-fixed")


def _pictures(told: Told, words: Phrases) -> Iterator[str]:
    content = told.content
    if not content.pictures:
        return
    key = "access.pictures-long" if "longDescription" in told.claims.features else "access.pictures"
    key = "access.pictures-untold" if content.undescribed else key
    yield words.say(key, n=str(content.pictures), without=str(content.undescribed))


def _pages(told: Told, words: Phrases) -> Iterator[str]:
    if told.content.pages:
        yield words.say("access.pages", source=told.source)


def _certified(told: Told, words: Phrases) -> Iterator[str]:
    certificate = told.claims.certificate
    if certificate is None:
        yield words.say("access.no-person")
    else:
        yield words.say("access.certified", name=_evaluator(certificate), standard=certificate.standard) + "."


def _evaluator(certificate: Certificate) -> str:
    return f"{certificate.by} ({certificate.credential})" if certificate.credential else certificate.by


def linked(words: Phrases, key: str, address: str) -> Markup:
    """A phrase with an ``{address}`` in it that can be followed."""
    before, _, after = words.words[key].partition("{address}")
    href = address if address.startswith(("http://", "https://")) else f"mailto:{address}"
    return escape(before) + Markup('<a href="{}">{}</a>').format(href, address) + escape(after)
