"""The gate: marked papers never go out; ID and card numbers do for a recorded reason, asked for once."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import bagit
import docx as library
import openpyxl
import pytest

from asking import answers
from builders import Tree, docx, names, snapshot, tree, xlsx
from conftest import Archive, Ran
from personal import CARD, ID, MOBILE
from wenming_archive import decisions

ROSTER = xlsx(["志愿者名册"], ["姓名", "身份证号", "电话"], ["沈远", ID, MOBILE])
SECRET = docx("秘密★1年", "海文〔2023〕5号", "关于学雷锋志愿服务的通知", "2023年3月5日")
FILES: Tree = {
    "名册.xlsx": ROSTER,
    "帮扶.docx": docx("志愿服务帮扶名单", table=[["姓名", "银行卡号", "备注"], ["李红", CARD, ""]]),
    "总结.txt": "学雷锋志愿服务总结\n2022年12月30日",
}


@pytest.fixture
def filed(archive: Archive, tmp_path: Path) -> Archive:
    """A workspace with a roster, a list of cards and a summary, all of them filed."""
    archive("scan", tree(tmp_path / "资料", FILES))
    for name in FILES:
        assert archive("assign", name, "Ⅰ-2").status == 0
    return archive


def add(archive: Archive, files: Tree, *codes: str) -> None:
    archive("scan", tree(archive.root.parent / "资料", files))
    for name in files:
        assert archive("assign", name, *codes).status == 0


def refused(ran: Ran, *said: str) -> None:
    assert ran.status == 2 and ran.out == ""
    for part in said:
        assert part in ran.err
    assert ID not in ran.err and CARD not in ran.err and MOBILE not in ran.err


def test_id_and_card_numbers_are_not_handed_out_without_a_reason(filed: Archive) -> None:
    before = snapshot(filed.root)
    refused(
        filed("export-bag"),
        "有 2 份材料含有身份证号、银行卡号，没有导出：",
        f"  名册.xlsx：身份证号 1 处（如 32*************{ID[-3:]}）",
        "  帮扶.docx：银行卡号 1 处",
        "--masked",
        "--allow 理由",
    )
    assert snapshot(filed.root) == before


def test_a_reason_is_recorded_and_nobody_is_asked_again(filed: Archive, tmp_path: Path) -> None:
    ran = filed("export-bag", "-o", tmp_path / "包", "--allow", "上级核对")
    assert ran.status == 0 and "手机号 1 份" in ran.err
    kept = decisions.load(filed.root / "decisions.yaml").allowed
    assert [(one.path, one.what, one.reason) for one in kept] == [
        ("名册.xlsx", "id-number", "上级核对"),
        ("帮扶.docx", "bank-card", "上级核对"),
    ]
    assert "准予交出 名册.xlsx（身份证号）：上级核对" in filed("log").out
    assert filed("export-bag", "-o", tmp_path / "包2").status == 0
    bagit.Bag(str(tmp_path / "包")).validate()
    assert "上级核对" not in (tmp_path / "包/data/decisions.yaml").read_text("utf-8")


def test_what_was_let_out_is_no_finding_any_more(filed: Archive, tmp_path: Path) -> None:
    found = {row["check"] for row in filed("check", "--json").json}
    assert {"id-number", "bank-card", "mobile"} <= found
    filed("export-bag", "-o", tmp_path / "包", "--allow", "上级核对")
    assert {"id-number", "bank-card"} & {row["check"] for row in filed("check", "--json").json} == set()


def test_to_show_a_name_is_not_to_hand_out_the_file(filed: Archive, tmp_path: Path) -> None:
    add(filed, {f"沈远{ID}.txt": f"学雷锋志愿者沈远\n身份证号{ID}"}, "Ⅰ-2")
    assert "有 1 份材料含有身份证号" in filed("export-xlsx").err
    assert filed("export-xlsx", "--allow", "上级核对").status == 0
    assert "名称里的身份证号" in filed("log").out and filed("export-html").status == 0
    ran = filed("export-bag")
    assert ran.status == 2 and "有 3 份材料含有身份证号、银行卡号" in ran.err


def test_changed_content_is_held_back_again(filed: Archive, tmp_path: Path) -> None:
    filed("export-bag", "-o", tmp_path / "包", "--allow", "上级核对")
    add(filed, {"名册.xlsx": xlsx(["志愿者名册"], ["姓名", "身份证号", "电话"], ["李远", ID, MOBILE])}, "Ⅰ-2")
    refused(filed("export-bag", "-o", tmp_path / "包2"), "有 1 份材料含有身份证号", "名册.xlsx")


def test_an_allowance_is_no_step_to_take_back(filed: Archive, tmp_path: Path) -> None:
    filed("export-bag", "-o", tmp_path / "包", "--allow", "上级核对")
    assert filed("undo").status == 0
    assert len(decisions.load(filed.root / "decisions.yaml").allowed) == 2
    assert filed("scan").status == 0 and "准予" not in filed("log", "-n", "1").out


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_of_nothing_is_none(filed: Archive, reason: str) -> None:
    refused(filed("export-bag", "--allow", reason), "要写明为什么")


def test_on_a_terminal_the_clerk_is_asked(
    filed: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, ["", "上级核对"])
    ran = filed("export-bag", "-o", tmp_path / "包")
    assert ran.status == 2 and "没有导出" in ran.err and "名册.xlsx：身份证号 1 处" in ran.out
    assert filed("export-bag", "-o", tmp_path / "包").status == 0
    assert {one.reason for one in decisions.load(filed.root / "decisions.yaml").allowed} == {"上级核对"}


@pytest.mark.parametrize("command", ["export-docx", "export-bag"])
def test_a_marked_paper_stops_every_export_whatever_the_reason(filed: Archive, command: str) -> None:
    add(filed, {"通知.docx": SECRET}, "Ⅰ-2")
    refused(filed(command), "有 1 份材料标有密级，没有导出：", "通知.docx：秘密★1年", "archive ignore")
    refused(filed(command, "--allow", "领导同意"), "不能用 --allow 交出")
    assert decisions.load(filed.root / "decisions.yaml").allowed == ()


def test_taken_out_a_marked_paper_is_named_nowhere_in_the_bag(filed: Archive, tmp_path: Path) -> None:
    add(filed, {"涉密通知.docx": SECRET}, "Ⅰ-2")
    filed("ignore", "涉密通知.docx")
    ran = filed("export-bag", "-o", tmp_path / "包", "--allow", "上级核对")
    assert ran.status == 0 and "另有 1 份标有密级的" in ran.err
    for name in names(tmp_path / "包"):
        assert b"\xe6\xb6\x89\xe5\xaf\x86\xe9\x80\x9a" not in (tmp_path / "包" / name).read_bytes(), name


def test_a_copy_with_a_mark_in_its_name_marks_the_filed_one(filed: Archive) -> None:
    add(filed, {"a/通知.txt": "关于志愿服务的通知"}, "Ⅰ-2")
    filed("scan", tree(filed.root.parent / "资料", {"b/通知（机密）.txt": "关于志愿服务的通知"}))
    refused(filed("export-bag", "--allow", "上级核对"), "有 1 份材料标有密级", "机密")


def mail(attached: bytes, name: str) -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"] = "报送志愿服务材料", "a@example.cn"
    made["Date"] = "Sun, 05 Mar 2023 10:00:00 +0800"
    made.set_content("现报送本月志愿服务材料，请查收。")
    made.add_attachment(attached, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def test_a_mail_is_held_back_for_what_it_carries(filed: Archive, tmp_path: Path) -> None:
    add(filed, {"一.eml": mail(SECRET, "通知.docx")}, "Ⅰ-2")
    filed("ignore", "一.eml!/通知.docx")
    refused(filed("export-bag", "--allow", "上级核对"), "有 1 份材料标有密级", "一.eml：秘密★1年")
    filed("ignore", "一.eml")
    add(filed, {"二.eml": mail(ROSTER, "名册.xlsx")}, "Ⅰ-2")
    refused(filed("export-bag"), "二.eml：身份证号 1 处")
    refused(filed("export-bag", "--masked"), "二.eml：身份证号 1 处", "不能遮盖")


def test_a_mark_that_is_none_is_recorded_with_its_reason(filed: Archive) -> None:
    add(filed, {"通知.docx": SECRET}, "Ⅰ-2")
    refused(filed("not-secret", "通知.docx"), "--note")
    assert filed("not-secret", "通知.docx", "--note", "培训用的样张").status == 0
    assert "不是密级标志" in filed("log").out
    assert filed("export-docx").status == 0
    assert "secret" not in {row["check"] for row in filed("check", "--json").json}
    assert filed("not-secret", "通知.docx", "--clear").status == 0
    assert "没有改动" in filed("not-secret", "通知.docx", "--clear").out
    refused(filed("export-docx"), "标有密级")
    refused(filed("not-secret", "通知.docx", "--clear", "--note", "x"), "只能用一个")


def test_the_word_catalogue_looks_only_at_what_it_prints(filed: Archive) -> None:
    assert filed("export-docx").status == 0
    add(filed, {"事迹.docx": docx(f"# 沈远（{ID}）先进事迹", "2023年3月5日")}, "Ⅰ-2")
    refused(filed("export-docx"), "有 1 份材料含有身份证号", "archive review")
    assert filed("export-docx", "--allow", "内部用").status == 0
    assert "archive export-docx" in filed("log", "-n", "1").out


def test_masked_copies_go_out_and_the_originals_stay(filed: Archive, tmp_path: Path) -> None:
    sources = snapshot(tmp_path / "资料")

    ran = filed("export-bag", "-o", tmp_path / "包", "--masked")
    assert ran.status == 0 and "遮盖了 2 份" in ran.out
    assert snapshot(tmp_path / "资料") == sources
    bagit.Bag(str(tmp_path / "包")).validate()
    roster, cards = (next((tmp_path / "包/data").rglob(f"*{end}")) for end in ("名册.xlsx", "名单.docx"))
    assert openpyxl.load_workbook(roster).active["B3"].value == f"32*************{ID[-3:]}"
    assert library.Document(str(cards)).tables[0].rows[1].cells[1].text.endswith("*0018")
    listed = json.loads((tmp_path / "包/data/list.json").read_text("utf-8"))["items"]
    manifest = (tmp_path / "包/manifest-sha256.txt").read_text("utf-8")
    assert all(row["sha256"] in manifest for row in listed)
    assert decisions.load(filed.root / "decisions.yaml").allowed == ()
    assert not list((filed.root / ".archive").glob("masked-*"))


def test_a_masked_bag_comes_in_with_its_decisions(
    filed: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from offices import workspace_of

    filed("export-bag", "-o", tmp_path / "包", "--masked")
    city = workspace_of(tmp_path / "市", capsys)
    ran = city("import-bag", tmp_path / "包")
    assert ran.status == 0 and "已接收人工决定 3 项" in ran.out
    assert city("export-bag", "-o", tmp_path / "包2").status == 0


def test_names_of_files_are_masked_in_a_masked_bag(filed: Archive, tmp_path: Path) -> None:
    add(filed, {f"沈远{MOBILE}.txt": f"电话{MOBILE}"}, "Ⅰ-2")
    assert filed("export-bag", "-o", tmp_path / "包", "--masked").status == 0
    for name in names(tmp_path / "包"):
        assert MOBILE not in name and MOBILE.encode() not in (tmp_path / "包" / name).read_bytes()
    assert any("138××××5678" in name for name in names(tmp_path / "包"))


def test_what_cannot_be_masked_is_named_and_held_back(filed: Archive, tmp_path: Path) -> None:
    from builders import pdf

    add(filed, {"登记表.pdf": pdf("志愿者登记表", f"身份证号：{ID}")}, "Ⅰ-2")
    refused(
        filed("export-bag", "-o", tmp_path / "包", "--masked"),
        "有 1 份材料含有身份证号",
        "登记表.pdf：身份证号 1 处",
        "（这种格式不能遮盖）",
        "这些不能自动遮盖",
    )
    ran = filed("export-bag", "-o", tmp_path / "包", "--masked", "--allow", "盖章件，上级要求")
    assert ran.status == 0 and "登记表.pdf：这种格式不能遮盖" in ran.out


def test_a_copy_changed_by_hand_is_not_masked_over(filed: Archive, tmp_path: Path) -> None:
    (copy,) = (filed.root / "材料").rglob("*名册.xlsx")
    copy.write_bytes(docx("改过"))
    ran = filed("export-bag", "-o", tmp_path / "包", "--masked")
    assert ran.status == 3 and "archive verify" in ran.err and not (tmp_path / "包").exists()
