"""The book in the language of Typst."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.other_setters import FLUSH, OtherSetter

if TYPE_CHECKING:
    from serge_press.editions.page_geometry import PageGeometry


class Typst(OtherSetter):
    """For Typst, in the same way; it tags its PDF without being asked."""

    def frame(self, geometry: PageGeometry, body: str) -> str:
        return f"""\
#set page(width: {geometry.width}mm, height: {geometry.height}mm, margin: (inside: {geometry.inside}mm, outside: {geometry.outside}mm, top: {geometry.head}mm, bottom: {geometry.foot}mm), numbering: "1")
#set text(font: "EB Garamond", size: {geometry.size}pt, lang: "en", region: "gb", hyphenate: true, number-type: "old-style")
#set par(justify: true, first-line-indent: 1.3em, leading: {geometry.leading - geometry.size * 0.66:.2f}pt, spacing: {geometry.leading - geometry.size * 0.66:.2f}pt)
#set footnote.entry(gap: 0.3em)
#show heading: it => block(above: 1.4em, below: 1em, align(center, text(weight: 400, size: if it.level == 1 {{ 1.75em }} else {{ 1em }}, it.body)))
#let pn(l) = link(l, context str(counter(page).at(l).first()))
#let flush(b) = par(first-line-indent: 0pt, b)
#let unit() = {{ pagebreak(weak: true); counter(footnote).update(0) }}
{body}
"""  # noqa: E501

    def escaped(self, text: str) -> str:
        return re.sub(r"([\\#$*_`<>@\[\]~\"'/=+.:-])", r"\\\1", text).replace("\u00a0", "~")

    def mark(self, anchor: str) -> str:
        return f"#metadata(none)<{anchor}>"

    def page_of(self, anchor: str) -> str:
        return f"#pn(<{anchor}>);"

    def link(self, anchor: str, inner: str) -> str:
        return f"#link(<{anchor}>)[{inner}];"

    def note(self, inner: str) -> str:
        return f"#footnote[{inner}];"

    def leader(self) -> str:
        return " #box(width: 1fr, repeat[.]); "

    def line_break(self) -> str:
        return "#linebreak();"

    def italic(self, inner: str) -> str:
        return f"#emph[{inner}];"

    def strong(self, inner: str) -> str:
        return f"#strong[{inner}];"

    def language(self, language: str, inner: str) -> str:
        return f'#text(lang: "{language[:2]}")[{inner}];'

    def paragraph(self, inner: str, classes: list[str]) -> str:
        return f"#flush[{inner.strip()}]\n\n" if FLUSH & {*classes} else f"{inner.strip()}\n\n"

    def heading(self, mark: str, inner: str, level: int) -> str:
        return f"#heading(level: {level})[{inner}]{mark}\n\n"

    def quotation(self, inner: str) -> str:
        return f"#quote(block: true)[\n{inner}]\n\n"

    def table(self, rows: list[list[str]]) -> str:
        cells = "".join(f"[{cell}], " for row in rows for cell in row)
        return f"#table(columns: {max(map(len, rows))}, stroke: none, {cells})\n\n"

    def page(self, inner: str) -> str:
        return f"#unit()\n{inner}"
