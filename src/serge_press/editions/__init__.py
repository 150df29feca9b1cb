"""Takes a manuscript set in XHTML, gives finished bytes. The only place that knows WeasyPrint and EbookLib."""
