"""Pictures in a finished PDF, in the colours a printer takes and without transparency.

Red, green and blue become four inks by the profile of the very press and paper; where there is none, the colours would come
out by chance, and the picture becomes gray. One with a mask is laid on white paper.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    import pikepdf
    from PIL.Image import Image

    from serge_press.editions.press_ready.profile import Profile

_MODES = {"gray": "L", "rgb": "RGB", "cmyk": "CMYK"}  # Pillow's names
_QUALITY = 92  # of JPEG: no artefact is seen in print at 300 dots an inch


_SEEN = 12
"""Of 255, by which two channels of a colour differ that is seen to be none of the grays."""


def recolour(pdf: pikepdf.Pdf, colours: Collection[str], profile: Profile | None = None) -> bool:
    """Change every picture of the file that is not in ``colours`` (gray, rgb, cmyk) or is transparent.

    Whether one lost its colours although the printer takes four inks: there was no profile to separate it by.

    With a profile of four inks, pictures in red, green and blue are separated by it (relative to the paper, with the black
    point kept: ICC.1:2010, 6.3).
    """
    import pikepdf

    pictures = [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image" and not one.get("/ImageMask", False)
    ]
    masks = {one.SMask.objgen for one in pictures if "/SMask" in one}
    lost = False
    for one in pictures:
        kind = _kind(one.get("/ColorSpace"))
        if one.objgen in masks or (kind in colours and "/SMask" not in one and "/Mask" not in one):
            continue
        if kind == "rgb" and kind not in colours and "cmyk" in colours and profile is not None and profile.inks == 4:
            _redraw(one, "CMYK", profile)
        else:
            lost = lost or (kind not in colours and "cmyk" in colours and _is_coloured(one))
            _redraw(one, _MODES[kind] if kind in colours else "L")
    return lost


def pixels_of(stream: Any) -> Image:
    """A picture of a file as Pillow has it, in the colours in which a PDF shows it.

    Pillow turns the values of every JPEG of four inks, as Adobe's programs write them; a PDF those alone that say so
    (``Decode``).
    """
    import pikepdf
    from PIL import ImageChops

    picture = pikepdf.PdfImage(stream).as_pil_image()
    if picture.mode != "CMYK":
        return picture
    by_pillow = "/DCTDecode" in repr(stream.get("/Filter"))
    by_pdf = [float(one) for one in stream.get("/Decode", [0])][:1] == [1.0]
    return ImageChops.invert(picture) if by_pillow != by_pdf else picture


def _is_coloured(stream: Any) -> bool:
    small = pixels_of(stream).convert("RGB").resize((64, 64))
    red, green, blue = small.split()
    return any(
        max(pixel) - min(pixel) > _SEEN for pixel in zip(red.tobytes(), green.tobytes(), blue.tobytes(), strict=True)
    )


def whiten(picture: Any) -> None:
    """A picture of any colours in gray, RGB or CMYK of the device, on white where it was transparent."""
    _redraw(picture, _MODES.get(_kind(picture.get("/ColorSpace")), "L"))


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


def _redraw(stream: Any, mode: str, profile: Profile | None = None) -> None:
    """The picture anew in a mode of Pillow's, on white where it was transparent; separated by the profile if there is one."""
    import pikepdf

    picture = pixels_of(stream)
    if "/SMask" in stream:
        mask = pixels_of(stream.SMask).convert("L").resize(picture.size)
        picture = _on_white(picture, mask)
    made = _separated(picture.convert("RGB"), profile) if profile is not None else picture.convert(mode)
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


def _separated(picture: Image, profile: Profile) -> Image:
    """A picture in sRGB as the inks of a press."""
    from PIL import ImageCms

    inks = ImageCms.getOpenProfile(BytesIO(profile.data))
    change = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), inks, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION | ImageCms.Flags.NOCACHE,
    )  # fmt: skip
    made = ImageCms.applyTransform(picture, change)
    assert made is not None
    return made
