"""Names of people, by where they stand: after 我叫, before 女士, beside a phone, at the end of a letter.

There is no list of names, only surnames, characters usual in given names, and the words around (lexicon/names.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clearway.monitor.needed import Sieve
from clearway.monitor.text.lexicon import document

_TOP = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温"
    "康施文樊葛邢乔庞颜倪庄聂章鲁岳翟殷詹申欧耿"
)
_CALLED = (
    "马王李张刘陈杨赵吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董程曹袁邓许沈曾彭吕苏蒋蔡贾魏薛潘杜戴汪姚谭廖邹熊郝邱"
    "秦侯邵孟龚周肖丁崔陆范夏钟姜卢任叶余"
)
_PLACE_AFTER = (
    "村路街苑园镇庄桥巷湾里坊城塘湖山河岭坪坝沟屯寨弄组府轩郡居乡店集营港洲岛林场口坡沱垭|小区|社区|大道|"
    "家园|花园|大厦|广场|学校|医院|新城|公司|超市|药店|药房|小学|中学|"
    "幼儿园|公园|家(?:村|庄|湾|坝|沟|店|屯|寨|河|桥|巷|坪|岭|院|园|坳|冲|塘|楼|营|集)"
)
_PART = re.compile(r"«(\w+)»")
_NOT_PLACE = "(?!" + "|".join([f"[{_PLACE_AFTER.split('|')[0]}]", *_PLACE_AFTER.split("|")[1:]]) + ")"
_EDGE = (
    r"(?=$|[\s,.;:!?()\[\]、。，；：！？（）“”\"'《》<>|/〔〕\-—~…]|反映|来电|称|表示|说|的|是|今年|男|女|"
    r"电话|手机|身份|住|报|求助|投诉|老人|先生|女士|家|在|被|因|向|要|去|有|没|"
    r"到|证实|证|现|当|出|进|离|均|亦|拦|骂|打|推|指|查|提|快|驾驶|开车|骑|一起|一家|态度|夫妇|夫妻|两|二|叫|让|等|却|很|曾|正|跑|走|带|拿|站|躺|摔|晕|独|才|只|再|又|都|老|"
    r"负责|沟通|所(?=述|说|住|称|报)|协商|交涉|商量|理论|收|签|安排|组织|指挥|通知|强行|私自|擅自|未|连|送|回|吃|住|之|处|您|和|与|及|跟|突|需|已|昨|今|读|念|病|能|每|刚|"
    r"明|上|前|就|也|还|不|把|给|对|自|从|于|想|打|患|得|生|发|急|岁|系|同|这|那|,)"
)


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """Compiled contexts; group ``name`` of each is the name. The first ``certain`` ones need not look like a usual
    name; ``english`` ones are capitalised words. ``sieve`` tells which of both a text may hold."""

    contexts: tuple[re.Pattern[str], ...]
    certain: int
    english: tuple[re.Pattern[str], ...]
    sieve: Sieve
    stop: tuple[str, ...]
    before: frozenset[str]
    given: frozenset[str]


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@lru_cache(maxsize=1)
def _grammar() -> NameGrammar:
    data, contexts = document("names.yaml"), document("name_contexts.yaml")
    parts = _parts(data)

    rules = [_PART.sub(lambda part: parts[part[1]], rule) for rule in contexts["certain"] + contexts["likely"]]
    chinese = tuple(map(re.compile, rules))
    english = (_english(data["english_certain"], least=0), _english(data["english_before"], least=1))
    return NameGrammar(
        chinese,
        len(contexts["certain"]),
        english,
        Sieve((*chinese, *english)),
        tuple(data["stop"]),
        frozenset(data["ending_in_surname"]),
        frozenset(data["given"]),
    )


def _parts(data: dict[str, Any]) -> dict[str, str]:
    """What «word» stands for in lexicon/name_contexts.yaml."""
    lists = {name: _either(data[name]) for name in ("strong", "roles", "little", "titles")}
    compound, ambiguous = _either(data["compound_surnames"]), _either(data["ambiguous_compound"])
    surname = f"(?:{compound}|[{data['surnames']}])"
    long_titles = _either([title for title in data["titles"] if len(title) > 1])
    return {
        **lists,
        "compound": compound,
        "plain_surname": surname,
        "surname": f"{surname}(?!{long_titles})",
        "any_surname": f"(?:{compound}|{ambiguous}|[{data['surnames']}])",
        "char": f"[^\\W\\da-zA-Z_{data['not_given']}]",
        "usual": f"[{''.join(sorted(set(data['given']) - set(data['not_given'])))}]",
        "top": _TOP,
        "called": _CALLED,
        "call": "反映|来电|投诉|求助|称|表示|报警|致电|来访|来信|留言",
        "edge": _EDGE,
        "not_place": _NOT_PLACE,
    }


def _english(before: list[str], *, least: int) -> re.Pattern[str]:
    """A capitalised name of at least one word and ``least`` more after one of ``before``."""
    word = r"[A-Z](?:['’][A-Z])?[a-z'’\-]+(?:[A-Z][a-z]+)?"
    name = rf"(?P<name>{word}(?:\s{word}){{{least},2}})"
    return re.compile(rf"(?<![A-Za-z])(?i:{_either(before)})[\s,:]+{name}")


def name_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every name in a folded text whose private numbers are already marked 〔…〕."""
    grammar = _grammar()
    found: set[str] = set()
    for at in grammar.sieve.left(text):
        if at >= len(grammar.contexts):
            capitals = grammar.english[at - len(grammar.contexts)]
            yield from (match.span("name") for match in capitals.finditer(text))
            continue
        for match in _unstopped(grammar.contexts[at], text, grammar, at < grammar.certain):
            found.add(match["name"])
            yield match.span("name")
    yield from _again(text, found)


def _unstopped(pattern: re.Pattern[str], text: str, grammar: NameGrammar, certain: bool) -> Iterator[re.Match[str]]:
    """Matches that are names; where one is a common word the search goes on at its second character."""
    at = 0
    while match := pattern.search(text, at):
        if _stopped(match, grammar, certain):
            at = match.start("name") + 1
        else:
            at = max(match.end(), match.start("name") + 1)
            yield match


def _stopped(match: re.Match[str], grammar: NameGrammar, certain: bool) -> bool:
    start, name = match.start("name"), match["name"]
    if match.string[max(0, start - 1) : start + 1] in grammar.before:
        return True
    if certain and len(name) == 3 and name[2] in grammar.given:
        return name in grammar.stop
    return match.string[start : start + 4].startswith(grammar.stop)


def _again(text: str, names: set[str]) -> Iterator[tuple[int, int]]:
    for name in sorted(names):
        if len(name) > 1:
            for match in re.finditer(re.escape(name) + _NOT_PLACE, text):
                yield match.span()
