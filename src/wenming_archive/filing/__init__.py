"""The filed copies: their names, the plan that makes them, its execution."""
