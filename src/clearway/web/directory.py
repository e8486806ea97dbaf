"""Every page, in the order of the loop: monitor, warn, respond, evaluate; what only offices open is marked so."""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its address, what it is called, what one does there; ``office``: not for the public."""

    address: str
    title: Bilingual
    about: Bilingual
    office: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the loop with its pages."""

    title: Bilingual
    entries: tuple[Entry, ...]


def _page(address: str, zh: str, en: str, about_zh: str, about_en: str, *, office: bool = False) -> Entry:
    return Entry(address, Bilingual(zh, en), Bilingual(about_zh, about_en), office)


STAGES: tuple[Stage, ...] = (
    Stage(
        Bilingual("监测", "Monitor"),
        (
            _page("/", "地图", "Map", "现在哪里受限、哪里有预警", "what is restricted now, and where a warning stands"),
            _page(
                "/measures/",
                "措施公示",
                "Measures",
                "每项措施的依据、期限和决定机关",
                "why, until when, decided by whom",
            ),
            _page(
                "/report/",
                "我要反映",
                "Report",
                "拍照反映堵门，凭查询码跟踪",
                "report a blocked way, follow it by its token",
            ),
            _page("/track/", "查办理进度", "Follow a report", "凭查询码，不用账号", "by token, without an account"),
            _page(
                "/roads/critical/",
                "要紧的路和门",
                "Critical ways",
                "断了会影响最多人的地方",
                "where a closure would hurt most",
                office=True,
            ),
            _page(
                "/feeds/", "订阅与开放数据", "Feeds", "Atom、日历、WZDx、CAP、表格", "Atom, calendar, WZDx, CAP, tables"
            ),
            _page(
                "/opinion/",
                "舆情回应",
                "Public opinion",
                "谁回应、何时前、答了什么",
                "who answers, until when",
                office=True,
            ),
            _page(
                "/opinion/answers/",
                "回应关切",
                "Answers",
                "大家关心的事，怎么答的",
                "what many spoke of, and the answer",
            ),
            _page(
                "/notices/",
                "通知",
                "Notices",
                "谁收到什么，哪些没送到",
                "who is told what, and what could not be sent",
                office=True,
            ),
        ),
    ),
    Stage(
        Bilingual("预警", "Warn"),
        (
            _page("/board/", "工作台", "Board", "预警、案件和时限", "warnings, cases, time limits", office=True),
            _page(
                "/board/late/",
                "超期看板",
                "What is late",
                "已经超期和快要超期的",
                "overdue, and soon to be",
                office=True,
            ),
            _page(
                "/grades/",
                "风险等级",
                "Risk grades",
                "十二项指标，改什么会变级",
                "twelve indicators, and what would change them",
            ),
            _page(
                "/model/",
                "预警准不准",
                "How good the warnings are",
                "命中率、误报和校准",
                "hits, false alarms, calibration",
            ),
            _page("/lexicon/", "词表", "Lexicon", "从更正里长出来的词", "words learnt from corrections", office=True),
            _page(
                "/moderation/",
                "公开前审核",
                "Moderation",
                "对外公开的描述先看一遍",
                "descriptions before they are public",
                office=True,
            ),
        ),
    ),
    Stage(
        Bilingual("处置", "Respond"),
        (
            _page(
                "/propose/",
                "提出措施",
                "Propose",
                "边填边看是否合法、谁受影响",
                "legality and harm while you fill it in",
                office=True,
            ),
            _page(
                "/proposals/", "提案", "Proposals", "逐级审批到哪一步", "where each stands in its chain", office=True
            ),
            _page(
                "/policies/",
                "政策直达",
                "Policies",
                "上级限制、签收和层层加码",
                "limits from above, receipts, add-ons",
                office=True,
            ),
            _page(
                "/roads/whatif/",
                "关了会怎样",
                "What if",
                "点一个门，看谁去不了哪里",
                "pick a gate, see who loses what",
                office=True,
            ),
            _page(
                "/roads/zones/",
                "三区划定",
                "Zones",
                "封控、管控、防范区的最小范围",
                "the smallest lawful zones",
                office=True,
            ),
            _page("/votes/", "居民议事", "Residents decide", "表决、名册、听证", "votes, rolls, hearings"),
            _page("/experts/", "专家意见", "Expert views", "含退休医务、法律人员", "retired doctors and lawyers too"),
            _page("/passes/", "通行证", "Passes", "就医购药当场发", "medical need at once"),
            _page("/gate/", "门岗核验", "At the gate", "断网也能用，不留行踪", "works without signal, keeps no trail"),
            _page(
                "/inspect/",
                "现场检查",
                "Visits",
                "清单、照片、整改前后",
                "checklist, photos, before and after",
                office=True,
            ),
            _page(
                "/inspections/",
                "督查和专项治理",
                "Inspections",
                "抽样、问题清单、整改销号",
                "samples, findings until cleared, campaigns",
                office=True,
            ),
            _page(
                "/bulletins/", "督查通报", "Bulletins", "查了什么、改了多少", "what was found, and how much is cleared"
            ),
            _page(
                "/help/",
                "需要帮助",
                "Ask for help",
                "药、透析、吃的，办到您确认",
                "medicine, dialysis, food: until it arrived",
            ),
            _page(
                "/support/", "民生保障", "Support", "求助、帮办人和时限", "requests, helpers, time limits", office=True
            ),
            _page("/desk/", "服务台", "Desk", "替来电来访的人办", "for those who call or walk in", office=True),
            _page(
                "/board/meeting/",
                "联席例会",
                "Joint meeting",
                "本周冲突、时限和案件",
                "conflicts, limits and cases of the week",
                office=True,
            ),
            _page(
                "/resources/",
                "人员与物资",
                "People and materials",
                "缺口、调拨、捐赠",
                "gaps, dispatches, gifts",
                office=True,
            ),
            _page("/training/", "培训", "Training", "按岗位的课程和情景题", "courses by role, scenarios", office=True),
        ),
    ),
    Stage(
        Bilingual("评估", "Evaluate"),
        (
            _page("/funds/", "资金", "Funds", "收支、分担和成效", "money, who bore it, what it did", office=True),
            _page(
                "/reviews/",
                "季度评估",
                "Quarterly reviews",
                "封了什么、超了多久、换来什么，维持还是退出",
                "what closed, how long, what it bought; keep or exit",
            ),
            _page(
                "/goals/",
                "阶段目标",
                "Goals by stage",
                "3、6、12 个月的目标与账本；方案所称的数字",
                "3, 6 and 12 months beside the ledger; what the plan claims",
            ),
            _page(
                "/grades/audit",
                "算法审计",
                "Audit of the grades",
                "按小区类型的误差",
                "errors by kind of neighbourhood",
            ),
            _page("/law/", "规则依据", "Rules", "每条规则的出处和生效日", "where each is written, and since when"),
            _page(
                "/ledger/head",
                "账本指纹",
                "Head of the ledger",
                "用来核对历史没被改动",
                "to check that history was not changed",
            ),
            _page("/docs/", "使用说明", "Documentation", "教程、做法、参考", "tutorials, how-tos, reference"),
        ),
    ),
)


def stages(office: bool) -> tuple[Stage, ...]:
    """What this viewer may open."""
    return tuple(
        Stage(stage.title, tuple(entry for entry in stage.entries if office or not entry.office)) for stage in STAGES
    )
