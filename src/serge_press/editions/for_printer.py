"""What a print edition becomes for one printer: its inner margin, its blank pages, its colours and standard, its name.

The inner margin hangs on the page count and the page count on the margin. It begins as for the thinnest book and only ever
grows, by the steps of the printer's table: so the two settle, on the narrowest margin that will do, after as many layouts as
there are steps at most; mostly after one or two. What was laid out before has no say in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from serge_press.editions.full_pages import full_figures
from serge_press.editions.page_geometry import large_print_geometry, page_geometry
from serge_press.editions.press_ready.identity import written
from serge_press.editions.press_ready.marks import Slug, marked, plain_face
from serge_press.editions.press_ready.standard import USUAL_CONDITION, made_ready
from serge_press.editions.printer_wishes import wanted, wants_marks
from serge_press.model.printer_editions import base_edition, profile_of
from serge_press.printers.listing import length
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.findings import Finding
    from serge_press.model.plan import EditionPlan
    from serge_press.printers.profile import Edges, PrinterProfile


_FRESH = 183
"""Days after which a printer's facts are told to be old."""

_HANG = 1.0
"""Millimetres by which punctuation may hang into the margin beyond the lines' end: the printer's margin lies beyond that."""


_NOTHING = b"q\nQ\n"
"""What a blank page draws. A stream of no bytes, once packed, is taken for one that breaks off by some machines."""


_BOXES = ("/MediaBox", "/BleedBox", "/TrimBox", "/CropBox")


@dataclass(frozen=True, slots=True)
class PrinterFile:
    """A file ready for a printer: its bytes, its pages with the blank ones, how many of those stand at its end."""

    data: bytes
    pages: int
    blanks: int
    name: str
    grayed: bool = False  # colours became gray for want of a profile


def geometry_for(plan: EditionPlan, pages: int = 0, *, bleeds: bool = False) -> PageGeometry | None:
    """The geometry of an edition; for a printer's, with the least margins it asks for in a book of so many pages.

    ``bleeds``: something runs off its pages; some printers then want wider margins.
    """
    make = large_print_geometry if plan.kind == "large-print" else page_geometry
    if not plan.printer:
        return make(plan.trim)
    profile = profile_of(plan)
    step = profile.gutter_at(profile.whole(pages + _blank_last(profile)))
    inside = [step.inside + _HANG if step is not None else 0.0]
    outside = 0.0
    margins = profile.margins_with_bleed if bleeds and profile.margins_with_bleed is not None else profile.margins
    if margins is not None:
        inside.append(margins.value.inside + _HANG)
        outside = margins.value.outside + _HANG
    found = profile.trim_of(*plan.trim)
    for model in profile.model_margins.value if profile.model_margins is not None and found is not None else ():
        if found is not None and model.trim == found[0].name:
            inside.append(model.margins.inside)
    made = make(plan.trim, max(inside), outside)
    thinnest = profile.thinnest_line
    return replace(made, rule=thinnest.value) if made is not None and thinnest is not None else made


def wider(plan: EditionPlan, geometry: PageGeometry, pages: int, *, bleeds: bool = False) -> PageGeometry | None:
    """The geometry that a book of so many pages needs, if its inner margin is wider than this one's."""
    if not plan.printer:
        return None
    wanted = geometry_for(plan, pages, bleeds=bleeds)
    return wanted if wanted is not None and wanted.inside > geometry.inside + 0.005 else None


def bleed_edges(edges: Edges) -> tuple[float, float, float, float]:
    """The bleed at inside, foot, outside and head, in mm."""
    return edges.inside, edges.bottom, edges.outside, edges.top


def _blank_last(profile: PrinterProfile) -> bool:
    return profile.last_page_blank is not None and profile.last_page_blank.value


def ready(order: Order, data: bytes, *, bleeds: bool = False) -> PrinterFile:
    """The PDF of an order made ready for its printer: see ``press_ready``; then blank pages to the count that is bound, and
    marks outside the bleed where they are wanted. With ``bleeds`` every page has the printer's bleed at its edges.
    """
    import pikepdf

    plan, book = order.plan, order.manuscript.plan
    profile = profile_of(plan)
    wishes = wanted(order, profile)
    if bleeds and profile.bleed is not None:
        wishes = replace(wishes, bleed=bleed_edges(profile.bleed.value))
    done = made_ready(data, book.title, order.stamp, wishes)
    made = done.data
    with pikepdf.open(BytesIO(made)) as pdf:
        count = len(pdf.pages)
        total = profile.whole(count + _blank_last(profile))
        if total > count:
            made = _with_blanks(pdf, total - count, wishes.standard)
    name = file_name(order, profile)
    if wants_marks(order, profile):
        made = marked(made, Slug(name, plain_face(order.house.fonts), numbered=True), wishes.standard)
    return PrinterFile(made, total, total - count, name, done.grayed)


def _with_blanks(pdf: object, count: int, standard: str) -> bytes:
    """The file with so many empty pages at its end, each with the boxes of the page of its own hand."""
    import pikepdf

    assert isinstance(pdf, pikepdf.Pdf)
    for _ in range(count):
        like = pdf.pages[-2] if len(pdf.pages) > 1 else pdf.pages[-1]
        boxes = {key: like.obj[key] for key in _BOXES if key in like.obj}
        page = pikepdf.Dictionary({
            "/Type": pikepdf.Name("/Page"),
            "/Resources": pikepdf.Dictionary(),
            "/Contents": pdf.make_stream(_NOTHING),
            **boxes,
        })  # fmt: skip
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return written(pdf, standard)


def file_name(order: Order, profile: PrinterProfile, *, part: str = "") -> str:
    """The file's name as the printer wants it; by the book's own name where it wants an ISBN and there is none.

    ``part`` is cover or jacket, "" for the interior. Of jackets no printer's name is known: they are called by the book's own.
    """
    slug = order.manuscript.plan.slug
    usual = f"{slug}-{profile.name}{f'-{part}' if part else ''}.pdf"
    if profile.file_names is None or part == "jacket":
        return usual
    isbn = "".join(letter for letter in order.plan.isbn if letter.isalnum())
    form = profile.file_names.value.cover if part else profile.file_names.value.interior
    if "{isbn}" in form and not isbn:
        return usual
    name = form.format(isbn=isbn, slug=slug, printer=profile.name)
    return usual if any(name == other.name for other in order.companions) else name


def told(order: Order, geometry: PageGeometry, file: PrinterFile) -> list[Finding]:
    """Q100 for what is otherwise than in the book's own edition, and what more pages would change; Q101 without an ISBN; Q103
    where colours became gray; Q102 where the printer's facts are old by the book's date (SOURCE_DATE_EPOCH or its year).
    """
    plan = order.plan
    profile = profile_of(plan)
    base = base_edition(order.manuscript.plan, plan.name)
    own = geometry_for(base)
    unit = profile.unit
    words = []
    if plan.trim != base.trim:
        words.append(f"trim {_size(plan.trim)} instead of {_size(base.trim)}")
    if own is None or abs(own.inside - geometry.inside) > 0.005:
        words.append(f"inner margin {geometry.inside:g} mm" + (f" instead of {own.inside:g} mm" if own else ""))
    words.append(f"{file.pages} pages" + (f", {_count(file.blanks)} at the end" if file.blanks else ""))
    words += _kind(order, profile)
    following = []
    if (step := profile.next_gutter(file.pages)) is not None:
        already = ", which it is" if step.inside + _HANG <= geometry.inside else ""
        following.append(
            f"from {step.pages} pages on the inner margin is at least {length(step.inside, unit)}{already}"
        )
    ink = next((fact.value.ink for fact in profile.papers if fact.value.name == plan.paper), "black")
    if ink == "black" and (band := profile.next_price_band(file.pages)) is not None:
        following.append(f"from {band.value} pages on it is charged in another way")
    most = min((fact.value.most for fact in profile.limits(_trim_name(profile, plan), plan.paper)), default=0)
    if most:
        following.append(f"{most} pages can be bound{'' if plan.paper else ' on every paper'}")
    message = f"{plan.name}: {'; '.join(words)}" + (f". {'; '.join(following).capitalize()}" if following else "")
    found = [finding("Q100", plan.place, message)]
    names = profile.file_names
    if names is not None and "{isbn}" in names.value.interior and not plan.isbn:
        found.append(finding("Q101", plan.place, f"{plan.name}: its files are called by the ISBN, and there is none"))
    if file.grayed:
        found.append(
            finding("Q103", plan.place, f"{plan.name}: colours become gray: there is no profile of {_of(order)}")
        )
    age = (datetime.fromtimestamp(order.stamp, UTC).date() - profile.checked_on).days
    if age > _FRESH:
        message = f"what the press knows of {profile.name} was read on {profile.checked_on}, {age // 30} months before"
        found.append(finding("Q102", plan.place, f"{message} the book's date"))
    return found


def _kind(order: Order, profile: PrinterProfile) -> list[str]:
    """What kind of file it is, where it is not a plain one."""
    wishes = wanted(order, profile)
    found = []
    if wishes.standard:
        of = wishes.condition or ("a profile of yours" if wishes.profile is not None else USUAL_CONDITION)
        found.append(f"{wishes.standard.upper().replace('X-1A', 'X-1a')} for {of}")
    if full_figures(order.manuscript) and profile.bleed is not None:
        found.append("bleed on every page")
    if wants_marks(order, profile):
        found.append("crop marks")
    return found


def _of(order: Order) -> str:
    """The print condition of an edition, in words."""
    return wanted(order, profile_of(order.plan)).condition or "the printer's press and paper"


def _trim_name(profile: PrinterProfile, plan: EditionPlan) -> str:
    found = profile.trim_of(*plan.trim)
    return found[0].name if found is not None else ""


def _size(size: tuple[float, float]) -> str:
    return f"{round(size[0], 1):g} x {round(size[1], 1):g} mm"


def _count(blanks: int) -> str:
    return "one of them blank" if blanks == 1 else f"{blanks} of them blank"
