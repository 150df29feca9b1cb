"""Values made in less time are the same values."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serge_press.values import dataclass


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Usual:
    """As ``dataclasses`` makes it."""

    file: str
    line: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Quick:
    """The same."""

    file: str
    line: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Long:
    """One with so many fields that it is filled another way."""

    one: str
    two: int
    three: tuple[str, ...] = ()
    four: list[str] = field(default_factory=list)
    five: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Single:
    """One field."""

    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """None."""


VALUES = st.tuples(st.sampled_from("abc"), st.integers(0, 2), st.sampled_from([(), ("b",), ("b", "c")]))


def test_it_is_frozen_compared_hashed_and_copied_as_usual() -> None:
    one = Quick("a", names=("b",))
    assert repr(one) == repr(Usual("a", names=("b",))).replace("Usual", "Quick")
    assert one == Quick("a", 0, ("b",))
    assert hash(one) == hash(Usual("a", 0, ("b",)))
    assert one < Quick("b")
    assert replace(one, line=3) == Quick("a", 3, ("b",))
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    assert is_dataclass(one)
    assert [field.name for field in fields(Quick)] == ["file", "line", "names"]


@given(VALUES, VALUES)
def test_two_compare_as_two_usual_ones_do(one: tuple[Any, ...], two: tuple[Any, ...]) -> None:
    usual, quick = (Usual(*one), Usual(*two)), (Quick(*one), Quick(*two))
    assert (usual[0] == usual[1], usual[0] < usual[1], usual[0] >= usual[1]) == (
        quick[0] == quick[1],
        quick[0] < quick[1],
        quick[0] >= quick[1],
    )
    assert (hash(quick[0]) == hash(quick[1])) == (quick[0] == quick[1])


def test_one_of_many_fields_is_as_firm_as_the_others() -> None:
    one = Long("a", 1, four=["x"], five="unseen")
    assert type(one) is Long
    assert repr(one) == "Long(one='a', two=1, three=(), four=['x'])"
    assert one == Long("a", 1, (), ["x"])
    assert Long("a", 1).four is not Long("a", 1).four
    assert pickle.loads(pickle.dumps(one)).five == "unseen"


@pytest.mark.parametrize("value", [Quick("a"), Long("a", 1), Single("a")])
def test_no_field_can_be_set_or_deleted(value: Any) -> None:
    name = fields(value)[0].name
    with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
        setattr(value, name, "b")
    with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
        delattr(value, name)
    with pytest.raises(FrozenInstanceError):
        value.other = "b"
    assert getattr(value, name) == "a"


def test_one_field_and_none_make_values_too() -> None:
    assert Single("a") == Single("a") != Single("b")
    assert hash(Single("a")) == hash(Single("a"))
    assert Mark() == Mark()
    assert pickle.loads(pickle.dumps((Single("a"), Mark()))) == (Single("a"), Mark())


@pytest.mark.parametrize("given", [(), ("a", 1, (), "too many")])
def test_it_asks_for_the_same_arguments(given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        Quick(*given)  # type: ignore[arg-type]
    assert list(inspect.signature(Quick).parameters) == list(inspect.signature(Usual).parameters)


def test_a_derived_class_makes_values_of_its_own() -> None:
    class Asking(Long):
        def __init__(self, asked: str) -> None:
            super().__init__(asked, 1)
            self.asked = asked

    one = Asking("a")
    assert (type(one), one.one, one.asked) == (Asking, "a", "a")
    with pytest.raises(FrozenInstanceError):
        one.one = "b"  # type: ignore[misc]


def test_what_a_class_says_itself_it_keeps() -> None:
    @dataclass(frozen=True, slots=True)
    class Own:
        names: tuple[str, ...]
        upper: tuple[str, ...] = ()

        def __post_init__(self) -> None:
            object.__setattr__(self, "upper", tuple(name.upper() for name in self.names))

        def __repr__(self) -> str:
            return "own"

    assert Own(("a",)).upper == ("A",)
    assert repr(Own(())) == "own"


def test_what_is_not_frozen_can_be_set_and_not_be_a_key() -> None:
    @dataclass(slots=True)
    class Open:
        name: str
        names: list[str] = field(default_factory=list)

    one = Open("a")
    one.name = "b"
    assert one == Open("b", [])
    assert one.names is not Open("b").names
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_a_frozen_one_without_slots_can_keep_what_it_works_out() -> None:
    @dataclass(frozen=True)
    class Kept:
        name: str
        more: tuple[str, ...] = ()

        @cached_property
        def upper(self) -> str:
            return self.name.upper()

    one = Kept("a")
    assert (one.upper, one.upper, one) == ("A", "A", Kept("a", ()))
    with pytest.raises(FrozenInstanceError):
        one.name = "b"  # type: ignore[misc]
    assert hash(one) == hash(Kept("a"))
    assert copy.copy(one).name == "a"


def test_a_class_derived_from_a_value_is_made_as_usual() -> None:
    @dataclass(frozen=True, slots=True)
    class Derived(Single):
        more: str

    one = Derived("a", "b")
    assert one == Derived("a", more="b") != Single("a")
    assert repr(one).endswith("Derived(name='a', more='b')")
    with pytest.raises(FrozenInstanceError):
        one.name = "b"  # type: ignore[misc]


def test_a_field_that_is_set_some_other_way_is_set_as_usual() -> None:
    @dataclass(frozen=True, slots=True)
    class Counted:
        names: tuple[str, ...]
        count: int = field(init=False, default=0)
        last: str = field(kw_only=True, default="")

    assert (Counted(("a",)).count, Counted((), last="b").last) == (0, "b")
