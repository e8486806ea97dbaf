"""Why an incident is what it is said to be, in words both languages share: the ``reasons`` column."""

from __future__ import annotations

from clearway.core.evidence import FlowState
from clearway.core.words import Bilingual
from clearway.warn.episodes import LinkEpisode
from clearway.warn.incidents import Group
from clearway.warn.signals import THREE_DAYS, ComplaintSignal

_FLOW = {
    FlowState.CONFIRMED: Bilingual(
        "{link}：应通过约 {expected} 次，实际 {passed} 次，判断为已封闭",
        "{link}: about {expected} passages expected, {passed} counted: taken to be closed",
    ),
    FlowState.SILENT: Bilingual(
        "{link}：应通过约 {expected} 次，上报 {passed} 次，而周边车流如常：多为设备失灵，请检修设备",
        "{link}: about {expected} passages expected, {passed} reported, while traffic around goes on as usual: "
        "most likely a dead sensor; have it looked at",
    ),
    FlowState.UNDECIDED: Bilingual(
        "{link}：应通过约 {expected} 次，实际 {passed} 次，证据不足以断定，请到现场查看",
        "{link}: about {expected} passages expected, {passed} counted: not enough to tell; please go and see",
    ),
}
_RULE = Bilingual(
    "同一社区连续数日有人反映就医受阻（共 {callers} 人）",
    "medical access was reported blocked on days running in one community ({callers} callers)",
)
_CALLS = Bilingual(
    "附近有 {callers} 人分别来电反映，明显多于平常",
    "{callers} different people called about this place, clearly more than usual",
)


def reasons_for(group: Group) -> tuple[Bilingual, ...]:
    """One sentence a link, then one a signal."""
    links = {episode.link: episode for episode in reversed(group.episodes)}
    flow = [of_link(links[link]) for link in sorted(links)]
    return (*flow, *(of_calls(signal) for signal in group.signals))


def of_link(episode: LinkEpisode) -> Bilingual:
    """What the counts of one link say."""
    return _FLOW[episode.state].fill(link=episode.link, expected=max(1, round(episode.expected)), passed=episode.passed)


def of_calls(signal: ComplaintSignal) -> Bilingual:
    """What the calls about a place say."""
    return (_RULE if signal.trigger == THREE_DAYS else _CALLS).fill(callers=signal.callers)
