"""Rules of the letter F: what the files of a book folder may be."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule(
        "F001",
        _ERROR,
        "A text file is not UTF-8",
        "Older encodings give one byte several meanings; letters such as ł or é would be guessed, and sometimes wrongly.",
        "a file saved as Windows-1250 or UTF-16",
        "Save the file again as UTF-8.",
    ),
    Rule(
        "F002",
        _ERROR,
        "A file is too large",
        "Texts of more than 2 MiB and pictures of more than 20 MiB are slips as a rule, and would fill the memory of whoever "
        "builds the book.",
        "catalogue/works.yaml of 3 MiB",
        "Divide the file, or save the picture with fewer pixels.",
    ),
    Rule(
        "F003",
        _WARNING,
        "A symbolic link",
        "A link may lead out of the book folder. A book that is built on another machine, or for another person, must not "
        "read their files.",
        "plates/portrait.jpg -> /home/ada/portrait.jpg",
        "Put the file itself into the folder.",
    ),
    Rule(
        "F004",
        _WARNING,
        "Not a regular file",
        "Pipes, sockets and devices can be endless or never answer.",
        "a named pipe in plates/",
        "Take it out of the book folder.",
    ),
    Rule(
        "F005",
        _ERROR,
        "Too many files",
        "A book of more than 20,000 files is most likely the wrong folder.",
        "serge-press build /",
        "Name the folder that holds book.toml, and move what is not of the book elsewhere.",
    ),
    Rule(
        "F006",
        _WARNING,
        "Two file names that differ only in capitals or composed letters",
        "On Windows and macOS both names mean one file, and one of the two would be lost.",
        "plates/Lock.png beside plates/lock.png",
        "Rename one of them.",
    ),
    Rule(
        "F007",
        _ERROR,
        "A path that leaves the book folder",
        "Only what stands in the folder is of the book; anything else could be a file of whoever builds it.",
        "front = ['../notes.md']",
        "Write the path from the book folder down, with forward slashes: front/preface.md.",
    ),
    Rule(
        "F008",
        _ERROR,
        "A file that is not there",
        "The book asks for it and would come out with a gap.",
        "front = ['front/prefce.md']",
        "Correct the path, or add the file.",
    ),
    Rule(
        "F009",
        _WARNING,
        "A file name that cannot be used",
        "Control characters, backslashes and names that are not UTF-8 mean different files on different systems.",
        "plates\\lock.png",
        "Rename it with plain letters, digits, hyphens and dots.",
    ),
    Rule(
        "F010",
        _ERROR,
        "A character that cannot stand in a text",
        "Control characters are not allowed in XHTML, and invisible line ends shift every place in the reports. They come in by "
        "copying from a PDF or a word processor.",
        "a NUL, or U+2028 from a page layout program",
        "Delete the character; retype the words around it if you cannot see it.",
    ),
    Rule(
        "F011",
        _ERROR,
        "A file that cannot be read",
        "The system refuses it, mostly for want of permission.",
        "a file that belongs to another user",
        "Give yourself the right to read the file.",
    ),
    Rule(
        "F012",
        _ERROR,
        "No book.toml",
        "It says what the book is called, what it contains and in which editions it is made.",
        "serge-press build in the wrong folder",
        "Go to the book's folder, or begin one with: serge-press new",
    ),
    Rule(
        "F013",
        _ERROR,
        "Not YAML",
        "The facts of the file cannot be told apart, so none of them is used.",
        "title: Men: in Prison",
        "Look at the place named and just above it: a text with ': ' or ' #' in it takes quotes, and lines of one list stand "
        "equally far in.",
    ),
    Rule(
        "F014",
        _ERROR,
        "Not TOML",
        "The plan of the book cannot be read.",
        "title = Victor Serge",
        "Put texts in double quotes, lists in square brackets, and each key once.",
    ),
    Rule(
        "F015",
        _ERROR,
        "An anchor, alias or tag of YAML",
        "They let a small file stand for a huge one and hide which value stands where.",
        "by: *editors",
        "Write the value out. A text that begins with &, * or ! takes quotes.",
    ),
    Rule(
        "F016",
        _ERROR,
        "Values too deep or too many",
        "No field of the catalogue is more than a few levels deep; a file that is was not written by hand.",
        "[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]",
        "Write the field as docs/book-folder.md shows it, or divide the file.",
    ),
    Rule(
        "F017",
        _ERROR,
        "A field that stands twice",
        "One of the two values would be lost without a word.",
        "when: 1911 and, five lines below, when: 1912",
        "Keep one of them.",
    ),
    Rule(
        "F018",
        _ERROR,
        "No head",
        "A prose file says what it is in a few lines of facts between two lines of three hyphens.",
        "a chapter that begins with its first sentence",
        "Begin the file with ---, then id: and title:, then --- again.",
    ),
    Rule(
        "F020",
        _WARNING,
        "A file of the catalogue that nobody reads",
        "Records are read from catalogue/<kind>.yaml and catalogue/<kind>/, where the kind is works, cases, people, sources, "
        "places, events or accounts.",
        "catalogue/work/1930-men-in-prison.md",
        "Move the file where its kind is read, or out of catalogue/.",
    ),
)

__all__ = ["RULES"]
