from __future__ import annotations

import pytest

from wenming_archive.published import frame
from wenming_archive.published.grid import Line


def _lines(*texts: str) -> list[Line]:
    return [Line(text, "") for text in texts]


def test_the_title_is_the_line_that_looks_most_so() -> None:
    lines = _lines(
        "附件2",
        "关于印发测评体系的通知，请遵照执行",
        "一、组织领导",
        "文明校园考核细则（中学版）",
        "区教育局",
    )
    assert frame.title(lines, "文件名") == "文明校园考核细则（中学版）"
    assert frame.title(_lines("附件2", "请各单位准时报送。"), "文件名") == "文件名"


def test_the_issuer_stands_alone() -> None:
    assert frame.issuer(_lines("测评体系", "（区教育局、区文明办联合制定）")) == "区教育局、区文明办"
    assert (
        frame.issuer(_lines("测评体系", "学院精神文明建设委员会办公室　2024年4月"))
        == "学院精神文明建设委员会办公室"
    )
    assert frame.issuer(_lines("测评体系", "由市文明办组织实施测评工作")) == ""


def test_edition_and_period() -> None:
    assert frame.edition("测评体系（2023年版）", []) == "2023"
    assert frame.edition("测评体系", _lines("市文明办 2024年4月")) == "2024"
    said = "测评周期：2021年1月1日至2023年12月31日"
    assert frame.period(["2020年1月1日至2020年5月1日放假", said]) == ("2021-01-01", "2023-12-31")
    assert frame.period(["测评周期为三年"]) is None


@pytest.mark.parametrize(
    ("text", "total"),
    [("考评总分100分。90分以上为优秀", 100), ("满分为110分", 110), ("基本指标满分为100分", 100), ("实行百分制", 100), ("得分在85分以上的", None)],
)  # fmt: skip
def test_the_points_in_all(text: str, total: float | None) -> None:
    assert frame.total([text]) == total
