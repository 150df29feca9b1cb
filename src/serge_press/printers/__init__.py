"""What printers ask for: data files with a source for every value → frozen profiles. Knows nothing of books or PDFs."""
