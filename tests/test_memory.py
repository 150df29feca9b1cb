"""A function remembers only when asked to, then gives what it gave before, and forgets what is of no more use."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import pytest

from serge_press import memory


@pytest.fixture
def remembering() -> Iterator[None]:
    memory.remember()
    yield
    memory.forget()


calls: list[object] = []


@pytest.fixture(autouse=True)
def _no_calls() -> None:
    calls.clear()


@memory.remembered
def twice(word: str, *, times: int = 2) -> str:
    calls.append(word)
    return word * times


@memory.remembered_by_identity
def both(words: list[str], more: str) -> tuple[str, ...]:
    calls.append(more)
    return (*words, more)


@memory.remembered_by_answers
def greeting(ask: memory.Ask, name: str) -> str:
    calls.append(name)
    return f"{ask('hello')} {name}, {ask('how')}" if ask("polite") else name


def test_remembers_nothing_unless_asked_to() -> None:
    assert twice("ab") == twice("ab") == "abab"
    assert len(calls) == 2
    first, second = ("x" * 3), "".join(["x"] * 3)
    assert memory.as_before("slot", first) is first
    assert memory.as_before("slot", second) is second


@pytest.mark.usefixtures("remembering")
def test_equal_arguments_are_answered_from_memory() -> None:
    assert twice("ab") == twice("ab") == "abab"
    assert twice("ab", times=3) == "ababab"
    assert calls == ["ab", "ab"]


@pytest.mark.usefixtures("remembering")
def test_by_identity_equal_values_are_two_and_short_ones_are_one() -> None:
    words, equal = ["a"], ["a"]
    assert both(words, "b") is both(words, "b")
    assert both(words, "b") is both(words, "".join(["b"]))
    assert both(equal, "b") is not both(words, "b")
    assert calls == ["b", "b"]


@pytest.mark.usefixtures("remembering")
def test_a_value_that_is_gone_is_not_taken_for_the_one_in_its_place() -> None:
    for number in range(200):  # each list may get the address of the one before
        assert both([str(number)], "b") == (str(number), "b")


@pytest.mark.usefixtures("remembering")
def test_what_asked_is_made_anew_when_an_answer_is_another() -> None:
    answers: dict[Hashable, object] = {"polite": True, "hello": "Good day", "how": "how are you?"}
    assert greeting(answers.__getitem__, "Ada") == "Good day Ada, how are you?"
    answers["weather"] = "fine"
    assert greeting(answers.__getitem__, "Ada") == "Good day Ada, how are you?"
    assert calls == ["Ada"]
    answers["how"] = "well met!"
    assert greeting(answers.__getitem__, "Ada") == "Good day Ada, well met!"
    answers["polite"] = False
    assert greeting(answers.__getitem__, "Ada") == "Ada"
    answers["hello"] = "Ahoy"  # nobody asks for it any more
    assert greeting(answers.__getitem__, "Ada") == "Ada"
    assert calls == ["Ada", "Ada", "Ada"]


@pytest.mark.usefixtures("remembering")
def test_an_equal_value_is_given_as_the_one_before() -> None:
    first, second = ("a", "b"), tuple("ab")
    assert memory.as_before("slot", first) is first
    assert memory.as_before("slot", second) is first
    assert memory.as_before("slot", ("c",)) == ("c",)
    assert memory.as_before("other slot", second) is second


@pytest.mark.usefixtures("remembering")
def test_what_nobody_asks_for_is_let_go_in_time() -> None:
    for turn in range(3 * memory.TURNS):
        memory.turn_over()
        twice("always")
        twice(f"in turn {turn}")
    calls.clear()
    twice("always")
    twice(f"in turn {3 * memory.TURNS - 1}")
    assert calls == []
    twice("in turn 0")
    assert calls == ["in turn 0"]


@memory.remembered
def shouted(word: str) -> str:
    return twice(word).upper()


@pytest.mark.usefixtures("remembering")
def test_what_helped_to_make_a_thing_lives_as_long_as_the_thing() -> None:
    shouted("ab")
    for _ in range(3 * memory.TURNS):
        memory.turn_over()
        shouted("ab")
    twice("ab")
    assert calls == ["ab"]


@pytest.mark.usefixtures("remembering")
def test_a_fault_is_not_remembered() -> None:
    tries: list[int] = []

    @memory.remembered
    def at_last(word: str) -> str:
        tries.append(1)
        if len(tries) < 2:
            raise OSError(word)
        return word

    with pytest.raises(OSError, match="ab"):
        at_last("ab")
    assert at_last("ab") == "ab"
