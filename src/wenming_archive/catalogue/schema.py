"""The JSON schema of a catalogue, for editors; ``schemas/`` holds a committed copy."""

from __future__ import annotations

import json

from wenming_archive.catalogue.model import Catalogue


def text() -> str:
    """Return the schema as JSON text, the same bytes every time."""
    schema = Catalogue.model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
