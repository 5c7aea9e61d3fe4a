"""What day it is: the one place that asks."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return the day it is here."""
    return dt.date.today()
