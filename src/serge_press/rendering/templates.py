"""Templates: what they may do, and a trial of each before it is used.

A template of a book comes from anybody. So its language is cut down to placing values: no calls, filters, comparisons,
assignments, macros, includes or inheritance; a loop goes over a list, an inner loop over the outer loop's item. Such a
template ends, in time proportional to what it is given, and cannot fail on values it has not been tried with. Jinja's
sandbox stands behind that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from serge_press.findings import Place
from serge_press.manuscript.parts import Role
from serge_press.rendering.xhtml import markup
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Finding

LONGEST = 64 * 1024  # characters of one template
EPUB_NAMESPACE = "http://www.idpf.org/2007/ops"

_PLAIN: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Getattr, nodes.Const,
    nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
_ELEMENTS = frozenset((
    "article", "aside", "blockquote", "br", "caption", "cite", "dd", "div", "dl", "dt", "em", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "li", "nav", "ol", "p", "section", "small",
    "span", "strong", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_ATTRIBUTES = frozenset(("class", "role", "hidden", "slot"))

_CELL = {"name": "td", "attrs": "@", "content": "."}
_SHAPES: dict[str, Mapping[str, Any]] = {
    "paragraph": {"attrs": "@", "content": "."},
    "title-line": {"attrs": "@", "content": "."},
    "heading": {"rank": 2, "attrs": "@", "content": "."},
    "section": {"attrs": "@", "content": "."},
    "quotation": {"attrs": "@", "content": "."},
    "epigraph": {"attrs": "@", "content": "."},
    "group": {"attrs": "@", "content": "."},
    "aside": {"attrs": "@", "content": "."},
    "entry": {"attrs": "@", "content": "."},
    "entries": {"items": [".li", ".li"]},
    "timeline": {"items": [".li", ".li"]},
    "verse": {"attrs": "@", "stanzas": [[{"attrs": "@", "content": "."}, {"attrs": "@", "content": "."}]]},
    "list": {"attrs": "@", "items": [".", "."]},
    "ordered-list": {"attrs": "@", "items": [".", "."]},
    "definition-list": {"attrs": "@", "items": [{"attrs": "@", "term": ".", "content": "."}]},
    "table": {"attrs": "@", "caption": ".", "caption_attrs": "@", "head": [[_CELL, _CELL]], "rows": [[_CELL], [_CELL]]},
    "figure": {"attrs": "@", "image": "@", "caption": ".", "caption_attrs": "@"},
    "code": {"attrs": "@", "drawing": "."},
    "drawing": {"attrs": "@", "drawing": ".", "caption": ".", "caption_attrs": "@"},
    "ornament": {"attrs": "@"},
    "header": {"before": ".", "rank": 1, "attrs": "@", "content": ".", "subtitle": ".", "subtitle_attrs": "@"},
    "division": {"attrs": "@", "before": ".", "header": ".", "content": "."},
    "notes": {
        "attrs": "@", "before": ".", "heading_attrs": "@", "heading": ".", "items": [{"attrs": "@", "content": "."}],
    },
}  # fmt: skip
"""For every template the values it is given: "@" attributes, "." content, other values as they are."""

NAMES = frozenset(_SHAPES) | {f"division-{role.value}" for role in Role}
"""Every name a template can have."""


class Templates:
    """Templates by name, with their ``texts``. ``given`` holds text and file of each; faulty ones are left out.

    Those that were ``tried`` before, as the press's own are by its tests, are made ready when they are first filled.
    """

    def __init__(self, given: Mapping[str, tuple[str, str]], *, tried: bool = False) -> None:
        self._environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
        self._compiled: dict[str, Template | str] = {}  # a text is a form: see ``_form``
        self.texts: dict[str, str] = {}
        found: list[Finding] = []
        if tried:
            self.texts = {name: text for name, (text, _) in given.items()}
            given = {}
        for name, (text, file) in given.items():
            faults = tuple(self._compile(name, text, file))
            found += faults
            if faults:
                self._compiled.pop(name, None)
                self.texts.pop(name, None)
        self.findings = tuple(found)

    def fill(self, name: str, values: Mapping[str, object]) -> Markup:
        """What the template of this name makes of the values; those that are not Markup are escaped.

        Raises KeyError for an unknown name or a value that is not given.
        """
        made = self._compiled.get(name)
        if made is None:
            made = self._compiled[name] = self._ready(name, self.texts[name])
        if not isinstance(made, str):
            return markup(made.render(values))
        return markup(made % {key: value if type(value) is Markup else escape(value) for key, value in values.items()})

    def __contains__(self, name: object) -> bool:
        return name in self.texts

    def __or__(self, over: Templates) -> Templates:
        """These templates, with those of ``over`` in their places."""
        both = Templates({})
        both._compiled = self._compiled | over._compiled
        both.texts = self.texts | over.texts
        both.findings = (*self.findings, *over.findings)
        return both

    def _ready(self, name: str, text: str) -> Template | str:
        """A template that has no fault, made ready."""
        shape = shape_of(name)
        return (
            _seen_form(text, shape)
            or _form(self._environment.parse(text), shape)
            or self._environment.from_string(text)
        )

    def _compile(self, name: str, text: str, file: str) -> Iterator[Finding]:
        if len(text) > LONGEST:
            yield finding("S007", Place(file), f"the template is longer than {LONGEST} characters")
            return
        try:
            tree = self._environment.parse(text)
            refused = tuple(_refused(tree, _scope(shape_of(name))))
            if not refused:
                self._compiled[name] = _form(tree, shape_of(name)) or self._environment.from_string(text)
                self.texts[name] = text
        except TemplateSyntaxError as fault:
            yield finding("S007", Place(file, fault.lineno), f"the template cannot be read: {fault.message}")
            return
        except RecursionError:
            yield finding("S007", Place(file), "the template is nested too deep")
            return
        for line, what in refused:
            yield finding("S007", Place(file, line), f"a template may not use {what}")
        if not refused:
            yield from self._try(name, file)

    def _try(self, name: str, file: str) -> Iterator[Finding]:
        """Set the template with trial values, once with all of them and once with all that may be empty left empty."""
        shape = shape_of(name)
        for empty in _empties(shape):
            trial = Trial(empty)
            values = trial.values(shape)
            try:
                result = self.fill(name, values)
            except TemplateError as fault:
                yield finding("S007", Place(file, _line(fault)), f"the template cannot be set: {fault.message}")
                return
            except Exception as fault:  # whatever a stranger's template brings about is the template's fault
                yield finding("S007", Place(file, _line(fault)), f"the template cannot be set: {fault}")
                return
            if problem := trial.problem(result):
                yield finding(problem[0], Place(file), problem[1])
                return


def shape_of(name: str) -> Mapping[str, Any]:
    """The values a template of this name is given."""
    return _SHAPES["division" if name.startswith("division-") else name]


def _empties(shape: Mapping[str, Any]) -> Iterator[frozenset[str]]:
    """All choices of values to leave empty in a trial; a content and its attributes are empty together."""
    stems = sorted({key.removesuffix("_attrs") for key, of in shape.items() if isinstance(of, (str, list))})
    for size in range(len(stems) + 1):
        for chosen in combinations(stems, size):
            yield frozenset(key for key in shape if key.removesuffix("_attrs") in chosen)


def _line(fault: BaseException) -> int:
    """The template's line in which a fault came up: Jinja writes it into the traceback's innermost template frame."""
    line, trace = 0, fault.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a template may name: lists a loop may go over, all values, and the parts of a loop's item."""

    lists: frozenset[str]
    values: frozenset[str]
    parts: frozenset[str]


def _form(tree: nodes.Template, shape: Mapping[str, Any]) -> str | None:
    """A template that only places values, as a form for the ``%`` of Python, which is far quicker; None for any other.

    Most of a book is paragraphs, and Jinja spends longer on getting ready to set one than on setting it.
    """
    form = ""
    for output in tree.body:
        if not isinstance(output, nodes.Output):
            return None
        for part in output.nodes:
            if isinstance(part, nodes.TemplateData):
                form += part.data.replace("%", "%%")
            elif isinstance(part, nodes.Name) and part.name in shape:
                form += f"%({part.name})s"
            else:
                return None
    return form


_PLACED = re.compile(r"\{\{ (\w+) \}\}")
_MARKED = re.compile(r"\{(?:[{%#]|\Z)|[%#}]\}|\r|\n\Z")  # what Jinja takes for more than text, or as other text


def _seen_form(text: str, shape: Mapping[str, Any]) -> str | None:
    """As ``_form``, of a template in which it can be seen without Jinja's parser that it only places values."""
    parts = _PLACED.split(text)  # texts and, between them, names
    if not set(parts[1::2]) <= shape.keys() or any(map(_MARKED.search, parts[::2])):
        return None
    return "".join(f"%({part})s" if at % 2 else part.replace("%", "%%") for at, part in enumerate(parts))


def _scope(shape: Mapping[str, Any]) -> _Scope:
    parts: set[str] = {"first", "last", "index", "length"}  # of Jinja's own variable ``loop``
    waiting = list(shape.values())
    while waiting:
        of = waiting.pop()
        if isinstance(of, list):
            waiting += of
        elif isinstance(of, Mapping):
            parts |= of.keys()
    lists = frozenset(key for key, of in shape.items() if isinstance(of, list))
    return _Scope(lists, frozenset((*shape, "loop")), frozenset(parts))


def _refused(node: nodes.Node, scope: _Scope) -> Iterator[tuple[int, str]]:
    """Line and words of everything in the tree that a template may not use."""
    if not isinstance(node, _PLAIN):
        yield node.lineno, _words(node)
    elif isinstance(node, nodes.Name) and node.name not in scope.values:
        yield node.lineno, f"the name {node.name}"
    elif isinstance(node, nodes.Getattr):
        if not isinstance(node.node, nodes.Name) or node.attr not in scope.parts:
            yield node.lineno, f"the name {node.attr}"
        else:
            yield from _refused(node.node, scope)
    elif isinstance(node, nodes.For):
        over = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        if over not in scope.lists or not isinstance(node.target, nodes.Name) or node.recursive:
            yield node.lineno, "a loop over anything but a list, or within a loop anything but its item"
            return
        target = frozenset((node.target.name,))
        inside = replace(scope, lists=target, values=scope.values | target)
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from _refused(child, inside)
    else:
        for child in node.iter_child_nodes():
            yield from _refused(child, scope)


def _words(node: nodes.Node) -> str:
    names = {
        nodes.Call: "calls", nodes.Filter: "filters", nodes.Test: "tests", nodes.Assign: "assignments",
        nodes.AssignBlock: "assignments", nodes.Macro: "macros", nodes.Include: "other templates",
        nodes.Extends: "other templates", nodes.Import: "other templates", nodes.FromImport: "other templates",
        nodes.Getitem: "square brackets: write item.name",
    }  # fmt: skip
    return names.get(type(node), "arithmetic and other ways to make new values")


class Trial:
    """Values that can be told apart again in what a template makes of them."""

    def __init__(self, empty: frozenset[str]) -> None:
        self.empty = empty
        self.contents: list[str] = []
        self.attributes: list[str] = []

    def values(self, shape: Mapping[str, Any]) -> dict[str, Any]:
        """Trial values for a template of this shape."""
        return {key: self._empty(of) if key in self.empty else self._value(of) for key, of in shape.items()}

    def problem(self, result: str) -> tuple[str, str] | None:
        """The rule broken by what a template made of the values, and how; None if all is well."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            root = etree.fromstring(f'<body xmlns:epub="{EPUB_NAMESPACE}">{result}</body>', parser)
        except etree.XMLSyntaxError as fault:
            return "S007", f"the template does not give well-formed XHTML: {fault.msg}"
        for element in root.iterdescendants():
            if not isinstance(element.tag, str):
                return "S007", "a template may not write comments or processing instructions"
            if element.tag not in _ELEMENTS:
                return "S007", f"a template may not write the element <{element.tag}>"
            for key in map(str, element.attrib):
                if key not in _ATTRIBUTES and not key.startswith(("aria-", "data-", "slot-")):
                    return "S007", f"a template may not write the attribute {key}"
        said = "".join(map(str, root.itertext()))
        for content in self.contents:
            if said.count(content) != 1:
                return "S008", f"the template prints a value {said.count(content)} times"
            said = said.replace(content, "")
        for attribute in self.attributes:
            if (times := result.count(f" {attribute}=")) != 1:
                return "S008", f"the template writes the attributes of a value {times} times"
        if said.strip():
            return "S008", f"the template adds the words {said.strip()[:40]!r}"
        return None

    def _value(self, of: Any) -> Any:
        if isinstance(of, Mapping):
            return {key: self._value(one) for key, one in of.items()}
        if isinstance(of, list):
            return tuple(self._value(one) for one in of)
        if of == "@":
            self.attributes.append(f"slot-{len(self.attributes)}")
            return Markup(f' {self.attributes[-1]}=""')
        if isinstance(of, str) and of.startswith("."):
            self.contents.append(f"\ue000{len(self.contents)}\ue001")
            return Markup(self.contents[-1])
        return of

    def _empty(self, of: Any) -> Any:
        return () if isinstance(of, list) else Markup()
