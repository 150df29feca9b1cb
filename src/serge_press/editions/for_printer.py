"""What a print edition becomes for one printer: its inner margin, its blank pages, its colours and standard, its name.

The inner margin hangs on the page count and the page count on the margin. It begins as for the thinnest book and only ever
grows, by the steps of the printer's table: so the two settle, on the narrowest margin that will do, after as many layouts as
there are steps at most; mostly after one or two. What was laid out before has no say in it.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.press_ready.standard import STANDARDS, Wanted, press_ready
from serge_press.findings import Severity
from serge_press.model.printer_editions import base_edition
from serge_press.printers.listing import length
from serge_press.printers.shelf import printer
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.findings import Finding
    from serge_press.model.plan import EditionPlan
    from serge_press.printers.profile import PrinterProfile


_HANG = 1.0
"""Millimetres by which punctuation may hang into the margin beyond the lines' end: the printer's margin lies beyond that."""


_NOTHING = b"q\nQ\n"
"""What a blank page draws. A stream of no bytes, once packed, is taken for one that breaks off by some machines."""


@dataclass(frozen=True, slots=True)
class PrinterFile:
    """A file ready for a printer: its bytes, its pages with the blank ones, how many of those stand at its end."""

    data: bytes
    pages: int
    blanks: int
    name: str


def geometry_for(plan: EditionPlan, pages: int = 0) -> PageGeometry | None:
    """The geometry of an edition; for a printer's, with the least margins it asks for in a book of so many pages."""
    if not plan.printer:
        return page_geometry(plan.trim)
    profile = printer(plan.printer)
    step = profile.gutter_at(profile.whole(pages + _blank_last(profile)))
    inside = [step.inside + _HANG if step is not None else 0.0]
    outside = 0.0
    if profile.margins is not None:
        inside.append(profile.margins.value.inside + _HANG)
        outside = profile.margins.value.outside + _HANG
    found = profile.trim_of(*plan.trim)
    for model in profile.model_margins.value if profile.model_margins is not None and found is not None else ():
        if found is not None and model.trim == found[0].name:
            inside.append(model.margins.inside)
    return page_geometry(plan.trim, max(inside), outside)


def wider(plan: EditionPlan, geometry: PageGeometry, pages: int) -> PageGeometry | None:
    """The geometry that a book of so many pages needs, if its inner margin is wider than this one's."""
    if not plan.printer:
        return None
    wanted = geometry_for(plan, pages)
    return wanted if wanted is not None and wanted.inside > geometry.inside + 0.005 else None


def _blank_last(profile: PrinterProfile) -> bool:
    return profile.last_page_blank is not None and profile.last_page_blank.value


def ready(order: Order, data: bytes) -> PrinterFile:
    """The PDF of an order made ready for its printer: see ``press_ready``; then blank pages to the count that is bound."""
    import pikepdf

    plan, book = order.plan, order.manuscript.plan
    profile = printer(plan.printer)
    made = press_ready(data, book.title, order.stamp, wanted(profile, plan.paper))
    with pikepdf.open(BytesIO(made)) as pdf:
        count = len(pdf.pages)
        total = profile.whole(count + _blank_last(profile))
        if total > count:
            made = _with_blanks(pdf, total - count)
    return PrinterFile(made, total, total - count, file_name(order, profile))


def wanted(profile: PrinterProfile, paper: str) -> Wanted:
    """What the file has to be: the first standard asked for that can be made, unless asking is doubtful; the colours."""
    standard, fact = "", profile.pdf_standards
    if fact is not None and fact.severity > Severity.NOTE:
        standard = next((one for one in fact.value if one in STANDARDS), "")
    condition = profile.print_condition.value if profile.print_condition is not None else ""
    if profile.colours is None:
        return Wanted(standard, condition)
    ink = next((fact.value.ink for fact in profile.papers if fact.value.name == paper), "black")
    kinds = profile.colours.value.black if ink == "black" else profile.colours.value.colour
    return Wanted(standard, condition, tuple(kind for kind in kinds if kind != "spot"))


def _with_blanks(pdf: object, count: int) -> bytes:
    """The file with so many empty pages at its end, of the size and boxes of the last one."""
    import pikepdf

    assert isinstance(pdf, pikepdf.Pdf)
    last = pdf.pages[-1]
    boxes = {key: last.obj[key] for key in ("/MediaBox", "/BleedBox", "/TrimBox", "/CropBox") if key in last.obj}
    for _ in range(count):
        page = pikepdf.Dictionary({
            "/Type": pikepdf.Name("/Page"),
            "/Resources": pikepdf.Dictionary(),
            "/Contents": pdf.make_stream(_NOTHING),
            **boxes,
        })  # fmt: skip
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = BytesIO()
    version = pdf.pdf_version
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        force_version=version if version < "1.5" else "",
    )
    return out.getvalue()


def file_name(order: Order, profile: PrinterProfile, *, cover: bool = False) -> str:
    """The file's name as the printer wants it; by the book's own name where it wants an ISBN and there is none."""
    slug = order.manuscript.plan.slug
    usual = f"{slug}-{profile.name}{'-cover' if cover else ''}.pdf"
    if profile.file_names is None:
        return usual
    isbn = "".join(letter for letter in order.plan.isbn if letter.isalnum())
    form = profile.file_names.value.cover if cover else profile.file_names.value.interior
    if "{isbn}" in form and not isbn:
        return usual
    name = form.format(isbn=isbn, slug=slug, printer=profile.name)
    return usual if any(name == other.name for other in order.companions) else name


def told(order: Order, geometry: PageGeometry, file: PrinterFile) -> list[Finding]:
    """Q100 for what is otherwise than in the book's own edition, and what more pages would change; Q101 without an ISBN."""
    plan = order.plan
    profile = printer(plan.printer)
    base = base_edition(order.manuscript.plan, plan.name)
    own = page_geometry(base.trim)
    unit = profile.unit
    words = []
    if plan.trim != base.trim:
        words.append(f"trim {_size(plan.trim)} instead of {_size(base.trim)}")
    if own is None or abs(own.inside - geometry.inside) > 0.005:
        words.append(f"inner margin {geometry.inside:g} mm" + (f" instead of {own.inside:g} mm" if own else ""))
    words.append(f"{file.pages} pages" + (f", {_count(file.blanks)} at the end" if file.blanks else ""))
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
    return found


def _trim_name(profile: PrinterProfile, plan: EditionPlan) -> str:
    found = profile.trim_of(*plan.trim)
    return found[0].name if found is not None else ""


def _size(size: tuple[float, float]) -> str:
    return f"{round(size[0], 1):g} x {round(size[1], 1):g} mm"


def _count(blanks: int) -> str:
    return "one of them blank" if blanks == 1 else f"{blanks} of them blank"
