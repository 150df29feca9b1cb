"""How much markup is read: what is longer or deeper is refused before it is parsed, in time linear in its length."""

from __future__ import annotations

import re

MAX_TEXT = 1_000_000  # characters in one text: about six hundred pages
MAX_LINES = 20_000
MAX_BARS = 200  # | in one line
MAX_TABLE = 2_000  # lines of one table
MAX_WORDS = 60_000  # characters in one paragraph
MAX_BRACKETS = 600  # in one paragraph
MAX_BRACKET_DEPTH = 12  # brackets inside brackets
MAX_MARKS = 3_000  # * and _ in one paragraph
MAX_DEPTH = 24  # lists, quotations and passages inside one another


def too_long(text: str) -> tuple[int, str]:
    """Why a whole text is refused before it is parsed, and the line (from 0) where; (0, "") when it may be. Linear."""
    if len(text) > MAX_TEXT:
        return 0, f"a text of {len(text):,} characters; the press reads at most {MAX_TEXT:,}"
    if text.count("\n") >= MAX_LINES:
        return 0, f"a text of {text.count(chr(10)) + 1:,} lines; the press reads at most {MAX_LINES:,}"
    if text.count("|") > MAX_BARS:
        table = 0
        for number, line in enumerate(text.split("\n")):
            bars = line.count("|")
            table = table + 1 if bars else 0
            if bars > MAX_BARS or table > MAX_TABLE:
                return number, f"a table of more than {MAX_TABLE:,} rows or {MAX_BARS} columns"
    return 0, ""


def too_much(content: str) -> str:
    """Why words are refused before they are parsed; "" when they may be. Linear, so that hostile text costs nothing."""
    if len(content) > MAX_WORDS:
        return f"one paragraph of {len(content):,} characters; the press reads at most {MAX_WORDS:,}"
    brackets = content.count("[")
    if brackets > MAX_BRACKET_DEPTH:
        depth = deepest = 0
        for mark in re.findall(r"[\[\]]", content):
            depth = depth + 1 if mark == "[" else max(0, depth - 1)
            deepest = max(deepest, depth)
        if deepest > MAX_BRACKET_DEPTH:
            return f"brackets stand {deepest:,} deep inside one another; the press reads at most {MAX_BRACKET_DEPTH}"
        if brackets > MAX_BRACKETS:
            return f"{brackets:,} brackets in one paragraph; the press reads at most {MAX_BRACKETS}"
    if content.count("*") + content.count("_") + content.count("`") > MAX_MARKS:
        return f"more than {MAX_MARKS:,} marks of emphasis in one paragraph"
    return ""
