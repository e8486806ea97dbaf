"""From evidence to one of three answers for each link: confirmed, silent sensor, undecided. Slot by slot, causal."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from clearway.core.evidence import FlowState
from clearway.warn.flow.junctions import Junctions
from clearway.warn.flow.scoring import Scores
from clearway.warn.flow.settings import FlowSettings
from clearway.warn.flow.streets import Streets
from clearway.warn.flow.topology import Topology

STARVED = 0.22
LEAK = 0.06
ALIVE = 0.35
SHARP = 1.0
NEAR_ANOTHER = 4.0
SAME_ONSET = 12.0
MARGIN = 2.0
LEAST_UNSEEN = 0.0
AFTER = 5.0


@dataclass(slots=True)
class Finding:
    """One link's episode while it is being judged; slots are flat indices."""

    link: int
    first: int
    slot: int
    state: FlowState = FlowState.UNDECIDED
    nats: float = 0.0
    passed: int = 0
    expected: float = 0.0
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Counted and expected on one link from ``first`` to ``last``; ``heard``: share of slots reported."""

    counted: int
    expected: float
    heard: float

    @property
    def share(self) -> float:
        """Counted over expected; 1 where hardly anybody was expected."""
        return self.counted / self.expected if self.expected > 0.5 else 1.0

    @property
    def sharp(self) -> float:
        """Evidence (nats) of a closure rather than of a link that merely starves beside one."""
        return float(self.counted * np.log(LEAK / STARVED) + (STARVED - LEAK) * self.expected)


@dataclass(slots=True)
class Judge:
    """Walks the scored slots in time order; ``findings`` grow, open ones by link."""

    scores: Scores
    topology: Topology
    settings: FlowSettings
    findings: list[Finding] = field(default_factory=list)
    open: dict[int, Finding] = field(default_factory=dict)
    junctions: Junctions = field(init=False)
    streets: Streets = field(init=False)

    def __post_init__(self) -> None:
        self.junctions = Junctions(self.scores, self.topology)
        self.streets = Streets(self.topology)

    def run(self) -> list[Finding]:
        """All findings, by the slot their state was first reached."""
        loud = np.maximum(self.scores.own, self.scores.pair) >= self.settings.alarm
        active = np.flatnonzero(loud.any(axis=1))
        for slot in range(int(active[0]), len(loud)) if len(active) else ():
            if self.open or loud[slot].any():
                self._step(slot, np.flatnonzero(loud[slot]).tolist())
        return sorted(self.findings, key=lambda finding: (finding.slot, finding.link))

    def _step(self, slot: int, loud: list[int]) -> None:
        for link, finding in list(self.open.items()):
            if self._over(link, slot):
                finding.ended = slot
                del self.open[link]
        for link in loud:
            if link not in self.open:
                self._begin(link, slot)
        waiting = [link for link in loud if link in self.open and self.open[link].state is not FlowState.CONFIRMED]
        for link in sorted(waiting, key=lambda i: -self._joint(i, slot).sharp):
            self._judge(self.open[link], slot)

    def _over(self, link: int, slot: int) -> bool:
        partner = self._partner(link)
        lasting = partner in self.open and self.scores.pair[slot, link] > 0
        return float(self.scores.own[slot, link]) == 0 and not lasting and self.scores.counts[slot, link] != -1

    def _begin(self, link: int, slot: int) -> None:
        pair = bool(self.scores.pair[slot, link] >= self.settings.alarm)
        quiet = self.scores.pair if pair and self.scores.own[slot, link] < self.settings.alarm else self.scores.own
        zeros = np.flatnonzero(quiet[: slot + 1, link] == 0)
        first = int(zeros[-1]) + 1 if len(zeros) else 0
        self._note(Finding(link, first, slot), slot)
        self.open[link] = self.findings[-1]

    def _note(self, finding: Finding, slot: int) -> None:
        window = self._window(finding.link, finding.first, slot)
        finding.slot, finding.passed, finding.expected = slot, window.counted, window.expected
        finding.nats = float(max(self.scores.own[slot, finding.link], self.scores.pair[slot, finding.link]))
        if finding not in self.findings:
            self.findings.append(finding)

    def _judge(self, finding: Finding, slot: int) -> None:
        state, both = self._answer(finding, slot)
        if state is finding.state:
            return
        if state is FlowState.CONFIRMED and self._doubtful(finding, slot):
            return
        finding.state = state
        self._note(finding, slot)
        partner = self._partner(finding.link)
        if both and partner >= 0 and state is FlowState.CONFIRMED:
            self._confirm_partner(partner, finding, slot)

    def _confirm_partner(self, partner: int, finding: Finding, slot: int) -> None:
        other = self.open.get(partner)
        if other is None:
            other = Finding(partner, finding.first, slot)
            self.open[partner] = other
        if other.state is not FlowState.CONFIRMED:
            other.state = FlowState.CONFIRMED
            self._note(other, slot)

    def _answer(self, finding: Finding, slot: int) -> tuple[FlowState, bool]:
        """The state now, and whether it speaks for both directions."""
        mine = self._window(finding.link, finding.first, slot)
        partner = self._partner(finding.link)
        other = self._window(partner, finding.first, slot) if partner >= 0 else Window(0, 0.0, 0.0)
        if partner < 0 or other.heard < 0.5:
            return self._alone(finding, slot), partner >= 0
        evidence = self.scores.own[slot, [finding.link, partner]]
        if self.scores.pair[slot, finding.link] >= self.settings.alarm and evidence.min() >= 2.0:
            return self._both_low(finding, partner, slot), True
        if other.share > ALIVE and other.expected >= 5:
            return self._one_way(finding, mine, slot), False
        return finding.state, False

    def _both_low(self, finding: Finding, partner: int, slot: int) -> FlowState:
        for link in (finding.link, partner):
            balance = self.junctions.nats(link, finding.first, slot)
            if balance is not None and balance <= -3 and self._passed(link, finding, slot) == 0:
                return FlowState.SILENT if link == finding.link else self._alone(finding, slot)
        trickle = self._stays_low(finding, slot, (finding.link, partner))
        if trickle is False or (trickle is None and self._untouched(finding, partner, slot)):
            return finding.state
        return FlowState.CONFIRMED

    def _alone(self, finding: Finding, slot: int) -> FlowState:
        """No other direction to ask: somebody must pass and flow stay low, or the junctions must show it."""
        mine = self._window(finding.link, finding.first, slot)
        balance = self.junctions.nats(finding.link, finding.first, slot)
        if balance is not None and abs(balance) >= 3:
            return FlowState.SILENT if balance < 0 else FlowState.CONFIRMED if mine.expected >= 15 else finding.state
        if mine.expected >= 15 and self._stays_low(finding, slot, (finding.link,)):
            return FlowState.CONFIRMED
        return FlowState.SILENT if mine.counted == 0 and mine.expected >= 60 else finding.state

    def _one_way(self, finding: Finding, mine: Window, slot: int) -> FlowState:
        """The other direction flows: a dead sensor, unless the junctions or a steady trickle say otherwise."""
        balance = self.junctions.nats(finding.link, finding.first, slot)
        if balance is not None and balance <= -3:
            return FlowState.SILENT
        if mine.counted == 0 and not (balance is not None and balance >= 3):
            return FlowState.SILENT if mine.expected >= 20 else finding.state
        firm = (
            mine.expected >= 40
            and mine.sharp >= 3
            and (mine.counted == 0 or self._stays_low(finding, slot, (finding.link,)))
        )
        return FlowState.CONFIRMED if firm else finding.state

    def _stays_low(self, finding: Finding, slot: int, links: tuple[int, ...]) -> bool | None:
        """Whether somebody passed after the fall and flow stayed low after that (a revived sensor does not).

        None: nobody passed at all. The first two slots do not count: in them a sensor may have died half way.
        """
        begin = finding.first + 2
        passing = np.flatnonzero((self.scores.counts[begin : slot + 1, np.array(links)] > 0).any(axis=1))
        if not len(passing):
            return None
        after = [self._window(link, begin + 1 + int(passing[0]), slot) for link in links]
        expected = sum(one.expected for one in after)
        return expected >= AFTER and sum(one.counted for one in after) <= 0.2 * expected

    def _passed(self, link: int, finding: Finding, slot: int) -> int:
        """Passages after the first two slots (in them, a sensor may have died half way)."""
        counts = self.scores.counts[finding.first + 2 : slot + 1, link]
        return int(counts[counts > 0].sum())

    def _untouched(self, finding: Finding, partner: int, slot: int) -> bool:
        """Whether nobody at all passes either way and the streets around do not show it: perhaps both sensors died.

        A closure sends its traffic round: were it shared among the links that touch it, each would be off its usual
        count by so much. Seen less than a third of that, or too early to see anything, there is no telling yet.
        """
        near = sorted(self.topology.touching[finding.link] - {partner})
        expected = self._joint(finding.link, slot).expected
        if expected < LEAST_UNSEEN or len(near) < 3:
            return expected < LEAST_UNSEEN
        windows = [self._window(link, finding.first, slot) for link in near]
        heard = [one for one in windows if one.heard >= 0.5 and one.expected >= 1]
        spread = [one.expected + 0.02 * one.expected**2 for one in heard]
        power = sum((expected / len(near)) ** 2 / (2 * wide) for wide in spread)
        seen = sum((one.counted - one.expected) ** 2 / (2 * w) - 0.5 for one, w in zip(heard, spread, strict=True))
        return power >= 1.5 and seen < power / 2

    def _doubtful(self, finding: Finding, slot: int) -> bool:
        blurred = self._joint(finding.link, slot).sharp < SHARP
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
        mine = self._joint(finding.link, slot)
        near = self.topology.near[finding.link] - {self._partner(finding.link)}
        return any(self._outdone(finding, mine, other, slot) for other in near)

    def _outdone(self, finding: Finding, mine: Window, other: int, slot: int) -> bool:
        """Whether the fall on ``other``, nearby, is the better account of this one."""
        known = self.open.get(other)
        if known is None:
            return bool(self.scores.pair[slot, other] >= 2) and self._contested(finding, mine, other, slot)
        if known.state is FlowState.SILENT:
            return False
        theirs = self._both(other, max(known.first, finding.first), slot)
        if known.state is FlowState.CONFIRMED:
            limit = SAME_ONSET if self._together(finding, known) else NEAR_ANOTHER
            return mine.sharp < limit and mine.sharp < theirs.sharp + MARGIN
        return mine.sharp < NEAR_ANOTHER and theirs.sharp > mine.sharp

    def _contested(self, finding: Finding, mine: Window, other: int, slot: int) -> bool:
        """Whether a neighbour that has not reached the alarm yet fell as deep at the same time: wait and see."""
        theirs = self._both(other, finding.first, slot)
        return mine.sharp < NEAR_ANOTHER and theirs.share <= mine.share and theirs.expected >= 0.5 * mine.expected

    def _together(self, finding: Finding, known: Finding) -> bool:
        """Whether both falls began at once, as far as the quieter link can tell."""
        first, last = sorted((finding.first, known.first))
        quiet = min(self._window(one.link, first, last).expected for one in (finding, known))
        return last - first <= 6 or quiet <= 4

    def _joint(self, link: int, slot: int) -> Window:
        """Both directions of an open finding together."""
        return self._both(link, self.open[link].first, slot)

    def _both(self, link: int, first: int, slot: int) -> Window:
        """Both directions of a link together."""
        mine = self._window(link, first, slot)
        partner = self._partner(link)
        if partner < 0:
            return mine
        other = self._window(partner, first, slot)
        return Window(mine.counted + other.counted, mine.expected + other.expected, mine.heard)

    def _window(self, link: int, first: int, last: int) -> Window:
        counts = self.scores.counts[first : last + 1, link]
        expected = self.scores.expected[first : last + 1, link]
        known = (counts >= 0) & ~np.isnan(expected)
        if not known.any():
            return Window(0, 0.0, 0.0)
        return Window(int(counts[known].sum()), float(expected[known].sum()), float(known.mean()))

    def _partner(self, link: int) -> int:
        return int(self.topology.partner[link])
