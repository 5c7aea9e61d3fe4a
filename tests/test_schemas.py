"""The committed schema is the one the models give, and says what the program will accept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wenming_archive.catalogue import load, schema, templates
from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.model import Catalogue, Indicator, Unit
from wenming_archive.catalogue.needs import Need, Part
from wenming_archive.catalogue.scoring import By, Deduction, Grade, Scoring, Veto
from wenming_archive.kinds import KINDS
from wenming_archive.yamlfile import tree

COMMITTED = Path(__file__).parents[1] / "schemas" / "catalogue.schema.json"
SCHEMA: dict[str, Any] = json.loads(schema.text())
MODELS = (Deduction, Grade, Indicator, Need, Part, Period, Scoring, Unit, Veto)


def test_the_committed_schema_is_the_generated_one() -> None:
    assert COMMITTED.read_bytes() == schema.text().encode(), (
        "write wenming_archive.catalogue.schema.text() to schemas/catalogue.schema.json"
    )


def test_the_schema_is_the_same_every_time() -> None:
    assert schema.text() == schema.text()


def test_it_is_draft_2020_12_of_all_parts() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert sorted(SCHEMA["$defs"]) == sorted(model.__name__ for model in (*MODELS, By))


def test_only_the_contracts_keys_are_required() -> None:
    required = {
        "Catalogue": SCHEMA["required"],
        **{k: v["required"] for k, v in SCHEMA["$defs"].items() if "required" in v},
    }
    assert required == {
        "Catalogue": ["title", "indicators"],
        "Deduction": ["code", "title", "points"],
        "Grade": ["name", "percent"],
        "Indicator": ["code", "title"],
        "Part": ["kind"],
        "Period": ["start", "end"],
        "Unit": ["id"],
        "Veto": ["code", "title"],
    }
    forms = SCHEMA["$defs"]["Need"]["oneOf"]
    assert forms == [{"required": ["kind"]}, {"required": ["any_of"]}, {"required": ["bundle"]}]


PARTS = [part for part in (SCHEMA, *SCHEMA["$defs"].values()) if "properties" in part]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: str(part["title"]))
def test_no_other_keys_are_taken_and_each_is_explained_in_chinese(part: dict[str, Any]) -> None:
    assert part["additionalProperties"] is False
    unsaid = [key for key, value in part["properties"].items() if not value.get("description", "").strip()]
    assert unsaid == []


def test_a_kind_is_offered_by_id_and_by_its_chinese_name() -> None:
    offered = SCHEMA["$defs"]["Need"]["properties"]["kind"]["enum"]
    assert offered == [name for kind in KINDS for name in (kind.id, kind.label)]


def keys(data: Any) -> set[str]:
    """Return every key that is used anywhere in ``data``."""
    if isinstance(data, dict):
        return set(data).union(*map(keys, data.values()))
    return set().union(*map(keys, data)) if isinstance(data, list) else set()


@pytest.mark.parametrize("name", templates.NAMES)
def test_the_templates_keep_to_the_schema(name: str) -> None:
    text = templates.text(name)
    known = {key for part in PARTS for key in part["properties"]}
    assert keys(tree.parse(text).data) <= known
    assert isinstance(load.parse(text, name), Catalogue)
