"""Values: frozen data classes with slots, declared and made in less time.

A book of any length is some hundred thousand values, and the press declares some hundred and fifty classes of them before
it reads a word. ``dataclasses`` has each method of a class compiled when the class is declared, and gives a frozen class
an ``__init__`` that looks up every field by name, to get past the class's own refusal to set it.
"""

from __future__ import annotations

import dataclasses
import operator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """As the decorator of ``dataclasses``, by whose name type checkers and readers know it.

        A class that is frozen and has slots (``order`` may be asked for too) is declared in a tenth of the time, and its
        values are made in a half to a third: its ``__init__`` is written when it is first asked for. All else is as it was:
        values are frozen, compared, hashed, shown, replaced and sent to other processes as before. Such a class has plain
        fields alone, with or without a default or what makes one, and no data class among its bases: raises TypeError for
        any other. Classes of other kinds are made by ``dataclasses``.
        """
        if cls is None:
            return lambda given: dataclass(given, **options)
        if {name for name, wanted in options.items() if wanted} - {"order"} != {"frozen", "slots"}:
            return dataclasses.dataclass(cls, **options)
        return _frozen(cls, order=options.get("order", False))


__all__ = ["dataclass"]

_DIRECT = 4
"""Fields from which on it is quicker to fill a value of an open class and to close it then: measured."""


def _frozen(cls: type, *, order: bool) -> type:
    if any(dataclasses.is_dataclass(base) for base in cls.__mro__[1:]):
        raise TypeError(f"{cls.__name__} is derived from a data class")
    own = frozenset(vars(cls))  # what a class has of its own it keeps
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    for field in fields:
        if not field.init or field.kw_only:
            raise TypeError(f"{cls.__name__}.{field.name} is not a plain field")
    made.__dataclass_params__.frozen = made.__dataclass_params__.eq = True  # what the decorator of ``dataclasses`` asks
    names = tuple(field.name for field in fields)
    methods = {
        "__init__": _Unwritten(made, fields),
        "__repr__": _repr(tuple(field.name for field in fields if field.repr)),
        **_compared(tuple(field.name for field in fields if field.compare), order),
        "__setattr__": _refusing(made, names, "assign to"),
        "__delattr__": _refusing(made, names, "delete"),
        "__getstate__": _state(names),
        "__setstate__": _restored(names),
    }
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


class _Unwritten:
    """An ``__init__`` that is written, and put in its own place, when somebody asks for it."""

    __slots__ = ("cls", "fields")

    def __init__(self, cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> None:
        self.cls = cls
        self.fields = fields

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        method = self.cls.__dict__["__init__"]
        if method is self:
            method = _init(self.cls, self.fields)
            setattr(self.cls, "__init__", method)  # noqa: B010  # for the type checker a class keeps its methods
        return method.__get__(instance, owner)


def _init(cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """The ``__init__`` of a class: it fills each slot through its descriptor, found once.

    From so many fields on, the value is for the time of its making one of a twin class with the same slots, which refuses
    nothing, so that Python sets its attributes the quick way.
    """
    known: dict[str, object] = {"missing": dataclasses.MISSING}
    head, given, values = ["self"], [], []
    for field in fields:
        name = value = field.name
        given.append(name)
        if field.default_factory is not dataclasses.MISSING:
            known[f"make_{name}"] = field.default_factory
            head.append(f"{name}=missing")
            value = f"make_{name}() if {name} is missing else {name}"
        elif field.default is not dataclasses.MISSING:
            known[f"default_{name}"] = field.default
            head.append(f"{name}=default_{name}")
        else:
            head.append(name)
        known[f"set_{name}"] = getattr(cls, name).__set__
        values.append((name, value))
    body = [f"set_{name}(self, {value})" for name, value in values]
    if len(fields) >= _DIRECT and cls.__bases__ == (object,):
        twin = type(cls.__name__, (), {"__slots__": tuple(given)})
        known |= {"own": cls, "twin": twin, "turn": object.__dict__["__class__"].__set__}
        open_body = ["turn(self, twin)", *(f"self.{name} = {value}" for name, value in values), "self.__class__ = own"]
        inner = [f"    {line}" for line in body]
        body = ["if self.__class__ is own:", *(f"    {line}" for line in open_body), "else:", *inner]
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    text = f"def __init__({', '.join(head)}):\n" + "".join(f"    {line}\n" for line in body or ["pass"])
    exec(text, known)  # as ``dataclasses`` does, from names that are ours
    made: Any = known["__init__"]
    made.__module__, made.__qualname__ = cls.__module__, f"{cls.__qualname__}.__init__"
    made.__annotations__ = {**{field.name: field.type for field in fields}, "return": None}
    return made  # type: ignore[no-any-return]


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """A function that gives the values of these fields, in this order."""
    if len(names) > 1:
        return operator.attrgetter(*names)
    if names:
        one = operator.attrgetter(*names)
        return lambda self: (one(self),)
    return lambda self: ()


def _repr(names: tuple[str, ...]) -> Callable[[Any], str]:
    def shown(self: Any) -> str:
        inner = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{self.__class__.__qualname__}({inner})"

    return shown


def _compared(names: tuple[str, ...], order: bool) -> dict[str, Callable[..., Any]]:
    """The methods of comparison: values of the same class are compared field by field."""
    values = _values(names)

    def equal(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    def ordering(holds: Callable[[Any, Any], bool]) -> Callable[[Any, object], Any]:
        def compared(self: Any, other: object) -> Any:
            return holds(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

        return compared

    methods: dict[str, Callable[..., Any]] = {"__eq__": equal, "__hash__": hashed}
    if order:
        pairs = (("__lt__", operator.lt), ("__le__", operator.le), ("__gt__", operator.gt), ("__ge__", operator.ge))
        methods |= {name: ordering(holds) for name, holds in pairs}
    return methods


def _refusing(cls: type, names: tuple[str, ...], what: str) -> Callable[..., None]:
    """A method that lets nobody set, or delete, a field; a derived class may have others of its own."""
    kept = frozenset(names)

    def refusing(self: Any, name: str, *value: object) -> None:
        if type(self) is cls or name in kept:
            raise dataclasses.FrozenInstanceError(f"cannot {what} field {name!r}")
        (object.__setattr__ if value else object.__delattr__)(self, name, *value)

    return refusing


def _state(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    values = _values(names)

    def state(self: Any) -> tuple[Any, ...]:  # a method, which what finds values is not
        return values(self)

    return state


def _restored(names: tuple[str, ...]) -> Callable[[Any, Any], None]:
    def restored(self: Any, state: Any) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return restored
