"""What libyaml says of a text that is no YAML, in words for people who write lists of facts and no YAML."""

from __future__ import annotations

_QUOTES = "Put the whole text between double quotes."
_LEVEL = "Let the fields of one record stand equally far in, with spaces."

_SAID: tuple[tuple[str, str, str], ...] = (
    # part of what libyaml says; what is wrong; how to mend
    (
        "tab character",
        "a tab stands where spaces belong",
        "Write spaces where the tab stands; YAML takes no tabs before words.",
    ),
    (
        "mapping values are not allowed",
        "a colon and a space stand where no field can begin",
        f"{_QUOTES} If it is a field: {_LEVEL}",
    ),
    (
        "could not find expected ':'",
        "the line before this one is no field",
        "After the name of a field write a colon and a space.",
    ),
    ("cannot start any token", "a text cannot begin with this sign", _QUOTES),
    ("scanning an alias", "a text cannot begin with this sign", _QUOTES),
    ("scanning an anchor", "a text cannot begin with this sign", _QUOTES),
    (
        "',' or ']'",
        "a list in square brackets is not closed before this",
        "Close it with ], and put a comma between its members.",
    ),
    (
        "',' or '}'",
        "a record in braces is not closed before this",
        "Close it with }, and put a comma between its fields.",
    ),
    ("unexpected end of stream", "a text in quotation marks is not closed", "Write the closing mark."),
    ("unexpected document indicator", "a text in quotation marks is not closed", "Write the closing mark."),
    (
        "unknown escape character",
        "a backslash in double quotes means something else",
        "Write two backslashes, or use single quotes.",
    ),
    ("scanning a block scalar", "something stands after the | or >", "Begin the text on the next line, further in."),
    (
        "expected '-' indicator",
        "this is neither a new record nor a field of the one before",
        f"Begin a record with a hyphen and a space. {_LEVEL}",
    ),
    ("block sequence entries are not allowed", "a list cannot begin here", "Begin it on a line of its own."),
    (
        "did not find expected key",
        "the record goes on where it cannot",
        f"{_QUOTES} A quotation mark within single quotes is written twice. {_LEVEL}",
    ),
)


def in_plain_words(context: str, problem: str) -> tuple[str, str | None]:
    """Message and mend for what libyaml says; its own words, and no mend, where there are no better ones."""
    said = "; ".join(part for part in (context, problem) if part)
    for part, message, mend in _SAID:
        if part in said:
            return message, mend
    return said or "this is not YAML", None
