"""Networks of contacts: small world, scale free, communities, or neighbours in space."""
