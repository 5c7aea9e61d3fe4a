"""Catalogue against items: what is held, what is missing, what is wrong with it."""
