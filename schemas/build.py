"""Write the JSON schema of a catalogue anew, from the models: python schemas/build.py."""

from __future__ import annotations

from pathlib import Path

from wenming_archive.catalogue import schema

TARGET = Path(__file__).with_name("catalogue.schema.json")

if __name__ == "__main__":
    TARGET.write_text(schema.text(), "utf-8", newline="\n")
