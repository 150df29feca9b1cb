"""A ``.md`` file: a short head of YAML between two lines ``---``, and prose below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.memory import remembered
from serge_press.reading.located import LocatedMapping
from serge_press.reading.prose_text import ProseText
from serge_press.reading.record import ID, Record
from serge_press.reading.yaml_file import parse_yaml
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Finding

ROLES = (
    "chapter", "preface", "foreword", "introduction", "dedication", "epigraph", "appendix", "acknowledgements",
)  # fmt: skip
_UNTITLED = ("dedication", "epigraph")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ProseFile:
    """A chapter or other division of prose. ``number`` is None where the press counts, "" for none.

    ``evidence`` is whether every paragraph must carry a citation; None leaves it to the division's role.
    """

    path: str
    id: str
    title: str
    text: ProseText
    place: Place
    role: str = "chapter"
    subtitle: str = ""
    number: str | None = None
    running: str = ""
    language: str = ""
    evidence: bool | None = None


@remembered
def split_head(text: str, file: str) -> tuple[LocatedMapping | None, ProseText, tuple[Finding, ...]]:
    """The head of a ``.md`` file and the prose below it, which keeps its line in the file.

    Without a head (F018) all of it is prose.
    """
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end() + 1) if opening and opening.end() < len(text) else None
    if opening is None or closing is None:
        said = "the head is not closed" if opening else "the file does not begin with a head"
        return None, ProseText(text, file), (finding("F018", Place(file, 1, 1), said),)
    head, found = parse_yaml(text[opening.end() + 1 : closing.start()], file, 2)
    body = text[closing.end() + 1 :]
    prose = ProseText(body, file, text.count("\n", 0, closing.end()) + 2)
    if isinstance(head, LocatedMapping):
        return head, prose, found
    if head is not None:
        found = (*found, finding("R003", head.place, "the head is no list of fields with values"))
    elif not found:
        found = (finding("F018", Place(file, 1, 1), "the head is empty"),)
    return None, prose, found


@remembered
def read_prose(text: str, file: str) -> tuple[ProseFile | None, tuple[Finding, ...]]:
    """A prose file of the book; None where its head cannot be read."""
    head, body, faults = split_head(text, file)
    if head is None:
        return None, faults
    found = list(faults)
    record = Record(head, "prose file", found)
    role = record.word("role", ROLES, "chapter")
    prose_id = record.identifier() if "id" in head.entries else _id_from(file)
    title = record.text("title") if role in _UNTITLED else record.required("title")
    language = record.language()
    evidence = record.word("evidence", ("required", "optional"))
    record.ignore("id")
    made = ProseFile(
        path=file,
        id=prose_id or _id_from(file),
        title=title or "",
        text=ProseText(body.text, file, body.line, 0, language),
        place=record.place_of("title") if title else Place(file, 1, 1),
        role=role,
        subtitle=record.text("subtitle"),
        number=record.given("number"),
        running=record.text("running"),
        language=language,
        evidence=evidence == "required" if evidence else None,
    )
    record.finish()
    return made, tuple(found)


def _id_from(file: str) -> str:
    stem = file.rpartition("/")[2].removesuffix(".md").lower()
    made = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")
    return made if ID.fullmatch(made) else "prose"
