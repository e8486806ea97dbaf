"""Events of residents' decisions: rolls, votes, hearings, councils, experts, compacts."""

from __future__ import annotations

from clearway.core.words import Bilingual

RESIDENTS_EVENTS = {
    "roll_loaded": Bilingual("载入名册", "roll loaded"),
    "roll_corrected": Bilingual("更正名册", "roll corrected"),
    "roll_closed": Bilingual("名册确定", "roll closed"),
    "vote_called": Bilingual("发起表决", "vote called"),
    "question_reviewed": Bilingual("议题审查", "question reviewed"),
    "ballots_issued": Bilingual("发放选票", "ballots issued"),
    "turn_taken": Bilingual("已领票", "turn taken"),
    "sheet_read": Bilingual("读取纸质票", "paper sheet read"),
    "ballot_boxed": Bilingual("选票入箱", "ballot in the box"),
    "vote_counted": Bilingual("计票", "vote counted"),
    "hearing_called": Bilingual("召开听证", "hearing called"),
    "speaker_registered": Bilingual("登记发言", "speaker registered"),
    "statement_made": Bilingual("发言", "statement made"),
    "statement_answered": Bilingual("答复发言", "statement answered"),
    "hearing_closed": Bilingual("听证结束", "hearing closed"),
    "council_called": Bilingual("召集议事会", "council called"),
    "council_met": Bilingual("议事会开会", "council met"),
    "expert_listed": Bilingual("专家入库", "expert listed"),
    "experts_asked": Bilingual("征求专家意见", "experts asked"),
    "interest_declared": Bilingual("声明利害关系", "interest declared"),
    "signed": Bilingual("电子签名", "electronic signature"),
    "opinion_signed": Bilingual("签署意见", "opinion signed"),
    "compact_written": Bilingual("起草公约", "compact written"),
    "compact_adopted": Bilingual("通过公约", "compact adopted"),
}
