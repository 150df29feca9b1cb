"""A page of the preview is another as soon as anything on it looks otherwise, and only then."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.preview.page_views import page_views


def digests(*pages: bytes, drawn: bytes = b"0 0 9 9 re f", clear: bytes = b"\xff", shade: float = 0.5) -> list[str]:
    """Of pages with these streams, which share a drawing that holds another, a picture, a shade and a state."""
    pdf = pikepdf.new()
    inner = pdf.make_stream(drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    outer = pdf.make_stream(
        b"/in Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
        Resources=Dictionary(XObject=Dictionary({"/in": inner})),
    )  # fmt: skip
    sizes = {"Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray, "Subtype": Name.Image}
    picture = pdf.make_stream(b"\x10", SMask=pdf.make_stream(clear, **sizes), **sizes)
    picture.Itself = picture  # a ring must not be walked for ever
    shared = pdf.make_indirect(
        Dictionary(
            XObject=Dictionary({"/x0": outer, "/i0": picture}), ExtGState=Dictionary({"/a0": Dictionary(ca=shade)})
        )
    )
    for stream in pages:
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, 9, 9]), Resources=shared, Contents=pdf.make_stream(stream)
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    data = io.BytesIO()
    pdf.save(data)
    return [view.digest for view in page_views(data.getvalue(), NO_FOLIOS)]


PAGES = (b"q /x0 Do Q", b"q /i0 Do Q", b"/a0 gs 0 0 1 1 re f", b"BT (words) Tj ET")


def test_the_same_pages_are_the_same() -> None:
    assert digests(*PAGES) == digests(*PAGES)
    assert len(set(digests(*PAGES))) == 4


def test_a_drawing_within_a_drawing_changes_the_pages_that_show_it() -> None:
    assert changed(drawn=b"0 0 5 9 re f") == [0]


def test_where_a_picture_is_clear_changes_the_pages_that_show_it() -> None:
    assert changed(clear=b"\x80") == [1]


def test_how_clear_a_colour_is_changes_the_pages_that_are_painted_with_it() -> None:
    assert changed(shade=0.25) == [2]


def changed(drawn: bytes = b"0 0 9 9 re f", clear: bytes = b"\xff", shade: float = 0.5) -> list[int]:
    was, now = digests(*PAGES), digests(*PAGES, drawn=drawn, clear=clear, shade=shade)
    return [at for at, (one, other) in enumerate(zip(was, now, strict=True)) if one != other]
