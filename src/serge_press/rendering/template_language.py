"""What a template may say.

A template of a book comes from anybody. So its language is cut down to placing values: no calls, filters, comparisons,
assignments, macros, includes or inheritance; a loop goes over a list, an inner loop over the outer loop's item. Such a
template ends, in time proportional to what it is given, and cannot fail on values it has not been tried with. Jinja's
sandbox stands behind that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from jinja2 import nodes

from serge_press.values import dataclass

_PLAIN: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Getattr, nodes.Const,
    nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a template may name: lists a loop may go over, all values, and the parts of a loop's item."""

    lists: frozenset[str]
    values: frozenset[str]
    parts: frozenset[str]


def refused_by(tree: nodes.Template, shape: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Line and words of everything that a template may not use, which is given values of this shape."""
    yield from _refused(tree, _scope(shape))


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
