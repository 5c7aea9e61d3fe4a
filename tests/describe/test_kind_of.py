from __future__ import annotations

import pytest

from papers import BODY, lined
from wenming_archive.describe import kind_of
from wenming_archive.describe.lines import Lines
from wenming_archive.formats import PICTURES, RECORDINGS

#: Titles by kind, one a line; the form decides, not the topic.
TITLES = {
    "notice": """关于开展文明单位创建活动的通知
        关于表彰先进集体的决定
        关于表彰先进集体的通报
        关于加强作风建设的意见
        关于同意设立志愿服务队的批复
        关于商请支持创建工作的函
        关于禁止燃放烟花爆竹的公告
        转发市文明办《关于开展志愿服务的通知》的通知
        关于召开创建动员大会的会议通知
        关于成立创建工作领导小组的决定
        市级文明单位拟推荐名单公示
        关于解决创建经费的请示""",
    "plan": """2023年创建文明单位工作方案
        2023年工作计划
        “十四五”精神文明建设规划
        2023年精神文明建设工作要点
        党组理论学习中心组2023年学习安排
        突发事件应急预案
        道德讲堂实施方案（试行）
        创建文明城市三年行动计划（2021—2023年）
        2023年工作计划（定稿）""",
    "regulation": """志愿服务管理制度
        文明科室评选办法
        请销假管理规定
        道德讲堂实施细则
        职工守则
        志愿服务队章程
        办公室岗位职责
        市民文明公约
        党组议事规则
        窗口服务规范
        值班制度
        首问负责制
        会议制度
        照片管理办法
        创建工作简报报送制度
        村规民约""",
    "minutes": """第三次党组会议纪要
        创建工作会议记录
        理论学习中心组学习记录
        诚信教育主题班会记录
        支部党员大会记录
        关于研究创建方案的会议纪要""",
    "summary": """2023年创建工作总结
        创建工作汇报
        文明单位创建自查报告
        测评说明报告
        创建工作情况报告
        2023年述职报告
        关于志愿服务开展情况的汇报
        创建工作汇报材料""",
    "ledger": """志愿服务活动台账
        学雷锋活动台帐
        志愿者名册
        道德模范名单
        创建工作会议签到表
        值班表
        2023年5月值班安排表
        文化市场巡查记录表
        创建任务分解表
        志愿者登记表
        学习情况统计表
        好人好事一览表""",
    "briefing": """创建工作简报
        精神文明建设工作动态
        我局开展志愿服务活动新闻稿
        文明创建信息""",
    "pledge": """安全生产责任书
        文明创建目标责任书
        诚信经营承诺书
        文明交通倡议书
        党员公开承诺书""",
    "speech": """在创建动员大会上的讲话
        在表彰会上的讲话稿
        在座谈会上的发言
        开幕式致辞
        演讲稿《我的梦》""",
    "certificate": """市级文明单位荣誉证书
        先进集体奖牌
        道德模范聘书""",
    "photo": """志愿服务活动照片
        宣传栏照片
        公益广告实景图片
        会议照片
        通知公示截图""",
    "other": """诚信教育教案
        道德与法治课件
        期末试卷
        垃圾清运合同
        共建协议
        食品经营许可证
        满意度调查问卷""",
}
CASES = [(kind, title.strip()) for kind, written in TITLES.items() for title in written.split("\n")]
PLAIN = "本页内容从略，详见原件扫描件所载，此处不再赘述。"


def by_title(title: str, *body: str, fmt: str = "docx") -> str:
    return kind_of.of(fmt, title, False, "扫描件001", lined(title, *body))


def by_name(stem: str, *body: str, fmt: str = "docx") -> str:
    return kind_of.of(fmt, stem, True, stem, lined(*body))


@pytest.mark.parametrize(("kind", "title"), CASES)
def test_a_title_tells_the_kind(kind: str, title: str) -> None:
    assert by_title(title, PLAIN) == kind


@pytest.mark.parametrize(("kind", "title"), CASES)
def test_a_name_tells_the_kind_of_a_scan(kind: str, title: str) -> None:
    assert by_name(title, fmt="pdf") == kind


@pytest.mark.parametrize("title", ["活动资料", "文字资料", "机构", "2023年", "学雷锋", "扫描件"])
def test_what_nothing_speaks_for_is_other(title: str) -> None:
    assert by_title(title, PLAIN) == by_name(title) == "other"


PLAN = ("一、指导思想", "坚持以人民为中心。", "二、工作目标", "创成市级文明单位。", "三、实施步骤", "分三个阶段进行。", "四、保障措施", "加强领导，落实责任。")  # fmt: skip
HEAD = ("某局文件", "某发〔2023〕5号", "关于印发《2023年创建工作实施方案》的通知", "各科室：")


@pytest.mark.parametrize(
    ("following", "kind"),
    [
        (["现将《2023年创建工作实施方案》印发给你们，请认真贯彻执行。", "某局", "2023年3月6日"], "notice"),
        (["现印发给你们。", "某局", "2023年3月6日", "附件：2023年创建工作实施方案"], "notice"),
        (["现印发给你们，请认真执行。", "某局", "2023年3月6日", "2023年创建工作实施方案", *PLAN], "plan"),
        (["现印发给你们，请认真执行。", "某局", "2023年3月6日", "某局2023年创建工作", *PLAN], "plan"),
        (["现印发给你们，请认真执行。", *PLAN], "plan"),
    ],
)
def test_a_notice_is_what_it_passes_on_when_that_follows(following: list[str], kind: str) -> None:
    written = [*HEAD, *following]
    assert kind_of.of("docx", HEAD[2], False, "发文", lined(*written)) == kind


def test_a_rule_passed_on_is_a_regulation() -> None:
    title = "关于印发《请销假管理制度》的通知"
    rules = [f"第{n}条 职工请假应当按照规定办理手续。" for n in "一二三四五六"]
    written = [
        title,
        "各科室：",
        "现印发给你们，请遵照执行。",
        "某局",
        "2023年3月6日",
        "请销假管理制度",
        *rules,
    ]
    assert kind_of.of("docx", title, False, "x", lined(*written)) == "regulation"


@pytest.mark.parametrize(
    ("stem", "kind"),
    [
        ("IMG_20230305_093011", "photo"),
        ("微信图片_20230305", "photo"),
        ("志愿服务活动", "photo"),
        ("表彰大会现场", "photo"),
        ("会议签到现场照", "photo"),
        ("值班制度上墙照片", "photo"),
        ("通知截图", "photo"),
        ("市级文明单位牌匾", "certificate"),
        ("先进个人荣誉证书", "certificate"),
        ("锦旗照片", "certificate"),
        ("会议签到表", "ledger"),
        ("志愿服务台账扫描件", "ledger"),
        ("党组会议纪要1", "minutes"),
        ("诚信承诺书", "pledge"),
        ("值班制度", "regulation"),
        ("创建活动通知", "notice"),
        ("志愿者签到", "photo"),
        ("现场登记", "photo"),
        ("签订承诺", "photo"),
        ("示范街授牌", "photo"),
        ("請柬獎狀", "certificate"),
    ],
)
def test_a_picture_is_a_photo_unless_it_shows_a_page_or_a_plaque(stem: str, kind: str) -> None:
    assert {kind_of.of(fmt, stem, True, stem, Lines(())) for fmt in PICTURES} == {kind}


@pytest.mark.parametrize("stem", ["创建专题片", "会议录音", "关于开展活动的通知", ""])
def test_sound_and_film_are_video(stem: str) -> None:
    assert {kind_of.of(fmt, stem, True, stem, Lines(())) for fmt in RECORDINGS} == {"video"}


@pytest.mark.parametrize(
    ("written", "fmt", "kind"),
    [
        (["||序号|姓名|单位|联系电话", "|1|张三|某局|1", "|2|李四|某局|2"], "xlsx", "ledger"),
        (["||序号|姓名|单位|联系电话", "|1|张三|某局|1", "|2|李四|某局|2"], "docx", "ledger"),
        (["||日期|内容|巡查人", "|1月|网吧|张三"], "xlsx", "ledger"),
        (["|a|b"], "xlsx", "ledger"),
        (["会议时间：2023年3月6日", "会议地点：三楼", "主持人：张三", "记录人：李四", "散会。"], "docx", "minutes"),
        (["第一章 总则", "第一条 为规范工作，制定本制度。", "第二条 本制度适用于全局。"], "docx", "regulation"),
        (["各科室：", "经研究决定，定于三月召开会议，请按时参加。", "特此通知"], "docx", "notice"),
        (["同志们：", "今天我们在这里召开大会。", "谢谢大家！"], "docx", "speech"),
        (["授予：某局", "被评为市级文明单位，特发此证，以资鼓励。"], "pdf", "certificate"),
        (["兹郑重承诺如下：", "承诺人：张三"], "docx", "pledge"),
    ],
)  # fmt: skip
def test_without_a_title_the_text_tells_the_kind(written: list[str], fmt: str, kind: str) -> None:
    assert kind_of.of(fmt, "x", True, "文件1", lined(*written)) == kind


def test_a_record_in_columns_is_a_ledger() -> None:
    rows = ["||日期|检查内容|检查人", *("|3月|网吧|张三" for _ in range(5))]
    assert kind_of.of("xlsx", "文化市场巡查记录", False, "x", lined("# 文化市场巡查记录", *rows)) == "ledger"


def test_the_title_outweighs_the_file_s_name() -> None:
    assert (
        kind_of.of("docx", "创建工作总结", False, "关于报送材料的通知", lined("创建工作总结", *BODY))
        == "summary"
    )


def test_a_label_above_the_title_tells_the_kind() -> None:
    written = ["交流发言材料", "以文明创建引领城市发展", *BODY]
    assert kind_of.of("docx", "以文明创建引领城市发展", False, "x", lined(*written)) == "speech"
