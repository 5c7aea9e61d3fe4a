"""File 文明创建 evidence under the indicators of a 测评体系, and say what is missing."""

__version__ = "0.1.0"
