"""What each role of a division is to a reading system: epub:type (EPUB 3 SSV) and role (DPUB-ARIA 1.1)."""

from __future__ import annotations

from serge_press.manuscript.parts import Role

SEMANTICS: dict[Role, tuple[str, str]] = {
    Role.HALF_TITLE: ("halftitlepage", ""),
    Role.TITLE_PAGE: ("titlepage", ""),
    Role.IMPRINT: ("imprint", ""),
    Role.DEDICATION: ("dedication", "doc-dedication"),
    Role.EPIGRAPH: ("epigraph", "doc-epigraph"),
    Role.CONTENTS: ("toc", "doc-toc"),
    Role.FOREWORD: ("foreword", "doc-foreword"),
    Role.PREFACE: ("preface", "doc-preface"),
    Role.INTRODUCTION: ("introduction", "doc-introduction"),
    Role.PART: ("part", "doc-part"),
    Role.CHAPTER: ("chapter", "doc-chapter"),
    Role.CHRONOLOGY: ("", ""),
    Role.CONCORDANCE: ("", ""),
    Role.BIBLIOGRAPHY: ("bibliography", "doc-bibliography"),
    Role.NAMES: ("", ""),
    Role.ATTRIBUTIONS: ("appendix", "doc-appendix"),
    Role.PEOPLE: ("", ""),
    Role.SOURCES: ("bibliography", "doc-bibliography"),
    Role.NOTES: ("endnotes", "doc-endnotes"),
    Role.APPENDIX: ("appendix", "doc-appendix"),
    Role.ACKNOWLEDGEMENTS: ("acknowledgments", "doc-acknowledgments"),
    Role.FIGURES: ("", ""),
    Role.INDEX: ("index", "doc-index"),
    Role.COLOPHON: ("colophon", "doc-colophon"),
}
"""For every role its (epub:type, role); "" where the vocabularies have no word for it."""

UNHEADED = frozenset({Role.HALF_TITLE, Role.TITLE_PAGE, Role.IMPRINT, Role.DEDICATION, Role.EPIGRAPH})
"""Divisions whose title is a name for the table of contents only, unless they hold nothing else."""
