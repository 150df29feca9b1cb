"""Values made in less time are the same values."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from serge_press.values import quickly_made


@dataclass(frozen=True, slots=True, order=True)
class Usual:
    """As ``dataclasses`` makes it."""

    file: str
    line: int = 0
    names: tuple[str, ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True, order=True)
class Quick:
    """The same."""

    file: str
    line: int = 0
    names: tuple[str, ...] = ()


def test_it_is_frozen_compared_hashed_and_copied_as_usual() -> None:
    one = Quick("a", names=("b",))
    assert repr(one) == repr(Usual("a", names=("b",))).replace("Usual", "Quick")
    assert one == Quick("a", 0, ("b",))
    assert hash(one) == hash(Usual("a", 0, ("b",)))
    assert one < Quick("b")
    assert replace(one, line=3) == Quick("a", 3, ("b",))
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(FrozenInstanceError):
        one.line = 2  # type: ignore[misc]


@pytest.mark.parametrize("given", [(), ("a", 1, (), "too many")])
def test_it_asks_for_the_same_arguments(given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        Quick(*given)  # type: ignore[arg-type]


def test_what_makes_a_default_is_asked_anew_each_time() -> None:
    @quickly_made
    @dataclass(frozen=True, slots=True)
    class Listed:
        names: list[str] = field(default_factory=list)

    assert Listed() == Listed([])
    assert Listed().names is not Listed().names
    assert Listed(["b"]).names == ["b"]


def test_a_field_that_is_set_some_other_way_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Counted:
        names: tuple[str, ...]
        count: int = field(init=False, default=0)

    with pytest.raises(TypeError, match="not a plain field"):
        quickly_made(Counted)
