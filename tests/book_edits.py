"""What authors do to a book folder between two saves: each is a function of the folder and of a hand that chooses."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

Edit = Callable[[Path, Random], None]

MARKS = (
    '[]{.index term="Paper"}', '[ink and lead]{.index term="Ink"}', '[]{.index term="Ink" see="Paper"}',
    '[]{.index term="Paper" range=begin}', '[]{.index term="Paper" range=end}', '[]{.index term="Paper!dear" .main}',
)  # fmt: skip


def texts(book: Path, pattern: str = "**/*") -> list[Path]:
    """Files of text, in order."""
    return sorted(path for path in book.glob(pattern) if path.suffix in {".md", ".yaml", ".toml"})


def prose(book: Path) -> list[Path]:
    """Files of prose."""
    return [path for path in texts(book, "**/*.md") if "catalogue" not in path.parts]


def at_line(path: Path, hand: Random, wanted: str, change: Callable[[str], str]) -> None:
    """Write one of the lines that are wanted anew; nothing where there is none."""
    lines = path.read_text(encoding="utf-8").split("\n")
    fit = [number for number, line in enumerate(lines) if re.match(wanted, line)]
    if fit:
        at = hand.choice(fit)
        lines[at] = change(lines[at])
        path.write_text("\n".join(lines), encoding="utf-8")


def more(words: str) -> Callable[[str], str]:
    """Puts words at the end of a field, inside its quotation marks."""
    return lambda line: line[:-1] + words + line[-1] if line.endswith(('"', "'")) else line + words


PARAGRAPH = r"[A-Z][^\n]{40}"


def a_word(book: Path, hand: Random) -> None:
    at_line(hand.choice(prose(book)), hand, PARAGRAPH, lambda line: f"More {line}")


def a_paragraph(book: Path, hand: Random) -> None:
    at_line(hand.choice(prose(book)), hand, PARAGRAPH, lambda line: f"A paragraph more.\n\n{line}")


def a_heading(book: Path, hand: Random) -> None:
    at_line(hand.choice(prose(book)), hand, PARAGRAPH, lambda line: f"## A heading\n\n{line}")


def a_note(book: Path, hand: Random) -> None:
    at_line(
        hand.choice(prose(book)), hand, PARAGRAPH, lambda line: f"A call[^more].\n\n[^more]: A note more.\n\n{line}"
    )


def a_line_less(book: Path, hand: Random) -> None:
    path = hand.choice(prose(book))
    lines = path.read_text(encoding="utf-8").split("\n")
    del lines[hand.randrange(len(lines))]
    path.write_text("\n".join(lines), encoding="utf-8")


def a_name(book: Path, hand: Random) -> None:
    """The name of somebody, or the family name alone, where it was not before."""
    people = (book / "catalogue/people.yaml").read_text(encoding="utf-8")
    names = re.findall(r"(?m)^[- ] name: [\"']?([^\"'\n{]+)", people)
    name = hand.choice(names)
    said = hand.choice([name, name.split()[-1], f"*{name}*"])
    at_line(hand.choice(prose(book)), hand, PARAGRAPH, lambda line: f"Then {said} came. {line}")


def a_mark(book: Path, hand: Random) -> None:
    """A mark of the index, in prose or in the note on a work; of a range often the other end is wanting."""
    path = hand.choice([*prose(book), *texts(book, "catalogue/works/*.md")])
    mark = hand.choice(MARKS)
    at_line(path, hand, PARAGRAPH, lambda line: f"Dear {mark} line. {line}")


def a_field(file: str, field: str) -> Edit:
    """Words more in a field of one of the records in some files."""

    def edit(book: Path, hand: Random) -> None:
        if files := texts(book, f"catalogue/{file}"):
            at_line(hand.choice(files), hand, rf"(- |  )?{field}: [\"']?\w", more(" more"))

    return edit


def an_id(book: Path, hand: Random) -> None:
    """The id of a record or chapter, everywhere: as an author does who replaces it in all files."""
    found = [
        (path, match[1]) for path in texts(book) for match in re.finditer(r"(?m)^(?:- )?id: ([\w-]+)$", _read(path))
    ]
    _, old = hand.choice(found)
    for path in texts(book):
        path.write_text(re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", f"{old}-x", _read(path)), encoding="utf-8")


def an_id_in_one_place(book: Path, hand: Random) -> None:
    """The id alone: whoever refers to it points nowhere."""
    at_line(hand.choice(texts(book)), hand, r"(- )?id: ", lambda line: f"{line}-y")


def a_new_work(book: Path, hand: Random) -> None:
    path = hand.choice(texts(book, "catalogue/works/*.md"))
    copy = re.sub(r"(?m)^id: .*$", f"id: new-{hand.randrange(1000)}", _read(path), count=1)
    copy = re.sub(r"(?m)^(number|part_of): .*\n", "", copy)
    path.with_name(f"new-{hand.randrange(1000)}.md").write_text(copy, encoding="utf-8")


def a_work_less(book: Path, hand: Random) -> None:
    if len(works := texts(book, "catalogue/works/*.md")) > 1:
        hand.choice(works).unlink()


def a_new_chapter(book: Path, hand: Random) -> None:
    path = hand.choice(prose(book))
    name = f"new-{hand.randrange(1000)}"
    new = path.with_name(f"{name}.md")
    new.write_text(
        f"---\nid: {name}\ntitle: A new one\nrole: chapter\n---\n\nIt has begun. {hand.randrange(9)}\n", "utf-8"
    )
    was = path.relative_to(book).as_posix()
    plan = _read(book / "book.toml")
    now = plan.replace(f'"{was}"', f'"{was}", "{new.relative_to(book).as_posix()}"', 1)
    (book / "book.toml").write_text(now, encoding="utf-8")


def a_file_less(book: Path, hand: Random) -> None:
    hand.choice(texts(book, "*/**/*")).unlink()


def the_plan(book: Path, hand: Random) -> None:
    old, new = hand.choice(
        [
            ('title = "', 'title = "Old '), ('"chronology", ', ""), ('"chronology",', ""), ('"index"', '"index-persons"'),
            ('"index"', '"index", "index-works"'), ('language = "en', 'language = "fr'), ("[contents]", "# more\n[contents]"),
            ('"people", ', ""), ("about = ", "# about = "),
        ]
    )  # fmt: skip
    path = book / "book.toml"
    path.write_text(_read(path).replace(old, new, 1), encoding="utf-8")


def a_sheet(book: Path, hand: Random) -> None:
    (book / "styles").mkdir(exist_ok=True)
    (book / "styles/extra.css").write_text(f"p {{ margin-top: {hand.randrange(9)}px }}\n", encoding="utf-8")


def a_template(book: Path, hand: Random) -> None:
    path = book / "styles/templates/paragraph.xhtml.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<p{{{{ attrs }}}}>{{{{ content }}}}<!-- {hand.randrange(9)} --></p>", encoding="utf-8")


def no_styles(book: Path, hand: Random) -> None:
    del hand
    shutil.rmtree(book / "styles", ignore_errors=True)


def a_link(book: Path, hand: Random) -> None:
    """A link where there is none, or none where there is one: it is in no digest, and told of."""
    link = book / hand.choice(["link.md", "catalogue/link.yaml"])
    if link.is_symlink():
        link.unlink()
    else:
        link.symlink_to("book.toml")


def an_odd_name(book: Path, hand: Random) -> None:
    """A file whose name cannot be used."""
    (book / f"odd{hand.randrange(3)}\\.md").write_text("Odd.\n", encoding="utf-8")


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        a_word, a_paragraph, a_heading, a_note, a_line_less, a_name, a_mark, an_id, an_id_in_one_place, a_new_work,
        a_work_less, a_new_chapter, a_file_less, the_plan, a_sheet, a_template, no_styles,
        a_link, an_odd_name,
    )
} | {
    f"{file}: {field}": a_field(file, field)
    for file, field in (
        ("works/*.md", "title"), ("works/*.md", "language"), ("works/*.md", "venue"), ("people.yaml", "name"),
        ("people.yaml", "roles"), ("sources.yaml", "short"), ("sources.yaml", "title"), ("places.yaml", "name"),
        ("events.yaml", "what"), ("cases/*.md", "title"), ("cases/*.md", "verdict"),
    )
}  # fmt: skip


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
