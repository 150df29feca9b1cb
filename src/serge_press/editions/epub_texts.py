"""The texts of an e-book: every division set, parsed as strictly as a reading system does, and passed through the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from markupsafe import Markup

from serge_press.editions.epub_files import anchor_files, text_files
from serge_press.editions.epub_nav import SetFile
from serge_press.editions.epub_survey import XHTML, Survey
from serge_press.editions.epub_templates import epub_template
from serge_press.editions.profiles.profile import profile_of
from serge_press.editions.profiles.sheets import asks_for_width
from serge_press.editions.profiles.trees import written
from serge_press.manuscript.nodes import Heading
from serge_press.manuscript.parts import Matter
from serge_press.rendering.medium import SCREEN
from serge_press.rendering.setter import Setter
from serge_press.rendering.xhtml import clean
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Set

    from lxml.etree import _Element

    from serge_press.editions.edition import Order
    from serge_press.editions.epub_files import TextFile
    from serge_press.editions.epub_pictures import Pictures
    from serge_press.findings import Finding
    from serge_press.manuscript.nodes import Anchor

_MATTERS = {Matter.FRONT: "frontmatter", Matter.BODY: "bodymatter", Matter.BACK: "backmatter"}
_ASCII = "".join(map(chr, range(128)))
_TEXTS = etree.XPath("/descendant::text()", smart_strings=False)
# a table of ids takes a third of the time, and is asked for nowhere
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)


def set_texts(order: Order, pictures: Pictures) -> tuple[tuple[SetFile, ...], tuple[Finding, ...]]:
    """Every division as a parsed file. A file that is not well-formed is a finding, and is left out."""
    files = text_files(order.manuscript, profile_of(order.plan.profile).heaviest)
    where = anchor_files(files)

    def href(anchor: Anchor) -> str:
        return f"{where[anchor]}#{anchor}" if anchor in where else f"#{anchor}"

    setter = Setter(order.manuscript, order.house, SCREEN, order.folios, href, pictures.address)
    made: list[SetFile] = []
    found: list[Finding] = []
    for file in files:
        one, fault = _set_one(order, file, setter)
        if one is None:
            message = f"the file {file.base} is not well-formed: {fault}"
            found.append(finding("E001", file.division.place, message))
        else:
            made.append(one)
    return tuple(made), tuple(found)


def _set_one(order: Order, file: TextFile, setter: Setter) -> tuple[SetFile | None, str]:
    division = file.division
    book = order.manuscript.plan
    language = division.language or book.language
    name = " ".join(filter(None, (clean(division.number), setter.plain(division.title, language))))
    if file.continued:
        name = f"{name}: {_of_file(file, setter, language)}"
    content = setter.division(division, file.noted, continued=file.continued and not file.noted)
    shell = epub_template("file").render(
        language=language,
        title=f"{name} – {book.title}" if name else book.title,
        up="../",
        widths='<div class="table">' in content
        and any(asks_for_width(sheet) for _, sheet in order.house.sheets("epub")),
        matter=_MATTERS[division.matter],
        # set by the setter, which escapes
        content=Markup(content),
    )
    data = shell.encode()
    root, fault = _parse(data)
    if root is None:
        return None, fault
    later = any(one.notes[0].number > 1 for one in file.noted)
    if later:
        data = _numbered_on(file, root)
    words, letters = words_in(root)
    profile = profile_of(order.plan.profile)
    if profile.passes:
        root = profile.text(root)
        data = written(root)
    return SetFile(file, data, root, name, words, letters, Survey(root), not (later or profile.passes)), ""


def _of_file(file: TextFile, setter: Setter, language: str) -> str:
    """What a later file of a part is told by: the first chapter of its notes, its first heading, or its number."""
    if file.noted:
        return setter.plain(file.noted[0].title, language)
    first = next((block for block in file.division.blocks if isinstance(block, Heading)), None)
    return setter.plain(first.inlines, language) if first else file.division.anchor.rsplit("-", 1)[1]


def _numbered_on(file: TextFile, root: _Element) -> bytes:
    """The document, with the numbers of notes going on where those of their chapter left off in the file before."""
    lists = (element for element in root.iter(f"{XHTML}ol") if "notes" in (element.get("class") or "").split())
    for notes, one in zip(lists, file.noted, strict=False):
        if one.notes[0].number > 1:
            notes.set("start", str(one.notes[0].number))
    return written(root)


def words_in(root: _Element) -> tuple[int, Set[str]]:
    """How many words are in a document, and which characters."""
    texts = _TEXTS(root)
    whole = "".join(texts)
    letters = {letter for letter in _ASCII if letter in whole}  # to look at every one of them takes twice as long
    letters.update(whole.encode().translate(None, _ASCII.encode()).decode())
    return len(" ".join(texts).split()), letters


def _parse(data: bytes) -> tuple[_Element | None, str]:
    """Strict XML: what a browser would mend in silence is a fault."""
    try:
        return etree.fromstring(data, _PARSER), ""
    except etree.XMLSyntaxError as fault:
        return None, fault.msg
