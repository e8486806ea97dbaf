"""Better accounts of a fall than a closure of its own: a closure nearby, a town that stays at home, dead sensors."""

from __future__ import annotations

from dataclasses import dataclass, field

from clearway.core.evidence import FlowState
from clearway.warn.flow.scoring import Scores
from clearway.warn.flow.streets import Streets
from clearway.warn.flow.topology import Topology
from clearway.warn.flow.windows import Finding, Window, Windows

#: Evidence (nats) that a fall is a closure and no starving: always; near another one; begun together with it.
SHARP, NEAR_ANOTHER, SAME_ONSET = 1.0, 4.0, 12.0
#: By how much a link must be the clearer case beside a confirmed closure.
MARGIN = 2.0
#: Links that must touch a street, and what they could show (nats), before their usual counts say anything of it.
NEIGHBOURS, POWER = 3, 1.5


@dataclass(slots=True)
class Doubts:
    """Asks the neighbourhood; ``open``: episodes that go on, by link (shared with the judge)."""

    scores: Scores
    topology: Topology
    windows: Windows
    open: dict[int, Finding]
    streets: Streets = field(init=False)

    def __post_init__(self) -> None:
        self.streets = Streets(self.topology)

    def touched(self, finding: Finding, slot: int) -> bool | None:
        """Whether the streets around show, or could not show, traffic sent away from here; None: too few are counted.

        A closure sends its traffic round: were it shared among the links that touch it, each would be off its usual
        count by so much. Seen less than half of that, perhaps both sensors died.
        """
        near = sorted(self.topology.touching[finding.link] - {self._partner(finding.link)})
        if len(near) < NEIGHBOURS:
            return None
        expected = self.windows.both(finding.link, finding.first, slot).expected
        windows = [self.windows.one(link, finding.first, slot) for link in near]
        heard = [one for one in windows if one.heard >= 0.5 and one.expected >= 1]
        spread = [one.expected + 0.02 * one.expected**2 for one in heard]
        power = sum((expected / len(near)) ** 2 / (2 * wide) for wide in spread)
        seen = sum((one.counted - one.expected) ** 2 / (2 * w) - 0.5 for one, w in zip(heard, spread, strict=True))
        return power < POWER or seen >= power / 2

    def doubtful(self, finding: Finding, slot: int) -> bool:
        """Whether a fall that looks like a closure has a better account."""
        blurred = self.windows.both(finding.link, finding.first, slot).sharp < SHARP
        return blurred or self._common_cause(finding) or self._starved(finding, slot)

    def _common_cause(self, finding: Finding) -> bool:
        """Whether links all over town fell at the same moment: a day off, a storm, a fault of the feed."""
        near = self.topology.near[finding.link] | {self._partner(finding.link)}
        apart = {
            max(link, self._partner(link))
            for link, other in self.open.items()
            if abs(other.first - finding.first) <= 2 and link not in near and link != finding.link
        }
        return len(apart) >= max(3, round(0.04 * len(self.topology.partner)))

    def _starved(self, finding: Finding, slot: int) -> bool:
        """Whether a nearby closure, known or suspected, explains this fall better than one of its own."""
        closed = frozenset(link for link, one in self.open.items() if one.state is FlowState.CONFIRMED)
        if closed and self.streets.cut_off_by(finding.link, closed):
            return True
        mine = self.windows.both(finding.link, finding.first, slot)
        near = self.topology.near[finding.link] - {self._partner(finding.link)}
        return any(self._outdone(finding, mine, other, slot) for other in near)

    def _outdone(self, finding: Finding, mine: Window, other: int, slot: int) -> bool:
        """Whether the fall on ``other``, nearby, is the better account of this one."""
        known = self.open.get(other)
        if known is None:
            return bool(self.scores.pair[slot, other] >= 2) and self._contested(finding, mine, other, slot)
        if known.state is FlowState.SILENT:
            return False
        theirs = self.windows.both(other, max(known.first, finding.first), slot)
        if known.state is FlowState.CONFIRMED:
            limit = SAME_ONSET if self._together(finding, known) else NEAR_ANOTHER
            return mine.sharp < limit and mine.sharp < theirs.sharp + MARGIN
        return mine.sharp < NEAR_ANOTHER and theirs.sharp > mine.sharp

    def _contested(self, finding: Finding, mine: Window, other: int, slot: int) -> bool:
        """Whether a neighbour that has not reached the alarm yet fell as deep at the same time: wait and see."""
        theirs = self.windows.both(other, finding.first, slot)
        return mine.sharp < NEAR_ANOTHER and theirs.share <= mine.share and theirs.expected >= 0.5 * mine.expected

    def _together(self, finding: Finding, known: Finding) -> bool:
        """Whether both falls began at once, as far as the quieter link can tell."""
        first, last = sorted((finding.first, known.first))
        quiet = min(self.windows.one(one.link, first, last).expected for one in (finding, known))
        return last - first <= 6 or quiet <= 4

    def _partner(self, link: int) -> int:
        return int(self.topology.partner[link])
