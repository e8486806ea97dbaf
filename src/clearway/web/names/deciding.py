"""Bodies, votes, hearings, experts."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.loop.residents_said import OUTCOMES as SAID

BODIES = {
    "owners": Bilingual("全体业主", "the owners"),
    "villagers": Bilingual("村民会议（十八周岁以上村民）", "village meeting (adult villagers)"),
    "village_households": Bilingual("村民会议（户的代表）", "village meeting (a person a household)"),
    "village_representatives": Bilingual("村民代表会议", "assembly of village representatives"),
    "residents": Bilingual("居民会议（十八周岁以上居民）", "residents' meeting (adults)"),
    "resident_households": Bilingual("居民会议（户的代表）", "residents' meeting (a person a household)"),
}
OPTION_KINDS = {
    "no_closure": Bilingual("不封闭", "no closure"),
    "time_slots": Bilingual("分时段管控", "time slots"),
    "full_closure": Bilingual("全封闭", "full closure"),
    "adopt": Bilingual("同意", "adopt"),
    "reject": Bilingual("不同意", "reject"),
}
VOTE_STATES = {
    "called": Bilingual("待合法性审查", "waits for the legal review"),
    "returned": Bilingual("审查退回", "returned by the legal review"),
    "announced": Bilingual("已公告", "announced"),
    "open": Bilingual("投票中", "open"),
    "over": Bilingual("已截止", "over"),
    "counted": Bilingual("已计票", "counted"),
    "closed": Bilingual("已结束", "closed"),
}
VOTE_OUTCOMES = {outcome.value: name for outcome, name in SAID.items()}
PROFESSIONS = {
    "doctor": Bilingual("医生", "doctor"),
    "nurse": Bilingual("护士", "nurse"),
    "lawyer": Bilingual("律师", "lawyer"),
    "judge": Bilingual("法官", "judge"),
    "epidemiologist": Bilingual("流行病学人员", "epidemiologist"),
    "social_worker": Bilingual("社会工作者", "social worker"),
    "fire_engineer": Bilingual("消防工程师", "fire engineer"),
    "other": Bilingual("其他专业", "other profession"),
}
ACTS = {
    "load_roll": Bilingual("载入名册", "load a roll"),
    "correct_roll": Bilingual("更正名册", "correct the roll"),
    "close_roll": Bilingual("确认名册", "confirm the roll"),
    "call_vote": Bilingual("发起表决", "call a vote"),
    "review_question": Bilingual("审查表决事项", "review the question"),
    "issue_ballots": Bilingual("印发选票", "print the ballots"),
    "hand_out_paper": Bilingual("发放纸质选票", "hand out paper"),
    "read_sheet": Bilingual("录入纸质选票", "read a paper ballot"),
    "count_vote": Bilingual("计票公布", "count and publish"),
    "call_hearing": Bilingual("召集听证", "call a hearing"),
    "register_speaker": Bilingual("登记发言", "register to speak"),
    "make_statement": Bilingual("发言", "make a statement"),
    "answer_statement": Bilingual("答复发言", "answer a statement"),
    "close_hearing": Bilingual("结束听证", "close the hearing"),
    "call_council": Bilingual("召集议事会", "call the council"),
    "minute_council": Bilingual("记录议事会", "minute the council"),
    "list_expert": Bilingual("列入专家名册", "put on the roster"),
    "ask_experts": Bilingual("请教专家", "ask experts"),
    "declare_interest": Bilingual("申明利益关系", "declare an interest"),
    "sign_opinion": Bilingual("署名意见", "sign an opinion"),
    "write_compact": Bilingual("起草公约", "write a compact"),
    "refer": Bilingual("引用结果", "refer to the result"),
}
THINGS = {
    "vote": Bilingual("表决", "vote"),
    "roll": Bilingual("名册", "roll"),
    "hearing": Bilingual("听证", "hearing"),
    "meeting": Bilingual("议事会", "council meeting"),
    "consultation": Bilingual("专家意见", "expert view"),
}
