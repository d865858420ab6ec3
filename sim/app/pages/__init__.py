"""The three views of a room: they show it, and pass on what people ask for."""
