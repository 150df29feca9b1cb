"""What book.toml tells shops and libraries: who made the book and how, what it is about, for whom, where it is sold."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from serge_press.findings import NOWHERE
from serge_press.values import dataclass

if TYPE_CHECKING:
    from decimal import Decimal

    from serge_press.findings import Place
    from serge_press.model.people import Person, PersonId
    from serge_press.when import When


class Part(Enum):
    """What a contributor did. The values are the words of ``role`` in a ``[[contributor]]``."""

    AUTHOR = "author"
    EDITOR = "editor"
    COMPILER = "compiler"
    TRANSLATOR = "translator"
    INTRODUCER = "introduction"
    FOREWORD = "foreword"
    PREFACE = "preface"
    AFTERWORD = "afterword"
    NOTES = "notes"
    ANNOTATOR = "commentary"
    ILLUSTRATOR = "illustrator"
    PHOTOGRAPHER = "photographer"
    COVER = "cover"
    MAPS = "maps"
    INDEXER = "index"
    DESCRIBER = "image descriptions"
    RESEARCHER = "research"


class Audience(Enum):
    """For whom the book is. The values are the words of ``audience``."""

    GENERAL = "general"
    CHILDREN = "children"
    TEENAGE = "teenage"
    SCHOOL = "school"
    STUDENTS = "students"
    SCHOLARS = "scholars"
    ADULT_LEARNERS = "adult learners"
    LANGUAGE_LEARNERS = "language learners"


class Availability(Enum):
    """Whether a supplier has the book. The values are the words of ``available`` in a ``[[supply]]``."""

    AVAILABLE = "available"
    NOT_YET = "not yet"
    IN_STOCK = "in stock"
    TO_ORDER = "to order"
    ON_DEMAND = "printed on demand"


class SupplierRole(Enum):
    """What a supplier is to the publisher. The values are the words of ``role`` in a ``[[supply]]``."""

    PUBLISHER = "publisher"
    PUBLISHER_TO_READERS = "publisher to readers"
    EXCLUSIVE = "exclusive distributor"
    DISTRIBUTOR = "distributor"
    WHOLESALER = "wholesaler"
    PRINTER = "print on demand"
    RETAILER = "retailer"


@dataclass(frozen=True, slots=True)
class Contributor:
    """One ``[[contributor]]``. Dates and authorities come from the person of the catalogue, if one is named."""

    name: str
    part: Part
    place: Place
    sort: str = ""  # "Quist, Edda"; made from a name of two words where it is left out
    group: bool = False  # a body of people, not a person
    person: PersonId | None = None
    known: Person | None = None  # that person, as the catalogue has them


@dataclass(frozen=True, slots=True)
class Series:
    """The ``[series]`` table."""

    title: str
    number: str = ""
    issn: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """One ``[[supply]]``: where one can get which editions, and for how much. ``editions`` () for all."""

    supplier: str
    role: SupplierRole
    availability: Availability
    place: Place
    editions: tuple[str, ...] = ()
    website: str = ""
    price: Decimal | None = None  # None: not said; 0: free of charge
    currency: str = ""
    taxed: bool = True  # whether tax is in the price
    countries: tuple[str, ...] = ()  # () for the whole world


@dataclass(frozen=True, slots=True)
class Trade:
    """All of it. Whatever is not said is left out of every record, never guessed."""

    contributors: tuple[Contributor, ...] = ()
    series: Series | None = None
    imprint: str = ""
    country: str = ""  # of publication: ISO 3166-1, two letters
    published: When | None = None
    audience: tuple[Audience, ...] = ()
    thema: tuple[str, ...] = ()
    bisac: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # where the publisher may sell it; ("WORLD",) everywhere; () not said
    exclusive: bool = False  # whether the publisher alone may
    cover: str = ""  # address at which the trade can fetch the cover
    supplies: tuple[Supply, ...] = ()
    subject: Person | None = None  # the book's subject, as the catalogue has them
    place: Place = NOWHERE
