"""The order of the stages; one module a task, no knowledge of terminal or arguments."""
