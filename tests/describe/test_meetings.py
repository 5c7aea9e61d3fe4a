from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers import lined
from wenming_archive.describe import meetings
from wenming_archive.model import Meeting

WHOLE = Meeting("2023年4月12日14:30", "三楼会议室", "张三", "李四、王五", "赵六（出差）", "钱七")


@pytest.mark.parametrize(
    "written",
    [
        ["时间：2023年4月12日14:30", "地点：三楼会议室", "主持：张三", "出席：李四、王五", "缺席：赵六（出差）", "记录：钱七"],
        ["会议时间：2023年4月12日14:30", "会议地点：三楼会议室", "主持人：张三", "参会人员：李四、王五", "请假人员：赵六（出差）", "记录人：钱七"],
        ["时　间：2023年4月12日14:30　　地　点：三楼会议室", "主 持 人：张三　　记 录 人：钱七", "参 加 人 员：李四、王五。", "请 假：赵六（出差）"],
        ["|会议时间|2023年4月12日14:30|会议地点|三楼会议室", "|主持人|张三|记录人|钱七", "|出席人员|李四、王五|缺席|赵六（出差）"],
    ],
)  # fmt: skip
def test_the_elements_are_found_however_they_are_set(written: list[str]) -> None:
    assert meetings.of(lined("支部会议记录", *written, "会议强调，要抓好落实。")) == WHOLE


def test_who_came_may_stand_at_the_end() -> None:
    lines = lined("会议纪要", *("会议议定事项如下。" for _ in range(60)), "出席：李四、王五。")
    assert meetings.of(lines) == Meeting(present="李四、王五")


@pytest.mark.parametrize(
    "line", ["会议指出，时间紧、任务重：要抓紧。", "活动时间", "时间：", "值班时间：每天", "主题：创建"]
)
def test_what_states_no_element_is_none(line: str) -> None:
    assert meetings.of(lined("会议记录", line)) is None


@given(st.lists(st.text("时间地点主持人出席记录：:　 \t（）2023年张三、", max_size=60), max_size=8))
def test_any_text_is_looked_at(written: list[str]) -> None:
    found = meetings.of(lined("记录", *written))
    assert found is None or found != Meeting()
