"""Editions of a catalogue: what changed from one to the next, and what moves with it."""
