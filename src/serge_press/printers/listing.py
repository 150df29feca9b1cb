"""A profile as plain data and as lines to read: every value in the printer's own unit, with its evidence."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from serge_press.printers.facts import Fact
from serge_press.printers.spine_rules import BulkSpine, LinearSpine, SteppedSpine, TemplateSpine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.printers.profile import PrinterProfile

_POINTS = ("thinnest_line", "smallest_type")
_PER_CENT = ("total_ink", "lightest_tint")
_PLAIN = ("pages", "multiple", "most_blanks", "price_bands", "pixels", "largest_file", "largest_cover", "papers")

LABELS = {
    "papers": "papers", "trims": "trims", "custom_trim": "other trims", "pages": "pages", "multiple": "multiple of",
    "last_page_blank": "last page blank", "most_blanks": "blank pages in a row", "price_bands": "price changes from",
    "bleed": "bleed", "margins": "margins", "margins_with_bleed": "margins with bleed", "gutter": "inner margin",
    "model_margins": "model margins", "spine": "spine", "spine_text": "words on the spine",
    "cover_bleed": "cover: bleed", "cover_width": "cover: width", "cover_height": "cover: height",
    "cover_safe": "cover: safe area", "cover_wrap": "cover: turned in", "cover_hinge": "cover: hinge",
    "cover_widest": "cover: widest", "jacket": "jacket", "barcode": "bar code",
    "pdf_standards": "PDF standard", "marks": "printer's marks",
    "transparency": "transparency", "layers": "layers", "annotations": "annotations", "bookmarks": "bookmarks",
    "hidden": "invisible objects",
    "encryption": "encryption", "rotation": "turned pages", "colour_tags": "profiles on objects",
    "single_pages": "single pages", "same_size": "pages of one size", "fonts_embedded": "fonts embedded",
    "largest_file": "largest file", "largest_cover": "largest cover file", "colours": "colours",
    "black_text": "black text in one ink", "total_ink": "total ink", "print_condition": "print condition",
    "pixels": "pixels to the inch", "thinnest_line": "thinnest line", "smallest_type": "smallest type",
    "lightest_tint": "lightest tint", "file_names": "file names",
}  # fmt: skip
"""What each field of a profile is called in words."""


def facts_of(profile: PrinterProfile) -> Iterator[tuple[str, Fact[Any]]]:
    """Every fact of a profile with the name of its field, in order."""
    for field in fields(profile):
        value = getattr(profile, field.name)
        for fact in value if isinstance(value, tuple) else (value,):
            if isinstance(fact, Fact):
                yield field.name, fact


def as_record(profile: PrinterProfile) -> dict[str, Any]:
    """Plain data for JSON; lengths are millimetres, strokes and type points."""
    return {
        "name": profile.name,
        "title": profile.title,
        "printer": profile.printer,
        "binding": profile.binding,
        "checked_on": profile.checked_on.isoformat(),
        "facts": [
            {
                "field": name,
                "value": _plain(fact.value),
                "grade": fact.grade.value,
                "force": fact.force.value,
                "severity": fact.severity.word,
                "sources": [{"title": source.title, "address": source.address} for source in fact.sources],
                "checked_on": fact.checked_on.isoformat(),
                "note": fact.note,
            }
            for name, fact in facts_of(profile)
        ],
        "unknown": list(profile.unknown),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        rule = {LinearSpine: "linear", SteppedSpine: "steps", BulkSpine: "bulk", TemplateSpine: "template"}
        return {"rule": rule[type(value)], **plain} if type(value) in rule else plain
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def in_words(name: str, value: Any, unit: str) -> str:
    """The value of a field in words, lengths in the unit given (in or mm)."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)):
        return _number(name, value, unit)
    if isinstance(value, tuple):
        return _row(name, value, unit)
    return _several(value, unit)


def _number(name: str, value: float, unit: str) -> str:
    if name in _POINTS:
        return f"{value:g} pt"
    if name in _PER_CENT:
        return f"{value:g} %"
    if name in ("largest_file", "largest_cover"):
        return f"{value:g} MB"
    return f"{value:g}" if name in _PLAIN else length(value, unit)


def _row(name: str, values: tuple[Any, ...], unit: str) -> str:
    if name == "trims":
        return f"{', '.join(trim.name for trim in values)} {unit}"
    if name == "gutter":
        return "; ".join(f"from {step.pages} pages {length(step.inside, unit)}" for step in values)
    if name == "model_margins":
        return "; ".join(f"{model.trim}: {_edges(model.margins, unit)}" for model in values)
    return ", ".join(str(value) for value in values)


def _several(value: Any, unit: str) -> str:
    match value:
        case LinearSpine():
            constant = f" + {length(value.constant, unit)}" if value.constant else ""
            return f"{_papers(value.papers)}pages x {_exact(value.per_page, unit)}{constant}"
        case SteppedSpine():
            rows = "; ".join(f"to {step.pages} pages {length(step.width, unit)}" for step in value.steps)
            return f"{_papers(value.papers)}from {value.first} pages; {rows}"
        case BulkSpine():
            return f"leaves x g/m² x volume / 1000 + {length(value.constant, unit)}"
        case TemplateSpine():
            return f"to be entered from {value.where}"
    return _by_kind(value, unit)


def _by_kind(value: Any, unit: str) -> str:
    kind = type(value).__name__
    if kind == "Edges":
        return _edges(value, unit)
    if kind == "Paper":
        return f"{value.name}: {value.title}"
    if kind == "TrimRange":
        wide = f"{length(value.narrowest, unit)} to {length(value.widest, unit)} wide"
        high = f"{length(value.lowest, unit)} to {length(value.highest, unit)} high"
        return f"{_papers(value.papers)}{wide}, {high}"
    if kind == "PageLimits":
        most = f"to {value.most}" if value.most else "or more"
        where = f" at {', '.join(value.trims)} {unit}" if value.trims else ""
        return f"{_papers(value.papers)}{value.fewest} {most}{where}"
    if kind == "SpineText":
        return f"from {value.pages} pages, {length(value.clear, unit)} clear of the folds"
    if kind == "Barcode":
        size = (
            f"{length(value.width, unit)} x {length(value.height, unit)}" if value.height else length(value.width, unit)
        )
        return f"{size}, printed by the {value.printed_by}{', compulsory' if value.required else ''}"
    if kind == "Jacket":
        return _jacket(value, unit)
    if kind == "Colours":
        return f"black {', '.join(value.black)}; colour {', '.join(value.colour)}; cover {', '.join(value.cover)}"
    if kind == "Pixels":
        most = f" to {value.most}" if value.most else ""
        return f"{value.least}{most}{f'; line art {value.line_art}' if value.line_art else ''}"
    return f"interior {value.interior}; cover {value.cover}"


def _jacket(jacket: Any, unit: str) -> str:
    known = [
        f"{words} {length(size, unit)}"
        for words, size in (
            ("panels wider than the trim by", jacket.wider),
            ("and higher by", jacket.higher),
            ("flaps of", jacket.flap),
            ("bleed", jacket.bleed),
        )
        if size
    ]
    if jacket.trim is not None:
        known.append(f"at {jacket.trim.name} {unit} alone: at another trim to be entered from the printer's template")
    return ", ".join(known) or "offered; its sizes are to be entered from the printer's template"


def _edges(edges: Any, unit: str) -> str:
    return ", ".join(f"{edge} {length(getattr(edges, edge), unit)}" for edge in ("top", "bottom", "inside", "outside"))


def _papers(papers: tuple[str, ...]) -> str:
    return f"{', '.join(papers)}: " if papers else ""


def _exact(millimetres: float, unit: str) -> str:
    return f"{millimetres / 25.4:.6g} in" if unit == "in" else f"{millimetres:.6g} mm"


def length(millimetres: float, unit: str) -> str:
    """A length in a printer's unit, with millimetres beside inches: ``0.125 in (3.18 mm)``."""
    if unit == "mm":
        return f"{round(millimetres, 3):g} mm"
    return f"{round(millimetres / 25.4, 4):g} in ({round(millimetres, 2):g} mm)" if millimetres else "0"
