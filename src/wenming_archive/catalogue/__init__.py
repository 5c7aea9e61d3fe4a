"""The catalogue (测评体系): its models, its file, its faults, its templates."""
