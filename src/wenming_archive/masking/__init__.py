"""Masked copies: a document's bytes, with what is personal in it masked; everything else as it was."""
