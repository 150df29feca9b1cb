"""Writing the PDF: page labels, and nothing that depends on the day or the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from serge_press.manuscript.folios import Folios


def write(laid: Any, folios: Folios, standard: str) -> bytes:
    """The laid-out WeasyPrint document as PDF bytes, with ``/PageLabels`` (ISO 32000-1, 12.4.2) from the folios."""
    data: bytes = laid.write_pdf(finisher=lambda _, pdf: _label(pdf, folios), pdf_variant=standard or None)
    return data


def _label(pdf: Any, folios: Folios) -> None:
    import pydyf

    nums: list[Any] = []
    style = ""
    for index, page in enumerate(folios.pages):
        kind = "D" if page.label.isdecimal() else "r"
        if kind != style:
            style = kind
            start = {"St": int(page.label)} if kind == "D" and page.label != "1" else {}
            nums += [index, pydyf.Dictionary({"S": f"/{kind}", **start})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(nums)})
    pdf.catalog["PageMode"] = "/UseOutlines"
