"""Pictures in a finished PDF, in the colours a printer takes and without transparency.

A picture that is in none of them becomes gray: turning red, green and blue into four inks needs the profile of the very press
and paper, and without it the colours would come out by chance. One with a mask is laid on white paper.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    import pikepdf
    from PIL.Image import Image

_MODES = {"gray": "L", "rgb": "RGB", "cmyk": "CMYK"}  # Pillow's names
_QUALITY = 92  # of JPEG: no artefact is seen in print at 300 dots an inch


def recolour(pdf: pikepdf.Pdf, colours: Collection[str]) -> int:
    """Change every picture of the file that is not in ``colours`` (gray, rgb, cmyk) or is transparent; how many those were."""
    import pikepdf

    pictures = [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image" and not one.get("/ImageMask", False)
    ]
    masks = {one.SMask.objgen for one in pictures if "/SMask" in one}
    changed = 0
    for one in pictures:
        kind = _kind(one.get("/ColorSpace"))
        if one.objgen in masks or (kind in colours and "/SMask" not in one and "/Mask" not in one):
            continue
        _redraw(one, _MODES[kind] if kind in colours else "L")
        changed += 1
    return changed


def _kind(space: Any) -> str:
    """gray, rgb or cmyk; "other" for inks by name and the like."""
    import pikepdf

    if isinstance(space, pikepdf.Array):
        head = str(space[0])
        if head == "/ICCBased":
            return {1: "gray", 3: "rgb", 4: "cmyk"}.get(int(space[1].N), "other")
        if head == "/Indexed":
            return _kind(space[1])
        return {"/CalGray": "gray", "/CalRGB": "rgb"}.get(head, "other")
    return {"/DeviceGray": "gray", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk"}.get(str(space), "other")


def _redraw(stream: Any, mode: str) -> None:
    """The picture anew in a mode of Pillow's, on white where it was transparent."""
    import pikepdf

    picture = pikepdf.PdfImage(stream).as_pil_image()
    if "/SMask" in stream:
        mask = pikepdf.PdfImage(stream.SMask).as_pil_image().convert("L").resize(picture.size)
        picture = _on_white(picture, mask)
    made = picture.convert(mode)
    lossy = "/DCTDecode" in repr(stream.get("/Filter"))
    for key in ("/SMask", "/Mask", "/DecodeParms", "/Decode", "/Intent"):
        if key in stream:
            del stream[key]
    stream["/ColorSpace"] = pikepdf.Name({"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}[mode])
    stream["/BitsPerComponent"] = 8
    if lossy and mode != "CMYK":
        packed = BytesIO()
        made.save(packed, "JPEG", quality=_QUALITY)
        stream.write(packed.getvalue(), filter=pikepdf.Name("/DCTDecode"))
    else:
        stream.write(made.tobytes())


def _on_white(picture: Image, mask: Image) -> Image:
    from PIL import Image as Pictures

    base = picture.convert("RGB")
    return Pictures.composite(base, Pictures.new("RGB", base.size, (255, 255, 255)), mask)
