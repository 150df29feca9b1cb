"""The breaks of a paragraph that cost least in all: total fit (Knuth and Plass, *Breaking Paragraphs into Lines*, 1981).

Pure arithmetic over measured words; it knows nothing of fonts or boxes. Lengths are of one unit throughout. Time is linear
in the number of words: no more than ``_KEPT`` beginnings of lines are weighed at a time.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_KEPT = 240  # beginnings of lines that are held at a time: a line of a book has some thirty places to break at
_LINE = 10.0  # what every line costs before it is judged
_WORST = 10_000.0  # no line is worse than that
_FORBIDDEN = 1e13  # costs more than many thousands of the worst lines, but less than no way at all
_BRIEF = 0.9
_PLAY = 0.01  # of the measure: by so much the rest of a word may be wider than a longer rest, with other ligatures
_TURN = 1e8  # a page that ends in a hyphen: as bad as the worst line
_FAIR = 1.5  # looser lines are looked for only where a paragraph costs as much without them as one of them would
_NOT_LOOSE = 1.5  # no line is looser where their number is asked for: spaces then grow to 1.6 of themselves


class Break(NamedTuple):
    """A place where a line may end.

    ``end``: how far into the paragraph the line reaches, natural width, without the space at which it ends but with a
    hyphen; ``end_spaces``: how many spaces stand before that. ``start`` and ``start_spaces`` say the same of where the next
    line begins. ``penalty`` makes the place dearer. ``hyphen``: the line ends in a hyphen; ``part``: within a word.
    ``hangs`` and ``leans`` are how far the end of the line, and the beginning of the next, stand out into the margins.
    ``letters`` are those before the place, ``at`` is where it is (for whoever made it).
    """

    end: float
    end_spaces: int
    start: float
    start_spaces: int
    penalty: float
    hyphen: bool
    part: bool
    hangs: float
    leans: float
    letters: int
    at: int


@dataclass(frozen=True, slots=True)
class Habits:
    """What is thought of lines.

    ``stretch`` and ``shrink`` are how much a space may grow at a badness of 100, and shrink at all; ``give`` is the part of
    their width by which the letters of a line may be widened or narrowed. ``loosest`` is the ratio of stretch beyond which no
    line is made while there is another way. ``unlike`` is what it costs when a line is much looser than its neighbour,
    ``hyphens`` what two hyphens in a row cost. ``ladder`` is how many lines in a row may end in a hyphen, ``runt`` how many
    letters a last line has at least, and ``runts`` what fewer cost.

    Where lines are not filled, ``ragged`` is by how much a line is short at a badness of 100 (0: lines are filled), ``hair`` how
    much longer than the measure it may be (its spaces are narrowed: a box as wide as its words is found so by other sums).
    ``broken`` makes breaking a word dearer, ``more`` is what every line costs, ``brief`` what a last line costs that fills less
    than a tenth. ``even``: the last line is to be as long as the others.
    """

    stretch: float
    shrink: float
    give: float = 0.0
    loosest: float = 3.5
    unlike: float = 3000.0
    hyphens: float = 3000.0
    ladder: int = 2
    runt: int = 5
    runts: float = _FORBIDDEN / 10
    ragged: float = 0.0
    hair: float = 0.0
    broken: float = 0.0
    more: float = 0.0
    brief: float = 0.0
    even: bool = False


def scale_of(spare: float, spaces: int, measure: float, habits: Habits) -> float:
    """How much wider than drawn the letters of a line are set, of which ``spare`` is left over with ``spaces`` in it."""
    room = spaces * (habits.stretch if spare >= 0 else habits.shrink) + measure * habits.give
    return 1.0 + habits.give * min(1.0, max(-1.0, spare / room)) if room else 1.0


@dataclass(slots=True)
class _Node:
    """A line may begin here: ``cost`` of all before; ``base`` is where the line would end if it were filled naturally."""

    cost: float
    base: float
    spaces: int
    fit: int
    row: int
    number: int
    letters: int
    part: int
    before: _Node | None
    place: Break | None


def total_fit(
    words: Sequence[Break],
    inside: Callable[[int], Sequence[Break]],
    measure: float,
    first: Break,
    indent: float,
    habits: Habits,
    whole: int = 0,
    lines: int = 0,
) -> list[Break] | None:
    """The places at which the lines end, the last of ``words`` included; None where a word is longer than the measure.

    ``words[i]`` is the place after word i (the last one ends the paragraph), ``inside(i)`` gives the places within it, in
    order, and is asked only where a line may end there. ``first`` is where the first line begins, ``indent`` its indent.
    Line number ``whole`` (from 1) does not end in a hyphen if that can be helped: it is the last of a page. With ``lines`` it
    is the best way in so many lines, and None where they would be bad ones.
    """
    if lines:
        last = _Search(measure, first, indent, habits, whole, _NOT_LOOSE, lines).run(words, inside)
        return _ends(last) if last is not None and last.cost < _TURN else None
    if not habits.ragged:
        last = _Search(measure, first, indent, habits, whole, _FAIR).run(words, inside)
        if last is not None and last.cost < (_LINE + 100.0 * _FAIR**3) ** 2:
            return _ends(last)  # sure to be the best: no line costs less than nothing
    best: _Node | None = None
    for loosest in (habits.loosest, inf):  # where no good way is found the loosest lines are allowed too
        last = _Search(measure, first, indent, habits, whole, loosest).run(words, inside)
        if last is not None and (best is None or last.cost < best.cost):
            best = last
        if best is not None and best.cost < (_TURN if whole else _FORBIDDEN / 20):
            break
    return _ends(best)


def _ends(node: _Node | None) -> list[Break] | None:
    found: list[Break] = []
    while node is not None and node.place is not None:
        found.append(node.place)
        node = node.before
    return found[::-1] or None


class _Search:
    """One search: ``active`` are the places at which lines worth considering begin, in order, each with the best way there.

    Of two lines that end at one place the one that begins later is looser, but for how far its first mark may stand out
    (``play``). So where one is too loose by more than that, all that begin after it are, and need not be looked at: three in
    four.
    """

    def __init__(
        self, measure: float, first: Break, indent: float, habits: Habits, whole: int, loosest: float, lines: int = 0
    ) -> None:
        self._habits, self._measure, self._whole, self._loosest, self._lines = habits, measure, whole, loosest, lines
        self._counted, self._kept = max(whole, lines), 4 * _KEPT if lines else _KEPT
        self._give = habits.give * measure + habits.ragged
        self._squeeze = habits.give * measure + habits.hair
        self._start = first.start
        row = 1 if first.hyphen else 0  # the row before it may be longer, but there is no telling
        base = first.start + measure - indent + first.leans
        self._play = first.leans + _PLAY * measure
        self._active = [_Node(0.0, base, first.start_spaces, 1, row, 1, first.letters, -1, None, None)]

    def run(self, words: Sequence[Break], inside: Callable[[int], Sequence[Break]]) -> _Node | None:
        """The end of the best way through all words; None if there is none."""
        final = len(words) - 1
        start = self._start
        for index, place in enumerate(words):
            if self._reached(start, place):
                for within in inside(index):
                    self._weigh(within, index, False)
            full = self._weigh(place, index, index == final)
            if index == final:
                break
            if full:
                shrink, spaces = self._habits.shrink, place.end_spaces
                far = place.end - place.hangs - self._squeeze - 1e-6
                self._active = [one for one in self._active if one.base + (spaces - one.spaces) * shrink >= far]
            if not self._active:
                return None
            if len(self._active) > self._kept:
                dearest = sorted([node.cost for node in self._active])[self._kept - 1]
                self._active = [node for node in self._active if node.cost <= dearest]
            start = place.start
        ended = [node for node in self._active if node.place is words[final] and self._lines in (0, node.number - 1)]
        return min(ended, key=lambda node: node.cost) if ended else None

    def _reached(self, start: float, place: Break) -> bool:
        """Whether a line may end within the word that begins at ``start`` and ends at ``place``."""
        stretch, shrink, loosest, give = self._habits.stretch, self._habits.shrink, self._loosest, self._give
        end, spaces, start, play = place.end, place.end_spaces, start - self._squeeze, self._play
        for node in self._active:
            base, blanks = node.base, spaces - node.spaces
            room = loosest * ((blanks + 1) * stretch + give)
            if base - end <= room:
                if base + blanks * shrink >= start:
                    return True
            elif base - end - play > room:
                break
        return False

    def _weigh(self, place: Break, word: int, last: bool) -> bool:
        """Begin lines after this place, where a good line can end there; tell whether some line is now too full to go on."""
        habits, loosest, give, squeeze, whole = self._habits, self._loosest, self._give, self._squeeze, self._whole
        stretch, shrink, counted, play = habits.stretch, habits.shrink, self._counted, self._play
        end, end_spaces, _, _, penalty, hyphen, part, hangs, _, letters, _ = place
        end -= hangs
        dear = (penalty + habits.broken if part else penalty) ** 2 + habits.more
        full = False
        best: dict[tuple[int, int, int], tuple[float, _Node]] = {}
        for node in self._active:
            spaces, spare = end_spaces - node.spaces, node.base - end
            if spare < 0:
                room = spaces * shrink + squeeze
                if spare < -room - 1e-6:
                    full = True
                    continue
                ratio = spare / room if room else 0.0
            elif last and not habits.even:
                ratio = 0.0
            else:
                room = (spaces or 0.3) * stretch + give
                ratio = spare / room
                if ratio > loosest:
                    if spare - play > loosest * room:
                        break
                    continue
            bad = 100.0 * abs(ratio) ** 3
            cost = node.cost + (_LINE + (bad if bad < _WORST else _WORST)) ** 2 + dear
            fit = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
            if abs(fit - node.fit) > 1:
                cost += habits.unlike
            row, number = 0, node.number
            if hyphen:
                row = node.row + 1
                if row > 1:
                    cost += habits.hyphens if row <= habits.ladder else _FORBIDDEN
                if whole and number == whole:
                    cost += _TURN
            if last:
                cost += self._ending(node, word, letters) + (habits.brief if spare > _BRIEF * self._measure else 0.0)
            key = fit, row, number + 1 if 0 < number <= counted else 0
            known = best.get(key)
            if known is None or cost < known[0]:
                best[key] = cost, node
        if best:
            self._begin(place, word if part else -1, best)
        return full

    def _ending(self, node: _Node, word: int, letters: int) -> float:
        """What it costs to end the paragraph with the line that begins at this node."""
        if node.place is None:
            return 0.0
        cost = self._habits.runts if letters - node.letters < self._habits.runt else 0.0
        if node.part == word:
            return cost + _FORBIDDEN / 20
        return cost + (self._habits.hyphens if node.row else 0.0)

    def _begin(self, place: Break, part: int, best: dict[tuple[int, int, int], tuple[float, _Node]]) -> None:
        """Let lines begin after the place, but for those that another beginning there is sure to do better than."""
        base, spaces, letters = place.start + self._measure + place.leans, place.start_spaces, place.letters
        self._play = max(self._play, place.leans + _PLAY * self._measure)
        if len(best) == 1:
            (((fit, row, number), (cost, before)),) = best.items()
            self._active.append(_Node(cost, base, spaces, fit, row, number, letters, part, before, place))
            return
        ladder = self._habits.ladder
        more = self._habits.unlike + 2 * self._habits.hyphens
        least = free = inf
        for (_, row, _), (cost, _) in best.items():
            least = min(cost, least)
            if row < ladder and cost < free:
                free = cost
        limits = {0: (least + more, free + more)}
        if self._counted:  # lines of one number are weighed against each other
            self._limit(best, limits, more)
        for (fit, row, number), (cost, before) in best.items():
            # after a full ladder the next line may not be broken, so a way there does no better than one that may go on so
            if cost <= limits[number][row < ladder]:
                self._active.append(_Node(cost, base, spaces, fit, row, number, letters, part, before, place))

    def _limit(
        self,
        best: dict[tuple[int, int, int], tuple[float, _Node]],
        limits: dict[int, tuple[float, float]],
        more: float,
    ) -> None:
        """Add to ``limits`` those of every number of a line that is counted."""
        for (_, row, number), (cost, _) in best.items():
            if number:
                least, free = limits.get(number, (inf, inf))
                limits[number] = min(least, cost + more), min(free, cost + more) if row < self._habits.ladder else free
