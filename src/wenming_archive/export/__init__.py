"""Exports: the Word volume and its companions, each from the same report values."""
