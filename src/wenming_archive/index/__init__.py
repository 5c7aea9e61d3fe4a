"""The index: what the last scan learnt, in SQLite.  The only part that speaks SQL."""

from wenming_archive.index.copies import Copy
from wenming_archive.index.index import Index

__all__ = ["Copy", "Index"]
