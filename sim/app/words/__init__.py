"""Words of the workshop, in French and English."""
