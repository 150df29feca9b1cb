"""Takes a manuscript and a house style, gives XHTML strings for a medium. Never reads the author's files."""
