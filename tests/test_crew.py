"""Processes that do one task at a time for another: nothing waits for ever, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from running import lives
from serge_press.crew import Calling, Crew, Lost, Stuck, crew
from serge_press.scratch import scratch

APART = pytest.mark.parametrize("apart", [False, True])
HOUR = 3600.0

_told: list[str] = []


def ready() -> None:
    """There is nothing to load."""


def begin(word: str) -> None:
    _told[:] = [word]


def word_of(number: int) -> tuple[str, int]:
    return _told[0], number


def square(number: int) -> int:
    return number * number


def processes(_: int) -> int:
    return os.getpid()


def hang(_: int) -> None:
    time.sleep(HOUR)


def die(_: int) -> None:
    os._exit(1)


def fail(number: int) -> None:
    raise ValueError(f"no {number}")


def long_answer(number: int) -> bytes:
    return bytes([number]) * 3_000_000


CALLING = Calling(ready, begin, ("garamond",))


def all_done(hands: Crew, wanted: int) -> dict[int, Any]:
    done: dict[int, Any] = {}
    while len(done) < wanted:
        done |= dict(hands.wait())
    return done


def gone(found: list[int]) -> bool:
    until = time.monotonic() + 20
    while any(map(lives, found)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(lives, found))


@APART
def test_tasks_are_done_by_hands_that_were_told_the_same(apart: bool) -> None:
    with crew(2, CALLING, apart=apart) as hands:
        for task in range(4):
            hands.give(task, HOUR, word_of, task * 10)
        assert all_done(hands, 4) == {task: ("garamond", task * 10) for task in range(4)}
        assert not hands.wait()


@APART
def test_long_tasks_and_long_answers_cross(apart: bool) -> None:
    with crew(1, CALLING, apart=apart) as hands:
        for task in range(2):
            hands.give(task, HOUR, long_answer, task)
        hands.give(9, HOUR, len, b"x" * 3_000_000)
        done = all_done(hands, 3)
    assert [len(done[0]), len(done[1]), done[9]] == [3_000_000] * 3


@APART
def test_a_task_that_hangs_is_the_end_of_its_crew(apart: bool) -> None:
    with crew(2, CALLING, apart=apart) as hands:
        for task in (1, 2):
            hands.give(task, HOUR, processes, task)
        found = list(all_done(hands, 2).values())
        hands.give(7, 0.05, hang, 0)
        with pytest.raises(Stuck, match="task 7 was not done"):
            hands.wait()
        assert gone(found)


def test_a_hand_that_dies_leaves_its_tasks_and_another_takes_its_place() -> None:
    with crew(1, CALLING) as hands:
        hands.give(1, HOUR, die, 0)
        hands.give(2, HOUR, square, 2)
        assert all_done(hands, 2) == {1: Lost(), 2: Lost()}
        hands.give(3, HOUR, square, 3)
        assert hands.wait() == [(3, 9)]


def test_in_the_place_of_one_that_parted_from_a_foreman_there_is_none() -> None:
    with crew(2, CALLING, apart=True) as hands:
        hands.give(1, HOUR, die, 0)
        hands.give(2, HOUR, square, 2)
        assert all_done(hands, 2) == {1: Lost(), 2: 4}
        hands.give(3, HOUR, square, 3)
        hands.give(4, HOUR, square, 4)
        assert all_done(hands, 2) == {3: 9, 4: Lost()}


@APART
def test_of_hands_that_are_not_needed_those_with_the_longest_tasks_go(apart: bool) -> None:
    with crew(3, CALLING, apart=apart) as hands:
        for task, seconds in enumerate((HOUR, 3 * HOUR, 2 * HOUR)):
            hands.give(task, seconds, processes, task)
        first = all_done(hands, 3)
        hands.narrow(1)
        assert gone([first[1], first[2]])
        for task in range(3, 6):
            hands.give(task, HOUR, processes, task)
        assert set(all_done(hands, 3).values()) == {first[0]}


@APART
def test_a_hand_ends_with_its_last_task_and_another_takes_its_place(apart: bool) -> None:
    with crew(2, CALLING, apart=apart) as hands:
        hands.give(0, HOUR, processes, 0, last=True)
        hands.give(1, HOUR, processes, 1)
        before = all_done(hands, 2)
        assert gone([before[0]])
        assert lives(before[1])
        for task in range(2, 5):
            hands.give(task, HOUR, word_of, task)
        hands.give(5, HOUR, processes, 5)
        after = all_done(hands, 4)
        assert after == {2: ("garamond", 2), 3: ("garamond", 3), 4: ("garamond", 4), 5: after[5]}
        assert after[5] != before[0]


def test_hands_that_have_something_to_do_stay() -> None:
    with crew(2, CALLING) as hands:
        hands.give(0, HOUR, square, 5)
        hands.give(1, HOUR, square, 6)
        hands.narrow(1)
        assert all_done(hands, 2) == {0: 25, 1: 36}


@APART
def test_what_a_task_raises_is_raised_here(apart: bool) -> None:
    with crew(1, CALLING, apart=apart) as hands:
        hands.give(1, HOUR, fail, 5)
        with pytest.raises(ValueError, match="no 5"):
            hands.wait()


@APART
def test_it_leaves_neither_processes_nor_files(apart: bool) -> None:
    with crew(2, CALLING, apart=apart) as hands:
        for task in range(2):
            hands.give(task, HOUR, processes, task)
        found = list(all_done(hands, 2).values())
        assert all(map(lives, found))
        rooms = list(Path(scratch()).glob("crew-*"))
        assert len(rooms) == 1
    assert gone(found)
    assert not rooms[0].exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
@APART
def test_no_hand_outlives_the_process_that_it_works_for(apart: bool, number: signal.Signals) -> None:
    script = (
        "import os, time\n"
        "from serge_press.crew import Calling, crew\n"
        f"with crew(2, Calling(print, print, ()), apart={apart}) as hands:\n"
        "    hands.give(1, 99, os.getpid); hands.give(2, 99, os.getpid)\n"
        "    found = [*hands.wait()]\n"
        "    while len(found) < 2: found += hands.wait()\n"
        "    hands.give(3, 99, time.sleep, 99)\n"
        "    print('PIDS', *(one for _, one in found), flush=True)\n"
        "    hands.wait()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    line = ""
    while not line.startswith("PIDS"):
        line = parent.stdout.readline()
    found = [int(one) for one in line.split()[1:]]
    assert len(set(found)) == 2
    parent.send_signal(number)
    parent.wait()
    parent.stdout.close()
    assert gone(found)
