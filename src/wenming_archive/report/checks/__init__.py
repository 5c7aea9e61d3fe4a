"""What evaluators would send back: one file a check, one line for it in ``registry``."""
