"""The workspace: its places, how it is found from below, how it is made whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import as_root, names, snapshot, tree
from wenming_archive import decisions, settings, workspace
from wenming_archive.catalogue import templates
from wenming_archive.errors import Faults, InputError
from wenming_archive.workspace import Workspace

SOUND = "title: 甲\nindicators: [{code: '1', title: 乙}]   # 注\n"


def refusal(act: object, *given: object) -> str:
    assert callable(act)
    with pytest.raises(InputError) as caught:
        act(*given)
    return str(caught.value)


def test_a_workspace_has_the_places_of_the_contract(tmp_path: Path) -> None:
    made = workspace.create(tmp_path / "新" / "迎检", None, None)
    assert made == Workspace(tmp_path / "新" / "迎检")
    assert names(made.root) == ["archive.yaml", "catalogue.yaml", "decisions.yaml"]
    assert sorted(p.name for p in made.root.iterdir() if p.is_dir()) == [".archive", "材料", "输出"]
    assert [
        p.relative_to(made.root).as_posix()
        for p in (made.settings_file, made.catalogue_file, made.decisions_file, made.evidence, made.output)
    ] == ["archive.yaml", "catalogue.yaml", "decisions.yaml", "材料", "输出"]
    assert made.index_file.parent == made.root / ".archive"
    assert made.lessons_file == made.root / "lessons.json"  # made only where another year teaches
    assert made.received == made.root / "移交"  # made only where somebody hands over
    assert set(workspace.OWN_NAMES) == {p.name for p in made.root.iterdir()} | {"lessons.json", "移交"}


def test_a_new_workspace_is_filled_from_the_templates(tmp_path: Path) -> None:
    made = workspace.create(tmp_path, "文明校园", None)
    assert made.catalogue_file.read_text("utf-8") == templates.text("wenming-xiaoyuan")
    assert made.settings_file.read_text("utf-8") == settings.TEMPLATE
    assert made.decisions_file.read_text("utf-8") == decisions.TEMPLATE


def test_without_a_template_it_is_that_of_a_unit(tmp_path: Path) -> None:
    made = workspace.create(tmp_path, None, None)
    assert made.catalogue_file.read_text("utf-8") == templates.text("wenming-danwei")


def test_a_catalogue_of_ones_own_is_copied_as_it_stands(tmp_path: Path) -> None:
    given = tree(tmp_path, {"体系.yaml": SOUND}) / "体系.yaml"
    made = workspace.create(tmp_path / "w", None, given)
    assert made.catalogue_file.read_text("utf-8") == SOUND
    assert given.read_text("utf-8") == SOUND


def test_a_faulty_catalogue_makes_nothing(tmp_path: Path) -> None:
    given = tree(tmp_path, {"体系.yaml": "title: 甲\n"}) / "体系.yaml"
    with pytest.raises(Faults) as caught:
        workspace.create(tmp_path / "w", None, given)
    assert caught.value.lines == [f"{given}:1:1: indicators: 缺少必填的 indicators"]
    assert names(tmp_path) == ["体系.yaml"]
    assert not (tmp_path / "w").exists()


def test_an_unknown_template_makes_nothing(tmp_path: Path) -> None:
    assert refusal(workspace.create, tmp_path / "w", "甲", None).startswith(
        "没有名为 甲 的模板；可用的模板："
    )
    assert not (tmp_path / "w").exists()


def test_template_and_catalogue_exclude_each_other(tmp_path: Path) -> None:
    said = refusal(workspace.create, tmp_path / "w", "文明单位", tmp_path / "体系.yaml")
    assert said == "--template 和 --catalogue 只能用一个"


@pytest.mark.parametrize(
    "standing", [["archive.yaml"], ["decisions.yaml"], ["archive.yaml", "catalogue.yaml", "decisions.yaml"]]
)
def test_what_people_have_there_is_never_overwritten(tmp_path: Path, standing: list[str]) -> None:
    tree(tmp_path, dict.fromkeys(standing, "甲"))
    before = snapshot(tmp_path)
    assert refusal(workspace.create, tmp_path, None, None) == (
        f"{tmp_path} 里已有 {'、'.join(standing)}，没有改动；请换一个文件夹，或直接在里面运行 archive scan"
    )
    assert snapshot(tmp_path) == before


def test_a_folder_with_other_files_becomes_a_workspace_beside_them(tmp_path: Path) -> None:
    tree(tmp_path, {"材料/旧.docx": "旧", "说明.txt": "甲"})
    workspace.create(tmp_path, None, None)
    assert names(tmp_path) == ["archive.yaml", "catalogue.yaml", "decisions.yaml", "材料/旧.docx", "说明.txt"]


def test_a_file_is_no_folder_for_a_workspace(tmp_path: Path) -> None:
    tree(tmp_path, {"甲": "x"})
    assert (
        refusal(workspace.create, tmp_path / "甲", None, None)
        == f"{tmp_path / '甲'} 是文件，不是文件夹；请换一个名称"
    )
    assert refusal(workspace.create, tmp_path / "甲" / "乙", None, None).startswith("无法建立文件夹 ")


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert refusal(workspace.create, tmp_path / ("长" * 300), None, None).endswith("：名称太长")
    assert refusal(workspace.find, tmp_path / ("长" * 300)).endswith("：名称太长")


@pytest.mark.skipif(as_root(), reason="permissions do not bind root")
def test_a_folder_one_may_not_write_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert (
        refusal(workspace.create, tmp_path / "w", None, None)
        == f"无法建立文件夹 {tmp_path / 'w' / '材料'}：没有权限"
    )


def test_it_is_found_from_any_folder_below(tmp_path: Path) -> None:
    made = workspace.create(tmp_path / "w", None, None)
    deep = made.evidence / "Ⅰ" / "Ⅰ-1"
    deep.mkdir(parents=True)
    assert [workspace.find(start) for start in (made.root, made.evidence, deep)] == [made] * 3


def test_the_nearest_workspace_is_meant(tmp_path: Path) -> None:
    inner = workspace.create(tmp_path / "里", None, None)
    workspace.create(tmp_path, None, None)
    assert workspace.find(inner.evidence) == inner


@pytest.mark.parametrize("inside", ["里", "输出/里", "材料/深/里"])
def test_no_workspace_is_made_inside_another(tmp_path: Path, inside: str) -> None:
    outer = workspace.create(tmp_path / "w", None, None)
    said = refusal(workspace.create, outer.root / inside, None, None)
    assert said == f"{outer.root / inside} 在档案工作区 {outer.root} 里面，不能再建工作区；请换一个文件夹"
    assert not (outer.root / inside).exists()


def test_a_relative_start_gives_whole_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = workspace.create(tmp_path / "w", None, None)
    monkeypatch.chdir(made.evidence)
    assert [workspace.find(Path(start)) for start in (".", "..", "../材料")] == [made] * 3


def test_a_workspace_reached_by_a_link_keeps_the_name_people_use(tmp_path: Path) -> None:
    made = workspace.create(tmp_path / "w", None, None)
    (tmp_path / "链接").symlink_to(made.root)
    assert workspace.find(tmp_path / "链接" / "材料") == Workspace(tmp_path / "链接")


def test_where_there_is_none_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "archive.yaml").mkdir()  # a folder of that name marks nothing
    assert refusal(workspace.find, tmp_path) == (
        f"{tmp_path} 及其上级文件夹里没有档案工作区（没有 archive.yaml）；"
        "请先运行 archive init 文件夹，或用 -C 指明工作区"
    )
    assert refusal(workspace.find, tmp_path / "无") == f"文件夹 {tmp_path / '无'} 不存在"


def remembered(folder: Path, text: str, *sources: str) -> str:
    made = Workspace(tree(folder, {"archive.yaml": text}))
    workspace.remember(made, sources)
    assert settings.load(made.settings_file).sources == sources
    return made.settings_file.read_text("utf-8")


def test_sources_are_remembered_and_no_comment_is_lost(tmp_path: Path) -> None:
    once = remembered(tmp_path, settings.TEMPLATE, "/资料")
    assert once == settings.TEMPLATE.replace("sources: []\n", "sources:\n  - /资料\n")
    twice = remembered(tmp_path, once, "/资料", "D:\\材料 #1")
    assert twice == once.replace("  - /资料\n", "  - /资料\n  - 'D:\\材料 #1'\n")


def test_a_source_that_is_no_more_goes_alone(tmp_path: Path) -> None:
    text = "sources:\n  # 办公室\n  - /a  # 甲\n  # 党办\n  - '/b'\n# 尾\nunit: 某局\n"
    assert remembered(tmp_path, text, "/b", "/c") == text.replace("  - /a  # 甲\n", "").replace(
        "# 尾", "  - /c\n# 尾"
    )


def test_a_source_that_looks_like_a_number_is_known_again(tmp_path: Path) -> None:
    assert remembered(tmp_path, "sources: [2023, 010]\n", "2023", "010") == "sources: [2023, 010]\n"
