"""Tables that people write: their text, names, numbers, headings and rows; and CSV tables that the program writes."""
