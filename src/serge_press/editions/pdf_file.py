"""Writing the PDF: page labels, a sound structure, and nothing that depends on the day or the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions.tagging import Structure

if TYPE_CHECKING:
    from serge_press.manuscript.folios import Folios


def write(laid: Any, folios: Folios, standard: str) -> bytes:
    """The laid-out WeasyPrint document as PDF bytes, with ``/PageLabels`` (ISO 32000-1, 12.4.2) from the folios."""
    structure = Structure()

    def finish(_: Any, pdf: Any) -> None:
        _label(pdf, folios)
        if standard:
            structure.mend(pdf)
            mend_items(pdf)

    for page in laid.pages:
        drop_inner_links(page)
    with structure.told():
        data: bytes = laid.write_pdf(finisher=finish, pdf_variant=standard or None)
    return data


def drop_inner_links(page: Any) -> None:
    """Keep one annotation a link: WeasyPrint gives each element inside a link (a title in italics) one more of its own.

    The inner one is tagged as a part of a span, which PDF/UA-1 (7.18.5) forbids.
    """
    page.links = [link for link in page.links if link[3].link is not None]


def _label(pdf: Any, folios: Folios) -> None:
    import pydyf

    nums: list[Any] = []
    for index, arabic in folios.runs():
        nums += [index, pydyf.Dictionary({"S": "/D" if arabic else "/r"})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(nums)})
    pdf.catalog["PageMode"] = "/UseOutlines"


def mend_items(pdf: Any) -> None:
    """Put what stands in a list item beside its label into a list body.

    A list item may hold only labels and bodies (ISO 32000-1, table 336; PDF/UA-1, 7.2). WeasyPrint 70.0 writes paragraphs
    of an item as children of the item itself.
    """
    import pydyf

    made = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem"]
    elements: dict[bytes, Any] = {one.reference: one for one in made}
    for item in [one for one in elements.values() if one["S"] == "/LI"]:
        kids = [elements.get(kid) for kid in item["K"]]
        astray = [kid for kid in kids if kid is not None and kid["S"] not in ("/Lbl", "/LBody", "/L")]
        if not astray or None in kids:
            continue
        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference, "K": pydyf.Array([])})
        if "Pg" in item:
            body["Pg"] = item["Pg"]
        pdf.add_object(body)
        for kid in astray:
            kid["P"] = body.reference
            body["K"].append(kid.reference)
        kept = [kid.reference for kid in kids if kid is not None and kid not in astray]
        item["K"] = pydyf.Array([*kept, body.reference])
