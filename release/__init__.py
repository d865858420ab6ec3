"""What makes a release, beside ``python -m build``."""
