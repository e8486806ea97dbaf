"""Names of streets, places and houses, all invented; ``Names`` hands each out once."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


def words(text: str) -> list[str]:
    """The words of a list written as one line."""
    return text.split()


STREET_HEADS = words(
    "人民 建设 文化 和平 解放 溱水 青年 光明 工农 迎宾 振兴 育才 康宁 金穗 朝阳 长兴 永安 富民 兴业 民生 "
    "春晖 秋实 瑞祥 锦绣 望岳 听泉 槐荫 枣园 桐柏 柳河 梨园 桃源 菊香 松涛 竹韵 荷塘 凤鸣 龙泉 麒麟 白鹤"
)
COMPOUND_HEADS = words(
    "阳光 翡翠 锦绣 书香 丽景 东方 御景 桂花 紫荆 金桥 银河 盛世 水岸 梧桐 玉兰 福安 祥和 安居 幸福 新世纪 "
    "溱水 龙泉 凤凰 世纪 华庭 康桥 星河 蓝湾 绿洲 春天 枫林 芳草 金色 瑞景 中央 万和 天润 宏达 联盟 建业"
)
COMPOUND_TAILS = words("花园 家园 小区 新村 嘉园 名邸 佳苑 府 公馆 里")
VILLAGE_HEADS = words(
    "大王 小王 前李 后李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 "
    " 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 田 董 袁 潘 于 蒋"
)
VILLAGE_TAILS = words("庄 洼 沟 寨 岗 坡 营 楼 堂 湾")
TOWNS = ("白龙镇", "双柳镇", "石佛镇")
STREET_TOWNSHIPS = ("城南街道", "城北街道")
COMMUNITY_HEADS = words("文昌 东关 南关 西关 北关 溱水 育才 迎宾 光明 永安 兴业 康宁 金穗 朝阳")


@dataclass
class Names:
    """Hands out names without repeating one, in an order that depends on the seed alone."""

    rng: np.random.Generator
    streets: list[str] = field(init=False)
    compounds: list[str] = field(init=False)
    villages: list[str] = field(init=False)
    communities: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.begin_town()
        self.compounds = self._shuffled([head + tail for head in COMPOUND_HEADS for tail in COMPOUND_TAILS])
        self.villages = self._shuffled([head + tail + "村" for head in VILLAGE_HEADS for tail in VILLAGE_TAILS])
        self.communities = self._shuffled([head + "社区" for head in COMMUNITY_HEADS])

    def begin_town(self) -> None:
        """Every town may use every street name again: each has its People's Road."""
        self.streets = self._shuffled(STREET_HEADS)

    def _shuffled(self, words: list[str] | tuple[str, ...]) -> list[str]:
        return [words[index] for index in self.rng.permutation(len(words))]
