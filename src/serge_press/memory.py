"""Remembering what a pure function made of the same things, for a press that is run again and again on one book.

A build meets each thing once, so it remembers nothing and holds no memory for it. A preview goes over the whole book at
every save, of which one file is new. Which things are the same is told in one of three ways:

- ``remembered``: arguments that are equal, for small ones (a text, a name, a place);
- ``remembered_by_identity``: arguments that are the very same values, for large ones, which nobody wants to compare. What is
  made of remembered values is so remembered too;
- ``remembered_by_answers``: a function that asks the book about things far from its arguments. It is remembered with what it
  asked, and recalled only while every question has the same answer. Who answers must never change his mind: asked by the
  very same one again, nothing is asked twice.

``remembered_last`` is by identity too, for what is as large as the book: of it one result is kept, and no older one.

What is remembered lives as long as it is of use: it goes when for some turns nothing has asked for it, nor for anything it
helped to make. A turn is one going over the book. So a long day's work takes no more room than a short one.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from dataclasses import field
from functools import wraps
from threading import local
from typing import Any, Concatenate, ParamSpec, TypeVar

from serge_press.values import dataclass

P = ParamSpec("P")
R = TypeVar("R")
Ask = Callable[[Hashable], Any]
"""Answers a question about the book. The answer must be immutable."""

TURNS = 8
"""Turns for which a result is kept though nothing asks for it: what was taken back soon is soon there again."""

_BY_VALUE = frozenset({str, int, bool, frozenset, type(None)})
"""Types of arguments that are told by their value even where others are told by identity."""


@dataclass(slots=True, eq=False)
class _Held:
    """A result. ``given`` holds the arguments, so that no other value can take over their identity."""

    value: Any
    given: tuple[Any, ...]
    turn: int
    helped: list[_Held] = field(default_factory=list)  # results it was made from
    asked: dict[Hashable, Any] = field(default_factory=dict)
    asker: Callable[[], Ask | None] = lambda: None  # who gave these answers last, as long as he lives


class _Making(local):
    """Of each thread, the results being made now, innermost last."""

    def __init__(self) -> None:
        self.stack: list[list[_Held]] = []


_before: dict[Hashable, _Held] = {}


class _Memory:
    on = False
    turn = 0
    stores: tuple[dict[Any, _Held], ...] = (_before,)
    making = _Making()


def remember() -> None:
    """From now on, keep results and give them again."""
    _Memory.on = True


def remembering() -> bool:
    """Whether results are kept: a way round that costs more than it saves where they are not may be left out."""
    return _Memory.on


def suspend() -> None:
    """For now, neither keep results nor give any that are kept."""
    _Memory.on = False


def forget() -> None:
    """Remember no more, and let go of all that was kept."""
    suspend()
    for store in _Memory.stores:
        store.clear()


def turn_over() -> None:
    """Begin a turn. Now and then what is of no more use goes."""
    if not _Memory.on:
        return
    _Memory.turn += 1
    if _Memory.turn % TURNS:
        return
    oldest = _Memory.turn - TURNS
    waiting = [held for store in _Memory.stores for held in list(store.values()) if held.turn >= oldest]
    while waiting:  # what helped to make a thing lives as long as it
        held = waiting.pop()
        for helper in held.helped:
            if helper.turn < held.turn:
                helper.turn = held.turn
                waiting.append(helper)
    for store in _Memory.stores:
        for key, held in list(store.items()):
            if held.turn < oldest:
                del store[key]


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """The function, remembering when asked to. Its arguments must be hashable and its results immutable."""
    store = _store()

    @wraps(function)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _Memory.on:
            return function(*args, **kwargs)
        key = (args, tuple(kwargs.items()))
        held = store.get(key)
        if held is None:
            held = store[key] = _make((), lambda: function(*args, **kwargs))
        return _told(held)  # type: ignore[no-any-return]

    return remembering


def remembered_by_identity(function: Callable[P, R]) -> Callable[P, R]:
    """The function, remembering when asked to. Its arguments and results must be immutable, and not be named in calls."""
    return _by_identity(function, last=False)


def remembered_last(function: Callable[P, R]) -> Callable[P, R]:
    """As ``remembered_by_identity``, but of all results the last alone is kept."""
    return _by_identity(function, last=True)


def _by_identity(function: Callable[P, R], last: bool) -> Callable[P, R]:
    store = _store()

    @wraps(function)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _Memory.on:
            return function(*args, **kwargs)
        key = _key(args)
        held = store.get(key)
        if held is None:
            held = _make(args, lambda: function(*args, **kwargs))
            if last:
                store.clear()
            store[key] = held
        return _told(held)  # type: ignore[no-any-return]

    return remembering


def remembered_by_answers(function: Callable[Concatenate[Ask, P], R]) -> Callable[Concatenate[Ask, P], R]:
    """The function, remembering when asked to. Its first argument answers questions; all it learns elsewhere it must ask.

    The others are told by identity. Of several results for the same arguments the last is kept.
    """
    store = _store()

    @wraps(function)
    def remembering(ask: Ask, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not _Memory.on:
            return function(ask, *args, **kwargs)
        key = _key(args)
        held = store.get(key)
        if held is not None and held.asker() is ask:
            return _told(held)  # type: ignore[no-any-return]
        if held is None or any(ask(question) != answer for question, answer in held.asked.items()):
            asked: dict[Hashable, Any] = {}

            def asking(question: Hashable) -> Any:
                if question not in asked:
                    asked[question] = ask(question)
                return asked[question]

            held = store[key] = _make(args, lambda: function(asking, *args, **kwargs))
            held.asked = asked
        held.asker = _weak(ask)
        return _told(held)  # type: ignore[no-any-return]

    return remembering


def as_before(slot: Hashable, value: R) -> R:
    """The value given before under this name if it equals the one given now, so that it can be told by identity."""
    if not _Memory.on:
        return value
    held = _before.get(slot)
    if held is None or held.value != value:
        held = _before[slot] = _Held(value, (), _Memory.turn)
    return _told(held)  # type: ignore[no-any-return]


def _weak(ask: Ask) -> Callable[[], Ask | None]:
    """Who answers, without keeping him."""
    try:
        return weakref.ref(ask)
    except TypeError:
        return lambda: None


def _store() -> dict[Any, _Held]:
    store: dict[Any, _Held] = {}
    _Memory.stores = (*_Memory.stores, store)
    return store


def _key(args: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple([one if type(one) in _BY_VALUE else id(one) for one in args])


def _make(given: tuple[Any, ...], work: Callable[[], Any]) -> _Held:
    helped: list[_Held] = []
    stack = _Memory.making.stack
    stack.append(helped)
    try:
        value = work()
    finally:
        stack.pop()
    return _Held(value, given, _Memory.turn, helped)


def _told(held: _Held) -> Any:
    """The result, noted as of use in this turn, and for what is being made."""
    held.turn = _Memory.turn
    if stack := _Memory.making.stack:
        stack[-1].append(held)
    return held.value
