"""Readers: one content in, its text and properties out, or the reason why not."""
