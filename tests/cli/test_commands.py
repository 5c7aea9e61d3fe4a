"""Every command, as promised to people and to other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import CATALOGUE, names, tree
from conftest import Archive
from wenming_archive import disk
from wenming_archive.cli.main import run
from wenming_archive.errors import CopyError

ITEM_KEYS = [
    *("source", "root", "sha256", "size", "format", "kind", "title", "title_inferred", "number", "issuer"),
    *("date", "date_from", "pages", "status", "indicators", "suggestions", "filed_as", "same_as", "problems"),
]


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    folder = tree(
        tmp_path / "资料",
        {
            "工会/志愿服务总结.txt": "学雷锋志愿服务工作总结\n2022年12月30日",
            "工会/副本.txt": "学雷锋志愿服务工作总结\n2022年12月30日",
            "菜谱.txt": "红烧排骨的做法",
            "空.docx": b"",
        },
    )
    archive("scan", folder)
    return archive


WORKING = [
    ["scan"],
    ["scan", "--no-ocr"],
    ["scan", "--dry-run"],
    ["list"],
    ["list", "--status", "待确认"],
    ["list", "--indicator", "Ⅰ-2"],
    ["why", "菜谱"],
    ["review"],
    ["assign", "菜谱", "Ⅱ-1", "Ⅰ-2"],
    ["ignore", "菜谱"],
    ["unassign", "志愿服务总结"],
    ["not-held", "Ⅱ-1", "--note", "没有院落"],
    ["not-held", "Ⅱ-1", "--clear"],
    ["not-secret", "菜谱", "--note", "没有密级"],
    ["gaps"],
    ["gaps", "--by", "unit"],
    ["gaps", "--by", "kind"],
    ["export-docx"],
    ["catalogue", "check"],
    ["catalogue", "show"],
    ["catalogue", "templates"],
    ["catalogue", "templates", "文明校园"],
    ["--version"],
    [],
]


@pytest.mark.parametrize("command", WORKING, ids=" ".join)
def test_what_works_ends_in_0_says_something_and_nothing_on_stderr(
    scanned: Archive, command: list[str]
) -> None:
    ran = scanned(*command)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.strip()


@pytest.mark.parametrize("command", [["scan"], ["scan", "--dry-run"], ["list"], ["gaps"]], ids=" ".join)
def test_json_is_all_there_is_on_stdout(scanned: Archive, command: list[str]) -> None:
    ran = scanned(*command, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) and ran.out.endswith("\n")


def test_json_stays_alone_on_stdout_when_a_copy_fails(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CopyError("磁盘已满")

    monkeypatch.setattr(disk, "copy", refuse)
    ran = archive("scan", tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务总结"}), "--json")
    assert ran.status == 3 and ran.json["failed"][0]["message"] == "磁盘已满"
    assert ran.err == "有 1 份副本没有复制成功，解决后再运行 archive scan 即可补上\n"


def test_the_list_has_every_promised_key_in_order(scanned: Archive) -> None:
    items = scanned("list", "--json").json
    assert all(list(item) == ITEM_KEYS for item in items)
    assert [item["status"] for item in items] == ["filed", "duplicate", "unreadable", "unplaced"]
    assert items[1]["same_as"] == "工会/志愿服务总结.txt"


def test_an_empty_list_is_an_empty_array(archive: Archive) -> None:
    assert archive("list", "--json").out == "[]\n"


def test_a_filtered_list_holds_what_is_asked_for(scanned: Archive) -> None:
    assert [i["source"] for i in scanned("list", "--json", "--status", "未归类").json] == ["菜谱.txt"]
    assert scanned("list", "--json", "--indicator", "Ⅱ-1").json == []


def test_check_ends_in_4_while_gaps_remain_and_shows_them(scanned: Archive) -> None:
    ran = scanned("gaps", "--check")
    assert ran.status == 4 and "Ⅰ-1" in ran.out and ran.err == ""
    assert scanned("gaps", "--check", "--json").json["summary"]["empty"] == 2


def test_check_ends_in_0_when_nothing_is_missing(scanned: Archive) -> None:
    for code in ("Ⅰ-1", "Ⅱ-1"):
        scanned("not-held", code, "--note", "未开展")
    assert scanned("gaps", "--check").status == 0


def test_a_bug_is_not_hidden(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wenming_archive.pipeline.views.items", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        archive("list")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["没有"], "没有命令 没有；用法见 archive --help"),
        (["verfy"], "没有命令 verfy；用法见 archive --help"),
        (["--bogus"], "没有选项 --bogus；用法见 archive --help"),
        (["list", "--bogus"], "没有选项 --bogus；用法见 archive list --help"),
        (["list", "--jso"], "没有选项 --jso；用法见 archive list --help"),
        (["list", "多余"], "多出了参数 多余；用法见 archive list --help"),
        (["list", "--status"], "选项 --status 后面要写上值；用法见 archive list --help"),
        (["scan", "--json=1"], "选项 --json 后面不能写值；用法见 archive scan --help"),
        (["review", "--to"], "选项 --to 后面要写上值；用法见 archive review --help"),
        (["review", "--to", "甲", "--from", "乙"], "--to、--from 和 --suspects 只能用一个"),
        (["review", "--suspects", "--from", "乙"], "--to、--from 和 --suspects 只能用一个"),
        (["review", "--suspects=1"], "选项 --suspects 后面不能写值；用法见 archive review --help"),
        (["init", "新", "--learn-from"], "选项 --learn-from 后面要写上值；用法见 archive init --help"),
        (["why"], "缺少参数 材料；用法见 archive why --help"),
        (["assign", "甲"], "缺少参数 编号；用法见 archive assign --help"),
        (["init"], "缺少参数 文件夹；用法见 archive init --help"),
        (["catalogue", "没有"], "没有命令 没有；用法见 archive catalogue --help"),
        (["catalogue", "check", "--x"], "没有选项 --x；用法见 archive catalogue check --help"),
        (["gaps", "--by", "x"], "--by 不能是 x；可用：indicator、section、unit、kind"),
        (["gaps", "--format", "x"], "--format 不能是 x；可用：table、json、csv、md、docx、xlsx"),
        (["catalogue", "check", "没有.yaml"], "无法读取 没有.yaml：不存在"),
        (["list", "-C", "没有"], "文件夹 没有 不存在"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_argument_is_one_sentence(
    archive: Archive, command: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive.root)
    ran = archive(*command)
    assert (ran.status, ran.out, ran.err) == (2, "", f"{said}\n")


def test_the_workspace_is_found_from_the_current_folder_upward(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(scanned.root / "材料/Ⅰ 思想道德建设")
    capsys.readouterr()
    assert run(["list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4


def test_the_workspace_may_be_named_before_or_after_the_command(
    scanned: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["-C", str(scanned.root)]
    shown = []
    for arguments in ([*where, "list"], ["list", *where]):
        assert run(arguments) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1] != ""


def test_outside_a_workspace_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["list"]) == 2
    assert "请先运行 archive init" in capsys.readouterr().err


def test_a_choice_without_a_match_does_not_advise_to_scan(scanned: Archive) -> None:
    assert scanned("list", "--status", "待确认").out == "没有符合条件的材料\n"


def test_an_export_without_a_unit_says_where_to_write_it(scanned: Archive) -> None:
    said = "申报单位未填；请在 archive.yaml 的 unit 写上"
    assert scanned("export-docx").out.splitlines()[-1] == said
    settings = scanned.root / "archive.yaml"
    settings.write_text(settings.read_text("utf-8").replace('unit: ""', "unit: 某局"), "utf-8")
    assert said not in scanned("export-docx").out


def test_init_makes_a_workspace_of_a_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path / "新"), "--template", "文明校园"]) == 0
    assert names(tmp_path / "新") == ["archive.yaml", "catalogue.yaml", "decisions.yaml"]
    assert f"archive -C {tmp_path / '新'} scan" in capsys.readouterr().out
    assert run(["-C", str(tmp_path / "新"), "catalogue", "check"]) == 0


def test_init_below_the_folder_named_by_c(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "init", "新"]) == 0
    assert (tmp_path / "新/archive.yaml").is_file()
    assert f"archive -C {tmp_path / '新'} scan" in capsys.readouterr().out


def test_init_takes_a_catalogue_of_ones_own(tmp_path: Path) -> None:
    own = tree(tmp_path, {"体系.yaml": CATALOGUE}) / "体系.yaml"
    assert run(["init", str(tmp_path / "新"), "--catalogue", str(own)]) == 0
    assert (tmp_path / "新/catalogue.yaml").read_text("utf-8") == CATALOGUE


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--template", "没有"], "没有名为 没有 的模板；可用的模板：wenming-danwei（文明单位）、"),
        (["--template", "文明单位", "--catalogue", "x"], "--template 和 --catalogue 只能用一个"),
        (["--catalogue", "没有.yaml"], "无法读取 没有.yaml：不存在"),
    ],
)
def test_init_with_wrong_options_makes_nothing(
    tmp_path: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "新"), *options]) == 2
    assert capsys.readouterr().err.startswith(said)
    assert not (tmp_path / "新").exists()


def test_init_never_overwrites(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    before = (archive.root / "catalogue.yaml").read_bytes()
    assert run(["init", str(archive.root)]) == 2
    assert "没有改动" in capsys.readouterr().err
    assert (archive.root / "catalogue.yaml").read_bytes() == before


def test_check_of_a_catalogue_names_every_fault_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "title: t\nindicators:\n  - {code: a, title: b, lead: 谁}\n  - {code: a, titel: c}\n"
    path = tree(tmp_path, {"体系.yaml": text}) / "体系.yaml"
    assert run(["catalogue", "check", str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1] for line in lines] == ["3", "4", "4", "4"]
    assert all(line.startswith(str(path)) for line in lines)


def test_a_template_is_printed_as_it_stands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["catalogue", "templates", "wenming-cunzhen"]) == 0
    path = tree(tmp_path, {"x.yaml": capsys.readouterr().out}) / "x.yaml"
    assert run(["catalogue", "check", str(path)]) == 0
