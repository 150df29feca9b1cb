"""The edition in large print: another layout of the same book, with pages and references of its own."""
