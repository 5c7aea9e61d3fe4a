"""Describe an item as an archivist would: kind, title, number, issuer, date, pages."""
