"""A finished PDF made ready for one printer: its PDF standard, its colours, its boxes and blank pages."""
