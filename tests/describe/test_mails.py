"""Mails, web pages, slides and recordings: what their files say of themselves is used."""

from __future__ import annotations

import pytest

from papers import block
from wenming_archive.content import Extracted, Properties
from wenming_archive.describe import lines
from wenming_archive.describe.describe import describe
from wenming_archive.model import Description


def described(fmt: str, *written: str, source: str = "文件.x", **stated: str) -> Description:
    extracted = Extracted(fmt, tuple(map(block, written)), properties=Properties(**stated))
    return describe(extracted, lines.of(extracted), source)


def mail(subject: str, *body: str, author: str = "某局办公室") -> Description:
    head = (f"# {subject}", f"发件人：{author}", "发送时间：2023-05-06 10:00")
    return described("eml", *head, *body, title=subject, author=author, created="2023-05-06")


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("关于报送材料的通知", "notice"),
        ("2022年创建工作总结", "summary"),
        ("5月活动照片", "photo"),
        ("材料", "other"),
    ],
)
def test_a_greeting_makes_no_mail_a_speech(subject: str, kind: str) -> None:
    assert mail(subject, "各位领导：", "大家好！材料见附件。", "谢谢大家！").kind == kind


def test_the_subject_is_the_title_without_what_passing_on_added() -> None:
    found = mail("Re: 转发：关于报送材料的通知", "各位领导：")
    assert (found.title, found.title_inferred) == ("关于报送材料的通知", False)


def test_the_sender_issues_a_mail_that_names_no_body() -> None:
    assert mail("通知", "请查收。").issuer == "某局办公室"
    assert mail("通知", "请查收。", author="a@example.com").issuer is None
    assert mail("通知", "请查收附件。", "某市文明办", "2023年5月4日").issuer == "某市文明办"


def test_a_mail_and_a_page_are_as_old_as_they_say() -> None:
    assert mail("通知", "请查收。").date == "2023-05-06"
    page = described("html", "志愿者们来到社区清扫街道。", created="2023-04-01")
    assert (page.date, page.date_from) == ("2023-04-01", "body")


def test_a_recording_has_its_own_day_and_title() -> None:
    found = described("mkv", source="2022/MVI_0001.mkv", created="2023-04-01")
    assert (found.kind, found.date, found.date_from) == ("video", "2023-04-01", "exif")
    named = described("mp4", source="20230305启动仪式.mp4", created="2023-04-01")
    assert (named.date, named.date_from) == ("2023-03-05", "name")


def test_a_stated_title_counts_only_when_the_text_bears_it_out() -> None:
    body = ("一年来，我局精神文明创建工作取得了成效，现将有关工作总结如下。",)
    assert described("docx", *body, title="精神文明创建工作总结").title == "精神文明创建工作总结"
    assert described("docx", *body, title="食堂采购合同").title_inferred
    assert described("html", *body, title="某市文明网").title_inferred


def test_the_body_under_a_talk_s_title_is_its_issuer() -> None:
    found = described("pptx", "# 创建工作汇报", "某市图书馆", "2023年8月", "一、基本情况")
    assert (found.title, found.issuer, found.date) == ("创建工作汇报", "某市图书馆", "2023-08")
