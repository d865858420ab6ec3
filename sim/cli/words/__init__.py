"""Words of the command line, in both languages; no other file of it holds any."""
