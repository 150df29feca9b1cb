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
    Locators,
    Mention,
    NoteRef,
    PageNumber,
    Reference,
    SmallCaps,
    Strong,
    Text,
)
from serge_press.manuscript.tree import has_words, plain_words

Run = tuple[Inline, ...]
Piece = str | Inline | Run

_CLOSERS = "\"'’”»›)]"  # what may stand between the end of a sentence and the end of its text
_ENDS = ".!?…"
_CITING = (CitationRef, Reference)  # say something, though their words may not be written yet


def run(*pieces: Piece) -> Run:
    """One run of all the pieces; strings become Text, neighbouring Texts are joined, empty ones vanish."""
    if len(pieces) == 1 and isinstance(words := pieces[0], str):
        return (Text(words),) if words else ()
    out: list[Inline] = []
    words = ""  # since the last inline that is no text
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        for inline in piece if isinstance(piece, tuple) else (piece,):
            if type(inline) is Text:
                words += inline.text
                continue
            if words:
                out.append(Text(words))
                words = ""
            out.append(inline)
    if words:
        out.append(Text(words))
    return tuple(out)


def bare(inlines: Run) -> Run:
    """The run as a heading repeats elsewhere: no note calls, no citations, no links, no index marks, no line breaks."""
    out: list[Piece] = []
    for inline in inlines:
        match inline:
            case CitationRef() | NoteRef():
                if out and isinstance(out[-1], Text):  # the space before it stood for it
                    out[-1] = Text(out[-1].text.rstrip(" \u00a0"))
            case PageNumber() | Locators():
                pass
            case IndexMark(inlines=inner) | Mention(inlines=inner):
                out.append(bare(inner))
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
    return parts if _ended(text) else run(parts, ".")


def _ended(text: str) -> bool:
    """Whether a text, which has no white space at its end, ends as a sentence does."""
    if text[-1:] in _ENDS:
        return bool(text)
    inner = text.rstrip(_CLOSERS)
    if inner == text:
        return False
    return bool(inner) and inner[-1] in _ENDS and not any(mark in ")]" for mark in text[len(inner) :])


def opened(parts: Run) -> Run:
    """The run without its last full stop, so that a bracket may follow before the sentence ends."""
    last = parts[-1] if parts else None
    if isinstance(last, Text) and last.text.endswith(".") and not last.text.endswith(".."):
        return run(*parts[:-1], last.text[:-1])
    return parts


def sentences(*parts: Piece) -> Run:
    """The parts that are not empty, each as a sentence, with a space between."""
    pieces: list[Piece] = []
    for part in parts:
        if not part:
            continue
        inlines = part if isinstance(part, (str, tuple)) else (part,)
        text = (inlines if isinstance(inlines, str) else plain_words(inlines)).rstrip()
        if text:
            if pieces:
                pieces.append(" ")
            pieces.append(inlines)
            if not _ended(text):
                pieces.append(".")
    return run(*pieces) if pieces else ()


def commas(*parts: Piece) -> Run:
    """The parts that are not empty, with commas between."""
    pieces: list[Piece] = []
    for part in parts:
        if part and _says(part):
            pieces += (", ", part) if pieces else (part,)
    return run(*pieces)


def joined(parts: list[Run] | tuple[Run, ...], between: str) -> Run:
    """The runs that are not empty, with ``between`` between them."""
    kept = [part for part in parts if part and _says(part)]
    if len(kept) < 2:
        return kept[0] if kept else ()
    pieces: list[Piece] = [kept[0]]
    for part in kept[1:]:
        pieces += (between, part)
    return run(*pieces)


def _says(part: Piece) -> bool:
    """Whether a piece has words, or will have them once it is resolved."""
    if isinstance(part, str):
        return not part.isspace() and part != ""
    inlines = part if isinstance(part, tuple) else (part,)
    return has_words(inlines) or any(isinstance(inline, _CITING) for inline in inlines)


def bracketed(part: Piece, opening: str = "(", closing: str = ")") -> Run:
    """The part in brackets; nothing at all for an empty part."""
    inner = run(part)
    return run(opening, inner, closing) if has_words(inner) else ()


def upper_first(parts: Run) -> Run:
    """The run with its first letter a capital, where it begins with plain text; "c. 1944" and "p. 3" stay as they are."""
    if parts and isinstance(parts[0], Text) and parts[0].text and parts[0].text[1:2] != ".":
        text = parts[0].text
        return (Text(text[0].upper() + text[1:]), *parts[1:])
    return parts


def tidy(text: str) -> str:
    """An author's field for use inside a line: white space single, no comma, colon or semicolon left hanging at its end."""
    return " ".join(text.split()).rstrip(",;: ") if text else ""
