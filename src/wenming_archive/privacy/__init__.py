"""Personal data in texts and tables: found, told in a masked form, and masked; no input, no output."""
