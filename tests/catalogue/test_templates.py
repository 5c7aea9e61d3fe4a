"""The bundled catalogues load without a fault and hold what a clerk would start from."""

from __future__ import annotations

from importlib import resources

import pytest

from wenming_archive.catalogue import load, templates
from wenming_archive.errors import InputError


@pytest.mark.parametrize("name", templates.NAMES)
def test_a_template_is_a_sound_catalogue(name: str) -> None:
    made = load.parse(templates.text(name), name)
    assert made.period is not None
    assert made.period.start < made.period.end
    assert [leaf.code for leaf in made.leaves if not made.find(leaf.code)] == []
    assert [leaf.code for leaf in made.leaves if leaf.lead and not made.unit(leaf.lead)] == []


@pytest.mark.parametrize("name", templates.NAMES)
def test_a_template_is_written_as_it_explains(name: str) -> None:
    text = templates.text(name)
    assert text.startswith("# yaml-language-server: $schema=")
    assert text.endswith("\n")
    assert [line for line in text.split("\n") if "\t" in line or line != line.rstrip()] == []


def test_every_bundled_file_is_offered() -> None:
    files = {f.name for f in resources.files(templates).iterdir() if f.name.endswith(".yaml")}
    assert files == {f"{name}.yaml" for name in templates.NAMES}


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("wenming-danwei", "wenming-danwei"),
        ("文明单位", "wenming-danwei"),
        ("文明校园", "wenming-xiaoyuan"),
        ("文明城市", "wenming-chengshi"),
        ("文明城市（县城）", "wenming-chengshi"),
        ("文明村镇", "wenming-cunzhen"),
    ],
)
def test_a_template_goes_by_its_file_and_by_its_name(called: str, name: str) -> None:
    assert templates.text(called) == templates.text(name)


@pytest.mark.parametrize("called", ["", "文明", "wenming", "../wenming-danwei", "wenming-danwei.yaml"])
def test_an_unknown_template_is_refused_with_those_there_are(called: str) -> None:
    with pytest.raises(InputError) as caught:
        templates.text(called)
    assert str(caught.value) == (
        f"没有名为 {called} 的模板；可用的模板：wenming-danwei（文明单位）、wenming-xiaoyuan（文明校园）、"
        "wenming-chengshi（文明城市（县城））、wenming-cunzhen（文明村镇）"
    )
