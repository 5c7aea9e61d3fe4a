"""Place each item under its indicators, say how sure that is, and why; or abstain."""
