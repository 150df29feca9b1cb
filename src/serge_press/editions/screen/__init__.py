"""The edition for a screen: one PDF that is PDF/UA-1 and PDF/A-3a at once, with the pages of a print edition."""
