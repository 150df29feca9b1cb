"""Faces and their measures looked up once for a style, not once for every piece of text.

For each piece of text that it measures or paints WeasyPrint makes a Pango context, a font description and a list of font
features. All three hang on the style alone, so we make them once. The list is copied for each text, because the spacing of
words and letters is written into it; WeasyPrint 70.0 never gives its lists back, which takes a kilobyte for each line of a
book. The height of a line without text (the strut) is likewise kept by style.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from serge_press.editions.economy.fitting import Replacement, Saving

if TYPE_CHECKING:
    from collections.abc import Callable

_FACE = "_press_face"
_STRUT = "_press_strut"


@cache
def _copied() -> Callable[[Any], Any]:
    """Pango's own way of copying a list of attributes; WeasyPrint does not declare it."""
    from weasyprint.text.ffi import ffi, pango

    if not hasattr(pango, "pango_attr_list_copy"):
        ffi.cdef("PangoAttrList * pango_attr_list_copy (PangoAttrList *list);")
    copy: Callable[[Any], Any] = pango.pango_attr_list_copy
    return copy


def _setup(stock: Any) -> Any:
    """``Layout.setup`` with the style's own context, description and features."""
    from weasyprint.text.ffi import ffi, gobject, pango

    copied = _copied()
    new_layout, give_back = pango.pango_layout_new, gobject.g_object_unref
    set_auto_dir, set_font = pango.pango_layout_set_auto_dir, pango.pango_layout_set_font_description
    set_attributes, unref = pango.pango_layout_set_attributes, pango.pango_attr_list_unref

    def setup(self: Any, style: Any) -> None:
        face = face_of(style)
        if face is None:
            stock(self, style)
            return
        self.style = style
        self.first_line_direction = 0
        context, description, self.language, features = face
        self.layout = layout = ffi.gc(new_layout(context), give_back)
        set_auto_dir(layout, False)
        set_font(layout, description)
        self.ascent = self.underline_position = self.strikethrough_position = None
        if features is not None:
            own = copied(features)
            set_attributes(layout, own)
            unref(own)  # the layout holds it

    return setup


def face_of(style: Any) -> tuple[Any, Any, Any, Any] | None:
    """Context, font description, language and features of a style; None where lines are drawn at the text.

    Styles of the same face have the same one, and it lives as long as their fonts.
    """
    return vars(style).get(_FACE) or _face(style)


def _face(style: Any) -> tuple[Any, Any, Any, Any] | None:
    from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
    from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango, unicode_to_char_p
    from weasyprint.text.fonts import font_features, get_font_description

    if style["text_decoration_line"] != "none":
        return None
    override = style["font_language_override"]
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    features = font_features(
        style["font_kerning"], style["font_variant_ligatures"], style["font_variant_position"],
        style["font_variant_caps"], style["font_variant_numeric"], style["font_variant_alternates"],
        style["font_variant_east_asian"], style["font_feature_settings"],
    )  # fmt: skip
    key = (
        tuple(style["font_family"]), style["font_style"], style["font_stretch"], style["font_weight"],
        int(style["font_size"] * TO_UNITS), style["font_variant_caps"], style["font_variation_settings"],
        name, style["direction"], tuple(features.items()),
    )  # fmt: skip
    known = vars(style.font_config).setdefault("_press_faces", {})
    if key not in known:
        context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        language = pango.pango_language_get_default()
        if name:
            letters, _held = unicode_to_char_p(name)
            language = pango.pango_language_from_string(letters)
            pango.pango_context_set_language(context, language)
        held = None
        if features:
            words = ",".join(f"{feature} {value}" for feature, value in features.items()).encode()
            held = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            pango.pango_attr_list_insert(held, pango.pango_attr_font_features_new(words))
        known[key] = context, get_font_description(style), language, held
    face: tuple[Any, Any, Any, Any] = known[key]
    setattr(style, _FACE, face)
    return face


def _strut(stock: Any) -> Any:
    """``strut`` asked once for each style."""

    def strut(style: Any) -> tuple[float, float]:
        own = vars(style)
        held: tuple[float, float] | None = own.get(_STRUT)
        if held is None:
            held = own[_STRUT] = stock(style)
        return held

    return strut


SAVING = Saving(
    "faces",
    (
        Replacement("weasyprint.text.line_break", "Layout.setup", _setup),
        Replacement("weasyprint.text.line_break", "strut", _strut),
    ),
    ("weasyprint.text.fonts", "weasyprint.css"),
)
