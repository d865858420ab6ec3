"""The commands: the options of each and what it does; light to import."""
