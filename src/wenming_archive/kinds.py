"""The kinds of evidence (材料类型): one row each, and the words that give them away.

To add a kind, add a row.  The catalogue then accepts it, ``describe`` tries it, and gaps and
exports print its label.  The order of the rows is the order inside one indicator.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of evidence."""

    #: Identity in the catalogue and in JSON.
    id: str
    #: What people call it; a catalogue may use it instead of the id.
    label: str
    #: Words for the form (文种); the right-most one in a title names its kind.
    forms: tuple[str, ...] = ()
    #: Words the body of such a document uses, and other kinds seldom do.
    body: tuple[str, ...] = ()
    #: Column heads of such a table.
    heads: tuple[str, ...] = ()
    #: Regular expressions (multi-line) for what only such a document has.
    marks: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


KINDS: tuple[Kind, ...] = (
    Kind(
        "notice",
        "通知文件",
        forms=_words(
            "通知 通报 决定 意见 批复 复函 函 公告 通告 公示 请示 转发 红头文件 邀请函 征求意见 "
            "批示 命令 决议 任命 通知书 告知书 会议通知 回复 答复"
        ),
        body=_words("特此通知 特此公告 特此通报 现印发给你们 请遵照执行 请认真贯彻 经研究决定 请结合实际"),
        marks=(
            r"^各.{1,40}[:：]$",
            r"^(此复|特此函(复|告))[。.]?$",
        ),
    ),
    Kind(
        "plan",
        "方案计划",
        forms=_words(
            "方案 计划 规划 要点 安排 预案 部署 工作安排 日程 行动计划 思路 设想 计划书 策划书 "
            "策划 方略 路线图 议程 流程 活动安排 计划表"
        ),
        body=_words(
            "指导思想 工作目标 总体目标 目标任务 实施步骤 工作步骤 保障措施 时间安排 活动主题 "
            "活动时间 活动地点 活动流程 工作要求 组织领导 主要任务 活动目的 参加人员 方法步骤"
        ),
    ),
    Kind(
        "regulation",
        "制度办法",
        forms=_words(
            "制度 办法 规定 细则 守则 章程 职责 公约 规则 规范 条例 机制 准则 规程 须知 "
            "村规民约 民约 标准 责任制 负责制 岗位职责 纪律 手册 议事规则 管理规定 程序 要求 规矩 约定"
        ),
        body=_words("总则 附则 本制度 本办法 本规定 自发布之日起 自印发之日起 负责解释 第一条 第二条"),
        marks=(r"^第[一二三四五六七八九十百]+[条章](.|\n)*^第[一二三四五六七八九十百]+[条章]",),
    ),
    Kind(
        "pledge",
        "责任书承诺书",
        forms=_words("责任书 责任状 承诺书 倡议书 保证书 倡议 承诺 公开承诺 军令状 自律书 宣言 誓词"),
        body=_words("郑重承诺 我承诺 签订人 承诺人 责任人签字 倡议如下 我们倡议 甲方 乙方 责任目标"),
    ),
    Kind(
        "ledger",
        "台账名册",
        forms=_words(
            "台账 台帐 名册 花名册 名单 登记表 登记簿 登记册 统计表 一览表 签到表 签到簿 签到册 "
            "签到 排班表 值班表 巡查记录表 检查记录表 任务分解表 分解表 明细表 明细 汇总表 汇总 "
            "清单 报表 通讯录 情况表 记录表 公示表 考勤表 登记 统计 轮值表 安排表 值日表 "
            "责任分工表 分工表 台账表 发放表 领取表 考核表 评分表 测评表 调查表 积分表 积分册 "
            "检查表 信息表 目录 登统表 名录 表"
        ),
        heads=_words(
            "序号 姓名 性别 年龄 年级 班级 单位 部门 科室 职务 联系电话 电话 签名 签到 日期 "
            "时间 内容 活动内容 地点 人数 责任人 备注 整改 整改情况 完成时限 时长 数量 金额 编号 "
            "服务时长 责任单位 负责人 住址 身份证号 得分 合计 户主 项目"
        ),
    ),
    Kind(
        "minutes",
        "会议纪要",
        forms=_words(
            "会议纪要 会议记录 纪要 学习记录 班会记录 例会记录 会议纪录 记录 民主生活会 组织生活会 "
            "活动记录 讨论记录 座谈记录 谈话记录 听课记录 议事记录 教研记录 研讨记录 笔记 学习笔记 "
            "活动纪实 评议记录 笔录 会议记录表"
        ),
        body=_words(
            "会议时间 会议地点 主持人 记录人 参会人员 出席人员 缺席 列席 出席 会议议定 会议指出 "
            "会议强调 会议要求 会议认为 散会 议题 会议内容 参加人员 发言 主持 到会"
        ),
        marks=(r"^(会议)?(主持(人)?|记录(人)?|出席(人员)?|列席(人员)?|缺席(人员)?|议题)[:：]",),
    ),
    Kind(
        "briefing",
        "简报信息",
        forms=_words(
            "简报 专报 快报 动态 工作动态 新闻稿 信息 工作信息 新闻 报道 通讯 消息 信息稿 美篇 "
            "推送 公众号 宣传稿 特刊 专刊 简讯 侧记 纪实"
        ),
        body=_words("本报讯 通讯员 记者 编辑 供稿 签发 报送 共印 阅读量 近日 日前 为进一步 近日来"),
        marks=(
            r"^第\s*[0-9〇零一二三四五六七八九十百]+\s*期",
            r"^(报|送|发|抄送|主报)[:：]",
            r"[(](通讯员|记者|供稿|撰稿)",
            r"^(\d{4}年)?(\d{1,2}月\d{1,2}日|近日|近期|日前|连日来)(上午|下午|当天|晚上?|清晨)?[,，.、一是起](?=.{25})",
            r"”.{0,14}(说|介绍|表示|笑着|告诉)|(说|介绍|表示)[:：,，]?“",
            r"^\((?!.*(讨论稿|试行)).{0,24}(19|20)\d\d年\d{1,2}月\d{1,2}日\)$",
        ),
    ),
    Kind(
        "summary",
        "总结汇报",
        forms=_words(
            "总结 小结 汇报 汇报材料 自查报告 说明报告 情况报告 报告 述职 述职报告 情况说明 说明 "
            "工作情况 自评报告 自查 调研报告 情况 综述 经验材料 典型材料 回顾 分析 考察报告 成效 "
            "自评 工作报告 简介 概况 经验做法"
        ),
        body=_words(
            "一年来 取得的成效 存在问题 存在的问题 下一步打算 下一步工作 基本情况 主要做法 工作成效 "
            "回顾 取得了 累计 共开展 现将 汇报如下 总结如下 报告如下"
        ),
    ),
    Kind(
        "speech",
        "讲话发言",
        forms=_words("讲话 发言 致辞 讲稿 讲话稿 发言稿 演讲稿 演讲 主持词 开幕词 闭幕词 讲话提纲 寄语"),
        body=_words("同志们 尊敬的 老师们 同学们 大家好 谢谢大家 各位领导 各位来宾 我的发言"),
        marks=(
            r"^(同志们|各位(领导|来宾|代表|老师|同志|同学|家长|嘉宾|同事)|老师们|同学们|尊敬的(各位)?(领导|老师|来宾|家长|评委)|亲爱的(同学|老师)).{0,30}[:：,，!！]",
        ),
    ),
    Kind(
        "certificate",
        "荣誉证书",
        forms=_words(
            "证书 奖牌 牌匾 锦旗 聘书 奖状 荣誉证书 获奖证书 荣誉称号 匾牌 奖杯 授牌 荣誉 "
            "命名文件 合格证 结业证"
        ),
        body=_words("特发此证 以资鼓励 荣获 授予 被评为 特颁此证 兹聘请"),
    ),
    Kind(
        "photo",
        "照片",
        forms=_words("照片 图片 实景 截图 合影 剪影 掠影 影像 宣传栏 现场照 照 图"),
    ),
    Kind(
        "video",
        "音像",
        forms=_words("视频 录音 录像 专题片 宣传片 短片 微电影 音频"),
    ),
    Kind(
        "other",
        "其他",
        forms=_words(
            "教案 课件 试卷 合同 协议 协议书 许可证 教学设计 试题 发票 收据 申请书 申请表 问卷 "
            "平面图 位置图 示意图 剧本 歌词 节目单 海报 标语 简历 教材 申报表 推荐表 审批表 保单 "
            "事迹 先进事迹 事迹材料 心得 体会 心得体会 读后感 感悟 说明书 使用说明 明白纸 宣传单 "
            "折页 办事指南 指南 申请 秩序册 明信片 请柬 授权书 委托书 结算单 订单 报价单 菜谱 "
            "食谱 作业 一封信 公开信 慰问信 感谢信 表扬信 安装说明 操作说明"
        ),
        body=_words("教学目标 教学重点 甲乙双方 满分 考试时间"),
    ),
)

BY_ID: dict[str, Kind] = {kind.id: kind for kind in KINDS}
_BY_LABEL: dict[str, Kind] = {kind.label: kind for kind in KINDS}
RANK: dict[str, int] = {kind.id: n for n, kind in enumerate(KINDS)}


def find(name: str) -> Kind | None:
    """Return the kind called ``name``, by its id or its Chinese label, or ``None``."""
    name = name.strip()
    return BY_ID.get(name) or _BY_LABEL.get(name)
