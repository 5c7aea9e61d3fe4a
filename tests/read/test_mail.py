from __future__ import annotations

import base64
import io
import quopri
from email.header import Header
from email.message import EmailMessage

import pytest

from builders import docx
from hostile import cuts, flips
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import mail, mime
from wenming_archive.read.limits import Unreadable, has_text
from wenming_archive.read.sniff import sniff

REPORT = docx("志愿服务总结")
PAGE = "<html><head><meta charset='gbk'><title>活动报道_某某文明网</title></head><body><h1>活动报道</h1><p>三月五日，开展志愿服务活动。</p></body></html>"


def written(alternative: bool = True) -> bytes:
    message = EmailMessage()
    message["From"] = "张三 <zhangsan@example.cn>"
    message["To"] = "办公室 <office@example.cn>"
    message["Subject"] = "报送文明单位创建材料（第二批）"
    message["Date"] = "Mon, 06 Mar 2023 23:30:00 +0800"
    message.set_content("各位领导：\n\n　　现报送创建材料，请查收。\n")
    if alternative:
        message.add_alternative("<p>各位领导：</p><p>现报送创建材料，请查收。</p>", subtype="html")
    message.add_attachment(
        REPORT, maintype="application", subtype="octet-stream", filename="志愿服务总结.docx"
    )
    message.add_attachment("一,二".encode(), maintype="text", subtype="csv", filename="../名单.csv")
    return message.as_bytes()


def foxmail() -> bytes:
    """Return a mail as programs of 2008 wrote it: GBK in encoded words broken in a character, raw GBK."""
    subject = "关于报送材料的通知".encode("gbk")
    words = [f"=?gb2312?B?{base64.b64encode(part).decode()}?=" for part in (subject[:7], subject[7:])]
    return b"\r\n".join(
        [
            "From: 李四 <lisi@example.cn>".encode("gbk"),
            b"To: office@example.cn",
            f"Subject: {words[0]}\r\n {words[1]}".encode(),
            b"Date: Thu, 6 Mar 2008 09:00:00 +0800 (CST)",
            b'Content-Type: multipart/mixed; boundary="=====001=="',
            b"",
            b"--=====001==",
            b'Content-Type: text/plain; charset="gb2312"',
            b"",
            "请于三月十日前报送。".encode("gbk"),
            b"--=====001==",
            'Content-Disposition: attachment; filename="名单.txt"'.encode("gbk"),
            b"Content-Transfer-Encoding: base64",
            b"",
            base64.b64encode("名单".encode("gbk")),
            b"--=====001==--",
        ]
    )


def archived(
    page: str = PAGE,
    charset: str = "gb2312",
    head: str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x.test/\r\n",
) -> bytes:
    body = quopri.encodestring(page.encode("gb18030"))
    lines = [
        f'{head}Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----M--"\r\n'.encode(),
        b"------M--",
        f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n".encode(),
        body,
        b"------M--",
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://x.test/a.png\r\n",
        base64.b64encode(b"\x89PNG"),
        b"------M----",
    ]
    return b"\r\n".join(lines)


def read(data: bytes) -> Extracted:
    return mail.read(io.BytesIO(data), sniff(io.BytesIO(data), ""))


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def test_a_mail_is_read_with_its_head_and_the_names_of_its_attachments() -> None:
    assert read(written()) == Extracted(
        "eml",
        (
            Block("title", "报送文明单位创建材料（第二批）"),
            Block("text", "发件人：张三"),
            Block("text", "发送时间：2023-03-06 23:30"),
            Block("text", "各位领导："),
            Block("text", "现报送创建材料，请查收。"),
            Block("text", "附件：志愿服务总结.docx；名单.csv"),
        ),
        properties=Properties("报送文明单位创建材料（第二批）", "张三", "2023-03-06"),
    )


def test_the_attachments_are_given_under_safe_names() -> None:
    assert list(mail.attachments(io.BytesIO(written()))) == [
        ("志愿服务总结.docx", REPORT),
        ("名单.csv", "一,二".encode()),
    ]


def test_an_old_mail_in_gbk_is_read() -> None:
    found = read(foxmail())
    assert [b.text for b in found.blocks] == [
        "关于报送材料的通知",
        "发件人：李四",
        "发送时间：2008-03-06 09:00",
        "请于三月十日前报送。",
        "附件：名单.txt",
    ]
    assert list(mail.attachments(io.BytesIO(foxmail()))) == [("名单.txt", "名单".encode("gbk"))]


def test_a_saved_page_is_read_as_the_page_it_is() -> None:
    found = read(archived())
    assert (found.format, found.properties) == ("mht", Properties("活动报道"))
    assert [(b.role, b.text) for b in found.blocks] == [
        ("title", "活动报道"),
        ("text", "三月五日，开展志愿服务活动。"),
    ]


def test_a_sheet_saved_with_frames_is_read_from_its_frames() -> None:
    frames = archived("<html><frameset><frame src='s.htm'></frameset></html>")
    sheet = "<table><tr><td>序号</td><td>姓名</td><td>单位</td></tr><tr><td>1</td><td>张三</td><td>某局</td></tr></table>"
    part = b"------M--\r\nContent-Type: text/html; charset=gb2312\r\n\r\n" + sheet.encode("gbk") + b"\r\n"
    at = frames.rindex(b"------M--\r\nContent-Type: image")
    found = read(frames[:at] + part + frames[at:])
    assert ([b.text for b in found.blocks], found.problems) == (["序号\t姓名\t单位", "1\t张三\t某局"], ())


@pytest.mark.parametrize(
    ("head", "fmt"),
    [
        (b"From: <Saved by Windows Internet Explorer 8>\r\nSubject: x\r\nDate: Mon, 6 Mar 2023\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=x\r\nX-MimeOLE: Produced By Microsoft MimeOLE\r\n\r\n", "mht"),
        (b"Received: from x\r\n\tby y\r\nFrom: a@b.cn\r\nSubject: =?x?=\r\nMIME-Version: 1.0\r\n\r\nx", "eml"),
        (b"From: a@b.cn\nTo: c@d.cn\nSubject: x\n\nx", "eml"),
        (b"From: a@b.cn\nTo: c@d.cn\nSubject: x\n" + b"X: " + b"y" * 5000, "eml"),
        (b"To: all\nplease come", "txt"),
        ("from: 办公室\nto: 各科室\nsubject: 会议\n明天开会".encode(), "txt"),
        (b"Citywide plan: come\n\n", "txt"),
    ],
)  # fmt: skip
def test_a_mail_is_told_from_a_saved_page_and_from_text(head: bytes, fmt: str) -> None:
    assert sniff(io.BytesIO(head), "eml") == fmt


def test_a_mail_that_is_only_a_page_is_read() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.cn", "b@example.cn"
    message["Subject"] = "通知"
    message.set_content("您的邮箱不支持", subtype="plain")
    message.add_alternative(
        "<table><tr><td>甲的工作</td></tr></table><p>请各单位于三月十日前报送创建材料，逾期不候。</p>",
        subtype="html",
    )
    assert texts(message.as_bytes())[2:] == ["甲的工作", "请各单位于三月十日前报送创建材料，逾期不候。"]


def test_a_mail_passed_on_is_an_attachment() -> None:
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "a@example.cn", "b@example.cn", "转发"
    outer.set_content("见附件。")
    inner = EmailMessage()
    inner["Subject"] = "原来的邮件"
    inner.set_content("内容")
    outer.add_attachment(inner)
    assert texts(outer.as_bytes())[-1] == "附件：原来的邮件.eml"
    assert next(mail.attachments(io.BytesIO(outer.as_bytes())))[1].startswith(b"Subject:")


def test_a_mail_without_a_body_says_so() -> None:
    found = read(b"From: a@b.cn\nTo: c@d.cn\nSubject: x\n\n")
    assert [p.code for p in found.problems] == ["no-text"]


@pytest.mark.parametrize(
    ("date", "sent"),
    [
        ("Mon, 06 Mar 2023 23:30:00 -0500", "2023-03-06 23:30"),
        ("06 Mar 2023 10:00:00", "2023-03-06 10:00"),
        ("2023年3月6日 下午3:00", "2023-03-06 00:00"),
        ("2023-13-45", ""),
        ("Thu, 01 Jan 1970 00:00:00 +0000", ""),
        ("Mon, 99 Mar 99999 99:99:99 +9999", ""),
        ("", ""),
    ],
)
def test_the_date_is_the_sender_s_own(date: str, sent: str) -> None:
    assert mail._sent(date) == sent


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=?utf-8?Q?=E9=80=9A=E7=9F=A5?=", "通知"),
        ("=?GBK?B?zajWqg==?==?GBK?B?zajWqg==?=", "通知通知"),
        (f"Re: {Header('材料', 'gb2312').encode()}", "Re: 材料"),
        (f"=?x-nonsense?B?{base64.b64encode('通知材料'.encode('gbk')).decode()}?=", "通知材料"),
        ("通知", "通知"),
    ],
)
def test_encoded_words_are_read(value: str, expected: str) -> None:
    assert mime.decoded(value) == expected


def test_a_wrong_boundary_is_guessed() -> None:
    assert (
        texts(foxmail().replace(b'boundary="=====001=="', b'boundary="other"'))[3] == "请于三月十日前报送。"
    )


def test_endless_nesting_ends() -> None:
    head = b"From: a@b.cn\nTo: c@d.cn\nSubject: x\n"
    for nested in (
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n' * 30_000,
        b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\n\n" * 200_000,
        b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)),
    ):
        assert read(head + nested).blocks


def test_any_damage_leaves_text_or_a_reason() -> None:
    for whole in (written(), foxmail(), archived()):
        for data in (*cuts(whole), *flips(whole, 200)):
            for fmt in ("eml", "mht"):
                try:
                    found = mail.read(io.BytesIO(data), fmt)
                except Unreadable as error:
                    assert error.code == "empty"
                else:
                    assert has_text(found.blocks) or found.problems
                list(mail.attachments(io.BytesIO(data)))
