"""archive.yaml: every option has a default, and a wrong one is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from wenming_archive import settings
from wenming_archive.errors import Faults
from wenming_archive.settings import Boldness, Columns, Fonts, Settings
from wenming_archive.yamlfile import tree

NAME = "样式不对：要含 {nn}，以 {ext} 结尾，只能用 {code} {nn} {title} {original} {ext}，不含 / 和 \\"
LIST = "应是列表，每项一行以“- ”开头，或写成 [甲, 乙]"
KEYS = "可用的键：unit、sources、skip、file_name、filing、report_limit、portal、volume、checks_off"


def loaded(folder: Path, text: str) -> Settings:
    (folder / "archive.yaml").write_text(text, "utf-8")
    return settings.load(folder / "archive.yaml")


@pytest.mark.parametrize(
    "text", [settings.TEMPLATE, "", "# 空\n", "unit:\nsources:\nskip:\nfile_name:\nfiling:\n"]
)
def test_what_is_left_out_has_its_default(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text) == Settings(
        unit="", sources=(), skip=(), file_name="{code}-{nn} {title}{ext}", filing=Boldness.balanced
    )


def test_the_template_states_every_option_with_its_default() -> None:
    stated = tree.parse(settings.TEMPLATE).data
    assert list(stated) == list(Settings.model_fields)
    assert Settings.model_validate(stated) == Settings()


def test_every_option_of_the_template_has_a_comment_above_it() -> None:
    lines = settings.TEMPLATE.split("\n")
    options = [n for n, line in enumerate(lines) if line and not line.startswith("#")]
    assert [lines[n] for n in options if not lines[n - 1].startswith("#")] == []


def test_settings_as_a_clerk_writes_them(tmp_path: Path) -> None:
    text = 'unit: 某局　\nsources:\n- /资料\n- 2023\nskip: ["个人*"]\nfile_name: "{nn}_{original}{ext}"\nfiling: 稳妥\n'
    assert loaded(tmp_path, text) == Settings(
        unit="某局",
        sources=("/资料", "2023"),
        skip=("个人*",),
        file_name="{nn}_{original}{ext}",
        filing=Boldness.careful,
    )


def test_what_is_reported_is_set_there_too(tmp_path: Path) -> None:
    text = "portal: {max_mb: 5, forms: [.PDF, jpg]}\nchecks_off: {undated: 都是旧制度}\nreport_limit: 0\n"
    found = loaded(tmp_path, text)
    assert found.portal == settings.Portal(max_mb=5, forms=("pdf", "jpg"))
    assert (found.checks_off, found.report_limit) == ({"undated": "都是旧制度"}, 0)


def test_a_check_is_not_switched_off_without_a_reason(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        loaded(tmp_path, 'checks_off: {undated: ""}\n')
    assert "checks_off.undated" in caught.value.lines[0]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("filing: 大胆", ["1:9: filing: 应是 稳妥、均衡 或 积极"]),
        ("filing: [稳妥]", ["1:9: filing: 应是 稳妥、均衡 或 积极"]),
        ('file_name: "{title}{ext}"', [f"1:12: file_name: {NAME}"]),
        ("skip: 个人*", [f"1:7: skip: “个人*”{LIST}"]),
        ("skip: [[a]]", ["1:8: skip[0]: 应是文字"]),
        ("source: []", [f"1:1: source: 不认识的键 source，是不是 sources？{KEYS}"]),
        ("# 注\n单位: x", [f"2:1: 单位: 不认识的键 单位；{KEYS}"]),
        ("unit: a\nunit: b", ["2:1: unit: 键 unit 重复，第 1 行已有；请删去一个"]),
        ("- a", ["1:1: 应是“键: 值”的形式"]),
        (
            "a: 1\nfiling: x\nskip: y",
            [
                f"1:1: a: 不认识的键 a；{KEYS}",
                "2:9: filing: 应是 稳妥、均衡 或 积极",
                f"3:7: skip: “y”{LIST}",
            ],
        ),
    ],
)
def test_every_fault_is_told_with_its_place(tmp_path: Path, text: str, faults: list[str]) -> None:
    with pytest.raises(Faults) as caught:
        loaded(tmp_path, text)
    assert sorted(caught.value.lines) == [f"{tmp_path / 'archive.yaml'}:{fault}" for fault in faults]


@pytest.mark.parametrize(
    "pattern",
    [
        "{nn}{ext}",
        "{code}-{nn} {title}{ext}",
        "{nn}{nn}{ext}",
        "{{甲}}{nn}{ext}",
        "第{nn}号 {original}{title}{ext}",
    ],
)
def test_a_file_name_may_be_made_of_the_known_parts(pattern: str) -> None:
    assert Settings(file_name=pattern).file_name == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{ext}",
        "{nn}",
        "{nn}.docx",  # every copy would be a .docx
        "{{nn}}{ext}",  # braces doubled: no number
        "{nn}{{ext}}",
        "{ext}{nn}",
        "{nn}{ext}.docx",
        "{nn}{ext",
        "nn}{ext}",
        "{}{nn}{ext}",
        "{0}{nn}{ext}",
        "{date}{nn}{ext}",
        "{code.foo}{nn}{ext}",
        "{title.upper}{nn}{ext}",
        "{nn[0]}{nn}{ext}",
        "{nn!r}{nn}{ext}",
        "{nn}{title:>999999999}{ext}",
        "{code}/{nn}{ext}",
        "{code}\\{nn}{ext}",
    ],
)
def test_any_other_file_name_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        Settings(file_name=pattern)


def test_blanks_around_a_pattern_are_no_part_of_it() -> None:
    assert Settings(file_name=" {nn}{ext}\u3000").file_name == "{nn}{ext}"


@given(
    st.lists(st.sampled_from(["{nn}", "{ext}", "{code}", "{title}", "{", "}", "{{", "}}", "-", "/", "{x}"]))
)
def test_an_accepted_pattern_makes_names_that_differ_by_number(parts: list[str]) -> None:
    pattern = "".join(parts)
    try:
        Settings(file_name=pattern)
    except ValidationError:
        return
    rest = {"code": "Ⅰ", "title": "题", "original": "原", "ext": ".docx"}
    one, two = pattern.format(nn="01", **rest), pattern.format(nn="02", **rest)
    assert one != two
    assert one.endswith(".docx")
    assert "/" not in one


def test_a_source_that_can_be_no_path_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        loaded(tmp_path, 'sources:\n  - 资料\n  - "甲\\0乙"\n')
    (line,) = caught.value.lines
    assert line.endswith(":3:5: sources[1]: “甲 乙”路径里有看不见的字符（\\0）；请改正")


def test_the_layout_of_the_volume_is_read(tmp_path: Path) -> None:
    text = "volume: {fonts: system, columns: 卷内目录, photos: 2, forms: false, project: 市级文明单位申报}\n"
    found = loaded(tmp_path, text).volume
    assert (found.fonts, found.columns, found.photos) == (Fonts.system, Columns.volume, 2)
    assert (found.forms, found.project, found.appendix) == (False, "市级文明单位申报", True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("volume: {fonts: 宋体}", "volume.fonts: 应是 gov 或 system"),
        ("volume: {columns: 目录}", "volume.columns: 应是 证据目录、卷内目录 或 归档文件目录"),
        ("volume: {photos: 3}", "volume.photos: 应是 0、1 或 2"),
        ("volume: {form: false}", "volume.form: 不认识的键 form，是不是 forms？"),
    ],
)
def test_a_layout_that_cannot_be_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Faults) as caught:
        loaded(tmp_path, f"{text}\n")
    assert said in caught.value.lines[0]
