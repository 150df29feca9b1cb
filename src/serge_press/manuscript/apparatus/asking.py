"""One entry of a part by itself: made from its record and from what it asks of the others, and remembered with that.

An entry of the bibliography names persons, sources and cases. When one of a thousand records is written anew, the entries
that name it are made again, and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from serge_press.manuscript.apparatus.maker import Facts, Made, Maker
from serge_press.manuscript.apparatus.words import Words
from serge_press.memory import remembered_by_answers, remembering
from serge_press.model.catalogue import Catalogue
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.memory import Ask
    from serge_press.model.attributions import Case
    from serge_press.model.plan import BookPlan
    from serge_press.model.works import WorkId

Record = TypeVar("Record")
Result = TypeVar("Result")


def by_itself(maker: Maker, make: Callable[[Maker, Record], Result], record: Record) -> Result:
    """What ``make`` makes of a record; its notes and findings go to the maker.

    ``make`` is a function of a module, and looks at the facts record by record, by name: it goes through no kind of them.
    """
    if not remembering():
        return make(maker, record)
    facts = maker.facts

    def answer(question: Hashable) -> Any:
        assert isinstance(question, tuple)
        kind, name = question
        if kind == "cases of":
            return facts.catalogue.cases_of(name)
        held: Mapping[Any, Any] = facts.numbers if kind == "numbers" else getattr(facts.catalogue, kind)
        return held.get(name)

    result, made = _by_itself(answer, make, record, facts.plan)
    maker.notes += made.notes
    maker.findings += made.findings
    return result  # type: ignore[no-any-return]


@remembered_by_answers
def _by_itself(ask: Ask, make: Callable[[Maker, Any], Any], record: object, plan: BookPlan) -> tuple[Any, Made]:
    catalogue = _AskedCatalogue(
        people=_Asked(ask, "people"),
        sources=_Asked(ask, "sources"),
        works=_Asked(ask, "works"),
        cases=_Asked(ask, "cases"),
        locations=_Asked(ask, "locations"),
        ask=ask,
    )
    maker = Maker(Facts(plan, catalogue, Words(plan.language), _Asked(ask, "numbers")))
    return make(maker, record), maker.made(())


class _Asked(Mapping[Any, Any]):
    """Records of one kind, by name only: who goes through all of them depends on all of them."""

    def __init__(self, ask: Ask, kind: str) -> None:
        self._ask = ask
        self._kind = kind

    def __getitem__(self, name: Any) -> Any:
        found = self._ask((self._kind, name))
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[Any]:
        raise TypeError(f"an entry by itself asks for {self._kind} by name")

    def __len__(self) -> int:
        raise TypeError(f"an entry by itself asks for {self._kind} by name")


@dataclass(frozen=True, kw_only=True)
class _AskedCatalogue(Catalogue):
    ask: Ask

    def cases_of(self, work: WorkId) -> tuple[Case, ...]:
        """Every case that judges a work, in order."""
        cases: tuple[Case, ...] = self.ask(("cases of", work))
        return cases

    def case_of(self, work: WorkId) -> Case | None:
        """The case that judges a work, if any."""
        return next(iter(self.cases_of(work)), None)
