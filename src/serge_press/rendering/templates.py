"""The templates of a house: tried when they are read, then filled; those that only place values without Jinja."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from serge_press.findings import Place
from serge_press.rendering.template_shapes import shape_of
from serge_press.rendering.xhtml import markup
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.findings import Finding

LONGEST = 64 * 1024  # characters of one template


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
        for value in values.values():
            if type(value) is not Markup:  # as few are
                values = {key: escape(value) for key, value in values.items()}
                break
        return markup(made % values)

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
        if (seen := _seen_form(text, shape)) is not None:
            return seen
        tree = self._environment.parse(text)
        return _form(tree, shape) or self._environment.from_string(tree)

    def _compile(self, name: str, text: str, file: str) -> Iterator[Finding]:
        if len(text) > LONGEST:
            yield finding("S007", Place(file), f"the template is longer than {LONGEST} characters")
            return
        from serge_press.rendering.template_language import refused_by  # most books have no templates of their own

        try:
            tree = self._environment.parse(text)
            refused = tuple(refused_by(tree, shape_of(name)))
            if not refused:
                self._compiled[name] = _form(tree, shape_of(name)) or self._environment.from_string(tree)
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
        from serge_press.rendering.template_trial import Trial, empties

        shape = shape_of(name)
        for empty in empties(shape):
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


def _line(fault: BaseException) -> int:
    """The template's line in which a fault came up: Jinja writes it into the traceback's innermost template frame."""
    line, trace = 0, fault.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


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
