"""Editions made from a finished print edition, page for page: a booklet to fold at home, a proof to mark."""
