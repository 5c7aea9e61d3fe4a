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
        ("未成年人思想道德建设", "weichengnianren"),
        ("志愿服务", "zhiyuan-fuwu"),
        ("国家卫生城市", "weisheng-chengshi"),
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
        "wenming-chengshi（文明城市（县城））、wenming-cunzhen（文明村镇）、"
        "weichengnianren（未成年人思想道德建设）、zhiyuan-fuwu（志愿服务）、weisheng-chengshi（国家卫生城市）"
    )


POINTS = dict.fromkeys(templates.NAMES, 100) | {"weisheng-chengshi": 0}


@pytest.mark.parametrize("name", templates.NAMES)
def test_the_points_of_a_template_add_up(name: str) -> None:
    made = load.parse(templates.text(name), name)
    plain = [leaf.indicator for leaf in made.leaves if not leaf.indicator.bonus]
    assert sum(one.score or 0 for one in plain) == POINTS[name]
    for node in made.indicators:
        assert node.score is None or node.score == sum(child.score or 0 for child in node.children)


@pytest.mark.parametrize("name", templates.NAMES)
def test_every_leaf_of_a_template_says_what_is_looked_for_by_whom_and_what_shows_it(name: str) -> None:
    for leaf in load.parse(templates.text(name), name).leaves:
        assert len(leaf.indicator.standard) >= 12, leaf.code
        assert leaf.lead, leaf.code
        assert bool(leaf.indicator.evidence) == leaf.indicator.wants_files, leaf.code


@pytest.mark.parametrize("name", ["wenming-cunzhen", "weichengnianren", "zhiyuan-fuwu", "weisheng-chengshi"])
def test_a_template_shows_every_way_to_ask(name: str) -> None:
    needs = [
        need for leaf in load.parse(templates.text(name), name).leaves for need in leaf.indicator.evidence
    ]
    assert any(need.per for need in needs)
    assert any(need.any_of for need in needs)
    assert any(need.bundle for need in needs)
    assert any(need.official for need in needs)
    assert any(need.any_date for need in needs)


@pytest.mark.parametrize("name", templates.NAMES)
def test_no_unit_of_a_template_goes_by_the_name_of_another(name: str) -> None:
    units = load.parse(templates.text(name), name).units
    called = [one for unit in units for one in (unit.id, *unit.names)]
    assert len(called) == len(set(called))


@pytest.mark.parametrize("name", templates.NAMES)
def test_every_unit_of_a_template_answers_for_something(name: str) -> None:
    made = load.parse(templates.text(name), name)
    busy = {made.unit(one) for leaf in made.leaves for one in (leaf.lead, *leaf.support)}
    assert [unit.label for unit in made.units if unit not in busy] == []
