"""Building one line of an entry from parts that may be missing, with exact punctuation.

A *run* is a tuple of inlines; an empty run is "not known" and leaves no trace: no empty bracket, no trailing comma, no
doubled full stop.
"""

from __future__ import annotations

from serge_press.manuscript.nodes import (
    CitationRef,
    CitedTitle,
    Emphasis,
    Foreign,
    IndexMark,
    Inline,
    Leader,
    LineBreak,
    Link,
    NoteRef,
    PageNumber,
    Reference,
    SmallCaps,
    Strong,
    Text,
)
from serge_press.manuscript.tree import plain_words

Run = tuple[Inline, ...]
Piece = str | Inline | Run

_CLOSERS = "\"'’”»›)]"  # what may stand between the end of a sentence and the end of its text
_ENDS = ".!?…"


def run(*pieces: Piece) -> Run:
    """One run of all the pieces; strings become Text, neighbouring Texts are joined, empty ones vanish."""
    out: list[Inline] = []
    for piece in pieces:
        for inline in (Text(piece),) if isinstance(piece, str) else piece if isinstance(piece, tuple) else (piece,):
            if isinstance(inline, Text):
                if not inline.text:
                    continue
                if out and isinstance(out[-1], Text):
                    out[-1] = Text(out[-1].text + inline.text)
                    continue
            out.append(inline)
    return tuple(out)


def bare(inlines: Run) -> Run:
    """The run as a heading repeats elsewhere: no note calls, no citations, no links, no index marks, no line breaks."""
    out: list[Piece] = []
    for inline in inlines:
        match inline:
            case CitationRef() | NoteRef() | IndexMark() | PageNumber():
                pass
            case LineBreak() | Leader():
                out.append(" ")
            case Link(inlines=inner) | Reference(inlines=inner):
                out.append(bare(inner))
            case Emphasis(inlines=inner):
                out.append(Emphasis(bare(inner)))
            case Strong(inlines=inner):
                out.append(Strong(bare(inner)))
            case SmallCaps(inlines=inner):
                out.append(SmallCaps(bare(inner)))
            case CitedTitle(inlines=inner, language=language, quoted=quoted):
                out.append(CitedTitle(bare(inner), language, quoted))
            case Foreign(inlines=inner, language=language, italic=italic):
                out.append(Foreign(bare(inner), language, italic))
            case Text():
                out.append(inline)
    return run(*out)


def closed(parts: Run) -> Run:
    """The run as a sentence: with a full stop, unless it ends one already (also inside quotation marks). Empty stays empty."""
    text = plain_words(parts).rstrip()
    if not text:
        return ()
    inner = text.rstrip(_CLOSERS)
    ends = inner[-1:] in _ENDS and (inner == text or not (set(text[len(inner) :]) & set(")]")))
    if ends and inner[-1:] and inner:
        return parts
    return run(parts, ".")


def opened(parts: Run) -> Run:
    """The run without its last full stop, so that a bracket may follow before the sentence ends."""
    last = parts[-1] if parts else None
    if isinstance(last, Text) and last.text.endswith(".") and not last.text.endswith(".."):
        return run(*parts[:-1], last.text[:-1])
    return parts


def sentences(*parts: Piece) -> Run:
    """The parts that are not empty, each as a sentence, with a space between."""
    return joined([closed(run(part)) for part in parts], " ")


def commas(*parts: Piece) -> Run:
    """The parts that are not empty, with commas between."""
    return joined([run(part) for part in parts], ", ")


def joined(parts: list[Run] | tuple[Run, ...], between: str) -> Run:
    """The runs that are not empty, with ``between`` between them."""
    out: Run = ()
    for part in parts:
        if plain_words(part).strip() or any(isinstance(inline, CitationRef | Reference) for inline in part):
            out = run(out, between, part) if out else part
    return out


def bracketed(part: Piece, opening: str = "(", closing: str = ")") -> Run:
    """The part in brackets; nothing at all for an empty part."""
    inner = run(part)
    return run(opening, inner, closing) if plain_words(inner).strip() else ()


def upper_first(parts: Run) -> Run:
    """The run with its first letter a capital, where it begins with plain text; "c. 1944" and "p. 3" stay as they are."""
    if parts and isinstance(parts[0], Text) and parts[0].text and parts[0].text[1:2] != ".":
        text = parts[0].text
        return (Text(text[0].upper() + text[1:]), *parts[1:])
    return parts


def tidy(text: str) -> str:
    """An author's field for use inside a line: white space single, no comma, colon or semicolon left hanging at its end."""
    return " ".join(text.split()).rstrip(",;: ")
