"""Chinese office text: normal forms, dates, document numbers, indicator codes."""
