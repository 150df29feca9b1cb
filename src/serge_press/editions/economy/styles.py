"""Styles computed once for all elements that come out alike.

WeasyPrint shares a computed style between elements for which the same rules hold under the same parent, but not where an
element has an id or a language, nor below such an element, nor for ``::before`` and its like. In a book nearly every
element has an id. We share in these cases too: the anchor, which is not inherited, is laid over the shared style
(``shared_styles``).
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from serge_press.editions.economy.fitting import Replacement, Saving
from serge_press.editions.economy.shared_styles import Computed, Shared, forget, styles_for
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYWORDS = ("", "inherit", "initial")


@dataclass
class _Only:
    """An element in the place of a tree of one."""

    element: Any

    def iter(self) -> Iterator[Any]:
        yield self.element


def _sharing(stock: Any) -> Any:
    """``StyleFor.__init__`` with shared styles."""
    from weasyprint.css import ComputedStyle, InitialStyle

    def init(self: Any, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, collector: Any) -> None:
        if presentational_hints:
            stock(self, html, sheets, presentational_hints, font_config, collector)
            return
        styles = styles_for(sheets, font_config)
        self._cascaded_styles = {}
        computed = self._computed_styles = Computed()
        self.initial_page_sizes = styles.page_sizes
        self._sheets, self.font_config = sheets, font_config
        anchors: list[str] = []
        base = html.base_url
        matchers = [(number, sheet.matcher.match) for number, (sheet, _, _) in enumerate(sheets)]
        root: Any = None
        passing: dict[tuple[Any, ...], Shared] = {}  # shared in this document alone
        alike: dict[Any, tuple[Any, bool]] = {}  # by element, its style without its own anchor, and whether it is kept

        def made_of(cascaded: Any, parent: Any, pseudo: str | None) -> Any:
            under = InitialStyle(font_config) if root is None else root
            return ComputedStyle(parent, cascaded, pseudo, under, base, font_config, styles.page_sizes)

        for wrapper in html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            parent, keep = alike[wrapper.parent.etree_element] if wrapper.parent else (None, True)
            matched = [(number, *one) for number, match in matchers for one in match(wrapper)]
            anchor, lang = element.get("id"), element.get("lang")
            sharing = _plain(element, anchor, lang)
            keep = keep and sharing
            key = (id(parent), base, lang, *((number, own, id(given[0])) for number, own, _, _, given in matched))
            known = styles.elements if keep else passing
            one = known.get(key) if sharing else None
            if one is None:
                rules = _rules(matched, sheets)
                if any(rule.anchors for rule in rules):  # a sheet that gives anchors: we share styles without them
                    forget()
                    stock(self, html, sheets, presentational_hints, font_config, collector)
                    return
                own = _attributes(element, base, with_anchor=not sharing)
                cascades: dict[Any, dict[str, Any]] = {None: own}
                for rule in rules:
                    _cascade(cascades.setdefault(rule.pseudo, {}), rule)
                style = made_of(cascades.pop(None), parent, None)
                root = style if root is None else root
                one = Shared(style, {name: made_of(held, style, name) for name, held in cascades.items()}, rules)
                if sharing and style["position"][0] != "note()":  # a note gives its call and its marker anchors
                    known[key] = one
            root = one.style if root is None else root
            alike[element] = one.style, keep
            computed.alike[element] = one, anchor if sharing else None
            if name := (anchor if sharing and anchor else one.style["anchor"]):
                anchors.append(name)
        for name in anchors if collector else ():
            collector.collect_anchor(name)

        self._press_styles = styles

    return init


@dataclass(frozen=True, slots=True)
class _Rule:
    """Declarations that hold for an element, with what decides which of them wins."""

    pseudo: str | None
    origin: str
    order: float
    specificity: tuple[int, ...]
    declarations: Any

    @property
    def anchors(self) -> bool:
        """Whether they give the element an anchor."""
        return any(name == "anchor" for name, _, _ in self.declarations)


def _rules(matched: list[Any], sheets: Any) -> list[_Rule]:
    """What the matchers of the sheets found for an element, each with the number of its sheet."""
    rules: list[_Rule] = []
    for number, specificity, _, pseudo, (declarations, layer) in matched:
        sheet, origin, sheet_specificity = sheets[number]
        order = inf if layer is None else sheet.layers.index(layer)
        rules.append(_Rule(pseudo, origin, order, sheet_specificity or specificity, declarations))
    return rules


def _cascade(style: dict[str, Any], rule: _Rule) -> None:
    """Lay the declarations of a rule over those of the rules before it (CSS Cascading 4, 6)."""
    from weasyprint.css import declaration_precedence

    for name, value, importance in rule.declarations:
        weight = declaration_precedence(rule.origin, importance), rule.order, rule.specificity
        if name not in style or style[name][1] <= weight:
            style[name] = value, weight


def _plain(element: Any, anchor: str | None, lang: str | None) -> bool:
    """Whether an element's attributes give it no style beyond an anchor and a language, both of plain letters."""
    if element.get("style") or element.get("name") or element.tag == "{http://www.w3.org/2000/svg}svg":
        return False
    return all(
        value is None or (value.isprintable() and '"' not in value and "\\" not in value and value not in _KEYWORDS)
        for value in (anchor, lang)
    )


def _attributes(element: Any, base: str, *, with_anchor: bool) -> dict[str, Any]:
    """The cascade of what an element's attributes declare."""
    from weasyprint.css import find_style_attributes
    from weasyprint.css.validation import preprocess_declarations

    style: dict[str, Any] = {}
    for specificity, _, given, _ in find_style_attributes(_Only(element), False, base):
        declarations = [one for one in preprocess_declarations(base, given) if with_anchor or one[0] != "anchor"]
        _cascade(style, _Rule(None, "author", inf, specificity, declarations))
    return style


def _page_styles(stock: Any) -> Any:
    """``set_page_type_computed_styles`` with the styles of a page before, of the same rules."""

    def set_styles(page_type: Any, html: Any, style_for: Any) -> None:
        styles = getattr(style_for, "_press_styles", None)
        if styles is None:
            stock(page_type, html, style_for)
            return
        key = (html.base_url, id(style_for._computed_styles[html.etree_element, None]), *(
            (number, index, choice)
            for number, (sheet, _, _) in enumerate(style_for._sheets)
            for index, (_, selectors, _) in enumerate(sheet.page_rules)
            for choice, (_, _, wanted) in enumerate(selectors)
            if style_for._page_type_match(wanted, page_type)
        ))  # fmt: skip
        computed = style_for._computed_styles
        if key in styles.pages:
            computed.update(((page_type, pseudo), style) for pseudo, style in styles.pages[key].items())
            return
        style_for._cascaded_styles.clear()  # those of other pages: only they would be gone through
        stock(page_type, html, style_for)
        mine = [pseudo for page, pseudo in style_for._cascaded_styles if page == page_type]
        styles.pages[key] = {pseudo: computed[page_type, pseudo] for pseudo in dict.fromkeys((None, *mine))}

    return set_styles


SAVING = Saving(
    "styles",
    (
        Replacement("weasyprint.css", "StyleFor.__init__", _sharing),
        Replacement("weasyprint.layout.page", "set_page_type_computed_styles", _page_styles),
    ),
    ("weasyprint.css.validation", "weasyprint.formatting_structure.build", "weasyprint.css.computed_values"),
)
