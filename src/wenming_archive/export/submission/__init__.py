"""The parts of the volume (测评材料汇编), one a module; ``word.py`` has their order."""
