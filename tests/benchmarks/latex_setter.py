"""The book in the language of XeLaTeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.other_setters import FLUSH, OtherSetter

if TYPE_CHECKING:
    from serge_press.editions.page_geometry import PageGeometry


class Latex(OtherSetter):
    """For XeLaTeX, with hyphenation of every language, notes at the foot, linked page references and an outline."""

    _TONGUES = {"en": "english", "fr": "french", "pl": "polish", "ru": "russian"}  # noqa: RUF012
    _SPECIAL = {  # noqa: RUF012
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~", "\u202f": r"\,",
        **{letter: "\\" + letter for letter in "&%$#_{}"},
    }  # fmt: skip

    def frame(self, geometry: PageGeometry, body: str) -> str:
        return rf"""\documentclass[11pt,twoside,openany]{{book}}
\usepackage[paperwidth={geometry.width}mm,paperheight={geometry.height}mm,inner={geometry.inside}mm,outer={geometry.outside}mm,top={geometry.head}mm,bottom={geometry.foot}mm,headsep=6mm]{{geometry}}
\usepackage{{fontspec}}
\setmainfont{{EBGaramond}}[Path=fonts/,Extension=.ttf,UprightFont=*-Regular,ItalicFont=*-Italic,BoldFont=*-SemiBold,BoldItalicFont=*-SemiBoldItalic,Numbers=OldStyle]
\usepackage[french,polish,russian,british]{{babel}}
\usepackage{{array}}
\usepackage[hidelinks,bookmarksnumbered=false]{{hyperref}}
\renewcommand\normalsize{{\fontsize{{{geometry.size}}}{{{geometry.leading}}}\selectfont}}
\setcounter{{secnumdepth}}{{-2}}
\setcounter{{tocdepth}}{{2}}
\newcommand\mk[1]{{\phantomsection\label{{#1}}}}
\newcommand\unit{{\clearpage\setcounter{{footnote}}{{0}}}}
\emergencystretch=2em
\begin{{document}}
\normalsize
{body}
\end{{document}}
"""

    def escaped(self, text: str) -> str:
        return "".join(self._SPECIAL.get(letter, letter) for letter in text)

    def mark(self, anchor: str) -> str:
        return rf"\mk{{{anchor}}}"

    def page_of(self, anchor: str) -> str:
        return rf"\pageref{{{anchor}}}"

    def link(self, anchor: str, inner: str) -> str:
        return rf"\hyperref[{anchor}]{{{inner}}}"

    def note(self, inner: str) -> str:
        return rf"\footnote{{{inner}}}"

    def leader(self) -> str:
        return r"\dotfill "

    def line_break(self) -> str:
        return r"\newline "

    def italic(self, inner: str) -> str:
        return rf"\textit{{{inner}}}"

    def strong(self, inner: str) -> str:
        return rf"\textbf{{{inner}}}"

    def language(self, language: str, inner: str) -> str:
        tongue = self._TONGUES.get(language[:2])
        return rf"\foreignlanguage{{{tongue}}}{{{inner}}}" if tongue else inner

    def paragraph(self, inner: str, classes: list[str]) -> str:
        return f"{chr(92) + 'noindent ' if FLUSH & {*classes} else ''}{inner.strip()}\n\n"

    def heading(self, mark: str, inner: str, level: int) -> str:
        name = ("chapter", "section", "subsection")[min(level, 3) - 1]
        return rf"\{name}{{\texorpdfstring{{{inner}}}{{{self._bare(inner)}}}}}{mark}" + "\n\n"

    def quotation(self, inner: str) -> str:
        return f"\\begin{{quote}}\n{inner}\\end{{quote}}\n\n"

    def table(self, rows: list[list[str]]) -> str:
        columns = max(map(len, rows))
        form = ">{\\raggedright}p{" + f"{0.92 / columns:.3f}" + "\\linewidth}"
        lines = "".join(" & ".join(row) + " \\tabularnewline\n" for row in rows)
        return f"\\noindent\\begin{{tabular}}{{{form * columns}}}\n{lines}\\end{{tabular}}\n\n"

    def page(self, inner: str) -> str:
        return f"\\unit\n{inner}"

    @staticmethod
    def _bare(inner: str) -> str:
        return re.sub(r"\\footnote\{[^{}]*\}|\\[a-z]+(\[[^]]*\])?|[{}~]", " ", inner).strip()
