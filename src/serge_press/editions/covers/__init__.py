"""Covers for printers: the wrap of a bound book (back, spine, front) as one sheet, its bar code, its size from the profile."""
