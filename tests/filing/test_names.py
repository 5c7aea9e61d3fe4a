"""Tests of the module at the same path in the sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import malice
from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.filing import names
from wenming_archive.model import Description, Found, Item, Known, Placement, Problem, Status

PATTERN = "{code}-{nn} {title}{ext}"


def item(source: str, title: str, fmt: str = "docx", problem: str = "") -> Item:
    problems = (Problem(problem, ""),) if problem else ()
    known = Known(
        Found("/r", source, Path("/r") / source, 1, 1), "0" * 64, fmt, Description("other", title), problems
    )
    return Item(known, Placement(Status.filed))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('关于a/b:c*?的"通知"<1>|x\\y', "关于a／b：c＊？的＂通知＂＜1＞｜x＼y"),
        ("con", "_con"),
        ("CON.", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("concert", "concert"),
        ("末尾有点. . .", "末尾有点"),
        ("有\n换行\t和制表", "有 换行 和制表"),
        ("看不见\u200b的\u202e字", "看不见的字"),
        (".隐藏", "隐藏"),
        ("~$锁", "$锁"),
        ("", "未命名"),
        ("...", "未命名"),
        ("志愿服务😀", "志愿服务😀"),
    ],
)
def test_names_that_windows_would_not_take_are_made_fit(name: str, safe: str) -> None:
    assert names.safe(name) == safe


@given(st.text(max_size=400))
def test_a_safe_name_is_safe(name: str) -> None:
    made = names.safe(name)
    assert made == names.safe(made)
    assert 0 < len(made) <= 200
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', made)
    assert made[-1] not in ". " and made[0] not in ". ~"


def test_folders_stand_in_catalogue_order_below_their_sections() -> None:
    assert names.folders(load.parse(CATALOGUE), Path("/材料")) == {
        "Ⅰ-1": "Ⅰ 思想道德建设/Ⅰ-1 道德讲堂",
        "Ⅰ-2": "Ⅰ 思想道德建设/Ⅰ-2 志愿服务",
        "Ⅱ-1": "Ⅱ 环境建设/Ⅱ-1 环境卫生",
        "Ⅱ-2": "Ⅱ 环境建设/Ⅱ-2 群众评价",
    }


def test_many_levels_of_long_titles_are_cut_to_what_windows_takes() -> None:
    text, indent = "title: t\nindicators:\n", "  "
    for n in range(5):
        text += f"{indent}- code: 'c{n}'\n{indent}  title: {'很长的标题' * 10}\n"
        text += f"{indent}  children:\n" if n < 4 else ""
        indent += "    "
    root = Path("/home/" + "u" * 40)
    (folder,) = names.folders(load.parse(text), root).values()
    assert folder.count("/") == 4 and len(f"{root}/{folder}") <= names.MAX_PATH - names._FOR_NAME


def test_two_leaves_never_share_a_folder_even_where_case_does_not_count() -> None:
    leaves = ("a, title: B", "A, title: b", "'x:', title: y", "'x：', title: y")
    text = "title: t\nindicators:\n" + "".join(f"  - {{code: {leaf}}}\n" for leaf in leaves)
    made = list(names.folders(load.parse(text), Path("/材料")).values())
    assert made == ["a B", "A b (2)", "x： y", "x： y (2)"]


@pytest.mark.parametrize(
    ("one", "made"),
    [
        (item("a/x.docx", "道德讲堂方案"), "Ⅰ-1-03 道德讲堂方案.docx"),
        (item("a/x.DOCX", "道德讲堂方案"), "Ⅰ-1-03 道德讲堂方案.docx"),
        (item("a/照片.jpg", "照片", "jpg"), "Ⅰ-1-03 照片.jpg"),
        (item("a/没有扩展名", "没有扩展名", "pdf"), "Ⅰ-1-03 没有扩展名.pdf"),
        (item("a/其实是照片.docx", "其实是照片", "jpg", "wrong-suffix"), "Ⅰ-1-03 其实是照片.jpg"),
        (item("a/记录.txt. ", "记录", "txt"), "Ⅰ-1-03 记录.txt"),
        (item("a/1.二十大 学习", "学习", "docx"), "Ⅰ-1-03 学习.docx"),
        (item("a/x.docx", "关于“a/b”的通知"), "Ⅰ-1-03 关于“a／b”的通知.docx"),
    ],
)
def test_a_copy_is_named_by_number_and_title(one: Item, made: str) -> None:
    assert names.copy_name(PATTERN, one, "Ⅰ-1", 3, 2, 200) == made


def test_the_pattern_may_ask_for_the_original_name() -> None:
    made = names.copy_name("{nn}_{original}{ext}", item("a/DSC_01.jpg", "照片", "jpg"), "Ⅰ-1", 12, 3, 200)
    assert made == "012_DSC_01.jpg"


@pytest.mark.parametrize("room", [20, 60, 200])
def test_a_long_title_gives_way_and_the_number_stays(room: int) -> None:
    made = names.copy_name(PATTERN, item("a/x.docx", "很长的题名" * 80), "Ⅰ-1", 3, 2, room)
    assert made.startswith("Ⅰ-1-03 很长") and made.endswith(".docx")
    assert len(made) <= max(room, 40)
    assert len(made.encode()) <= 255


def test_other_names_for_a_taken_one_keep_the_ending() -> None:
    others = iter(names.alternatives("a/b.c/Ⅰ-1-01 方案.docx"))
    assert [next(others), next(others)] == ["a/b.c/Ⅰ-1-01 方案 (2).docx", "a/b.c/Ⅰ-1-01 方案 (3).docx"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("总结.docx", "总结.docx"),
        ("a?.b/c.TXT", "a？.b／c.TXT"),
        ("con.txt", "_con.txt"),
        ("没有扩展名", "没有扩展名"),
        ("2023.01.12困难职工慰问", "2023.01.12困难职工慰问"),
        (".隐藏", "隐藏"),
        ("..", "未命名"),
    ],
)
def test_a_file_keeps_its_name_as_far_as_every_system_takes_it(name: str, wanted: str) -> None:
    assert names.file_name(name) == wanted


@given(st.text())
def test_a_files_name_is_always_one_that_a_disk_takes(name: str) -> None:
    made = names.file_name(name)
    assert 0 < len(made) <= 200 and len(made.encode()) <= 240
    assert not set(made) & set('<>:"/\\|?*\n\0') and made == names.file_name(made)


def test_a_files_name_that_must_be_cut_keeps_its_ending() -> None:
    assert names.file_name("长" * 300 + ".docx").endswith("长….docx")


#: What Windows takes for a device, whatever its case and ending (Microsoft: Naming Files, Paths, and
#: Namespaces; Python 3.13 keeps the same list).
DEVICES = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]
DEVICES += [f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"]
LONG = ["长" * 300, "각" * 200, "ΐ" * 200, "é" * 200, "😀" * 100, "?" * 150, "x." * 200, "a" * 240]


@pytest.mark.parametrize(
    "ending", ["", ".txt", " .txt", "  ", ".tar.gz", "\u200b", "\u200b.txt", " . ", ".\x00"]
)
@pytest.mark.parametrize("before", ["", " ", "~", ".", "\u202e", "\x00", ".~ "])
def test_no_name_is_a_device_of_windows(before: str, ending: str) -> None:
    for device in DEVICES:
        for name in (device, device.lower(), device.title()):
            made = names.safe(f"{before}{name}{ending}")
            assert malice.flaws(made) == [] and made.lower().startswith(f"_{device.lower()}")


@pytest.mark.parametrize(
    "name", ["CONSOLE", "COM10", "COM", "LPT", "NULL", "AUXX.txt", "a con", "ＣＯＮ", "com１", "contact.nul"]
)
def test_names_that_only_look_like_devices_stay(name: str) -> None:
    assert names.safe(name) == name


@pytest.mark.parametrize("name", LONG)
def test_a_long_name_is_short_enough_for_every_system_even_decomposed(name: str) -> None:
    assert malice.flaws(names.safe(name)) == [] and malice.flaws(names.safe(name, 50)) == []
    assert malice.flaws(names.file_name(f"{name}.docx")) == []


def test_hostile_names_become_names_that_every_system_takes() -> None:
    for name in malice.names(7, 3000):
        assert [malice.flaws(made(name)) for made in (names.safe, names.file_name)] == [[], []]
        assert names.safe(names.safe(name)) == names.safe(name)


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            PATTERN,
            "{nn}{ext}",
            "{title}{nn}{ext}",
            "{title}{original}{nn}{ext}",
            "con.{nn}{ext}",
            "~{nn}{ext}",
        ),
        *(
            "{code}" * 9 + "{nn}{ext}",
            "样" * 250 + "{nn}{ext}",
            "{title}" * 30 + "{nn}{ext}",
            "..{nn}.{ext}",
            "a\x00\u202e{nn}{ext}",
        ),
    ],
)
@pytest.mark.parametrize("room", [-50, 20, 200])
def test_whatever_pattern_and_names_are_a_copy_has_a_sound_name_with_its_number(
    pattern: str, room: int
) -> None:
    for n, name in enumerate(malice.names(11, 60), 10):
        source = name.replace("/", "／") + malice.ending(11, n) or "x"
        made = names.copy_name(pattern, item(source, name[::-1]), name, n, 3, room)
        assert malice.flaws(made) == [] and f"{n:03}" in made


@pytest.mark.parametrize(
    "code", ["../../x", "C:\\x", "/etc", "长" * 300, "CON", "...", "\u3000", "😀", "\u200fעברית", "a\0b"]
)
def test_no_code_leads_out_of_its_folder(code: str) -> None:
    made = names.copy_name(PATTERN, item("a/x.docx", code), code, 1, 2, 200)
    assert malice.flaws(made) == [] and "01" in made and made.endswith(".docx")


def test_copies_of_one_folder_never_share_a_name() -> None:
    taken: set[str] = set()
    given = ["a.txt", "A.txt", "é.txt", "e\u0301.txt", "É.TXT", "a.txt", "ß.txt", "SS.txt", "ı", "i", "b"]
    made = [names.free(name, taken) for name in given]
    assert made[:3] == ["a.txt", "A (2).txt", "é.txt"] and malice.clashes(made) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("É", "é"), ("é", "e\u0301"), ("É", "e\u0301"), ("ß", "SS"), ("ı", "I"), ("K", "\u212a"), ("Ω", "\u2126"), ("ſ", "s"), ("Σ", "ς")],
)  # fmt: skip
def test_names_that_some_disk_takes_for_one(one: str, other: str) -> None:
    assert names.folded(one) == names.folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ⅰ-1", "Ⅰ-2"), ("Ⅰ", "I"), ("１", "1"), ("①", "1"), ("甲", "乙")]
)
def test_names_that_no_disk_takes_for_one(one: str, other: str) -> None:
    assert names.folded(one) != names.folded(other)


@pytest.mark.parametrize("own", ["_撤下", "manifest-sha256.txt", "MANIFEST-Sources.jsonl"])
def test_no_folder_is_called_as_what_the_program_keeps_there(own: str) -> None:
    text = f'title: t\nindicators: [{{code: "{own}", title: "\\u200b"}}, {{code: b, title: "\\u200b"}}]'
    made = list(names.folders(load.parse(text), Path("/材料")).values())
    assert made == [f"{own} (2)", "b"]


def test_folders_of_hostile_codes_and_titles_are_sound_and_apart() -> None:
    given = list(dict.fromkeys(name.strip() for name in malice.names(5, 800)))
    codes = [code for code in given if code and not malice.forged(code, "")]
    leaves = [{"code": code, "title": given[-n] or "x"} for n, code in enumerate(codes, 1)]
    made = list(
        names.folders(
            load.parse(yaml.safe_dump({"title": "t", "indicators": leaves})), Path("/材料")
        ).values()
    )
    assert len(made) > 300 and not any(map(malice.flaws, made)) and malice.clashes(made) == []
