"""What a typographer looks at on finished pages, counted: grid, feet, heads, kinds of figures, dots, tables, columns."""
