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

        A class is declared in a tenth of the time, and the values of a frozen one with slots are made in a half to a third:
        an ``__init__`` is written when it is first asked for. All else is as it was: values are compared, hashed, shown,
        replaced and sent to other processes as before, and no field of a frozen one can be set. ``frozen``, ``slots`` and
        ``order`` may be asked for. What asks for more, has fields that are set some other way than by place or name, or is
        derived from a data class, is made by ``dataclasses``.
        """
        if cls is None:
            return lambda given: dataclass(given, **options)
        if cls.__doc__ is None:  # else ``dataclasses`` writes down how it is called, which takes as long as ten classes
            cls.__doc__ = cls.__name__
        unusual = (
            isinstance(one, dataclasses.Field) and not (one.init and one.kw_only is not True)
            for one in vars(cls).values()
        )
        if (
            options.keys() - {"frozen", "slots", "order"}
            or any(map(dataclasses.is_dataclass, cls.__mro__[1:]))
            or any(unusual)
        ):
            return dataclasses.dataclass(cls, **options)
        return _made(cls, **options)


__all__ = ["dataclass"]

_DIRECT = 4
"""Fields from which on it is quicker to fill a frozen value as one of an open class and to close it then: measured."""


def _made(cls: type, *, frozen: bool = False, slots: bool = False, order: bool = False) -> type:
    own = {name for name, value in vars(cls).items() if value is not None}  # what a class has of its own it keeps
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    fields = dataclasses.fields(made)
    made.__dataclass_params__.frozen = frozen  # what the decorator of ``dataclasses`` asks of bases
    made.__dataclass_params__.eq = True
    names = tuple(field.name for field in fields)
    methods: dict[str, Any] = {
        "__init__": _Unwritten(made, fields, frozen, slots),
        "__repr__": _repr(tuple(field.name for field in fields if field.repr)),
        **_compared(tuple(field.name for field in fields if field.compare), order),
    }
    if frozen:
        methods |= {"__setattr__": _refusing(made, names, "assign to"), "__delattr__": _refusing(made, names, "delete")}
        if slots:
            methods |= {"__getstate__": _state(names), "__setstate__": _restored(names)}
    elif "__hash__" not in own:
        methods["__hash__"] = None  # what can be changed cannot be found again
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


class _Unwritten:
    """An ``__init__`` that is written, and put in its own place, when somebody asks for it."""

    __slots__ = ("cls", "fields", "frozen", "slots")

    def __init__(self, cls: type, fields: tuple[dataclasses.Field[Any], ...], frozen: bool, slots: bool) -> None:
        self.cls = cls
        self.fields = fields
        self.frozen = frozen
        self.slots = slots

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        method = self.cls.__dict__["__init__"]
        if method is self:
            method = _init(self.cls, self.fields, self.frozen, self.slots)
            setattr(self.cls, "__init__", method)  # noqa: B010  # for the type checker a class keeps its methods
        return method.__get__(instance, owner)


def _init(cls: type, fields: tuple[dataclasses.Field[Any], ...], frozen: bool, slots: bool) -> Callable[..., None]:
    """The ``__init__`` of a class. That of a frozen one fills each slot through its descriptor, found once.

    From so many fields on, the value is for the time of its making one of a twin class with the same slots, which refuses
    nothing, so that Python sets its attributes the quick way.
    """
    known: dict[str, object] = {"missing": dataclasses.MISSING}
    head, values = ["self"], []
    for field in fields:
        name = value = field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"make_{name}"] = field.default_factory
            head.append(f"{name}=missing")
            value = f"make_{name}() if {name} is missing else {name}"
        elif field.default is not dataclasses.MISSING:
            known[f"default_{name}"] = field.default
            head.append(f"{name}=default_{name}")
        else:
            head.append(name)
        values.append((name, value))
    if not frozen:
        body = [f"self.{name} = {value}" for name, value in values]
    elif not slots:
        body = ["fields = self.__dict__", *(f"fields[{name!r}] = {value}" for name, value in values)]
    elif len(fields) >= _DIRECT and cls.__bases__ == (object,):
        twin = type(cls.__name__, (), {"__slots__": tuple(field.name for field in fields)})
        known |= {"own": cls, "twin": twin, "turn": object.__dict__["__class__"].__set__, "fill": _filling(cls, fields)}
        body = ["if self.__class__ is own:", "    turn(self, twin)"]
        body += [f"    self.{name} = {value}" for name, value in values]
        body += ["    self.__class__ = own", f"else: fill(self, ({''.join(f'{value}, ' for _, value in values)}))"]
    else:
        known |= {f"set_{field.name}": getattr(cls, field.name).__set__ for field in fields}
        body = [f"set_{name}(self, {value})" for name, value in values]
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    text = f"def __init__({', '.join(head)}):\n" + "".join(f"    {line}\n" for line in body or ["pass"])
    exec(text, known)  # as ``dataclasses`` does, from names that are ours
    made: Any = known["__init__"]
    made.__module__, made.__qualname__ = cls.__module__, f"{cls.__qualname__}.__init__"
    made.__annotations__ = {**{field.name: field.type for field in fields}, "return": None}
    return made  # type: ignore[no-any-return]


def _filling(cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[[Any, tuple[Any, ...]], None]:
    """What fills a value of a derived class, whose twin would be another."""
    setters = [getattr(cls, field.name).__set__ for field in fields]

    def fill(self: Any, given: tuple[Any, ...]) -> None:
        for setter, value in zip(setters, given, strict=True):
            setter(self, value)

    return fill


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
