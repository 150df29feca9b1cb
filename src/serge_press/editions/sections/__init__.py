"""Sections as units of layout: a division laid out alone, in any process, once for as long as nothing in it changes.

A section is laid out in two layers. The *text* layer has neither side nor number: it is set on right-hand pages and moved
over on left-hand ones, so it stays as it is when pages before it come or go; noughts stand in for the page numbers that it
prints (``stand_ins``). The *heads* layer (running heads, folios) is a page of each kind that the section has. ``book`` leads,
``settling`` sees to it that all numbers come out right, ``join`` makes one PDF of the layers and puts the numbers in. A long
index, of which every edit changes a few words, is laid out in pieces (``pieces``).
"""
