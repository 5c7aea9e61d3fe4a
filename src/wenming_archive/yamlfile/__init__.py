"""YAML files people write: places of every part, faults of shape, edits that keep comments."""
