"""What is raised for text that is no date."""

from __future__ import annotations


class DateFault(ValueError):
    """The text is no EDTF date this press knows.

    ``offset`` and ``width`` say where in the text (characters, from 0; ``offset + width`` never passes its end),
    ``rule`` which rule of the letter D it breaks, ``mend`` what to write instead.
    """

    def __init__(self, message: str, offset: int, width: int = 1, rule: str = "D001", mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.width = width
        self.rule = rule
        self.mend = mend
