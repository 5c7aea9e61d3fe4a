"""``archive catalogue units``, as a clerk runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wenming_archive.catalogue import load, templates
from wenming_archive.cli.main import run


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "体系.yaml"
    path.write_text(templates.text("文明村镇"), "utf-8")
    return str(path)


def test_the_list_says_what_each_answers_for(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "units", file]) == 0
    out = capsys.readouterr().out
    row = next(line for line in out.splitlines() if "综治办" in line and "平安法治办" in line)
    assert row.split()[-2:] == ["1", "1"]
    assert "共 21 个单位，末级指标 30 项" in out


def test_json_says_the_same(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "units", file, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0] == {
        "id": "dangzhengban",
        "name": "党政办",
        "aliases": ["党政综合办公室", "镇办公室"],
        "leads": 1,
        "supports": 3,
    }
    made = load.load(Path(file))
    assert sum(row["leads"] for row in rows) == sum(leaf.lead is not None for leaf in made.leaves)


def test_renames_and_merges_are_done_and_said(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "units", file, "--rename", "综治办=平安办", "--merge", "妇联=团委"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "综治办 已改名为 平安办，原名称留作别名\n团委 已并入 妇联，名称留作别名，指标改由 妇联 承担\n已写入 "
    )
    made = load.load(Path(file))
    assert made.unit("综治办") is made.unit("平安办")
    assert made.unit("团委") is made.unit("fulian")


def test_the_workspace_s_own_is_taken_where_no_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "档案"), "--template", "志愿服务"]) == 0
    capsys.readouterr()
    assert run(["catalogue", "units", "--rename", "市残联=市残疾人联合会", "-C", str(tmp_path / "档案")]) == 0
    assert "市残疾人联合会" in (tmp_path / "档案" / "catalogue.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--merge", "妇联"], "--merge 的写法是"),
        (["--rename", "妇联=团委"], "请用 --merge 团委=妇联"),
        (["--merge", "妇联=没有的"], "测评体系里没有单位 没有的"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    options: list[str], said: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(file).read_bytes()
    assert run(["catalogue", "units", file, *options]) == 2
    assert said in capsys.readouterr().err
    assert Path(file).read_bytes() == before
