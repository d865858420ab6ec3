"""The page: one file that plays in any browser, with the compiled kernel in it."""
