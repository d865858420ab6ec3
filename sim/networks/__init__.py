"""Networks: who knows whom, drawn as small world, scale free, communities or neighbors in space."""
