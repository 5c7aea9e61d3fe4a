from __future__ import annotations

from pathlib import Path

import pytest

from publications import ROWS, excel, old_excel, page, ruled, word
from wenming_archive.errors import InputError
from wenming_archive.published.draft import Draft, Node
from wenming_archive.published.read import read

_TITLE = "市级文明单位测评体系（2023年版）"


def made(folder: Path, name: str, data: bytes | str, **answers: str) -> Draft:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read(path, answers)


FILES = {
    "表.docx": lambda: word(ROWS, above=[_TITLE]),
    "表.xlsx": lambda: excel({"测评表": [((_TITLE, 1, 6),), *ROWS]}),
    "表.xls": lambda: old_excel([((_TITLE, 1, 6),), *ROWS]),
    "表.html": lambda: page(ROWS, above=f"<h1>{_TITLE}</h1>"),
    "表.pdf": lambda: ruled(ROWS, title=_TITLE),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_tree(name: str, tmp_path: Path) -> None:
    draft = made(tmp_path, name, FILES[name]())
    assert draft.title == _TITLE
    assert draft.edition == "2023"
    assert [(n.code, n.title) for n in draft.nodes] == [("Ⅰ-1", "组织领导"), ("Ⅰ-2", "思想道德")]
    first, second, third = draft.leaves
    assert (first.code, first.title, first.score) == ("Ⅱ-1", "领导重视", 6)
    assert first.standard == "1)成立领导小组\n2)每年专题研究2次"
    assert second.methods == ("听取汇报",)
    assert (second.lead, second.support) == ("市教育局", ("团市委",))  # the cell covers both rows
    assert third.methods == ("材料审核", "实地考察")
    assert draft.nodes[1].score == 10
    assert not draft.unread


def test_a_cell_of_several_standards_is_kept_or_split(tmp_path: Path) -> None:
    rows = [
        ("测评内容", "测评标准", "测评方法"),
        (
            "Ⅱ-1 领导重视（5分）",
            "1)成立领导小组，有文件（3分）\n2)每年专题研究2次（2分）",
            "1)材料审核 2)听取汇报",
        ),
        ("Ⅱ-2 投入保障（2分）", "经费列入预算，专款专用", "材料审核"),
    ]
    kept = made(tmp_path, "一.docx", word(rows))
    assert [leaf.code for leaf in kept.leaves] == ["Ⅱ-1", "Ⅱ-2"]
    assert kept.leaves[0].methods == ("材料审核", "听取汇报")
    split = made(tmp_path, "二.docx", word(rows), split="是")
    assert [leaf.code for leaf in split.leaves] == ["Ⅱ-1-1)", "Ⅱ-1-2)", "Ⅱ-2"]
    one, two, _ = split.leaves
    assert (one.standard, one.score, one.methods) == ("成立领导小组，有文件", 3, ("材料审核",))
    assert (two.standard, two.score, two.methods) == ("每年专题研究2次", 2, ("听取汇报",))


def test_needs_come_from_the_column_of_materials(tmp_path: Path) -> None:
    rows = [
        ("测评项目", "测评标准", "材料要求"),
        ("领导重视", "专题研究创建工作，措施有力", "会议记录2份以上，图片3张以上"),
        ("投入保障", "经费列入预算，专款专用", "按实际情况酌情处理"),
    ]
    first, second = made(tmp_path, "a.docx", word(rows)).leaves
    assert [(one.need.kind, one.need.min) for one in first.needs] == [("minutes", 2), ("photo", 3)]
    assert "按实际情况酌情处理" in second.note  # what asks for nothing is not lost


def test_sections_of_bonus_deduction_and_veto(tmp_path: Path) -> None:
    rows = [
        ("序号", "测评项目", "测评标准", "分值"),
        ("1", "组织领导", "成立领导小组，分工明确，责任到人", "100"),
        (("二、加分项目", 1, 4), None, None, None),
        ("2", "获得荣誉", "受到省级以上表彰，以证书为准", "5"),
        (("三、扣分项目", 1, 4), None, None, None),
        ("3", "负面舆情", "被媒体曝光并查实，造成不良影响", "3"),
        (("四、一票否决", 1, 4), None, None, None),
        ("4", "违纪违法", "主要负责人严重违纪违法，受到查处", ""),
    ]
    draft = made(tmp_path, "a.docx", word(rows))
    assert [(leaf.title, leaf.bonus) for leaf in draft.leaves] == [("组织领导", False), ("获得荣誉", True)]
    assert [(one.code, one.points) for one in draft.negative] == [("减-1", 3), ("否-1", None)]
    assert "主要负责人严重违纪违法" in draft.negative[1].title


def test_a_page_break_in_a_row_costs_nothing(tmp_path: Path) -> None:
    head = ("测评项目", "测评标准", "测评方法", "分值")
    first = [head, ("组织领导", "成立领导小组，由主要负责同志", "材料审核", "5")]
    second = [
        head,
        ("", "任组长，定期研究工作。", "", ""),
        ("投入保障", "经费列入预算，专款专用", "材料审核", "5"),
    ]
    draft = made(tmp_path, "a.pdf", ruled(first, second))
    assert [leaf.standard for leaf in draft.leaves] == [
        "成立领导小组，由主要负责同志任组长，定期研究工作。",
        "经费列入预算，专款专用",
    ]


def test_tables_that_are_no_catalogue_are_told_row_by_row(tmp_path: Path) -> None:
    contacts = [("姓名", "电话"), ("张三", "见通讯录")]
    draft = made(tmp_path, "a.docx", word(ROWS, contacts, below=["注：本表一式两份。"]))
    assert [one.text for one in draft.unread] == ["姓名｜电话", "张三｜见通讯录"]
    assert draft.unread[1].where == "表2第2行"
    assert "注：本表一式两份。" in draft.notes


def test_points_that_cover_several_rows_are_their_title_s(tmp_path: Path) -> None:
    rows = [
        ("测评项目", "测评标准", "测评方法", "分值"),
        (("组织领导", 2, 1), "成立领导小组，定期研究工作", "材料审核", ("10", 2, 1)),
        (None, "制定规划和方案，任务分解到人", "听取汇报", None),
        (("思想道德", 2, 1), "开展理想信念教育，有学习记录", "材料审核", ("20", 2, 1)),
        (None, "设立道德讲堂，定期开展活动", "实地考察", None),
    ]
    draft = made(tmp_path, "a.docx", word(rows))
    assert [(node.title, node.score, len(node.children)) for node in draft.nodes] == [
        ("组织领导", 10, 2),
        ("思想道德", 20, 2),
    ]
    assert all(leaf.score is None for leaf in draft.leaves)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.docx", b"", "0 字节"),
        ("空白.txt", " \n \n", "没有找到指标"),
        ("通知.txt", "关于开会的通知\n请准时参加。", "没有找到指标"),
        ("乱.bin", bytes(range(256)) * 20, "读不了"),
        ("断.docx", b"PK\x03\x04" + b"x" * 200, "读不了"),
        ("坏.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj", "损坏"),
    ],
)
def test_what_is_no_catalogue_gets_one_sentence(
    name: str, data: bytes | str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        made(tmp_path, name, data)
    assert said in str(caught.value)
    assert name in str(caught.value)
    assert len(caught.value.lines) == 1


def test_a_sheet_or_all_sheets(tmp_path: Path) -> None:
    head = ("测评项目", "测评标准", "分值")
    book = excel(
        {
            "基本指标": [head, ("组织领导", "成立领导小组，定期研究工作", "10")],
            "特色加分": [head, ("典型经验", "在省级以上会议作经验交流", "5")],
            "旧表": [head, ("作废", "这一项早已取消，不再使用", "1")],
        },
        hidden=["旧表"],
    )
    draft = made(tmp_path, "a.xlsx", book)
    assert [(node.title, [leaf.title for leaf in node.leaves]) for node in draft.nodes] == [
        ("基本指标", ["组织领导"]),
        ("特色加分", ["典型经验"]),
    ]
    assert draft.leaves[1].bonus
    assert {one.reason for one in draft.unread} == {"工作表是隐藏的"}
    assert [question.id for question in draft.questions] == ["sheet"]
    one = made(tmp_path, "b.xlsx", book, sheet="基本指标")
    assert [leaf.title for leaf in one.leaves] == ["组织领导"]
    assert any("典型经验" in unread.text for unread in one.unread)
    with pytest.raises(InputError, match="有的是：基本指标、特色加分、旧表"):
        made(tmp_path, "c.xlsx", book, sheet="别的")


def _everything(node: Node) -> str:
    return "".join(
        [node.title, node.standard, node.note, *node.methods, *(one.sentence for one in node.needs)]
    )


def test_five_thousand_rows_are_read(tmp_path: Path) -> None:
    rows = [("序号", "测评项目", "测评内容", "测评标准", "分值")]
    rows += [
        (str(n + 1), f"项目{n // 50}", f"内容{n}", f"第{n}条：制度健全，执行到位", "1") for n in range(5000)
    ]
    draft = made(tmp_path, "a.xlsx", excel({"表": rows}))
    assert len(draft.leaves) == 5000
    assert "第4999条" in _everything(draft.leaves[-1])
