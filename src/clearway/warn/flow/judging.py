"""From evidence to one of three answers for each link: confirmed, silent sensor, undecided. Slot by slot, causal."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from clearway.core.evidence import FlowState
from clearway.warn.flow.doubts import Doubts
from clearway.warn.flow.junctions import Junctions
from clearway.warn.flow.scoring import Scores
from clearway.warn.flow.settings import FlowSettings
from clearway.warn.flow.topology import Topology
from clearway.warn.flow.windows import Finding, Window, Windows

#: A direction with more of its usual flow than this is alive.
ALIVE = 0.35
#: Evidence (nats) either way by which junctions decide; least each direction of a closed pair must show.
BALANCE, EACH = 3.0, 2.0
#: Passages to be expected before a link is judged without its other direction; before zeros are called a dead sensor
#: (with the other direction alive, or with nothing to compare); before one direction alone is called closed.
ALONE, DEAD, LONG_DEAD, ONE_WAY = 15.0, 20.0, 60.0, 40.0


@dataclass(slots=True)
class Judge:
    """Walks the scored slots in time order; ``findings`` grow, open ones by link."""

    scores: Scores
    topology: Topology
    settings: FlowSettings
    findings: list[Finding] = field(default_factory=list)
    open: dict[int, Finding] = field(default_factory=dict)
    junctions: Junctions = field(init=False)
    windows: Windows = field(init=False)
    doubts: Doubts = field(init=False)

    def __post_init__(self) -> None:
        self.junctions = Junctions(self.scores, self.topology)
        self.windows = Windows(self.scores, self.topology.partner)
        self.doubts = Doubts(self.scores, self.topology, self.windows, self.open)

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
        for link in sorted(waiting, key=lambda i: -self.windows.both(i, self.open[i].first, slot).sharp):
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
        self._open(Finding(link, first, slot), slot)

    def _note(self, finding: Finding, slot: int) -> None:
        window = self.windows.one(finding.link, finding.first, slot)
        finding.slot, finding.passed, finding.expected = slot, window.counted, window.expected
        finding.nats = float(max(self.scores.own[slot, finding.link], self.scores.pair[slot, finding.link]))

    def _open(self, finding: Finding, slot: int) -> None:
        self.findings.append(finding)
        self.open[finding.link] = finding
        self._note(finding, slot)

    def _judge(self, finding: Finding, slot: int) -> None:
        state, both = self._answer(finding, slot)
        if state is finding.state:
            return
        if state is FlowState.CONFIRMED and self.doubts.doubtful(finding, slot):
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
            self._open(other, slot)
        if other.state is not FlowState.CONFIRMED:
            other.state = FlowState.CONFIRMED
            self._note(other, slot)

    def _answer(self, finding: Finding, slot: int) -> tuple[FlowState, bool]:
        """The state now, and whether it speaks for both directions."""
        mine = self.windows.one(finding.link, finding.first, slot)
        partner = self._partner(finding.link)
        other = self.windows.one(partner, finding.first, slot) if partner >= 0 else Window(0, 0.0, 0.0)
        if partner < 0 or other.heard < 0.5:
            return self._alone(finding, slot), partner >= 0
        evidence = self.scores.own[slot, [finding.link, partner]]
        if self.scores.pair[slot, finding.link] >= self.settings.alarm and evidence.min() >= EACH:
            return self._both_low(finding, partner, slot), True
        if other.share > ALIVE and other.expected >= 5:
            return self._one_way(finding, mine, slot), False
        return finding.state, False

    def _both_low(self, finding: Finding, partner: int, slot: int) -> FlowState:
        """Both ways are low: closed if somebody still passes now and then, or the streets around show the traffic."""
        trickle = self.windows.stays_low((finding.link, partner), finding.first, slot)
        if trickle is None:
            return self._nobody(finding, partner, slot)
        for link in (finding.link, partner):
            balance = self.junctions.nats(link, finding.first, slot)
            if balance is not None and balance <= -BALANCE and self._passed(link, finding, slot) == 0:
                return FlowState.SILENT if link == finding.link else self._alone(finding, slot)
        return FlowState.CONFIRMED if trickle else finding.state

    def _nobody(self, finding: Finding, partner: int, slot: int) -> FlowState:
        """Nobody at all passes either way: junctions that miss just this traffic say that it is there; the streets
        around may show that it is not; else it stays open, until somebody passes or callers speak of it.

        For zeros alone never say enough: where one closure in ten is hermetic, the others let a Beta(1, 19) share
        through, and three pairs of sensors die for ten closures, the way is shut with a chance of 0.77 at 0 passages
        expected, 0.6 at 20 and 0.25 at very many.
        """
        balance = self.junctions.nats(finding.link, finding.first, slot, partner=partner)
        if balance is not None and balance <= -BALANCE:
            return FlowState.SILENT
        return FlowState.CONFIRMED if self.doubts.touched(finding, slot) else finding.state

    def _alone(self, finding: Finding, slot: int) -> FlowState:
        """No other direction to ask: somebody must pass and flow stay low, or the junctions must show it."""
        mine = self.windows.one(finding.link, finding.first, slot)
        balance = self.junctions.nats(finding.link, finding.first, slot)
        if balance is not None and abs(balance) >= BALANCE:
            return FlowState.SILENT if balance < 0 else FlowState.CONFIRMED if mine.expected >= ALONE else finding.state
        if mine.expected >= ALONE and self.windows.stays_low((finding.link,), finding.first, slot):
            return FlowState.CONFIRMED
        return FlowState.SILENT if mine.counted == 0 and mine.expected >= LONG_DEAD else finding.state

    def _one_way(self, finding: Finding, mine: Window, slot: int) -> FlowState:
        """The other direction flows: a dead sensor, unless the junctions or a steady trickle say otherwise."""
        balance = self.junctions.nats(finding.link, finding.first, slot)
        if balance is not None and balance <= -BALANCE:
            return FlowState.SILENT
        if mine.counted == 0 and not (balance is not None and balance >= BALANCE):
            return FlowState.SILENT if mine.expected >= DEAD else finding.state
        firm = (
            mine.expected >= ONE_WAY
            and mine.sharp >= BALANCE
            and (mine.counted == 0 or self.windows.stays_low((finding.link,), finding.first, slot))
        )
        return FlowState.CONFIRMED if firm else finding.state

    def _passed(self, link: int, finding: Finding, slot: int) -> int:
        """Passages after the first two slots (in them, a sensor may have died half way)."""
        counts = self.scores.counts[finding.first + 2 : slot + 1, link]
        return int(counts[counts > 0].sum())

    def _partner(self, link: int) -> int:
        return int(self.topology.partner[link])
