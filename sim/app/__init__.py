"""The workshop: a room in which people choose, see the J-curve of their choices, and ask what would change it."""
