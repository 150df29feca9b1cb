"""ONIX for Books 3.1: what is known of the book and its editions → one record a product, for shops and libraries."""
