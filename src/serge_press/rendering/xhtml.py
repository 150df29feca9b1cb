"""Writing XHTML: clean text, attributes, and nothing else."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# What XML 1.0 section 2.2 forbids, and the C1 controls and noncharacters it advises against.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without characters that cannot stand in XML; a carriage return becomes a space."""
    if text.isprintable():  # nothing printable is refused
        return text
    return _REFUSED.sub("", text.replace("\r", " "))


def markup(text: str) -> Markup:
    """Text that is XHTML already, marked as such; ``Markup(text)`` looks first whether it is something else, and takes longer."""
    return str.__new__(Markup, text)


def escaped(text: str) -> str:
    """The text with the characters that mean something in XHTML written as references: what markupsafe's ``escape`` gives.

    Every word of a book passes here, so no object is made round it.
    """
    if "&" in text:  # to look first takes half the time: most words have none of these
        text = text.replace("&", "&amp;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    return text.replace('"', "&#34;") if '"' in text else text


def attributes(**values: str | int | None) -> Markup:
    """Attributes, each with a space before it. ``None`` and ``""`` are left out, except ``alt``.

    A name ends in ``_`` where Python reserves it (``class_``); ``__`` stands for a colon and ``_`` for a hyphen, so
    ``epub__type`` writes ``epub:type`` and ``aria_label`` writes ``aria-label``.
    """
    out = ""
    for key, value in values.items():
        if value is None or (value == "" and key != "alt"):
            continue
        text = value if isinstance(value, str) else str(value)
        out += f' {_NAMES[key]}="{escaped(text if text.isprintable() else clean(text))}"'
    return markup(out)


class _Names(dict[str, str]):
    """The names of attributes by those of our arguments, each made when it is first asked for."""

    def __missing__(self, key: str) -> str:
        name = self[key] = key.rstrip("_").replace("__", ":").replace("_", "-")
        return name


_NAMES = _Names()


def element(name: str, content: str = "", **values: str | int | None) -> Markup:
    """An element with its end tag. ``content`` is escaped unless it is Markup."""
    return markup(f"<{name}{attributes(**values)}>{escape(content)}</{name}>")
