"""The files that `new` copies."""
