"""Does the barrier still stand? A grammar of denial and completion, clause by clause; the last clear word wins.

没有堵, 锁已经打开, 不再要码, reopened → cleared. 还没放开, 说放开了其实没开, 什么时候打开, please reopen → standing.
"""

from __future__ import annotations

import re

from clearway.core.barriers import TextStatus

_CLAUSE = re.compile(r"([,.;!?~\n:]|但是?|可是|不过|结果|然而|其实|只是|\bbut\b|\bhowever\b|\bthough\b|\byet the\b)")
_BLOCK = "堵|锁|封|拦|焊|围|挡|占|卡|关|砌|钉"
_DEMAND = "码|证|签|承诺|保证书|责任书|登记|报备|填|表|刷脸|人脸|手续|核酸|条子|介绍信|盖章|审批|查|问"
_UNDO = (
    "打开|敞开|开开|放开|松开|解开|解封|解除|解禁|解锁|开锁|开放|开通|通车|通行|畅通|疏通|打通|拆除|拆走|拆掉|拆完|拆开|拆光|拆干净|拆了|撤除|撤走|撤掉|撤离|撤销|撤了|撤完|撤回|"
    "移走|移除|移开|移到|搬走|搬开|搬离|搬掉|挪走|挪开|挪到|清走|清除|清理|清空|清掉|清运|清开|清完|清干净|恢复|取消|废止|作废|停用|叫停|放行|整改|处理好|处理完|处理完毕|处置完|解决|"
    "剪断|剪开|剪了|锯开|锯断|锯了|切开|切断|切了|割开|割断|割了|砸开|砸了|推平|推开|填平|铲平|铲走|铲掉|铲除|铲了|运走|拉走|拖走|拖离|吊走|腾开|腾出|腾空|收走|收起来|收了|卸了|卸掉|卸下|"
    "扒了|扒掉|扒开|扯掉|扯了|撬开|撬了|揭了|揭掉|弄走|弄开|弄掉|抬走|抬开|掀掉|掀开|撕了|撕掉|松绑|解了|消除|排除|化解|落实到位|开走|让开|停了"
)
_DONE = "已经|已|均已|都已|早就|早已|刚才|刚刚|刚|终于|总算|现在|现已|目前|如今|全都|全部|全|都|今天|今早|昨天|昨晚|上午|下午|中午|早上|傍晚|午后|给|把|被|就"
_WAY = "门|锁|卡口|路口|道口|出口|入口|通道|口子|关卡|道|路|闸|大门|栏杆|杆|岗|桥|街|巷"

_CLEARED = (
    rf"(没有?|未|不再|再也?没|没人|没有人|未再|不会再|不)(再|人|被|人再|怎么|有|见|让人|发现有?|用|设|在)?(堵|锁|封|拦|焊|挡|占用|占道|设卡|卡我|卡人|围)(?!不)",
    rf"(没有?|未)(再)?(设|见|发现|看到|看见)[^,]{{0,4}}(卡|障|锁|堵|封|拦|围|占)",
    rf"(不再|不用|无需|无须|不需要?|不必|不要求|不问|免了?|不要|没人|没有人|没有?再?|没再|也不|都不)(再|去|要|人|出示|提供|我们?|你|扫|看|查|交|开|办|什么|任何|搞|做|要求|问)*({_DEMAND})[^,]{{0,8}}(了|就|直接|也|都|能|可以|啦|$)",
    rf"(不|没有?|没人|没再)(扫|查|看|问|要|签|填|限|管|收|卡|拦)[^,]{{0,6}}(了|啦)$",
    rf"({_DEMAND}|限制|规定|做法|要求|禁令|禁行|限行|卡点|关卡|管控|政策|土政策)[^,]{{0,8}}(取消|不要|撤销|撤了|废|停|解除|没了|不查|不看|不用|不收|叫停|作废|免)[^,]{{0,3}}",
    rf"({_DONE})[^,]{{0,12}}({_UNDO})",
    rf"({_UNDO})[^,]{{0,6}}(了|完毕|完成|啦|好|喽|咯|到位|干净)",
    rf"(恢复)[^,]{{0,4}}(正常|通行|畅通|开放|原样|原状|进出|出入|通车|秩序|营业|运行)",
    rf"({_WAY})[^,]{{0,6}}(开|通|敞)(了|着|啦|喽|咯|的)",
    rf"({_WAY})[^,]{{0,4}}(是|都|全|就|一直)[^,]{{0,2}}(开着?|通着?|敞着?|畅通)的?",
    r"(能|可以|可|让|给|准|允许)(够)?(正常|自由|随便|直接|顺利|随意|照常|放心|随时|让|一路)?[^,]{0,4}(进|出|过|走|通行|通过|开进|上学|买药|看病|买菜|行驶|用)[^,]{0,5}(了|啦|喽|咯|无阻)",
    r"(自由|正常|随意|随便|照常|顺利|直接|一路)[^,]{0,2}(进|出|通行|通过|过|走|畅通)",
    r"(进得去|出得去|出得来|过得去|进得来|走得通|通得过|开得进|开得出)",
    r"(畅通|通畅|通行)(了|无阻|正常|无碍)|道路畅通|路面畅通|已.{0,3}通(了|$)|(又|都|全)通(了|啦)|通了|通啦",
    r"不属实|不存在|没有的事|没有?这回?事|没有此|未发现|没发现|没有发现|并没有|并未|是误会|误报|没有?问题|不见了|没了(?!.*(药|菜|米|粮|饭|电|吃))|松绑|从未|从来没",
)
_STANDING = (
    rf"(又|再次|重新|再度|反复|重又|反而|接着|转头|回头|倒|改|换)[^,]{{0,10}}({_BLOCK}|设|要|扫|加|装|放回|摆|搬来|搬回|垒|挖|码|签|查|拉上|回来|恢复原样|老样子)",
    rf"(还是|仍|依然|依旧|照样|照旧|照|还在|还有|还要|还得|还需|还|至今|到现在|一直|始终|总)(旧|然)?[^,]{{0,10}}({_BLOCK}|要|查|扫|签|不让|不给|不能|不准|没有?|未|出不|进不|过不|不行|不开|不放|不走|在|摆|横|老样子|那样)",
    r"(没有?|未)(真|给|人)?(打开|开门|开过|开$|拆|动|撤|放|解决|处理|通|恢复|取消|整改|落实|清|搬|移|挪|变|解)",
    r"(根本|压根|实际|实则|并|一点|完全|从来)(上|就|都)?(没|不|未)[^,]{0,6}(开|拆|撤|放|动|解|清|变|通|取消|让)",
    r"(换成|改成|变成|改用|换了|变相|变本加厉|假的|做样子|做做样子|走过场|糊弄|骗人|忽悠|只留|一条缝|半扇|没人管|一走|走了就|装样子|阳奉阴违)",
    r"(晚上|夜里|半夜|天黑|过后|第二天|隔天|当天|今早|今天|转天|下午|没多久|不到)[^,]{0,8}(又|再|就|给)[^,]{0,6}(锁|堵|封|关|拦|焊|围|上)",
    r"(打不开|开不了|进不去|出不去|过不去|进不来|出不来|走不了|锁着|堵着|封着|拦着|不让(进|出|走|过)|不放行|不给(进|出|过))",
    r"(不到|不过|只|才|就)(开|放|通|撤|拆)[^,]{0,3}(了|到)?[^,]{0,3}(一|半|几|两|三|十|小时|分钟|天|会|边|侧|部分|点|个)",
)
_DOUBT = (
    r"(还没|还未|没有|没|未|仍|尚|迟迟|不肯|不愿|拒不|拒绝|不给|不让|不能|不可以|不准|不许|不得|别|才|才能|才让|才给|才可|方可|方能|什么时候|何时|多久|多会|哪天|何日|能不能|可不可以|可否|能否|是否|有没有|会不会|"
    r"希望|盼|期待|恳请|恳求|请|求|要求|建议|麻烦|尽快|尽早|早日|赶紧|赶快|赶忙|立即|立刻|马上|快点|快来|应该|应当|应|必须|帮忙|帮我|督促|协调|责令|如果|要是|假如|若|除非|只有|只要|号称|谎称|口头|嘴上|表面|名义上|对外|声称|据称|"
    r"说好|说要|说会|说是|说马上|说今天|说明天|说过|答应|承诺(?!书)|保证(?!书)|骗|准备|打算|即将|将会|将于|将在|再不|等|直到|怎么才|怎样才|想|需要|须|需|得(?!来|去)|不敢|敢|私自|偷偷|强行|自己|我们.{0,3}(动手)|叫.{0,6}(把|来)|让.{0,6}(把|来))"
)
_ASKING = re.compile(r"(吗|么|嘛|没有?|呢|不|否)$")

_EN_UNDONE = r"(re-?opened|opened(?: up)?|open|unlocked|unblocked|removed|lifted|cleared(?: away)?|taken (?:down|away|off)|dismantled|gone|restored|resolved|fixed|scrapped|dropped|withdrawn|cancelled|abolished|passable|moved away|accessible|cut off|cut open|filled in|back to normal)"
_EN_CLEARED = (
    rf"\b(has|have|had|is|are|was|were|been|got|now|already|finally|just|since|all|today|yesterday|they|'s|again)\b(?: \w+){{0,3}} {_EN_UNDONE}\b",
    r"\b(removed|took (away|down|off)|lifted|unlocked|reopened|re-opened|dismantled|opened|scrapped|dropped|cleared away|cut off|cut) (the|that|those|all|their|its|it|up)\b",
    r"\b(no longer|never|not|isn't|wasn't|aren't|weren't|nothing is|nobody is) (?:\w+ ){0,2}(blocked|blocking|locked|closed|chained|sealed|required?|requires|needs?|needed|asking|asks?|asked|demands?|demanding|checked|checks?|have to|there|stopp\w+|obstructed|turned)\b",
    r"\b(any ?more|freely|without (any )?(problem|trouble|hindrance)|no (barrier|obstruction|blockage|lock|chain|roadblock)s?)\b",
    r"\b(can|could|may|able to) (?:\w+ ){0,2}(get|pass|drive|walk|go|enter|leave|come|use)(?: \w+){0,4} (again|now|freely|normally)\b",
    r"\bopen again\b|\bopens again\b|\bback to normal\b|\bstopped (asking|checking|demanding|requiring|scanning)\b|\bgot through (fine|easily|without)\b|\bnot true\b|\bfalse report\b|\bre-?opened\b|\bunblocked\b",
)
_EN_STANDING = (
    r"\b(still|again) (?:\w+ ){0,3}(locked|blocked|closed|chained|shut|sealed|there|not|up|no|need|demand\w*|ask\w*|can't|cannot|refus\w*|standing|in place|stuck|won't)\b",
    r"\b(locked|blocked|closed|chained|shut|sealed|welded|back) (?:\w+ ){0,3}(again|back)\b|\bput (it |them )?back\b",
    r"\b(not|never|n't|isn't|hasn't|haven't|wasn't|aren't|won't|nobody|no one|nothing)\b(?: \w+){0,4} (been |be )?(open\w*|reopen\w*|remov\w*|lift\w*|clear\w*|unlock\w*|unblock\w*|resolved|fixed|change\w*|taken|done|moved)\b",
    r"\b(replaced|instead|only (one|half|for|a)|nothing has changed|in reality|in fact)\b",
)
_EN_DOUBT = (
    r"\b(not|never|n't|yet to|when|will|would|should|shall|please|hope|hoping|want|wants|wish|until|till|unless|if|must|needs? to|supposed|promis\w+|claim\w*|supposedly|allegedly|has to be|have to be|"
    r"could you|can you|can someone|ask(ed|ing)? (them|you|him)|refus\w+|demand\w*|request\w*|before|once|waiting|to be)\b"
)

_YES = re.compile("|".join(f"(?:{rule})" for rule in _CLEARED))
_NO = re.compile("|".join(f"(?:{rule})" for rule in _STANDING))
_HOPE = re.compile(_DOUBT)
_EN_YES = re.compile("|".join(f"(?:{rule})" for rule in _EN_CLEARED))
_EN_NO = re.compile("|".join(f"(?:{rule})" for rule in _EN_STANDING))
_EN_HOPE = re.compile(_EN_DOUBT)


def status(text: str) -> TextStatus:
    """Status of a plain text (see ``plain``)."""
    verdict = TextStatus.STANDING
    pieces = _CLAUSE.split(text)
    for clause, stop in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        vote = _vote(clause.strip(), stop == "?")
        verdict = vote or verdict
    return verdict


def _vote(clause: str, question: bool) -> TextStatus | None:
    if not clause:
        return None
    rules = (_EN_YES, _EN_NO, _EN_HOPE) if clause.isascii() else (_YES, _NO, _HOPE)
    return _weigh(clause, question, *rules)


def _weigh(
    clause: str, question: bool, yes: re.Pattern[str], no: re.Pattern[str], hope: re.Pattern[str]
) -> TextStatus | None:
    cleared, standing = yes.search(clause), no.search(clause)
    if cleared and _only_hoped(clause, cleared, question, hope):
        cleared = None
    if standing and (cleared is None or standing.end() > cleared.start() + 1):
        return TextStatus.STANDING
    return TextStatus.CLEARED if cleared else None


def _only_hoped(clause: str, cleared: re.Match[str], question: bool, hope: re.Pattern[str]) -> bool:
    if question or _ASKING.search(clause):
        return True
    doubt = hope.search(clause, 0, cleared.start() + 1)
    return doubt is not None and doubt.start() < cleared.start()
